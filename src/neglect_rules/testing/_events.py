"""What happened in a case: dated events, reviews, and the assessment before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from neglect_rules.exact import Number
from neglect_rules.testing._calendar import after, before, plus_months
from neglect_rules.testing._conditions import SOURCES
from neglect_rules.testing._draft import (
    Document,
    chance,
    chances,
    pick,
    pick_some,
    spread,
    tidy,
)
from neglect_rules.testing._past import Past, Span, Times, past_day

BY = ["worker-1", "school", "clinic"]
_VALUES = [0, 1, 2, 4, 0.5, 3, 7, -1, 30]
_ONE_DAY = timedelta(days=1)
_SAID = {"by": BY, "source": SOURCES, "note": ["The police came."]}
_COUNTS = spread({2: 4, 1: 4, 3: 3, 0: 2, 4: 1, 6: 1})
_FORMS = spread({"new": 7, "again": 2, "beside": 3})
_WORDS = spread({"nothing": 6, "by": 2, "source": 1, "note": 1})
_REVIEWS: list[str | int] = [-30, -90, 0, -1, -61, -180, 1, "near", "past", "before"]
"""Days from now; and when what is near a review begins or has been."""


def make_earlier(
    random: Random, document: Document, past: Past, day: date, *, known: bool
) -> Document | None:
    """Return the assessment before, if the case has one.

    Args:
        random: Where every choice comes from.
        document: The ruleset without parameters.
        past: What it looks back at.
        day: The civil date.
        known: It is there if it is read, and gives every measure as one number.
    """
    if not chance(random, 85 if past.compares else 8) and not known:
        return None
    then = _earlier_day(random, day)
    made = {"date": then.isoformat(), **_results(random, document, known=known)}
    if "needs" in made:
        made["review_by"] = (then + timedelta(days=42)).isoformat()
    return made


def _earlier_day(random: Random, day: date) -> date:
    if chance(random, 50):
        return day - timedelta(days=pick(random, [45, 0, 1, 200]))
    return plus_months(day, -pick(random, [3, 6, 1, 12]))


def _results(random: Random, document: Document, *, known: bool) -> Document:
    found: Document = {}
    measures = {
        name: _value(random, known=known)
        for name in document["measures"]
        if known or chance(random, 75)
    }
    if measures or chance(random, 5):
        found["measures"] = measures
    if chance(random, 35):
        asked = list(document["indicators"])
        found["needs"] = pick_some(random, asked, 0, min(3, len(asked)))
    return found


def _value(random: Random, *, known: bool) -> Number | dict[str, Number]:
    value = pick(random, _VALUES)
    if known or chance(random, 65):
        return tidy(value)
    return {"from": tidy(value), "to": tidy(value + pick(random, [0, 1, 2, 0.25]))}


def make_reviews(random: Random, past: Past, day: date) -> list[date] | None:
    """Return the dates of reviews in any order, if the case says any."""
    is_read = past.reviewed or past.near_review
    if not chance(random, 85 if is_read else 8):
        return None
    found = [_review_day(past, day, form) for form in pick_some(random, _REVIEWS, 0, 5)]
    found = list(dict.fromkeys(found))
    if chance(random, 80):
        found.sort()
    return found


def _review_day(past: Past, day: date, form: str | int) -> date:
    if isinstance(form, int):
        return day + timedelta(days=form)
    near = past.near_review or {"months": 1}
    if form == "before":
        return before(day, near)
    return after(day, near) + (_ONE_DAY if form == "past" else timedelta())


def make_events(
    random: Random, past: Past, times: Times, *, known: bool
) -> Document | None:
    """Return what is on record of each kind of event, if anything is said."""
    if not past.events or not (known or chance(random, 90)):
        return None
    return {
        kind: _happened(random, spans, times, known=known)
        for kind, spans in past.events.items()
        if known or chance(random, 85)
    }


def _happened(
    random: Random, spans: Sequence[Span], times: Times, *, known: bool
) -> Document:
    count = pick(random, _COUNTS)
    dates: dict[str, str] = {}
    records: list[Document] = []
    for _ in range(count):
        made = _told_already(random, dates, records)
        if made is None:
            made = {"date": past_day(random, spans, times).isoformat()}
        if "id" not in made and chance(random, 50):
            made["id"] = f"e{len(dates) + 1}"
            dates[made["id"]] = made["date"]
        records.append({**made, **_said(random)})
    return {"records": records, **_whole(random, known=known)}


def _whole(random: Random, *, known: bool) -> Document:
    said, whole = chances(random, 55, 85)
    if known:
        return {"complete": True}
    return {"complete": whole} if said else {}


def _told_already(
    random: Random, dates: dict[str, str], records: list[Document]
) -> Document | None:
    """Return an event that has an id already, a date that has one, or nothing.

    An id keeps its date. What has no id is told from others by its date.
    """
    form = pick(random, _FORMS)
    if form == "again" and dates:
        id_ = pick(random, list(dates))
        return {"date": dates[id_], "id": id_}
    if form == "beside" and records:
        return {"date": pick(random, records)["date"]}
    return None


def _said(random: Random) -> Mapping[str, Any]:
    """Return who says so, how it is known or a note, and mostly nothing."""
    word = pick(random, _WORDS)
    return {word: pick(random, _SAID[word])} if word in _SAID else {}
