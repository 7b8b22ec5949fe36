"""A route in plain words."""

from __future__ import annotations

import pytest

from neglect_rules.pathways import NEEDS, route, shipped_directory
from tests.unit.pathways.builders import (
    a_contact,
    a_directory,
    a_night,
    london,
)


@pytest.mark.parametrize("area", ["bcp", "hull"])
@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("hour", ["10:00", "16:50", "23:30"])
def test_lines_fit_80_columns_and_have_999(area: str, need: str, hour: str) -> None:
    for at in (london(f"2026-05-08T{hour}"), None):
        lines = route(need, shipped_directory(area), at=at).lines()  # type: ignore[arg-type]

        assert max(map(len, lines)) <= 80
        assert any("999" in line for line in lines)
        assert lines[0].startswith("Illustrative.")


def test_an_adopted_directory_has_no_banner() -> None:
    lines = route("advice", a_directory(), at=london("2026-05-06T10:00")).lines()

    assert lines == (
        "Wednesday 6 May 2026 at 10am. The result calls for advice.",
        "",
        "Ring Office: 01632 960001. Open until 5pm today.",
        "In danger now: 999.",
    )


def test_out_of_hours_there_is_the_next_opening_and_the_urgent_number() -> None:
    lines = route("advice", a_directory(), at=london("2026-05-06T18:00")).lines()

    assert lines[2:] == (
        "Nobody for this is listed as open now. Next opening: 9am tomorrow.",
        "Try Office: 01632 960001. Closed. Opens at 9am tomorrow.",
        "If it cannot wait, ring Night: 01632 960002. Open until 9am tomorrow.",
        "In danger now: 999.",
    )


def test_in_an_emergency_999_comes_first() -> None:
    lines = route("emergency", a_directory(), at=london("2026-05-06T10:00")).lines()

    assert lines[2:] == (
        "Ring 999 now.",
        "Then ring Office: 01632 960001. Open until 5pm today.",
        "Night: 01632 960002. Closed. Opens at 5pm today.",
    )


def test_the_gap_is_said_in_words() -> None:
    directory = a_directory(a_contact(), a_night(hours={}, bank_holidays="closed"))
    words = " ".join(
        route("safeguarding", directory, at=london("2026-05-08T17:00")).lines()
    )

    assert "Try Office: 01632 960001." in words
    assert (
        "Note: Published hours leave a gap: nobody but the emergency contact is listed"
        " as open until 9am on Monday 11 May 2026." in words
    )


def test_what_is_not_published_is_said() -> None:
    hull = shipped_directory("hull")
    words = " ".join(route("support", hull, at=london("2026-05-06T10:00")).lines())

    assert "(no safeguarding concerns): number not published." in words
    assert "Hub (EHASH): 01482 448879. Hours not published." in words


def test_a_day_that_may_be_a_holiday_is_not_known() -> None:
    lines = route("advice", a_directory(), at=london("2040-05-09T10:00")).lines()

    assert "Ring Office: 01632 960001. Not known if open today." in lines


def test_at_an_unknown_moment_the_days_of_a_number_are_said() -> None:
    directory = a_directory(
        a_contact("new", effective={"from": "2026-01-01"}),
        a_contact("old", effective={"before": "2026-01-01"}, hours="always",
                  bank_holidays=None),
        a_contact("help", purposes=["support"], hours="unknown", bank_holidays=None),
    )  # fmt: skip
    lines = route("advice", directory, at=None).lines()

    assert lines[2:6] == (
        "Ring New: 01632 960001. Open at some hours only. From 1 January 2026.",
        "Or ring Old: 01632 960001. Always open. Before 1 January 2026.",
        "Help: 01632 960001. Hours not published.",
        "In danger now: 999.",
    )


def test_a_contact_that_never_closes_is_open() -> None:
    contact = a_contact(hours="always", bank_holidays=None)
    lines = route("advice", a_directory(contact), at=london("2026-05-06T10:00")).lines()

    assert "Ring Office: 01632 960001. Open." in lines
