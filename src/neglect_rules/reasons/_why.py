"""Why this grade: answers that are enough for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve

from neglect_rules.completions import (
    Question,
    Unit,
    cheapest,
    forgotten,
    kept,
)
from neglect_rules.evaluation import Decision
from neglect_rules.program import RuleLink, Value, cone
from neglect_rules.reasons._model import How, Met, Why, topic
from neglect_rules.reasons._runs import Run, together
from neglect_rules.reasons._view import BUDGET, View, is_true, lowest, view


def why(decision: Decision, outcome: str, *, budget: int = BUDGET) -> Why:
    """Return answers that are enough for the least grade that is certain.

    With them alone and all others forgotten the grade is still certain, and without
    any one of them it is not: law 13. Answers are forgotten one after another, the
    mildest first, and stay forgotten if the grade stays certain. Forgetting more
    never makes more certain (law 3), so one look at each is enough.

    That set need not be the smallest. A smaller one is looked for among all sets, as
    far as the budget lasts, and `fewest` says whether that was done.

    Args:
        decision: The decision.
        outcome: One of its outcomes.
        budget: How many steps the search for the smallest may take.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    return why_of(view(decision, outcome, budget))


def why_of(seen: View) -> Why:
    """Return answers that are enough for the least grade that is certain."""
    floor = lowest(seen.held)
    recorded = gravest_last(seen)
    held = _enough(seen, recorded, lambda run: lowest(seen.possible(run)) >= floor)
    runs = len(recorded)
    smallest, steps = _smallest(seen, recorded, floor)
    better = smallest is not None and len(smallest) < len(held)
    answers = smallest if better and smallest is not None else held
    how: How = "search" if smallest is None else "exact"
    return Why(
        outcome=seen.link.id,
        floor=seen.link.grades[floor - 1],
        answers=tuple(topic(unit) for unit in reversed(answers)),
        fewest=smallest is not None,
        met=tuple(
            _met(seen, rule, recorded) for rule in seen.rules if _is_met(seen, rule)
        ),
        how=how,
        runs=runs,
        steps=steps,
    )


def gravest_last(seen: View) -> list[Unit]:
    """Return what is recorded and looked at, what weighs least first."""
    recorded = [
        unit for unit in seen.units if kept(seen.program, unit, seen.leaves) is not None
    ]
    weights = _weights(seen)
    return sorted(recorded, key=lambda unit: weights.get(unit.id, (False, 0)))


def _weights(seen: View) -> Mapping[str, tuple[bool, int]]:
    """Return how grave each answer is: whether critical, then what it adds."""
    found = {}
    for member in seen.program.members:
        critical = member.critical is not None and is_true(
            seen.values.get(member.critical)
        )
        adds: Value = seen.values.get(member.contribution or -1, (0, 0))
        points = adds[0] if isinstance(adds, tuple) else 0
        found[member.id] = critical, points
    return found


def _enough(
    seen: View, recorded: Iterable[Unit], still: Callable[[Run], bool]
) -> list[Unit]:
    """Return answers that are enough for what is to stay, none of which can be spared.

    One run for each answer.
    """
    run = seen.runs.recorded
    held: list[Unit] = []
    for unit in recorded:
        tried = seen.runs.again(forgotten(seen.program, unit), run)
        if still(tried):
            run = tried
        else:
            held.append(unit)
    return held


def _smallest(
    seen: View, recorded: Sequence[Unit], floor: int
) -> tuple[list[Unit] | None, int]:
    """Return a smallest set that is enough; of several the one that weighs most.

    With it how many steps that took; `None` if the budget did not last.
    """
    asked = [
        _with_rank(question, len(recorded) - rank)
        for rank, unit in enumerate(recorded)
        if (question := kept(seen.program, unit, seen.leaves)) is not None
    ]
    found = seen.space(asked, [seen.link.result])
    if found is None:
        return None, seen.budget
    root = found.nodes[seen.link.result]
    best = cheapest(found, root, lambda value: lowest(value) >= floor)
    if best is None:
        return None, found.diagrams.spent
    names = {
        found.questions[number - 1].unit for number, way in best.path.items() if way
    }
    return [unit for unit in recorded if unit in names], found.diagrams.spent


def _with_rank(question: Question, rank: int) -> Question:
    """Return a question in which keeping a mild answer costs a little more."""
    without, held = question.ways
    return evolve(question, ways=(without, evolve(held, steps=rank)))


def _is_met(seen: View, rule: RuleLink) -> bool:
    return is_true(seen.values.get(rule.when))


def _met(seen: View, rule: RuleLink, recorded: Iterable[Unit]) -> Met:
    """Return answers that are enough to meet a rule."""
    among = cone(seen.program.steps, [rule.when])
    read = [unit for unit in recorded if not among.isdisjoint(unit.leaves)]
    held = _enough(seen, read, lambda run: is_true(together(run, rule.when)))
    return Met(
        id=rule.id,
        at=rule.at,
        kind=rule.kind,
        gives=rule.gives[seen.link.id],
        answers=tuple(topic(unit) for unit in reversed(held)),
    )
