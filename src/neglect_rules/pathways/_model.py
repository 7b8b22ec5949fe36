"""A directory: who can be rung in an area, when, and for what.

Absence has a name here: a number that nobody published is an empty list, hours that
nobody published are `unknown`, and neither is ever filled in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias, final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from neglect_rules.canonical import fingerprint

Need: TypeAlias = Literal["none", "support", "advice", "safeguarding", "emergency"]
NEEDS: Final[tuple[Need, ...]] = (
    "none",
    "support",
    "advice",
    "safeguarding",
    "emergency",
)
"""Every need, from the least to the gravest."""

Purpose: TypeAlias = Literal["support", "advice", "refer", "urgent", "emergency"]
Audience: TypeAlias = Literal["public", "professional"]
OnBankHolidays: TypeAlias = Literal[
    "closed", "as_usual", "as_sunday", "all_day", "unknown"
]


@final
@frozen
class Stretch:
    """A stretch of one day in minutes since its start, the end not in it."""

    opens: int
    closes: int


ALL_DAY: Final = (Stretch(0, 24 * 60),)


@final
@frozen
class Week:
    """Hours by weekday.

    Attributes:
        days: The stretches of each weekday, Monday first.
        on_bank_holidays: What holds instead on a bank holiday.
    """

    days: tuple[tuple[Stretch, ...], ...]
    on_bank_holidays: OnBankHolidays


Hours: TypeAlias = Literal["always", "unknown"] | Week


@final
@frozen
class Window:
    """From a day, and before a day; `None` where there is no such end."""

    first: dt.date | None = None
    before: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Return whether a day is in it."""
        has_begun = self.first is None or self.first <= day
        return has_begun and (self.before is None or day < self.before)


@final
@frozen(kw_only=True)
class Contact:
    """Someone who can be rung.

    Attributes:
        numbers: Telephone numbers, the first one first; none if none is published.
        hours: When it answers, as published.
        verified_on: The first day on which its last check can have been.
        provenance: Whether the entry is published, adapted or proposed.
    """

    id: str
    label: str
    purposes: tuple[Purpose, ...]
    audience: Literal["public", "professional", "both"]
    numbers: tuple[str, ...]
    hours: Hours
    effective: Window
    verified_on: dt.date
    source: str
    provenance: str
    note: str | None = None

    def is_for(self, audience: Audience) -> bool:
        """Return whether people of an audience may ring."""
        return self.audience in {audience, "both"}


@final
@frozen(kw_only=True)
class NeedRule:
    """A result that a decision may come to, and what it calls for.

    Attributes:
        ruleset: The only ruleset it speaks of; `None` for any.
    """

    ruleset: str | None
    outcome: str
    grades: tuple[str, ...]
    need: Need


@final
@frozen
class Within:
    """How much time there is."""

    count: int
    unit: Literal["hours", "days", "working_days", "months"]


@final
@frozen(kw_only=True)
class Duty:
    """What must be done after a route was taken.

    Attributes:
        after: The needs that it follows.
        starts: From when the time runs, in words.
    """

    id: str
    task: str
    within: Within
    after: tuple[Need, ...]
    source: str
    provenance: str
    starts: str | None = None


@final
@frozen(kw_only=True)
class Directory:
    """A directory that was read and kept every rule.

    Attributes:
        zone: The time zone of its hours.
        division: Whose bank holidays count.
        stale_after: How long a check is good for.
        rules: What results call for; the first that fits counts.
        otherwise: What a decision calls for that no rule fits.
        look_for: For each need, the purposes to look for in their order.
        document: The JSON value. Who reads it must not change it.
    """

    id: str
    version: str
    area: str
    title: str
    status: str
    effective: Window
    zone: str
    division: str
    stale_after: Within
    contacts: tuple[Contact, ...] = field(repr=False)
    rules: tuple[NeedRule, ...] = field(repr=False)
    otherwise: Need
    look_for: Mapping[Need, tuple[Purpose, ...]] = field(repr=False, hash=False)
    duties: tuple[Duty, ...] = field(repr=False)
    document: Mapping[str, Any] = field(repr=False, hash=False, eq=False)

    @cached_property
    def fingerprint(self) -> str:
        """Return the fingerprint of the document."""
        return fingerprint(self.document)

    @cached_property
    def zone_info(self) -> ZoneInfo:
        """Return the time zone itself."""
        return ZoneInfo(self.zone)
