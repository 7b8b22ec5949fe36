"""Law 5 and law 7 of what is counted over time, decided when a ruleset is linked."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.linking import linked
from neglect_rules.loading import load_ruleset
from tests.builders import a_ruleset, a_threshold
from tests.unit.linking.histories import (
    BETTER,
    KIND,
    REVIEWED,
    SEVERE,
    M,
    refusals,
    reported,
    review,
    seen,
    unbroken,
    when,
)

FALLING: list[tuple[str, Any, Any]] = [
    ("milder-for-long", unbroken(BETTER), {"at_least": 90}),
    ("milder-seen-often", seen(BETTER), {"at_least": 2}),
    ("seldom-seen", seen(SEVERE), {"at_most": 1}),
    ("few-events", {"events": "missed"}, {"below": 2}),
    ("neither-end", seen({"indicator": "A", "in": ["emerging"]}), {"at_least": 1}),
    ("a-hole", seen({"indicator": "A", "in": ["met", "severe"]}), {"at_least": 1}),
    ("reliable-for-long", unbroken({"indicator": "S", "at_least": "reliable"}), None),
    ("better-reviews", {REVIEWED: "all"}, {"at_most": 0}),
]
SOUND: list[tuple[str, Any, Any]] = [
    ("severe-seen-often", seen(SEVERE), {"at_least": 2}),
    ("weak-for-long", unbroken({"indicator": "S", "at_most": "weak"}), None),
    ("many-events", {"events": "missed"}, {"at_least": 2}),
    ("reviews-in-vain", {REVIEWED: "all"}, {"at_least": 2}),
    ("worse-than-before", {"change": "points"}, {"above": 0}),
    ("it-was-low-before", {"earlier": "points"}, {"at_most": 3}),
    ("any-grade-often", seen({"indicator": "A", "at_least": "met"}), None),
    ("any-grade-seldom", seen({"indicator": "A", "at_least": "met"}), {"at_most": 1}),
    ("critical-ones", seen({"from": "all", "graded": "critical"}), {"at_least": 2}),
]
POINTS = {"/measures": {"points": {"total": "all"}}}


@pytest.mark.parametrize(
    ("measure", "bound"), [pytest.param(m, b, id=i) for i, m, b in FALLING]
)
def test_a_threshold_that_a_worse_answer_could_undo_is_refused(
    measure: Any, bound: Any
) -> None:
    changes = when(measure, bound, **KIND, **POINTS)

    assert ("NR210", "/thresholds/1/when") in refusals(changes)


@pytest.mark.parametrize(
    ("measure", "bound"), [pytest.param(m, b, id=i) for i, m, b in SOUND]
)
def test_a_threshold_that_no_worse_answer_can_undo_is_linked(
    measure: Any, bound: Any
) -> None:
    changes = when(measure, bound, **KIND, **POINTS)

    assert linked(load_ruleset(a_ruleset(changes)))[1] == ()


MILD: list[tuple[str, Any]] = [
    ("mild-for-long", unbroken(BETTER)),
    ("mild-seen-often", seen(BETTER)),
    ("mild-of-a-strength", unbroken({"indicator": "S", "at_least": "reliable"})),
]
EXCUSED = {"exception": {"law": 5, "because": "It is meant."}}


@pytest.mark.parametrize("measure", [pytest.param(m, id=i) for i, m in MILD])
def test_one_more_mild_record_may_move_no_rule_whatever_is_declared(
    measure: Any,
) -> None:
    declared = {"measure": measure, "at_least": 90, **EXCUSED}

    assert refusals({"/thresholds/-": a_threshold(declared)}) == [("NR221", M)]


def test_not_even_a_rating_that_a_rule_reads_may_rest_on_it() -> None:
    lasting = {"measure": unbroken(BETTER), "at_most": 90}
    rule = {"grades": [{"when": lasting, "give": "severe"}], "otherwise": "met"}
    rating = {"/ratings": {"R": {"label": "R", "scale": "care", "rule": rule}}}
    asked = a_threshold({"rating": "R", "at_least": "severe"})

    assert refusals({**rating, "/thresholds/-": asked}) == [
        ("NR221", "/ratings/R/rule/grades/0/when/measure")
    ]


def test_a_rule_may_ask_for_an_outcome_that_an_easing_lowered() -> None:
    easing = {
        "id": "E1",
        "when": {"measure": unbroken(BETTER), "at_least": 90},
        "lower": {"level": 1},
        "not_below": {"level": "low"},
        "because": "…",
    }
    high = {"outcome": "level", "at_least": "high"}
    changes = {
        "/easings": [easing],
        "/outcomes/next": {"grades": ["no", "yes"]},
        "/thresholds/-": a_threshold(high, reach={"next": "yes"}),
    }

    assert linked(load_ruleset(a_ruleset(changes)))[1] == ()


def test_a_report_a_task_a_review_and_a_promise_may_count_what_was_mild() -> None:
    lasting = {"measure": "calm", "at_least": 90}
    changes = {
        "/measures": {"calm": unbroken(BETTER)},
        "/report": reported("calm"),
        "/tasks": [{"id": "K1", "task": "Say so.", "when": lasting}],
        "/promises": [
            {"id": "P1", "whenever": lasting, "then": {"level": {"at_most": "high"}}}
        ],
        **review(when=lasting),
    }

    assert linked(load_ruleset(a_ruleset(changes)))[1] == ()
