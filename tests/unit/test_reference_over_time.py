"""The reference interpreter on easings, carers, what was seen last, and reviews."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.builders import a_threshold
from tests.unit.history_cases import (
    BETTER,
    REVIEWS,
    SEVERE,
    decided,
    graded,
)


def an_easing(**more: Any) -> dict[str, Any]:
    return {
        "id": "E1",
        "when": {"measure": {"unbroken": BETTER, "in": "days"}, "at_least": 30},
        "lower": {"level": 1},
        "not_below": {"level": "low"},
        "because": "It has been better for a month.",
        **more,
    }


HIGH = [a_threshold({"indicator": "B", "at_least": "severe"}, reach={"level": "high"})]
TWO = {"lower": {"level": 2}}


@pytest.mark.parametrize(
    ("more", "records", "expected"),
    [
        pytest.param({}, ["met 2026-03-01", "met 2026-04-01"], ["middle"], id="true"),
        pytest.param({}, ["met 2026-03-05", "met 2026-04-01"], ["high"], id="false"),
        pytest.param({}, [], ["middle", "high"], id="open"),
        pytest.param(TWO, [], ["low", "high"], id="open-by-two"),
        pytest.param(
            {**TWO, "not_below": {"level": "middle"}},
            ["met 2026-03-01", "met 2026-04-01"],
            ["middle"],
            id="not-beyond-its-limit",
        ),
        pytest.param(
            {"not_below": {"level": "high"}},
            ["met 2026-03-01", "met 2026-04-01"],
            ["high"],
            id="no-lower-than-allowed",
        ),
    ],
)
def test_an_easing_lowers_what_the_modifiers_gave(
    more: Any, records: list[str], expected: list[str]
) -> None:
    changes = {"/easings": [an_easing(**more)], "/thresholds": HIGH, "/guards": []}
    answers: dict[str, Any] = {"B": "severe"}
    answers |= {"A": graded(*records)} if records else {}
    found = decided(changes, answers)
    level = found["outcomes"]["level"]

    assert level["after_modifiers"] == ["high"]
    assert level["after_easings"] == level["possible"] == expected
    assert [*found["rules"]] == ["T9", "E1"]


def test_an_easing_never_raises_what_lies_below_its_limit() -> None:
    changes = {"/easings": [an_easing(not_below={"level": "high"})], "/guards": []}
    answers = {"A": graded("met 2026-03-01", "met 2026-04-01"), "B": "met", "C": "met"}

    assert decided(changes, answers)["outcomes"]["level"]["possible"] == ["low"]


def test_a_certain_easing_and_an_open_one_give_the_lowest_and_anything_lower() -> None:
    opens = {"measure": {"unbroken": {**BETTER, "indicator": "C"}, "in": "days"}}
    second = an_easing(id="E2", when={**opens, "at_least": 1}, **TWO)
    changes = {
        "/easings": [an_easing(), second],
        "/thresholds": HIGH,
        "/guards": [],
    }
    answers = {"A": graded("met 2026-03-01", "met 2026-04-01"), "B": "severe"}

    found = decided(changes, answers)["outcomes"]["level"]

    assert found["possible"] == ["low", "middle"]


def test_a_guard_stands_after_every_easing() -> None:
    guard = {
        "id": "G1",
        "when": {"indicator": "B", "at_least": "severe"},
        "at_least": {"level": "high"},
        "because": "…",
    }
    changes = {"/easings": [an_easing()], "/thresholds": HIGH, "/guards": [guard]}
    answers = {"A": graded("met 2026-03-01", "met 2026-04-01"), "B": "severe"}
    level = decided(changes, answers)["outcomes"]["level"]

    assert level["after_easings"] == ["middle"]
    assert level["possible"] == ["high"]


PER_CARER = {"/indicators/A/per": "carer", "/indicators/A/not_applicable_points": 9}
MAY_NOT = {"/indicators/A/may_not_apply": True}


def about(carer: str, grade: str = "", **more: Any) -> dict[str, Any]:
    return {"about": carer, **({"grade": grade} if grade else {}), **more}


@pytest.mark.parametrize(
    ("changes", "records", "points", "answered"),
    [
        pytest.param(
            {},
            [about("mum", "emerging"), about("dad", "established")],
            [2, 2],
            1,
            id="the-worst-stands",
        ),
        pytest.param({}, [about("mum", "emerging")], [1, 4], 0, id="one-not-asked"),
        pytest.param({}, [about("mum", "severe")], [4, 4], 0, id="nothing-is-worse"),
        pytest.param(
            {},
            [about("mum", "emerging"), about("dad", state="refused")],
            [1, 4],
            0,
            id="one-refused",
        ),
        pytest.param(
            MAY_NOT,
            [about("mum", "emerging"), about("dad", state="not_applicable")],
            [1, 1],
            1,
            id="one-to-whom-it-does-not-apply",
        ),
        pytest.param(
            MAY_NOT,
            [
                about("mum", state="not_applicable"),
                about("dad", state="not_applicable"),
            ],
            [9, 9],
            0,
            id="it-applies-to-nobody",
        ),
        pytest.param(
            {"/indicators/A/believe": "latest"},
            [
                about("mum", "severe", date="2026-01-01"),
                about("mum", "emerging", date="2026-02-01"),
                about("dad", "met", date="2026-03-01"),
            ],
            [1, 1],
            1,
            id="the-latest-about-each",
        ),
        pytest.param(
            {"/indicators/A/stale_after": {"months": 2}},
            [
                about("mum", "emerging", date="2026-01-01"),
                about("dad", "met", date="2026-04-01"),
            ],
            [1, 4],
            0,
            id="stale-about-one",
        ),
        pytest.param(
            {"/indicators/A/disagree": "open"},
            [about("mum", "met"), about("mum", "emerging"), about("dad", "met")],
            [0, 1],
            1,
            id="raters-differ-about-one",
        ),
        pytest.param(
            {"/indicators/A/zero_fill": True, "/indicators/A/critical_at": ...},
            [about("mum", "emerging")],
            [1, 1],
            0,
            id="one-zero-filled",
        ),
    ],
)
def test_of_several_carers_the_worst_answer_stands(
    changes: Any, records: Any, points: list[int], answered: int
) -> None:
    changes = {**PER_CARER, **changes, "/indicators/B/domain": ..., "/guards": []}
    found = decided(changes, {"A": records}, carers=["mum", "dad"])

    assert found["points"]["A"] == points
    assert found["coverage"]["safety"]["answered"] == [answered, answered]


def test_without_carers_all_records_are_about_one() -> None:
    records = [{"grade": "met"}, {"grade": "emerging"}]
    found = decided(PER_CARER, {"A": records})

    assert found["points"]["A"] == [1, 1]
    assert found["coverage"]["safety"]["answered"] == [1, 1]


def test_zero_filled_about_one_carer_the_answer_never_settles_anything() -> None:
    changes = {
        **PER_CARER,
        "/indicators/A/zero_fill": True,
        "/indicators/A/critical_at": ...,
        "/thresholds": [a_threshold({"indicator": "A", "at_least": "emerging"})],
        "/guards": [],
    }
    answers = {"A": [about("mum", "emerging")], "B": "met", "C": "met"}
    level = decided(changes, answers, carers=["mum", "dad"])["outcomes"]["level"]

    assert level["possible"] == ["middle"]
    assert level["status"] == "at_least"


def test_a_suspicion_about_one_carer_is_left_out_for_what_is_confirmed() -> None:
    records = [about("mum", "severe", suspected=True), about("dad", "met")]
    answers = {"A": records, "B": "met", "C": "met"}
    level = decided(PER_CARER, answers, carers=["mum", "dad"])["outcomes"]["level"]

    assert level["floor"] == "high"
    assert level["confirmed"] == {"floor": "low", "ceiling": "high"}


def test_an_outcome_says_whether_it_rests_on_history() -> None:
    def level(*records: str, believe: Any = ...) -> Any:
        changes = {} if believe is ... else {"/indicators/A/believe": believe}
        answers = {"A": graded(*records), "B": "met", "C": "met"}
        return decided(changes, answers)["outcomes"]["level"]

    worse_before = level("severe 2026-01-01", "met 2026-04-01")
    believed = level("severe 2026-01-01", "met 2026-04-01", believe="latest")
    undated = level("severe", "met 2026-04-01")

    assert worse_before["floor"] == "high"
    assert worse_before["last_seen"] == {"floor": "low", "ceiling": "low"}
    assert worse_before["rests_on_history"]
    assert believed["floor"] == "low"
    assert not believed["rests_on_history"]
    assert undated["last_seen"] == {"floor": "high", "ceiling": "high"}
    assert not undated["rests_on_history"]


def test_as_last_seen_measures_of_history_stay_as_they_are() -> None:
    often = {"measure": {"sightings": SEVERE, "distinct": "dates"}, "at_least": 2}
    changes = {"/thresholds": [a_threshold(often)], "/guards": []}
    records = graded("severe 2026-01-01", "severe 2026-02-01", "met 2026-04-01")
    level = decided(changes, {"A": records})["outcomes"]["level"]

    assert level["floor"] == "middle"
    assert not level["rests_on_history"]


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param({"sightings": SEVERE, "distinct": "dates"}, id="seen"),
        pytest.param({"unbroken": SEVERE, "in": "days"}, id="unbroken"),
        pytest.param({"reviews_without_improvement": "A"}, id="reviews"),
    ],
)
def test_what_is_confirmed_leaves_suspected_records_out_of_history(
    measure: Any,
) -> None:
    when = {"measure": measure, "at_least": 1}
    changes = {"/thresholds": [a_threshold(when)], "/guards": []}

    def level(**more: Any) -> Any:
        days = ("2026-01-01", "2026-02-01")
        records = [{"grade": "severe", "date": day, **more} for day in days]
        found = decided(changes, {"A": records}, reviews=REVIEWS[:2])
        return found["outcomes"]["level"]

    assert level()["confirmed"]["floor"] == "middle"
    assert level(suspected=True)["floor"] == "middle"
    assert level(suspected=True)["confirmed"] == {"floor": "low", "ceiling": "middle"}
    assert level(suspected=True)["rests_on_suspicion"]


def test_a_result_without_judgement_leaves_its_records_out_of_history() -> None:
    often = {"measure": {"sightings": SEVERE, "distinct": "dates"}, "at_least": 1}
    changes = {
        "/thresholds": [a_threshold(often)],
        "/guards": [],
        "/indicators/A/judgement": True,
    }
    level = decided(changes, {"A": graded("severe 2026-01-01")})["outcomes"]["level"]

    assert level["floor"] == "middle"
    assert level["rests_on_judgement"]


def a_review(name: str, within: Any, when: Any = None) -> dict[str, Any]:
    asked = {} if when is None else {"when": when}
    return {"id": name, "within": within, "because": "…", **asked}


def test_reviews_are_asked_for_by_a_day_and_the_earliest_is_the_day() -> None:
    bad = {"indicator": "A", "at_least": "established"}
    reviews = [
        a_review("always", {"months": 6}),
        a_review("soon", {"days": 14}, bad),
        a_review("month", {"months": 1}, {**bad, "indicator": "B"}),
    ]
    may = dt.datetime(2026, 1, 31, 12, 0, tzinfo=dt.UTC)
    found = decided({"/reviews": reviews}, {"A": "met"}, at=may)

    assert found["reviews"] == {
        "always": {"value": "true", "by": dt.date(2026, 7, 31)},
        "soon": {"value": "false", "by": dt.date(2026, 2, 14)},
        "month": {"value": "open", "by": dt.date(2026, 2, 28)},
    }
    assert found["review_by"] == dt.date(2026, 2, 28)
    assert found["conditions"]["/reviews/2/when"] == "open"


def test_without_a_review_asked_for_there_is_no_day() -> None:
    bad = {"indicator": "A", "at_least": "established"}
    soon = [a_review("soon", {"days": 14}, bad)]

    assert decided({"/reviews": soon}, {"A": "met"})["review_by"] is None
    assert decided()["review_by"] is None
    assert decided()["reviews"] == {}


def test_an_age_that_is_not_known_leaves_a_review_open() -> None:
    young = [
        a_review("young", {"days": 14}, {"measure": {"age": "months"}, "below": 6})
    ]
    found = decided({"/reviews": young}, subject={"born": "2025"})

    assert found["reviews"]["young"]["value"] == "open"


def test_a_rating_reads_the_indicator_whose_history_it_asks_for() -> None:
    rule = {
        "bands": [{"give": "met"}, {"from": 2, "give": "severe"}],
        "of": {"sightings": SEVERE, "distinct": "dates"},
    }
    rating = {"label": "R", "scale": "care", "rule": rule, "domain": "health"}
    changes = {"/ratings": {"R": rating}, "/indicators/C/domain": ...}
    one = graded("severe 2026-01-01")

    def answered(answers: Any) -> Any:
        return decided(changes, answers)["coverage"]["health"]["answered"]

    assert answered({"A": one}) == [1, 1]
    assert answered({"A": [{"state": "refused"}]}) == [0, 0]
