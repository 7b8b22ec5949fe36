"""What follows from conditions alone, without going through whole outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.analysis import Finding, _promises, prove
from neglect_rules.analysis._brought import beyond, enough
from neglect_rules.program import Extreme, Map, Member, Program, Reach, Shift, Step
from tests.builders import a_threshold, asking

A, B = ({"indicator": id_, "at_least": "severe"} for id_ in ("A", "B"))
NOT_A = {"indicator": "A", "at_most": "established"}
ROUTE = {
    "grades": ["none", "help", "law"],
    "from": {
        "outcome": "level",
        "map": {"low": "none", "middle": "help", "high": "law"},
    },
    "because": "The level says under which law.",
}
EASING = {
    "id": "E1",
    "when": {
        "measure": {"unbroken": {"indicator": "A", "at_most": "met"}, "in": "days"},
        "at_least": 90,
    },
    "lower": {"level": 1},
    "not_below": {"level": "low"},
    "because": "It has been well for long.",
}
LEVELS = ("low", "middle", "high")
GIVES_ALL = Reach(at="", role="", of=(0, 1), levels=(2, 3), base=1, grades=LEVELS)


def modifier(when: Any) -> dict[str, Any]:
    """Return a rule that raises the level by one."""
    return {
        "id": "M1",
        "when": when,
        "raise": {"level": 1},
        "up_to": {"level": "high"},
        "because": "It lasts.",
    }


def reviews(indicator: str) -> dict[str, Any]:
    """Return how many reviews found an indicator no better."""
    return {"measure": {"reviews_without_improvement": indicator}}


def promising(whenever: Any, then: Any, **more: Any) -> Program:
    """Return a ruleset that reaches the middle where A is severe, with a promise."""
    promise = {"id": "P1", "whenever": whenever, "then": then, "because": "…"}
    return asking(A, {"/guards": [], "/promises": [promise], **more})


def kept(program: Program, monkeypatch: pytest.MonkeyPatch) -> Finding:
    """Return what is found of the promise where no outcome is gone through."""
    monkeypatch.setattr(_promises, "_broken", lambda *_: (None, True))
    monkeypatch.setattr(_promises, "TRIES", 5)
    return next(f for f in prove(program) if f.claim == "promise_is_kept")


@pytest.mark.parametrize(
    ("whenever", "then", "more"),
    [
        (NOT_A, {"level": {"at_most": "low"}}, {}),
        ({"not": A}, {"level": {"at_most": "low"}}, {"/modifiers": [modifier(A)]}),
        (A, {"level": {"at_least": "middle"}}, {"/modifiers": [modifier(B)]}),
        (A, {"route": {"at_least": "help"}}, {"/outcomes/route": ROUTE}),
        (NOT_A, {"route": {"at_most": "none"}}, {"/outcomes/route": ROUTE}),
        (
            {"all": [NOT_A, {**reviews("A"), "below": 2}]},
            {"level": {"at_most": "low"}},
            {"/modifiers": [modifier({**reviews("A"), "at_least": 2})]},
        ),
    ],
)
def test_a_promise_follows_from_conditions(
    whenever: Any,
    then: Any,
    more: Mapping[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each is said in other words than the rule's, so that its form shows nothing."""
    twice = {"all": [whenever, {"any": [{"indicator": "C", "at_least": "met"}, B]}]}

    found = kept(promising(twice, then, **more), monkeypatch)

    assert found.known == "proved"


@pytest.mark.parametrize(
    ("whenever", "then", "more"),
    [
        (B, {"level": {"at_least": "middle"}}, {}),
        (A, {"level": {"at_most": "low"}}, {}),
        (NOT_A, {"level": {"at_most": "low"}}, {"/modifiers": [modifier(B)]}),
        (A, {"level": {"at_least": "middle"}}, {"/easings": [EASING]}),
        (A, {"route": {"at_least": "law"}}, {"/outcomes/route": ROUTE}),
        (
            {"all": [NOT_A, {**reviews("A"), "below": 2}]},
            {"level": {"at_most": "low"}},
            {"/modifiers": [modifier({**reviews("B"), "at_least": 2})]},
        ),
    ],
)
def test_what_does_not_follow_is_not_said_to(
    whenever: Any,
    then: Any,
    more: Mapping[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = kept(promising(whenever, then, **more), monkeypatch)

    assert found.known != "proved"


def test_a_promise_follows_from_several_rules_that_meet_it_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    either = {"at_least": 1, "of": [A, B]}
    promise = {"id": "P1", "whenever": either, "because": "…"}
    then = {"then": {"level": {"at_least": "middle"}}}
    rules = {"/guards": [], "/thresholds": [a_threshold(A), a_threshold(B, id="T10")]}
    program = asking(A, {**rules, "/promises": [{**promise, **then}]})

    assert kept(program, monkeypatch).known == "proved"


def a_map(*given: int) -> Map:
    """Return a table from the levels of step 2."""
    return Map(at="", role="", of=(2,), sizes=(4,), table=(0, *given), grades=LEVELS)


def a_shift(by: int, limit: int) -> Shift:
    """Return what moves step 2 where step 1 holds."""
    return Shift(
        at="",
        role="",
        of=2,
        when=(1,),
        by=(by,),
        limit=(limit,),
        start=(1,),
        grades=LEVELS,
    )


@pytest.mark.parametrize(
    ("last", "of_high", "beyond_low"),
    [
        (a_map(1, 2, 3), (1,), (0, 1)),
        (a_map(1, 1, 2), (), (1,)),
        (a_map(2, 2, 3), (1,), None),
        (a_map(1, 3, 2), (), None),
        (a_shift(1, 3), (1,), (0, 1, 1)),
        (a_shift(-1, 1), (), (0, 1)),
        (a_shift(-1, 3), (1,), (0, 1)),
        (Extreme(at="", role="", of=(2, 2), greatest=True), (1, 1), (0, 1, 0, 1)),
        (Extreme(at="", role="", of=(2, 2), greatest=False), (), None),
        (Extreme(at="", role="", of=(2, 0), greatest=True), (1,), None),
        (evolve(GIVES_ALL, base=2), (1,), None),
    ],
)
def test_what_brings_a_step_up_is_read_from_how_it_is_built(
    last: Step, of_high: tuple[int, ...], beyond_low: tuple[int, ...] | None
) -> None:
    condition = Member(at="", role="", of=0, among=2)
    steps = (condition, condition, GIVES_ALL, last)

    assert enough(steps, 3, 3) == of_high
    assert beyond(steps, 3, 1) == beyond_low
