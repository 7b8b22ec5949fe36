"""Which dated answers stand (3.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.facts._history import window_start
from neglect_rules.model import Duration
from tests.builders import NOON, a_case, a_program

YEAR = {"worst_within": {"months": 12}}
GRAVE_THEN_MILD = [
    ("2025-03-01", "severe"),
    ("2025-08-01", "emerging"),
    ("2026-04-01", "met"),
]


def stands(believe: Any, dated: Any, **more: Any) -> tuple[list[str], list[bool]]:
    """Return what an answer stands for, and which of its records are set aside."""
    spec = {f"/indicators/A/{key}": value for key, value in more.items()}
    if believe is not None:
        spec["/indicators/A/believe"] = believe
    records = [
        {"grade": grade, **({"date": date} if date else {})} for date, grade in dated
    ]
    decision = evaluate(a_program(spec), a_case({"A": records}), at=NOON)
    leaf = decision.trace.document["leaves"][0]
    return leaf["value"], [record.get("set_aside", False) for record in leaf["records"]]


CASES: list[tuple[str, Any, Any, list[str], list[bool]]] = [
    ("all-of-them", None, GRAVE_THEN_MILD, ["severe"], [False] * 3),
    ("latest", "latest", GRAVE_THEN_MILD, ["met"], [True, True, False]),
    ("last-two", {"sustained": 2}, GRAVE_THEN_MILD, ["emerging"], [True, False, False]),
    ("last-three", {"sustained": 3}, GRAVE_THEN_MILD, ["severe"], [False] * 3),
    ("more-than-there-are", {"sustained": 9}, GRAVE_THEN_MILD, ["severe"], [False] * 3),
    ("within-a-year", YEAR, GRAVE_THEN_MILD, ["emerging"], [True, False, False]),
    (
        "on-the-last-day-of-the-window",
        YEAR,
        [("2025-05-02", "severe"), ("2026-04-01", "met")],
        ["severe"],
        [False, False],
    ),
    (
        "that-long-before-is-outside",
        YEAR,
        [("2025-05-01", "severe"), ("2026-04-01", "met")],
        ["met"],
        [True, False],
    ),
    (
        "the-latest-stands-however-old",
        YEAR,
        [("2019-01-01", "severe")],
        ["severe"],
        [False],
    ),
    (
        "of-one-date-the-worse-stands",
        "latest",
        [("2026-04-01", "met"), ("2026-04-01", "severe"), ("2026-03-01", "met")],
        ["severe"],
        [False, False, True],
    ),
    (
        "one-date-is-one-look",
        {"sustained": 2},
        [("2026-01-01", "severe"), ("2026-04-01", "met"), ("2026-04-01", "met")],
        ["severe"],
        [False] * 3,
    ),
    (
        "without-a-date-it-always-stands",
        "latest",
        [("", "established"), ("2026-03-01", "severe"), ("2026-04-01", "met")],
        ["established"],
        [False, True, False],
    ),
]


@pytest.mark.parametrize(
    ("believe", "dated", "value", "aside"),
    [pytest.param(*row, id=id_) for id_, *row in CASES],
)
def test_which_answers_stand(
    believe: Any, dated: Any, value: list[str], aside: list[bool]
) -> None:
    assert stands(believe, dated) == (value, aside)


def test_an_old_answer_is_not_read_as_stale_beside_a_fresh_one() -> None:
    dated = [("2025-01-01", "met"), ("2026-04-01", "met")]

    assert stands(None, dated, stale_after={"months": 6})[0] == ["met"]
    assert stands(None, dated[:1], stale_after={"months": 6})[0] == [
        "met",
        "emerging",
        "established",
        "severe",
    ]


def test_what_is_confirmed_is_believed_of_the_confirmed_answers_alone() -> None:
    program = a_program({"/indicators/A/believe": "latest"})
    records = [
        {"grade": "established", "date": "2026-01-01"},
        {"grade": "met", "date": "2026-04-01", "suspected": True},
    ]

    leaf = evaluate(program, a_case({"A": records}), at=NOON).trace.document["leaves"][
        0
    ]

    assert (leaf["value"], leaf["confirmed"]) == (["met"], ["established"])


def test_two_answers_over_time_are_no_dispute() -> None:
    dated = [("2026-01-01", "severe"), ("2026-04-01", "met")]
    records = [{"grade": grade, "date": date} for date, grade in dated]
    kinds = {
        believe: {
            warning["kind"]
            for warning in evaluate(
                a_program({"/indicators/A/believe": believe} if believe else {}),
                a_case({"A": records}),
                at=NOON,
            ).trace.document["warnings"]
        }
        for believe in ("", "latest")
    }

    assert "raters_differ" in kinds[""]
    assert "raters_differ" not in kinds["latest"]


@pytest.mark.parametrize(
    ("length", "day", "start"),
    [
        pytest.param({"months": 12}, "2024-02-29", "2023-02-28", id="leap-day"),
        pytest.param({"months": 1}, "2026-03-31", "2026-02-28", id="short-month"),
        pytest.param({"days": 28}, "2026-03-29", "2026-03-01", id="clocks-go-forward"),
        pytest.param({"days": 1}, "2026-01-01", "2025-12-31", id="new-year"),
    ],
)
def test_where_a_window_begins(length: Any, day: str, start: str) -> None:
    found = window_start(Duration(**length), dt.date.fromisoformat(day))

    assert found == dt.date.fromisoformat(start)
