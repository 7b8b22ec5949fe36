"""What would change it: the fewest other answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias, final

from neglect_rules.completions import (
    Question,
    Way,
    changed,
    cheapest,
)
from neglect_rules.evaluation import Decision, shown
from neglect_rules.program import Value
from neglect_rules.reasons._model import Change, Counterfactual, How, topic
from neglect_rules.reasons._runs import together
from neglect_rules.reasons._view import BUDGET, View, highest, lowest, view

Audience: TypeAlias = Literal["practitioner", "family", "policy", "auditor"]
Direction: TypeAlias = Literal["up", "down"]
Wanted: TypeAlias = Callable[[Any], bool]

_MAY_LOOK_DOWN = {"policy", "auditor"}


def what_would_change(
    decision: Decision,
    outcome: str,
    *,
    audience: Audience = "practitioner",
    budget: int = BUDGET,
) -> tuple[Counterfactual, ...]:
    """Return for each other grade the fewest answers that would have to be others.

    Upward, the grade is then certain at least; downward, it is possible at most. Only
    answers that can change are looked at: grades on scales of concern or strength, and
    numbers; neither a circumstance nor an age, nor what has happened before. Fewer
    changed answers come first, then fewer grade steps between them: law 14.

    What would lower a grade can be used to get round it, so it is only told to those
    who look after the ruleset.

    Args:
        decision: The decision.
        outcome: One of its outcomes.
        audience: Who reads it: only `policy` and `auditor` are told what would lower.
        budget: How many steps the search may take.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    seen = view(decision, outcome, budget)
    return counterfactuals(Search(seen, (seen.link.result,)), audience)


def counterfactuals(search: Search, audience: Audience) -> tuple[Counterfactual, ...]:
    """Return for each other grade the fewest answers that would have to be others."""
    seen = search.seen
    held = seen.held
    floor, ceiling = lowest(held), highest(held)
    found = [
        search.least("up", position)
        for position in range(floor + 1, len(seen.link.grades) + 1)
    ]
    if audience in _MAY_LOOK_DOWN:
        below = range(ceiling - 1, 0, -1)
        found += [search.least("down", position) for position in below]
    return tuple(found)


@final
class Search:
    """The search for the fewest changed answers, over one store of functions."""

    def __init__(self, seen: View, roots: tuple[int, ...]) -> None:
        """Lay out what may change, for some steps."""
        self.seen = seen
        self.asked = [
            asked for unit in seen.units if (asked := _changed(seen, unit)) is not None
        ]
        self.space = seen.space(self.asked, roots)

    def least(self, direction: Direction, position: int) -> Counterfactual:
        """Return the fewest changes to a grade of the outcome."""

        def wanted(value: int) -> bool:
            if direction == "up":
                return lowest(value) >= position
            return highest(value) <= position

        grade = self.seen.link.grades[position - 1]
        return self.to(self.seen.link.result, wanted, direction, grade)

    def to(
        self, root: int, wanted: Wanted, direction: Direction, grade: str
    ) -> Counterfactual:
        """Return the fewest changes for a step to come to what is wanted."""
        if self.space is not None:
            best = cheapest(self.space, self.space.nodes[root], wanted)
            ways = None
            if best is not None:
                ways = [
                    (question, question.ways[way])
                    for number, way in sorted(best.path.items())
                    if (question := self.space.questions[number - 1]).ways[way].changed
                ]
            every = all(asked.is_complete for asked in self.asked)
            return self._told(direction, grade, ways, "exact" if every else "search")
        ways, how = self._tried(root, wanted)
        return self._told(direction, grade, ways, how)

    def _tried(
        self, root: int, wanted: Wanted
    ) -> tuple[list[tuple[Question, Way]] | None, How]:
        """Return changes that do, and whether no fewer would: single ones first."""
        seen = self.seen

        def does(ways: Mapping[int, Value]) -> bool:
            return wanted(together(seen.runs.again(ways), root))

        single = [(q, w) for q in self.asked for w in q.ways if w.changed]
        for question, way in sorted(single, key=lambda each: each[1].steps):
            if does(way.leaves):
                return [(question, way)], "exact"
        for ends in (-1, 1):
            held = {q.unit: (q, q.ways[ends]) for q in self.asked}
            if does(_leaves(held.values())):
                for unit in list(held):
                    rest = {u: each for u, each in held.items() if u != unit}
                    held = rest if does(_leaves(rest.values())) else held
                return list(held.values()), "search"
        return None, "search"

    def _told(
        self,
        direction: Direction,
        grade: str,
        ways: list[tuple[Question, Way]] | None,
        how: How,
    ) -> Counterfactual:
        return Counterfactual(
            outcome=self.seen.link.id,
            direction=direction,
            grade=grade,
            changes=None
            if ways is None
            else tuple(change(self.seen, q, way) for q, way in ways),
            how=how,
            steps=self.seen.spent(self.space),
        )


def _changed(seen: View, unit: Any) -> Question | None:
    return changed(seen.program, unit, seen.leaves, seen.among, seen.opened)


def _leaves(ways: Any) -> dict[int, Value]:
    found: dict[int, Value] = {}
    for _, way in ways:
        found |= way.leaves
    return found


def change(seen: View, question: Question, way: Way) -> Change:
    """Return a way of answering as the change that it is."""
    ((leaf, now),) = way.leaves.items()
    step = seen.program.steps[leaf]
    return Change(
        about=topic(question.unit),
        was=tuple(shown(step, seen.leaves[leaf])),
        now=tuple(shown(step, now)),
        steps=way.steps,
    )
