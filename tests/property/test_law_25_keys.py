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

MEASURES = [
    "events",
    "sightings",
    "unbroken",
    "reviews_without_improvement",
    "change",
    "earlier",
]
PLACES: dict[str, tuple[str, Any]] = {
    "believe": ("/indicators/A/believe", "latest"),
    "per": ("/indicators/A/per", "carer"),
    "accepts": ("/indicators/A/accepts", []),
    "within": ("/thresholds/0/when/within", {"months": 12}),
    **{
        name: (f"/{name}", {})
        for name in (
            "event_kinds",
            "easings",
            "households",
            "contacts",
            "reviews",
            "review",
            "timers",
        )
    },
    **{
        name: (
            "/thresholds/0",
            a_threshold({"measure": {name: "B"}, "at_least": 1}),
        )
        for name in MEASURES
    },
}
_ROWS = [
    {"when": [["severe"], "any"], "give": "severe"},
    {"when": [["met", "emerging", "established"], "any"], "give": "met"},
]
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
}
"""Keys that few drawn rulesets have twice: what to add, where, and the other value."""


@given(draws(), choices)
@settings(max_examples=12)
def test_nothing_is_skipped(drawn: Drawn, random: Random) -> None:
    keys.unknown_keys_are_refused(drawn, random)


def test_labels_of_grades_that_are_not_there_are_refused() -> None:
    document = a_ruleset({"/outcomes/level/labels": {"lowest": "Lowest"}})

    assert keys._findings(document) != ()


def test_each_construct_that_is_not_judged_yet_has_its_place_here() -> None:
    assert PLACES.keys() == NOT_YET.keys()


@pytest.mark.parametrize("name", PLACES)
def test_what_is_not_judged_yet_is_refused_by_name(name: str) -> None:
    place, value = PLACES[name]
    head = "/when/measure" if name in MEASURES else ""

    with pytest.raises(RulesetError) as refused:
        load_ruleset(a_ruleset({place: value}))

    at = Pointer.parse(f"{place}{head}")
    wanted = at / name if name in MEASURES else at
    assert [(d.code, d.at) for d in refused.value.diagnostics] == [("NR108", wanted)]


def test_every_key_of_a_case_is_used_or_is_only_kept() -> None:
    found, shown = set(), set()
    for number in range(120):
        random = Random(number)
        drawn = one_drawn(seeds()[number % len(seeds())], random)
        before = keys.case_meaning(drawn, drawn.case)
        for use, at in keys.uses("case-1", drawn.case):
            found.add(use)
            if use not in shown:
                changed = keys.changed(drawn.case, at, random)
                if keys.case_meaning(drawn, changed) != before:
                    shown.add(use)

    assert found - shown <= {("subject", "gestation_weeks")}


def test_the_weeks_of_a_pregnancy_are_used() -> None:
    reads = {"measure": {"age": "gestation_weeks"}, "at_least": 20}
    drawn = _small({"/thresholds": [a_threshold(reads)]})
    early, late = (
        drawn.with_subject({"kind": "unborn", "gestation_weeks": weeks}).decide()
        for weeks in (12, 30)
    )

    assert (early["level"].floor, late["level"].floor) == ("low", "middle")


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
        "answers": {},
    }
    return Drawn(document={}, program=found.program, case=case).relinked(
        a_ruleset(changes)
    )


@pytest.mark.slow
def test_every_key_of_a_ruleset_is_used_or_is_a_word() -> None:
    left: set[Use] = set()
    shown: set[Use] = {*SELDOM}
    for turn in range(4):
        for seed in sorted(seeds(), key=lambda each: len(str(pooled(each)))):
            left |= _look_at(one_drawn(seed, Random(seed)), shown, Random(turn))
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
