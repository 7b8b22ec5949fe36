"""Calendar arithmetic on civil dates: months, ages, weeks of gestation (2.2, 2.3)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

_GESTATION_DAYS = 280
_MONTHS = 12


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months on, or the last day of a shorter month.

    Examples:
        >>> add_months(dt.date(2024, 2, 29), 12)
        datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    last = monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def completed_months(start: dt.date, day: dt.date) -> int:
    """Return the greatest number of months that have passed since `start` on `day`.

    Before `start` the number is below nought.

    Examples:
        >>> completed_months(dt.date(2024, 1, 31), dt.date(2024, 2, 29))
        1
        >>> completed_months(dt.date(2024, 6, 10), dt.date(2024, 6, 9))
        -1
    """
    months = (day.year - start.year) * _MONTHS + day.month - start.month
    # The day is reached, or the month is too short to have it.
    reached = start.day <= day.day or day.day == monthrange(day.year, day.month)[1]
    return months if reached else months - 1


def gestation_weeks(due: dt.date, day: dt.date) -> int:
    """Return the completed weeks of gestation on `day` when birth is due on `due`."""
    return (_GESTATION_DAYS - (due - day).days) // 7


def due_dates(weeks: int, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last due date that give `weeks` of gestation on `day`."""
    last = day + dt.timedelta(_GESTATION_DAYS - 7 * weeks)
    return last - dt.timedelta(6), last


def birth_dates(
    first_month: int, last_month: int, day: dt.date
) -> tuple[dt.date, dt.date]:
    """Return the first and last birth date that give these completed months.

    Months in between are given by dates in between, since completed months never
    rise as the birth date moves on.
    """
    earliest = add_months(day, -last_month - 1) - dt.timedelta(3)
    while completed_months(earliest, day) > last_month:
        earliest += dt.timedelta(1)
    latest = min(day, add_months(day, -first_month) + dt.timedelta(3))
    while completed_months(latest, day) < first_month:
        latest -= dt.timedelta(1)
    return earliest, latest
