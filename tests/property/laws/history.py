"""Laws 7 and 24: history accumulates, and time alone absolves nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any

from neglect_rules.evaluation import evaluate
from neglect_rules.facts import Known, facts, misfits, permitted
from neglect_rules.model import Indicator, Record
from neglect_rules.program import Choice, Program
from neglect_rules.testing._answers import records_of
from tests.builders import NOON, a_program, a_ruleset
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
                assert_no_lower(drawn, before, other.decide())


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
    # How it is known is held still: the new one says what one that stands says.
    like = next(r for r in records if r.get("grade") == given[0].grade)
    found = []
    for _ in range(2):
        day = drawn.at.date() - dt.timedelta(random.choice([0, 1, 30, 200, _FAR]))
        new = {**like, "grade": random.choice(worse[gravest:]), "date": day.isoformat()}
        new = {k: v for k, v in new.items() if k not in {"first_seen", "last_seen"}}
        place = random.randint(0, len(records))
        found.append([*records[:place], new, *records[place:]])
    return found


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

    An age edge shows in the ages judged, a window in the records that are set aside.
    """
    before, case = drawn.decide(), drawn.read_case()
    later = drawn.at + dt.timedelta(random.choice([1, 10, 29, 95, 190, 400]))
    if list(misfits(drawn.program, case, later)):
        return  # grown out of what the ruleset covers, or the ruleset is over
    then, now = drawn.facts(), facts(drawn.program, case, later)
    if then.ages != now.ages or _standing(then.known) != _standing(now.known):
        return
    assert_no_lower(drawn, before, evaluate(drawn.program, case, at=later))


def _standing(known: Sequence[Known]) -> list[tuple[Record, ...]]:
    return [each.standing_records for each in known]


def in_the_middle(
    _: Indicator, records: Sequence[Record], __: dt.date
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
