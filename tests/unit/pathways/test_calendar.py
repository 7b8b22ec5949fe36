"""Bank holidays and working days; a year that is missing is an error."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from neglect_rules.facts import add_months
from neglect_rules.pathways import (
    CalendarError,
    add_working_days,
    is_working_day,
    load_calendar,
    shipped_calendar,
)
from neglect_rules.pathways._calendar import DIVISIONS

ENGLAND, SCOTLAND, IRELAND = DIVISIONS


@pytest.mark.parametrize(
    ("day", "division", "is_working"),
    [
        pytest.param("2026-05-05", ENGLAND, True, id="a-tuesday"),
        pytest.param("2026-05-04", ENGLAND, False, id="early-may"),
        pytest.param("2026-05-09", ENGLAND, False, id="a-saturday"),
        pytest.param("2026-12-28", ENGLAND, False, id="a-substitute-day"),
        pytest.param("2026-12-29", ENGLAND, True, id="the-day-after-it"),
        pytest.param("2022-09-19", ENGLAND, False, id="a-holiday-once"),
        pytest.param("2020-05-04", ENGLAND, True, id="may-day-moved-in-2020"),
        pytest.param("2020-05-08", ENGLAND, False, id="to-a-friday"),
        pytest.param("2026-04-06", ENGLAND, False, id="easter-monday"),
        pytest.param("2026-04-06", SCOTLAND, True, id="not-in-scotland"),
        pytest.param("2026-01-02", SCOTLAND, False, id="second-of-january"),
        pytest.param("2026-01-02", ENGLAND, True, id="not-in-england"),
        pytest.param("2026-03-17", IRELAND, False, id="saint-patrick"),
        pytest.param("2026-07-13", IRELAND, False, id="the-boyne-on-a-sunday"),
        pytest.param("2016-12-27", ENGLAND, False, id="the-first-year"),
        pytest.param("2035-12-26", ENGLAND, False, id="the-last-year"),
    ],
)
def test_a_day_is_a_working_day_or_not(
    day: str, division: str, is_working: bool
) -> None:
    assert is_working_day(dt.date.fromisoformat(day), division) is is_working


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("year", [2015, 2036])
def test_a_missing_year_is_an_error_and_never_open(year: int, division: str) -> None:
    with pytest.raises(CalendarError, match=str(year)) as caught:
        is_working_day(dt.date(year, 6, 3), division)

    assert [d.code for d in caught.value.diagnostics] == ["NR105"]


def test_a_missing_year_is_an_error_on_a_weekend_too() -> None:
    with pytest.raises(CalendarError):
        is_working_day(dt.date(2040, 6, 3), ENGLAND)


def test_a_missing_division_is_an_error() -> None:
    event = {"date": "2026-05-04"}
    calendar = load_calendar({ENGLAND: {"events": [event]}})

    with pytest.raises(CalendarError):
        is_working_day(dt.date(2026, 5, 4), SCOTLAND, calendar=calendar)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        pytest.param("2026-05-06", 1, "2026-05-07", id="the-next-day"),
        pytest.param("2026-05-08", 1, "2026-05-11", id="over-a-weekend"),
        pytest.param("2026-05-09", 1, "2026-05-11", id="from-a-saturday"),
        pytest.param("2026-05-01", 1, "2026-05-05", id="over-a-bank-holiday"),
        pytest.param("2026-04-02", 10, "2026-04-20", id="over-easter"),
        pytest.param("2026-12-24", 3, "2026-12-31", id="over-christmas"),
        pytest.param("2026-12-31", 1, "2027-01-04", id="into-another-year"),
    ],
)
def test_working_days_are_counted(start: str, count: int, end: str) -> None:
    day = dt.date.fromisoformat(start)

    assert add_working_days(day, count, ENGLAND) == dt.date.fromisoformat(end)


def test_counting_into_a_missing_year_is_an_error() -> None:
    with pytest.raises(CalendarError):
        add_working_days(dt.date(2035, 12, 31), 1, ENGLAND)


@pytest.mark.parametrize("count", [0, -1])
def test_nobody_counts_backward(count: int) -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(dt.date(2026, 5, 6), count, ENGLAND)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param("2026-05-31", 1, "2026-06-30", id="a-shorter-month"),
        pytest.param("2024-02-29", 12, "2025-02-28", id="leap-day"),
        pytest.param("2026-10-31", 3, "2027-01-31", id="into-another-year"),
    ],
)
def test_months_end_with_their_last_day(start: str, months: int, end: str) -> None:
    day = dt.date.fromisoformat(start)

    assert add_months(day, months) == dt.date.fromisoformat(end)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param("{", "NR001", id="no-json"),
        pytest.param(b"\xff", "NR001", id="no-text"),
        pytest.param("[]", "NR103", id="a-list"),
        pytest.param({}, "NR101", id="no-division"),
        pytest.param({ENGLAND: {}}, "NR103", id="no-events"),
        pytest.param({ENGLAND: {"events": [{}]}}, "NR103", id="no-date"),
        pytest.param({ENGLAND: {"events": [{"date": "soon"}]}}, "NR103", id="no-day"),
        pytest.param({ENGLAND: []}, "NR103", id="no-object"),
    ],
)
def test_a_calendar_of_another_shape_is_refused(source: Any, code: str) -> None:
    with pytest.raises(CalendarError) as caught:
        load_calendar(source)

    assert [d.code for d in caught.value.diagnostics] == [code]


def test_the_calendar_that_ships_has_twenty_years_of_three_divisions() -> None:
    calendar = shipped_calendar()

    assert all(calendar.covers(y, d) for y in range(2016, 2036) for d in DIVISIONS)
    assert calendar.fingerprint.startswith("sha256:")
    assert "holidays 0." in calendar.document["note"]


def test_the_fingerprint_is_of_the_content() -> None:
    calendar = shipped_calendar()
    again = load_calendar(json.dumps(calendar.document))

    assert again.fingerprint == calendar.fingerprint
