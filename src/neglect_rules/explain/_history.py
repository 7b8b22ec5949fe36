"""Measures of history in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, assert_never

from neglect_rules.explain._amounts import apart, day, listed, plural, quoted
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

_DISTINCT: Mapping[str, str] = {
    "dates": "dates on which",
    "people": "people who recorded that",
    "sources": "kinds of source saying that",
}


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
            return f"times recorded{window(within)}: {apart(words.event(kind))}"
        case Sightings(sightings=seen, distinct=distinct, within=within):
            who = _DISTINCT[distinct]
            return f"{who} {tell(words, seen)}{window(within)}"
        case Unbroken(unbroken=seen):
            return f"days in a row that {tell(words, seen)}"
        case Change(change=name):
            return f"change since the last assessment in {measured(words, name)}"
        case Earlier(earlier=name):
            return f"{measured(words, name)} at the last assessment"
        case ReviewsWithoutImprovement(reviews_without_improvement=name):
            return f"latest reviews in a row that found {_whose(words, name)} no better"
        case _ as never:
            assert_never(never)


def _whose(words: Words, name: str) -> str:
    if name == "all":
        return "a sign"
    if words.thing(name) is not None:
        return quoted(words.label(name))
    return f"a sign in {words.domain(name)}"


def window(within: Within) -> str:
    """Return how far back is looked.

    Examples:
        >>> window(Duration(months=12)), window(None)
        (' in the last 12 months', '')
    """
    if within is None:
        return ""
    if isinstance(within, Duration):
        return f" in the last {duration(within)}"
    return " since the last assessment"


def duration(length: Duration) -> str:
    """Return how long.

    Examples:
        >>> duration(Duration(days=1))
        '1 day'
    """
    if length.months is not None:
        return plural(length.months, "month")
    return plural(length.days or 0, "day")


def dated(telling: Telling, at: str) -> Iterator[str]:
    """Yield what a measure at a place counted, and what lies too far back."""
    told = [line for part in telling.counted_most(at) for line in _of_part(part)]
    yield from dict.fromkeys(told)


def _of_part(part: Mapping[str, Any]) -> Iterator[str]:
    if part["counted"]:
        yield f"Counted: {_listed(part['counted'])}."
    if part.get("passed"):
        since = day(part["since"])
        yield f"Before {since}, so not counted: {_listed(part['passed'])}."


def _listed(names: list[str]) -> str:
    """Return dates as people write them, in order; ids as they are."""
    dates = [name for name in names if _is_date(name)]
    others = [name for name in names if name not in dates]
    return listed([*(day(name) for name in dates), *others])


def _is_date(name: str) -> bool:
    try:
        dt.date.fromisoformat(name)
    except ValueError:
        return False
    return True
