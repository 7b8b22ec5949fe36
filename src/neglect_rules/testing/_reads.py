"""What a condition reads in the end, through every name: no guard reads a strength."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neglect_rules.testing._draft import Document
from neglect_rules.testing._plain import (
    domain_members,
    entry,
    kind_of,
    members_of,
    objects_in,
    value_of,
)

_MEMBER = ("indicator", "rating", "points", "number", "choose")
_MEMBERS = ("mean", "worst_of", "most_common", "table")
_NAMED = {
    "is": "conditions",
    "measure": "measures",
    "of": "measures",
    "change": "measures",
}
_RESULTS = {
    "thresholds": "reach",
    "modifiers": "raise",
    "easings": "lower",
    "guards": "at_least",
}


def reads_strength(document: Document, node: Any) -> bool:
    """Return whether a condition, measure or rule reads a strength, however far off."""
    return any(
        entry(document, name).get("scale") is not None
        and document["scales"][entry(document, name)["scale"]]["kind"] == "strength"
        for name in members_read(document, node)
    )


def members_read(document: Document, node: Any) -> list[str]:
    """Return every indicator and rating that `node` reads, through every name."""
    found: dict[str, None] = {}
    waiting = [node]
    while waiting:
        part = value_of(document, waiting.pop())
        waiting += _named_in(document, part)
        for name in _directly_in(document, part):
            if name not in found:
                found[name] = None
                waiting += _behind(document, name)
    return list(found)


def _behind(document: Document, name: str) -> list[Any]:
    item = entry(document, name)
    return [item[key] for key in ("ask_if", "rule") if item.get(key) is not None]


def _directly_in(document: Document, node: Any) -> Iterator[str]:
    for part in objects_in(node):
        if part.keys() & {"state", "source", "cause"}:
            continue  # how something is known, not what
        for key in _MEMBER:
            if isinstance(part.get(key), str):
                yield part[key]
        for key in _MEMBERS:
            if isinstance(part.get(key), list):
                yield from part[key]
        yield from _selected(document, part)
        yield from _scored(document, part)
        yield from _reviewed(document, part)


def _selected(document: Document, part: Document) -> list[str]:
    if "graded" in part and "from" in part:
        return members_of(document, part["from"])
    return []


def _scored(document: Document, part: Document) -> list[str]:
    if part.get("total") == "all" or part.get("coverage") == "all":
        return domain_members(document, list(document["domains"]))
    if "total" in part:
        return domain_members(document, part["total"])
    domain = part.get("score", part.get("coverage"))
    return domain_members(document, [domain]) if isinstance(domain, str) else []


def _reviewed(document: Document, part: Document) -> list[str]:
    name = part.get("reviews_without_improvement")
    if not isinstance(name, str):
        return []
    return [
        each
        for each, item in document["indicators"].items()
        if "scale" in item
        and kind_of(document, each) == "concern"
        and name in {"all", each, item.get("domain")}
    ]


def _named_in(document: Document, node: Any) -> Iterator[Any]:
    for part in [{"measure": node}] if isinstance(node, str) else objects_in(node):
        for key, section in _NAMED.items():
            if isinstance(part.get(key), str):
                yield document[section][part[key]]
        for key in ("sum", "max", "min"):
            if isinstance(part.get(key), list):
                named = (name for name in part[key] if isinstance(name, str))
                yield from (document["measures"][name] for name in named)
        if isinstance(part.get("outcome"), str):
            yield from _results_of(document, part["outcome"])


def _results_of(document: Document, outcome: str) -> Iterator[Any]:
    for section, key in _RESULTS.items():
        for item in document[section]:
            if outcome in item[key]:
                yield item["when"]
    started = document["outcomes"].get(outcome, {}).get("from")
    if started is not None:
        yield from _results_of(document, started["outcome"])
