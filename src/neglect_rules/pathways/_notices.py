"""What is odd about a route: hours that leave a gap, numbers nobody has checked lately.

Every notice is a function of the same shape; each says what to do about it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, final

from attrs import frozen

from neglect_rules.facts import add_months
from neglect_rules.pathways._entry import Entry, Notice
from neglect_rules.pathways._hours import Clock
from neglect_rules.pathways._model import Directory, Within
from neglect_rules.pathways._needs import Needed
from neglect_rules.pathways._times import day_words, when_words

_CANNOT_WAIT: Final = ("safeguarding", "emergency")


@final
@frozen(kw_only=True)
class Seen:
    """A route as the notices look at it."""

    found: Needed
    directory: Directory
    at: dt.datetime | None
    entries: tuple[Entry, ...]
    clock: Clock

    @property
    def main(self) -> tuple[Entry, ...]:
        """Return the contacts that serve the need."""
        return tuple(entry for entry in self.entries if entry.role == "main")

    @property
    def cannot_wait(self) -> bool:
        """Return whether somebody has to be reached now."""
        return self.found.need in _CANNOT_WAIT


Look: TypeAlias = Callable[[Seen], Iterator[Notice]]


def notices(seen: Seen) -> Iterator[Notice]:
    """Yield everything that is odd about a route."""
    for look in LOOKS:
        yield from look(seen)


def _moment(seen: Seen) -> Iterator[Notice]:
    if seen.at is None:
        yield Notice(
            "moment_unknown",
            "The moment or its time zone is not known, so everybody is listed. Check"
            " who is open before you rely on one of them.",
        )


def _in_force(seen: Seen) -> Iterator[Notice]:
    if seen.at is not None and not seen.directory.effective.holds(seen.at.date()):
        text = "This directory is not in force on this day. Look for the one that is."
        yield Notice("not_in_force", text)


def _stale(seen: Seen) -> Iterator[Notice]:
    if seen.at is None:
        return
    today = seen.at.date()
    checked = min((e.contact.verified_on for e in seen.entries), default=today)
    if today >= _after(checked, seen.directory.stale_after):
        yield Notice(
            "stale",
            "Stale directory. Some of it was not checked with what is published since"
            f" {day_words(checked)}. Check the number before you rely on it.",
        )


def _after(day: dt.date, within: Within) -> dt.date:
    if within.unit == "months":
        return add_months(day, within.count)
    return day + dt.timedelta(within.count)


def _calendar(seen: Seen) -> Iterator[Notice]:
    if seen.at is None or seen.clock.calendar.covers(
        seen.at.year, seen.directory.division
    ):
        return
    if any(entry.is_by_weekday and entry.is_open is None for entry in seen.entries):
        yield Notice(
            "calendar",
            f"The bank holidays of {seen.at.year} are not known here, so it is not"
            " known who is open.",
        )


def _gap(seen: Seen) -> Iterator[Notice]:
    by_weekday = any(entry.is_by_weekday for entry in seen.main)
    nobody = all(entry.is_open is False for entry in seen.main)
    if seen.at is None or not (seen.cannot_wait and by_weekday and nobody):
        return
    opens = min((e.opens for e in seen.main if e.opens), default=None)
    until = "" if opens is None else f" until {when_words(opens, seen.at)}"
    yield Notice(
        "gap",
        "Published hours leave a gap: nobody but the emergency contact is listed as"
        f" open{until}. Try the first number all the same.",
    )


def _overlap(seen: Seen) -> Iterator[Notice]:
    both = [e for e in seen.main if e.is_by_weekday and e.is_open]
    if seen.at is not None and seen.cannot_wait and len(both) > 1:
        labels = " and ".join(entry.contact.label for entry in both)
        yield Notice(
            "overlap",
            f"Published hours overlap: {labels} are listed as open."
            f" Ring {both[0].contact.label} first.",
        )


def _nobody(seen: Seen) -> Iterator[Notice]:
    if not seen.main:
        yield Notice(
            "nobody",
            "Nobody in this directory serves this for those who ring at this moment."
            " Those for what cannot wait and for emergencies are listed instead.",
        )


def _thin(seen: Seen) -> Iterator[Notice]:
    if seen.found.is_thin and not seen.cannot_wait:
        yield Notice(
            "thin",
            "Too little is recorded to say that the need is low. Ask for advice.",
        )


def _otherwise(seen: Seen) -> Iterator[Notice]:
    if seen.found.why == "otherwise":
        yield Notice(
            "otherwise",
            "The directory does not say what this result calls for, so it is routed"
            f" as `{seen.found.need}`. Judge for yourself whether that is enough.",
        )


LOOKS: Final[tuple[Look, ...]] = (
    _moment,
    _gap,
    _overlap,
    _nobody,
    _calendar,
    _thin,
    _otherwise,
    _in_force,
    _stale,
)
"""Every look, in the order in which notices are given."""
