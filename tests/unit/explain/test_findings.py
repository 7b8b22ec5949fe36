"""What was proved of a ruleset, in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import pytest

from neglect_rules.analysis import Finding, Witness, prove
from neglect_rules.evaluation import evaluate
from neglect_rules.explain import finding_line, page_of_findings, text_of
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.model import Case
from neglect_rules.program import Program
from tests.builders import NOON, a_case, a_ruleset, a_threshold
from tests.unit.explain.test_explain import OUR_WORDS, flat, section
from tests.unit.explain.test_phrases import (
    accented,
    english_in,
    ids_of,
    in_greek,
    words_of,
)

MEANT: Final = {"law": 5, "because": "It is meant."}
TOO_MUCH: Final = {"measure": {"total": "all"}, "at_least": 50}
HEALTH: Final = {"indicator": "C", "at_least": "established"}
SEVERE: Final = {"indicator": "A", "at_least": "severe"}
OFTEN: Final = {
    "measure": {"sightings": SEVERE, "distinct": "dates"},
    "at_least": 3,
}
LOW: Final = {"level": {"at_most": "low"}}
HIGH: Final = {"level": {"at_least": "high"}}
BROKEN: Final[Mapping[str, Any]] = {
    "/outcomes/level/grades": ["low", "middle", "high", "top"],
    "/thresholds/-": a_threshold(TOO_MUCH, because="Very much of everything."),
    "/promises": [
        {
            "id": "P1",
            "whenever": HEALTH,
            "then": HIGH,
            "because": "Health comes first.",
        },
        {"id": "P2", "whenever": SEVERE, "then": HIGH},
    ],
}
FALLING: Final[Mapping[str, Any]] = {
    "/thresholds": [
        a_threshold(
            {"indicator": "B", "at_most": "emerging", "exception": MEANT},
            because="It is early.",
        )
    ],
}
PAST: Final[Mapping[str, Any]] = {
    "/conditions": {"often": OFTEN},
    "/thresholds": [a_threshold({"is": "often"}, because="It was seen often.")],
    "/guards": [],
    "/outcomes/level/grades": ["low", "middle"],
    "/promises": [
        {
            "id": "P1",
            "whenever": {"is": "often"},
            "then": LOW,
            "because": "Often is not grave.",
        }
    ],
}
TOLD: Final[Mapping[str, Any]] = {
    **BROKEN,
    "/event_kinds": {"missed": {"label": "Missed appointment"}},
    "/indicators/B/may_not_apply": True,
    "/scales/strength/grades/1/label": "Reliable",
    "/indicators/B/ask_if": SEVERE,
}


def a_program(changes: Mapping[str, Any]) -> Program:
    return link(load_ruleset(a_ruleset(changes)))


@cache
def the_page(name: str) -> str:
    """Return the page of a ruleset by the name of its changes."""
    program = a_program({"broken": BROKEN, "falling": FALLING, "past": PAST}[name])
    return text_of(page_of_findings(program, prove(program)))


def shown_by(case: Case, agreed: Sequence[Any] = (), how: Any = "cases") -> str:
    """Return what is told of a promise that a case breaks."""
    program = a_program(TOLD)
    outcomes = evaluate(program, case, at=NOON).outcomes
    levels = {id_: result.floor for id_, result in outcomes.items()}
    broken = Finding(
        claim="promise_is_kept",
        about=("P1",),
        known="refuted",
        how=how,
        witness=Witness(case=case, at=NOON, levels=levels),
    )
    text = text_of(page_of_findings(program, [broken], agreed))
    return section(text, "What does not hold")


def test_the_verdict_comes_first() -> None:
    first, *_ = the_page("broken").split("This is about Small, version 1.0.0.")

    assert flat(first) == "3 things do not hold. 10 of 13 things are proved to hold."


def test_where_all_is_proved_the_verdict_says_only_that() -> None:
    program = a_program({})
    first, *_ = text_of(page_of_findings(program, prove(program))).splitlines()

    assert first == "9 of 9 things are proved to hold."


def test_what_has_no_proof_is_counted_in_the_verdict() -> None:
    program = a_program({})
    (promise,) = (f for f in prove(program) if f.about == ("G1",))
    left = Finding(claim="rule_can_be_met", about=("T1",), known="searched", tried=9)
    one = text_of(page_of_findings(program, [promise, left]))
    two = text_of(page_of_findings(program, [left, left]))

    assert flat(one).startswith(
        "1 of 2 things are proved to hold. For one thing there is no proof either way."
    )
    assert flat(two).startswith(
        "0 of 2 things are proved to hold. For 2 things there is no proof either way."
    )


def test_what_does_not_hold_is_told_with_the_case_that_shows_it() -> None:
    assert (
        section(the_page("broken"), "What does not hold").strip()
        == """\
