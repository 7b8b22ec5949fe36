"""What a history gives reason to doubt is warned of, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case, asking
from tests.unit.facts.histories import linked

NEAR = {"/near_review": {"days": 14}}
REVIEWS = ["2026-02-01", "2026-04-01", "2026-06-01"]


def graded(*records: str) -> list[dict[str, Any]]:
    """Return records, each written `grade date by`, the last ones left out."""
    keys = ("grade", "date", "by")
    return [dict(zip(keys, each.split(), strict=False)) for each in records]


def warned(kind: str, answers: Any, changes: Any = None, **case: Any) -> list[str]:
    """Return what a warning of this kind is about."""
    decision = evaluate(linked(changes), a_case(answers, **case), at=NOON)
    return [
        id_
        for each in decision.account.warnings
        if each["kind"] == kind
        for id_ in each["about"]
    ]


GRAVE, MILD, BETTER = "severe", "emerging", "met"
BEFORE, AT_REVIEW, AFTER = "2026-01-05", "2026-01-28", "2026-02-20"
DRIFT: list[tuple[str, list[str], bool]] = [
    (
        "better-at-the-review-and-worse-again",
        [f"{GRAVE} {BEFORE}", f"{MILD} {AT_REVIEW}", f"{GRAVE} {AFTER}"],
        True,
    ),
    (
        "worse-again-but-not-as-grave-as-before",
        [f"{GRAVE} {BEFORE}", f"{BETTER} {AT_REVIEW}", f"{MILD} {AFTER}"],
        False,
    ),
    (
        "still-better-afterwards",
        [f"{GRAVE} {BEFORE}", f"{MILD} {AT_REVIEW}", f"{MILD} {AFTER}"],
        False,
    ),
    ("nobody-looked-afterwards", [f"{GRAVE} {BEFORE}", f"{MILD} {AT_REVIEW}"], False),
    ("nobody-looked-before", [f"{MILD} {AT_REVIEW}", f"{GRAVE} {AFTER}"], False),
    (
        "no-better-at-the-review",
        [f"{MILD} {BEFORE}", f"{MILD} {AT_REVIEW}", f"{GRAVE} {AFTER}"],
        False,
    ),
    (
        "better-at-other-times-as-well",
        [
            f"{GRAVE} 2025-12-01",
            f"{MILD} {BEFORE}",
            f"{BETTER} {AT_REVIEW}",
            f"{MILD} {AFTER}",
        ],
        False,
    ),
    (
        "too-long-before-the-review-to-be-near",
        [f"{GRAVE} {BEFORE}", f"{MILD} 2026-01-18", f"{GRAVE} {AFTER}"],
        False,
    ),
    (
        "on-the-first-day-that-is-near",
        [f"{GRAVE} {BEFORE}", f"{MILD} 2026-01-19", f"{GRAVE} {AFTER}"],
        True,
    ),
    (
        "on-the-day-of-the-review",
        [f"{GRAVE} {BEFORE}", f"{MILD} 2026-02-01", f"{GRAVE} {AFTER}"],
        True,
    ),
    (
        "the-day-after-it",
        [f"{GRAVE} {BEFORE}", f"{MILD} 2026-02-02", f"{GRAVE} {AFTER}"],
        False,
    ),
    (
        "at-the-second-review",
        [
            f"{GRAVE} {BEFORE}",
            f"{GRAVE} {AT_REVIEW}",
            f"{MILD} 2026-03-25",
            f"{GRAVE} 2026-04-20",
        ],
        True,
    ),
    (
        "at-both-reviews",
        [
            f"{GRAVE} {BEFORE}",
            f"{MILD} {AT_REVIEW}",
            f"{GRAVE} {AFTER}",
            f"{MILD} 2026-03-25",
        ],
        True,
    ),
    ("without-dates", [GRAVE, MILD, GRAVE], False),
    ("never-recorded", [], False),
]


@pytest.mark.parametrize(
    ("records", "about"), [pytest.param(r, a, id=i) for i, r, a in DRIFT]
)
def test_what_was_better_only_near_a_review_is_pointed_out(
    records: list[str], about: bool
) -> None:
    answers = {"A": graded(*records)} if records else {}

    found = warned("improved_near_review", answers, NEAR, reviews=REVIEWS)

    assert found == (["A"] if about else [])


DRIFTED = {"A": graded(*DRIFT[0][1])}


@pytest.mark.parametrize(
    ("changes", "case"),
    [
        pytest.param({}, {"reviews": REVIEWS}, id="the-ruleset-says-nothing-of-it"),
        pytest.param(NEAR, {}, id="the-case-has-no-reviews"),
    ],
)
def test_where_nothing_is_near_a_review_nothing_is_pointed_out(
    changes: Any, case: Any
) -> None:
    assert warned("improved_near_review", DRIFTED, changes, **case) == []


def test_what_has_no_worse_is_not_better_near_a_review() -> None:
    context = {"X": graded("yes 2026-01-05", "no 2026-01-28", "yes 2026-02-20")}

    found = warned("improved_near_review", context, NEAR, reviews=REVIEWS)

    assert found == []


def test_a_strength_is_better_when_it_is_higher() -> None:
    strength = graded("weak 2026-01-05", "reliable 2026-01-28", "weak 2026-02-20")

    found = warned("improved_near_review", {"S": strength}, NEAR, reviews=REVIEWS)

    assert found == ["S"]


NEEDS: list[tuple[str, Any, bool]] = [
    ("never-recorded", None, True),
    ("recorded-before", graded("severe 2026-01-01"), True),
    ("recorded-on-that-day", graded("severe 2026-02-01"), True),
    ("recorded-since", graded("severe 2026-01-01", "met 2026-02-02"), False),
    ("recorded-without-a-date", graded("severe"), True),
    ("refused-since", [{"state": "refused", "date": "2026-03-01"}], True),
]


@pytest.mark.parametrize(
    ("records", "about"), [pytest.param(r, a, id=i) for i, r, a in NEEDS]
)
def test_a_need_of_the_last_assessment_that_nobody_graded_since_is_pointed_out(
    records: Any, about: bool
) -> None:
    answers = {} if records is None else {"B": records}
    earlier = {"date": "2026-02-01", "needs": ["B"]}

    found = warned("need_not_looked_at_again", answers, earlier=earlier)

    assert found == (["B"] if about else [])


def test_what_was_no_need_then_is_not_asked_for_again() -> None:
    assert warned("need_not_looked_at_again", {}, earlier={"date": "2026-02-01"}) == []
    assert warned("need_not_looked_at_again", {}) == []


def test_several_needs_are_named_in_order() -> None:
    earlier = {"date": "2026-02-01", "needs": ["C", "A", "B"]}
    seen = {"B": graded("met 2026-03-01")}

    assert warned("need_not_looked_at_again", seen, earlier=earlier) == ["A", "C"]


DIFFER: list[tuple[str, Any, list[str], bool]] = [
    ("at-one-time", None, ["met 2026-04-01", "severe 2026-04-01"], True),
    (
        "over-time-if-nothing-is-said",
        None,
        ["met 2026-03-01", "severe 2026-04-01"],
        True,
    ),
    (
        "over-time",
        {"sustained": 2},
        ["met 2026-03-01", "severe 2026-04-01"],
        False,
    ),
    (
        "at-one-time-of-two-that-stand",
        {"sustained": 2},
        ["met 2026-03-01", "severe 2026-04-01", "emerging 2026-04-01"],
        True,
    ),
    (
        "at-a-time-that-is-set-aside",
        "latest",
        ["met 2026-03-01", "severe 2026-03-01", "emerging 2026-04-01"],
        False,
    ),
    ("the-same", None, ["met 2026-03-01 HV", "met 2026-04-01 GP"], False),
]


@pytest.mark.parametrize(
    ("believe", "records", "about"), [pytest.param(*row, id=i) for i, *row in DIFFER]
)
def test_people_differ_where_they_said_different_things_of_one_time(
    believe: Any, records: list[str], about: bool
) -> None:
    spec = {} if believe is None else {"/indicators/A/believe": believe}

    found = warned("raters_differ", {"A": graded(*records)}, spec)

    assert found == (["A"] if about else [])


def test_what_rests_on_history_is_warned_of_by_outcome() -> None:
    better = {"A": graded("established 2026-03-01", "met 2026-04-01")}
    program = asking({"indicator": "A", "at_least": "established"})

    decision = evaluate(program, a_case(better), at=NOON)

    (about,) = (
        each["about"]
        for each in decision.account.warnings
        if each["kind"] == "rests_on_history"
    )
    assert list(about) == ["level"]


@pytest.mark.parametrize(
    ("review_by", "reviews", "about"),
    [
        pytest.param("2026-05-01", [], [], id="on-its-last-day"),
        pytest.param("2026-04-30", [], ["2026-04-30"], id="a-day-late"),
        pytest.param("2026-04-30", ["2026-04-30"], [], id="held-on-its-last-day"),
        pytest.param("2026-04-30", ["2026-02-01"], ["2026-04-30"], id="the-last-one"),
        pytest.param("2026-04-30", ["2026-05-01"], ["2026-04-30"], id="held-late"),
    ],
)
def test_a_review_that_nobody_held_in_time_is_told(
    review_by: str, reviews: list[str], about: list[str]
) -> None:
    earlier = {"date": "2026-02-01", "review_by": review_by}

    assert warned("review_overdue", {}, earlier=earlier, reviews=reviews) == about
