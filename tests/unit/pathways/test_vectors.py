"""The twelve routing vectors, in the directory that ships for `bcp`."""

from __future__ import annotations

import pytest

from neglect_rules.pathways import Outcomes, Result, route, shipped_directory
from tests.unit.pathways.builders import ids, kinds, london

BCP = shipped_directory("bcp")
OPEN, CLOSED = True, False
MASH, OOH, OLD, HUB, POLICE = (
    "mash",
    "out-of-hours",
    "out-of-hours-2018",
    "family-support-hub",
    "emergency",
)


def at_level(level: str) -> Outcomes:
    result = Result(possible=(level,), recommended=level)
    return Outcomes("bcp.practitioner-toolkit", {"level": result})


L4 = at_level("specialist")


@pytest.mark.parametrize(
    ("moment", "listed", "states"),
    [
        pytest.param("2026-05-06T10:00", [MASH, OOH], [OPEN, CLOSED], id="1"),
        pytest.param("2026-05-07T17:10", [MASH, OOH], [OPEN, OPEN], id="2"),
        pytest.param("2026-05-07T17:15", [OOH, MASH], [OPEN, CLOSED], id="3"),
        pytest.param("2026-05-08T16:44:59", [MASH, OOH], [OPEN, CLOSED], id="4"),
        pytest.param("2026-05-08T16:50", [OOH, MASH], [CLOSED, CLOSED], id="5"),
        pytest.param("2026-05-08T17:00", [OOH, MASH], [OPEN, CLOSED], id="6"),
        pytest.param("2026-05-04T10:00", [OOH, MASH], [OPEN, CLOSED], id="7"),
        pytest.param("2026-05-05T08:30", [MASH, OOH], [OPEN, OPEN], id="9"),
        pytest.param("2026-05-05T08:29", [OOH, MASH], [OPEN, CLOSED], id="10"),
        pytest.param("2018-11-04T20:00", [OLD, MASH], [None, CLOSED], id="12-before"),
        pytest.param("2018-11-05T20:00", [OOH, MASH], [OPEN, CLOSED], id="12-after"),
    ],
)
def test_the_fourth_level_goes_to_who_is_there(
    moment: str, listed: list[str], states: list[bool | None]
) -> None:
    found = route(L4, BCP, at=london(moment))

    assert found.need == "safeguarding"
    assert ids(found) == [*listed, POLICE]
    assert [entry.is_open for entry in found.entries] == [*states, OPEN]


def test_5_the_gap_on_friday_is_said_with_the_number_to_try() -> None:
    found = route(L4, BCP, at=london("2026-05-08T16:50"))

    assert "gap" in kinds(found)
    assert found.next_opening == london("2026-05-08T17:00")
    assert found.entries[0].contact.numbers == ("01202 738256",)


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-05-08T16:44:59", id="just-before"),
        pytest.param("2026-05-08T17:00", id="just-after"),
        pytest.param("2026-05-07T16:50", id="on-a-thursday"),
    ],
)
def test_there_is_no_gap_beside_the_gap(moment: str) -> None:
    assert "gap" not in kinds(route(L4, BCP, at=london(moment)))


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-05-07T17:00", id="begins-at-5pm"),
        pytest.param("2026-05-07T17:14:59", id="ends-at-quarter-past"),
        pytest.param("2026-05-08T08:30", id="and-in-the-morning"),
        pytest.param("2026-05-08T08:59:59", id="until-9am"),
    ],
)
def test_the_overlaps_are_said(moment: str) -> None:
    found = route(L4, BCP, at=london(moment))

    assert "overlap" in kinds(found)
    assert ids(found)[0] == MASH


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-05-07T16:59:59", id="before-5pm"),
        pytest.param("2026-05-07T17:15", id="at-quarter-past"),
        pytest.param("2026-05-08T09:00", id="at-9am"),
    ],
)
def test_there_is_no_overlap_beside_the_overlaps(moment: str) -> None:
    assert "overlap" not in kinds(route(L4, BCP, at=london(moment)))


@pytest.mark.parametrize("level", ["universal_plus", "partnership_plus"])
def test_8_advice_on_a_bank_holiday_has_the_next_opening_and_the_urgent_number(
    level: str,
) -> None:
    found = route(at_level(level), BCP, at=london("2026-05-04T10:00"))

    assert found.need == "advice"
    assert found.next_opening == london("2026-05-05T08:30")
    assert ids(found) == [HUB, MASH, OOH, POLICE]
    assert [entry.role for entry in found.entries] == [
        "main",
        "main",
        "urgent",
        "emergency",
    ]
    assert found.entries[2].is_open is True


@pytest.mark.parametrize(
    ("moment", "listed"),
    [
        pytest.param("2026-05-06T10:00", [POLICE, MASH, OOH], id="11-in-hours"),
        pytest.param("2026-05-06T03:00", [POLICE, OOH, MASH], id="11-at-night"),
        pytest.param("2026-05-08T16:50", [POLICE, OOH, MASH], id="11-in-the-gap"),
        pytest.param("2026-12-25T12:00", [POLICE, OOH, MASH], id="11-at-christmas"),
    ],
)
def test_11_in_immediate_danger_999_is_first(moment: str, listed: list[str]) -> None:
    found = route("emergency", BCP, at=london(moment))

    assert ids(found) == listed
    assert found.entries[0].contact.numbers == ("999",)


def test_12_the_number_changes_at_midnight() -> None:
    before = route(L4, BCP, at=london("2018-11-04T23:59:59"))
    after = route(L4, BCP, at=london("2018-11-05T00:00"))

    assert before.entries[0].contact.numbers == ("01202 657279",)
    assert after.entries[0].contact.numbers == ("01202 738256",)


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-12-25T10:00", id="christmas-day"),
        pytest.param("2026-12-28T10:00", id="its-substitute-day"),
        pytest.param("2027-01-01T10:00", id="new-year"),
        pytest.param("2023-05-08T10:00", id="the-coronation"),
    ],
)
def test_on_a_bank_holiday_the_office_is_closed_on_a_weekday(moment: str) -> None:
    assert ids(route(L4, BCP, at=london(moment)))[0] == OOH


def test_christmas_eve_is_a_day_like_others() -> None:
    assert ids(route(L4, BCP, at=london("2026-12-24T10:00")))[0] == MASH
