"""Hours on the two nights of the year on which the clock is changed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from neglect_rules.pathways import route
from neglect_rules.pathways._times import time_words, when_words
from neglect_rules.pathways._wall import instant
from tests.unit.pathways.builders import (
    LONDON,
    a_contact,
    a_directory,
    ids,
    kinds,
    london,
)

SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
NORFOLK = ZoneInfo("Pacific/Norfolk")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "minutes", "opens", "closes"),
    [
        pytest.param(SPRING, 59, "2026-03-29T00:59", "2026-03-29T00:59", id="before"),
        pytest.param(SPRING, 60, "2026-03-29T01:00", "2026-03-29T01:00", id="the-jump"),
        pytest.param(SPRING, 90, "2026-03-29T01:00", "2026-03-29T01:00", id="jumped"),
        pytest.param(SPRING, 119, "2026-03-29T01:00", "2026-03-29T01:00", id="nearly"),
        pytest.param(SPRING, 120, "2026-03-29T01:00", "2026-03-29T01:00", id="landed"),
        pytest.param(SPRING, 121, "2026-03-29T01:01", "2026-03-29T01:01", id="after"),
        pytest.param(AUTUMN, 59, "2026-10-24T23:59", "2026-10-24T23:59", id="summer"),
        pytest.param(AUTUMN, 60, "2026-10-25T00:00", "2026-10-25T01:00", id="twice"),
        pytest.param(AUTUMN, 90, "2026-10-25T00:30", "2026-10-25T01:30", id="within"),
        pytest.param(AUTUMN, 120, "2026-10-25T02:00", "2026-10-25T02:00", id="winter"),
        pytest.param(AUTUMN, 1440, "2026-10-26T00:00", "2026-10-26T00:00", id="end"),
    ],
)
def test_a_time_on_the_wall_is_an_instant(
    day: dt.date, minutes: int, opens: str, closes: str
) -> None:
    assert instant(day, minutes, LONDON, closing=False) == utc(opens)
    assert instant(day, minutes, LONDON, closing=True) == utc(closes)


def test_half_an_hour_may_exist_twice() -> None:
    # On 4 October 2015 clocks on Norfolk Island went back at 02:00 by half an hour.
    day = dt.date(2015, 10, 4)

    assert instant(day, 105, NORFOLK, closing=False) == utc("2015-10-03T14:15")
    assert instant(day, 105, NORFOLK, closing=True) == utc("2015-10-03T14:45")


@pytest.mark.parametrize("minutes", [120, 135, 149, 150])
def test_half_an_hour_may_not_exist(minutes: int) -> None:
    # On 4 October 2026 clocks on Lord Howe Island go on from 02:00 by half an hour.
    day = dt.date(2026, 10, 4)

    for closing in (False, True):
        found = instant(day, minutes, LORD_HOWE, closing=closing)

        assert found == utc("2026-10-03T15:30")


def a_pair(edge: str) -> Any:
    """Return two services that follow each other at a time of every day."""
    days = (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    )
    first = {day: [{"from": "00:00", "before": edge}] for day in days}
    second = {day: [{"from": edge, "before": "24:00"}] for day in days}
    return a_directory(
        a_contact("first", hours=first, bank_holidays="as_usual"),
        a_contact("second", hours=second, bank_holidays="as_usual"),
    )


@pytest.mark.parametrize("edge", ["00:59", "01:00", "01:30", "01:59", "02:00", "02:01"])
@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_services_that_follow_each_other_leave_no_gap_on_a_change_of_clocks(
    day: dt.date, edge: str
) -> None:
    directory = a_pair(edge)
    start = dt.datetime.combine(day, dt.time(), LONDON).astimezone(dt.UTC)
    for minute in range(0, 240, 5):
        at = start + dt.timedelta(minutes=minute)
        found = route("safeguarding", directory, at=at)

        assert found.entries[0].is_open
        assert "gap" not in kinds(found)


@pytest.mark.parametrize(
    ("at", "first"),
    [
        pytest.param("2026-03-29T00:59:59+00:00", "first", id="before-the-jump"),
        pytest.param("2026-03-29T02:00:00+01:00", "second", id="at-the-jump"),
        pytest.param("2026-10-25T01:29:59+01:00", "first", id="first-half-past-one"),
        pytest.param("2026-10-25T01:30:00+00:00", "second", id="second-half-past-one"),
    ],
)
def test_half_past_one_changes_hands_once(at: str, first: str) -> None:
    found = route("advice", a_pair("01:30"), at=dt.datetime.fromisoformat(at))

    assert ids(found)[0] == first


def test_hours_that_the_clock_jumps_over_are_not_there() -> None:
    week = {"sunday": [{"from": "01:15", "before": "01:45"}]}
    directory = a_directory(a_contact(hours=week, bank_holidays="as_usual"))
    found = route("advice", directory, at=london("2026-03-29T02:00"))

    assert found.next_opening == london("2026-04-05T01:15")


def test_in_the_hour_that_exists_twice_both_are_listed() -> None:
    at = london("2026-10-25T01:30", fold=0)
    found = route("safeguarding", a_pair("01:30"), at=at)

    assert [entry.is_open for entry in found.entries] == [True, True, True]
    assert "overlap" in kinds(found)


def test_a_moment_that_no_clock_shows_is_the_same_instant_as_its_other_name() -> None:
    unreal = route("advice", a_directory(), at=london("2026-03-29T01:30"))
    real = route("advice", a_directory(), at=london("2026-03-29T02:30"))

    assert unreal.to_json() == real.to_json()


def test_a_night_with_a_change_is_an_hour_shorter_or_longer() -> None:
    directory = a_directory()
    hours = {}
    for day in ("2026-03-28T23:00", "2026-10-24T23:00"):
        at = london(day)
        (office,) = (
            e
            for e in route("safeguarding", directory, at=at).entries
            if e.contact.id == "office"
        )
        assert office.opens is not None
        left = office.opens.astimezone(dt.UTC) - at.astimezone(dt.UTC)
        hours[day[5:7]] = left // dt.timedelta(hours=1)

    assert hours == {"03": 24 + 9, "10": 24 + 11}


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param("2026-05-06T00:00", "midnight", id="midnight"),
        pytest.param("2026-05-06T12:00", "midday", id="midday"),
        pytest.param("2026-05-06T00:05", "12:05am", id="after-midnight"),
        pytest.param("2026-05-06T12:05", "12:05pm", id="after-midday"),
        pytest.param("2026-05-06T17:15", "5:15pm", id="afternoon"),
    ],
)
def test_times_are_written_as_people_read_them(at: str, words: str) -> None:
    assert time_words(london(at)) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param("2026-05-06T17:15", "5:15pm today", id="today"),
        pytest.param("2026-05-07T09:00", "9am tomorrow", id="tomorrow"),
        pytest.param("2026-05-07T00:00", "midnight tonight", id="tonight"),
        pytest.param("2026-05-11T09:00", "9am on Monday 11 May 2026", id="later"),
    ],
)
def test_moments_are_written_as_people_say_them(at: str, words: str) -> None:
    assert when_words(london(at), london("2026-05-06T10:00")) == words
