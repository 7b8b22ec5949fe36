"""A trace of fifty indicators stays small enough to keep for every decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.loading import load_case
from tests.builders import NOON, a_program

LIMIT = 32_000
DOMAINS = (
    "supervision",
    "nutrition",
    "physical_care",
    "home_safety",
    "health_care",
    "emotional_care",
    "education",
    "engagement",
)
INDICATORS = 50
BECAUSE = {"because": "It adds up."}


def _indicator(number: int) -> dict[str, Any]:
    found = {
        "label": f"Question {number}",
        "domain": DOMAINS[number % len(DOMAINS)],
        "scale": "care",
        "core": number % 2 == 0,
        "critical_at": "severe" if number % 5 == 0 else None,
        "weight": 2 if number % 4 == 0 else None,
        "ages": {"before": 60} if number % 10 == 3 else None,
        "stale_after": {"months": 6} if number % 10 == 1 else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _threshold(number: int, when: Any, level: str) -> dict[str, Any]:
    return {"id": f"T{number}", "when": when, "reach": {"level": level}, **BECAUSE}


def _thresholds() -> list[dict[str, Any]]:
    scores = [
        _threshold(
            number,
            {"measure": {"score": domain, "as": "capped"}, "at_least": 4 + number},
            "middle",
        )
        for number, domain in enumerate(DOMAINS[:6])
    ]
    established = {"from": "all", "graded": {"at_least": "established"}}
    many = {"measure": {"count": established}, "at_least": 5}
    much = {"measure": {"total": "all"}, "at_least": 30}
    severe = {"some": {"from": "all", "graded": {"at_least": "severe"}}}
    return [
        *scores,
        _threshold(7, many, "middle"),
        _threshold(8, {"all": [much, severe]}, "high"),
    ]


def _changes() -> dict[str, Any]:
    names = [f"{DOMAINS[n % 8][:3].upper()}{n // 8 + 1}" for n in range(INDICATORS)]
    young = {"measure": {"age": "months"}, "below": 12}
    return {
        "/domains": {
            domain: {"label": domain, "weight": Decimal("1.5"), "cap": 12}
            for domain in DOMAINS
        },
        "/indicators": {name: _indicator(n) for n, name in enumerate(names)},
        "/thresholds": _thresholds(),
        "/modifiers": [
            {
                "id": "M1",
                "when": young,
                "raise": {"level": 1},
                "up_to": {"level": "high"},
                **BECAUSE,
            }
        ],
        "/guards/-": {
            "id": "G2",
            "when": {"indicator": "SUP1", "at_least": "severe"},
            "at_least": {"level": "high"},
            **BECAUSE,
        },
        "/open_answers/enough": {
            "core": Decimal("0.75"),
            "each_domain": Decimal("0.5"),
        },
        "/status": "illustrative",
    }


def _answer(number: int, *, full: bool) -> Any:
    """Return an answer; every third question is open."""
    grade = ("met", "emerging", "established")[number % 3]
    word = {"state": "not_known"} if number % 3 == 0 else {"grade": grade}
    if not full:
        return next(iter(word.values()))
    return {
        **word,
        "source": "carer_said",
        "date": "2026-04-02",
        "by": "health_visitor",
    }


@pytest.mark.parametrize(
    "full",
    [
        pytest.param(False, id="bare-grades"),
        pytest.param(True, id="every-record-with-source-date-and-rater"),
    ],
)
def test_a_trace_of_fifty_indicators_is_at_most_32_kb(full: bool) -> None:
    program = a_program(_changes())
    rules = [rule for rule in program.rules if rule.kind != "promise"]
    assert (len(program.domains), len(rules)) == (8, 11)
    names = enumerate(program.ruleset.indicators)
    answers = {name: _answer(number, full=full) for number, name in names}
    case = {"format": 1, "subject": {"born": "2024-03-01"}, "answers": answers}

    trace = evaluate(program, load_case(case), at=NOON).trace

    open_leaves = [leaf for leaf in trace.document["leaves"] if len(leaf["value"]) > 1]
    assert len(open_leaves) >= INDICATORS // 3
    assert len(trace.to_json().encode()) <= LIMIT
