"""A capsule holds all that its decision came from, and nothing of it in its repr."""

from __future__ import annotations

import pickle

from neglect_rules.audit import capsule, load_capsule
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.loading import against_schema
from tests.builders import NOON, a_case, a_program
from tests.differential.jsonb import exact
from tests.shipped import decided


def a_decision() -> Decision:
    case = a_case({"A": "severe", "B": "not_known"}, note="Nobody's business.")
    return evaluate(a_program(), case, at=NOON)


def test_a_capsule_holds_ruleset_case_program_and_trace() -> None:
    decision = a_decision()
    made = capsule(decision)

    assert set(made.document) == {"format", "ruleset", "case", "program", "trace"}
    assert made.ruleset == decision.program.ruleset
    assert made.case == decision.case
    assert made.trace == decision.trace


def test_a_capsule_has_the_form_of_its_schema() -> None:
    for decision in (a_decision(), decided("01"), decided("13"), decided("20")):
        document = exact(capsule(decision).to_json())

        assert against_schema(document, "capsule", shows=True) == ()
        assert against_schema(document["trace"], "trace", shows=True) == ()


def test_a_decision_has_the_form_of_its_schema() -> None:
    for decision in (a_decision(), decided("01"), decided("13"), decided("20")):
        assert against_schema(decision.to_dict(), "decision", shows=True) == ()


def test_a_capsule_read_again_is_the_same_text() -> None:
    text = capsule(a_decision()).to_json()

    assert load_capsule(text).to_json() == text
    assert load_capsule(text.encode()).to_json() == text
    assert load_capsule(exact(text)).to_json() == text


def test_a_capsule_shows_nothing_of_the_case() -> None:
    made = capsule(a_decision())
    assert made.trace.fingerprint

    assert repr(made) == "Capsule()"


def test_a_capsule_pickles() -> None:
    made = load_capsule(capsule(a_decision()).to_json())

    assert pickle.loads(pickle.dumps(made)) == made
