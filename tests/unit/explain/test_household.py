"""What people are told of a household, and what they are never told."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.errors import UnsupportedError
from neglect_rules.explain import explain_household
from tests.unit.explain.test_explain import flat, section
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

TOP = "Recommended level for the household"


def told(*children: Any, **more: Any) -> str:
    return explain_household(decided(*children, **more))


def test_the_first_line_is_the_level_and_because_of_which_child() -> None:
    lines = told(a_child("a", WELL), a_child("b", GRAVE)).splitlines()

    assert lines[:3] == [TOP, "-" * len(TOP), "Level   High, because of child b"]


def test_a_ruleset_that_is_not_adopted_says_so_first() -> None:
    text = told(a_child("a", WELL), changes={"/status": "draft"})

    assert text.startswith("Draft. Not finished and not agreed by anyone.")


def test_several_worst_children_are_all_named() -> None:
    text = told(a_child("a", GRAVE), a_child("b", GRAVE))

    assert "High, because of children a and b" in text


def test_each_child_is_told_with_its_reason() -> None:
    text = section(told(a_child("a", WELL), a_child("b", GRAVE)), "Each child")

    assert flat(text) == (
        "- Child a. Level: Low."
        " - Child b. Level: High. One critical sign is enough. [G1] Critical: A."
        " All the reasons for a child are in that child's own explanation."
    )


def test_where_one_is_not_assessed_no_low_level_is_said_of_the_household() -> None:
    text = told(a_child("a", WELL), unassessed("b"))
    top = flat(section(text, TOP))

    assert "Cannot be determined from what was recorded" in top
    assert 'Not every child was assessed: it could be "Middle" or "High".' in top
    assert "Low" not in top
    assert "Nobody has assessed this child yet" in flat(section(text, "To assess"))


def test_what_is_certain_is_said_though_more_is_possible() -> None:
    text = flat(section(told(a_child("a", MIDDLING), unassessed("b")), TOP))

    assert "At least: Middle, because of child a" in text
    assert 'Not every child was assessed: it could be "High".' in text


def test_where_all_are_assessed_and_something_is_open_that_is_said() -> None:
    text = flat(section(told(a_child("a", MIDDLING), a_child("b", {})), TOP))

    assert 'Not settled: it could be "High".' in text


def test_too_little_is_said_to_be_too_little() -> None:
    text = told(a_child("a", WELL), a_child("b", {}), changes=ALL_CORE)

    assert "Too little was answered: it could be" in flat(section(text, TOP))


def test_a_low_level_that_is_not_settled_is_so_far() -> None:
    text = flat(section(told(a_child("a", WELL), a_child("b", {})), TOP))

    assert "So far: Low Not settled: it could be" in text


def test_what_counts_as_well_unanswered_is_said() -> None:
    changes = {"/indicators/B/core": False, "/indicators/B/zero_fill": True}
    text = told(a_child("a", {"A": "met", "C": "met"}), changes=changes)

    assert "counted as if all were well" in flat(section(text, TOP))


def test_what_is_left_to_a_person_is_said_with_what_is_certain() -> None:
    changes = {"/open_answers/recommend": "person"}
    middling = a_child("a", {"B": "severe", "C": "emerging"})
    text = flat(section(told(middling, unassessed("b"), changes=changes), TOP))

    assert "Left to a person while answers are open" in text
    assert "At least: Middle, because of child a." in text


def test_the_highest_possible_is_said_to_be_that() -> None:
    changes = {"/open_answers/recommend": "ceiling"}
    text = told(a_child("a", {}), a_child("b", MIDDLING), changes=changes)
    top = flat(section(text, TOP))

    assert "High, because of child a" in top
    assert "this ruleset recommends the highest possible" in top
    assert "At least: Middle, because of child b." in top


def test_of_too_little_no_least_level_is_named() -> None:
    changes = {**ALL_CORE, "/open_answers/recommend": "ceiling"}
    top = flat(section(told(a_child("a", {}), changes=changes), TOP))

    assert "What was recorded does not show how much is needed." in top
    assert "Low" not in top


def test_a_level_that_rests_on_suspicion_is_said_to() -> None:
    grave = a_child("a", {**WELL, "A": {"grade": "severe", "suspected": True}})

    assert "It rests on what is only suspected." in told(grave)


def test_whom_to_look_at_again_is_said_with_the_reason() -> None:
    text = told(
        a_child("a", WELL), a_child("b", GRAVE), unassessed("c"), changes=RESCREEN
    )

    assert flat(section(text, "To look at again")) == (
        'When one child reaches "Middle", look at all others again.'
        " What harms one child may harm the others."
        " - Child a, because of child b - Child b, perhaps: child c may reach it"
    )


def test_the_review_date_is_said() -> None:
    changes = {"/reviews": [{"id": "V1", "within": {"days": 9}, "because": "…"}]}
    text = told(a_child("a", WELL), changes=changes)

    assert section(text, "Review").strip() == "By 10 May 2026 at the latest."
    assert "\nReview\n" not in told(a_child("a", WELL))


def test_what_is_not_asked_of_a_child_is_said() -> None:
    changes = {"/indicators/C/ages": {"from": 132}}
    text = told(a_child("a", WELL | {"C": "not_known"}), changes=changes)
    shared = {"answers": {"C": "met"}}
    other = told(a_child("a", {"A": "met"}), changes=changes, shared=shared)

    assert "not asked of this child" not in text
    assert "Recorded for all, not asked of this child: C." in other


def test_none_of_whom_is_assessed_is_a_page_too() -> None:
    text = told(unassessed("a"), unassessed("b"))

    assert "\nEach child\n" not in text
    assert "Nobody has assessed these children yet" in text


def test_a_ruleset_without_levels_recommends_none() -> None:
    changes = {
        "/outcomes": {},
        "/thresholds": [],
        "/guards": [],
        "/report": [{"id": "R1", "label": "Sum", "measure": {"total": "all"}}],
    }
    text = told(a_child("a", WELL), changes=changes)

    assert text.startswith("This ruleset recommends no level.")


def test_no_line_is_wider_than_eighty_columns() -> None:
    children = [
        a_child("x" * 90, GRAVE),
        *(unassessed(f"child-{n}") for n in range(30)),
    ]
    text = told(*children, changes=RESCREEN)

    assert max(map(len, text.splitlines())) <= 80


def test_the_words_may_be_translated_where_the_ruleset_has_them() -> None:
    changes = {
        "/translations": {"cy": {"/outcomes/level/labels/high": "Uchel"}},
        "/outcomes/level/labels": {"high": "High"},
    }
    decision = decided(unassessed("b"), a_child("a", GRAVE), changes=changes)
    text = explain_household(decision, language="cy")

    assert text.startswith("Only the ruleset's own words are translated")
    assert "Uchel, because of child a" in text
    with pytest.raises(UnsupportedError):
        explain_household(decision, language="fr")


def test_as_markdown_it_has_titles_and_lists() -> None:
    decision = decided(a_child("a*b", GRAVE), unassessed("c"), changes=RESCREEN)
    text = explain_household(decision, form="markdown")

    assert text.startswith(f"## {TOP}\n\n- **Level**: High, because of child a\\*b\\\n")
    assert "\n\n- Child a\\*b. Level: High.\n\n  One critical sign is enough. " in text
    assert "\\[G1\\]" in text
    assert "**This is a recommendation. A named person decides.**" in text