- No form that is filled in whole comes to Level "Top".
  It is ruled out even with every answer open.
- No case can meet this rule: Very much of everything. [T9]
  It is ruled out even with every answer open.
- A promise is broken: Health comes first. [P1]
  When:
    - C (C): Established or worse
  Then this holds: Level: High or higher.
  This way of filling in the form shows it.
  It is about a child (0 months), on 1 January 2020.
  - C: Established
  All other answers are at their best. Where no answer is better than another,
  the first one stands.
  It comes to: Level "Low"."""
    )


def test_what_holds_is_told_in_groups_with_how_it_is_known() -> None:
    assert (
        section(the_page("broken"), "What holds").rpartition("\n\n")[0]
        == """\
Promises that no case breaks
  Known by how the rules are built:
    - Promise P2

What holds in every ruleset, unless it declares an exception
  Known by how the rules are built:
    - A worse answer never brings the level down: Level.
    - Learning an answer never adds a level that was ruled out.
    - Strengths never cancel a danger: Level.
    - A household is never lower than its worst child.

Levels that a case can come to
  Known because a way of filling in the form shows it:
    - Level: "Low", "Middle", "High"

Rules that a case can meet
  Known because a way of filling in the form shows it:
    - It adds up. [T1]
    - One critical sign is enough. [G1]"""
    )


def test_two_cases_show_that_a_worse_answer_brings_a_level_down() -> None:
    told = section(the_page("falling"), "What does not hold").partition("\n\n")[0]

    assert (
        told
        == """\
- Level: a worse answer can bring it down.
  The ruleset declares this exception itself: It is meant.
  These two cases show it. They differ in one answer.
  It is about a child (0 months), on 1 January 2020.
  All answers are at their best. Where no answer is better than another, the
  first one stands.
  - With the milder answer. B: Met. It comes to: Level "Middle".
  - With the worse answer. B: Established. It comes to: Level "Low"."""
    )


def test_a_search_says_that_it_is_no_proof_and_why() -> None:
    assert (
        section(the_page("past"), "What was not proved").partition("\n\n")[0]
        == """\
- No case was found that comes to Level "Middle".
  None was found in 1,000 forms tried. This is no proof. It rests on more than a
  form filled in once says, such as how things were over time.
- No case was found that meets this rule: It was seen often. [T9]
  None was found in 1,000 forms tried. This is no proof. It rests on more than a
  form filled in once says, such as how things were over time.
- No case was found that breaks this promise: Often is not grave. [P1]
  None was found in 1,000 forms tried. This is no proof. It rests on more than a
  form filled in once says, such as how things were over time.
One agreed case that shows it would be a proof. You can write one."""
    )


def test_an_exception_where_nothing_was_found_is_no_proof() -> None:
    strength = {"not": {"indicator": "S", "at_least": "reliable"}}
    guard = {
        "id": "G9",
        "when": strength,
        "at_least": {"level": "middle"},
        "because": "So.",
        "exception": {"law": 6, "because": "It is meant."},
    }
    lowers = {"exception": {"law": 5, "because": "This is another reason."}}
    early = a_threshold({"indicator": "B", "at_most": "emerging", **lowers})
    program = a_program({"/guards/-": guard, "/thresholds": [early]})
    left = [f for f in prove(program) if f.claim == "strengths_do_not_cancel_danger"]
    text = text_of(page_of_findings(program, left))

    assert (
        section(text, "What was not proved").partition("\n\n")[0]
        == """\
- Level: it was not proved that strengths never cancel a danger.
  The ruleset declares this exception itself: It is meant."""
    )


def test_a_spent_budget_is_told_as_too_much_to_go_through() -> None:
    program = a_program(FALLING)
    left = [f for f in prove(program, budget=1) if f.claim == "worse_is_never_lower"]
    text = text_of(page_of_findings(program, left))

    assert (
        section(text, "What was not proved").partition("\n\n")[0]
        == """\
