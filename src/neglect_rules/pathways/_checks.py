"""What a directory must keep beyond its schema: each check reports all it finds.

The one that matters most is that somebody always answers: a directory without an
emergency contact is refused, so that no route can ever be empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.loading import date_range
from neglect_rules.pathways._build import stretch_of, window_of
from neglect_rules.pathways._model import NEEDS
from neglect_rules.pointer import Pointer

Written: TypeAlias = Mapping[str, Any]
Check: TypeAlias = Callable[[Written], Iterator[Diagnostic]]

_NUMBER_NEEDED: Final = ("urgent", "emergency")


def _always_somebody(value: Written) -> Iterator[Diagnostic]:
    """NR107: no contact that answers everybody at every moment in an emergency."""
    if not any(_is_for_any_emergency(contact) for contact in value["contacts"]):
        yield Diagnostic(
            "NR107",
            "no contact answers in an emergency at any moment",
            Pointer(("contacts",)),
            "give one the purpose `emergency`, a number, the hours `always`, the"
            " audience `both` and no `effective`",
        )


def _is_for_any_emergency(contact: Written) -> bool:
    return (
        "emergency" in contact["purposes"]
        and contact["hours"] == "always"
        and contact["audience"] == "both"
        and bool(contact["numbers"])
        and "effective" not in contact
    )


def _numbers(value: Written) -> Iterator[Diagnostic]:
    """NR107: a contact without a number for what cannot wait."""
    for index, contact in enumerate(value["contacts"]):
        grave = [p for p in _NUMBER_NEEDED if p in contact["purposes"]]
        if grave and not contact["numbers"]:
            message = f"a contact without a number cannot serve {either(grave)}"
            at = Pointer(("contacts", str(index), "numbers"))
            yield Diagnostic("NR107", message, at)


def _bank_holidays(value: Written) -> Iterator[Diagnostic]:
    """NR101 and NR102: bank holidays stand beside hours by weekday only."""
    for index, contact in enumerate(value["contacts"]):
        at = Pointer(("contacts", str(index)))
        by_weekday = isinstance(contact["hours"], Mapping)
        if by_weekday and "bank_holidays" not in contact:
            hint = "`unknown` if it is not published"
            message = "`bank_holidays` is missing beside hours by weekday"
            yield Diagnostic("NR101", message, at, hint)
        elif not by_weekday and "bank_holidays" in contact:
            message = f"`bank_holidays` says nothing beside `{contact['hours']}`"
            yield Diagnostic("NR102", message, at / "bank_holidays")


def _times(value: Written) -> Iterator[Diagnostic]:
    """NR105 and NR214: stretches that hold nothing, or do not rise."""
    for index, contact in enumerate(value["contacts"]):
        if isinstance(contact["hours"], Mapping):
            for day, written in contact["hours"].items():
                at = Pointer(("contacts", str(index), "hours", day))
                yield from _times_of_day(written, at)


def _times_of_day(written: list[Written], at: Pointer) -> Iterator[Diagnostic]:
    last = 0
    for index, each in enumerate(written):
        stretch = stretch_of(each)
        if stretch.closes <= stretch.opens:
            hint = "hours past midnight stand with the next day, from 00:00"
            message = "`before` must be later than `from`"
            yield Diagnostic("NR214", message, at / index / "before", hint)
        if stretch.opens < last:
            message = "this begins before the stretch above it ends"
            yield Diagnostic("NR105", message, at / index / "from")
        last = max(last, stretch.closes)


def _windows(value: Written) -> Iterator[Diagnostic]:
    """NR214: a window that holds no day."""
    places = [(Pointer(("effective",)), value["effective"])]
    places += [
        (Pointer(("contacts", str(index), "effective")), contact["effective"])
        for index, contact in enumerate(value["contacts"])
        if "effective" in contact
    ]
    for at, written in places:
        window = window_of(written)
        if window.first and window.before and window.before <= window.first:
            message = "`before` must be later than `from`"
            yield Diagnostic("NR214", message, at / "before")


def _checked_on(value: Written) -> Iterator[Diagnostic]:
    """NR104: a day that no calendar has."""
    places = [(Pointer(), value)]
    places += [
        (Pointer(("contacts", str(index))), contact)
        for index, contact in enumerate(value["contacts"])
    ]
    for at, written in places:
        try:
            date_range(written.get("verified_on", "2000"))
        except ValueError:
            yield Diagnostic("NR104", "there is no such date", at / "verified_on")


def _ids(value: Written) -> Iterator[Diagnostic]:
    """NR203: an id used before; ids that differ by case only are alike."""
    for kind in ("contacts", "duties"):
        seen: set[str] = set()
        for index, entry in enumerate(value.get(kind, ())):
            id_ = entry["id"]
            if id_.lower() in seen:
                at = Pointer((kind, str(index), "id"))
                yield Diagnostic("NR203", f"the id `{id_}` is already taken", at)
            seen.add(id_.lower())


def _sources(value: Written) -> Iterator[Diagnostic]:
    """NR201: a source that is not listed."""
    lists = {
        ("contacts",): value["contacts"],
        ("needs", "first_of"): value["needs"]["first_of"],
        ("duties",): value.get("duties", ()),
    }
    known = value["sources"]
    for parts, entries in lists.items():
        for index, entry in enumerate(entries):
            source = entry.get("source")
            if source is not None and source not in known:
                at = Pointer((*parts, str(index), "source"))
                hint = nearest(source, known) or f"there is {either(known)}"
                yield Diagnostic("NR201", f"unknown source `{source}`", at, hint)


def _zone(value: Written) -> Iterator[Diagnostic]:
    """NR201: a time zone that the database does not have."""
    try:
        ZoneInfo(value["zone"])
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"unknown time zone `{value['zone']}`"
        hint = "write its name in the time zone database, such as Europe/London"
        yield Diagnostic("NR201", message, Pointer(("zone",)), hint)


def _purposes(value: Written) -> Iterator[Diagnostic]:
    """NR205: a purpose that is looked for and that nobody serves."""
    served = {p for contact in value["contacts"] for p in contact["purposes"]}
    for need, purposes in value["needs"]["look_for"].items():
        for index, purpose in enumerate(purposes):
            if purpose not in served:
                at = Pointer(("needs", "look_for", need, str(index)))
                yield Diagnostic("NR205", f"no contact serves `{purpose}`", at)


def _gravest_first(value: Written) -> Iterator[Diagnostic]:
    """NR210: a rule for a graver need below one that may hide it."""
    lowest = len(NEEDS)
    for index, rule in enumerate(value["needs"]["first_of"]):
        rank = NEEDS.index(rule["need"])
        if rank > lowest:
            at = Pointer(("needs", "first_of", str(index), "need"))
            message = f"`{rule['need']}` stands below a lesser need, which may hide it"
            yield Diagnostic("NR210", message, at, "put the gravest needs first")
        lowest = min(lowest, rank)


CHECKS: Final[tuple[Check, ...]] = (
    _always_somebody,
    _numbers,
    _bank_holidays,
    _times,
    _windows,
    _checked_on,
    _ids,
    _sources,
    _zone,
    _purposes,
    _gravest_first,
)
"""Every check, in the order in which they look."""


def broken(value: Written) -> tuple[Diagnostic, ...]:
    """Return everything that a schema-valid directory does not keep."""
    return tuple(found for check in CHECKS for found in check(value))
