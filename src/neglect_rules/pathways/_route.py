"""From a decision to the people who can be rung, in the order in which to ring them.

A route is never empty and the emergency contact is always on it. What is not known,
such as hours that nobody published or a moment without a zone, opens the route to all
who may answer; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.canonical import canonical_bytes
from neglect_rules.pathways._calendar import Calendar, shipped_calendar
from neglect_rules.pathways._entry import Entry, Notice, Role, written
from neglect_rules.pathways._hours import Clock, Standing, standing
from neglect_rules.pathways._model import (
    Audience,
    Contact,
    Directory,
    Need,
    Purpose,
)
from neglect_rules.pathways._needs import Needed, Routable, needed
from neglect_rules.pathways._notices import Seen, notices
from neglect_rules.pathways._words import lines_of

_YEARS: Final = range(1970, 2200)
"""Years in which a moment is taken at its word."""
_STATES: Final = (True, None, False)


@final
@frozen(kw_only=True)
class Route:
    """Who can be rung about a decision at a moment, the first one first.

    Attributes:
        at: The moment in the directory's zone; `None` if it is not known.
        need: What the decision calls for.
        may_be_emergency: An emergency is among what is still possible.
        entries: The contacts; never none, and the emergency contact is among them.
        notices: What is odd about the hours, the directory or the decision.
    """

    directory: Directory = field(repr=False)
    calendar: Calendar = field(repr=False)
    at: dt.datetime | None
    audience: Audience
    need: Need
    may_be_emergency: bool
    entries: tuple[Entry, ...]
    notices: tuple[Notice, ...]

    @property
    def next_opening(self) -> dt.datetime | None:
        """Return when somebody who serves the need is there next, if nobody is now."""
        main = [entry for entry in self.entries if entry.role == "main"]
        if any(entry.is_open for entry in main):
            return None
        return min((e.opens for e in main if e.opens is not None), default=None)

    def to_dict(self) -> dict[str, Any]:
        """Return the route as a JSON value, the same for the same route."""
        return {
            "directory": {
                "id": self.directory.id,
                "version": self.directory.version,
                "status": self.directory.status,
                "fingerprint": self.directory.fingerprint,
            },
            "calendar": self.calendar.fingerprint,
            "at": written(self.at),
            "zone": self.directory.zone,
            "audience": self.audience,
            "need": self.need,
            "may_be_emergency": self.may_be_emergency,
            "contacts": [entry.to_dict() for entry in self.entries],
            "next_opening": written(self.next_opening),
            "notices": [{"kind": n.kind, "text": n.text} for n in self.notices],
        }

    def to_json(self) -> str:
        """Return the route as canonical JSON text."""
        return canonical_bytes(self.to_dict()).decode("utf-8")

    def lines(self) -> tuple[str, ...]:
        """Return the route in plain words, at most 80 columns wide."""
        return lines_of(self)


def route(
    decision: Routable,
    directory: Directory,
    *,
    at: dt.datetime | None,
    calendar: Calendar | None = None,
    audience: Audience = "professional",
) -> Route:
    """Return who can be rung about a decision at a moment, never nobody.

    Of two services that are open the one whose purpose is looked for first comes
    first, then the one that stands first in the directory. Whoever is closed follows
    by when they open. A contact without a number comes last.

    Args:
        decision: A decision, its trace, its outcomes, or a need.
        directory: Who can be rung.
        at: The moment of the call. `None`, or one without a time zone, lists everybody
            rather than guess.
        calendar: Bank holidays; those that ship unless given. In a year that it does
            not know, hours that a holiday may change are not known.
        audience: Who rings.

    Raises:
        ValueError: A need is given that there is not.
    """
    held = calendar or shipped_calendar()
    found = needed(decision, directory)
    moment = _known(at, directory)
    clock = Clock(zone=directory.zone_info, division=directory.division, calendar=held)
    asked = _Asked(directory, found, moment, audience, clock)
    entries = _entries(asked)
    seen = Seen(
        found=found, directory=directory, at=moment, entries=entries, clock=clock
    )
    return Route(
        directory=directory,
        calendar=held,
        at=moment,
        audience=audience,
        need=found.need,
        may_be_emergency=found.may_be_emergency,
        entries=entries,
        notices=tuple(notices(seen)),
    )


@final
@frozen
class _Asked:
    directory: Directory
    found: Needed
    at: dt.datetime | None
    audience: Audience
    clock: Clock

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        return self.directory.look_for[self.found.need]


def _known(at: dt.datetime | None, directory: Directory) -> dt.datetime | None:
    """Return a moment in the directory's zone, if it is one that can be relied on."""
    if at is None or at.utcoffset() is None or at.year not in _YEARS:
        return None
    # Through UTC: a time in this very zone that no clock shows is put right by it.
    return at.astimezone(dt.UTC).astimezone(directory.zone_info)


def _entries(asked: _Asked) -> tuple[Entry, ...]:
    contacts = [each for each in asked.directory.contacts if _may_ring(each, asked)]
    emergency = [
        _entry(each, "emergency", asked)
        for each in contacts
        if "emergency" in each.purposes
    ]
    rest = [each for each in contacts if "emergency" not in each.purposes]
    main = _listed([e for e in rest if _rank(e, asked.purposes)], "main", asked)
    others: list[Entry] = []
    left = [each for each in rest if not _rank(each, asked.purposes)]
    if not any(entry.is_open for entry in main):
        urgent = [each for each in left if "urgent" in each.purposes]
        others = _listed(urgent, "urgent", asked)
    if asked.at is None:
        also = [each for each in left if "urgent" not in each.purposes]
        others += _listed(also, "other", asked)
    if asked.found.may_be_emergency:
        return (*emergency, *main, *others)
    return (*main, *others, *emergency)


def _may_ring(contact: Contact, asked: _Asked) -> bool:
    if not contact.is_for(asked.audience):
        return False
    return asked.at is None or contact.effective.holds(asked.at.date())


def _rank(contact: Contact, purposes: tuple[Purpose, ...]) -> int:
    """Return how soon a contact's purpose is looked for: 0 if not, else 1 for last."""
    ranks = [
        len(purposes) - purposes.index(p) for p in contact.purposes if p in purposes
    ]
    return max(ranks, default=0)


def _listed(contacts: Iterable[Contact], role: Role, asked: _Asked) -> list[Entry]:
    """Return contacts in the order in which to ring them."""

    def key(entry: Entry) -> tuple[Any, ...]:
        contact = entry.contact
        opens = entry.opens or dt.datetime.max.replace(tzinfo=dt.UTC)
        return (
            not contact.numbers,
            # Of two numbers of one service the one that is still in use comes first.
            asked.at is None and contact.effective.before is not None,
            _STATES.index(entry.is_open),
            opens.astimezone(dt.UTC) if entry.opens else opens,
            -_rank(contact, asked.purposes),
        )

    return sorted((_entry(each, role, asked) for each in contacts), key=key)


def _entry(contact: Contact, role: Role, asked: _Asked) -> Entry:
    now = Standing(is_open=None)
    if asked.at is not None:
        now = standing(contact, asked.at, asked.clock)
    elif contact.hours == "always":
        now = Standing(is_open=True)
    until, opens = (
        None if each is None else each.astimezone(asked.clock.zone)
        for each in (now.until, now.opens)
    )
    return Entry(
        contact=contact, role=role, is_open=now.is_open, until=until, opens=opens
    )
