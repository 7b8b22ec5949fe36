"""Law 20: a route is never empty, and the emergency contact is always on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, cached_property
from random import Random
from typing import Any, Final, TypeAlias, final
from zoneinfo import ZoneInfo

from attrs import field, frozen
from hypothesis import strategies as st

from neglect_rules.pathways import (
    NEEDS,
    Audience,
    Directory,
    Outcomes,
    Result,
    Routable,
    Route,
    _route,
    load_directory,
    route,
)
from tests.property.drawn import Drawn
from tests.unit.pathways.builders import EMERGENCY, a_contact, a_document, a_rule

Document: TypeAlias = dict[str, Any]
DAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
ZONES: Final = (
    "Europe/London",
    "Europe/London",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "UTC",
)
_GRADES: Final = ("low", "middle", "high", "danger")
_AUDIENCES: Final[tuple[Audience, ...]] = ("public", "professional")


@final
@frozen(kw_only=True)
class Asked:
    """A directory with what is asked of it."""

    document: Document = field(hash=False)
    about: Routable = field(hash=False)
    at: dt.datetime | None
    audience: Audience

    @cached_property
    def directory(self) -> Directory:
        """Return the directory itself."""
        return load_directory(self.document)

    def route(self) -> Route:
        """Return the route that is given."""
        return route(self.about, self.directory, at=self.at, audience=self.audience)


def never_nobody(asked: Asked) -> None:
    """Law 20: somebody is listed, and so is one who always answers."""
    found = asked.route()
    lines = found.lines()
    answering = [
        entry
        for entry in found.entries
        if entry.contact.id == "emergency" and entry.is_open
    ]
    assert found.entries
    assert len(answering) == 1
    assert answering[0].contact.numbers == ("999",)
    assert lines
    assert max(map(len, lines)) <= 80
    if found.need == "emergency" or found.may_be_emergency:
        assert found.entries[0].role == "emergency"


def a_decision_has_a_route(drawn: Drawn, random: Random) -> None:
    """Law 20: whatever was decided, at any moment, somebody is listed."""
    change = random.choice(changes("Europe/London"))
    near = change + dt.timedelta(seconds=random.randrange(-9000, 9000))
    any_time = drawn.at + dt.timedelta(minutes=random.randrange(10**6))
    asked = Asked(
        document=a_document(),
        about=drawn.decide(),
        at=random.choice([near, near, any_time, None]),
        audience=random.choice(_AUDIENCES),
    )
    never_nobody(asked)


def only_those_open(asked: Any, *, right: Any = _route._entries) -> Any:
    """Return, wrongly, only whoever serves the need now."""
    return tuple(e for e in right(asked) if e.role == "main" and e.is_open)


def nobody_twice(asked: Asked) -> None:
    """Everybody on a route stands there once and may be rung by whom it is for."""
    entries = asked.route().entries
    listed = [entry.contact.id for entry in entries]
    assert len(set(listed)) == len(listed)
    assert all(entry.contact.is_for(asked.audience) for entry in entries)


def times_are_around_the_moment(asked: Asked) -> None:
    """What is open closes later, and what is closed opens later: as instants."""
    found = asked.route()
    for entry in found.entries:
        ends = [each for each in (entry.until, entry.opens) if each is not None]
        assert found.at is not None or not ends
        if asked.at is not None:
            now = asked.at.astimezone(dt.UTC)
            assert all(now < each.astimezone(dt.UTC) for each in ends)
        assert entry.until is None or entry.is_open is True
        assert entry.opens is None or entry.is_open is False


def hours_are_read_off_the_wall(asked: Asked) -> None:
    """What the clock on the wall shows decides who is open, however one got there.

    Whoever is open by what the wall shows is listed as open. On days without a change
    of clocks nobody else is.
    """
    found = asked.route()
    if found.at is None or found.at.year not in range(2016, 2036):
        return
    contacts = {each["id"]: each for each in asked.document["contacts"]}
    for entry in found.entries:
        contact = contacts[entry.contact.id]
        # Holidays are looked at elsewhere; here the wall is.
        if contact.get("bank_holidays") == "as_usual":
            shown = _shown_as_open(contact, found.at)
            assert entry.is_open or not shown
            if not _is_changing(found.at):
                assert entry.is_open is shown


def _shown_as_open(contact: Mapping[str, Any], at: dt.datetime) -> bool:
    now = f"{at.hour:02}:{at.minute:02}"
    held = contact["hours"].get(DAYS[at.weekday()], ())
    return any(each["from"] <= now < each["before"] for each in held)


def _is_changing(at: dt.datetime) -> bool:
    near = (at + dt.timedelta(days=days) for days in (-1, 0, 1))
    return len({each.utcoffset() for each in near}) > 1


@cache
def changes(zone: str) -> tuple[dt.datetime, ...]:
    """Return the instants at which a zone's clock changes, in the calendar's years."""
    found, there = [], ZoneInfo(zone)
    hour = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)
    while hour.year < 2036:
        day = hour + dt.timedelta(days=1)
        if hour.astimezone(there).utcoffset() != day.astimezone(there).utcoffset():
            found.append(_exactly(hour, day, there))
        hour = day
    return tuple(found)


def _exactly(before: dt.datetime, after: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    old = before.astimezone(zone).utcoffset()
    while before.astimezone(zone).utcoffset() == old and before < after:
        before += dt.timedelta(minutes=30)
    return before


@st.composite
def a_time(draw: st.DrawFn) -> str:
    """Draw a time of day, often one that a change of clocks touches."""
    if draw(st.booleans()):
        return draw(st.sampled_from(["01:00", "01:30", "02:00", "02:15", "02:30"]))
    minutes = draw(st.integers(0, 24 * 60 - 1))
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def a_day(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw the stretches of a day, which rise."""
    edges = sorted(draw(st.sets(a_time(), max_size=4)))
    if len(edges) % 2:
        edges.append("24:00")
    return [
        {"from": first, "before": before}
        for first, before in zip(edges[::2], edges[1::2], strict=True)
    ]


