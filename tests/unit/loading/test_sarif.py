"""SARIF 2.1.0: only parts that the standard names, each of the kind that it asks for.

The schema below is ours. It is narrower than the standard's own: it permits just the
properties that we write, with the names, kinds and values of the OASIS specification
(sections 3.13, 3.14, 3.19, 3.27 to 3.30, 3.33, 3.49).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from neglect_rules.diagnostics import Diagnostic, Severity, Span
from neglect_rules.loading import SarifRule, show_sarif
from neglect_rules.pointer import Pointer


def _object(required: str, optional: str = "", /, **kinds: Any) -> dict[str, Any]:
    names = f"{required} {optional}".split()
    assert set(names) == set(kinds)
    return {
        "type": "object",
        "properties": kinds,
        "required": required.split(),
        "additionalProperties": False,
    }


TEXT: Final = {"type": "string", "minLength": 1}
COUNT: Final = {"type": "integer", "minimum": 1}
LEVEL: Final = {"enum": ["none", "note", "warning", "error"]}
URI: Final = {"type": "string", "pattern": r"^[A-Za-z0-9/._~:%@!$&'()*+,;=-]+$"}


def _list(of: Any, **limits: int) -> dict[str, Any]:
    return {"type": "array", "items": of, **limits}


LOCATION: Final = _object(
    "physicalLocation logicalLocations",
    physicalLocation=_object(
        "artifactLocation",
        "region",
        artifactLocation=_object("uri", uri=URI),
        region=_object(
            "startLine startColumn endColumn",
            startLine=COUNT,
            startColumn=COUNT,
            endColumn=COUNT,
        ),
    ),
    logicalLocations=_list(_object("fullyQualifiedName", fullyQualifiedName=TEXT)),
)
RESULT: Final = _object(
    "ruleId ruleIndex level message locations",
    "partialFingerprints",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=_object("text", text=TEXT),
    locations=_list(LOCATION, minItems=1),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
)
RULE: Final = _object(
    "id shortDescription",
    "defaultConfiguration help",
    id=TEXT,
    shortDescription=_object("text", text=TEXT),
    defaultConfiguration=_object("level", level=LEVEL),
    help=_object("text markdown", text=TEXT, markdown=TEXT),
)
LOG: Final = _object(
    "$schema version runs",
    **{
        "$schema": {
            "const": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
        },
        "version": {"const": "2.1.0"},
        "runs": _list(
            _object(
                "tool columnKind results",
                tool=_object(
                    "driver",
                    driver=_object(
                        "name version rules",
                        name=TEXT,
                        version=TEXT,
                        rules=_list(RULE, uniqueItems=True),
                    ),
                ),
                columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                results=_list(RESULT),
            ),
            minItems=1,
        ),
    },
)

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
    Draft202012Validator(LOG).validate(log)
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
