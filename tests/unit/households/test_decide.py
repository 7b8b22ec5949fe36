"""What a household comes to: its worst child, and those of whom nothing is known."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.loading import against_schema
from tests.builders import NOON, a_case, a_program
from tests.unit.households.builders import (
    ALL_CORE,
    GRAVE,
    MIDDLING,
    RESCREEN,
    WELL,
    a_child,
    decided,
    unassessed,
)

PERSON = {"/open_answers/recommend": "person"}
CEILING = {"/open_answers/recommend": "ceiling"}
FILLED = {
    "/indicators/B/core": False,
    "/indicators/B/zero_fill": True,
}


def test_the_household_is_as_its_worst_child() -> None:
    level = decided(a_child("a", WELL), a_child("b", GRAVE), a_child("c", MIDDLING))[
        "level"
    ]

    assert level.possible == ("high",)
    assert (level.floor, level.ceiling) == ("high", "high")
    assert (level.status, level.recommended) == ("settled", "high")
    assert level.worst == ("b",)


def test_each_child_is_judged_as_a_case_is() -> None:
    decision = decided(a_child("a", WELL), a_child("b", MIDDLING))
    alone = evaluate(a_program(), a_case(MIDDLING), at=NOON)

    assert [child.ref for child in decision.children] == ["a", "b"]
    found = decision.children[1].decision
    assert found is not None
    assert found.outcomes == alone.outcomes


def test_several_children_may_be_the_worst() -> None:
    level = decided(a_child("a", GRAVE), a_child("b", WELL), a_child("c", GRAVE))[
        "level"
    ]

    assert level.worst == ("a", "c")


def test_where_all_are_well_the_household_is_and_nobody_is_the_worst() -> None:
    level = decided(a_child("a", WELL), a_child("b", WELL))["level"]

    assert (level.status, level.recommended) == ("settled", "low")
    assert level.worst == ()


def test_whoever_is_not_assessed_leaves_the_ceiling_at_the_top() -> None:
    level = decided(a_child("a", WELL), unassessed("b"))["level"]

    assert level.possible == ("low", "middle", "high")
    assert level.status == "not_determinable"
    assert level.recommended is None


def test_what_is_certain_is_recommended_though_somebody_is_not_assessed() -> None:
    level = decided(a_child("a", MIDDLING), unassessed("b"))["level"]

    assert level.possible == ("middle", "high")
    assert level.status == "at_least"
    assert level.recommended == "middle"
    assert level.worst == ("a",)


def test_at_the_top_nothing_can_change_it() -> None:
    level = decided(a_child("a", GRAVE), unassessed("b"))["level"]

    assert (level.status, level.recommended) == ("settled", "high")


def test_of_children_none_of_whom_is_assessed_nothing_is_known() -> None:
    decision = decided(unassessed("a"), unassessed("b"))

    assert decision["level"].possible == ("low", "middle", "high")
    assert decision["level"].recommended is None
    assert decision.review_by is None
    assert against_schema(decision.to_dict(), "household-decision", shows=True) == ()


def test_too_little_about_one_child_is_too_little_about_the_household() -> None:
    level = decided(a_child("a", WELL), a_child("b", {}), changes=ALL_CORE)["level"]

    assert level.status == "not_determinable"
    assert level.recommended is None


def test_what_is_open_for_one_child_leaves_more_possible() -> None:
    level = decided(a_child("a", MIDDLING), a_child("b", {}))["level"]

    assert level.possible == ("middle", "high")
    assert (level.status, level.recommended) == ("at_least", "middle")


def test_what_is_open_below_the_worst_child_is_nothing_to_the_household() -> None:
    level = decided(a_child("a", MIDDLING), a_child("b", {"A": "met", "B": "met"}))[
        "level"
    ]

    assert level.possible == ("middle",)
    assert level.status == "settled"


def test_what_nobody_answered_and_counts_as_well_settles_nothing() -> None:
    filled = a_child("b", {"A": "met", "C": "met"})
    level = decided(a_child("a", WELL), filled, changes=FILLED)["level"]

    assert level.possible == ("low",)
    assert level.status == "at_least"
    assert decided(a_child("a", GRAVE), filled, changes=FILLED)["level"].status == (
        "settled"
    )


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], None, id="nothing-is-recommended-for-anybody"),
        pytest.param([WELL], None, id="the-lowest-is-not-recommended-for-every-child"),
        pytest.param([MIDDLING], "middle", id="what-is-recommended-is-certain"),
    ],
)
def test_what_is_left_to_a_person_is_never_called_low(
    others: list[Any], expected: str | None
) -> None:
    children = [a_child(f"o{n}", each) for n, each in enumerate(others)]
    decision = decided(a_child("a", {}), *children, changes=PERSON)

    assert decision["level"].recommended == expected


def test_nothing_below_what_is_certain_is_recommended() -> None:
    certain = a_child("a", {"B": "severe", "C": "emerging"})
    level = decided(certain, a_child("b", WELL), changes=PERSON)["level"]

    assert level.floor == "middle"
    assert level.recommended is None


def test_a_ruleset_may_recommend_the_highest_possible() -> None:
    level = decided(a_child("a", {}), a_child("b", MIDDLING), changes=CEILING)["level"]

    assert (level.floor, level.recommended) == ("middle", "high")
    assert level.worst == ("b",)


def test_another_order_of_children_changes_only_the_list() -> None:
    children = [a_child("a", GRAVE), a_child("b", WELL), unassessed("c")]
    one, other = decided(*children), decided(*reversed(children))

    assert one.outcomes == other.outcomes
    assert [child.ref for child in other.children] == ["c", "b", "a"]
    assert [each.decision for each in reversed(other.children)] == [
        each.decision for each in one.children
    ]


def test_the_result_is_a_json_value_in_the_form_of_its_schema() -> None:
    decision = decided(
        a_child("a", GRAVE),
        a_child("b", WELL),
        unassessed("c"),
        changes=RESCREEN,
        ref="H-1",
    )
    whole = decision.to_dict()

    assert against_schema(whole, "household-decision", shows=True) == ()
    assert whole["ref"] == "H-1"
    assert whole["outcomes"]["level"]["worst"] == ["a"]
    assert [child["decision"] is None for child in whole["children"]] == [
        False,
        False,
        True,
    ]
    for child in whole["children"][:2]:
        assert against_schema(child["decision"], "decision", shows=True) == ()
