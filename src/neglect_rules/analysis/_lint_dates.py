"""Checks of dates: which version is in force when, with no day doubled or left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from neglect_rules.analysis._examined import Check, Examined
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer

_EFFECTIVE: Final = Pointer(("effective",))
YEARS: Final = 3
"""After so many years a ruleset that was never renewed is pointed out."""


def _overlap(examined: Examined) -> Iterator[Diagnostic]:
    own = examined.ruleset
    for other in _others(examined):
        first, second = sorted((own, other), key=_first_day)
        begins = second.effective.from_
        if first.effective.before is None or begins < first.effective.before:
            yield Diagnostic(
                "NR320",
                f"this version and {other.version} are both in force from {begins}",
                _EFFECTIVE,
                f'in {first.version} write `"before": "{begins}"`, the first day on '
                "which it no longer holds",
            )


def _gap(examined: Examined) -> Iterator[Diagnostic]:
    own = examined.ruleset
    ordered = sorted((own, *_others(examined)), key=_first_day)
    covered = ordered[0].effective.before
    for earlier, later in pairwise(ordered):
        begins = later.effective.from_
        if covered is not None and covered < begins and own in {earlier, later}:
            yield Diagnostic(
                "NR321",
                f"no version is in force from {covered} until {begins}",
                _EFFECTIVE,
                f"let {earlier.version} hold until {later.version} begins, or let "
                f"{later.version} begin on {covered}",
            )
        covered = _later(covered, later.effective.before)


def _out_of_order(examined: Examined) -> Iterator[Diagnostic]:
    own = examined.ruleset
    for other in _others(examined):
        low, high = sorted((own, other), key=lambda each: _numbers(each.version))
        if low.effective.from_ > high.effective.from_:
            yield Diagnostic(
                "NR322",
                f"version {high.version} comes into force before {low.version}",
                _EFFECTIVE,
                "give the version that comes later the higher number",
            )


def _over(examined: Examined) -> Iterator[Diagnostic]:
    before = examined.ruleset.effective.before
    if before is None or before > examined.day or not examined.is_settled:
        return
    ends = [each.effective.before for each in _others(examined)]
    if all(end is not None and end <= before for end in ends):
        yield Diagnostic(
            "NR323",
            f"it has not been in force since {before}, and no version follows it",
            _EFFECTIVE / "before",
            'add the next version, or give this one the status "superseded" or '
            '"withdrawn"',
        )


def _old(examined: Examined) -> Iterator[Diagnostic]:
    own = examined.ruleset
    latest = all(each.effective.from_ <= _first_day(own) for each in _others(examined))
    due = _years_after(own.effective.from_, YEARS)
    if own.status == "adopted" and latest and due <= examined.day:
        yield Diagnostic(
            "NR324",
            f"it has been in force since {own.effective.from_} and was not renewed",
            _EFFECTIVE / "from",
            "look at it again, and bring out a new version even if little changes",
        )


def _no_end(examined: Examined) -> Iterator[Diagnostic]:
    own = examined.ruleset
    if own.status in {"superseded", "withdrawn"} and own.effective.before is None:
        yield Diagnostic(
            "NR325",
            f"it is {own.status}, but it has no last day",
            _EFFECTIVE,
            'write `"before"` with the first day on which it no longer holds',
        )


def _twice(examined: Examined) -> Iterator[Diagnostic]:
    own = examined.ruleset
    for other in examined.siblings:
        if other.version == own.version:
            yield Diagnostic(
                "NR326",
                f"another file holds version {own.version} too: `{other.name}`",
                Pointer(("version",)),
                "give each version its own number",
            )


def _others(examined: Examined) -> list[Ruleset]:
    """Return the siblings with another number; a copy is told of by itself."""
    own = examined.ruleset.version
    return [each for each in examined.siblings if each.version != own]


def _first_day(ruleset: Ruleset) -> dt.date:
    return ruleset.effective.from_


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    """Return the later of two ends, of which one may never come."""
    return None if one is None or other is None else max(one, other)


def _years_after(day: dt.date, years: int) -> dt.date:
    # The 29th of February has its anniversary on the 1st of March.
    next_day = day.replace(day=1) if (day.month, day.day) == (2, 29) else day
    month = 3 if next_day is not day else day.month
    return next_day.replace(year=day.year + years, month=month)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


DATES: Final = (
    Check("NR320", Severity.WARNING, _overlap),
    Check("NR321", Severity.WARNING, _gap),
    Check("NR322", Severity.WARNING, _out_of_order),
    Check("NR323", Severity.WARNING, _over),
    Check("NR324", Severity.WARNING, _old),
    Check("NR325", Severity.WARNING, _no_end),
    Check("NR326", Severity.WARNING, _twice),
)
