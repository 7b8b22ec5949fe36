"""A decision: status, what is recommended, what it rests on, the table that adds up."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.trace import Trace, account
from tests.builders import NOON, a_case, a_program, a_threshold

ENOUGH = {"/open_answers": {"recommend": "floor", "enough": {"core": 1}}}
FULL = {"A": "met", "B": "met", "C": "met"}


def decided(answers: dict[str, Any], changes: dict[str, Any] | None = None) -> Decision:
    return evaluate(a_program(changes), a_case(answers), at=NOON)


STATUS = [
    ("all-known", FULL, {}, ("low", "low", "settled", "low")),
    ("one-open", {**FULL, "A": "not_known"}, {}, ("low", "high", "at_least", "low")),
    (
        "too-little-known",
        {"A": "met"},
        ENOUGH,
        ("low", "middle", "not_determinable", None),
    ),
    (
        "too-little-known-but-enough-is-certain",
        {"A": "met", "B": "severe"},
        {**ENOUGH, "/guards/0/when": {"indicator": "C", "at_least": "severe"}},
        ("middle", "high", "not_determinable", "middle"),
    ),
    (
        "certain-whatever-the-rest",
        {"A": "severe"},
        ENOUGH,
        ("high", "high", "settled", "high"),
    ),
    (
        "a-person-decides",
        {**FULL, "A": "refused"},
        {"/open_answers": {"recommend": "person"}},
        ("low", "high", "at_least", None),
    ),
    (
        "the-worst-that-may-be",
        {**FULL, "A": "refused"},
        {"/open_answers": {"recommend": "ceiling"}},
        ("low", "high", "at_least", "high"),
    ),
    (
        "zero-filled-counts-as-open",
        {"A": "met", "B": "met"},
        {"/indicators/C/zero_fill": True, "/thresholds/0/when/at_least": 1},
        ("low", "low", "at_least", "low"),
    ),
]


@pytest.mark.parametrize(
    ("answers", "changes", "expected"),
    [pytest.param(a, c, e, id=i) for i, a, c, e in STATUS],
)
def test_status_and_recommendation_are_as_the_clauses_say(
    answers: dict[str, Any], changes: dict[str, Any], expected: tuple[str, ...]
) -> None:
    level = decided(answers, changes)["level"]

    assert (level.floor, level.ceiling, level.status, level.recommended) == expected


def test_what_is_only_suspected_is_set_aside_beside_the_result() -> None:
    level = decided({**FULL, "A": {"grade": "severe", "suspected": True}})["level"]

    assert level.floor == "high"
    assert level.confirmed == ("low", "middle", "high")
    assert level.rests_on_suspicion


def test_suspicion_that_changes_nothing_is_not_rested_on() -> None:
    level = decided({**FULL, "B": {"grade": "emerging", "suspected": True}})["level"]

    assert not level.rests_on_suspicion


def test_a_persons_judgement_that_decides_is_said() -> None:
    judged = {"/indicators/A/judgement": True}

    assert decided({**FULL, "A": "severe"}, judged)["level"].rests_on_judgement
    assert not decided(FULL, judged)["level"].rests_on_judgement


def test_modifiers_raise_what_thresholds_gave_and_guards_come_last() -> None:
    raised = {
        "/modifiers": [
            {
                "id": "M1",
                "when": {"indicator": "X", "in": ["yes"]},
                "raise": {"level": 2},
                "up_to": {"level": "high"},
                "from_at_least": {"level": "middle"},
                "because": "…",
            }
        ]
    }
    level = decided({**FULL, "B": "severe", "X": "yes"}, raised)["level"]
    below = decided({**FULL, "X": "yes"}, raised)["level"]

    assert (level.thresholds, level.modified) == (("middle",), ("high",))
    assert below.modified == ("low",)


def test_the_contribution_table_adds_up() -> None:
    table = decided({"A": "established", "B": "emerging", "C": "severe"}).account

    added = sum(each.adds[0] for each in table.contributions if each.domain == "safety")
    safety = next(each for each in table.domains if each.id == "safety")
    assert safety.raw == (added, added) == (3, 3)
    assert safety.weighted == (Fraction(9, 2), Fraction(9, 2))
    assert table.total == (Fraction(17, 2), Fraction(17, 2))


@pytest.mark.parametrize(
    ("answers", "binds"),
    [
        ({"A": "severe", "B": "severe", "C": "met"}, True),
        ({"A": "severe", "B": "met", "C": "met"}, False),
        ({"A": "severe", "C": "met"}, None),
    ],
)
def test_a_cap_binds_or_not_or_it_is_open(
    answers: dict[str, str], binds: bool | None
) -> None:
    table = decided(answers).account
    safety = next(each for each in table.domains if each.id == "safety")

    assert safety.cap_binds is binds


def test_a_decision_knows_whether_it_is_of_a_ruleset_and_a_case() -> None:
    program, case = a_program(), a_case(FULL)
    decision = evaluate(program, case, at=NOON)

    assert decision.is_of(a_program(), a_case(FULL))
    assert not decision.is_of(a_program({"/domains/safety/cap": 5}), case)
    assert not decision.is_of(program, a_case({**FULL, "A": "severe"}))


def test_an_account_is_the_same_from_a_trace_that_was_stored() -> None:
    decision = decided({"A": "severe"}, ENOUGH)

    stored = pickle.loads(pickle.dumps(decision.trace.document))

    assert account(Trace(stored)).to_dict() == decision.to_dict()


def test_tasks_stand_once_or_for_each_member_certain_or_possible() -> None:
    tasks = {
        "/tasks": [
            {
                "id": "K1",
                "task": "Do.",
                "when": {"indicator": "A", "at_least": "severe"},
            },
            {
                "id": "K2",
                "task": "Do for each.",
                "when": {"indicator": "X", "in": ["yes"]},
                "for_each": {"from": "all", "graded": {"at_least": "emerging"}},
            },
            {
                "id": "K3",
                "task": "Do for each.",
                "for_each": {"from": {"tag": "t"}, "graded": {"at_least": "emerging"}},
            },
        ],
        "/indicators/B/tags": ["t"],
    }
    found = decided({"A": "severe", "B": "emerging", "X": "yes"}, tasks).account.tasks

    assert [(t["id"], t["certain"], t["possible"]) for t in found] == [
        ("K1", True, False),
        ("K2", ["A", "B"], ["C"]),
        ("K3", ["B"], []),
    ]


def kinds_of_warning(decision: Decision) -> dict[str, list[str]]:
    return {each["kind"]: list(each["about"]) for each in decision.account.warnings}


def test_what_a_reader_must_know_first_is_warned_of() -> None:
    changes = {
        "/status": "illustrative",
        "/indicators/B/stale_after": {"days": 10},
        "/indicators/C/zero_fill": True,
        "/indicators/S/ages": {"before": 12},
        "/indicators/A/judgement": True,
        "/promises": [
            {
                "id": "P1",
                "whenever": {"indicator": "A", "at_least": "severe"},
                "then": {"level": {"at_most": "low"}},
            }
        ],
        "/thresholds/-": a_threshold(
            {
                "indicator": "B",
                "at_most": "met",
                "exception": {"law": 5, "because": "…"},
            }
        ),
    }
    answers = {
        "A": [{"grade": "severe", "suspected": True}, {"grade": "met"}],
        "B": {"grade": "met", "date": "2026-01-01"},
        "S": "weak",
    }

    assert kinds_of_warning(decided(answers, changes)) == {
        "not_adopted": ["illustrative"],
        "law_not_claimed": ["level"],
        "stale": ["B"],
        "zero_filled": ["C"],
        "suspected": ["A"],
        "raters_differ": ["A"],
        "not_counted": ["S"],
        "promise_broken": ["P1"],
        "rests_on_judgement": ["level"],
    }


def test_a_kept_promise_is_not_warned_of() -> None:
    promise = {
        "id": "P1",
        "whenever": {"indicator": "A", "at_least": "severe"},
        "then": {"level": {"at_least": "high"}},
    }

    decision = decided({**FULL, "A": "severe"}, {"/promises": [promise]})

    assert kinds_of_warning(decision) == {}


def test_a_decision_is_asked_for_its_outcomes_by_name() -> None:
    decision = decided(FULL)

    assert decision["level"] is decision.outcomes["level"]
    with pytest.raises(KeyError):
        decision["other"]


def test_no_answer_shows_in_the_repr_of_a_decision() -> None:
    decision = decided({"A": "established"})

    assert "established" not in repr(decision)
