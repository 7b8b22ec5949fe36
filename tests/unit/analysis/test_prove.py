"""What is proved of a small ruleset, and how each thing is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from neglect_rules.analysis import Finding, _promises, _reached, prove
from neglect_rules.program import Program
from tests.builders import NOON, a_case, asking

A_SEVERE: Mapping[str, Any] = {"indicator": "A", "at_least": "severe"}
FIRST: Mapping[str, Any] = {"/guards": []}
EXCEPTION = {"law": 5, "because": "To be looked at."}


def finding(program: Program, claim: str, *about: str, **more: Any) -> Finding:
    """Return what is found of one claim."""
    found = prove(program, **more)
    return next(f for f in found if f.claim == claim and f.about == about)


def promising(whenever: Any, then: Any, changes: Any = None) -> Program:
    """Return a ruleset that reaches the middle where A is severe, with a promise."""
    promise = {"id": "P1", "whenever": whenever, "then": then, "because": "…"}
    return asking(A_SEVERE, {"/promises": [promise], **(changes or {})})


def test_a_rule_that_only_a_gap_meets_is_not_ruled_out() -> None:
    gap = {"record": {"coverage": "all", "below": Decimal("0.5")}}

    found = finding(asking(gap), "rule_can_be_met", "T9")

    assert (found.known, found.why) == ("searched", "over_time")


def test_a_rule_that_only_a_child_born_early_meets_is_not_ruled_out() -> None:
    early = {
        "all": [
            {"measure": {"age": "months"}, "at_least": 12},
            {"measure": {"age": "corrected_months"}, "below": 12},
        ]
    }

    found = finding(asking(early), "rule_can_be_met", "T9")

    assert found.known == "searched"


def test_a_rule_that_only_weeks_after_birth_meet_is_not_ruled_out() -> None:
    weeks = {"measure": {"age": "gestation_weeks"}, "at_least": 45}

    found = finding(asking(weeks), "rule_can_be_met", "T9")

    assert found.known == "searched"


def test_a_promise_that_another_source_breaks_is_not_proved() -> None:
    told = {"record": {"indicator": "B", "source": ["third_party"]}}
    program = promising(told, {"level": {"at_most": "low"}}, FIRST)

    found = finding(program, "promise_is_kept", "P1")

    assert found.known == "searched"


def test_what_does_not_apply_is_not_told_as_worse() -> None:
    """An answer that goes from "does not apply" to its best one gets no worse."""
    graded = {"not": {"indicator": "A", "at_most": "met"}, "exception": EXCEPTION}
    program = asking(graded, {"/indicators/A/may_not_apply": True, **FIRST})

    found = finding(program, "worse_is_never_lower", "level")

    assert found.known in {"proved", "not_analysed"}


def test_a_worked_case_shows_a_level_and_a_broken_promise() -> None:
    program = promising(A_SEVERE, {"level": {"at_most": "low"}})
    cases = [(a_case({"A": "severe"}), NOON), (a_case({}, {"kind": "household"}), NOON)]

    reached = finding(program, "level_can_be_reached", "level", "high", cases=cases)
    broken = finding(program, "promise_is_kept", "P1", cases=cases)

    assert (reached.known, reached.how) == ("proved", "cases")
    assert (broken.known, broken.how) == ("refuted", "cases")


def test_a_promise_follows_from_a_rule_that_asks_for_no_more() -> None:
    program = promising(A_SEVERE, {"level": {"at_least": "middle"}})

    found = finding(program, "promise_is_kept", "P1")

    assert (found.known, found.how) == ("proved", "structure")


def test_a_level_that_no_rule_gives_is_ruled_out() -> None:
    found = finding(asking(A_SEVERE, FIRST), "level_can_be_reached", "level", "high")

    assert (found.known, found.how) == ("refuted", "bounds")


def test_a_rule_that_contradicts_itself_is_ruled_out() -> None:
    mild = {"indicator": "A", "at_most": "met", "exception": EXCEPTION}

    found = finding(asking({"all": [A_SEVERE, mild]}), "rule_can_be_met", "T9")

    assert (found.known, found.how) == ("refuted", "answers")


@pytest.mark.parametrize("then", [{"at_most": "low"}, {"at_least": "high"}])
def test_a_search_that_was_all_there_was_time_for_is_called_one(
    then: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (_reached, _promises):
        monkeypatch.setattr(module, "TRIES", 40)
    program = promising({"indicator": "A", "at_least": "met"}, {"level": then})

    found = prove(program, (), 3)

    searched = {f.known for f in found if f.how == "search"}
    assert searched <= {"proved", "refuted", "searched"}
    assert searched


def test_a_fall_that_cannot_be_gone_through_is_not_analysed() -> None:
    mild = {"indicator": "A", "at_most": "met", "exception": EXCEPTION}

    found = finding(asking(mild), "worse_is_never_lower", "level", budget=1)

    assert (found.known, found.why) == ("not_analysed", "too_much")


def test_a_worse_answer_that_lowers_a_level_is_shown_by_two_cases() -> None:
    mild = {"indicator": "A", "at_most": "met", "exception": EXCEPTION}

    found = finding(asking(mild, FIRST), "worse_is_never_lower", "level")

    assert found.witness is not None
    assert found.other is not None
    assert (found.witness.levels, found.other.levels) == (
        {"level": "middle"},
        {"level": "low"},
    )


def test_findings_are_in_the_form_that_their_schema_promises() -> None:
    mild = {"indicator": "A", "at_most": "met", "exception": EXCEPTION}
    found = finding(asking(mild, FIRST), "worse_is_never_lower", "level")
    told = found.to_dict()

    assert told["witness"]["levels"] == {"level": "middle"}
    assert told["other"]["levels"] == {"level": "low"}
    assert json.loads(json.dumps(told)) == told


def test_a_promise_of_levels_that_do_not_adjoin_is_gone_through() -> None:
    apart = {"level": {"in": ["low", "high"]}}
    kept, broken = (
        promising({"indicator": "A", "at_most": grade}, apart, FIRST)
        for grade in ("established", "severe")
    )

    found = [finding(each, "promise_is_kept", "P1").known for each in (kept, broken)]

    assert found == ["proved", "refuted"]


def test_worked_cases_that_keep_a_promise_prove_nothing() -> None:
    program = promising(A_SEVERE, {"level": {"at_most": "low"}}, FIRST)
    cases = [(a_case({"A": "met"}), NOON)]

    found = finding(program, "promise_is_kept", "P1", cases=cases)

    assert (found.known, found.how) == ("refuted", "answers")


def test_a_promise_that_hangs_on_two_answers_together_is_proved_by_all_of_them() -> (
    None
):
    both = {"all": [A_SEVERE, {"indicator": "B", "at_least": "severe"}]}
    promise = {"id": "P1", "whenever": {"not": both}, "because": "…"}
    then = {"then": {"level": {"in": ["low", "high"]}}}
    program = asking(both, {"/promises": [{**promise, **then}], **FIRST})

    found = finding(program, "promise_is_kept", "P1")

    assert (found.known, found.how) == ("proved", "answers")
