"""Laws 7 and 24: history accumulates, and time alone absolves nobody."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter as Tallied
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from attrs import evolve

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.facts import Facts, Known, facts, misfits, permitted
from neglect_rules.facts._counts import Counted
from neglect_rules.facts._past import Past
from neglect_rules.model import Believe, Duration, Event, Indicator, Record
from neglect_rules.program import Amount, Choice, Program, Tally
from neglect_rules.testing._answers import records_of
from tests.builders import NOON, a_program, a_ruleset
from tests.differential.comparison import read_case
from tests.property.drawn import Drawn
from tests.property.laws.direction import assert_no_lower

_FAR = 500


def adding_what_is_as_grave(drawn: Drawn, random: Random) -> None:
    """Law 7: one more observation at least as grave as what stood lowers nothing."""
    before = drawn.decide()
    for known in drawn.facts().known:
        for answer in _added(drawn, known, random):
            other = drawn.with_answer(known.indicator, answer)
            if not list(misfits(other.program, other.read_case(), other.at)):
                after = other.decide()
                if not _eases_more(before, after):
                    assert_no_lower(drawn, before, after)


def adding_an_event(drawn: Drawn, random: Random) -> None:
    """Law 7: one more event of concern lowers nothing, whoever records it."""
    before = drawn.decide()
    for kind in drawn.program.ruleset.event_kinds:
        day = drawn.at.date() - dt.timedelta(random.choice([0, 1, 30, 200, _FAR]))
        held = drawn.case.get("events", {}).get(kind, {"records": []})
        new = {"date": day.isoformat()}
        if random.random() < 1 / 2:
            new["id"] = "one-more"
        added = {**held, "records": [*held["records"], new]}
        events = {**drawn.case.get("events", {}), kind: added}
        other = evolve(drawn, case={**drawn.case, "events": events})

        assert_no_lower(drawn, before, other.decide())


def _eases_more(before: Decision, after: Decision) -> bool:
    """Return whether an easing came nearer, which law 7 lets it and the trace names."""
    rank = ["false", "open", "true"].index
    was, now = (
        [r["value"] for r in each.trace.document["rules"] if r["kind"] == "easing"]
        for each in (before, after)
    )
    return any(rank(then) < rank(since) for then, since in zip(was, now, strict=True))


def moving_every_date(drawn: Drawn, random: Random) -> None:
    """Every date and the moment so many days on: nothing is different (2.7).

    Only where nothing counts in months or reads an age, which a calendar makes uneven.
    """
    if drawn.facts().ages[1:] or _reads_the_calendar(drawn.program):
        return
    days = dt.timedelta(random.choice([1, 28, 59, 365, -1]))
    at = drawn.at + days
    case = _moved(drawn.case, days)
    if list(misfits(drawn.program, read_case(case), at)):
        return
    other = evaluate(drawn.program, read_case(case), at=at)
    assert other.outcomes == drawn.decide().outcomes


def _reads_the_calendar(program: Program) -> bool:
    indicators = program.ruleset.indicators.values()
    months = [i.stale_after for i in indicators if i.stale_after]
    months += [
        i.believe.worst_within
        for i in indicators
        if isinstance(i.believe, Believe) and i.believe.worst_within
    ]
    for _, step in program.leaves:
        if isinstance(step, Amount) and step.is_age:
            return True
        tally = step.tally if isinstance(step, Amount) else None
        if tally is not None and isinstance(tally.within, Duration):
            months.append(tally.within)
    return any(each.months for each in months)


def _moved(value: Any, days: dt.timedelta) -> Any:
    """Return a case with every date in it moved, but for the subject's."""
    if isinstance(value, dict):
        return {
            key: part if key in {"subject", "at"} else _moved(part, days)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_moved(part, days) for part in value]
    if isinstance(value, str) and _DATE.fullmatch(value):
        return (dt.date.fromisoformat(value) + days).isoformat()
    return value


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _added(drawn: Drawn, known: Known, random: Random) -> list[Any]:
    """Return an answer's records with one more, twice; none where nothing is worse."""
    spec = drawn.program.ruleset.indicators[known.indicator]
    worse = _towards_worse(drawn.program, spec)
    given = [r for r in known.standing_records if r.state is None]
    if not worse or not given or not isinstance(known.standing.value, int):
        return []
    gravest = max(
        worse.index(g) for g in _grades(drawn.program, spec, known.standing.value)
    )
    records = records_of(drawn.case["answers"][known.indicator])
    last = _last_review(drawn, known.indicator)
    # How it is known is held still: the new one says what one that stands says.
    like = next(r for r in records if r.get("grade") == given[0].grade)
    found = []
    for _ in range(2):
        day = drawn.at.date() - dt.timedelta(random.choice([0, 1, 30, 200, _FAR]))
        if last is not None and day <= last:
            continue  # what was graver before a review shows that it got better since
        new = {**like, "grade": random.choice(worse[gravest:]), "date": day.isoformat()}
        new = {k: v for k, v in new.items() if k not in {"first_seen", "last_seen"}}
        place = random.randint(0, len(records))
        found.append([*records[:place], new, *records[place:]])
    return found


