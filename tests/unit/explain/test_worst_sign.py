"""Of a worst sign the reason tells the worst, and not all that is well beside it."""

from __future__ import annotations

from typing import Any

from neglect_rules.evaluation import evaluate
from neglect_rules.explain import explain
from tests.builders import NOON, a_case, asking

WORST = {"label": "The worst", "scale": "care", "rule": {"worst_of": ["A", "B", "C"]}}
NAMED = {
    "/indicators/A/label": "Left alone",
    "/indicators/B/label": "Hungry",
    "/indicators/C/label": "Ill",
    "/guards": [],
    "/ratings": {"W": WORST},
}


def why(answers: Any) -> str:
    """Return the part of the page that gives the reasons."""
    rule = asking({"rating": "W", "at_least": "established"}, NAMED)
    page = explain(evaluate(rule, a_case(answers), at=NOON))
    return page.partition("\nWhy\n")[2].partition("\nStill open\n")[0]


def test_what_is_well_beside_the_worst_sign_is_not_told() -> None:
    told = why({"A": "severe", "B": "emerging", "C": "met"})

    assert "Left alone" in told
    assert "Hungry" not in told
    assert "Ill" not in told


def test_all_that_are_as_grave_are_told() -> None:
    told = why({"A": "severe", "B": "severe", "C": "established"})

    assert "Left alone" in told
    assert "Hungry" in told
    assert "Ill" not in told


def test_what_may_yet_be_worse_is_told() -> None:
    told = why({"A": "established", "B": "met"})

    assert "Left alone" in told
    assert "Ill" in told
    assert "Hungry" not in told
