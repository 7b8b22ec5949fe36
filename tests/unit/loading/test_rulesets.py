"""Rulesets that are JSON but no rulesets: each finding in words, in its place."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.errors import InternalError, RulesetError
from neglect_rules.loading import load_ruleset, read_ruleset, schema
from neglect_rules.loading._not_yet import NOT_YET
from neglect_rules.loading._structure import structured
from neglect_rules.loading._validator import _offline
from neglect_rules.model import Grade, Indicator, IndicatorTest, Ruleset
from tests.builders import a_ruleset, a_threshold


def found(changes: dict[str, Any]) -> list[tuple[str, str, str, str | None]]:
    with pytest.raises(RulesetError) as caught:
        load_ruleset(a_ruleset(changes))

    return [(d.code, str(d.at), d.message, d.hint) for d in caught.value.diagnostics]


T = "/thresholds/1/when"


def when(condition: Any) -> dict[str, Any]:
    return {"/thresholds/-": a_threshold(condition)}


FINDINGS: list[tuple[str, dict[str, Any], tuple[str, str, str, str | None]]] = [
    (
        "missing-key",
        {"/title": ...},
        ("NR101", "", "`title` is missing here", "title: what people call it."),
    ),
    (
        "missing-key-misspelled",
        {"/thresholds/0/because": ..., "/thresholds/0/becuase": "x"},
        (
            "NR101",
            "/thresholds/0",
            "`because` is missing here",
            "is `becuase` meant to be it?",
        ),
    ),
    (
        "unknown-key",
        {"/indicators/A/domian": "safety"},
        (
            "NR102",
            "/indicators/A/domian",
            "unknown key `domian`",
            "did you mean `domain`?",
        ),
    ),
    (
        "unknown-key-like-none",
        {"/open_answers/zzz": 1},
        (
            "NR102",
            "/open_answers/zzz",
            "unknown key `zzz`",
            "known here: `recommend`, `enough`, `because`, `source` or `status`",
        ),
    ),
    (
        "text-for-a-number",
        {"/domains/safety/weight": "2"},
        (
            "NR103",
            "/domains/safety/weight",
            "expected a number, found a text",
            "take the quotation marks away",
        ),
    ),
    (
        "no-is-never-true",
        {"/indicators/A/core": "no"},
        (
            "NR103",
            "/indicators/A/core",
            "expected true or false, found a text",
            "write true or false, without quotation marks",
        ),
    ),
    (
        "a-number-is-never-true",
        {"/indicators/A/core": 1},
        ("NR103", "/indicators/A/core", "expected true or false, found a number", None),
    ),
    (
        "null",
        {"/title": None},
        ("NR103", "/title", "expected a text in quotation marks, found null", None),
    ),
    (
        "list-for-a-group",
        {"/domains": []},
        (
            "NR103",
            "/domains",
            "expected a group in braces { }, found a list in brackets [ ]",
            None,
        ),
    ),
    (
        "number-for-a-condition",
        {"/thresholds/0/when": 5},
        (
            "NR103",
            "/thresholds/0/when",
            "expected a group in braces { }, found a number",
            None,
        ),
    ),
    (
        "group-for-a-list",
        {"/thresholds": {}},
        (
            "NR103",
            "/thresholds",
            "expected a list in brackets [ ], found a group in braces { }",
            None,
        ),
    ),
    (
        "not-one-of",
        {"/status": "adoptd"},
        (
            "NR104",
            "/status",
            (
                "`adoptd` is not one of `draft`, `illustrative`, `consulted`, `adopted`,"
                " `superseded` or `withdrawn`"
            ),
            "did you mean `adopted`?",
        ),
    ),
    (
        "other-format",
        {"/format": 2},
        ("NR109", "/format", "this version knows `format` 1 only", None),
    ),
    (
        "form-of-a-version",
        {"/version": "1.0"},
        (
            "NR104",
            "/version",
            "`1.0` does not have the form of a version",
            "Write three numbers with dots, such as 1.0.0",
        ),
    ),
    (
        "no-such-date",
        {"/effective/from": "2026-02-30"},
        (
            "NR104",
            "/effective/from",
            "`2026-02-30` does not have the form of a date",
            (
                "Write the date as year-month-day, such as 2026-04-01. "
                "It must be a day that exists"
            ),
        ),
    ),
    (
        "name-of-an-id",
        {"/indicators/1A": {"label": "x", "scale": "care"}},
        (
            "NR104",
            "/indicators/1A",
            "`1A` cannot be a name",
            (
                "a name begins with a letter; then letters, digits, dots, hyphens or"
                " underscores, 64 at most"
            ),
        ),
    ),
    (
        "number-too-small",
        {"/indicators/N/number/step": 0},
        (
            "NR105",
            "/indicators/N/number/step",
            "0 is outside its limits: expected more than 0",
            None,
        ),
    ),
    (
        "empty-text",
        {"/title": ""},
        ("NR105", "/title", "expected at least so many characters: 1", None),
    ),
    (
        "too-few",
        when({"all": []}),
        ("NR107", f"{T}/all", "expected at least 1 entry, found 0", None),
    ),
    (
        "too-many",
        {"/scales/care/grades": [{"id": f"g{n}"} for n in range(17)]},
        ("NR107", "/scales/care/grades", "expected at most 16 entries, found 17", None),
    ),
    (
        "twice",
        {"/indicators/A/tags": ["t", "t"]},
        ("NR110", "/indicators/A/tags", "an entry stands here twice", "take one away"),
    ),
    (
        "head-misspelled",
        when({"indicatr": "A", "at_least": "met"}),
        (
            "NR102",
            f"{T}/indicatr",
            "unknown key `indicatr`",
            "did you mean `indicator`?",
        ),
    ),
    (
        "test-misspelled",
        when({"indicator": "A", "at_leest": "met"}),
        (
            "NR102",
            f"{T}/at_leest",
            "unknown key `at_leest`",
            "did you mean `at_least`?",
        ),
    ),
    (
        "two-heads",
        when({"indicator": "A", "rating": "R", "at_least": "met"}),
        (
            "NR106",
            T,
            "`indicator` and `rating` cannot stand together",
            "keep one of them",
        ),
    ),
    (
        "no-head",
        {"/report": [{"id": "x", "label": "x"}]},
        ("NR106", "/report/0", "one of `measure` or `rating` is needed here", None),
    ),
    (
        "neither-when-nor-for-each",
        {"/tasks": [{"id": "x", "task": "x"}]},
        ("NR101", "/tasks/0", "one of `when` or `for_each` is needed here", None),
    ),
    (
        "from-and-above",
        {
            "/ratings": {
                "R": {
                    "label": "R",
                    "scale": "care",
                    "rule": {
                        "bands": [
                            {"give": "met"},
                            {"from": 1, "above": 1, "give": "met"},
                        ],
                        "of": {"number": "N"},
                    },
                }
            }
        },
        (
            "NR106",
            "/ratings/R/rule/bands/1",
            "`from` and `above` cannot stand together",
            "keep one of them",
        ),
    ),
    (
        "not-yet-at-the-top",
        {"/timers": []},
        (
            "NR108",
            "/timers",
            "this version does not yet judge `timers`, and ignores nothing",
            NOT_YET["timers"],
        ),
    ),
    (
        "unknown-parameter",
        {"/domains/safety/weight": {"parameter": "Z"}},
        ("NR201", "/domains/safety/weight/parameter", "unknown parameter `Z`", None),
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [pytest.param(c, e, id=i) for i, c, e in FINDINGS]
)
def test_what_the_language_does_not_have_is_refused_in_plain_words(
    changes: dict[str, Any], expected: tuple[str, str, str, str | None]
) -> None:
    assert expected in found(changes)


def test_one_mistake_gives_one_finding() -> None:
    several = [f for i, c, _ in FINDINGS if "misspelled" not in i for f in [found(c)]]

    assert [len(f) for f in several if len(f) > 1] == []


def test_every_finding_is_reported_not_just_the_first() -> None:
    changes = {"/title": 1, "/version": "x", "/domains/safety/weight": True}

    assert len(found(changes)) == 3


def test_a_document_that_is_no_group_at_all_is_refused() -> None:
    with pytest.raises(RulesetError) as caught:
        load_ruleset("[1]")

    assert [d.code for d in caught.value.diagnostics] == ["NR103"]


PARAMETERS = {
    "/parameters": {
        "weight": {"label": "w", "number": 2},
        "grave": {"label": "g", "grade": "severe"},
        "both": {"label": "b", "ids": ["A", "B"]},
    },
    "/domains/safety/weight": {"parameter": "weight"},
    "/indicators/A/critical_at": {"parameter": "grave"},
    "/guards/0/when": {
        "some": {
            "from": {"indicators": {"parameter": "both"}},
            "graded": {"at_least": {"parameter": "grave"}},
        }
    },
}


def test_a_parameter_stands_wherever_its_kind_of_value_may() -> None:
    ruleset = load_ruleset(a_ruleset(PARAMETERS))

    assert ruleset.domains["safety"].weight == 2
    assert ruleset.indicators["A"].critical_at == "severe"


def test_a_parameter_of_the_wrong_kind_is_refused_where_it_is_used() -> None:
    changes = {**PARAMETERS, "/domains/safety/weight": {"parameter": "grave"}}

    assert [f[:2] for f in found(changes)] == [("NR103", "/domains/safety/weight")]


def test_a_thing_may_be_called_parameter() -> None:
    document = a_ruleset({"/parameters": PARAMETERS["/parameters"]})
    document["domains"] = {"parameter": {"label": "P"}}
    for spec in document["indicators"].values():
        spec.pop("domain", None)
    document["indicators"]["A"]["domain"] = "parameter"

    assert list(load_ruleset(document).domains) == ["parameter"]


def test_a_file_that_is_not_there_is_an_error_with_its_name() -> None:
    with pytest.raises(RulesetError) as caught:
        read_ruleset("no/such/file.json")

    (found,) = caught.value.diagnostics
    assert (found.code, found.file) == ("NR018", "no/such/file.json")


def test_a_ruleset_in_a_file_knows_its_text_and_name(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text(json.dumps(a_ruleset(), default=float), "utf-8")

    ruleset = read_ruleset(file)

    assert ruleset.name == str(file)
    assert ruleset.text == file.read_text("utf-8")


def test_places_in_a_text_are_said_by_line_and_column() -> None:
    text = '{\n  "format": 1,\n  "titel": "x"\n}'

    with pytest.raises(RulesetError) as caught:
        load_ruleset(text, name="r.json")

    unknown = next(d for d in caught.value.diagnostics if d.code == "NR102")
    assert unknown.span is not None
    assert (unknown.file, unknown.span.line, unknown.span.column) == ("r.json", 3, 3)
    assert unknown.line == '  "titel": "x"'


def test_a_schema_that_does_not_ship_is_a_fault_of_the_installation() -> None:
    with pytest.raises(InternalError, match="missing from this installation"):
        schema("nothing")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        pytest.param({"id": "g", "points": True}, Grade, id="true-is-no-number"),
        pytest.param({"id": 3}, Grade, id="a-number-is-no-text"),
        pytest.param({"label": "x", "core": "no"}, Indicator, id="no-is-not-true"),
        pytest.param({"label": "x", "core": 1}, Indicator, id="one-is-not-true"),
        pytest.param({"label": "x", "ask_if": {"zzz": 1}}, Indicator, id="no-head-key"),
        pytest.param({"label": "x", "domain": 3}, Indicator, id="no-text"),
        pytest.param({"label": "x", "extra": 1}, Indicator, id="unknown-key"),
        pytest.param({"indicator": "A", "in": 3}, IndicatorTest, id="no-list"),
        pytest.param({}, Ruleset, id="empty"),
    ],
)
def test_structuring_by_itself_coerces_nothing(value: Any, kind: type) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - the converter's own kinds
        structured(value, kind)


def test_numbers_stay_exact() -> None:
    text = json.dumps(a_ruleset(), default=float).replace('"cap": 6', '"cap": 6.1')

    assert load_ruleset(text).domains["safety"].cap == Decimal("6.1")


def test_a_validator_can_be_made_where_there_is_no_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The jsonschema that browsers run has none, and needs none."""
    assert _offline().keys() == {"registry"}

    monkeypatch.setitem(sys.modules, "referencing", None)

    assert _offline() == {}
