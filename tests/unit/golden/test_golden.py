"""Worked cases: every difference from what was agreed is found."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.golden import is_for, load_test, read_test, run_test
from tests.builders import a_program, a_threshold

AGREED: dict[str, Any] = {
    "format": 1,
    "name": "A small case",
    "at": "2026-05-01T12:00:00+00:00",
    "case": {
        "subject": {"age_months": 60},
        "answers": {"A": "met", "B": "severe", "C": "met"},
    },
    "expect": {
        "outcomes": {"level": {"floor": "middle", "status": "settled"}},
        "met": ["T1"],
        "not_met": ["G1"],
        "sufficient": ["B"],
    },
}


def differences(expect: dict[str, Any], **more: Any) -> list[str]:
    """Return what a small worked case says when this is expected of it."""
    changes = {
        "/tasks": [
            {"id": "K1", "task": "Go.", "when": {"subject": ["child"]}},
            {"id": "K2", "task": "Stay.", "when": {"subject": ["child"]}},
        ],
        "/report": [
            {"id": "sum", "label": "Sum", "measure": {"total": "all"}},
            {"id": "age", "label": "Age", "measure": {"age": "months"}},
        ],
    }
    test = load_test(json.dumps({**AGREED, "expect": expect, **more}))
    return [str(each) for each in run_test(a_program(changes), test).differences]


def test_what_was_agreed_comes_out() -> None:
    result = run_test(a_program(), load_test(json.dumps(AGREED)))

    assert result.agrees
    assert result.decisions[0]["level"].recommended == "middle"


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        pytest.param(
            {"outcomes": {"level": {"floor": "high"}}},
            "case: level floor: agreed high, found middle",
            id="a-floor",
        ),
        pytest.param(
            {"outcomes": {"level": {"recommended": None}}},
            "case: level recommended: agreed none, found middle",
            id="a-recommendation",
        ),
        pytest.param(
            {"outcomes": {"other": {"floor": "high"}}},
            "case: other: agreed an outcome, found no such outcome",
            id="no-such-outcome",
        ),
        pytest.param(
            {"met": ["G1"]}, "case: G1: agreed met, found not met", id="a-guard"
        ),
        pytest.param(
            {"open": ["T1"]}, "case: T1: agreed open, found met", id="an-open-rule"
        ),
        pytest.param(
            {"met": ["T7"]},
            "case: T7: agreed met, found no such rule",
            id="no-such-rule",
        ),
        pytest.param(
            {"tasks": ["K1"]}, "case: tasks: agreed K1, found K1, K2", id="the-tasks"
        ),
        pytest.param(
            {"report": {"sum": "5"}},
            "case: report sum: agreed 5, found 6, 6",
            id="a-reported-number",
        ),
        pytest.param(
            {"report": {"nothing": "5"}},
            "case: report nothing: agreed 5, found no such item",
            id="no-such-report",
        ),
        pytest.param(
            {"sufficient": ["A"]},
            "case: level floor from A alone: agreed middle, found low",
            id="answers-that-do-not-suffice",
        ),
        pytest.param(
            {"sufficient": ["A", "B"]},
            "case: sufficient without A: agreed a lower floor, found the same floors",
            id="an-answer-that-can-be-spared",
        ),
        pytest.param(
            {"sufficient": ["B", "X"]},
            "case: sufficient: agreed recorded answers, found not recorded: X",
            id="an-answer-that-was-not-recorded",
        ),
    ],
)
def test_each_difference_is_said(expect: dict[str, Any], said: str) -> None:
    assert said in differences(expect)


@pytest.mark.parametrize(
    "expect",
    [
        pytest.param({"report": {"sum": "6"}}, id="one-number-is-both-ends"),
        pytest.param({"report": {"sum": ["6", "6"]}}, id="both-ends"),
        pytest.param({"tasks": ["K2", "K1"]}, id="tasks-in-any-order"),
        pytest.param({}, id="nothing"),
    ],
)
def test_what_agrees_makes_no_difference(expect: dict[str, Any]) -> None:
    assert differences(expect) == []


def test_a_twin_is_the_case_with_some_answers_changed_and_some_taken_out() -> None:
    twin = {
        "answers": {"B": None, "A": "severe"},
        "expect": {"outcomes": {"level": {"floor": "middle"}}, "open": ["T1"]},
    }

    assert differences({}, twins=[twin]) == [
        "twin 1: level floor: agreed middle, found high",
        "twin 1: T1: agreed open, found met",
    ]


def test_a_worked_case_is_for_the_versions_that_it_names_or_for_all() -> None:
    program = a_program()
    named = load_test(json.dumps({**AGREED, "versions": ["9.9.9"]}))

    assert is_for(load_test(json.dumps(AGREED)), program)
    assert not is_for(named, program)


def test_every_outcome_must_keep_its_floor_when_none_is_named() -> None:
    assert differences({"sufficient": ["C"]}) == [
        "case: level floor from C alone: agreed middle, found low"
    ]


def test_a_broken_document_says_where_and_holds_no_value() -> None:
    broken = {**AGREED, "case": {"subject": {}, "answers": {"A": {"grade": 17}}}}

    with pytest.raises(CaseError) as refused:
        load_test(json.dumps(broken), name="broken.json")

    found = refused.value.diagnostics[0]
    assert found.file == "broken.json"
    assert str(found.at).startswith("/case/answers/A")
    assert "17" not in found.message


def test_an_impossible_date_in_the_case_is_placed_in_the_case() -> None:
    case = {"subject": {"born": "2026-02-31"}, "answers": {}}

    with pytest.raises(CaseError) as refused:
        load_test(json.dumps({**AGREED, "case": case}))

    assert str(refused.value.diagnostics[0].at) == "/case/subject/born"


def test_a_file_that_is_not_there_is_refused(tmp_path: Any) -> None:
    with pytest.raises(CaseError) as refused:
        read_test(tmp_path / "nothing.json")

    assert refused.value.diagnostics[0].code == "NR018"


def test_an_open_rule_is_found_open() -> None:
    program = a_program(
        {"/thresholds": [a_threshold({"indicator": "X", "in": ["yes"]})]}
    )
    agreed = {**AGREED, "expect": {"open": ["T9"]}}

    assert run_test(program, load_test(json.dumps(agreed))).agrees