def _last_review(drawn: Drawn, id_: str) -> dt.date | None:
    """Return the last review, where reviews of this indicator are counted."""
    counted = any(
        isinstance(step, Amount)
        and step.of == "reviews_without_improvement"
        and step.tally is not None
        and id_ in step.tally.indicators
        for _, step in drawn.program.leaves
    )
    held = [dt.date.fromisoformat(each) for each in drawn.case.get("reviews", ())]
    past = [each for each in held if each <= drawn.at.date()]
    return max(past, default=None) if counted else None


def _towards_worse(program: Program, spec: Indicator) -> Sequence[str]:
    """Return the permitted grades from mild to grave; none without a worse."""
    if spec.scale is None or program.ruleset.scales[spec.scale].kind == "context":
        return ()
    grades = permitted(program, spec)
    strong = program.ruleset.scales[spec.scale].kind == "strength"
    return grades[::-1] if strong else grades


def _grades(program: Program, spec: Indicator, choice: Choice) -> list[str]:
    ids = [grade.id for grade in program.ruleset.scales[spec.scale or ""].grades]
    return [id_ for n, id_ in enumerate(ids, start=1) if choice >> n & 1]


def waiting_without_news(drawn: Drawn, random: Random) -> None:
    """Law 24: later, with nothing new, nothing is lower; but for what the trace names.

    An age edge shows in the ages judged, a window in the records that are set aside or
    in what a count over time no longer counts.
    """
    before, case = drawn.decide(), drawn.read_case()
    later = drawn.at + dt.timedelta(random.choice([1, 10, 29, 95, 190, 400]))
    if list(misfits(drawn.program, case, later)):
        return  # grown out of what the ruleset covers, or the ruleset is over
    then, now = drawn.facts(), facts(drawn.program, case, later)
    if then.ages != now.ages or _standing(then.known) != _standing(now.known):
        return
    if _passed(then) != _passed(now):
        return
    assert_no_lower(drawn, before, evaluate(drawn.program, case, at=later))


def _standing(known: Sequence[Known]) -> list[tuple[Record, ...]]:
    return [each.standing_records for each in known]


def _passed(known: Facts) -> list[tuple[str, ...]]:
    return [each.passed for each in known.histories["recorded"].values()]


def what_stands_twice_is_a_slip(tally: Tally, past: Past) -> Counted:
    """Wrong: a date with two records is taken for a slip, and counts for nothing."""
    (id_,) = tally.indicators
    held = Tallied(record.date for record in past.records(id_))
    once = sum(count == 1 for count in held.values())
    return Counted(value=(once, once))


def once_for_each_agency(records: Iterable[Event]) -> list[tuple[dt.date, str]]:
    """Wrong: what one agency records is one event, on the last date it gives."""
    found = {event.by: event.date for event in records}
    return sorted((date, date.isoformat()) for date in found.values())


def in_the_middle(
    _: object, records: Sequence[Record], __: dt.date
) -> tuple[Record, ...]:
    """Wrong: of dated answers the one in the middle stands."""
    given = [r for r in records if r.state is None]
    if len(given) < 2:
        return tuple(records)
    ordered = sorted(given, key=lambda r: r.date or dt.date.min)
    return (ordered[len(ordered) // 2],)


def anything_when_stale(step: Any, _: Any, record: Record, *, stale: bool) -> Choice:
    """Wrong: what is stale may have been anything."""
    position: int = step.grades.index(record.grade or "") + 1
    return step.open & ~1 if stale else 1 << position


def three_dated_answers() -> Drawn:
    """Return a case in which a grave answer stands between two mild ones."""
    records = [
        {"grade": grade, "date": f"2026-0{month}-01"}
        for month, grade in enumerate(["met", "severe", "met"], start=1)
    ]
    return _small({"A": records}, {})


def a_sign_seen_today() -> Drawn:
    """Return a case in which one sighting of today meets a threshold."""
    seen = {"indicator": "B", "at_least": "emerging"}
    measure = {"sightings": seen, "distinct": "dates"}
    when = {"measure": measure, "at_least": 1}
    day = NOON.date().isoformat()
    answers = {"A": "met", "B": {"grade": "emerging", "date": day}, "C": "met"}
    return _small(answers, {"/thresholds/0/when": when})


def an_event_of_today() -> Drawn:
    """Return a case in which one event within the year meets a threshold."""
    measure = {"events": "missed", "within": {"days": 365}}
    when = {"measure": measure, "at_least": 1}
    kinds = {"missed": {"label": "Missed"}}
    found = _small({}, {"/thresholds/0/when": when, "/event_kinds": kinds})
    held = {"complete": True, "records": [{"date": NOON.date().isoformat()}]}
    return evolve(found, case={**found.case, "events": {"missed": held}})


def a_stale_answer() -> Drawn:
    """Return a case whose one grave answer goes stale within the year."""
    changes = {"/indicators/A/stale_after": {"months": 6}}
    return _small({"A": {"grade": "severe", "date": "2026-04-20"}}, changes)


def _small(answers: Any, changes: Any) -> Drawn:
    case = {"format": 1, "at": NOON.isoformat(), "subject": {"age_months": 60}}
    return Drawn(
        document=a_ruleset(changes),
        program=a_program(changes),
        case={**case, "answers": answers},
    )
