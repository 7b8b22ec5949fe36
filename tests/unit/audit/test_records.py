"""Records: what everybody may read, what only disclosures say, and how it is read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.audit.records import (
    CASE,
    TRACE,
    Disclosure,
    decision_evidence,
    load_evidence,
    parts_of,
    read_disclosures,
    ruleset_evidence,
    shown_evidence,
    whole_of,
)
from neglect_rules.canonical import fingerprint
from neglect_rules.errors import AuditError
from neglect_rules.loading import against_schema
from tests.builders import NOON
from tests.unit.audit.kept import (
    SECRET,
    a_context,
    a_decision,
    some_evidence,
)

RFC_9901 = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"


def test_a_disclosure_is_read_and_digested_as_the_standard_says() -> None:
    """The example of RFC 9901, 4.2.1 and 4.2.3."""
    found = Disclosure(RFC_9901)

    assert (found.name, found.value) == ("family_name", "Möbius")
    assert found.digest == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


def test_nothing_that_was_answered_stands_in_the_record() -> None:
    record = json.dumps(some_evidence().record)

    said = ["at the door", "2026-04-02", '"emerging"', '"severe"']
    assert [each for each in said if each in record] == []


def test_a_record_tells_what_came_out_and_how_each_question_was_answered() -> None:
    core = some_evidence().record["core"]

    assert core["outcomes"]["level"]["floor"] == a_decision()["level"].floor
    assert core["inputs"]["C"] == "not_known"
    assert core["inputs"]["S"] == "not_asked"
    assert core["subject"] == "s-1"
    assert (core["day"], core["offset"]) == ("2026-05-01", "+00:00")


def test_case_and_trace_come_together_again_from_their_parts() -> None:
    decision = a_decision()
    parts = parts_of(decision.case.document, decision.trace.document)

    assert fingerprint(whole_of(parts, CASE)) == fingerprint(decision.case.document)
    assert fingerprint(whole_of(parts, TRACE)) == decision.trace.fingerprint


def test_the_same_secret_makes_the_same_record_and_another_another() -> None:
    again = some_evidence()
    other = decision_evidence(a_decision(), a_context("d-1", "s-1"), secret=bytes(32))

    assert again == some_evidence()
    assert other.record["core"] == again.record["core"]
    digests = [each.record["sealed"]["parts"].values() for each in (again, other)]
    assert not set(digests[0]) & set(digests[1])


def test_two_equal_answers_have_digests_that_differ() -> None:
    digests = list(some_evidence().record["sealed"]["parts"].values())

    assert len(set(digests)) == len(digests)


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(AuditError) as refused:
        decision_evidence(a_decision(), a_context("d-1"), secret=SECRET[:31])

    assert [d.code for d in refused.value.diagnostics] == ["NR722"]


@pytest.mark.parametrize(
    "evidence",
    [
        some_evidence(),
        decision_evidence(a_decision(), a_context("d-2"), form="inline"),
        ruleset_evidence(
            "published", a_decision().program.ruleset, a_context("r"), at=NOON
        ),
        shown_evidence(
            "text",
            "d-1",
            a_context("shown"),
            at=NOON,
            audience="family",
            layer="page",
            language="en-GB",
            secret=SECRET,
        ),
    ],
    ids=["committed", "inline", "ruleset", "shown"],
)
def test_evidence_is_read_from_its_text_as_it_was(evidence: Any) -> None:
    found = load_evidence(evidence.to_json())

    assert found.fingerprint == evidence.fingerprint
    assert found.to_json() == evidence.to_json()
    assert (
        against_schema(json.loads(evidence.to_json())["record"], "record", shows=True)
        == ()
    )


def _without_one(value: Any) -> None:
    value["disclosures"].pop()


def _of_another(value: Any) -> None:
    value["disclosures"][0] = RFC_9901


def _unreadable(value: Any) -> None:
    value["disclosures"][3] = "AAAA"


def _misnamed(value: Any) -> None:
    value["documents"] = {f"sha256:{'0' * 64}": {}}


def _chained(value: Any) -> None:
    value["record"]["log"] = {"id": "x", "sequence": 1, "previous": None}


def _unknown_algorithm(value: Any) -> None:
    value["record"]["sealed"]["algorithm"] = "sha-1"


def _without_core(value: Any) -> None:
    del value["record"]["core"]["day"]


@pytest.mark.parametrize(
    ("spoil", "code", "at"),
    [
        (_without_one, "NR730", "/record/sealed/parts"),
        (_of_another, "NR730", "/disclosures/0"),
        (_unreadable, "NR730", "/disclosures/3"),
        (_misnamed, "NR701", "/documents"),
        (_chained, "NR108", "/record/log"),
        (_unknown_algorithm, "NR730", "/record/sealed/algorithm"),
        (_without_core, "NR101", "/record/core"),
    ],
)
def test_evidence_that_does_not_hold_together_is_refused(
    spoil: Any, code: str, at: str
) -> None:
    value = json.loads(some_evidence().to_json())
    spoil(value)
    with pytest.raises(AuditError) as refused:
        load_evidence(json.dumps(value))

    first = refused.value.diagnostics[0]
    assert (first.code, str(first.at).startswith(at)) == (code, True)
    assert "emerging" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", "é", "AA", "W10", "WzEsMl0", None, 3, RFC_9901 + "="]
)
def test_what_is_no_disclosure_is_refused_by_its_position(text: Any) -> None:
    with pytest.raises(AuditError) as refused:
        read_disclosures([RFC_9901, text])

    assert [str(d.at) for d in refused.value.diagnostics] == ["/disclosures/1"]


def test_a_kind_that_nobody_knows_yet_is_read_and_kept() -> None:
    value = json.loads(some_evidence().to_json())
    value["record"]["kind"] = "carrier_pigeon_sent"
    value["record"]["core"] = {"pigeon": 7}

    assert load_evidence(json.dumps(value)).kind == "carrier_pigeon_sent"
