"""Bank holidays and working days, for the years that a calendar knows.

A year that is not there is an error and never a year without holidays: a service must
not be called open because nobody wrote down that it is closed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.packaged import folder
from neglect_rules.pathways._errors import CalendarError
from neglect_rules.pointer import Pointer

DIVISIONS: Final = ("england-and-wales", "scotland", "northern-ireland")
_SATURDAY: Final = 5


@final
@frozen
class Calendar:
    """The bank holidays of each division.

    Attributes:
        document: The JSON value. Who reads it must not change it.
        holidays: The holidays of each division.
    """

    document: Mapping[str, Any] = field(repr=False, hash=False)
    holidays: Mapping[str, frozenset[dt.date]] = field(repr=False, hash=False)

    @cached_property
    def fingerprint(self) -> str:
        """Return the fingerprint of the document."""
        return fingerprint(self.document)

    @cached_property
    def _years(self) -> frozenset[tuple[str, int]]:
        held = self.holidays.items()
        return frozenset((name, day.year) for name, days in held for day in days)

    def covers(self, year: int, division: str) -> bool:
        """Return whether it knows the holidays of a year."""
        return (division, year) in self._years

    def is_bank_holiday(self, day: dt.date, division: str) -> bool:
        """Return whether a day is a bank holiday.

        Raises:
            CalendarError: It does not know the year in this division.
        """
        if not self.covers(day.year, division):
            message = f"no bank holidays are known for {division} in {day.year}"
            hint = "give a calendar that has them"
            raise CalendarError((Diagnostic("NR105", message, hint=hint),))
        return day in self.holidays[division]


def is_working_day(
    day: dt.date, division: str, *, calendar: Calendar | None = None
) -> bool:
    """Return whether a day is neither weekend nor bank holiday.

    Args:
        day: The civil day.
        division: Whose bank holidays count.
        calendar: The one that ships unless given.

    Raises:
        CalendarError: The calendar does not know the year in this division.
    """
    held = calendar or shipped_calendar()
    is_holiday = held.is_bank_holiday(day, division)
    return day.weekday() < _SATURDAY and not is_holiday


def add_working_days(
    day: dt.date, count: int, division: str, *, calendar: Calendar | None = None
) -> dt.date:
    """Return the working day that comes so many working days after a day.

    The day itself does not count, whether or not it is one: one working day after a
    Friday, a Saturday or a Sunday is the Monday.

    Raises:
        CalendarError: The calendar does not know a year that is passed.
        ValueError: The count is below one.

    Examples:
        Good Friday and Easter Monday do not count.

        >>> add_working_days(dt.date(2026, 4, 2), 1, "england-and-wales")
        datetime.date(2026, 4, 7)
    """
    if count < 1:
        message = "count forward by at least one working day"
        raise ValueError(message)
    while count:
        day += dt.timedelta(1)
        count -= is_working_day(day, division, calendar=calendar)
    return day


def load_calendar(source: str | bytes | Mapping[str, Any]) -> Calendar:
    """Return the calendar in the shape of gov.uk's `bank-holidays.json`.

    Keys that are not divisions are kept and not read.

    Raises:
        CalendarError: It has another shape.
    """
    value = _value(source)
    held = {name: value[name] for name in DIVISIONS if name in value}
    if not held:
        message = "no division stands here"
        hint = f"expected one of {', '.join(DIVISIONS)}"
        raise CalendarError((Diagnostic("NR101", message, hint=hint),))
    days: dict[str, frozenset[dt.date]] = {}
    found: list[Diagnostic] = []
    for name, division in held.items():
        try:
            days[name] = frozenset(_days(division))
        except (KeyError, TypeError, ValueError):
            message = "expected `events`, a list of objects with a `date` each"
            found.append(Diagnostic("NR103", message, Pointer((name,))))
    if found:
        raise CalendarError(tuple(found))
    return Calendar(value, days)


@cache
def shipped_calendar() -> Calendar:
    """Return the calendar that ships: three divisions, the years 2016 to 2035."""
    file = folder("calendars") / "bank-holidays.json"
    return load_calendar(file.read_bytes())


def _value(source: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(source, Mapping):
        return source
    try:
        value = json.loads(source)
    except ValueError:
        raise CalendarError((Diagnostic("NR001", "the text is not JSON"),)) from None
    if not isinstance(value, Mapping):
        message = "expected an object with a division each"
        raise CalendarError((Diagnostic("NR103", message),))
    return value


def _days(division: Mapping[str, Any]) -> Iterator[dt.date]:
    for event in division["events"]:
        yield dt.date.fromisoformat(event["date"])
