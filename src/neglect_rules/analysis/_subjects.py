"""Whom a ruleset can be about: one subject for each age that its rules tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from neglect_rules.model import MonthRange, Subject
from neglect_rules.program import Amount, Program

_OLDEST = 1200
"""Completed months: a hundred years, for subjects whose age is not limited."""
_AT_SCHOOL = 96
"""Completed months: eight years."""
_WEEKS = 40
"""Completed weeks: the longest pregnancy that is counted in full."""


def subjects(*programs: Program) -> tuple[Subject, ...]:
    """Return a subject of each kind and age that one of several rulesets tells apart.

    Only kinds and ages that all of them are for. Children of school age come first: of
    several that show something, one is shown to whom every question may be put.
    """
    kinds = programs[0].ruleset.subjects.kinds
    shared = [
        kind
        for kind in kinds
        if all(kind in p.ruleset.subjects.kinds for p in programs)
    ]
    return tuple(each for kind in shared for each in _of_kind(kind, programs))


def _of_kind(kind: str, programs: tuple[Program, ...]) -> Iterator[Subject]:
    if kind == "unborn":
        for weeks in _starts(programs, "gestation_weeks", 0, _WEEKS):
            yield Subject(kind=kind, gestation_weeks=weeks)
    elif kind == "household":
        yield Subject(kind=kind)
    else:
        first, before = _covered(programs) if kind == "child" else (0, _OLDEST)
        starts = _starts(programs, "months", first, before - 1)
        for months in sorted(starts, key=lambda age: abs(age - _AT_SCHOOL)):
            yield Subject(kind=kind, age_months=MonthRange(months, months))


def _covered(programs: tuple[Program, ...]) -> tuple[int, int]:
    """Return from which month on, and before which, all the rulesets cover a child."""
    bands = [p.ruleset.subjects.age_months for p in programs]
    firsts = [band.from_ or 0 for band in bands if band is not None]
    ends = [band.before for band in bands if band is not None]
    known = [end for end in ends if end is not None]
    return max([0, *firsts]), min([_OLDEST, *known])


def _starts(
    programs: tuple[Program, ...], of: str, first: int, last: int
) -> Iterator[int]:
    """Yield the least age of each class, from `first` to `last`."""
    edges: set[int] = set()
    for program in programs:
        for index, step in program.leaves:
            if isinstance(step, Amount) and step.is_age and _is_like(step.of, of):
                told = program.age_edges[index]
                edges |= set(range(first, last + 1)) if told is None else set(told)
    yield from sorted({first, *(edge for edge in edges if first < edge <= last)})


def _is_like(read: str, of: str) -> bool:
    """Return whether an age follows another one: born at term, they are the same."""
    return read == of or {read, of} == {"months", "corrected_months"}
