"""A case that was found, written down so that people can agree to it or not."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Final

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.golden._differences import certain_tasks, rules_of
from neglect_rules.golden._search import Found
from neglect_rules.golden._targets import Target
from neglect_rules.program import Program

NOT_AGREED: Final = "Nobody has agreed to this case yet."
"""How the story of every generated case begins, so that it is known as ours."""

_KEYS: Final = {"true": "met", "false": "not_met", "open": "open"}
_LONGEST: Final = 200


def draft_of(program: Program, found: Found, told: str) -> str:
    """Return a worked case as a text; it expects what comes out today.

    Args:
        program: The ruleset.
        found: The case.
        told: What it tries, in words.
    """
    decision = evaluate(program, found.case, at=found.at)
    held = {key: v for key, v in found.case.document.items() if key in _OF_CASE}
    ids = ", ".join(other.id or "the age" for other in found.made)
    story = f"{NOT_AGREED} It is {found.base}, with another answer: {ids}."
    document = {
        "format": 1,
        "name": f"Not agreed yet: {told}"[:_LONGEST],
        "story": story,
        "at": found.at.isoformat(),
        "versions": [program.ruleset.version],
        "case": held,
        "expect": expectation(decision),
    }
    text = json.dumps(document, indent=2, ensure_ascii=False, default=_plain)
    return _LIST.sub(_in_one_line, text) + "\n"


_LIST: Final = re.compile(r'\[\s+"[^"\]]*"(?:,\s+"[^"\]]*")*\s+\]')
"""A list of ids, spread over lines."""


def _in_one_line(found: re.Match[str]) -> str:
    return json.dumps(json.loads(found[0]), ensure_ascii=False)


_OF_CASE: Final = frozenset(
    {"subject", "answers", "carers", "events", "reviews", "earlier"}
)


def _plain(number: Any) -> Any:
    assert isinstance(number, Decimal)  # noqa: S101 - JSON knows everything else
    return float(number)


def expectation(decision: Decision) -> dict[str, Any]:
    """Return what came out, as a worked case writes what was agreed."""
    outcomes = {
        id_: {
            "floor": result.floor,
            "ceiling": result.ceiling,
            "recommended": result.recommended,
            "status": result.status,
        }
        for id_, result in decision.outcomes.items()
    }
    rules: dict[str, list[str]] = {key: [] for key in _KEYS.values()}
    for rule in rules_of(decision):
        rules[_KEYS[rule["value"]]].append(rule["id"])
    return {"outcomes": outcomes, **rules, "tasks": list(certain_tasks(decision))}


def draft_name(target: Target) -> str:
    """Return the name of a generated case's file; the same whenever it is made."""
    words = (target.kind, target.id or target.at, target.need, target.edge)
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")
    return f"{slug}.json"


def is_ours(text: str) -> bool:
    """Return whether a file's text is a case that was generated and not agreed."""
    return json.dumps(NOT_AGREED)[:-1] in text
