"""The moment of a recorded decision, with the time zone that it had then."""

from __future__ import annotations

import datetime as dt
from typing import Any, final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from neglect_rules.trace import Trace


def moment_of(trace: Trace) -> dt.datetime:
    """Return the moment of a trace, so that it is written as it was."""
    return moment_in(trace.document["moment"], trace.document["zone"])


def moment_in(moment: str, name: str) -> dt.datetime:
    """Return a recorded moment in the zone that was recorded with it.

    The recorded offset counts, and so the recorded civil date. Where the time zone
    database of this machine does not know the zone, or has learned of another offset
    since, the zone is only a name beside that offset.
    """
    at = dt.datetime.fromisoformat(moment)
    if name[0] in "+-":
        return at
    for fold in (0, 1):
        zoned = _in_zone(at, name, fold)
        if zoned is not None and zoned.utcoffset() == at.utcoffset():
            return zoned
    return at.replace(tzinfo=_RecordedZone(name, at.utcoffset()))


def _in_zone(at: dt.datetime, name: str, fold: int) -> dt.datetime | None:
    try:
        return at.replace(tzinfo=ZoneInfo(name), fold=fold)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@final
class _RecordedZone(dt.tzinfo):
    """A zone's name with the one offset that was recorded."""

    def __init__(self, key: str, offset: dt.timedelta | None) -> None:
        self.key = key
        self._offset = offset

    def utcoffset(self, _: Any) -> dt.timedelta | None:
        """Return the recorded offset, whatever the moment."""
        return self._offset

    def dst(self, _: Any) -> None:
        """Return nothing: that is not recorded."""

    def tzname(self, _: Any) -> str:
        """Return the recorded name."""
        return self.key
