"""Law 25: nothing is skipped."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from neglect_rules.errors import RulesetError
from neglect_rules.loading import load_ruleset
from neglect_rules.loading._not_yet import NOT_YET
from neglect_rules.pointer import Pointer
from tests.builders import a_ruleset, a_threshold
from tests.property.drawn import Drawn, choices, draws, one_drawn, pooled, seeds
from tests.property.laws import keys
from tests.unit.testing.schema_use import Use

pytestmark = pytest.mark.property

RULESETS = 40
"""The same in every profile: what a fixed search finds must not hang on its pool."""

PLACES = {"contacts": "/contacts", "timers": "/timers"}
_ROWS = [
    {"when": [["severe"], "any"], "give": "severe"},
    {"when": [["met", "emerging", "established"], "any"], "give": "met"},
]
_WORST = {"label": "R", "scale": "care", "rule": {"worst_of": ["A", "B"]}}
_EASING = {
    "id": "E1",
    "when": {
        "measure": {"unbroken": {"indicator": "A", "at_most": "met"}, "in": "days"},
        "at_least": 90,
    },
    "lower": {"level": 1},
    "not_below": {"level": "low"},
    "because": "It has lasted.",
}
_PROMISE = {
    "id": "V1",
    "whenever": {"indicator": "A", "at_least": "severe"},
    "then": {"level": {"in": ["high"]}},
}
_SHOWN = [
    {"grade": "emerging", "date": "2026-01-01"},
    {"grade": "met", "date": "2026-03-01"},
    {"grade": "emerging", "date": "2026-04-01"},
]
"""What is milder only near a review."""
SELDOM: dict[Use, tuple[dict[str, Any], str, Any]] = {
    ("measure_number", "number"): (
        {
            "/indicators/N2": {
                "number": {"unit": "days", "from": 0, "before": 5, "step": 1},
                "label": "N2",
            },
            "/thresholds/0/when": {"measure": {"number": "N"}, "at_least": 1},
        },
        "/thresholds/0/when/measure/number",
        "N2",
    ),
    ("measure_total", "total"): ({}, "/thresholds/0/when/measure/total", ["safety"]),
    ("condition_outcome", "outcome"): (
        {
            "/outcomes/other": {"grades": ["low", "middle", "high"]},
            "/outcomes/last": {"grades": ["low", "middle", "high"]},
            "/thresholds/-": {
                "id": "T2",
                "when": {"outcome": "other", "at_least": "high"},
                "reach": {"last": "high"},
                "because": "It follows.",
            },
        },
        "/thresholds/1/when/outcome",
        "level",
    ),
    ("outcome", "outcome"): (
        {
            "/outcomes/other": {"grades": ["low", "middle", "high"]},
            "/outcomes/last": {
                "grades": ["low", "middle", "high"],
                "from": {
                    "outcome": "level",
                    "map": {"low": "low", "middle": "middle", "high": "high"},
                },
            },
        },
        "/outcomes/last/from/outcome",
        "other",
    ),
    ("rule_table", "table"): (
        {
            "/ratings": {
                "R": {
                    "label": "R",
                    "scale": "care",
                    "rule": {"table": ["A", "B"], "rows": _ROWS, "hit": "unique"},
                }
            }
        },
        "/ratings/R/rule/table",
        ["B", "A"],
    ),
    ("rating", "tags"): (
        {
            "/ratings": {"R": {**_WORST, "tags": ["t"]}},
            "/indicators/C/tags": ["t"],
            "/thresholds/0/when": {
                "some": {"from": {"tag": "t"}, "graded": {"at_least": "severe"}}
            },
        },
        "/ratings/R/tags",
        ["u"],
    ),
    ("rating", "not_applicable_points"): (
        {"/ratings": {"R": {**_WORST, "domain": "health", "not_applicable_points": 2}}},
        "/ratings/R/not_applicable_points",
        3,
    ),
    ("promise", "in"): (
        {"/promises": [_PROMISE]},
        "/promises/0/then/level/in",
        ["middle", "high"],
    ),
    ("promise", "whenever"): (
        {"/promises": [_PROMISE]},
        "/promises/0/whenever",
        {"indicator": "A", "at_least": "met"},
    ),
    ("condition_is", "is"): (
        {
            "/conditions": {
                "Q1": {"indicator": "A", "at_least": "severe"},
                "Q2": {"indicator": "B", "at_least": "severe"},
            },
            "/thresholds/0/when": {"is": "Q1"},
        },
        "/thresholds/0/when/is",
        "Q2",
    ),
    ("easing", "lower"): ({"/easings": [_EASING]}, "/easings/0/lower/level", 2),
    ("easing", "not_below"): (
        {"/easings": [_EASING]},
        "/easings/0/not_below/level",
        "middle",
    ),
    ("document", "near_review"): (
        {"/near_review": {"days": 14}},
        "/near_review/days",
        1,
    ),
}
"""Keys that few drawn rulesets have twice: what to add, where, and the other value."""


@given(draws(), choices)
@settings(max_examples=10)
def test_nothing_is_skipped(drawn: Drawn, random: Random) -> None:
    keys.unknown_keys_are_refused(drawn, random)


def test_labels_of_grades_that_are_not_there_are_refused() -> None:
    document = a_ruleset({"/outcomes/level/labels": {"lowest": "Lowest"}})

    assert keys._findings(document) != ()


def test_each_key_that_belongs_elsewhere_has_its_place_here() -> None:
    assert PLACES.keys() == NOT_YET.keys()


@pytest.mark.parametrize("name", PLACES)
def test_what_belongs_elsewhere_is_refused_by_name(name: str) -> None:
    with pytest.raises(RulesetError) as refused:
        load_ruleset(a_ruleset({PLACES[name]: {}}))

    at = Pointer.parse(PLACES[name])
    assert [(d.code, d.at) for d in refused.value.diagnostics] == [("NR108", at)]


def test_every_key_of_a_case_is_used_or_is_only_kept() -> None:
    found, shown = set(), set()
    pool = seeds(RULESETS)
    for number in range(120):
        random = Random(number)
        drawn = one_drawn(pool[number % len(pool)], random)
        before = keys.case_meaning(drawn, drawn.case)
        for use, at in keys.uses("case-1", drawn.case):
            found.add(use)
            if use not in shown:
                changed = keys.changed(drawn.case, at, random)
                if keys.case_meaning(drawn, changed) != before:
                    shown.add(use)

    # Ages show only where a ruleset reads them: the next test is about those.
    ages = {"born", "age_months", "due", "gestation_weeks", "from", "to"}
    assert {key for where, key in found - shown if where != "subject"} == set()
    assert {key for _, key in found - shown} <= ages


@pytest.mark.parametrize(
    ("age", "younger", "older"),
    [
        pytest.param("months", {"age_months": 12}, {"age_months": 30}, id="months"),
        pytest.param(
            "months",
            {"age_months": {"from": 1, "to": 12}},
            {"age_months": {"from": 30, "to": 40}},
            id="months-known-in-part",
        ),
        pytest.param("months", {"born": "2026-01"}, {"born": "2020"}, id="born"),
        pytest.param(
            "corrected_months",
            {"born": "2024-05-01", "due": "2025-03-01"},
            {"born": "2024-05-01", "due": "2024-05-01"},
            id="due",
        ),
        pytest.param(
            "gestation_weeks",
            {"kind": "unborn", "gestation_weeks": 12},
            {"kind": "unborn", "gestation_weeks": 30},
            id="gestation",
        ),
    ],
)
def test_what_is_known_of_an_age_is_used(
    age: str, younger: dict[str, Any], older: dict[str, Any]
) -> None:
    drawn = _small({"/thresholds": [a_threshold(_at_least(age, 20))]})

    floors = [
        drawn.with_subject(subject).decide()["level"].floor
        for subject in (younger, older)
    ]

    assert floors == ["low", "middle"]


def _at_least(age: str, number: int) -> dict[str, Any]:
    return {"measure": {"age": age}, "at_least": number}


@pytest.mark.parametrize("use", SELDOM, ids=str)
def test_a_key_that_is_seldom_drawn_twice_is_used(use: Use) -> None:
    changes, place, other = SELDOM[use]
    drawn = _small(changes)

    assert keys.has_effect(
        drawn, Pointer.parse(place), a_ruleset({**changes, place: other})
    )


def _small(changes: dict[str, Any]) -> Drawn:
    found = one_drawn(seeds()[0], Random(0))
    case = {
        "format": 1,
        "at": "2026-05-01T12:00:00+00:00",
        "subject": {},
        "answers": {"A": _SHOWN},
        "reviews": ["2026-03-10"],
    }
    return Drawn(document={}, program=found.program, case=case).relinked(
        a_ruleset(changes)
    )


@pytest.mark.slow
def test_every_key_of_a_ruleset_is_used_or_is_a_word() -> None:
    left: set[Use] = set()
    shown: set[Use] = {*SELDOM}
    for turn in range(16):
        for seed in sorted(seeds(), key=lambda each: len(str(pooled(each)))):
            left |= _look_at(one_drawn(seed, Random(seed)), shown, Random(turn))
        if left <= shown:
            break
    assert left - shown == set()


def _look_at(drawn: Drawn, shown: set[Use], random: Random) -> set[Use]:
    """Return the keys of a ruleset, and note those of which an effect shows."""
    here = list(keys.uses("ruleset-1", drawn.document))
    for use, at in reversed(here):
        if use not in shown and keys.has_effect(
            drawn, at, keys.changed(drawn.document, at, random)
        ):
            shown |= {other for other, place in here if at.is_within(place)}
    return {use for use, _ in here}
