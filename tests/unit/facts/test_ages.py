"""Ages: completed months, gestation, and dates known only in part (clause 2)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neglect_rules.evaluation import evaluate
from neglect_rules.facts._ages import AgeSteps, _apart, _cell, _on, _span
from neglect_rules.facts._calendar import add_months, birth_dates, completed_months
from neglect_rules.model import DateRange, Subject
from tests.builders import a_case, a_program, asking

DAY = dt.date(2026, 5, 1)
NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
REPORT = {
    "/subjects/kinds": ["child", "unborn", "carer", "household"],
    "/report": [
        {"id": of, "label": of, "measure": {"age": of}}
        for of in ("months", "corrected_months", "gestation_weeks")
    ],
}


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param("2024-01-31", 1, "2024-02-29", id="clamped-to-leap-day"),
        pytest.param("2024-02-29", 12, "2025-02-28", id="leap-day-a-year-on"),
        pytest.param("2024-03-15", -3, "2023-12-15", id="backwards-over-new-year"),
        pytest.param("2024-12-31", 2, "2025-02-28", id="forwards-over-new-year"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(
    start: str, months: int, end: str
) -> None:
    assert add_months(dt.date.fromisoformat(start), months).isoformat() == end


@pytest.mark.parametrize("first", range(30))
def test_every_birth_date_in_the_range_and_none_beside_it_gives_the_months(
    first: int,
) -> None:
    one_day = dt.timedelta(1)
    for day in (dt.date(2024, 2, 29), dt.date(2025, 3, 31), DAY):
        earliest, latest = birth_dates(first, first + 2, day)

        assert completed_months(earliest, day) == first + 2
        assert completed_months(latest, day) == first
        assert completed_months(earliest - one_day, day) == first + 3
        assert latest == day or completed_months(latest + one_day, day) == first - 1


def ages(subject: dict[str, Any]) -> list[list[str | None]]:
    decision = evaluate(a_program(REPORT), a_case({}, subject), at=NOON)
    return [item["value"] for item in decision.trace.document["report"]]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param(
            {"born": "2021-05-01"},
            [["60", "60"], ["60", "60"], ["300", "300"]],
            id="fifth-birthday",
        ),
        pytest.param(
            {"born": "2021-05-02"},
            [["59", "59"], ["59", "59"], ["300", "300"]],
            id="day-before-the-fifth-birthday",
        ),
        pytest.param(
            {"born": "2026-02-01", "due": "2026-04-01"},
            [["3", "3"], ["1", "1"], ["44", "44"]],
            id="born-two-months-early",
        ),
        pytest.param(
            {"born": "2026-02-01", "due": "2026-04"},
            [["3", "3"], ["0", "1"], ["40", "44"]],
            id="born-early-due-date-in-part",
        ),
        pytest.param(
            {"kind": "unborn", "due": "2026-08-21"},
            [["-4", "-4"], ["-4", "-4"], ["24", "24"]],
            id="unborn-24-weeks",
        ),
        pytest.param(
            {"kind": "unborn", "gestation_weeks": 24},
            [["-4", "-4"], ["-4", "-4"], ["24", "24"]],
            id="unborn-by-weeks",
        ),
        pytest.param(
            {"kind": "unborn", "due": "2026-04-20"},
            [["-1", "-1"], ["-1", "-1"], ["41", "41"]],
            id="unborn-and-overdue-is-below-nought",
        ),
        pytest.param(
            {"age_months": {"from": 3, "to": 4}},
            [["3", "4"], ["3", "4"], ["52", "61"]],
            id="age-between",
        ),
        pytest.param(
            {"kind": "household"},
            [["0", None], ["0", None], ["0", None]],
            id="a-household-has-no-age",
        ),
        pytest.param(
            {"kind": "carer"},
            [["0", None], ["0", None], ["0", None]],
            id="a-carer-of-unknown-age",
        ),
    ],
)
def test_ages_are_as_the_clauses_say(
    subject: dict[str, Any], expected: list[list[str | None]]
) -> None:
    assert ages(subject) == expected


def test_a_child_of_unknown_age_is_of_any_age_that_the_ruleset_covers() -> None:
    assert ages({})[0] == ["0", "215"]


def test_an_unborn_child_of_unknown_due_date_is_at_any_week() -> None:
    assert ages({"kind": "unborn"})[2] == ["0", "40"]


def test_a_child_of_unknown_age_in_a_ruleset_without_limits_has_none() -> None:
    program = a_program({**REPORT, "/subjects/age_months": ...})

    decision = evaluate(program, a_case({}, {}), at=NOON)

    assert decision.trace.document["report"][0]["value"] == ["0", None]


def test_a_ruleset_without_an_upper_limit_still_bounds_a_known_range() -> None:
    program = a_program({**REPORT, "/subjects/age_months": {"from": 12}})

    known = evaluate(program, a_case({}, {"born": "2025"}), at=NOON)
    unknown = evaluate(program, a_case({}, {}), at=NOON)

    assert known.trace.document["report"][0]["value"] == ["12", "16"]
    assert unknown.trace.document["report"][0]["value"] == ["12", None]


UNDER_2 = {"measure": {"age": "months"}, "below": 24}
FROM_2 = {"measure": {"age": "months"}, "at_least": 24}


def test_an_age_read_in_two_places_stays_exact() -> None:
    # Read apart, each is open and so would be both together.
    program = asking({"any": [UNDER_2, FROM_2]})

    decision = evaluate(program, a_case({}, {"born": "2024"}), at=NOON)

    assert decision["level"].floor == "middle"


def test_dates_that_nothing_tells_apart_are_judged_once() -> None:
    program = asking(UNDER_2)

    decision = evaluate(program, a_case({}, {"born": "2024"}), at=NOON)

    assert decision.trace.document["worlds"] == [
        {"months": ["24", "28"]},
        {"months": ["16", "23"]},
    ]


def test_a_multiple_of_an_age_is_told_apart_at_its_edges() -> None:
    when = {"measure": {"times": 2, "of": {"age": "months"}}, "at_least": 48}

    decision = evaluate(asking(when), a_case({}, {"born": "2024"}), at=NOON)

    assert len(decision.trace.document["worlds"]) == 2


def test_the_unborn_are_under_two() -> None:
    decision = evaluate(asking(UNDER_2), a_case({}, {"kind": "unborn"}), at=NOON)

    assert decision["level"].floor == "middle"


def day_by_day(
    subject: Subject, births: DateRange, steps: AgeSteps
) -> list[dict[str, Any]]:
    """Return the sets of ages as they come when every date is looked at."""
    found: dict[tuple[int, ...], list[Any]] = {}
    for number in range(births.first.toordinal(), births.last.toordinal() + 1):
        each = _on(subject, dt.date.fromordinal(number), DAY)
        found.setdefault(_cell(each, steps), []).append(each)
    return [dict(_span(alike)) for alike in found.values()]


edges = st.none() | st.lists(st.integers(-12, 240), max_size=4).map(
    lambda each: tuple(sorted(set(each)))
)


@given(
    st.dictionaries(
        st.sampled_from(["months", "corrected_months", "gestation_weeks"]),
        edges,
        min_size=1,
    ),
    st.dates(dt.date(2008, 5, 2), DAY),
    st.integers(0, 500),
    st.none() | st.integers(-60, 120),
    st.booleans(),
)
def test_sets_of_ages_are_those_that_come_when_every_date_is_looked_at(
    edges: dict[str, Any], first: dt.date, days: int, late: int | None, unborn: bool
) -> None:
    births = DateRange(first, min(DAY, first + dt.timedelta(days)))
    due = None
    if late is not None:
        due = DateRange(first + dt.timedelta(late), births.last + dt.timedelta(late))
    if unborn:
        births = DateRange(DAY, DAY + dt.timedelta(days % 280))
    subject = Subject(kind="unborn" if unborn else "child", due=None if unborn else due)
    steps = AgeSteps(dict.fromkeys(edges, 0), edges)

    found = [dict(each) for each in _apart(subject, births, DAY, steps)]

    assert found == day_by_day(subject, births, steps)
