"""The calendar as the reference interpreter counts it (2.1 to 2.7)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

from neglect_rules import model as m

# fmt: off
Extent: TypeAlias = tuple[Any, Any]
NO_LIMIT = Fraction(10**300)  # still beyond every number when it is weighted
AGES = ("months", "corrected_months", "gestation_weeks")

def plus(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day (2.2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
@lru_cache(maxsize=1 << 14)  # the same windows are asked of every date
def moved(day: date, span: Any, by: int) -> date:
    """Return the day so many times a duration on (2.2)."""
    days, months = (by * (getattr(span, unit, None) or 0) for unit in ("days", "months"))
    return plus(day + timedelta(days), months)
def completed(birth: date, day: date) -> int:
    """Return how many months old somebody is (2.2)."""
    months = (day.year - birth.year) * 12 + day.month - birth.month
    return months if plus(birth, months) <= day else months - 1
def window(within: m.Within, case: m.Case, day: date) -> Callable[[date], bool] | None:
    """Return which dates a window holds; `None` while that is open (2.7)."""
    if not within:
        return lambda _: True
    last = case.earlier and case.earlier.date
    since = moved(day, within, -1) if isinstance(within, m.Duration) else last
    return (lambda each: since < each <= day) if since else None
def each_age(band: m.AgeBand, of: m.Subject, day: date) -> Iterator[dict[str, Extent]]:
    """Return the ages that each possible date of birth gives (2.3 to 2.5)."""
    due, unborn, least, before = of.due, of.kind == "unborn", 0, 10**4
    if due is None and of.gestation_weeks is not None:
        due = m.DateRange(*(day + timedelta(280 - 7 * of.gestation_weeks - n) for n in (6, 0)))
    if of.kind == "child":
        least, before = max(band.from_ or 0, 0), band.before or before
    said = of.age_months or m.MonthRange(least, before - 1)
    born = of.born or m.DateRange(plus(day, -said.last - 1), plus(day, 1 - said.first))
    if unborn:
        born = due or m.DateRange(day, day + timedelta(days=280))
    elif of.kind == "household" or not (of.born or of.age_months or before < 10**4):
        yield {name: (least * (name == "months"), NO_LIMIT) for name in AGES}
        return
    for birth in (born.first + timedelta(n) for n in range((born.last - born.first).days + 1)):
        age = completed(birth, day)
        dues = [due.first, due.last] if due and not unborn else [birth]
        if unborn or (least <= age < before and (of.born or said.first <= age <= said.last)):
            most = min(age, -1) if unborn else age
            corrected = [min(completed(max(birth, d), day), most) for d in dues]
            weeks = [(280 - (d - day).days) // 7 for d in dues]
            yield dict(zip(AGES, [(min(n), max(n)) for n in ([most], corrected, weeks)], strict=True))
