"""As last seen (8.9), and by when a case is looked at again (9.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from neglect_rules.evaluation import Decision, OutcomeResult, evaluate
from tests.builders import NOON, a_case, a_threshold, asking
from tests.unit.facts.histories import linked

WORSE = {"indicator": "A", "at_least": "established"}
SUSTAINED = {"sustained": 2}
GRAVE_THEN_MILD = ["severe 2026-03-01", "met 2026-04-01"]


def graded(*records: str) -> list[dict[str, Any]]:
    """Return records, each written `grade date`, or a grade alone."""
    keys = ("grade", "date")
    return [dict(zip(keys, each.split(), strict=False)) for each in records]


def level(answers: Any, when: Any = WORSE, believe: Any = SUSTAINED) -> OutcomeResult:
    """Return the result where one sign brings it to the middle."""
    spec = {} if believe is None else {"/indicators/A/believe": believe}
    asked = {"/thresholds": [a_threshold(when)]}
    program = linked({**spec, **asked, "/guards": []})
    return evaluate(program, a_case(answers), at=NOON)["level"]


LAST_SEEN: list[tuple[str, list[str], Any, str, tuple[str, ...], bool]] = [
    ("milder-last", GRAVE_THEN_MILD, SUSTAINED, "middle", ("low",), True),
    (
        "milder-last-though-nothing-is-said-of-believing",
        GRAVE_THEN_MILD,
        None,
        "middle",
        ("low",),
        True,
    ),
    ("believed-at-once", GRAVE_THEN_MILD, "latest", "low", ("low",), False),
    (
        "graver-last",
        ["met 2026-03-01", "severe 2026-04-01"],
        SUSTAINED,
        "middle",
        ("middle",),
        False,
    ),
    (
        "milder-but-still-grave",
        ["severe 2026-03-01", "established 2026-04-01"],
        SUSTAINED,
        "middle",
        ("middle",),
        False,
    ),
    (
        "without-a-date-it-is-always-last",
        ["severe", "met 2026-04-01"],
        SUSTAINED,
        "middle",
        ("middle",),
        False,
    ),
    (
        "on-one-day",
        ["severe 2026-04-01", "met 2026-04-01"],
        SUSTAINED,
        "middle",
        ("middle",),
        False,
    ),
]


@pytest.mark.parametrize(
    ("records", "believe", "floor", "last", "rests"),
    [pytest.param(*row, id=i) for i, *row in LAST_SEEN],
)
def test_as_last_seen_only_the_latest_records_of_an_answer_stand(
    records: list[str], believe: Any, floor: str, last: tuple[str, ...], rests: bool
) -> None:
    found = level({"A": graded(*records)}, believe=believe)

    assert (found.floor, found.last_seen, found.rests_on_history) == (
        floor,
        last,
        rests,
    )


def test_measures_of_history_stay_as_they_are() -> None:
    seen = {"sightings": WORSE, "distinct": "dates"}

    found = level(
        {"A": graded(*GRAVE_THEN_MILD)}, {"measure": seen, "at_least": 1}, None
    )

    assert found.last_seen == ("middle",)
    assert not found.rests_on_history


def test_the_trace_says_what_was_last_seen_and_what_rests_on_history() -> None:
    program = asking(WORSE, {"/guards": []})
    decision = evaluate(program, a_case({"A": graded(*GRAVE_THEN_MILD)}), at=NOON)

    found = decision.trace.document["outcomes"]["level"]

    assert found["last_seen"] == {"floor": "low", "ceiling": "low"}
    assert found["rests_on_history"] is True


LEAP_DAY = dt.datetime(2028, 2, 29, 12, 0, tzinfo=dt.UTC)
LAST_DAY = dt.datetime(2026, 8, 31, 23, 30, tzinfo=dt.UTC)


def review(
    id_: str = "V1", within: Any = None, when: Any = None, **more: Any
) -> dict[str, Any]:
    """Return a review, in a week and always unless said otherwise."""
    asked = {} if when is None else {"when": when}
    return {
        "id": id_,
        "within": within or {"days": 7},
        "because": "…",
        **asked,
        **more,
    }


def reviewed(*reviews: Any, answers: Any = None, at: dt.datetime = NOON) -> Decision:
    """Return a decision of a ruleset with these reviews."""
    return evaluate(linked({"/reviews": list(reviews)}), a_case(answers or {}), at=at)


DAYS: list[tuple[str, Any, dt.datetime, str]] = [
    ("in-days", {"days": 28}, NOON, "2026-05-29"),
    ("in-months", {"months": 3}, NOON, "2026-08-01"),
    ("a-year-after-29-february", {"months": 12}, LEAP_DAY, "2029-02-28"),
    ("four-years-after-29-february", {"months": 48}, LEAP_DAY, "2032-02-29"),
    ("into-a-short-month", {"months": 6}, LAST_DAY, "2027-02-28"),
    ("over-the-end-of-a-year", {"days": 200}, LAST_DAY, "2027-03-19"),
]


@pytest.mark.parametrize(
    ("within", "at", "by"), [pytest.param(*row, id=i) for i, *row in DAYS]
)
def test_a_review_is_so_long_after_the_civil_date(
    within: Any, at: dt.datetime, by: str
) -> None:
    decision = reviewed(review(within=within), at=at)

    assert decision.review_by == dt.date.fromisoformat(by)
    assert decision.trace.document["review_by"] == by


SEVERE = {"indicator": "A", "at_least": "severe"}
SOON = review("V1", {"days": 7}, SEVERE)
LATER = review("V2", {"months": 3})
ASKED: list[tuple[str, list[Any], Any, list[tuple[str, str]], str | None]] = [
    ("no-reviews", [], {}, [], None),
    (
        "the-earliest-of-those-asked-for",
        [LATER, SOON],
        {"A": "severe"},
        [("V2", "true"), ("V1", "true")],
        "2026-05-08",
    ),
    (
        "what-is-perhaps-asked-for-counts",
        [SOON, LATER],
        {},
        [("V1", "open"), ("V2", "true")],
        "2026-05-08",
    ),
    (
        "what-is-not-asked-for-does-not",
        [SOON, LATER],
        {"A": "met"},
        [("V1", "false"), ("V2", "true")],
        "2026-08-01",
    ),
    ("none-is-asked-for", [SOON], {"A": "met"}, [("V1", "false")], None),
]


@pytest.mark.parametrize(
    ("reviews", "answers", "verdicts", "by"),
    [pytest.param(*row, id=i) for i, *row in ASKED],
)
def test_the_earliest_day_asked_for_or_perhaps_asked_for_is_the_last_day(
    reviews: list[Any], answers: Any, verdicts: Any, by: str | None
) -> None:
    decision = reviewed(*reviews, answers=answers)
    document = decision.trace.document

    assert [(each["id"], each["value"]) for each in document["reviews"]] == verdicts
    assert document["review_by"] == by
    assert decision.review_by == (by and dt.date.fromisoformat(by))


@pytest.mark.parametrize(
    ("at", "overdue"),
    [
        pytest.param("2026-05-08T23:59:59+00:00", False, id="on-its-last-day"),
        pytest.param("2026-05-09T00:00:00+00:00", True, id="the-day-after"),
        pytest.param("2026-05-08T23:59:59-05:00", False, id="by-the-moments-calendar"),
        pytest.param("2026-05-01T12:00:00+00:00", False, id="at-once"),
    ],
)
def test_a_review_is_overdue_once_its_last_day_has_ended(
    at: str, overdue: bool
) -> None:
    moment = dt.datetime.fromisoformat(at)

    assert reviewed(SOON, LATER).is_review_overdue(moment) is overdue
    assert not reviewed().is_review_overdue(moment)


def test_the_trace_says_where_each_review_stands_and_its_day() -> None:
    (found,) = reviewed(SOON).account.reviews

    assert found == {
        "id": "V1",
        "at": "/reviews/0",
        "value": "open",
        "by": "2026-05-08",
    }


def test_a_review_may_ask_for_the_final_result() -> None:
    high = review(when={"outcome": "level", "at_least": "high"})

    assert reviewed(high, answers={"A": "severe"}).review_by is not None
    assert reviewed(high, answers={"A": "met"}).review_by is None


def test_a_measure_by_name_is_looked_at_once_in_each_place() -> None:
    seen = {"sightings": WORSE, "distinct": "dates"}
    report = [
        {"id": "one", "label": "One", "measure": "seen"},
        {"id": "other", "label": "Other", "measure": {"times": 2, "of": "seen"}},
    ]
    program = linked({"/measures": {"seen": seen}, "/report": report})

    decision = evaluate(program, a_case({"A": graded(*GRAVE_THEN_MILD)}), at=NOON)

    assert [part["at"] for part in decision.account.history] == ["/measures/seen"]
    assert [item["value"] for item in decision.account.report] == [
        ["1", "1"],
        ["2", "2"],
    ]
