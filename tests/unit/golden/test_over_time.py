"""Worked cases with a history: what was agreed of easings, warnings and reviews."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.golden import load_test, run_test
from tests.builders import a_threshold
from tests.unit.facts.histories import linked

BETTER = {"indicator": "A", "at_most": "emerging"}
EASING = {
    "id": "E1",
    "when": {"measure": {"unbroken": BETTER, "in": "days"}, "at_least": 28},
    "lower": {"level": 1},
    "not_below": {"level": "low"},
    "because": "…",
}
REVIEW = {
    "id": "V1",
    "when": {"indicator": "A", "at_least": "established"},
    "within": {"days": 7},
    "because": "…",
}
CHANGES = {
    "/thresholds": [a_threshold({"indicator": "A", "at_least": "established"})],
    "/easings": [EASING],
    "/reviews": [REVIEW],
}
DATED = [
    {"grade": "severe", "date": "2026-01-01"},
    {"grade": "met", "date": "2026-03-01"},
]
CASE: dict[str, Any] = {
    "subject": {"age_months": 60},
    "answers": {"A": DATED, "B": "met"},
    "events": {},
    "reviews": ["2026-06-01"],
    "earlier": {"date": "2026-02-01", "needs": ["B", "C"]},
}
LATER = [*DATED, {"grade": "met", "date": "2026-04-01"}]


def differences(expect: dict[str, Any], answers: Any = None, **more: Any) -> list[str]:
    """Return what a worked case with a history says when this is expected of it."""
    changed = {**CASE["answers"], **(answers or {})}
    document = {
        "format": 1,
        "name": "A history",
        "at": "2026-05-01T12:00:00+00:00",
        "case": {**CASE, "answers": changed},
        "expect": expect,
        **more,
    }
    program = linked({**CHANGES, "/guards": []})
    return [
        str(each)
        for each in run_test(program, load_test(json.dumps(document))).differences
    ]


AGREED: list[tuple[str, dict[str, Any]]] = [
    ("last-seen", {"outcomes": {"level": {"floor": "middle", "last_seen": "low"}}}),
    ("an-easing-not-met", {"not_met": ["E1"], "met": ["T9"]}),
    ("a-warning", {"warnings": {"rests_on_history": ["level"]}}),
    ("ids-in-any-order", {"warnings": {"need_not_looked_at_again": ["C", "B"]}}),
    ("no-such-warning", {"warnings": {"improved_near_review": []}}),
    ("the-day-of-the-review", {"review_by": "2026-05-08"}),
    ("nothing", {}),
]


@pytest.mark.parametrize("expect", [pytest.param(e, id=i) for i, e in AGREED])
def test_what_was_agreed_comes_out(expect: dict[str, Any]) -> None:
    assert differences(expect) == []


DIFFERENT: list[tuple[str, dict[str, Any], str]] = [
    (
        "last-seen",
        {"outcomes": {"level": {"last_seen": "middle"}}},
        "case: level last_seen: agreed middle, found low",
    ),
    ("an-easing", {"met": ["E1"]}, "case: E1: agreed met, found not met"),
    (
        "a-warning-that-is-not-there",
        {"warnings": {"improved_near_review": ["A"]}},
        "case: warning improved_near_review: agreed A, found none",
    ),
    (
        "a-warning-of-something-else",
        {"warnings": {"need_not_looked_at_again": ["A", "B"]}},
        "case: warning need_not_looked_at_again: agreed A, B, found B, C",
    ),
    (
        "a-warning-that-was-to-be-absent",
        {"warnings": {"rests_on_history": []}},
        "case: warning rests_on_history: agreed none, found level",
    ),
    (
        "the-day-of-the-review",
        {"review_by": "2026-05-09"},
        "case: review by: agreed 2026-05-09, found 2026-05-08",
    ),
    (
        "no-review",
        {"review_by": None},
        "case: review by: agreed none, found 2026-05-08",
    ),
]


@pytest.mark.parametrize(
    ("expect", "said"), [pytest.param(e, s, id=i) for i, e, s in DIFFERENT]
)
def test_each_difference_is_said(expect: dict[str, Any], said: str) -> None:
    assert differences(expect) == [said]


def test_an_easing_may_be_agreed_to_be_open() -> None:
    assert differences({"open": ["E1"]}, {"A": "not_known"}) == []


def test_no_review_may_be_agreed() -> None:
    assert differences({"review_by": None}, {"A": "met"}) == []


def test_a_twin_keeps_the_events_the_reviews_and_what_came_before() -> None:
    twin = {
        "answers": {"A": LATER, "B": None},
        "expect": {
            "met": ["E1"],
            "outcomes": {"level": {"floor": "low", "last_seen": "low"}},
            "warnings": {"need_not_looked_at_again": ["B", "C"]},
        },
    }

    assert differences({}, twins=[twin]) == []
