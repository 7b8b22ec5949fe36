"""What a filled form does not say: how things were over time, and how they are known.

A form that is filled in whole says of every indicator what it is today. A rule that
asks for more is looked at with whatever it might be, each thing for itself: more than
any case can bring about. So what holds then holds for every case.

It also holds where answers are open. An open answer may turn out to be each of its
grades, and where it turns out not to apply, the form with its lowest grade comes to the
same: below what was recorded nothing counts that does not apply.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast, final

from attrs import evolve, field, frozen

from neglect_rules.completions import completed, forgotten, units
from neglect_rules.evaluation import run_worlds
from neglect_rules.program import (
    Amount,
    Answer,
    Extent,
    Leaf,
    Program,
    RecordFact,
    Tally,
    Value,
    cone,
)
from neglect_rules.truth import Truth

Key: TypeAlias = tuple[Hashable, ...]
"""What a leaf is about; leaves of two rulesets with one key hold the same thing."""


@final
@frozen
class Loose:
    """One thing that a filled form does not say, with all that it might be.

    Attributes:
        values: What a leaf may hold, each standing for all that no rule tells apart.
        leaves: For each ruleset the leaves that are about it: as many as its author
            wrote it down.
    """

    values: tuple[Value, ...]
    leaves: tuple[tuple[int, ...], ...] = field(repr=False)

    @property
    def has_range(self) -> bool:
        """Return whether some numbers are only looked at together."""
        return any(isinstance(v, tuple) and v[0] != v[1] for v in self.values)


def loose(
    programs: Sequence[Program], roots: Sequence[Sequence[int]]
) -> tuple[Loose, ...]:
    """Return what filled forms do not say and some steps rest on.

    Where every number of something matters, one way is the range of them all.
    """
    found: dict[Key, dict[int, tuple[int, ...]]] = {}
    values: dict[Key, set[Value]] = {}
    for ruleset, program in enumerate(programs):
        openly: Mapping[int, Value] | None = None
        for leaf in unsaid(program, roots[ruleset]):
            openly = openly or open_values(program)
            key = key_of(program, leaf)
            mine = found.setdefault(key, {})
            mine[ruleset] = (*mine.get(ruleset, ()), leaf)
            values.setdefault(key, set()).update(_values(program, leaf, openly))
    every = range(len(programs))
    return tuple(
        Loose(
            tuple(sorted(values[key], key=str)),
            tuple(leaves.get(ruleset, ()) for ruleset in every),
        )
        for key, leaves in found.items()
    )


def unsaid(program: Program, roots: Sequence[int]) -> Iterator[int]:
    """Yield the leaves below some steps of which a filled form says nothing."""
    among = cone(program.steps, roots)
    return (
        index
        for index, _ in program.leaves
        if index in among and is_loose(program, index)
    )


def is_loose(program: Program, leaf: int) -> bool:
    """Return whether a filled form does not say what a leaf holds."""
    step = program.steps[leaf]
    if isinstance(step, RecordFact):
        return step.fact not in _TOLD
    if isinstance(step, Amount) and step.is_age:
        return not _is_told(program, step)
    return isinstance(step, Amount) and step.tally is not None


_TOLD = ("subject", "due", "above_lowest")
"""Facts that a form tells: a question that a record leaves out is as due as one with
the lowest grade, and as little above it. But it is not answered, nor on record."""


def _is_told(program: Program, age: Amount) -> bool:
    """Return whether a form tells an age: not where ages go apart.

    In a form a child is born at term; in a record it need not be.
    """
    read = {s.of for _, s in program.leaves if isinstance(s, Amount) and s.is_age}
    kinds = set(program.ruleset.subjects.kinds)
    return read == {age.of} and (
        age.of == "months" or (age.of == "gestation_weeks" and kinds == {"unborn"})
    )


def open_values(program: Program) -> Mapping[int, Value]:
    """Return what each step may come to where nothing at all is known."""
    leaves: dict[int, Value] = {
        index: Truth.OPEN
        for index, leaf in program.leaves
        if isinstance(leaf, RecordFact)
    }
    for unit in units(program):
        leaves.update(forgotten(program, unit))
    return dict(enumerate(run_worlds(program, [leaves])))


def _values(
    program: Program, leaf: int, openly: Mapping[int, Value]
) -> Iterator[Value]:
    if isinstance(program.steps[leaf], RecordFact):
        yield from (Truth.TRUE, Truth.FALSE)
        return
    unit = next(unit for unit in units(program) if leaf in unit.leaves)
    alone = evolve(unit, leaves=(leaf,))
    among = range(len(program.steps))
    question = completed(program, alone, openly, among, openly)
    for way in () if question is None else question.ways:
        low, high = cast("Extent", way.leaves[leaf])
        yield (low, low) if way.whole else (low, high)


def key_of(program: Program, leaf: int) -> Key:
    """Return what a leaf is about."""
    step = cast("Leaf", program.steps[leaf])
    if isinstance(step, Answer):
        return "answer", step.indicator, step.grades, step.open
    if isinstance(step, RecordFact):
        return "record", step.indicator, step.fact, step.among
    if step.tally is None:
        return step.of, step.indicator, step.per
    return step.of, step.per, step.tally, tuple(_ladders(program, step.tally))


def _ladders(program: Program, tally: Tally) -> Iterator[tuple[str, ...]]:
    """Yield the grades among which a count over time picks by position."""
    for id_ in tally.indicators:
        scale = program.ruleset.indicators[id_].scale
        grades = () if scale is None else program.ruleset.scales[scale].grades
        yield tuple(grade.id for grade in grades)
