"""What is counted over time is nought while it is not asked; of several the greatest.

And without suspicion, or without a person's judgement, it is counted again (5.14).
"""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.evaluation import OutcomeResult, evaluate
from tests.builders import NOON, a_case, a_threshold
from tests.unit.facts.histories import (
    ANY,
    BETTER,
    KIND,
    OR_MORE,
    REVIEWED,
    SEVERE,
    graded,
    linked,
    measured,
)

SEEN = {"sightings": SEVERE, "distinct": "dates"}
FOR_LONG = {"unbroken": SEVERE, "in": "days"}
IN_VAIN = {REVIEWED: "A"}
REVIEWS = ["2026-02-10", "2026-03-10"]
GRAVE = graded("severe 2026-02-05", "severe 2026-03-05")
FOUND = {"seen": ("2", "2"), "long": ("28", "85"), "vain": ("1", "1")}
MEASURES = {"seen": SEEN, "long": FOR_LONG, "vain": IN_VAIN}
each_measure = pytest.mark.parametrize("name", list(MEASURES))

ASKED_IF = {"indicator": "X", "in": ["yes"]}
LIMITED: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any] | None]] = [
    ("too-old", {"ages": {"before": 24}}, {}, None),
    ("too-young", {"ages": {"from": 120}}, {}, None),
    ("of-another-kind", {"subjects": ["unborn"]}, {}, None),
    ("spared-and-not-recorded", {"ask_if": ASKED_IF}, {"X": "no"}, None),
    (
        "does-not-apply",
        {"may_not_apply": True},
        {"A": "not_applicable"},
        None,
    ),
]


def limited(name: str, spec: Any, answers: Any, subject: Any = None) -> Any:
    """Return what a measure comes to of an indicator with limits."""
    changes = {f"/indicators/A/{key}": value for key, value in spec.items()}
    return measured(MEASURES[name], changes, answers, subject=subject, reviews=REVIEWS)


@each_measure
@pytest.mark.parametrize(
    ("spec", "answers", "subject"), [pytest.param(*row, id=i) for i, *row in LIMITED]
)
def test_what_is_not_asked_comes_to_nought(
    name: str, spec: Any, answers: Any, subject: Any
) -> None:
    assert limited(name, spec, answers, subject) == ("0", "0")


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param({"sightings": BETTER, "distinct": "dates"}, id="seen"),
        pytest.param({"unbroken": BETTER, "in": "days"}, id="unbroken"),
    ],
)
def test_the_lowest_grade_recorded_outside_its_ages_is_not_counted(
    measure: Any,
) -> None:
    mild = {"A": graded("met 2026-02-05", "met 2026-03-05")}
    baby = {"/indicators/A/ages": {"before": 24}}

    assert measured(measure, answers=mild) != ("0", "0")
    assert measured(measure, baby, mild) == ("0", "0")


@each_measure
def test_what_was_recorded_counts_even_if_it_was_not_to_be_asked(name: str) -> None:
    spared = {"A": GRAVE, "X": "no"}

    assert limited(name, {"ask_if": ASKED_IF}, spared) == FOUND[name]


@each_measure
def test_while_it_is_open_whether_it_is_asked_it_is_from_nought(name: str) -> None:
    perhaps = {"age_months": {"from": 20, "to": 30}}
    spec = {"ages": {"before": 24}}

    found = limited(name, spec, {"A": GRAVE}, perhaps)

    assert found == ("0", FOUND[name][1])


@each_measure
def test_while_it_is_asked_it_is_what_it_is(name: str) -> None:
    for spec, answers in (
        ({"ages": {"before": 120}}, {"A": GRAVE}),
        ({"subjects": ["child"]}, {"A": GRAVE}),
        ({"ask_if": ASKED_IF}, {"A": GRAVE, "X": "yes"}),
        ({"may_not_apply": True}, {"A": GRAVE}),
    ):
        assert limited(name, spec, answers) == FOUND[name]


def test_what_may_apply_though_nobody_knows_is_nought_or_more() -> None:
    assert limited("seen", {"may_not_apply": True}, {}) == ANY
    assert limited("seen", {"ask_if": ASKED_IF}, {}) == ANY


