"""What records, events and reviews amount to over time (3.3 to 3.11, 5.9 to 5.13).

Each function is one clause and is given what it counts. Grades are positions on their
scale; what is counted comes back as the least and the greatest that it can be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise, takewhile
from typing import Any, TypeAlias

from neglect_rules import model as m
from neglect_rules.reference._calendar import Extent, moved, window

# fmt: off
Graded: TypeAlias = Sequence[tuple[int, m.Record]]
STATES = ("not_asked", "not_known", "not_observed", "refused", "unable_to_score",
          "zero_filled", "stale", "known", "not_applicable")  # of several carers' the first (3.11)
OR_MORE = 10**6  # 5.14
FAR = Fraction(10**9)  # an earlier value that nobody wrote down lies within it
TOLD_BY = {"dates": "date", "people": "by", "sources": "source"}

def apart(said: Sequence[m.Record], of: m.Indicator, case: m.Case) -> list[list[m.Record]]:
    """Return the records about each carer, or all together (3.11)."""
    return [[r for r in said if r.about == who] for who in (of.per and case.carers) or (None,)]
def standing(said: Sequence[m.Record], how: Any, day: date) -> list[m.Record]:
    """Return the records that stand: whatever is believed, what is latest (3.4)."""
    dates = sorted({r.date for r in said if r.date and not r.state})
    if how:
        since = moved(day, getattr(how, "worst_within", None), -1)
        last = dates[-(getattr(how, "sustained", None) or 1):]
        dates = [each for each in dates if each in last or each > since]
    return [r for r in said if r.state or not r.date or r.date in dates]
def state(said: Sequence[m.Record], of: m.Indicator, day: date) -> str:
    """Return the state of an answer, or of one carer's (3.3, 3.7)."""
    after, states = of.stale_after, [r.state.value for r in said if r.state]
    old = [after and r.date and moved(r.date, after, 1) <= day for r in said if not r.state]
    if old:
        return "stale" if all(old) else "known"
    others = [each for each in states if each != "not_applicable"]
    if of.may_not_apply and states and not others:
        return "not_applicable"
    return "zero_filled" if of.zero_fill else (others or states or ["not_asked"])[-1]
def worst_on(graded: Graded, kind: str) -> dict[date, int]:
    """Return the grade of each date: the worst of every carer's latest (5.11)."""
    found, latest, pick = {}, dict[Any, int](), min if kind == "strength" else max
    for day in sorted({r.date for _, r in graded if r.date}):
        today = [(at, r.about) for at, r in graded if r.date == day]
        latest |= {who: pick(at for at, of in today if of == who) for _, who in today}
        found[day] = pick(latest.values())
    return found
def events(of: m.Events, case: m.Case, day: date) -> Extent:
    """Return how many events of a kind there were (5.9)."""
    happened, holds = case.events.get(of.events), window(of.within, case, day)
    if happened is None:
        return 0, OR_MORE
    held = [event for event in happened.records if not holds or holds(event.date)]
    named = {event.id: event.date for event in held if event.id}
    unnamed = {event.date for event in held if not event.id} - {*named.values()}
    many = len(named) + len(unnamed)
    return many if holds else 0, many if happened.complete else OR_MORE
def sightings(of: m.Sightings, case: m.Case, day: date, graded: Graded, meets: Collection[int]) -> Extent:
    """Return on how many dates, or by how many, a grade was seen (5.10)."""
    holds = window(of.within, case, day)
    met = [r for at, r in graded if at in meets and (not holds or not r.date or holds(r.date))]
    told = [getattr(r, TOLD_BY[of.distinct]) if r.date or not of.within else None for r in met]
    sure = {each for each in told if each and holds}
    perhaps = [each for each in told if not each or not holds]
    return len(sure), len(sure) + len(perhaps) if graded else OR_MORE
def unbroken(day: date, graded: Graded, meets: Collection[int], scale: m.Scale) -> Extent:
    """Return for how many days a test has held (5.11)."""
    worst, gravest = worst_on(graded, scale.kind), 0 if scale.kind == "strength" else len(scale.grades) - 1
    undated = [at in meets for at, r in graded if not r.date]
    if gravest not in meets and False in undated:
        return 0, 0
    run = [*takewhile(lambda each: worst[each] in meets, sorted(worst, reverse=True))] or [day]
    end = day if gravest in meets else run[0]
    perhaps = not graded or (gravest in meets and True in undated)
    return (run[0] - run[-1]).days, OR_MORE if perhaps else (end - run[-1]).days
def earlier(name: str, case: m.Case) -> Extent:
    """Return what a measure came to at the earlier assessment (5.12)."""
    said = case.earlier.measures.get(name) if case.earlier else None
    if said is None:
        return -FAR, FAR
    low, high = (said.from_, said.to) if isinstance(said, m.NumberSpan) else (said, said)
    return Fraction(low), Fraction(high)
def without_improvement(graded: Graded, lowest: int, reviews: Iterable[date], day: date) -> Extent:
    """Return how many of the latest reviews found a concern no better (5.13)."""
    worst, sure, perhaps = worst_on(graded, "concern"), 0, 0
    if graded and all(at <= lowest for at, _ in graded):
        return 0, 0
    for review, before in pairwise(sorted((each for each in reviews if each <= day), reverse=True)):
        then, since = [d for d in worst if d <= before], [d for d in worst if before < d <= review]
        if not then or not since:
            perhaps += 1
        elif worst[max(then)] > lowest and worst[max(since)] >= worst[max(then)]:
            sure += 1
        else:
            break
    return sure, sure + perhaps
