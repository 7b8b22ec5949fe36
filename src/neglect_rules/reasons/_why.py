"""Why this grade: answers that are enough for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import cast

from attrs import evolve

from neglect_rules.completions import (
    Cheapest,
    Question,
    Unit,
    cheapest,
    forgotten,
    kept,
)
from neglect_rules.evaluation import Decision
from neglect_rules.program import Answer, Choice, RuleLink, cone
from neglect_rules.reasons._model import How, Met, Why, topic
from neglect_rules.reasons._runs import Run, together
from neglect_rules.reasons._view import BUDGET, View, highest, is_true, lowest, view


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
    """Return what is recorded and looked at: the gravest last, then the first."""
    recorded = [
        unit for unit in seen.units if kept(seen.program, unit, seen.leaves) is not None
    ]
    first = sorted(recorded, key=lambda unit: _gravity(seen, unit), reverse=True)
    return first[::-1]


def _gravity(seen: View, unit: Unit) -> tuple[bool, Fraction]:
    """Return whether an answer is critical, then how far up its scale it is at least.

    What has no worse comes before all that has.
    """
    spec = seen.program.ruleset.indicators.get(unit.id)
    step = seen.program.steps[unit.leaves[0]]
    if spec is None or not isinstance(step, Answer):
        return False, Fraction(-1)
    scale = seen.program.ruleset.scales[spec.scale or ""]
    held = cast("Choice", seen.leaves[unit.leaves[0]])
    rank = {grade: position for position, grade in enumerate(step.grades, start=1)}
    edge = rank.get(spec.critical_at or "")
    match scale.kind:
        case "concern":
            place = lowest(held)
            critical = edge is not None and place >= edge
        case "strength":
            place = len(rank) + 1 - highest(held)
            critical = edge is not None and highest(held) <= edge
        case _:
            return False, Fraction(-1)
    return critical, Fraction(place, len(rank))


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
    # All of them together are enough, so there is a way.
    best = cast("Cheapest", cheapest(found, root, lambda v: lowest(v) >= floor))
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
