"""What to ask next: each open question by what its answer can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import TypeAlias, final

from attrs import evolve, field, frozen

from neglect_rules.completions import (
    Node,
    Path,
    Space,
    SpentError,
    Unit,
    Way,
    asked_in,
    at_end,
    cheapest,
    is_open,
    turning,
    units,
)
from neglect_rules.completions import Question as Asked
from neglect_rules.evaluation import Decision
from neglect_rules.facts import Leaves
from neglect_rules.program import Choice
from neglect_rules.reasons._model import (
    Next,
    Pair,
    Question,
    Settling,
    Verdict,
    topic,
)
from neglect_rules.reasons._view import BUDGET, View, highest, lowest, view

_Seen: TypeAlias = tuple[Verdict, Pair | None, str | None]
"""Whether an answer can change the outcome, what shows it, the highest it decides."""

_RANK: Mapping[Verdict, int] = {"can_change": 0, "undecided": 1, "cannot": 2}


def what_next(decision: Decision, outcome: str, *, budget: int = BUDGET) -> Next:
    """Return every open question, and whether its answer can change an outcome.

    It *can* if two complete sets of answers differ in that one and in what is possible
    then; it *cannot* if there are no such two; otherwise, where the budget was spent
    or where answers cannot be told apart from what they are counted in, it is
    *undecided*: law 15. What was only filled in is asked as well.

    Those that decide the highest grade come first, then those that make most certain
    alone, then what counts as core, then the order of the ruleset.

    Args:
        decision: The decision.
        outcome: One of its outcomes.
        budget: How many steps each of two searches may take.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    return next_of(view(decision, outcome, budget))


def next_of(asked: View) -> Next:
    """Return every open question, and whether its answer can change an outcome."""
    seen = asked.asked_openly
    maybe = [_or_open(seen, q) for q in seen.questions if q.unit.kind != "age"]
    part = seen.space(maybe, [seen.link.result])
    complete = None if seen.whole is None else _Whole(seen, seen.whole)
    looked = _Look(seen, {each.unit: each for each in seen.questions}, complete, part)
    found = [looked.at(unit) for unit in _open_units(seen)]
    order = {grade: rank for rank, grade in enumerate(seen.link.grades, start=1)}
    found.sort(
        key=lambda each: (
            _RANK[each.verdict],
            -order.get(each.decides or "", 0),
            -order[each.alone],
            not each.core,
        )
    )
    undecided = any(each.verdict == "undecided" for each in found)
    ranges = any(not way.whole for asked in seen.questions for way in asked.ways)
    matter = tuple(each.about for each in found if each.verdict == "can_change")
    return Next(
        outcome=seen.link.id,
        questions=tuple(found),
        settled_by=() if undecided else matter,
        settling=() if part is None else tuple(_settling(seen, part)),
        how="search" if undecided or ranges or part is None else "exact",
        steps=seen.spent(seen.whole) + seen.spent(part),
    )


def _or_open(seen: View, asked: Asked) -> Asked:
    """Return a question that may also be left open."""
    held = {leaf: seen.leaves[leaf] for leaf in asked.ways[0].leaves}
    others = (evolve(way, changed=True) for way in asked.ways if way.whole)
    return Asked(asked.unit, (Way(held, whole=False), *others))


def _open_units(seen: View) -> Iterator[Unit]:
    """Yield everything that is open, what the outcome does not rest on included."""
    for unit in units(seen.program):
        several = unit.kind == "age" and seen.facts.worlds[1:]
        if several or any(is_open(seen.leaves[leaf]) for leaf in unit.leaves):
            yield unit


