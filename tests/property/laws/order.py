"""Law 8: the order in which a document lists things changes no outcome."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from attrs import evolve

from neglect_rules.evaluation import Decision
from tests.property.drawn import Drawn

_FREE = {
    "thresholds",
    "modifiers",
    "easings",
    "reviews",
    "records",
    "carers",
    "needs",
    "guards",
    "tasks",
    "report",
    "promises",
    "rows",
    "all",
    "any",
    "sum",
    "max",
    "min",
    "mean",
    "worst_of",
    "most_common",
    "in",
    "domains",
    "indicators",
    "total",
    "tags",
    "permits",
    "kinds",
    "subjects",
    "subject",
    "state",
    "source",
    "ask",
    "ids",
}
"""Keys under which a list has no order of its own."""


def order_is_nothing(drawn: Drawn, random: Random) -> None:
    """Law 8: shuffle whatever has no order, and every outcome and verdict stays."""
    before = drawn.decide()
    answers = shuffled(drawn.case["answers"], random, top=True)
    case = {**shuffled(drawn.case, random), "answers": answers}
    other = drawn.relinked(shuffled(drawn.document, random))
    after = evolve(other, case=case).decide()
    assert dict(after.outcomes) == dict(before.outcomes)
    assert _verdicts(after) == _verdicts(before)
    assert after.account.total == before.account.total


def keys_have_no_order(drawn: Drawn, random: Random) -> None:
    """Law 8, for objects' keys: not one byte of the trace is another."""
    other = drawn.relinked(rekeyed(drawn.document, random))
    case = rekeyed(drawn.case, random)
    after, before = evolve(other, case=case).decide(), drawn.decide()
    assert other.program.fingerprint == drawn.program.fingerprint
    assert after.trace.to_json() == before.trace.to_json()


def _verdicts(decision: Decision) -> dict[str, Any]:
    account = decision.account
    rules = {rule["id"]: rule["value"] for rule in account.rules}
    tasks = {task["id"]: _unordered(task["certain"]) for task in account.tasks}
    sums = {each.id: (each.raw, each.capped, each.weighted) for each in account.domains}
    return {"rules": rules, "tasks": tasks, "sums": sums}


def _unordered(members: Any) -> Any:
    return sorted(members) if isinstance(members, list) else members


def shuffled(node: Any, random: Random, key: str = "", *, top: bool = False) -> Any:
    """Return `node` with keys, and lists without an order of their own, shuffled.

    Args:
        node: Part of a document.
        random: Where the new order comes from.
        key: The key under which it stands.
        top: Shuffle the lists right inside as well: the records of each answer.
    """
    if isinstance(node, Mapping):
        inner = [
            (name, shuffled(value, random, "any" if top else name))
            for name, value in node.items()
        ]
        return dict(random.sample(inner, len(inner)))
    if isinstance(node, list):
        found = [shuffled(value, random) for value in node]
        return random.sample(found, len(found)) if _is_free(key, node) else found
    return node


def _is_free(key: str, node: list[Any]) -> bool:
    if key == "of" or (key == "grades" and isinstance(node[0], Mapping)):
        return all(isinstance(item, Mapping) and "id" not in item for item in node)
    return key in _FREE


def rekeyed(node: Any, random: Random) -> Any:
    """Return `node` with the keys of every object in another order."""
    if isinstance(node, Mapping):
        inner = [(name, rekeyed(value, random)) for name, value in node.items()]
        return dict(random.sample(inner, len(inner)))
    if isinstance(node, list):
        return [rekeyed(value, random) for value in node]
    return node
