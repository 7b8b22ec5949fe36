"""Reviews without improvement (5.13), and what the last assessment came to (5.12)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.unit.facts.histories import REVIEWED, graded, looked_at, measured

REVIEWS = ["2026-01-10", "2026-02-10", "2026-03-10", "2026-06-10"]
STEADY = graded("established 2026-01-05", "established 2026-02-05")
STEADY += graded("established 2026-03-05")
CASES: list[tuple[str, list[dict[str, Any]], tuple[str, str]]] = [
    ("no-better-at-two", STEADY, ("2", "2")),
    (
        "worse-is-no-better",
        graded("emerging 2026-01-05", "emerging 2026-02-05", "severe 2026-03-05"),
        ("2", "2"),
    ),
    (
        "better-at-the-last-ends-it",
        graded("severe 2026-01-05", "severe 2026-02-05", "established 2026-03-05"),
        ("0", "0"),
    ),
    (
        "better-at-the-one-before-ends-it-there",
        graded("severe 2026-01-05", "emerging 2026-02-05", "emerging 2026-03-05"),
        ("1", "1"),
    ),
    (
        "it-was-met-at-the-review-before",
        graded("severe 2026-01-05", "met 2026-02-05", "severe 2026-03-05"),
        ("0", "0"),
    ),
    (
        "nobody-looked-before-the-last",
        graded("severe 2026-01-05", "severe 2026-02-05"),
        ("1", "2"),
    ),
    (
        "nobody-looked-between-the-first-two",
        graded("severe 2026-01-05", "severe 2026-03-05"),
        ("1", "2"),
    ),
    ("it-was-new-at-the-last", graded("severe 2026-03-05"), ("0", "2")),
    (
        "on-one-date-the-worst-counts",
        [*STEADY, *graded("emerging 2026-03-05")],
        ("2", "2"),
    ),
    (
        "the-latest-date-up-to-a-review-counts",
        [*STEADY, *graded("emerging 2026-03-09")],
        ("0", "0"),
    ),
    (
        "the-day-of-a-review-is-up-to-it",
        graded("severe 2026-01-10", "severe 2026-02-10", "severe 2026-03-10"),
        ("2", "2"),
    ),
    ("without-a-date", graded("severe"), ("0", "2")),
    ("never-above-its-lowest", graded("met 2026-01-05", "met"), ("0", "0")),
    ("never-recorded", [], ("0", "2")),
]


@pytest.mark.parametrize(
    ("records", "value"), [pytest.param(r, v, id=i) for i, r, v in CASES]
)
def test_reviews_count_back_from_the_latest_while_it_is_no_better(
    records: Any, value: tuple[str, str]
) -> None:
    answers = {"A": records} if records else {}

    assert measured({REVIEWED: "A"}, answers=answers, reviews=REVIEWS) == value


@pytest.mark.parametrize(
    ("reviews", "value"),
    [
        pytest.param([], "0", id="none"),
        pytest.param(REVIEWS[:1], "0", id="the-first-has-none-before-it"),
        pytest.param(REVIEWS[:2], "1", id="two"),
        pytest.param([*REVIEWS[::-1]], "2", id="in-any-order-and-one-to-come"),
    ],
)
def test_only_reviews_up_to_today_count_and_the_first_only_compares(
    reviews: list[str], value: str
) -> None:
    found = measured({REVIEWED: "A"}, answers={"A": STEADY}, reviews=reviews)

    assert found == (value, value)


def test_the_lowest_permitted_grade_is_what_cannot_get_better() -> None:
    permits = {"/indicators/A/permits": ["established", "severe"]}

    found = measured({REVIEWED: "A"}, permits, {"A": STEADY}, reviews=REVIEWS)

    assert found == ("0", "0")


def test_the_trace_names_the_reviews_in_vain() -> None:
    part = looked_at({REVIEWED: "A"}, answers={"A": STEADY}, reviews=REVIEWS)

    assert part == {
        "at": "/report/0/measure",
        "measure": REVIEWED,
        "of": "A",
        "value": ["2", "2"],
        "counted": ["2026-02-10", "2026-03-10"],
    }


ONE_OF_TWO = {
    "A": graded("met 2026-01-05"),
    "B": graded("established 2026-02-05", "established 2026-03-05"),
    "C": STEADY,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("A", ("0", "0"), id="one-sign"),
        pytest.param("safety", ("1", "2"), id="the-greatest-of-a-domain"),
        pytest.param("all", ("2", "2"), id="the-greatest-of-all"),
    ],
)
def test_of_several_signs_the_greatest_counts(
    name: str, value: tuple[str, str]
) -> None:
    assert measured({REVIEWED: name}, answers=ONE_OF_TWO, reviews=REVIEWS) == value


POINTS = {"/measures": {"points": {"sum": [{"points": "A"}, {"points": "B"}]}}}
FAR = ("-1000000000", "1000000000")
EARLIER: list[tuple[str, dict[str, Any], tuple[str, str], tuple[str, str]]] = [
    ("no-assessment", {}, FAR, ("-999999998", "1000000002")),
    (
        "not-of-this-measure",
        {"earlier": {"date": "2026-02-01"}},
        FAR,
        ("-999999998", "1000000002"),
    ),
    (
        "a-number",
        {"earlier": {"date": "2026-02-01", "measures": {"points": 3}}},
        ("3", "3"),
        ("-1", "-1"),
    ),
    (
        "a-number-with-decimals",
        {
            "earlier": {
                "date": "2026-02-01",
                "measures": {"points": Decimal("2.500001")},
            }
        },
        ("2.500001", "2.500001"),
        ("-0.500001", "-0.500001"),
    ),
    (
        "below-nought",
        {"earlier": {"date": "2026-02-01", "measures": {"points": -1}}},
        ("-1", "-1"),
        ("3", "3"),
    ),
    (
        "a-range",
        {
            "earlier": {
                "date": "2026-05-01",
                "measures": {"points": {"from": 1, "to": 4}},
            }
        },
        ("1", "4"),
        ("-2", "1"),
    ),
]


@pytest.mark.parametrize(
    ("case", "then", "change"), [pytest.param(*row, id=i) for i, *row in EARLIER]
)
def test_a_change_is_what_a_measure_is_now_less_what_it_was(
    case: dict[str, Any], then: tuple[str, str], change: tuple[str, str]
) -> None:
    answers = {"A": "established", "B": "met"}

    assert measured({"earlier": "points"}, POINTS, answers, **case) == then
    assert measured({"change": "points"}, POINTS, answers, **case) == change


def test_a_change_is_as_open_as_what_is_open_now() -> None:
    earlier = {"date": "2026-02-01", "measures": {"points": 3}}

    found = measured(
        {"change": "points"}, POINTS, {"A": "established"}, earlier=earlier
    )

    assert found == ("-1", "3")


def test_the_trace_says_what_was_there_before_and_names_no_date() -> None:
    earlier = {"date": "2026-02-01", "measures": {"points": {"from": 1, "to": 4}}}

    part = looked_at({"earlier": "points"}, POINTS, earlier=earlier)

    assert (part["measure"], part["of"]) == ("earlier", "points")
    assert (part["value"], part["counted"]) == (["1", "4"], [])
    assert "since" not in part
