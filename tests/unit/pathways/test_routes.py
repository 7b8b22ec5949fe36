"""Routes: never empty, in order, and open about what is not known."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from neglect_rules.pathways import (
    NEEDS,
    load_calendar,
    route,
    shipped_calendar,
    shipped_directory,
)
from tests.unit.pathways.builders import (
    a_contact,
    a_directory,
    a_night,
    a_result,
    ids,
    kinds,
    london,
)

WEDNESDAY = london("2026-05-06T10:00")


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(None, id="no-moment"),
        pytest.param(dt.datetime(2026, 5, 6, 10), id="no-zone"),  # noqa: DTZ001 - that
        pytest.param(dt.datetime(1, 1, 1, tzinfo=dt.UTC), id="the-year-1"),
        pytest.param(dt.datetime(9999, 12, 31, tzinfo=dt.UTC), id="the-year-9999"),
    ],
)
@pytest.mark.parametrize("need", NEEDS)
def test_an_unknown_moment_lists_everybody(at: dt.datetime | None, need: Any) -> None:
    directory = a_directory(
        a_contact(effective={"from": "2026-01-01"}),
        a_contact("old", effective={"before": "2026-01-01"}),
        a_night(),
        a_contact("supper", purposes=["support"], numbers=[]),
    )
    found = route(need, directory, at=at)

    assert set(ids(found)) == {each.id for each in directory.contacts}
    assert "moment_unknown" in kinds(found)
    assert found.at is None
    assert found.next_opening is None
    assert all(entry.opens is None and entry.until is None for entry in found.entries)


def test_of_two_numbers_at_an_unknown_moment_the_one_in_use_comes_first() -> None:
    old = a_contact("old", effective={"before": "2026-01-01"})
    new = a_contact("new", effective={"from": "2026-01-01"})

    found = route("safeguarding", a_directory(old, new), at=None)

    assert ids(found) == ["new", "old", "emergency"]


@pytest.mark.parametrize(
    ("audience", "listed"),
    [
        pytest.param("public", ["both", "public", "emergency"], id="public"),
        pytest.param("professional", ["both", "staff", "emergency"], id="professional"),
    ],
)
def test_people_are_given_the_numbers_that_are_for_them(
    audience: Any, listed: list[str]
) -> None:
    directory = a_directory(
        a_contact("both"),
        a_contact("public", audience="public"),
        a_contact("staff", audience="professional"),
    )

    assert ids(route("advice", directory, at=WEDNESDAY, audience=audience)) == listed


def test_where_nobody_serves_an_audience_the_urgent_and_999_are_listed() -> None:
    directory = a_directory(a_contact(audience="professional"), a_night())
    found = route("advice", directory, at=WEDNESDAY, audience="public")

    assert ids(found) == ["night", "emergency"]
    assert "nobody" in kinds(found)


def test_with_nobody_but_999_there_is_999() -> None:
    directory = a_directory(a_contact(audience="professional"))
    found = route("advice", directory, at=WEDNESDAY, audience="public")

    assert ids(found) == ["emergency"]


def test_unknown_hours_are_said_and_never_filled_in() -> None:
    directory = a_directory(a_contact(hours="unknown", bank_holidays=None))
    found = route("safeguarding", directory, at=WEDNESDAY)

    assert found.entries[0].is_open is None
    assert found.entries[0].to_dict()["hours"] == "not published"
    assert "gap" not in kinds(found)
    assert "Hours not published." in "\n".join(found.lines())


def test_who_is_surely_there_comes_before_who_may_be_and_who_is_not() -> None:
    directory = a_directory(
        a_contact("closed", hours={}),
        a_contact("unknown", hours="unknown", bank_holidays=None),
        a_contact("open"),
        a_contact("no-number", numbers=[]),
    )

    assert ids(route("advice", directory, at=WEDNESDAY)) == [
        "open",
        "unknown",
        "closed",
        "no-number",
        "emergency",
    ]


@pytest.mark.parametrize(
    ("rule", "is_open"),
    [
        pytest.param("closed", False, id="closed"),
        pytest.param("as_usual", True, id="as-usual"),
        pytest.param("as_sunday", False, id="as-sunday"),
        pytest.param("all_day", True, id="all-day"),
        pytest.param("unknown", None, id="unknown"),
    ],
)
def test_a_bank_holiday_is_what_the_contact_says(rule: str, is_open: Any) -> None:
    directory = a_directory(a_contact(bank_holidays=rule))
    found = route("safeguarding", directory, at=london("2026-05-04T10:00"))

    assert found.entries[0].is_open is is_open


def test_a_division_has_holidays_of_its_own() -> None:
    at = london("2026-04-06T10:00")  # Easter Monday, which Scotland does not keep

    for division, is_open in (("england-and-wales", False), ("scotland", True)):
        found = route("safeguarding", a_directory(division=division), at=at)
        office = next(e for e in found.entries if e.contact.id == "office")

        assert office.is_open is is_open


def test_a_year_without_a_calendar_is_never_open_and_never_nobody() -> None:
    found = route("safeguarding", a_directory(), at=london("2040-05-09T10:00"))

    assert [entry.is_open for entry in found.entries] == [None, None, True]
    assert "calendar" in kinds(found)


def test_a_year_without_a_calendar_matters_only_where_holidays_do() -> None:
    directory = a_directory(a_contact(bank_holidays="as_usual"))
    found = route("safeguarding", directory, at=london("2040-05-09T10:00"))

    assert found.entries[0].is_open is True
    assert "calendar" not in kinds(found)


def test_an_opening_beyond_the_calendar_is_not_known() -> None:
    found = route("advice", a_directory(), at=london("2035-12-31T18:00"))

    assert found.entries[0].opens is None
    assert found.next_opening is None
    assert "When it opens next is not known." in "\n".join(found.lines())


def test_a_calendar_of_ones_own_counts() -> None:
    event = {"title": "A day off", "date": "2026-05-06", "notes": "", "bunting": True}
    calendar = load_calendar({"england-and-wales": {"events": [event]}})
    found = route("safeguarding", a_directory(), at=WEDNESDAY, calendar=calendar)

    assert ids(found)[0] == "night"
    assert found.to_dict()["calendar"] == calendar.fingerprint
    assert calendar.fingerprint != shipped_calendar().fingerprint


@pytest.mark.parametrize(
    ("day", "is_stale"),
    [
        pytest.param("2027-03-31T23:59", False, id="the-last-day"),
        pytest.param("2027-04-01T00:00", True, id="a-year-on"),
    ],
)
def test_a_stale_directory_is_said(day: str, is_stale: bool) -> None:
    assert (
        "stale" in kinds(route("advice", a_directory(), at=london(day)))
    ) is is_stale


def test_one_stale_entry_is_enough_if_it_is_listed() -> None:
    directory = a_directory(
        a_contact(verified_on="2020"),
        a_contact("staff", verified_on="2019", audience="professional"),
        stale_after={"days": 30},
    )
    found = route("advice", directory, at=WEDNESDAY, audience="public")

    assert "1 January 2020" in " ".join(found.lines())


def test_a_directory_that_is_not_in_force_routes_and_says_so() -> None:
    directory = a_directory(effective={"from": "2026-06-01"})
    found = route("advice", directory, at=WEDNESDAY)

    assert ids(found) == ["office", "emergency"]
    assert "not_in_force" in kinds(found)


def test_open_until_runs_over_midnight_and_the_weekend() -> None:
    found = route("safeguarding", a_directory(), at=london("2026-05-08T18:00"))
    night, office, _ = found.entries

    assert night.until == london("2026-05-11T09:00")
    assert office.opens == london("2026-05-11T09:00")


def test_a_service_that_never_closes_has_no_end() -> None:
    week = {day: [{"from": "00:00", "before": "24:00"}] for day in _DAYS}
    directory = a_directory(a_contact(hours=week, bank_holidays="as_usual"))
    found = route("advice", directory, at=WEDNESDAY)

    assert found.entries[0].is_open is True
    assert found.entries[0].until is None


_DAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


def test_a_service_that_never_opens_has_no_next_opening() -> None:
    found = route("advice", a_directory(a_contact(hours={})), at=WEDNESDAY)

    assert found.entries[0].is_open is False
    assert found.next_opening is None


def test_the_zone_of_the_moment_does_not_matter() -> None:
    elsewhere = WEDNESDAY.astimezone(dt.timezone(dt.timedelta(hours=-11)))

    assert (
        route("advice", a_directory(), at=elsewhere).to_dict()
        == route("advice", a_directory(), at=WEDNESDAY).to_dict()
    )


def test_a_route_is_the_same_json_for_the_same_route() -> None:
    found = route("advice", shipped_directory("bcp"), at=WEDNESDAY)
    again = route("advice", shipped_directory("bcp"), at=WEDNESDAY)

    assert found.to_json() == again.to_json()
    assert json.loads(found.to_json()) == found.to_dict()
    assert found.to_dict()["contacts"][-1]["numbers"] == ["999"]


def test_a_need_that_there_is_not_is_refused() -> None:
    need: Any = "panic"

    with pytest.raises(ValueError, match="panic"):
        route(need, a_directory(), at=WEDNESDAY)


def test_999_is_first_where_an_emergency_is_still_possible() -> None:
    maybe = a_result("targeted", "targeted", "specialist", "emergency")
    found = route(maybe, a_directory(), at=WEDNESDAY)

    assert found.need == "advice"
    assert found.may_be_emergency
    assert ids(found) == ["emergency", "office"]
