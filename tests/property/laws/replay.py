"""Law 12: from what was stored the same trace comes again; else it says so."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from neglect_rules.audit import Capsule, capsule, load_capsule, replay
from tests.property.drawn import Drawn


def replay_is_exact(drawn: Drawn, random: Random) -> None:
    """Law 12: store, read, decide again: exact; and with one value changed: not."""
    decision = drawn.decide()
    stored = capsule(decision).to_json()
    read = load_capsule(json.dumps(json.loads(stored), indent=1))
    assert read.to_json() == stored
    again = replay(read)
    assert again.verdict == "exact", str(again)
    _notices(json.loads(stored), random)


def _notices(document: Any, random: Random) -> None:
    """Change one value anywhere in what was stored, and see it named."""
    part = random.choice(["trace", "case", "ruleset", "program"])
    holders = [each for each in _holders(document[part]) if each]
    holder = random.choice(holders)
    key = random.choice(
        list(holder) if isinstance(holder, dict) else range(len(holder))
    )
    altered = copy.deepcopy(document)
    holder[key] = _other(holder[key])
    assert document != altered
    again = replay(Capsule(document))
    assert again.verdict != "exact", (part, key)
    assert again.diagnostics


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}x" if isinstance(value, str) else "x"


def _holders(node: Any) -> Iterator[Any]:
    if isinstance(node, dict | list):
        yield node
        for child in node.values() if isinstance(node, dict) else node:
            yield from _holders(child)
