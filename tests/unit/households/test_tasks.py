"""What is to do about the children of a household, and by when."""

from __future__ import annotations

import datetime as dt

from neglect_rules.households import HouseholdTask
from tests.unit.households.builders import (
    GRAVE,
    MIDDLING,
    RESCREEN,
    WELL,
    a_child,
    decided,
    unassessed,
)


def test_whom_to_assess_is_said() -> None:
    decision = decided(unassessed("b"), a_child("a", WELL), unassessed("c"))

    assert decision.tasks == (HouseholdTask(id="assess_child", certain=("b", "c")),)


def test_without_a_word_of_the_ruleset_nobody_is_looked_at_again() -> None:
    assert decided(a_child("a", GRAVE), a_child("b", WELL)).tasks == ()


def test_all_others_are_looked_at_again_when_one_child_reaches_the_level() -> None:
    children = [a_child("a", WELL), a_child("b", GRAVE), a_child("c", WELL)]
    (task,) = decided(*children, changes=RESCREEN).tasks

    assert task.id == "look_again"
    assert (task.certain, task.possible) == (("a", "c"), ())
    assert (task.reached_by, task.perhaps_reached_by) == (("b",), ())
    assert task.because == "What harms one child may harm the others."


def test_two_who_reach_it_are_looked_at_again_because_of_each_other() -> None:
    children = [a_child("a", MIDDLING), a_child("b", GRAVE)]
    (task,) = decided(*children, changes=RESCREEN).tasks

    assert task.certain == ("a", "b")


def test_whoever_may_reach_it_asks_for_a_look_perhaps() -> None:
    assess, again = decided(
        a_child("a", WELL), unassessed("b"), a_child("c", WELL), changes=RESCREEN
    ).tasks

    assert assess.certain == ("b",)
    assert (again.certain, again.possible) == ((), ("a", "c"))
    assert again.perhaps_reached_by == ("b",)


def test_one_who_reaches_it_alone_is_not_another_child() -> None:
    children = [a_child("a", GRAVE), unassessed("b")]
    _, again = decided(*children, changes=RESCREEN).tasks

    assert (again.certain, again.possible) == ((), ("a",))
    assert decided(a_child("a", GRAVE), changes=RESCREEN).tasks == ()


def test_the_earliest_review_of_a_child_is_the_households() -> None:
    reviews = [
        {"id": "V1", "within": {"days": 90}, "because": "…"},
        {
            "id": "V2",
            "when": {"indicator": "A", "at_least": "severe"},
            "within": {"days": 14},
            "because": "…",
        },
    ]
    changes = {"/reviews": reviews}

    assert decided(a_child("a", WELL), changes=changes).review_by == dt.date(
        2026, 7, 30
    )
    assert decided(
        a_child("a", WELL), a_child("b", GRAVE), changes=changes
    ).review_by == dt.date(2026, 5, 15)
