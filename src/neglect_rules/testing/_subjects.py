"""Subjects: of every kind, known wholly, in part or not, their ages on the edges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from neglect_rules.testing._calendar import (
    TERM,
    completed_months,
    part_date,
    plus_months,
)
from neglect_rules.testing._draft import Document, chance, pick, pick_weighted
from neglect_rules.testing._edges import Form

_EDGES = 60
_OLDEST = 216


def make_subject(random: Random, form: Form, day: date, *, known: bool) -> Document:
    """Return a subject that the ruleset covers on this day.

    Args:
        random: Where every choice comes from.
        form: The ruleset.
        day: The civil date.
        known: Give whole dates only.
    """
    kind = pick(random, form.document["subjects"]["kinds"])
    subject: Document = {}
    if kind != "child" or chance(random, 50):
        subject["kind"] = kind
    if chance(random, 10):
        subject["ref"] = "r-17"
    if kind == "unborn":
        return {**subject, **_expected(random, day, known=known)}
    if kind == "household":
        return subject
    limits = form.document["subjects"].get("age_months", {}) if kind == "child" else {}
    months = _months(random, form, limits)
    return {**subject, **_born(random, months, day, limits, known=known)}


def _months(random: Random, form: Form, limits: Mapping[str, int]) -> int:
    """Return an age inside the limits, often on an edge or just below it."""
    first = max(limits.get("from", 0), 0)
    last = limits.get("before", first + _OLDEST) - 1
    near = [months for edge in form.ages for months in (edge, edge - 1)]
    inside = [months for months in near if first <= months <= last]
    if inside and chance(random, _EDGES):
        return pick(random, inside)
    return random.randint(first, last)


def _born(
    random: Random,
    months: int,
    day: date,
    limits: Mapping[str, int],
    *,
    known: bool,
) -> Document:
    birth = _birth(random, months, day)
    # Each further possible date is judged by itself: mostly there is one.
    forms = {"day": 84, "months": 5, "month": 7, "range": 3, "year": 1}
    if "before" not in limits:
        forms["nothing"] = 3
    form = "day" if known else pick_weighted(random, forms)
    made: Document = {}
    if form in {"day", "month", "year"}:
        length = {"day": 10, "month": 7, "year": 4}[form]
        made["born"] = birth.isoformat()[:length]
    if form in {"months", "range"}:
        made["age_months"] = _age(random, form, months)
    if form != "nothing" and chance(random, 20):
        made["due"] = _due(random, birth, known=known)
    return made


def _birth(random: Random, months: int, day: date) -> date:
    """Return a birth date that gives that many months: since today, or for one day."""
    turned = plus_months(day, -months)
    latest = plus_months(day, -months - 1) + timedelta(days=1)
    choices = [turned, latest, turned - timedelta(days=9)]
    fitting = [birth for birth in choices if completed_months(birth, day) == months]
    return pick(random, fitting or [turned])


def _age(random: Random, form: str, months: int) -> Any:
    if form == "months":
        return months
    return {
        "from": max(months - random.randint(0, 1), 0),
        "to": months + random.randint(0, 1),
    }


def _due(random: Random, birth: date, *, known: bool) -> str:
    due = birth + timedelta(days=pick(random, [0, 30, 84, -10, 1]))
    return due.isoformat()[: 7 if chance(random, 15) and not known else 10]


def _expected(random: Random, day: date, *, known: bool) -> Document:
    """Return when an unborn subject is due: today at the soonest, or overdue."""
    forms = {"day": 30, "month": 3, "weeks": 6, "nothing": 1}
    form = "day" if known else pick_weighted(random, forms)
    weeks = random.randint(0, 40)
    due = day + TERM - timedelta(weeks=weeks) + timedelta(days=random.randint(-6, 0))
    if form == "weeks":
        return {"gestation_weeks": weeks}
    if form == "nothing":
        return {}
    return {"due": due.isoformat()[: 10 if form == "day" else 7]}


def possible_months(
    subject: Mapping[str, Any], limits: Mapping[str, int], day: date
) -> tuple[int, int | None]:
    """Return the least and greatest age in months that a subject may have (2.3 to 2.5).

    The greatest is `None` where nothing sets a limit.
    """
    if subject.get("kind") == "unborn":
        return _unborn_months(subject, day)
    if "age_months" in subject:
        said = subject["age_months"]
        ends = said if isinstance(said, dict) else {"from": said, "to": said}
        low, high = ends["from"], ends["to"]
    elif "born" in subject:
        first, last = part_date(subject["born"])
        low = completed_months(min(last, day), day)
        high = completed_months(first, day)
    else:
        low, high = 0, None
    if subject.get("kind", "child") != "child":
        return low, high
    low = max(low, limits.get("from", low))
    if "before" in limits:
        top = limits["before"] - 1
        high = top if high is None else min(high, top)
    return low, high


def _unborn_months(subject: Mapping[str, Any], day: date) -> tuple[int, int]:
    first, last = day, day + TERM
    if "due" in subject:
        first, last = part_date(subject["due"])
    elif "gestation_weeks" in subject:
        last = day + TERM - timedelta(weeks=subject["gestation_weeks"])
        first = last - timedelta(days=6)
    return min(completed_months(last, day), -1), min(completed_months(first, day), -1)
