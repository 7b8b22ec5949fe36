"""Whom a change moves, in rulesets so small that one can count along."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.analysis import _moves, moves
from neglect_rules.program import Program
from tests.builders import asking

ONLY_A: dict[str, Any] = {
    "/guards": [],
    "/subjects": {"kinds": ["child"]},
    "/indicators": {"A": {"scale": "care", "label": "A"}},
    "/domains": {},
}


def reaching(grade: str, **more: Any) -> Program:
    """Return a ruleset that reaches the middle from a grade of its one indicator."""
    return asking({"indicator": "A", "at_least": grade}, {**ONLY_A, **more})


def test_each_form_that_moves_is_counted() -> None:
    (found,) = moves(reaching("severe"), reaching("emerging")).outcomes

    assert (found.count("up"), found.count("down")) == (2, 0)
    assert found.table == {
        ("low", "low"): 1,
        ("low", "middle"): 2,
        ("middle", "middle"): 1,
    }
    assert found.movers["up"].new.document["answers"] == {"A": "emerging"}


def test_a_ruleset_moves_nobody_against_itself() -> None:
    assert not moves(reaching("severe"), reaching("severe")).moves_any


def test_a_level_that_only_one_has_is_neither_up_nor_down() -> None:
    changes = {
        "/outcomes/level/grades": ["low", "between", "high"],
        "/thresholds/0/reach": {"level": "between"},
    }

    (found,) = moves(reaching("severe"), reaching("severe", **changes)).outcomes

    assert found.count("other") == 1


def test_answers_that_only_one_permits_are_left_out() -> None:
    new = reaching("severe", **{"/indicators/A/permits": ["met", "severe"]})

    found = moves(reaching("severe"), new)

    assert (found.left_out, found.forms) == (("A",), 2)


def test_where_there_is_too_much_some_forms_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_moves, "TRIES", 40)

    found = moves(reaching("severe"), reaching("emerging"), budget=2)

    assert (found.known, found.forms) == ("searched", 40)
    assert sum(found.outcomes[0].table.values()) == 40
    assert found.outcomes[0].movers["up"].was == "low"
