"""What is due after a route was taken, by when, and when it is overdue."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.pathways import (
    CalendarError,
    Directory,
    Due,
    due,
    overdue,
    shipped_directory,
)
from tests.unit.pathways.builders import a_directory, a_result, london


def a_duty(**within: int) -> dict[str, Any]:
    return {
        "id": "form",
        "task": "Send the form.",
        "within": within,
        "after": ["safeguarding"],
        "source": "made-up",
        "status": "proposed",
    }


def with_duty(**within: int) -> Directory:
    return a_directory(duties=[a_duty(**within)])


def the_due(directory: Directory, at: str) -> Due:
    (found,) = due("safeguarding", directory, at=london(at))
    return found


@pytest.mark.parametrize(
    ("at", "by"),
    [
        pytest.param("2026-05-06T10:00", "2026-05-08T10:00", id="two-days"),
        pytest.param("2026-03-28T10:00", "2026-03-30T11:00", id="spring"),
        pytest.param("2026-10-24T10:00", "2026-10-26T09:00", id="autumn"),
        pytest.param("2026-05-08T16:50", "2026-05-10T16:50", id="weekends-count"),
    ],
)
def test_hours_are_hours_that_pass(at: str, by: str) -> None:
    found = the_due(with_duty(hours=48), at)

    assert found.by == london(by)
    assert found.day is None


@pytest.mark.parametrize(
    ("within", "at", "day"),
    [
        pytest.param({"working_days": 1}, "2026-05-01T16:50", "2026-05-05", id="1-day"),
        pytest.param({"working_days": 15}, "2026-03-20T09:00", "2026-04-14", id="15"),
        pytest.param({"months": 3}, "2026-11-30T09:00", "2027-02-28", id="3-months"),
        pytest.param({"months": 1}, "2026-05-06T00:30", "2026-06-06", id="by-its-zone"),
    ],
)
def test_days_are_civil_days_of_the_zone(
    within: dict[str, int], at: str, day: str
) -> None:
    found = the_due(with_duty(**within), at)

    assert found.day == dt.date.fromisoformat(day)
    assert found.by is None


@pytest.mark.parametrize(
    ("within", "at", "is_late"),
    [
        pytest.param({"hours": 48}, "2026-05-08T10:00", False, id="on-the-instant"),
        pytest.param({"hours": 48}, "2026-05-08T10:00:01", True, id="a-second-late"),
        pytest.param({"working_days": 1}, "2026-05-07T23:59:59", False, id="that-day"),
        pytest.param({"working_days": 1}, "2026-05-08T00:00", True, id="the-next-day"),
    ],
)
def test_it_is_overdue_once_its_end_has_passed(
    within: dict[str, int], at: str, is_late: bool
) -> None:
    found = the_due(with_duty(**within), "2026-05-06T10:00")

    assert overdue([found], at=london(at)) == ((found,) if is_late else ())


def test_a_duty_follows_the_needs_that_it_names() -> None:
    directory = with_duty(hours=48)

    at = london("2026-05-06T10:00")

    assert len(due(a_result("specialist"), directory, at=at)) == 1
    assert due(a_result("targeted"), directory, at=at) == ()
    assert due("advice", directory, at=at) == ()


def test_hull_wants_the_form_within_48_hours() -> None:
    found = the_due(shipped_directory("hull"), "2026-05-06T10:00")

    assert found.by == london("2026-05-08T10:00")
    assert (
        found.line() == "By 10am on Friday 8 May 2026: Send the written referral form."
    )
    assert found.to_dict() == {
        "duty": "written-referral",
        "task": "Send the written referral form.",
        "by": "2026-05-08T10:00:00+01:00",
        "day": None,
        "source": "ehash",
        "status": "published",
    }


def test_a_duty_by_a_day_is_written_with_the_day() -> None:
    found = the_due(with_duty(working_days=1), "2026-05-01T10:00")

    assert found.line() == "By Tuesday 5 May 2026: Send the form."
    assert found.to_dict()["day"] == "2026-05-05"


def test_a_year_without_a_calendar_is_an_error() -> None:
    with pytest.raises(CalendarError):
        the_due(with_duty(working_days=1), "2040-05-09T10:00")


def test_a_moment_without_a_zone_is_refused() -> None:
    directory = with_duty(hours=1)
    naive = dt.datetime(2026, 5, 6, 10)  # noqa: DTZ001 - that is the point
    found = the_due(directory, "2026-05-06T10:00")

    with pytest.raises(CaseError) as caught:
        due("safeguarding", directory, at=naive)
    assert [d.code for d in caught.value.diagnostics] == ["NR606"]
    with pytest.raises(CaseError):
        overdue([found], at=naive)
