"""Days and times in plain words, as GOV.UK writes them."""

from __future__ import annotations

import datetime as dt
from typing import Final

_NOON: Final = 12
_NAMED: Final = {(0, 0): "midnight", (_NOON, 0): "midday"}
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
# Names stand here because `strftime` would follow the machine's language.


def time_words(at: dt.datetime) -> str:
    """Return a time of day.

    Examples:
        >>> time_words(dt.datetime(2026, 5, 6, 17, 15))
        '5:15pm'
        >>> time_words(dt.datetime(2026, 5, 6, 9, 0))
        '9am'
    """
    if (at.hour, at.minute) in _NAMED:
        return _NAMED[at.hour, at.minute]
    hour = (at.hour - 1) % _NOON + 1
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < _NOON else 'pm'}"


def day_words(day: dt.date, *, weekday: bool = False) -> str:
    """Return a day, with its weekday if wanted.

    Examples:
        >>> day_words(dt.date(2026, 5, 6), weekday=True)
        'Wednesday 6 May 2026'
    """
    written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {written}" if weekday else written


def when_words(at: dt.datetime, now: dt.datetime) -> str:
    """Return a moment as somebody says it at another moment of the same zone.

    The end of a day is its midnight, so a service that closes as Tuesday ends is open
    until midnight today when it is asked about on Tuesday.

    Examples:
        >>> now = dt.datetime(2026, 5, 5, 16, 50)
        >>> when_words(dt.datetime(2026, 5, 6, 9, 0), now)
        '9am tomorrow'
        >>> when_words(dt.datetime(2026, 5, 6, 0, 0), now)
        'midnight tonight'
    """
    ahead = (at.date() - now.date()).days
    if ahead == 1 and (at.hour, at.minute) == (0, 0):
        return "midnight tonight"
    if ahead in {0, 1}:
        return f"{time_words(at)} {('today', 'tomorrow')[ahead]}"
    return f"{time_words(at)} on {day_words(at.date(), weekday=True)}"
