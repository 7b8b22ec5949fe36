"""Capsules and replays of decisions by an adopted ruleset."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.audit import Capsule, capsule, load_capsule, replay, replay_trace
from neglect_rules.canonical import fingerprint
from neglect_rules.errors import AuditError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import explain_trace
from neglect_rules.linking import link
from neglect_rules.loading import against_schema
from tests.builders import NOON, a_case, put
from tests.differential.jsonb import exact
from tests.differential.stranger import load_checker
from tests.unit.adoption.records import a_consulted, a_record_of, signed

stranger: Any = load_checker()
ZEROS = f"sha256:{'0' * 64}"


def a_decision(at: dt.datetime = NOON) -> Decision:
    """Return a decision by an adopted ruleset."""
    return evaluate(link(signed(a_consulted())), a_case({"A": "severe"}), at=at)


def a_capsule() -> Any:
    """Return the document of its capsule."""
    return exact(capsule(a_decision()).to_json())


def _is_refused(document: Any) -> bool:
    """Return whether the checker finds that the parts do not belong together."""
    text = Capsule(document).to_json()
    try:
        stranger.check(text)
    except (stranger.Failure, *stranger.FAULTS):
        return True
    return False


def test_a_capsule_holds_the_record_whole() -> None:
    document = a_capsule()

    assert document["adoption"] == a_record_of(a_consulted())
    assert against_schema(document, "capsule", shows=True) == ()
    assert against_schema(document["adoption"], "adoption", shows=True) == ()
    assert against_schema(document["trace"], "trace", shows=True) == ()


def test_a_capsule_is_read_with_its_record() -> None:
    read = load_capsule(capsule(a_decision()).to_json())

    assert read.ruleset == signed(a_consulted())
    assert replay(read).is_exact
    assert not _is_refused(dict(read.document))


def test_before_the_day_of_adoption_a_capsule_holds_no_record() -> None:
    early = capsule(a_decision(dt.datetime(2026, 4, 19, 12, tzinfo=dt.UTC)))

    assert "adoption" not in early.document
    assert replay(early).is_exact
    assert not _is_refused(exact(early.to_json()))


def _signed_again(document: Any) -> None:
    """Let the trace name the record as it is now, as a forger would."""
    mark = document["trace"]["ruleset"]["adoption"]
    mark["digest"] = fingerprint(document["adoption"])


def _other_ruleset(document: Any) -> None:
    put(document, "/adoption/ruleset/fingerprint", ZEROS)


def _forged(document: Any) -> None:
    _other_ruleset(document)
    _signed_again(document)


def _taken_out(document: Any) -> None:
    del document["adoption"]


def _unnamed(document: Any) -> None:
    del document["trace"]["ruleset"]["adoption"]


def _both_gone(document: Any) -> None:
    _taken_out(document)
    _unnamed(document)


def _another_body(document: Any) -> None:
    put(document, "/adoption/body", "Another partnership")


def _another_minute(document: Any) -> None:
    put(document, "/adoption/minute", "Item 8")


def _another_body_named(document: Any) -> None:
    put(document, "/trace/ruleset/adoption/body", "Another partnership")


def _made_adopted(document: Any) -> None:
    put(document, "/trace/ruleset/status", "consulted")


def _nothing(document: Any) -> None:
    document["adoption"] = None


def _changed_ruleset(document: Any) -> None:
    put(document, "/ruleset/title", "Another")
    named = document["trace"]["ruleset"]
    named["fingerprint"] = fingerprint(document["ruleset"])


ALTERED: dict[str, tuple[Any, str]] = {
    "the-ruleset-it-names": (_other_ruleset, "/adoption"),
    "the-ruleset-it-names-and-the-digest": (
        _forged,
        "/adoption/ruleset/fingerprint",
    ),
    "the-record-taken-out": (_taken_out, "/adoption"),
    "the-record-not-named": (_unnamed, "/adoption"),
    "both-gone": (_both_gone, "/trace/ruleset/status"),
    "another-body": (_another_body, "/adoption"),
    "another-minute": (_another_minute, "/adoption"),
    "another-status": (_made_adopted, "/trace/ruleset/status"),
    "a-record-of-nothing": (_nothing, "/adoption"),
    "the-ruleset-changed-afterwards": (
        _changed_ruleset,
        "/adoption/ruleset/fingerprint",
    ),
}


@pytest.mark.parametrize("case", ALTERED)
def test_an_altered_adoption_is_refused_by_checker_and_replay(case: str) -> None:
    alter, place = ALTERED[case]
    document = a_capsule()
    alter(document)
    again = replay(Capsule(document))

    assert (again.verdict, str(again.at)) == ("altered", place)
    assert {d.code for d in again.diagnostics} == {"NR701"}
    assert _is_refused(document)


def test_another_body_in_the_trace_alone_is_no_exact_replay() -> None:
    document = a_capsule()
    _another_body_named(document)

    assert replay(Capsule(document)).verdict == "same_outcome"
    assert _is_refused(document)


def test_the_checker_refuses_a_record_of_a_later_day_or_of_what_is_over() -> None:
    later, over, nameless = a_capsule(), a_capsule(), a_capsule()
    put(later, "/adoption/on", "2026-05-02")
    put(later, "/trace/ruleset/adoption/on", "2026-05-02")
    put(over, "/ruleset/status", "withdrawn")
    put(over, "/adoption/ruleset/fingerprint", fingerprint(over["ruleset"]))
    over["trace"]["ruleset"]["fingerprint"] = fingerprint(over["ruleset"])
    put(nameless, "/adoption/ruleset", {})
    for document in (later, over, nameless):
        _signed_again(document)

        assert _is_refused(document)
        assert not replay(Capsule(document)).is_exact


def test_a_capsule_whose_record_is_no_object_is_not_loaded() -> None:
    document = a_capsule()
    _nothing(document)
    with pytest.raises(AuditError, match="NR103"):
        load_capsule(document)


def test_a_trace_is_replayed_with_the_record_that_it_names() -> None:
    decision = a_decision()
    own = decision.program.ruleset
    without = evolve(own, adoption=None)

    assert replay_trace(decision.trace, own, decision.case).is_exact
    again = replay_trace(decision.trace, without, decision.case)
    assert (again.verdict, str(again.at)) == (
        "ruleset_unavailable",
        "/ruleset/adoption",
    )
    assert [d.code for d in again.diagnostics] == ["NR702"]


def test_a_record_that_was_written_later_does_not_change_what_was_decided() -> None:
    ruleset = a_consulted()
    decision = evaluate(link(ruleset), a_case({"A": "severe"}), at=NOON)

    assert replay_trace(decision.trace, signed(ruleset), decision.case).is_exact


def test_a_page_says_who_adopted_it_and_how_many_did_not_agree() -> None:
    decision = a_decision()
    page = " ".join(explain_trace(decision.trace, decision.program.ruleset).split())

    assert "version 1.0.0, adopted" in page
    assert (
        "Adopted by Northshire Safeguarding Children Partnership on 20 April 2026,"
        " minute 20 April 2026, item 7; next review 20 April 2027. 1 role did not"
        " agree." in page
    )
    assert "Not for use with a real child" not in page


def test_the_full_account_has_the_fingerprint_of_the_record() -> None:
    decision = a_decision()
    ruleset = decision.program.ruleset
    assert ruleset.adoption is not None
    page = explain_trace(decision.trace, ruleset, layer="full", audience="auditor")

    assert f"adoption\n  {fingerprint(ruleset.adoption.document)}\n" in page


def test_a_page_without_the_record_says_what_the_trace_says() -> None:
    decision = a_decision()
    page = " ".join(explain_trace(decision.trace, a_consulted()).split())

    assert "Partnership on 20 April 2026." in page
    assert "minute" not in page
