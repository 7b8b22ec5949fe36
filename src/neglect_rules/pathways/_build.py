"""A schema-valid JSON value to a directory, with nothing added but names for gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from neglect_rules.loading import date_range
from neglect_rules.pathways._model import (
    NEEDS,
    Contact,
    Directory,
    Duty,
    Hours,
    NeedRule,
    Stretch,
    Week,
    Window,
    Within,
)

WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


def directory_of(value: Mapping[str, Any]) -> Directory:
    """Return the directory that a checked JSON value describes."""
    needs = value["needs"]
    return Directory(
        id=value["id"],
        version=value["version"],
        area=value["area"],
        title=value["title"],
        status=value["status"],
        effective=window_of(value["effective"]),
        zone=value["zone"],
        division=value["division"],
        stale_after=_within(value["stale_after"]),
        contacts=tuple(_contact(c, value) for c in value["contacts"]),
        rules=tuple(_rule(rule) for rule in needs["first_of"]),
        otherwise=needs["otherwise"],
        look_for={need: tuple(needs["look_for"][need]) for need in NEEDS},
        duties=tuple(_duty(duty) for duty in value.get("duties", ())),
        document=value,
    )


def window_of(written: Mapping[str, str] | None) -> Window:
    """Return the window that is written; one without ends if none is."""
    ends = (written or {}).get
    first, before = (
        None if (day := ends(key)) is None else dt.date.fromisoformat(day)
        for key in ("from", "before")
    )
    return Window(first, before)


def stretch_of(written: Mapping[str, str]) -> Stretch:
    """Return the stretch that is written."""
    return Stretch(_minutes(written["from"]), _minutes(written["before"]))


def _minutes(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


def _contact(written: Mapping[str, Any], whole: Mapping[str, Any]) -> Contact:
    # A check that is known by the year only counts from the first day of the year.
    verified = written.get("verified_on", whole["verified_on"])
    return Contact(
        id=written["id"],
        label=written["label"],
        purposes=tuple(written["purposes"]),
        audience=written["audience"],
        numbers=tuple(written["numbers"]),
        hours=_hours(written),
        effective=window_of(written.get("effective")),
        verified_on=date_range(verified).first,
        source=written["source"],
        provenance=written["status"],
        note=written.get("note"),
    )


def _hours(written: Mapping[str, Any]) -> Hours:
    hours = written["hours"]
    if not isinstance(hours, Mapping):
        return "always" if hours == "always" else "unknown"
    days = (hours.get(name, ()) for name in WEEKDAYS)
    week = tuple(tuple(stretch_of(each) for each in day) for day in days)
    return Week(week, written["bank_holidays"])


def _rule(written: Mapping[str, Any]) -> NeedRule:
    when = written["when"]
    return NeedRule(
        ruleset=when.get("ruleset"),
        outcome=when["outcome"],
        grades=tuple(when["grades"]),
        need=written["need"],
    )


def _within(written: Mapping[str, Any]) -> Within:
    unit: Any
    ((unit, count),) = written.items()
    return Within(count, unit)


def _duty(written: Mapping[str, Any]) -> Duty:
    return Duty(
        id=written["id"],
        task=written["task"],
        within=_within(written["within"]),
        after=tuple(written["after"]),
        source=written["source"],
        provenance=written["status"],
        starts=written.get("from"),
    )