@final
@frozen
class _Whole:
    """An outcome over all complete sets of answers."""

    seen: View
    space: Space

    @property
    def root(self) -> Node:
        """Return the outcome as a function of the questions."""
        return self.space.nodes[self.seen.link.result]

    def look(self, unit: Unit) -> _Seen:
        """Return what an answer can do."""
        number = _number(self.space, unit)
        if number not in asked_in(self.space, self.root):
            return "cannot", None, None
        paths = turning(self.space, self.root, number)
        pair = self._apart(unit) if paths is None else self._pair(number, *paths)
        if pair is None or (self.seen.has_range and not _are_apart(pair)):
            return "undecided", None, None
        return "can_change", pair, self._decides(number)

    def _apart(self, unit: Unit) -> Pair | None:
        """Return two answers that give nothing alike, whatever was counted over time.

        They are looked for where all else is answered in the first way, or the last.
        """
        leaf, seen = unit.leaves[0], self.seen
        asked = next(each for each in seen.questions if each.unit == unit)
        values = dict.fromkeys(w.leaves[leaf] for w in asked.ways if leaf in w.leaves)
        for end in (0, -1):
            rest = self._rest(unit, end)
            run = seen.runs.again({at: v for _, way in rest for at, v in way.items()})
            gives = {
                value: seen.possible(seen.runs.again({leaf: value}, run))
                for value in values
            }
            for one, other in combinations(gives, 2):
                if not gives[one] & gives[other]:
                    return Pair(
                        one=tuple(seen.said(unit, {leaf: one})),
                        one_gives=seen.grades(gives[one]),
                        other=tuple(seen.said(unit, {leaf: other})),
                        other_gives=seen.grades(gives[other]),
                        rest=tuple(e for u, way in rest for e in seen.said(u, way)),
                    )
        return None

    def _rest(self, unit: Unit, end: int) -> list[tuple[Unit, Leaves]]:
        """Return an answer to every other question, the first of it or the last."""
        others = (asked for asked in self.seen.questions if asked.unit != unit)
        single = ((o.unit, [w for w in o.ways if w.whole]) for o in others)
        return [(of, ways[end].leaves) for of, ways in single if ways]

    def _pair(self, number: int, one: Path, other: Path) -> Pair:
        rest = {asked: way for asked, way in one.items() if asked != number}
        said = self.seen.path_said
        return Pair(
            one=said(self.space, {number: one[number]}),
            one_gives=self._gives(one),
            other=said(self.space, {number: other[number]}),
            other_gives=self._gives(other),
            rest=said(self.space, rest),
        )

    def _gives(self, path: Path) -> tuple[str, ...]:
        choice: Choice = at_end(self.space, self.root, path)
        return self.seen.grades(choice)

    def _decides(self, number: int) -> str | None:
        """Return the highest grade that hangs on an answer."""
        hanging = (position for position, asked in self.hangs_on if number in asked)
        return next((self.seen.link.grades[each - 1] for each in hanging), None)

    @cached_property
    def hangs_on(self) -> tuple[tuple[int, frozenset[int]], ...]:
        """Return for each grade, the highest first, which questions decide it."""
        try:
            return tuple(self._hangs_on())
        except SpentError:
            return ()

    def _hangs_on(self) -> Iterator[tuple[int, frozenset[int]]]:
        for position in range(len(self.seen.link.grades), 1, -1):

            def reaches(choice: Choice, position: int = position) -> tuple[bool, bool]:
                return lowest(choice) >= position, highest(choice) >= position

            whether = self.space.diagrams.through(reaches, self.root)
            yield position, asked_in(self.space, whether)


@final
@frozen
class _Look:
    """What can be said of each open question.

    Attributes:
        asked: The questions that the outcome rests on.
        whole: The outcome over all complete sets of answers; `None` if spent.
        part: The outcome over all sets of answers, complete or not.
    """

    seen: View
    asked: Mapping[Unit, Asked] = field(hash=False)
    whole: _Whole | None
    part: Space | None

    def at(self, unit: Unit) -> Question:
        """Return what can be said of one open question."""
        seen: _Seen = "cannot", None, None
        if unit in self.asked:
            seen = self.whole.look(unit) if self.whole else ("undecided", None, None)
        spec = self.seen.program.ruleset.indicators.get(unit.id)
        return Question(
            about=topic(unit),
            verdict=seen[0],
            pair=seen[1],
            decides=seen[2],
            alone=self._alone(unit),
            ask=self._ask(unit),
            core=unit.kind == "indicator" and spec is not None and spec.core,
            by=self.seen.decision.review_by,
        )

    def _alone(self, unit: Unit) -> str:
        """Return the highest grade that one answer makes certain by itself."""
        seen = self.seen
        best = lowest(seen.held)
        asked = self.asked.get(unit)
        ways = () if asked is None else _or_open(seen, asked).ways
        for number, way in enumerate(ways):
            if self.part is None or unit.kind == "age":
                choice = seen.possible(seen.runs.again(way.leaves))
            else:
                root = self.part.nodes[seen.link.result]
                choice = at_end(self.part, root, {_number(self.part, unit): number})
            best = max(best, lowest(choice))
        return seen.link.grades[best - 1]

    def _ask(self, unit: Unit) -> tuple[str, ...]:
        ruleset = self.seen.program.ruleset
        if unit.kind == "indicator":
            return ruleset.indicators[unit.id].ask
        return ruleset.event_kinds[unit.id].ask if unit.kind == "events" else ()


def _are_apart(pair: Pair) -> bool:
    """Return whether two answers give nothing alike."""
    return set(pair.one_gives).isdisjoint(pair.other_gives)


def _number(found: Space, unit: Unit) -> int:
    """Return the number under which a unit is asked about."""
    numbers = {each.unit: n for n, each in enumerate(found.questions, start=1)}
    return numbers[unit]


def _settling(seen: View, part: Space) -> Iterator[Settling]:
    root = part.nodes[seen.link.result]
    for position, grade in enumerate(seen.link.grades, start=1):

        def settled(choice: Choice, position: int = position) -> bool:
            return choice == 1 << position

        best = cheapest(part, root, settled)
        if best is not None:
            chosen = {number: way for number, way in best.path.items() if way}
            answers = seen.path_said(part, chosen)
            yield Settling(grade=grade, answers=answers)
