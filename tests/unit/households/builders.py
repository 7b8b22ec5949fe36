"""Small households of the small ruleset: a test shows only what matters to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.households import (
    HouseholdDecision,
    evaluate_household,
    load_household,
)
from tests.builders import NOON, a_program

Json = dict[str, Any]
WELL = {"A": "met", "B": "met", "C": "met"}
GRAVE = {**WELL, "A": "severe"}
MIDDLING = {**WELL, "B": "severe", "C": "emerging"}
RESCREEN = {
    "/households": {
        "rescreen_at": {"level": "middle"},
        "because": "What harms one child may harm the others.",
    }
}
ALL_CORE = {"/open_answers/enough": {"core": 1}}
"""By this change a low result is believed only if every core question is answered."""


def a_child(ref: str, answers: Mapping[str, Any] | None = None, **more: Any) -> Json:
    """Return a child of five years with these answers."""
    subject = {"ref": ref, "age_months": 60, **more.pop("subject", {})}
    return {"subject": subject, "answers": dict(answers or {}), **more}


def unassessed(ref: str) -> Json:
    """Return a child whom nobody has assessed."""
    return {"subject": {"ref": ref}, "not_assessed": True}


def a_household(*children: Json, **more: Any) -> Json:
    """Return the document of a household."""
    return {"format": 1, **more, "children": list(children)}


def decided(
    *children: Json, changes: Mapping[str, Any] | None = None, **more: Any
) -> HouseholdDecision:
    """Return the decision of the small ruleset on a household."""
    household = load_household(a_household(*children, **more))
    return evaluate_household(a_program(changes), household, at=NOON)


def refused(
    *children: Json, changes: Mapping[str, Any] | None = None, **more: Any
) -> tuple[Diagnostic, ...]:
    """Return why a household is refused, when it is read or when it is judged."""
    try:
        decided(*children, changes=changes, **more)
    except CaseError as error:
        return error.diagnostics
    return ()


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Return codes with their places, sorted."""
    return sorted((each.code, str(each.at)) for each in found)
