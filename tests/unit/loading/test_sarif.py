"""SARIF 2.1.0, by the schema of the standard."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft4Validator

from neglect_rules.diagnostics import Diagnostic, Severity, Span
from neglect_rules.loading import SarifRule, show_sarif
from neglect_rules.pointer import Pointer

ROOT: Final = Path(__file__).parents[3]
SCHEMA: Final = ROOT / "tests/fixtures/sarif/sarif-2.1.0-rtm.5.json"


@cache
def of_the_standard() -> Draft4Validator:
    """Return what the standard's own schema says of a log."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


FOUND: Final = Diagnostic(
    "NR330",
    "a sentence of 30 words",
    Pointer(("indicators", "FOOD", "help")),
    "write two",
    Severity.WARNING,
    Span(7, 3, 9),
    file="my rules/ruleset.json",
)


def a_log(*found: Diagnostic, **more: Any) -> Any:
    """Return the one run of a log, once it is known to be SARIF."""
    log = json.loads(show_sarif(found, version="0.1.0", **more))
    of_the_standard().validate(log)
    return log["runs"][0]


def test_a_finding_has_its_place_in_the_file_and_in_the_document() -> None:
    (result,) = a_log(FOUND)["results"]
    (place,) = result["locations"]

    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20rules/ruleset.json"},
        "region": {"startLine": 7, "startColumn": 3, "endColumn": 9},
    }
    assert place["logicalLocations"] == [
        {"fullyQualifiedName": "/indicators/FOOD/help"}
    ]
    assert (result["level"], result["ruleId"]) == ("warning", "NR330")
    assert result["message"]["text"] == "a sentence of 30 words\nwrite two"


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_a_level_of_sarif(severity: Severity) -> None:
    found = Diagnostic("NR018", "unreadable", severity=severity, file="x.json")

    (result,) = a_log(found)["results"]
    assert result["level"] == severity.value
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_a_code_with_a_page_carries_it_and_others_their_one_line() -> None:
    rules = {"NR340": SarifRule(level="note", text="Plain", markdown="# Page")}
    run = a_log(FOUND, rules=rules)
    described = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in described] == ["NR330", "NR340"]
    assert described[0]["shortDescription"]["text"] == "a sentence is too long"
    assert "help" not in described[0]
    assert described[1]["help"] == {"text": "Plain", "markdown": "# Page"}
    assert run["results"][0]["ruleIndex"] == 0


def test_a_finding_carries_what_it_is_known_by() -> None:
    (result,) = a_log(FOUND, digests={FOUND: "sha256:0"})["results"]

    assert result["partialFingerprints"] == {"entryContent/v1": "sha256:0"}


def test_a_path_from_the_root_is_a_file_uri(tmp_path: Path) -> None:
    found = Diagnostic("NR018", "unreadable", file=str(tmp_path / "x.json"))

    (result,) = a_log(found)["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == (tmp_path / "x.json").as_uri()


def test_nothing_found_is_a_log_too() -> None:
    assert a_log()["results"] == []
