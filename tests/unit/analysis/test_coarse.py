"""Numbers that are too many to go through one by one: nothing is proved of them."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.analysis import (
    Finding,
    _moves,
    _promises,
    _reached,
    moves,
    prove,
    same_meaning,
)
from neglect_rules.program import Program
from tests.builders import a_program, a_threshold

DAYS: dict[str, Any] = {"unit": "days", "from": 0, "before": 400, "step": 1}
MOST = 798
"""What two numbers of days come to together at most."""


@pytest.fixture(autouse=True)
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let searches end early."""
    for module in (_moves, _promises, _reached):
        monkeypatch.setattr(module, "TRIES", 50)


def adding_up_to(days: int, *promises: Any) -> Program:
    """Return a ruleset that reaches the middle when two numbers add up to so many."""
    both = {"sum": [{"number": "N"}, {"number": "M"}]}
    changes = {
        "/guards": [],
        "/domains": {},
        "/subjects": {"kinds": ["child"]},
        "/indicators": {
            "N": {"label": "N", "number": DAYS},
            "M": {"label": "M", "number": DAYS},
        },
        "/thresholds": [a_threshold({"measure": both, "at_least": days})],
        "/promises": list(promises),
    }
    return a_program(changes)


def after(events: int) -> Program:
    """Return a ruleset that reaches the middle after so many events."""
    changes = {
        "/guards": [],
        "/event_kinds": {"missing": {"label": "Missing"}},
        "/thresholds": [
            a_threshold(
                {
                    "measure": {"events": "missing", "within": {"months": 12}},
                    "at_least": events,
                }
            )
        ],
    }
    return a_program(changes)


def of_middle(program: Program) -> Finding:
    """Return what is found of the level in the middle."""
    about = ("level", "middle")
    return next(each for each in prove(program) if each.about == about)


@pytest.mark.parametrize(
    ("old", "new"),
    [(adding_up_to(5), adding_up_to(6)), (after(70), after(71))],
    ids=["answers", "events"],
)
def test_of_too_many_numbers_it_is_never_proved_that_nothing_moves(
    old: Program, new: Program
) -> None:
    assert moves(old, new).known == "searched"
    assert same_meaning(old, new) is None


@pytest.mark.parametrize(
    ("days", "known", "how"),
    [
        (MOST, "proved", "search"),
        (MOST - 1, "proved", "search"),
        (MOST + 1, "refuted", "bounds"),
    ],
)
def test_a_level_is_ruled_out_only_where_no_number_reaches_it(
    days: int, known: str, how: str
) -> None:
    found = of_middle(adding_up_to(days))

    assert (found.known, found.how) == (known, how)


def test_a_promise_about_too_many_numbers_is_not_proved_from_some_of_them() -> None:
    """No form that is looked at comes to seven days, of which the promise speaks."""
    both = {"sum": [{"number": "N"}, {"number": "M"}]}
    promise = {
        "id": "P1",
        "whenever": {
            "all": [
                {"measure": both, "at_least": 7},
                {"measure": both, "at_most": 7},
            ]
        },
        "then": {"level": {"at_least": "middle"}},
        "because": "A week is long.",
    }

    (found,) = (
        each
        for each in prove(adding_up_to(8, promise))
        if each.claim == "promise_is_kept"
    )

    assert found.known == "searched"