- Level: it was not proved that a worse answer never brings it down.
  The ruleset declares this exception itself: It is meant.
  There are too many ways of filling in the form to go through them all."""
    )


def test_a_rule_that_is_ruled_out_by_going_through_the_form_says_so() -> None:
    mild = {"indicator": "A", "at_most": "emerging"}
    never = {"all": [SEVERE, mild], "exception": MEANT}
    program = a_program({"/thresholds": [a_threshold(never, because="Never.")]})
    findings = [f for f in prove(program) if f.about == ("T9",)]
    text = text_of(page_of_findings(program, findings))

    assert (
        section(text, "What does not hold").partition("\n\n")[0]
        == """\
- No case can meet this rule: Never. [T9]
  Every way of filling in the form was gone through. None does it."""
    )


def test_an_agreed_case_is_told_with_its_name() -> None:
    case = a_case({"C": "established"})
    told = shown_by(case, [("01-health.json, twin 2", case, NOON)])

    assert "  An agreed case shows it: 01-health.json, twin 2.\n" in told


def test_an_agreed_case_without_a_name_is_still_an_agreed_case() -> None:
    assert "  An agreed case shows it.\n" in shown_by(a_case({"C": "established"}))


def test_a_story_has_all_that_is_not_at_its_best() -> None:
    case = a_case(
        {
            "A": "severe",
            "B": {"state": "not_applicable"},
            "C": "established",
            "N": 3,
            "S": "reliable",
        },
        events={"missed": {"records": [{"date": "2026-04-01"}], "complete": True}},
        earlier={"date": "2025-11-03"},
    )

    assert (
        shown_by(case).partition("  An agreed")[2].partition("\n\n")[0]
        == """\
 case shows it.
  It is about a child (5 years), on 1 May 2026.
  There was an assessment before, on 3 November 2025.
  - A: Severe
  - B: does not apply
  - C: Established
  - N: 3 days
  - Missed appointment: 1 on record
  All other answers are at their best.
  1 question has no answer.
  It comes to: Level "High"."""
    )


def test_what_does_not_count_is_left_out_of_a_story() -> None:
    answers = {"A": "met", "B": "met", "C": "established"}
    told = shown_by(a_case(answers))

    assert re.findall("\n  - (.+): (.+)", told) == [("C", "Established")]


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ({}, "a child"),
        ({"age_months": {"from": 3, "to": 9}}, "a child"),
        ({"age_months": 90}, "a child (7 years 6 months)"),
        (
            {"kind": "unborn", "gestation_weeks": 30},
            "an unborn child (30 weeks of pregnancy)",
        ),
    ],
)
def test_a_story_says_whom_it_is_about(subject: dict[str, Any], told: str) -> None:
    story = shown_by(a_case({"C": "established"}, subject))

    assert f"  It is about {told}, on 1 May 2026.\n" in story


def test_open_answers_leave_the_level_open_above() -> None:
    story = shown_by(a_case({"C": "established"}))

    assert '  It comes to at least: Level "Low".\n' in story


def test_the_line_of_a_failure_is_its_first_sentence() -> None:
    program = a_program(BROKEN)
    lines = [finding_line(program, f) for f in prove(program) if f.known == "refuted"]

    assert lines == [
        'No form that is filled in whole comes to Level "Top".',
        "No case can meet this rule: Very much of everything. [T9]",
        "A promise is broken: Health comes first. [P1]",
    ]


@pytest.mark.parametrize("name", ["broken", "falling", "past"])
def test_a_page_has_no_word_of_ours(name: str) -> None:
    assert OUR_WORDS.findall(the_page(name)) == []


@pytest.mark.parametrize("name", ["broken", "falling", "past"])
def test_no_line_is_wider_than_a_screen(name: str) -> None:
    assert [line for line in the_page(name).splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("changes", [BROKEN, FALLING, PAST])
def test_a_page_can_be_said_in_another_language(changes: Mapping[str, Any]) -> None:
    labels = {each: each.title() for each in ("low", "middle", "high", "top")}
    named = {
        "/outcomes/level/label": "Level",
        "/outcomes/level/labels": labels,
        "/outcomes/level/grades": [*labels],
        "/scales/care/grades": [
            {"id": each, "label": each, "points": n}
            for n, each in enumerate(("met", "emerging", "established", "severe"))
        ],
    }
    document = in_greek(a_ruleset({**changes, **named}))
    program = link(load_ruleset(document))
    text = text_of(page_of_findings(program, prove(program), phrases=accented()))
    own = words_of(*ids_of(program.ruleset.document), *program.ruleset.indicators)

    assert english_in(flat(text)) <= own
