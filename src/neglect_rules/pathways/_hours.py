"""Whether a contact answers at an instant, until when, and when next.

Published hours are times on the wall of the directory's zone. They become instants
before anything is compared, so both changes of clocks come out right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, TypeAlias, final
from zoneinfo import ZoneInfo

from attrs import frozen

from neglect_rules.pathways._calendar import Calendar
from neglect_rules.pathways._model import ALL_DAY, Contact, Stretch, Week, Window
from neglect_rules.pathways._wall import instant

Span: TypeAlias = tuple[dt.datetime, dt.datetime]
_AHEAD: Final = 28
"""How many days are looked ahead: more than any holidays close a weekly service."""
_SUNDAY: Final = 6


@final
@frozen(kw_only=True)
class Clock:
    """Where the hours of a directory are read.

    Attributes:
        zone: Whose clock it is.
        division: Whose bank holidays count.
    """

    zone: ZoneInfo
    division: str
    calendar: Calendar

    def day_of(self, at: dt.datetime) -> dt.date:
        """Return the civil day of an instant."""
        return at.astimezone(self.zone).date()


@final
@frozen(kw_only=True)
class Standing:
    """Whether a contact answers.

    Attributes:
        is_open: Whether it is listed as open; `None` if that is not known.
        until: The instant at which it closes, if it is open and that is known.
        opens: The instant at which it opens next, if it is closed and that is known.
    """

    is_open: bool | None
    until: dt.datetime | None = None
    opens: dt.datetime | None = None


def standing(contact: Contact, at: dt.datetime, clock: Clock) -> Standing:
    """Return whether a contact answers at an instant."""
    week = contact.hours
    if not isinstance(week, Week):
        return Standing(is_open=True if week == "always" else None)
    today = clock.day_of(at)
    if _stretches(week, contact.effective, today, clock) is None:
        return Standing(is_open=None)
    for start, end in _joined(_spans(week, contact.effective, today, clock)):
        if at < start:
            return Standing(is_open=False, opens=start)
        if at < end:
            return Standing(is_open=True, until=_if_near(end, at))
    return Standing(is_open=False)


def _stretches(
    week: Week, effective: Window, day: dt.date, clock: Clock
) -> tuple[Stretch, ...] | None:
    """Return the stretches of a day; `None` if they are not known.

    On a day of a year that the calendar does not know, they are known only if a bank
    holiday would change nothing.
    """
    if not effective.holds(day):
        return ()
    usual = week.days[day.weekday()]
    other = _on_a_bank_holiday(week, usual)
    if other == usual:
        return usual
    if not clock.calendar.covers(day.year, clock.division):
        return None
    is_holiday = clock.calendar.is_bank_holiday(day, clock.division)
    return other if is_holiday else usual


def _on_a_bank_holiday(
    week: Week, usual: tuple[Stretch, ...]
) -> tuple[Stretch, ...] | None:
    match week.on_bank_holidays:
        case "closed":
            return ()
        case "as_usual":
            return usual
        case "as_sunday":
            return week.days[_SUNDAY]
        case "all_day":
            return ALL_DAY
        case _:
            return None


def _spans(
    week: Week, effective: Window, today: dt.date, clock: Clock
) -> Iterator[Span]:
    """Yield when it is open, from yesterday on, up to the first day not known."""
    for ahead in range(-1, _AHEAD):
        day = today + dt.timedelta(ahead)
        held = _stretches(week, effective, day, clock)
        if held is None and ahead > 0:
            return
        for each in held or ():
            start = instant(day, each.opens, clock.zone, closing=False)
            end = instant(day, each.closes, clock.zone, closing=True)
            # A change of clocks may jump over all of it.
            if start < end:
                yield start, end


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield spans with those that touch or overlap made one."""
    held: Span | None = None
    for start, end in spans:
        if held is None or held[1] < start:
            if held is not None:
                yield held
            held = (start, end)
        else:
            held = (held[0], max(held[1], end))
    if held is not None:
        yield held


def _if_near(end: dt.datetime, at: dt.datetime) -> dt.datetime | None:
    """Return an end, unless it is only the end of what was looked at."""
    return end if end - at < dt.timedelta(_AHEAD - 2) else None