SIGNS = {
    "A": graded("severe 2026-04-01"),
    "B": graded("established 2026-03-01", "severe 2026-04-01"),
    "C": graded("met 2026-04-01"),
}
SOME = {"from": "all", "graded": {"at_least": "established"}}
IN_SAFETY = {"from": {"domains": ["safety"]}, "graded": {"at_least": "severe"}}


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        pytest.param({"sightings": SOME, "distinct": "dates"}, ("2", "2"), id="seen"),
        pytest.param({"unbroken": SOME, "in": "days"}, ("31", "61"), id="unbroken"),
        pytest.param(
            {"unbroken": IN_SAFETY, "in": "days"}, ("0", "30"), id="of-a-domain"
        ),
        pytest.param(
            {"sightings": {"from": "all", "graded": "critical"}, "distinct": "dates"},
            ("1", "1"),
            id="critical-by-what-each-is-critical-at",
        ),
    ],
)
def test_of_a_selection_the_greatest_over_its_indicators_counts(
    measure: Any, value: tuple[str, str]
) -> None:
    assert measured(measure, answers=SIGNS) == value


def test_one_of_a_selection_that_nobody_looked_at_may_be_the_greatest() -> None:
    seen = {"A": SIGNS["A"], "B": SIGNS["B"]}

    assert measured({"sightings": SOME, "distinct": "dates"}, answers=seen) == (
        "2",
        OR_MORE,
    )


def result(when: Any, answers: Any, changes: Any = None, **case: Any) -> OutcomeResult:
    """Return the result of a ruleset that asks just this."""
    asked = {"/thresholds": [a_threshold(when)]}
    program = linked({**KIND, "/guards": [], **asked, **(changes or {})})
    return evaluate(program, a_case(answers, **case), at=NOON)["level"]


def suspected(*records: str) -> list[dict[str, Any]]:
    """Return records that are only suspected."""
    return [{**each, "suspected": True} for each in graded(*records)]


OVER_TIME: list[tuple[str, Any]] = [
    ("seen-twice", {"measure": SEEN, "at_least": 2}),
    ("for-long", {"measure": FOR_LONG, "at_least": 28}),
    ("in-vain", {"measure": IN_VAIN, "at_least": 1}),
]
over_time = pytest.mark.parametrize(
    "when", [pytest.param(w, id=i) for i, w in OVER_TIME]
)


@over_time
def test_what_is_confirmed_leaves_suspected_records_out_of_the_count(when: Any) -> None:
    half = [*graded("severe 2026-02-05"), *suspected("severe 2026-03-05")]

    found = result(when, {"A": half}, reviews=REVIEWS)

    assert (found.floor, found.confirmed[0]) == ("middle", "low")
    assert found.rests_on_suspicion


@over_time
def test_what_was_confirmed_stays_so(when: Any) -> None:
    found = result(when, {"A": GRAVE}, reviews=REVIEWS)

    assert found.confirmed == ("middle",)
    assert not found.rests_on_suspicion


@over_time
def test_without_a_persons_judgement_it_is_not_counted(when: Any) -> None:
    judged = {"/indicators/A/judgement": True}

    assert result(when, {"A": GRAVE}, judged, reviews=REVIEWS).rests_on_judgement
    assert not result(when, {"A": GRAVE}, reviews=REVIEWS).rests_on_judgement


def test_events_are_not_suspected_and_need_no_judgement() -> None:
    when = {"measure": {"events": "missed"}, "at_least": 1}
    events = {"missed": {"records": [{"date": "2026-04-01"}]}}

    found = result(when, {}, events=events)

    assert found.confirmed == ("middle",)
    assert not found.rests_on_judgement


def test_a_history_and_a_plain_answer_are_set_aside_together() -> None:
    both = {"all": [{"measure": SEEN, "at_least": 1}, {"not": BETTER}]}

    found = result(both, {"A": suspected("severe 2026-04-01")})

    assert (found.floor, found.confirmed) == ("middle", ("low", "middle"))


def test_an_easing_on_suspected_improvement_alone_is_not_confirmed() -> None:
    lasting = {"unbroken": BETTER, "in": "days"}
    easing = {
        "id": "E1",
        "when": {"measure": lasting, "at_least": 28},
        "lower": {"level": 1},
        "not_below": {"level": "low"},
        "because": "…",
    }
    better = suspected("met 2026-02-05", "met 2026-03-05")

    found = result({"subject": ["child"]}, {"A": better}, {"/easings": [easing]})

    assert (found.ceiling, found.confirmed) == ("low", ("low", "middle"))
