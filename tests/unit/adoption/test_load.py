"""The record itself: what it must say, and what is refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.adoption import (
    AdoptionError,
    Agreed,
    Dissenting,
    draft,
    load_adoption,
    read_adoption,
)
from neglect_rules.canonical import fingerprint
from neglect_rules.errors import RulesetError
from tests.unit.adoption.records import a_consulted, a_record_of

REFUSED: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "nobody-agreed": ({"/agreed": []}, [("NR107", "/agreed")]),
    "a-role-of-spaces": ({"/agreed/1/role": "  "}, [("NR166", "/agreed/1/role")]),
    "no-body": ({"/body": ...}, [("NR101", "")]),
    "a-body-left-empty": ({"/body": ""}, [("NR166", "/body")]),
    "no-such-day": ({"/on": "2026-02-30"}, [("NR104", "/on")]),
    "a-name-where-none-belongs": (
        {"/agreed/0/name": "A. Person"},
        [("NR102", "/agreed/0/name")],
    ),
    "a-review-before-it-began": (
        {"/next_review": "2026-04-20"},
        [("NR105", "/next_review")],
    ),
    "dissent-without-what-was-said": (
        {"/dissent/0/said": ...},
        [("NR101", "/dissent/0")],
    ),
    "no-fingerprint-at-all": (
        {"/ruleset/fingerprint": "abc"},
        [("NR104", "/ruleset/fingerprint")],
    ),
    "another-format": ({"/format": 2}, [("NR109", "/format")]),
    "two-things-at-once": (
        {"/minute": "", "/on": "May"},
        [("NR166", "/minute"), ("NR104", "/on")],
    ),
}


def _refusal(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(AdoptionError) as refused:
        load_adoption(document)
    return [(d.code, str(d.at)) for d in refused.value.diagnostics]


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_record_must_say(case: str) -> None:
    changes, expected = REFUSED[case]
    document = a_record_of(a_consulted(), changes)

    assert sorted(_refusal(document)) == sorted(expected)


def test_a_record_says_who_agreed_and_who_did_not() -> None:
    ruleset = a_consulted()
    record = load_adoption(json.dumps(a_record_of(ruleset)))

    assert record.ruleset.fingerprint == fingerprint(ruleset.document)
    assert record.agreed[1] == Agreed(role="named nurse")
    assert record.dissent == (
        Dissenting(role="head teacher", said="The points for school are low."),
    )


def test_a_record_may_name_its_schema() -> None:
    document = {"$schema": "adoption-1.schema.json", **a_record_of(a_consulted())}

    assert load_adoption(document).body.startswith("Northshire")


def test_a_draft_is_refused_in_each_field_that_people_fill_in() -> None:
    places = [at for code, at in _refusal(draft(a_consulted())) if code == "NR166"]

    assert places == [
        "/agreed/0/organisation",
        "/agreed/0/role",
        "/body",
        "/minute",
        "/next_review",
        "/on",
    ]


def test_a_record_with_a_slip_is_shown_in_its_line(tmp_path: Path) -> None:
    file = tmp_path / "adoption.json"
    file.write_text('{\n  "format": 1,\n  "body": ""\n}', encoding="utf-8")
    with pytest.raises(AdoptionError) as refused:
        read_adoption(file)
    empty = next(d for d in refused.value.diagnostics if d.code == "NR166")

    assert (empty.span and empty.span.line, empty.line) == (3, '  "body": ""')


def test_a_list_is_no_record() -> None:
    assert _refusal("[]") == [("NR103", "")]


def test_a_record_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(AdoptionError, match="NR018"):
        read_adoption(tmp_path / "adoption.json")


def test_the_error_is_one_of_rulesets_and_pickles() -> None:
    with pytest.raises(RulesetError) as refused:
        load_adoption({})
    again = pickle.loads(pickle.dumps(refused.value))

    assert (type(again), str(again)) == (AdoptionError, str(refused.value))
