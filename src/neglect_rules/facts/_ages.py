"""How old a subject may be: one set of ages for each possible date of birth (2.3-2.6).

Dates that no step of the Program tells apart share a set, so that a child of unknown
age is judged a few times, not once for every day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, final

from attrs import frozen

from neglect_rules.facts._calendar import (
    birth_dates,
    completed_months,
    due_dates,
    gestation_weeks,
)
from neglect_rules.model import DateRange, Subject
from neglect_rules.program import Amount, Extent, Program, once

if TYPE_CHECKING:
    from neglect_rules.model import AgeBand

Ages = Mapping[str, Extent]
"""For each kind of age, its range."""

NO_LIMIT: Ages = {
    "months": (0, None),
    "corrected_months": (0, None),
    "gestation_weeks": (0, None),
}
_LONGEST_PREGNANCY = dt.timedelta(280)


@final
@frozen
class AgeSteps:
    """The age leaves of a Program, with where each of them matters.

    Attributes:
        leaves: The leaf of each kind of age that is read.
        edges: For each kind, the numbers from which on something may change; `None`
            where every number may matter.
    """

    leaves: Mapping[str, int]
    edges: Mapping[str, tuple[int, ...] | None]


@once
def age_steps(program: Program) -> AgeSteps:
    """Return the age leaves of a Program."""
    leaves = {
        step.of: index
        for index, step in program.leaves
        if isinstance(step, Amount) and step.is_age
    }
    edges = {of: program.age_edges[index] for of, index in leaves.items()}
    return AgeSteps(leaves, edges)


def possible_births(
    subject: Subject, covered: AgeBand | None, day: dt.date
) -> DateRange | None:
    """Return the possible dates of birth, or of an unborn subject the due dates.

    Returns:
        `None` where no limit is known.

    Raises:
        ValueError: No date is possible: the subject is not one the ruleset covers,
            or was born after the day.
    """
    if subject.kind == "unborn":
        return _due(subject, day)
    born = _born(subject, day)
    if subject.kind == "child" and covered is not None:
        born = _within(born, covered, day)
    if born is not None and born.first > born.last:
        raise ValueError
    return born


def _born(subject: Subject, day: dt.date) -> DateRange | None:
    if subject.born is not None:
        return DateRange(subject.born.first, min(subject.born.last, day))
    if subject.age_months is not None:
        months = subject.age_months
        return DateRange(*birth_dates(months.first, months.last, day))
    return None


def _within(born: DateRange | None, covered: AgeBand, day: dt.date) -> DateRange | None:
    youngest = max(0, covered.from_ or 0)
    if covered.before is None:
        if born is None:
            return None
        latest = birth_dates(youngest, youngest, day)[1]
        return DateRange(born.first, min(born.last, latest))
    first, last = birth_dates(youngest, covered.before - 1, day)
    if born is None:
        return DateRange(first, last)
    return DateRange(max(born.first, first), min(born.last, last))


def _due(subject: Subject, day: dt.date) -> DateRange:
    if subject.due is not None:
        return subject.due
    if subject.gestation_weeks is not None:
        return DateRange(*due_dates(subject.gestation_weeks, day))
    return DateRange(day, day + _LONGEST_PREGNANCY)


def worlds(program: Program, subject: Subject, day: dt.date) -> list[Ages]:
    """Return the sets of ages to judge, one for each kind of date that matters.

    Raises:
        ValueError: As `possible_births` does.
    """
    covered, steps = program.ruleset.subjects.age_months, age_steps(program)
    births = possible_births(subject, covered, day)
    youngest = 0
    if subject.kind == "child" and covered is not None:
        youngest = max(0, covered.from_ or 0)
    if births is None or subject.kind == "household":
        return [{**NO_LIMIT, "months": (youngest, None)}]
    if not steps.leaves:
        return [_span([_on(subject, d, day) for d in (births.first, births.last)])]
    return list(_apart(subject, births, day, steps))


def _apart(
    subject: Subject, births: DateRange, day: dt.date, steps: AgeSteps
) -> Iterator[Ages]:
    """Yield the ages of each run of dates that no step tells apart.

    No age rises from one date of birth to the next. So dates that are not told apart
    follow one another, and the ages of a run lie between those of its ends.
    """

    def cell(birth: int) -> tuple[int, ...]:
        return _cell(_on(subject, dt.date.fromordinal(birth), day), steps)

    first, end = births.first.toordinal(), births.last.toordinal()
    while first <= end:
        here = cell(first)
        days = range(first, end + 1)
        last = first + bisect_right(days, 0, key=lambda d: int(cell(d) != here)) - 1
        ends = (dt.date.fromordinal(birth) for birth in (first, last))
        yield _span([_on(subject, birth, day) for birth in ends])
        first = last + 1


def _cell(ages: Ages, steps: AgeSteps) -> tuple[int, ...]:
    """Return what tells one set of ages from another, as far as any step can."""
    cell: list[int] = []
    for of in steps.leaves:
        edges = steps.edges[of]
        for end in ages[of]:
            number = end or 0
            cell.append(number if edges is None else bisect_right(edges, number))
    return tuple(cell)


def _span(several: list[Ages]) -> Ages:
    """Return the ranges that hold all of several sets of ages."""
    return {
        of: (
            min(ages[of][0] for ages in several),
            max(ages[of][1] or 0 for ages in several),
        )
        for of in several[0]
    }


def _on(subject: Subject, birth: dt.date, day: dt.date) -> Ages:
    """Return the ages of a subject with this date of birth (or due date)."""
    if subject.kind == "unborn":
        months = min(-1, completed_months(birth, day))
        weeks = gestation_weeks(birth, day)
        return _points(months, months, weeks)
    months = completed_months(birth, day)
    if subject.due is None:
        return _points(months, months, gestation_weeks(birth, day))
    dues = (subject.due.first, subject.due.last)
    corrected = sorted(completed_months(max(birth, due), day) for due in dues)
    gestation = sorted(gestation_weeks(due, day) for due in dues)
    return {
        "months": (months, months),
        "corrected_months": (corrected[0], corrected[1]),
        "gestation_weeks": (gestation[0], gestation[1]),
    }


def _points(months: int, corrected: int, weeks: int) -> Ages:
    return {
        "months": (months, months),
        "corrected_months": (corrected, corrected),
        "gestation_weeks": (weeks, weeks),
    }
