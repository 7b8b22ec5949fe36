"""Small documents with everything defaulted: a test shows only what matters to it."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.model import Case
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program

NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)

_RULESET: dict[str, Any] = {
    "format": 1,
    "semantics": 1,
    "id": "test.small",
    "version": "1.0.0",
    "status": "adopted",
    "language": "en-GB",
    "title": "Small",
    "area": "test",
    "effective": {"from": "2020-01-01"},
    "subjects": {
        "kinds": ["child", "unborn"],
        "age_months": {"from": 0, "before": 216},
    },
    "scales": {
        "care": {
            "kind": "concern",
            "grades": [
                {"id": "met", "points": 0},
                {"id": "emerging", "points": 1},
                {"id": "established", "points": 2},
                {"id": "severe", "points": 4},
            ],
        },
        "strength": {
            "kind": "strength",
            "grades": [{"id": "weak"}, {"id": "reliable", "points": -1}],
        },
        "yes_no": {
            "kind": "context",
            "because": "It orders nothing.",
            "grades": [{"id": "no"}, {"id": "yes"}],
        },
    },
    "domains": {
        "safety": {"label": "Safety", "weight": Decimal("1.5"), "cap": 6},
        "health": {"label": "Health"},
    },
    "indicators": {
        "A": {
            "domain": "safety",
            "scale": "care",
            "label": "A",
            "core": True,
            "critical_at": "severe",
        },
        "B": {"domain": "safety", "scale": "care", "label": "B", "core": True},
        "C": {"domain": "health", "scale": "care", "label": "C", "core": True},
        "S": {"scale": "strength", "label": "S"},
        "X": {"scale": "yes_no", "label": "X"},
        "N": {
            "number": {"unit": "days", "from": 0, "before": 11, "step": Decimal("0.5")},
            "label": "N",
        },
    },
    "outcomes": {"level": {"grades": ["low", "middle", "high"]}},
    "thresholds": [
        {
            "id": "T1",
            "when": {"measure": {"total": "all"}, "at_least": 3},
            "reach": {"level": "middle"},
            "because": "It adds up.",
        }
    ],
    "guards": [
        {
            "id": "G1",
            "when": {"some": {"from": "all", "graded": "critical"}},
            "at_least": {"level": "high"},
            "because": "One critical sign is enough.",
        }
    ],
    "open_answers": {"recommend": "floor"},
}


def a_ruleset(changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a small ruleset; `changes` puts values at pointers, `...` removes."""
    document = copy.deepcopy(_RULESET)
    for place, value in (changes or {}).items():
        # `...` must stay itself; all else is copied, so that no test changes another's.
        put(document, place, value if value is ... else copy.deepcopy(value))
    return document


def put(document: Any, place: str, value: Any) -> None:
    """Put a value at a pointer, where `-` is the end of a list; `...` removes."""
    pointer = Pointer.parse(place)
    *parents, last = pointer.parts
    holder = Pointer(tuple(parents)).resolve(document)
    if isinstance(holder, list) and last == "-":
        holder.append(value)
    elif value is ...:
        del holder[int(last) if isinstance(holder, list) else last]
    else:
        holder[int(last) if isinstance(holder, list) else last] = value


def a_threshold(when: Any, **more: Any) -> dict[str, Any]:
    """Return a threshold that reaches the middle."""
    return {
        "id": "T9",
        "when": when,
        "reach": {"level": "middle"},
        "because": "…",
        **more,
    }


def a_program(changes: Mapping[str, Any] | None = None) -> Program:
    """Return a small ruleset, linked."""
    return link(load_ruleset(a_ruleset(changes)))


def asking(when: Any, changes: Mapping[str, Any] | None = None) -> Program:
    """Return a small ruleset whose one threshold asks `when`."""
    return a_program({"/thresholds": [a_threshold(when)], **(changes or {})})


def a_case(
    answers: Mapping[str, Any] | None = None,
    subject: Mapping[str, Any] | None = None,
    **more: Any,
) -> Case:
    """Return a case of a five-year-old with these answers."""
    document = {
        "format": 1,
        "subject": {"age_months": 60} if subject is None else subject,
        "answers": answers or {},
        **more,
    }
    return load_case(document)
