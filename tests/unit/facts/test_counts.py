"""Events, sightings and unbroken days (5.9 to 5.11): what is so and what may be."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.builders import NOON
from tests.unit.facts.histories import (
    ANY,
    BETTER,
    OR_MORE,
    SEVERE,
    SINCE,
    YEAR,
    graded,
    looked_at,
    measured,
    measuring,
    on,
)

LEAP_DAY = dt.datetime(2028, 2, 29, 12, 0, tzinfo=dt.UTC)
ONE = {"date": "2026-04-02", "id": "E1"}
EVENTS: list[tuple[str, list[dict[str, str]], list[str]]] = [
    ("none", [], []),
    ("by-date", on("2026-04-01", "2026-04-02"), ["2026-04-01", "2026-04-02"]),
    ("one-date-is-one-event", on("2026-04-02", "2026-04-02"), ["2026-04-02"]),
    ("one-id-is-one-event", [ONE, {**ONE, "by": "school"}], ["E1"]),
    ("two-ids-on-one-date", [ONE, {**ONE, "id": "E2"}], ["E1", "E2"]),
    ("without-an-id-on-its-date-it-is-the-same", [ONE, *on("2026-04-02")], ["E1"]),
    (
        "without-an-id-on-another-date",
        [ONE, *on("2026-04-03")],
        ["2026-04-03", "E1"],
    ),
]


@pytest.mark.parametrize(
    ("records", "names"), [pytest.param(r, n, id=i) for i, r, n in EVENTS]
)
def test_events_are_told_apart_by_id_or_else_by_date(
    records: list[dict[str, str]], names: list[str]
) -> None:
    many = str(len(names))

    assert measured(
        {"events": "missed"}, events={"missed": {"records": records, "complete": True}}
    ) == (many, many)
    for short in ({"records": records}, {"records": records, "complete": False}):
        assert measured({"events": "missed"}, events={"missed": short}) == (
            many,
            OR_MORE,
        )


def test_the_trace_names_each_event_once() -> None:
    records = [ONE, {**ONE, "by": "school"}, *on("2026-04-03", "2026-04-02")]

    part = looked_at({"events": "missed"}, events={"missed": {"records": records}})

    assert part == {
        "at": "/report/0/measure",
        "measure": "events",
        "of": "missed",
        "value": ["2", OR_MORE],
        "counted": ["2026-04-03", "E1"],
    }


def test_a_kind_of_event_that_the_case_does_not_hold_is_nought_or_more() -> None:
    assert measured({"events": "missed"}) == ANY


WINDOWS: list[tuple[str, Any, dt.datetime, str, bool]] = [
    ("a-year-before-29-february", YEAR, LEAP_DAY, "2027-02-28", False),
    ("the-day-after-that", YEAR, LEAP_DAY, "2027-03-01", True),
    ("the-day-itself", YEAR, LEAP_DAY, "2028-02-29", True),
    ("thirty-days-ago", {"days": 30}, NOON, "2026-04-01", False),
    ("twenty-nine-days-ago", {"days": 30}, NOON, "2026-04-02", True),
    ("on-the-day-of-the-last-assessment", SINCE, NOON, "2026-02-01", False),
    ("the-day-after-it", SINCE, NOON, "2026-02-02", True),
    ("however-long-ago-without-a-window", None, NOON, "1990-01-01", True),
]


@pytest.mark.parametrize(
    ("within", "at", "day", "held"), [pytest.param(*row, id=i) for i, *row in WINDOWS]
)
def test_a_window_holds_the_days_after_its_beginning(
    within: Any, at: dt.datetime, day: str, held: bool
) -> None:
    measure = {"events": "missed", **({"within": within} if within else {})}
    events = {"missed": {"complete": True, "records": on(day)}}

    part = looked_at(measure, at=at, events=events, earlier={"date": "2026-02-01"})
    names = [day] if held else []

    assert part["value"] == [str(len(names))] * 2
    assert part["counted"] == names
    assert part.get("passed", []) == ([] if held else [day])


def test_the_trace_says_on_which_day_a_window_begins() -> None:
    measure = {"events": "missed", "within": {"months": 3}}

    part = looked_at(measure, events={"missed": {"records": on("2026-03-01")}})

    assert part["since"] == "2026-02-02"


@pytest.mark.parametrize(
    ("complete", "most"),
    [pytest.param(True, "2", id="all"), pytest.param(False, OR_MORE, id="not-all")],
)
def test_without_an_earlier_assessment_it_is_open_what_came_since(
    complete: bool, most: str
) -> None:
    records = on("2026-04-01", "2026-04-02")
    events = {"missed": {"complete": complete, "records": records}}

    part = looked_at({"events": "missed", "within": SINCE}, events=events)

    assert part["value"] == ["0", most]
    assert (part["since"], part["counted"], part["passed"]) == (None, [], [])


SIGHTINGS: list[tuple[str, str, Any, Any, tuple[str, str]]] = [
    ("nothing-recorded", "dates", None, [], ANY),
    ("no-grade-given", "dates", None, [{"state": "refused"}], ANY),
    ("no-grade-meets-it", "dates", None, graded("met 2026-04-01"), ("0", "0")),
    (
        "a-date-is-one-however-often",
        "dates",
        None,
        graded(
            "severe 2026-04-01 HV", "established 2026-04-01 GP", "severe 2026-03-01"
        ),
        ("2", "2"),
    ),
    (
        "one-without-a-date-may-be-one-more",
        "dates",
        None,
        graded("severe 2026-04-01", "severe"),
        ("1", "2"),
    ),
    (
        "each-person-once",
        "people",
        None,
        graded("severe 2026-04-01 HV", "severe 2026-03-01 HV", "severe 2026-03-02 GP"),
        ("2", "2"),
    ),
    (
        "somebody-unnamed-may-be-one-more",
        "people",
        None,
        graded("severe 2026-04-01 HV", "severe 2026-03-02"),
        ("1", "2"),
    ),
    (
        "without-a-window-no-date-is-needed",
        "people",
        None,
        [{"grade": "severe", "by": "HV"}],
        ("1", "1"),
    ),
    (
        "in-a-window-a-date-is-needed",
        "people",
        YEAR,
        [{"grade": "severe", "by": "HV"}],
        ("0", "1"),
    ),
    (
        "each-kind-of-source-once",
        "sources",
        None,
        [
            {"grade": "severe", "source": "seen"},
            {"grade": "severe", "source": "seen"},
            {"grade": "established", "source": "record"},
            {"grade": "met", "source": "child_said"},
        ],
        ("2", "2"),
    ),
    (
        "a-source-that-is-not-said",
        "sources",
        None,
        [{"grade": "severe", "source": "seen"}, {"grade": "severe"}],
        ("1", "2"),
    ),
    (
        "before-the-window-not-even-the-unnamed-count",
        "people",
        YEAR,
        graded("severe 2025-05-01 HV", "severe 2025-05-02 GP", "severe 2024-01-01"),
        ("1", "1"),
    ),
    (
        "in-an-open-window-each-record-may-count",
        "people",
        SINCE,
        graded("severe 2025-05-01 HV", "severe 2025-05-02 HV", "met 2026-01-01 HV"),
        ("0", "2"),
    ),
    (
        "what-was-only-suspected-was-seen",
        "dates",
        None,
        [{"grade": "severe", "date": "2026-04-01", "suspected": True}],
        ("1", "1"),
    ),
]


@pytest.mark.parametrize(
    ("distinct", "within", "records", "value"),
    [pytest.param(*row, id=i) for i, *row in SIGHTINGS],
)
def test_sightings_are_told_apart_and_what_cannot_be_may_be_one_more(
    distinct: str, within: Any, records: Any, value: tuple[str, str]
) -> None:
    measure = {"sightings": SEVERE, "distinct": distinct}
    measure |= {"within": within} if within else {}
    answers = {"A": records} if records else {}

    assert measured(measure, answers=answers) == value


def test_the_trace_names_the_dates_that_counted_and_those_before_the_window() -> None:
    measure = {"sightings": SEVERE, "distinct": "people", "within": YEAR}
    records = graded(
        "severe 2025-01-01 HV", "severe 2026-04-01 HV", "severe 2026-04-01"
    )

    part = looked_at(measure, answers={"A": records})

    assert (part["since"], part["value"]) == ("2025-05-02", ["1", "2"])
    assert (part["counted"], part["passed"]) == (["2026-04-01"], ["2025-01-01"])


def test_what_is_set_aside_as_an_answer_has_still_been_seen() -> None:
    records = graded("severe 2026-03-01", "met 2026-04-01")

    assert measured(
        {"sightings": SEVERE, "distinct": "dates"},
        {"/indicators/A/believe": "latest"},
        {"A": records},
    ) == ("1", "1")


WEAK = {"indicator": "S", "at_most": "weak"}
RELIABLE = {"indicator": "S", "at_least": "reliable"}
MIDDLE = {"indicator": "A", "in": ["established"]}
UNBROKEN: list[tuple[str, Any, Any, tuple[str, str]]] = [
    ("never-graded", BETTER, [], ANY),
    ("without-a-date", BETTER, graded("met"), ("0", "0")),
    (
        "without-a-date-beside-a-run",
        BETTER,
        graded("met", "met 2026-03-01", "met 2026-04-01"),
        ("31", "31"),
    ),
    ("grave-without-a-date", BETTER, graded("severe"), ("0", "0")),
    (
        "grave-without-a-date-beside-mild-dates",
        BETTER,
        graded("met 2026-03-01", "met 2026-04-01", "severe"),
        ("0", "0"),
    ),
    (
        "towards-worse-one-without-a-date-may-be-older",
        SEVERE,
        graded("severe 2026-03-01", "severe 2026-04-01", "severe"),
        ("31", OR_MORE),
    ),
    ("towards-worse-and-only-without-a-date", SEVERE, graded("severe"), ANY),
    (
        "mild-without-a-date-beside-grave-dates",
        SEVERE,
        graded("severe 2026-03-01", "severe 2026-04-01", "met"),
        ("31", "61"),
    ),
    ("one-date", BETTER, graded("met 2026-04-01"), ("0", "0")),
    (
        "one-grave-date-may-last-until-today",
        SEVERE,
        graded("severe 2026-04-01"),
        ("0", "30"),
    ),
    (
        "from-the-first-of-the-run-to-the-last",
        BETTER,
        graded("severe 2026-01-01", "met 2026-04-01", "emerging 2026-03-01"),
        ("31", "31"),
    ),
    (
        "the-latest-does-not-meet-it",
        BETTER,
        graded("met 2026-03-01", "severe 2026-04-01"),
        ("0", "0"),
    ),
    (
        "of-one-date-the-worst-counts",
        BETTER,
        graded("met 2026-02-01", "met 2026-03-01", "severe 2026-03-01")
        + graded("met 2026-03-05", "met 2026-03-10"),
        ("5", "5"),
    ),
    (
        "towards-worse-it-may-have-gone-on",
        SEVERE,
        graded("established 2026-03-01", "severe 2026-04-01"),
        ("31", "61"),
    ),
    (
        "without-the-gravest-it-ends-with-the-last-date",
        MIDDLE,
        graded("established 2026-03-01", "established 2026-04-01"),
        ("31", "31"),
    ),
    (
        "the-worst-of-a-strength-is-its-lowest",
        RELIABLE,
        graded("weak 2026-02-01", "reliable 2026-02-01")
        + graded("reliable 2026-03-01", "reliable 2026-03-31"),
        ("30", "30"),
    ),
    (
        "towards-worse-of-a-strength-is-down",
        WEAK,
        graded("weak 2026-03-01", "weak 2026-04-01"),
        ("31", "61"),
    ),
]


@pytest.mark.parametrize(
    ("test", "records", "value"), [pytest.param(*row, id=i) for i, *row in UNBROKEN]
)
def test_unbroken_is_the_days_of_the_latest_run_of_dates(
    test: Any, records: Any, value: tuple[str, str]
) -> None:
    answers = {test["indicator"]: records} if records else {}

    assert measured({"unbroken": test, "in": "days"}, answers=answers) == value


def test_the_trace_names_the_dates_of_the_run() -> None:
    records = graded("severe 2026-01-01", "met 2026-02-01", "met 2026-03-01")

    part = looked_at({"unbroken": BETTER, "in": "days"}, answers={"A": records})

    assert part == {
        "at": "/report/0/measure",
        "measure": "unbroken",
        "of": "A",
        "value": ["28", "28"],
        "counted": ["2026-02-01", "2026-03-01"],
    }


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param({"sightings": SEVERE, "distinct": "dates"}, id="not-seen"),
        pytest.param({"unbroken": SEVERE, "in": "days"}, id="not-so"),
        pytest.param({"events": "missed"}, id="none"),
    ],
)
def test_where_there_was_nothing_to_look_at_the_trace_is_silent(measure: Any) -> None:
    answers = {"A": graded("met 2026-04-01")}
    events = {"missed": {"complete": True, "records": []}}

    assert measuring(measure, answers=answers, events=events).account.history == ()
