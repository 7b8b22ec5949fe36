"""Answers carried over: each kept, changed or left open, and none lost."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.intake import carry_over
from neglect_rules.model import Record, State
from neglect_rules.program import Program
from tests.builders import NOON, a_case, a_program

VISIT = {"/id": "test.visit", "/title": "Visit"}
TAKEN = {"from": "test.visit", "indicator": "A", "highest": "severe"}


def told(answers: Any, new: Program, old: Program | None = None) -> dict[Any, Any]:
    """Return for each answer where it went and what became of it."""
    found = carry_over(a_case(answers), old or a_program(), new)
    return {(each.indicator, each.to): each.what for each in found.answers}


def record(answers: Any, new: Program, old: Program, to: str = "A") -> Record:
    """Return the one record that a carried case has of an indicator."""
    (found,) = carry_over(a_case(answers), old, new).case.answers[to]
    return found


def test_the_same_version_keeps_everything() -> None:
    answers = {"A": "severe", "B": {"state": "refused"}, "S": "weak", "N": 3}
    program = a_program()
    case = a_case(answers)

    found = carry_over(case, program, program, at=NOON)

    assert found.case.answers == case.answers
    assert {each.what for each in found.answers} == {"kept"}
    assert found.case.ruleset is not None
    assert evaluate(program, found.case, at=NOON).outcomes == (
        evaluate(program, case, at=NOON).outcomes
    )


NEWER = [
    ("not-asked-any-more", {"/indicators/B": ...}, {("B", None): "left_open"}),
    (
        "grade-gone",
        {"/indicators/B/permits": ["met", "severe"]},
        {("B", None): "left_open"},
    ),
    (
        "asked-as-a-strength",
        {"/indicators/B/scale": "strength", "/indicators/B/domain": ...},
        {("B", None): "left_open"},
    ),
    (
        "new-question",
        {"/indicators/D": {"label": "D", "scale": "care"}},
        {("B", "B"): "kept", (None, "D"): "new"},
    ),
    (
        "another-question-by-its-own-word",
        {
            "/accepts": [
                {
                    "from": "test.small",
                    "indicator": "B",
                    "as": "C",
                    "grades": {"emerging": "established"},
                    "highest": "severe",
                }
            ]
        },
        {("B", "C"): "mapped"},
    ),
]


@pytest.mark.parametrize(
    ("changes", "came"), [pytest.param(c, w, id=id_) for id_, c, w in NEWER]
)
def test_a_newer_version(changes: Any, came: Any) -> None:
    new = a_program({"/version": "2.0.0", **changes})

    assert told({"B": "emerging"}, new) == came


def test_a_changed_description_is_pointed_out() -> None:
    then = a_program({"/indicators/A/grades": {"severe": "Alone at night."}})
    now = a_program({"/indicators/A/grades": {"severe": "Alone by day or night."}})

    (found,) = carry_over(a_case({"A": "severe"}), then, now).answers

    assert found.what == "kept"
    assert "read it again" in found.why


def test_what_the_older_ruleset_does_not_ask_is_listed_too() -> None:
    new = a_program({"/indicators/D": {"label": "D", "scale": "care"}})

    assert told({"D": "met"}, new) == {("D", None): "left_open", (None, "D"): "new"}


def test_another_ruleset_takes_in_only_what_it_accepts() -> None:
    new, old = a_program({"/accepts": [TAKEN]}), a_program(VISIT)

    came = told({"A": "severe", "B": "severe"}, new, old)

    assert came == {("A", "A"): "mapped", ("B", None): "left_open"}


TAKEN_IN = [
    ("said-by-somebody", "established", "severe", "established", True),
    (
        "seen",
        {"grade": "established", "source": "seen"},
        "severe",
        "established",
        False,
    ),
    (
        "suspected-and-seen",
        {"grade": "severe", "source": "seen", "suspected": True},
        "severe",
        "severe",
        True,
    ),
    ("too-high", {"grade": "severe", "source": "seen"}, "emerging", "emerging", False),
]


@pytest.mark.parametrize(
    ("answer", "highest", "grade", "suspected"),
    [pytest.param(*row, id=id_) for id_, *row in TAKEN_IN],
)
def test_how_far_another_rulesets_answer_reaches(
    answer: Any, highest: str, grade: str, suspected: Any
) -> None:
    new = a_program({"/accepts": [{**TAKEN, "highest": highest}]})

    found = record({"A": answer}, new, a_program(VISIT))

    assert (found.grade, found.suspected) == (grade, suspected)


@pytest.mark.parametrize("state", ["not_observed", "not_known", "refused"])
def test_what_was_not_seen_stays_open(state: str) -> None:
    new = a_program({"/accepts": [TAKEN]})

    found = record({"A": {"state": state}}, new, a_program(VISIT))

    assert found == Record(state=State(state))
    known = carry_over(a_case({"A": {"state": state}}), a_program(VISIT), new)
    level = evaluate(new, known.case, at=NOON)["level"]
    assert (level.floor, level.ceiling) == ("low", "high")


def test_a_grade_may_be_left_open_on_purpose() -> None:
    """A glance that saw nothing must not close a question."""
    taken = {**TAKEN, "grades": {"met": None}}
    new, old = a_program({"/accepts": [taken]}), a_program(VISIT)

    assert told({"A": "met"}, new, old) == {("A", None): "left_open"}
    assert told({"A": "severe"}, new, old) == {("A", "A"): "mapped"}
    both = carry_over(a_case({"A": [{"grade": "met"}, {"grade": "severe"}]}), old, new)
    assert [each.grade for each in both.case.answers["A"]] == ["severe"]
    (left,) = both.answers
    assert left.why.endswith("a record of it is left out")


def test_a_record_that_is_left_out_is_said_even_where_nothing_else_changed() -> None:
    taken = {**TAKEN, "grades": {"met": None}}
    new, old = a_program({"/accepts": [taken]}), a_program(VISIT)
    records = [{"grade": "met"}, {"grade": "severe", "source": "seen"}]

    (found,) = carry_over(a_case({"A": records}), old, new).answers

    assert (found.what, found.why) == ("mapped", "a record of it is left out")


def test_a_grade_that_is_nowhere_here_is_left_open() -> None:
    scale = {"kind": "concern", "grades": [{"id": "no"}, {"id": "plenty"}]}
    visit = {
        **VISIT,
        "/scales/seen": scale,
        "/indicators/A": {"label": "A", "scale": "seen"},
    }
    old = a_program(
        {
            **visit,
            "/guards": [],
            "/thresholds/0/when": {"indicator": "A", "at_least": "plenty"},
        }
    )
    new = a_program({"/accepts": [TAKEN]})

    assert told({"A": "plenty"}, new, old) == {("A", None): "left_open"}


def test_two_answers_to_one_question_are_both_kept() -> None:
    also = {**TAKEN, "indicator": "B", "as": "A"}
    new, old = a_program({"/accepts": [TAKEN, also]}), a_program(VISIT)

    found = carry_over(a_case({"A": "met", "B": "severe"}), old, new)

    assert [each.grade for each in found.case.answers["A"]] == ["met", "severe"]


def test_what_does_not_fit_the_age_at_the_moment_is_left_open() -> None:
    new = a_program({"/indicators/B/ages": {"before": 24}, "/version": "2.0.0"})
    case = a_case({"A": "severe", "B": "severe"}, subject={"age_months": 60})

    found = carry_over(case, a_program(), new, at=NOON)

    assert list(found.case.answers) == ["A"]
    assert [each.what for each in found.answers] == ["kept", "left_open"]


def test_no_reason_repeats_a_value() -> None:
    new = a_program({"/indicators/B/permits": ["met", "severe"]})

    (found,) = carry_over(a_case({"B": "established"}), a_program(), new).answers

    assert "established" not in found.why
