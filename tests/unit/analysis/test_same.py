"""Whether two rulesets mean the same."""

from __future__ import annotations

from neglect_rules.analysis import same_meaning
from tests.builders import a_program, a_threshold, asking
from tests.unit.analysis.test_moves import reaching

TWICE = [
    a_threshold({"indicator": "A", "at_least": "severe"}, id=f"T{n}") for n in "12"
]


def test_words_are_not_meaning() -> None:
    assert same_meaning(a_program(), a_program({"/indicators/A/label": "Another"}))


def test_a_rule_that_stands_twice_means_what_it_means_once() -> None:
    twice = reaching("severe", **{"/thresholds": TWICE})

    assert same_meaning(reaching("severe"), twice) is True


def test_the_order_of_conditions_means_nothing() -> None:
    each = [{"indicator": id_, "at_least": "severe"} for id_ in "AB"]
    one, other = asking({"all": each}), asking({"all": each[::-1]})

    assert same_meaning(one, other) is True


def test_another_edge_means_something_else() -> None:
    assert same_meaning(reaching("severe"), reaching("emerging")) is False


def test_rulesets_with_other_levels_are_not_compared() -> None:
    other = reaching("severe", **{"/outcomes/level/grades": ["low", "middle", "top"]})

    assert same_meaning(reaching("severe"), other) is None


def test_what_cannot_be_gone_through_is_not_known() -> None:
    twice = reaching("severe", **{"/thresholds": TWICE})

    assert same_meaning(reaching("severe"), twice, budget=1) is None


def test_rulesets_that_permit_other_answers_are_not_said_to_mean_the_same() -> None:
    fewer = {"/indicators/A/permits": ["met", "severe"], "/thresholds": TWICE}

    assert same_meaning(reaching("severe"), reaching("severe", **fewer)) is None


def test_what_no_step_shows_is_not_taken_for_the_same() -> None:
    review = {"id": "V9", "within": {"months": 1}, "because": "So."}
    other = {**review, "within": {"months": 2}}

    assert same_meaning(a_program(), a_program({"/reviews": [review]})) is None
    assert (
        same_meaning(
            a_program({"/reviews": [review]}), a_program({"/reviews": [other]})
        )
        is None
    )
