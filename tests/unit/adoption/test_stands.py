"""Whether a record stands for a ruleset, and what a ruleset says then."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.adoption import (
    AdoptionError,
    adopted,
    faults,
    stands,
    with_adoption,
)
from neglect_rules.canonical import fingerprint
from neglect_rules.evaluation import evaluate
from neglect_rules.explain import explain_household
from neglect_rules.households import evaluate_household, load_household
from neglect_rules.linking import link
from neglect_rules.loading import against_schema
from tests.builders import NOON, a_case
from tests.unit.adoption.records import a_consulted, an_adoption, signed
from tests.unit.households.builders import WELL, a_child, a_household, unassessed

DAY = NOON.date()

FALLS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "another-id": ({"/id": "test.other"}, ["NR161"]),
    "another-version": ({"/version": "1.0.1"}, ["NR162"]),
    "another-word": ({"/title": "Smaller"}, ["NR163"]),
    "another-number": ({"/thresholds/0/when/at_least": 2}, ["NR163"]),
    "another-owner": ({"/owner": "Somebody"}, ["NR163"]),
    "superseded": ({"/status": "superseded"}, ["NR163", "NR167"]),
    "withdrawn-with-a-new-number": (
        {"/status": "withdrawn", "/version": "1.0.1"},
        ["NR167", "NR162"],
    ),
}

DATES = {
    "before-the-day": (dt.date(2026, 4, 19), ["NR164"], False),
    "on-the-day": (dt.date(2026, 4, 20), [], True),
    "on-the-last-day": (dt.date(2027, 4, 20), [], True),
    "after-it": (dt.date(2027, 4, 21), ["NR165"], True),
    "on-no-day": (None, [], True),
}


@pytest.mark.parametrize("case", FALLS)
def test_a_record_falls_with_what_was_adopted(case: str) -> None:
    changes, codes = FALLS[case]
    record, changed = an_adoption(a_consulted()), a_consulted(changes)

    assert sorted(d.code for d in faults(record, changed)) == sorted(codes)
    assert not stands(record, changed)
    with pytest.raises(AdoptionError) as refused:
        adopted(link(changed), record)
    assert sorted(d.code for d in refused.value.diagnostics) == sorted(codes)


@pytest.mark.parametrize("case", DATES)
def test_a_record_holds_from_its_day_on(case: str) -> None:
    day, codes, holds = DATES[case]
    ruleset = a_consulted()
    record = an_adoption(ruleset)

    assert [d.code for d in faults(record, ruleset, day)] == codes
    assert stands(record, ruleset, day) == holds


def test_signing_does_not_change_what_was_signed() -> None:
    ruleset = a_consulted()
    whole = signed(ruleset)

    assert fingerprint(whole.document) == fingerprint(ruleset.document)
    assert whole.status == "consulted"
    assert link(whole).fingerprint == link(ruleset).fingerprint


STATUS = {
    "a-draft": ("draft", "adopted"),
    "an-illustration": ("illustrative", "adopted"),
    "out-for-comment": ("consulted", "adopted"),
    "adopted-anyway": ("adopted", "adopted"),
}


@pytest.mark.parametrize("case", STATUS)
def test_the_status_in_force_is_that_of_the_record(case: str) -> None:
    own, held = STATUS[case]
    program = link(signed(a_consulted({"/status": own})))

    assert (program.status_on(DAY), program.status_on()) == (held, held)
    assert program.adoption is not None
    assert program.status_on(dt.date(2026, 4, 19)) == own


def test_nothing_superseded_stands_adopted_whatever_is_attached() -> None:
    ruleset = a_consulted({"/status": "withdrawn"})

    with pytest.raises(AdoptionError, match="NR167"):
        with_adoption(ruleset, an_adoption(ruleset))
    forced = evolve(ruleset, adoption=an_adoption(ruleset))
    assert (forced.status_on(), forced.adopted_on(DAY)) == ("withdrawn", None)


def test_a_decision_names_body_day_and_digest() -> None:
    ruleset = signed(a_consulted())
    decision = evaluate(link(ruleset), a_case({"A": "met"}), at=NOON)
    assert ruleset.adoption is not None
    named = decision.trace.document["ruleset"]

    assert named["status"] == "adopted"
    assert named["adoption"] == {
        "body": "Northshire Safeguarding Children Partnership",
        "on": "2026-04-20",
        "digest": fingerprint(ruleset.adoption.document),
    }
    assert "not_adopted" not in {w["kind"] for w in decision.account.warnings}
    assert decision.to_dict()["ruleset"] == named
    assert against_schema(decision.to_dict(), "decision", shows=True) == ()


def test_a_decision_before_the_day_says_what_the_ruleset_says_of_itself() -> None:
    early = dt.datetime(2026, 4, 19, 12, tzinfo=dt.UTC)
    program = link(signed(a_consulted()))
    decision = evaluate(program, a_case({"A": "met"}), at=early)

    assert decision.trace.document["ruleset"]["status"] == "consulted"
    assert "adoption" not in decision.trace.document["ruleset"]
    assert decision.account.warnings[0]["kind"] == "not_adopted"


def test_a_household_is_told_who_adopted_the_ruleset() -> None:
    program = link(signed(a_consulted()))
    household = load_household(a_household(a_child("a", WELL), unassessed("b")))
    decision = evaluate_household(program, household, at=NOON)
    child = decision.children[0].decision
    assert child is not None

    assert decision.to_dict()["ruleset"] == child.to_dict()["ruleset"]
    assert against_schema(decision.to_dict(), "household-decision", shows=True) == ()
    page = " ".join(explain_household(decision).split())
    assert "Adopted by Northshire Safeguarding Children Partnership" in page
    assert "Not for use with a real child" not in page


def test_before_the_day_a_household_has_the_banner() -> None:
    early = dt.datetime(2026, 4, 19, 12, tzinfo=dt.UTC)
    program = link(signed(a_consulted()))
    household = load_household(a_household(a_child("a", WELL)))
    page = explain_household(evaluate_household(program, household, at=early))

    assert "Not for use with a real child" in " ".join(page.split())
    assert "Adopted by" not in page
