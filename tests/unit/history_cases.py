"""Small cases with a history, and what the reference interpreter says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from neglect_rules.loading import load_ruleset
from neglect_rules.reference import decide
from tests.builders import NOON, a_case, a_ruleset

KIND = {"/event_kinds": {"missed": {"label": "Missed appointment"}}}
SEVERE = {"indicator": "A", "at_least": "established"}
BETTER = {"indicator": "A", "at_most": "emerging"}
REVIEWS = ["2026-01-10", "2026-02-10", "2026-03-10", "2026-06-10"]


def decided(
    changes: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    at: dt.datetime = NOON,
    subject: Mapping[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return the findings on a small ruleset with a kind of event."""
    rules = load_ruleset(a_ruleset({**KIND, **(changes or {})}))
    return decide(rules, a_case(answers, subject, **more), at)


def graded(*records: str) -> list[dict[str, Any]]:
    """Return records, each written `grade date` or `grade date by`."""
    keys = ("grade", "date", "by")
    return [dict(zip(keys, each.split(), strict=False)) for each in records]


def measured(measure: Any, changes: Any = None, **case: Any) -> Any:
    """Return what a measure comes to."""
    report = [{"id": "it", "label": "It", "measure": measure}]
    return decided({"/report": report, **(changes or {})}, **case)["report"]["it"]
