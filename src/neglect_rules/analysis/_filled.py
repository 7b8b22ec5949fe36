"""Every way of filling in a form whole, for one ruleset or for several at once.

A form is filled in whole where every question has one answer, found today, with nothing
on record from before. Every combination is a case that can be loaded and judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from random import Random
from types import MappingProxyType
from typing import final

from attrs import evolve, field, frozen

from neglect_rules.analysis._loose import Loose
from neglect_rules.analysis._subjects import subjects
from neglect_rules.analysis._ways import (
    NOT_ASKED_OF,
    Answered,
    Apart,
    Filling,
    Reading,
    apart,
    case_from_filling,
    fitting,
    reading,
    together,
)
from neglect_rules.completions import (
    Diagrams,
    Node,
    Path,
    Question,
    SpentError,
    Unit,
    Way,
    functions,
    in_order,
    units,
)
from neglect_rules.facts import Leaves
from neglect_rules.model import Case, Subject
from neglect_rules.program import Program, cone

_NOTHING: Mapping[int, Node] = MappingProxyType({})


@final
@frozen
class Asked:
    """One question of a form with every way of answering it.

    Attributes:
        unit: An indicator, a kind of event, or the subject, whose unit is `age`.
        ways: What may be answered.
        worse: For each way how many grades it is from the best; nought where there is
            no worse.
        leaves: For each ruleset and each way what the leaves hold; nothing where the
            ruleset does not ask.
        asked_of: For each ruleset, of which subjects it asks this.
    """

    unit: Unit
    ways: tuple[Answered, ...] = field(repr=False)
    worse: tuple[int, ...] = field(repr=False)
    leaves: tuple[tuple[Leaves, ...], ...] = field(repr=False)
    asked_of: tuple[frozenset[int], ...] = field(repr=False)


@final
@frozen
class Filled:
    """Every way of filling in a form whole.

    Attributes:
        readings: What each ruleset makes of single answers.
        asked: The questions in the order in which they are asked; the first is who it
            is about.
        left_out: Indicators with answers that only one of several rulesets permits;
            those answers are no ways.
        coarse: What has so many numbers that only some of them are ways.
    """

    readings: tuple[Reading, ...] = field(repr=False)
    asked: tuple[Asked, ...] = field(repr=False)
    left_out: tuple[str, ...]
    coarse: frozenset[tuple[str, str]] = frozenset()

    @property
    def count(self) -> int:
        """Return in how many ways the form can be filled in."""
        return sum(prod(self.ways_for(n)) for n in range(len(self.asked[0].ways)))

    def ways_for(self, subject: int) -> tuple[int, ...]:
        """Return in how many ways each question can be answered for a subject.

        Of the subject itself, and of what is not asked of it, in one.
        """
        return tuple(
            len(asked.ways)
            if number and subject in frozenset().union(*asked.asked_of)
            else 1
            for number, asked in enumerate(self.asked)
        )

    def functions(
        self,
        ruleset: int,
        roots: Sequence[int],
        diagrams: Diagrams,
        unsaid: Sequence[Loose] = (),
        known: Mapping[int, Node] = _NOTHING,
    ) -> Mapping[int, Node]:
        """Return what steps of one of the rulesets come to for every filled form.

        Args:
            ruleset: Which of them.
            roots: The steps.
            diagrams: Where the functions are stored.
            unsaid: What the form does not say, asked after all that it does.
            known: The functions of steps that are known already.

        Raises:
            SpentError: There are too many different functions on the way, or a step
                rests on a number of which not every class is a way.
        """
        read = self.readings[ruleset]
        if self._rests_on_some(read.program, roots):
            raise SpentError
        leaves = {leaf: diagrams.constant(value) for leaf, value in read.rest.items()}
        for number, asked in enumerate(self.asked, start=1):
            for leaf in asked.leaves[ruleset][0]:
                leaves[leaf] = self._leaf(number, ruleset, leaf, leaves[leaf], diagrams)
        for number, each in enumerate(unsaid, start=len(self.asked) + 1):
            told = [diagrams.constant(value) for value in each.values]
            node = diagrams.ask(number, told)
            leaves |= dict.fromkeys(each.leaves[ruleset], node)
        return functions(read.program, {**leaves, **known}, roots, diagrams)

    def is_coarse(self, asked: Asked) -> bool:
        """Return whether only some of the numbers are ways of answering a question."""
        return (asked.unit.kind, asked.unit.id) in self.coarse

    def _rests_on_some(self, program: Program, roots: Sequence[int]) -> bool:
        """Return whether steps rest on numbers of which only some are looked at."""
        among = cone(program.steps, roots) if self.coarse else frozenset()
        return any(
            not among.isdisjoint(unit.leaves)
            for unit in units(program)
            if (unit.kind, unit.id) in self.coarse
        )

    def _leaf(
        self, number: int, ruleset: int, leaf: int, rest: Node, diagrams: Diagrams
    ) -> Node:
        """Return what a leaf holds, by the subject and the answer."""
        asked = self.asked[number - 1]
        told = [diagrams.constant(ways[leaf]) for ways in asked.leaves[ruleset]]
        node = diagrams.ask(number, told)
        if number == 1:
            return node
        who = asked.asked_of[ruleset]
        every = range(len(self.asked[0].ways))
        return diagrams.ask(1, [node if each in who else rest for each in every])

    def questions(self, ruleset: int = 0) -> tuple[Question, ...]:
        """Return the form as questions to the leaves of one of the rulesets."""
        return tuple(
            Question(
                asked.unit,
                tuple(
                    Way(leaves, changed=worse > 0, steps=worse)
                    for leaves, worse in zip(
                        asked.leaves[ruleset], asked.worse, strict=True
                    )
                ),
            )
            for asked in self.asked
        )

    def leaves(self, path: Path, ruleset: int = 0) -> Leaves:
        """Return what the leaves of a ruleset hold for the form along a path."""
        found = dict(self.readings[ruleset].rest)
        subject = path.get(1, 0)
        for number, asked in enumerate(self.asked, start=1):
            if number == 1 or subject in asked.asked_of[ruleset]:
                found |= asked.leaves[ruleset][path.get(number, _best(asked))]
        return found

    def filling(self, path: Path) -> Filling:
        """Return the answers along a path, all others at their best."""
        return {
            _key(asked): asked.ways[path.get(number, _best(asked))]
            for number, asked in enumerate(self.asked, start=1)
        }

    def case(self, filling: Filling, ruleset: int = 0) -> Case:
        """Return a filled form as a case of one of the rulesets.

        What the ruleset does not ask, or does not ask of this subject, is left out.
        """
        read = self.readings[ruleset]
        who = self.asked[0].ways.index(filling["subject", ""])
        known = {
            key: filling[key]
            for key, asked in ((_key(asked), asked) for asked in self.asked)
            if who in asked.asked_of[ruleset]
        }
        fits = fitting(read.program, read.at, known)
        return case_from_filling(read.program, read.at, fits)


def _key(asked: Asked) -> tuple[str, str]:
    """Return by what a filling knows a question."""
    return "subject" if asked.unit.kind == "age" else asked.unit.kind, asked.unit.id


def _best(asked: Asked) -> int:
    return asked.worse.index(min(asked.worse))


def filled(*programs: Program, roots: Sequence[int]) -> Filled:
    """Return every way of filling in the form that some rulesets have in common.

    Args:
        programs: One ruleset, or several to be compared.
        roots: The steps of the first for which questions are asked in a good order.
    """
    who = subjects(*programs)
    told = together([apart(program, who[0]) for program in programs])
    readings = tuple(reading(program, who, told) for program in programs)
    asked = [
        _subject(readings, who),
        *(_indicator(readings, id_, ways) for id_, ways in told.ways.items()),
        *(_events(readings, kind, every) for kind, every in told.counts.items()),
    ]
    asked = [each for each in asked if each.ways]
    left_out = tuple(_left_out(readings, told))
    form = Filled(readings, tuple(asked), left_out, told.coarse)
    in_turn = in_order(programs[0], form.questions()[1:], roots)
    turn = {question.unit: place for place, question in enumerate(in_turn)}
    rest = sorted(asked[1:], key=lambda each: turn[each.unit])
    return evolve(form, asked=(asked[0], *rest))


def _subject(readings: Sequence[Reading], who: Sequence[Subject]) -> Asked:
    every = frozenset(range(len(who)))
    return Asked(
        Unit("age", "", ()),
        tuple(who),
        (0,) * len(who),
        tuple(read.subjects for read in readings),
        (every,) * len(readings),
    )


def _indicator(
    readings: Sequence[Reading], id_: str, ways: Sequence[Answered]
) -> Asked:
    """Return an indicator with the answers that all who ask it permit."""
    who_ask = [read for read in readings if id_ in read.meaning]
    shared = tuple(
        way for way in ways if all(way in read.meaning[id_] for read in who_ask)
    )
    return Asked(
        Unit("indicator", id_, ()),
        shared,
        _worse(who_ask[-1], id_, shared),
        tuple(_each(read.meaning.get(id_), shared) for read in readings),
        tuple(read.asked_of.get(id_, frozenset()) for read in readings),
    )


def _each(
    meaning: Mapping[Answered, Leaves] | None, ways: Sequence[Answered]
) -> tuple[Leaves, ...]:
    return tuple({} if meaning is None else meaning[way] for way in ways)


def _worse(read: Reading, id_: str, ways: Sequence[Answered]) -> tuple[int, ...]:
    spec = read.program.ruleset.indicators[id_]
    if spec.scale is None:
        return (0,) * len(ways)
    scale = read.program.ruleset.scales[spec.scale]
    if scale.kind == "context":
        return (0,) * len(ways)
    grades = [grade.id for grade in scale.grades]
    grades = grades[::-1] if scale.kind == "strength" else grades
    kept = [grade for grade in grades if grade in ways]
    return tuple(0 if w == NOT_ASKED_OF else kept.index(str(w)) for w in ways)


def _events(readings: Sequence[Reading], kind: str, counts: Sequence[int]) -> Asked:
    return Asked(
        Unit("events", kind, ()),
        tuple(counts),
        tuple(range(len(counts))),
        tuple(_each(read.counted.get(kind), counts) for read in readings),
        tuple(
            frozenset(range(len(read.subjects)) if kind in read.counted else ())
            for read in readings
        ),
    )


def _left_out(readings: Sequence[Reading], told: Apart) -> Iterator[str]:
    """Yield the indicators of which one ruleset permits what another one does not."""
    for id_ in told.ways:
        permits = [read.meaning[id_].keys() for read in readings if id_ in read.meaning]
        if any(each != permits[0] for each in permits):
            yield id_


def drawn(form: Filled, random: Random) -> Path:
    """Return a form filled in at random: most answers at their best, as in life."""
    share = random.random()
    return {
        number: random.randrange(len(asked.ways))
        for number, asked in enumerate(form.asked, start=1)
        if number == 1 or random.random() < share
    }
