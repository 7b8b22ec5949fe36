"""What the reference interpreter makes of history where not everything is asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.history_cases import BETTER, REVIEWS, SEVERE, graded, measured

SEEN = {"sightings": SEVERE, "distinct": "dates"}
NO_BETTER = {"reviews_without_improvement": "A"}
TWICE = graded("severe 2026-01-01", "severe 2026-02-01")
OR_MORE = 1_000_000
ANYBODY = {"/subjects": {"kinds": ["child", "unborn", "household"]}}


@pytest.mark.parametrize(
    ("changes", "answers", "extent"),
    [
        pytest.param({}, {}, [0, OR_MORE], id="asked"),
        pytest.param(
            {"/indicators/A/subjects": ["unborn"]}, {}, [0, 0], id="of-another-kind"
        ),
        pytest.param(
            {"/indicators/A/ages": {"before": 60}}, {}, [0, 0], id="of-another-age"
        ),
        pytest.param(
            {"/indicators/A/ask_if": BETTER | {"indicator": "B"}},
            {"B": "severe"},
            [0, 0],
            id="not-asked",
        ),
        pytest.param(
            {"/indicators/A/ask_if": BETTER | {"indicator": "B"}},
            {"B": "severe", "A": TWICE},
            [2, 2],
            id="recorded-though-not-asked",
        ),
        pytest.param(
            {"/indicators/A/ask_if": BETTER | {"indicator": "B"}},
            {"B": "severe", "A": "refused"},
            [0, 0],
            id="a-state-is-nothing-recorded",
        ),
        pytest.param(
            {"/indicators/A/may_not_apply": True},
            {"A": "not_applicable"},
            [0, 0],
            id="not-applicable",
        ),
        pytest.param(
            {"/indicators/A/ask_if": BETTER | {"indicator": "B"}},
            {"A": "not_applicable"},
            [0, OR_MORE],
            id="not-applicable-where-it-says-no-more-than-not-asked",
        ),
    ],
)
def test_a_sighting_of_what_is_not_asked_is_nought(
    changes: Any, answers: Any, extent: Any
) -> None:
    changes = {**changes, "/subjects/kinds": ["child", "unborn"]}

    assert measured(SEEN, changes, answers=answers) == extent


@pytest.mark.parametrize(
    ("measure", "extent"),
    [
        pytest.param(SEEN, [0, 2], id="sightings"),
        pytest.param({"unbroken": SEVERE, "in": "days"}, [0, 120], id="unbroken"),
        pytest.param(NO_BETTER, [0, 1], id="reviews"),
    ],
)
def test_while_it_is_open_whether_it_is_asked_a_count_is_from_nought(
    measure: Any, extent: Any
) -> None:
    changes = {**ANYBODY, "/indicators/A/ages": {"before": 60}}
    found = measured(
        measure,
        changes,
        answers={"A": TWICE},
        subject={"kind": "household"},
        reviews=REVIEWS[:2],
    )

    assert found == extent


@pytest.mark.parametrize(
    ("of", "graded_", "answers", "extent"),
    [
        pytest.param(
            {"indicators": ["A", "B"]},
            {"at_least": "established"},
            {"A": TWICE, "B": graded("severe 2026-01-01")},
            [2, 2],
            id="the-greatest",
        ),
        pytest.param(
            {"indicators": ["A", "B"]},
            {"at_least": "established"},
            {"A": TWICE},
            [2, OR_MORE],
            id="one-is-not-graded",
        ),
        pytest.param(
            "all",
            {"in": ["met"]},
            {"A": graded("met 2026-01-01"), "B": "met", "C": "met"},
            [1, 1],
            id="all",
        ),
        pytest.param("all", "critical", {"A": TWICE}, [2, 2], id="what-is-critical"),
        pytest.param(
            {"indicators": ["A", "R"]},
            {"at_least": "established"},
            {"A": graded("met 2026-01-01")},
            [0, 0],
            id="ratings-are-left-out",
        ),
    ],
)
def test_of_a_selection_the_greatest_count_stands(
    of: Any, graded_: Any, answers: Any, extent: Any
) -> None:
    rating = {"label": "R", "scale": "care", "rule": {"worst_of": ["B"]}}
    selection = {"from": of, "graded": graded_}
    measure = {"sightings": selection, "distinct": "dates"}

    assert measured(measure, {"/ratings": {"R": rating}}, answers=answers) == extent


def test_the_longest_unbroken_spell_of_a_selection_stands() -> None:
    selection = {
        "from": {"indicators": ["A", "S"]},
        "graded": {"in": ["met", "reliable"]},
    }
    answers = {
        "A": graded("met 2026-03-01", "met 2026-03-11"),
        "S": graded("weak 2026-01-01", "reliable 2026-03-01", "reliable 2026-03-31"),
    }
    found = measured({"unbroken": selection, "in": "days"}, answers=answers)

    assert found == [30, 30]


@pytest.mark.parametrize(
    ("name", "b", "extent"),
    [
        pytest.param("A", [], [1, 1], id="an-indicator"),
        pytest.param("safety", [], [1, 1], id="one-member-is-enough"),
        pytest.param("safety", graded("met 2026-01-01"), [1, 1], id="the-greatest"),
        pytest.param("health", [], [0, 1], id="an-unanswered-member-may-be-one"),
        pytest.param("all", graded("met 2026-01-01"), [1, 1], id="all"),
    ],
)
def test_reviews_look_at_an_indicator_a_domain_or_all(
    name: str, b: Any, extent: Any
) -> None:
    answers = {"A": TWICE, **({"B": b} if b else {})}
    measure = {"reviews_without_improvement": name}

    assert measured(measure, answers=answers, reviews=REVIEWS[:2]) == extent


def test_without_two_reviews_none_saw_a_concern_no_better() -> None:
    assert measured(NO_BETTER, answers={"A": TWICE}) == [0, 0]
    assert measured(NO_BETTER, answers={"A": TWICE}, reviews=REVIEWS[:1]) == [0, 0]


def test_a_review_in_the_future_is_not_yet_counted() -> None:
    found = measured(
        NO_BETTER, answers={"A": TWICE}, reviews=[*REVIEWS[:2], "2026-05-02"]
    )

    assert found == [1, 1]
