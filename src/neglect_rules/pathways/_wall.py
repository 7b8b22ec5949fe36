"""Times on the wall to instants, on the two nights of the year when that is a choice.

A time that does not exist, because the clock jumps over it, is the instant of the
jump. Of a time that exists twice, an opening is the first and a closing the second.
So two services that follow each other leave no gap because a clock was changed.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

_SECOND = dt.timedelta(seconds=1)


def instant(
    day: dt.date, minutes: int, zone: ZoneInfo, *, closing: bool
) -> dt.datetime:
    """Return the instant, in UTC, of a time on a day.

    Args:
        day: The civil day.
        minutes: Minutes on the wall since midnight; 1,440 is the end of the day.
        zone: Whose clock it is.
        closing: Whether something ends then; it decides between two instants.

    Examples:
        Clocks in London went from 01:00 to 02:00 on 29 March 2026, and from 02:00 back
        to 01:00 on 25 October.

        >>> london = ZoneInfo("Europe/London")
        >>> print(instant(dt.date(2026, 3, 29), 90, london, closing=False))
        2026-03-29 01:00:00+00:00
        >>> print(instant(dt.date(2026, 10, 25), 90, london, closing=False))
        2026-10-25 00:30:00+00:00
        >>> print(instant(dt.date(2026, 10, 25), 90, london, closing=True))
        2026-10-25 01:30:00+00:00
    """
    wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
    first, second = (
        wall.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1)
    )
    if first <= second:
        return second if closing else first
    return _jump(second, first, zone)


def _jump(before: dt.datetime, after: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the first instant after `before` at which the clock has another offset."""
    old = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
