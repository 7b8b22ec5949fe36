"""Small rulesets that look back, as tests of linking want them."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from tests.builders import a_ruleset, a_threshold

KIND = {"/event_kinds": {"missed": {"label": "Missed appointment"}}}
SEVERE = {"indicator": "A", "at_least": "severe"}
BETTER = {"indicator": "A", "at_most": "emerging"}
RATED = {
    "/ratings": {"R": {"label": "R", "scale": "care", "rule": {"worst_of": ["A"]}}}
}
M = "/thresholds/1/when/measure"
REVIEWED = "reviews_without_improvement"


def when(measure: Any, bound: Any = None, **changes: Any) -> dict[str, Any]:
    """Return the change that adds a threshold on a measure."""
    asked = {"measure": measure, **(bound or {"at_least": 1})}
    return {"/thresholds/-": a_threshold(asked), **changes}


def seen(what: Any, **more: Any) -> dict[str, Any]:
    """Return on how many dates something was seen."""
    return {"sightings": what, "distinct": "dates", **more}


def unbroken(what: Any) -> dict[str, Any]:
    """Return for how many days something was so."""
    return {"unbroken": what, "in": "days"}


def among(graded: Any, *ids: str) -> dict[str, Any]:
    """Return a selection of these."""
    return {"from": {"indicators": list(ids)}, "graded": graded}


def reported(measure: Any) -> list[dict[str, Any]]:
    """Return a report of one measure, which no law limits."""
    return [{"id": "it", "label": "It", "measure": measure}]


def household(**rescreen_at: str) -> dict[str, Any]:
    """Return the change that says what one child means for the others."""
    return {"/households": {"rescreen_at": rescreen_at, "because": "…"}}


def review(**more: Any) -> dict[str, Any]:
    """Return the change that adds a review."""
    return {"/reviews": [{"id": "V1", "within": {"days": 7}, "because": "…", **more}]}


def refusals(changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Return code and place of everything that linking refuses."""
    with pytest.raises(RulesetError) as caught:
        link(load_ruleset(a_ruleset(changes)))

    return [(each.code, str(each.at)) for each in caught.value.diagnostics]