@st.composite
def weeks(draw: st.DrawFn) -> Document:
    """Draw a week of two kinds of days, with days on which it is closed."""
    kinds = [draw(a_day()), draw(a_day()), None]
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=7, max_size=7))
    week = zip(DAYS, chosen, strict=True)
    return {day: held for day, held in week if held is not None}


@st.composite
def contacts(draw: st.DrawFn, number: int) -> Document:
    """Draw somebody who can be rung, with whatever is not known about them."""
    purposes = draw(
        st.lists(
            st.sampled_from(["support", "advice", "refer", "urgent", "emergency"]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    needs_number = {"urgent", "emergency"} & set(purposes)
    hours = draw(st.sampled_from(["always", "unknown"]) | weeks())
    has_number = bool(needs_number) or draw(st.booleans())
    first = draw(st.none() | st.dates(dt.date(2016, 1, 1), dt.date(2035, 1, 1)))
    on_holidays = ["closed", "as_usual", "as_usual", "as_sunday", "all_day", "unknown"]
    return a_contact(
        f"contact-{number}",
        purposes=purposes,
        audience=draw(st.sampled_from(["public", "professional", "both"])),
        numbers=["01632 960001"] if has_number else [],
        hours=hours,
        bank_holidays=None
        if isinstance(hours, str)
        else draw(st.sampled_from(on_holidays)),
        effective=None if first is None else {"from": first.isoformat()},
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a directory that is not refused."""
    listed = [draw(contacts(number)) for number in range(draw(st.integers(0, 4)))]
    listed.insert(draw(st.integers(0, len(listed))), EMERGENCY)
    served = sorted({purpose for each in listed for purpose in each["purposes"]})
    looked = st.lists(st.sampled_from(served), min_size=1, max_size=3, unique=True)
    graves = draw(st.lists(st.sampled_from(NEEDS), min_size=len(_GRADES), max_size=4))
    graves.sort(key=NEEDS.index, reverse=True)
    needs = {
        "first_of": [
            a_rule(grade, need)
            for grade, need in zip(reversed(_GRADES), graves, strict=True)
        ][draw(st.integers(0, 3)) :],
        "otherwise": draw(st.sampled_from(NEEDS)),
        "look_for": {need: draw(looked) for need in NEEDS},
    }
    zone = draw(st.sampled_from(ZONES))
    return a_document(contacts=listed, needs=needs, zone=zone)


@st.composite
def moments(draw: st.DrawFn, zone: str) -> dt.datetime | None:
    """Draw a moment, half of them on a change of clocks; some are not known."""
    if draw(st.booleans()) and changes(zone):
        change = draw(st.sampled_from(changes(zone)))
        return change + dt.timedelta(seconds=draw(st.integers(-9000, 9000)))
    first, last = dt.datetime(2010, 1, 1), dt.datetime(2045, 1, 1)  # noqa: DTZ001
    zones: st.SearchStrategy[Any] = st.sampled_from(
        [dt.UTC, ZoneInfo("Europe/London"), None]
    )
    known = st.datetimes(first, last, timezones=zones, allow_imaginary=True)
    return draw(known | st.none())


@st.composite
def askings(draw: st.DrawFn) -> Asked:
    """Draw a directory, a moment and a need together."""
    document = draw(documents())
    possible = draw(st.lists(st.sampled_from(_GRADES), min_size=1, unique=True))
    possible.sort(key=_GRADES.index)
    result = Result(
        possible=tuple(possible),
        recommended=draw(st.none() | st.sampled_from(possible)),
        is_determinable=draw(st.booleans()),
    )
    about: Routable = draw(
        st.sampled_from(NEEDS) | st.just(Outcomes("made.up", {"level": result}))
    )
    return Asked(
        document=document,
        about=about,
        at=draw(moments(document["zone"])),
        audience=draw(st.sampled_from(_AUDIENCES)),
    )
