"""A route in plain words: whom to ring first, whom else, and what to know before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Final, Protocol

from neglect_rules.pathways._entry import Entry, Notice
from neglect_rules.pathways._model import Directory, Need, Window
from neglect_rules.pathways._times import day_words, time_words, when_words

WIDTH: Final = 80
BANNERS: Final[Mapping[str, str]] = {
    "draft": "Draft. Not for use with a real child.",
    "illustrative": "Illustrative. Not issued or checked by any safeguarding"
    " partnership. Not for use with a real child.",
    "consulted": "Out for comment. Not adopted. Not for use with a real child.",
    "superseded": "Superseded. A later directory is in force.",
    "withdrawn": "Withdrawn. Not for use with a real child.",
}
_NEEDS: Final[Mapping[Need, str]] = {
    "none": "The result calls for nobody. To ask all the same:",
    "support": "The result calls for support.",
    "advice": "The result calls for advice.",
    "safeguarding": "The result calls for children's social care.",
    "emergency": "The result calls for the emergency services.",
}


class Told(Protocol):
    """A route, as far as its words ask."""

    @property
    def directory(self) -> Directory:
        """Return who can be rung."""
        ...

    @property
    def at(self) -> dt.datetime | None:
        """Return the moment."""
        ...

    @property
    def need(self) -> Need:
        """Return what is called for."""
        ...

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the contacts."""
        ...

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what is odd."""
        ...

    @property
    def next_opening(self) -> dt.datetime | None:
        """Return when somebody who serves the need is there next."""
        ...


def lines_of(told: Told) -> tuple[str, ...]:
    """Return a route in words, a line each, at most 80 columns wide."""
    return tuple(
        line for each in _sentences(told) for line in wrap(each, WIDTH) or [""]
    )


def _sentences(told: Told) -> Iterator[str]:
    banner = BANNERS.get(told.directory.status)
    if banner is not None:
        yield from (banner, "")
    yield f"{_moment(told.at)} {_NEEDS[told.need]}"
    yield ""
    if told.next_opening is not None and told.at is not None:
        opens = when_words(told.next_opening, told.at)
        yield f"Nobody for this is listed as open now. Next opening: {opens}."
    first = True
    for entry in told.entries:
        yield _entry(entry, told, first=first)
        first = first and entry.role != "main"
    if told.notices:
        yield ""
        yield from (f"Note: {notice.text}" for notice in told.notices)


def _moment(at: dt.datetime | None) -> str:
    if at is None:
        return "The moment is not known."
    return f"{day_words(at.date(), weekday=True)} at {time_words(at)}."


def _entry(entry: Entry, told: Told, *, first: bool) -> str:
    contact = entry.contact
    numbers = " or ".join(contact.numbers) or "number not published"
    if entry.role == "emergency":
        is_now = told.need == "emergency"
        return f"Ring {numbers} now." if is_now else f"In danger now: {numbers}."
    start = _start(entry, told.need, first=first)
    window = "" if told.at is not None else _in_use(contact.effective)
    return f"{start}{contact.label}: {numbers}. {_hours(entry, told.at)}{window}"


def _start(entry: Entry, need: Need, *, first: bool) -> str:
    if entry.role == "urgent":
        return "If it cannot wait, ring "
    if entry.role == "other" or not entry.contact.numbers:
        return ""
    if entry.is_open is False:
        return "Try " if first else ""
    then = "Then ring " if need == "emergency" else "Ring "
    return then if first else "Or ring "


def _hours(entry: Entry, at: dt.datetime | None) -> str:
    if at is None:
        return _hours_in_general(entry)
    if entry.is_open is None:
        is_known = entry.is_by_weekday
        return "Not known if open today." if is_known else "Hours not published."
    if entry.is_open:
        until = entry.until
        return "Open." if until is None else f"Open until {when_words(until, at)}."
    if entry.opens is None:
        return "Closed. When it opens next is not known."
    return f"Closed. Opens at {when_words(entry.opens, at)}."


def _hours_in_general(entry: Entry) -> str:
    if entry.is_by_weekday:
        return "Open at some hours only."
    return "Always open." if entry.is_open else "Hours not published."


def _in_use(window: Window) -> str:
    first = "" if window.first is None else f" From {day_words(window.first)}."
    before = "" if window.before is None else f" Before {day_words(window.before)}."
    return f"{first}{before}"
