"""Directories that are refused, each for its reason and at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.errors import SelectionError
from neglect_rules.pathways import (
    DirectoryError,
    load_directory,
    read_directory,
    shipped_areas,
    shipped_directory,
)
from tests.unit.pathways.builders import (
    EMERGENCY,
    a_contact,
    a_document,
    a_night,
    a_rule,
)


def refused(document: Any) -> list[str]:
    with pytest.raises(DirectoryError) as caught:
        load_directory(document)
    return [f"{found.code} {found.at}" for found in caught.value.diagnostics]


def hours(*stretches: tuple[str, str]) -> dict[str, Any]:
    return {"monday": [{"from": f, "before": b} for f, b in stretches]}


ONE = "/contacts/0"


@pytest.mark.parametrize(
    ("contact", "findings"),
    [
        pytest.param(
            a_night(numbers=[]), [f"NR107 {ONE}/numbers"], id="urgent-without-a-number"
        ),
        pytest.param(
            a_contact(bank_holidays=None), [f"NR101 {ONE}"], id="bank-holidays-not-said"
        ),
        pytest.param(
            a_contact(hours="always"),
            [f"NR102 {ONE}/bank_holidays"],
            id="bank-holidays-beside-always",
        ),
        pytest.param(
            a_contact(hours=hours(("17:00", "09:00"))),
            [f"NR214 {ONE}/hours/monday/0/before"],
            id="past-midnight",
        ),
        pytest.param(
            a_contact(hours=hours(("09:00", "09:00"))),
            [f"NR214 {ONE}/hours/monday/0/before"],
            id="nothing",
        ),
        pytest.param(
            a_contact(hours=hours(("09:00", "12:00"), ("11:00", "17:00"))),
            [f"NR105 {ONE}/hours/monday/1/from"],
            id="stretches-that-overlap",
        ),
        pytest.param(
            a_contact(hours=hours(("25:00", "26:00"))),
            [
                f"NR104 {ONE}/hours/monday/0/before",
                f"NR104 {ONE}/hours/monday/0/from",
            ],
            id="no-such-time",
        ),
        pytest.param(
            a_contact(effective={"from": "2026-05-01", "before": "2026-05-01"}),
            [f"NR214 {ONE}/effective/before"],
            id="a-window-of-no-day",
        ),
        pytest.param(
            a_contact(verified_on="2026-02-30"),
            [f"NR104 {ONE}/verified_on"],
            id="no-such-day",
        ),
        pytest.param(a_contact(source="nobody"), [f"NR201 {ONE}/source"], id="source"),
        pytest.param(
            a_contact(numbers=["ask"]), [f"NR104 {ONE}/numbers/0"], id="words"
        ),
        pytest.param(a_contact(hours="often"), [f"NR104 {ONE}/hours"], id="often"),
        pytest.param(
            a_contact(colour="red"), [f"NR102 {ONE}/colour"], id="unknown-key"
        ),
        pytest.param(a_contact(label=None), [f"NR101 {ONE}"], id="no-label"),
        pytest.param(
            a_contact("Emergency"), ["NR203 /contacts/1/id"], id="alike-but-for-case"
        ),
    ],
)
def test_a_contact_is_refused(contact: dict[str, Any], findings: list[str]) -> None:
    assert refused(a_document(contact)) == findings


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"purposes": ["urgent"]}, id="not-for-emergencies"),
        pytest.param({"hours": "unknown"}, id="hours-not-published"),
        pytest.param(
            {"hours": hours(("00:00", "24:00")), "bank_holidays": "all_day"},
            id="not-always",
        ),
        pytest.param({"audience": "professional"}, id="not-for-everybody"),
        pytest.param({"effective": {"before": "2030-01-01"}}, id="not-for-ever"),
    ],
)
def test_a_directory_without_an_emergency_contact_is_refused(
    changes: dict[str, Any],
) -> None:
    document = a_document(a_contact())
    document["contacts"] = [a_contact(), {**EMERGENCY, **changes}]

    assert "NR107 /contacts" in refused(document)


def test_an_emergency_contact_needs_a_number() -> None:
    document = a_document(a_contact())
    document["contacts"] = [{**EMERGENCY, "numbers": []}]

    assert {"NR107 /contacts", "NR107 /contacts/0/numbers"} <= set(refused(document))


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        pytest.param({"zone": "Europe/Poole"}, "NR201 /zone", id="zone"),
        pytest.param({"division": "wales"}, "NR104 /division", id="division"),
        pytest.param({"verified_on": "2026-13"}, "NR104 /verified_on", id="month-13"),
        pytest.param(
            {"effective": {"from": "2026-05-02", "before": "2026-05-01"}},
            "NR214 /effective/before",
            id="window",
        ),
        pytest.param({"stale_after": {}}, "NR106 /stale_after", id="stale-never"),
        pytest.param(
            {"stale_after": {"days": 1, "months": 1}}, "NR106 /stale_after", id="twice"
        ),
        pytest.param({"contacts": []}, "NR107 /contacts", id="nobody"),
        pytest.param({"format": 2}, "NR109 /format", id="another-format"),
        pytest.param({"needs": None}, "NR101 ", id="no-needs"),
    ],
)
def test_a_directory_is_refused(changes: dict[str, Any], finding: str) -> None:
    assert finding in refused(a_document(**changes))


def test_a_need_that_could_hide_a_graver_one_is_refused() -> None:
    document = a_document()
    document["needs"]["first_of"] = [
        a_rule("targeted", "advice"),
        a_rule("specialist", "safeguarding"),
    ]

    assert refused(document) == ["NR210 /needs/first_of/1/need"]


def test_a_purpose_that_nobody_serves_is_refused() -> None:
    document = a_document()
    document["needs"]["look_for"]["support"] = ["support"]

    assert refused(document) == ["NR205 /needs/look_for/support/0"]


def test_an_otherwise_is_required() -> None:
    document = a_document()
    del document["needs"]["otherwise"]

    assert refused(document) == ["NR101 /needs"]


def test_all_findings_come_at_once() -> None:
    document = a_document(
        a_contact(source="nobody"), a_night(numbers=[]), zone="Europe/Poole"
    )

    assert refused(document) == [
        "NR107 /contacts/1/numbers",
        "NR201 /contacts/0/source",
        "NR201 /zone",
    ]


def test_a_finding_in_a_text_has_its_line() -> None:
    text = json.dumps(a_document(a_contact(source="nobody")), indent=2)
    with pytest.raises(DirectoryError) as caught:
        load_directory(text, name="directory.json")
    (found,) = caught.value.diagnostics

    assert found.file == "directory.json"
    assert found.line is not None
    assert '"source": "nobody"' in found.line


def test_a_text_that_is_not_json_is_refused() -> None:
    assert refused("{") == ["NR013 "]
    assert refused({"format": 1.0})[0].startswith("NR006")


def test_a_file_is_read_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "directory.json"
    file.write_text(json.dumps(a_document()), encoding="utf-8")

    assert read_directory(file).id == "made.up"
    with pytest.raises(DirectoryError) as caught:
        read_directory(tmp_path / "none.json")
    assert [d.code for d in caught.value.diagnostics] == ["NR018"]


def test_an_area_without_a_directory_is_said_with_those_that_have_one() -> None:
    with pytest.raises(SelectionError, match="NR705") as caught:
        shipped_directory("leeds")

    assert "`bcp` or `hull`" in str(caught.value.diagnostics[0].hint)
    assert shipped_areas() == ("bcp", "hull")
