"""What happens to a child over time: reviews, a move, a manager's word, the hour."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from neglect_rules import (
    Person,
    carry_over,
    case_from,
    decide,
    due,
    earlier_from,
    evaluate,
    explain,
    override,
    route,
    shipped_directory,
    standing,
)
from neglect_rules.evaluation import Decision
from neglect_rules.golden import read_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.model import Case
from neglect_rules.program import Program

pytestmark = pytest.mark.golden

ROOT: Final = Path(__file__).parents[2] / "rulesets"
LONDON: Final = ZoneInfo("Europe/London")
MANAGER: Final = Person(ref="m-1", role="team manager", authority="step-down procedure")
WORKER: Final = Person(ref="w-1", role="social worker", authority="own judgement")


def rules(folder: str) -> Program:
    return link(read_ruleset(ROOT / folder / "2.0.0" / "ruleset.json"))


BCP: Final = rules("bcp/practitioner-toolkit")
HULL: Final = rules("hull/assessment")


def worked(folder: str, name: str) -> tuple[Case, dt.datetime]:
    """Return the case of a worked case with its moment."""
    test = read_test(ROOT / folder / "cases" / f"{name}.json")
    return test.case, test.at


def too_soon() -> Decision:
    """Return the decision on a child whose three needs are better at one review."""
    case, at = worked("bcp/practitioner-toolkit", "13-step-down-too-soon")
    return evaluate(BCP, case, at=at)


def test_the_level_of_today_alone_stands_beside_the_level_that_is_kept() -> None:
    text = " ".join(explain(too_soon()).split())

    assert "Level 3: Partnership Plus" in text
    assert "seen last alone gives" in text
    assert '"Level 2: Universal Plus"' in text


def test_a_manager_may_step_down_beside_the_result_and_never_instead_of_it() -> None:
    decision = too_soon()
    before = decision.trace.to_json()
    decided = decide(
        decision,
        levels={"level": "universal_plus"},
        person=MANAGER,
        at=decision.at,
        reason="Two services saw the same change, and the school agrees.",
    )

    assert decided.levels["level"] == "universal_plus"
    assert decision["level"].floor == "partnership_plus"
    assert decision.trace.to_json() == before


def test_a_worker_may_raise_the_level_with_a_reason() -> None:
    decision = too_soon()
    up = override(
        decision,
        "level",
        "specialist",
        reason="I saw him.",
        person=WORKER,
        at=decision.at,
    )

    assert standing(decision, at=decision.at, overrides=[up])["level"].grade == (
        "specialist"
    )
    assert decision["level"].recommended == "partnership_plus"


def test_a_child_who_moves_to_another_area_brings_the_history_along() -> None:
    case, at = worked("hull/assessment", "13-step-down-too-soon")
    carried = carry_over(case, HULL, BCP, at=at)
    decision = evaluate(BCP, carried.case, at=at)
    told = route(decision, shipped_directory("bcp"), at=at)

    assert [r.date for r in carried.case.answers["NUT1"]] == [
        dt.date(2026, 1, 20),
        dt.date(2026, 4, 20),
    ]
    assert carried.case.reviews == case.reviews
    assert decision["level"].floor == "partnership_plus"
    assert decision["level"].last_seen[0] != decision["level"].floor
    assert told.entries


def test_the_next_assessment_says_which_needs_nobody_looked_at_again() -> None:
    last = too_soon()
    at = dt.datetime(2026, 7, 21, 10, tzinfo=LONDON)
    case = case_from(
        BCP,
        subject={"kind": "child", "born": "2018-02-01"},
        answers={"NUT1": {"grade": "met", "date": "2026-07-20"}},
        earlier=earlier_from(last.trace, BCP.ruleset),
        at=at,
    )
    decision = evaluate(BCP, case, at=at)
    warnings = {w["kind"]: w["about"] for w in decision.trace.document["warnings"]}
    late = evaluate(BCP, case, at=at + dt.timedelta(1))

    assert warnings["need_not_looked_at_again"] == ["EDU1", "SUP1"]
    assert "review_overdue" not in warnings
    assert "A review was due by 21 July 2026" in explain(late)


@pytest.mark.parametrize(
    ("day", "overdue"),
    [
        pytest.param(dt.date(2026, 7, 21), False, id="on-its-last-day"),
        pytest.param(dt.date(2026, 7, 22), True, id="a-day-later"),
    ],
)
def test_a_review_is_overdue_when_its_last_day_has_ended(
    day: dt.date, overdue: bool
) -> None:
    decision = too_soon()
    at = dt.datetime.combine(day, dt.time(23, 59), LONDON)

    assert decision.review_by == dt.date(2026, 7, 21)
    assert decision.is_review_overdue(at) is overdue


def test_on_friday_at_ten_to_five_somebody_is_still_there() -> None:
    case, _ = worked("bcp/practitioner-toolkit", "01-baby-left-with-drunk-adult")
    at = dt.datetime(2026, 5, 15, 16, 50, tzinfo=LONDON)
    found = route(evaluate(BCP, case, at=at), shipped_directory("bcp"), at=at)

    numbers = [entry.contact.numbers for entry in found.entries]

    assert ("999",) in numbers
    assert ("01202 738256",) in numbers
    assert "gap" in [notice.kind for notice in found.notices]


def test_after_the_call_to_hull_the_form_is_due_in_two_days() -> None:
    case, _ = worked("hull/assessment", "01-baby-left-with-a-drunk-adult")
    at = dt.datetime(2026, 5, 15, 16, 50, tzinfo=LONDON)
    dues = due(evaluate(HULL, case, at=at), shipped_directory("hull"), at=at)

    assert [each.by for each in dues] == [at + dt.timedelta(hours=48)]
