"""Measures of history in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, assert_never

from neglect_rules.explain._amounts import apart, quoted
from neglect_rules.explain._phrases import Phrases, english
from neglect_rules.explain._said import day, listed
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._words import Words
from neglect_rules.model import (
    Change,
    Duration,
    Earlier,
    Events,
    Measure,
    OfHistory,
    ReviewsWithoutImprovement,
    Seen,
    Selection,
    Sightings,
    Unbroken,
    Within,
)


def looked_back(
    words: Words,
    measure: OfHistory,
    tell: Callable[[Words, Seen | Selection], str],
    measured: Callable[[Words, Measure], str],
) -> str:
    """Return what a measure of history counts, as a noun phrase.

    Args:
        words: Where labels come from.
        measure: The measure.
        tell: Says which indicators are looked at, and at which grades.
        measured: Says what another measure measures.
    """
    match measure:
        case Events(events=kind, within=within):
            times = words.say("past.times")
            event = apart(words.event(kind))
            return words.say(
                "past.events", times=_within(words, times, within), event=event
            )
        case Sightings(sightings=seen, distinct=distinct, within=within):
            told = words.say(f"past.by.{distinct}", seen=tell(words, seen))
            return _within(words, told, within)
        case Unbroken(unbroken=seen):
            return words.say("past.days", seen=tell(words, seen))
        case Change(change=name):
            return words.say("past.change", measure=measured(words, name))
        case Earlier(earlier=name):
            return words.say("past.earlier", measure=measured(words, name))
        case ReviewsWithoutImprovement(reviews_without_improvement=name):
            return words.say("past.reviews", whose=_whose(words, name))
        case _ as never:
            assert_never(never)


def _whose(words: Words, name: str) -> str:
    if name == "all":
        return words.say("past.any_sign")
    if words.thing(name) is not None:
        return quoted(words.label(name))
    return words.say("past.sign_in", domain=words.domain(name))


def _within(words: Words, told: str, within: Within) -> str:
    """Return what is counted, with how far back is looked."""
    if within is None:
        return told
    if isinstance(within, Duration):
        length = _length(words.phrases, within)
        return words.say("past.in_last", counted=told, length=length)
    return words.say("past.since", counted=told)


def duration(length: Duration) -> str:
    """Return how long, in English.

    Examples:
        >>> duration(Duration(days=1))
        '1 day'
    """
    return _length(english(), length)


def _length(phrases: Phrases, length: Duration) -> str:
    if length.months is not None:
        return phrases.plural("count.month", length.months)
    return phrases.plural("count.day", length.days or 0)


def dated(telling: Telling, at: str) -> Iterator[str]:
    """Yield what a measure at a place counted, and what lies too far back."""
    parts = telling.counted_most(at)
    told = [line for part in parts for line in _of_part(telling, part)]
    yield from dict.fromkeys(told)


def _of_part(telling: Telling, part: Mapping[str, Any]) -> Iterator[str]:
    if part["counted"]:
        dates = _listed(telling, part["counted"])
        yield telling.say("past.counted", dates=dates)
    if part.get("passed"):
        dates = _listed(telling, part["passed"])
        since = day(telling.phrases, part["since"])
        yield telling.say("past.passed", since=since, dates=dates)


def _listed(telling: Telling, names: list[str]) -> str:
    """Return dates as people write them, in order; ids as they are."""
    dates = [name for name in names if _is_date(name)]
    others = [name for name in names if name not in dates]
    days = [day(telling.phrases, name) for name in dates]
    return listed(telling.phrases, [*days, *others])


def _is_date(name: str) -> bool:
    try:
        dt.date.fromisoformat(name)
    except ValueError:
        return False
    return True
