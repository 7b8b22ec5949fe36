"""What a measure of history comes to: events, sightings, unbroken days (5.9 to 5.14).

It looks at all records, those set aside included: what no longer counts as an answer
has still been seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import final

from attrs import field, frozen

from neglect_rules.facts._past import Past, window_opens
from neglect_rules.facts._reviews import reviewed
from neglect_rules.model import Event, NumberSpan, Record
from neglect_rules.program import OR_MORE, Amount, Extent, Tally


@final
@frozen(kw_only=True)
class Counted:
    """What a measure of history came to.

    Attributes:
        value: The range.
        counted: The ids or dates that counted.
        passed: Those that would have counted, had the window held them.
    """

    value: Extent = field(repr=False)
    counted: tuple[str, ...] = field(default=(), repr=False)
    passed: tuple[str, ...] = field(default=(), repr=False)


def count(step: Amount, tally: Tally, past: Past) -> Counted:
    """Return what a leaf that looks back comes to, where there is something."""
    match step.of:
        case "events":
            return _events(tally, past)
        case "sightings":
            return _sightings(tally, past)
        case "unbroken":
            return _unbroken(tally, past)
        case "earlier":
            return Counted(value=_earlier(step, tally, past))
        case _:
            low, high, dates = reviewed(past, tally.of)
            return Counted(value=(low, high), counted=_written(dates))


def different(records: Iterable[Event]) -> list[tuple[dt.date, str]]:
    """Return each event once, by its id or else its date (5.9)."""
    named = {event.id: event.date for event in records if event.id is not None}
    alone = {event.date for event in records if event.id is None}
    alone -= set(named.values())
    unnamed = ((date, date.isoformat()) for date in alone)
    return sorted([*((date, id_) for id_, date in named.items()), *unnamed])


def _events(tally: Tally, past: Past) -> Counted:
    happened = past.case.events[tally.of]
    every = different(happened.records)
    start = window_opens(tally.within, past.case, past.day)
    if start is None:
        return Counted(value=(0, len(every) if happened.complete else OR_MORE))
    held = tuple(name for date, name in every if date >= start)
    return Counted(
        value=(len(held), len(held) if happened.complete else OR_MORE),
        counted=held,
        passed=tuple(name for date, name in every if date < start),
    )


def _sightings(tally: Tally, past: Past) -> Counted:
    (id_,) = tally.indicators
    records = past.records(id_)
    if not records:
        return Counted(value=(0, OR_MORE))
    meant = [r for r in records if _meets(tally, past, r.grade or "")]
    start = window_opens(tally.within, past.case, past.day)
    if start is None:
        return Counted(value=(0, len(meant)))
    left = [r for r in meant if r.date is None or r.date >= start]
    sure = [r for r in left if _is_sure(tally, r)]
    certain = len({getattr(record, tally.distinct) for record in sure})
    return Counted(
        value=(certain, certain + len(left) - len(sure)),
        counted=_written(r.date for r in sure),
        passed=_written(r.date for r in meant if r.date and r.date < start),
    )


def _is_sure(tally: Tally, record: Record) -> bool:
    """Return whether a record says what tells it apart, and when where that matters."""
    told = getattr(record, tally.distinct) is not None
    return told and (tally.within is None or record.date is not None)


def _meets(tally: Tally, past: Past, grade: str) -> bool:
    return bool(tally.among >> abs(past.gravity(tally.indicators[0], grade)) & 1)


def _unbroken(tally: Tally, past: Past) -> Counted:
    (id_,) = tally.indicators
    records = past.records(id_)
    if not records:
        return Counted(value=(0, OR_MORE))
    undated = [_meets(tally, past, r.grade or "") for r in records if r.date is None]
    if not (tally.worse or all(undated)):
        return Counted(value=(0, 0))
    run = _run(tally, past.by_date(id_))
    first, last = (run[-1], run[0]) if run else (past.day, past.day)
    end = past.day if tally.worse else last
    most = OR_MORE if tally.worse and any(undated) else (end - first).days
    return Counted(value=((last - first).days, most), counted=_written(run))


def _run(tally: Tally, dated: Sequence[tuple[dt.date, int]]) -> list[dt.date]:
    """Return the latest dates, from the last on, that meet a test one after another."""
    found: list[dt.date] = []
    for date, grave in reversed(dated):
        if not tally.among >> abs(grave) & 1:
            break
        found.append(date)
    return found


def _earlier(step: Amount, tally: Tally, past: Past) -> Extent:
    given = past.case.earlier and past.case.earlier.measures.get(tally.of)
    if given is None:
        return step.open
    ends = (given.from_, given.to) if isinstance(given, NumberSpan) else (given, given)
    low, high = (int(Fraction(end) * step.per) for end in ends)
    return low, high


def _written(dates: Iterable[dt.date | None]) -> tuple[str, ...]:
    """Return dates as text, each once."""
    return tuple(sorted({date.isoformat() for date in dates if date is not None}))
