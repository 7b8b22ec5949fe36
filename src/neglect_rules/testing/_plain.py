"""What a ruleset document says, read straight from the JSON.

Nothing of the library's own reading is used here, so that the library can be tested
with what these files make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.testing._draft import Document

_VALUES = ("number", "grade", "ids")


def plain(document: Mapping[str, Any]) -> Document:
    """Return a ruleset with each parameter replaced by its value."""
    return {
        key: _placed(value, document.get("parameters", {}))
        for key, value in document.items()
    }


def _placed(node: Any, parameters: Mapping[str, Any]) -> Any:
    if isinstance(node, dict):
        if list(node) == ["parameter"]:
            held = parameters[node["parameter"]]
            return next(held[key] for key in _VALUES if key in held)
        return {key: _placed(value, parameters) for key, value in node.items()}
    if isinstance(node, list):
        return [_placed(value, parameters) for value in node]
    return node


def value_of(document: Document, node: Any) -> Any:
    """Return one part of `document` with each parameter replaced by its value."""
    return _placed(node, document["parameters"])


def objects_in(node: Any) -> Iterator[Document]:
    """Yield every JSON object in `node`, itself included."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def entry(document: Document, name: str) -> Document:
    """Return the indicator or rating of this name."""
    found: Document = document["indicators"].get(name) or document["ratings"][name]
    return found


def graded(document: Document) -> list[str]:
    """Return every indicator with a scale and every rating, in document order."""
    with_scale = [
        name for name, item in document["indicators"].items() if "scale" in item
    ]
    return with_scale + list(document["ratings"])


def scale_of(document: Document, name: str) -> Document:
    """Return the scale of an indicator or rating."""
    scale: Document = document["scales"][entry(document, name)["scale"]]
    return scale


def kind_of(document: Document, name: str) -> str:
    """Return `concern`, `strength` or `context`."""
    return str(scale_of(document, name)["kind"])


def grades_of(scale: Document) -> list[str]:
    """Return the ids of a scale's grades, low to high."""
    return [item["id"] for item in scale["grades"]]


def towards_worse(scale: Document) -> list[str]:
    """Return the ids of a scale's grades from the mildest to the gravest."""
    ids = grades_of(scale)
    return ids[::-1] if scale["kind"] == "strength" else ids


def is_finished(item: Document) -> bool:
    """Return whether an indicator or rating has all that decides it."""
    return item.get("ask_if", ()) is not None and item.get("rule", ()) is not None


def are_finished(document: Document, members: list[str]) -> bool:
    """Return whether all of `members` may be read."""
    return all(is_finished(entry(document, name)) for name in members)


def readable(document: Document) -> list[str]:
    """Return the indicators with a scale, and ratings, that may be read by now."""
    found = graded(document)
    return [name for name in found if is_finished(entry(document, name))]


def ordered(document: Document) -> list[str]:
    """Return what is graded on a concern or strength scale, in document order."""
    found = graded(document)
    return [name for name in found if kind_of(document, name) != "context"]


def members_of(document: Document, chosen: Any) -> list[str]:
    """Return the members that the `from` of a selection names."""
    if chosen == "all":
        return [name for name in ordered(document) if "domain" in entry(document, name)]
    if "indicators" in chosen:
        return list(chosen["indicators"])
    if "domains" in chosen:
        return domain_members(document, chosen["domains"])
    return [
        name
        for name in ordered(document)
        if chosen["tag"] in entry(document, name).get("tags", ())
    ]


def domain_members(document: Document, domains: list[str]) -> list[str]:
    """Return what scores in one of `domains`."""
    found = ordered(document)
    return [name for name in found if entry(document, name).get("domain") in domains]


def may_miss(document: Document, name: str) -> bool:
    """Return whether an indicator or rating might be `n/a`."""
    item = entry(document, name)
    if "rule" in item:
        return _rule_may_miss(document, value_of(document, item["rule"]))
    return any(
        item.get(key, False) is not False
        for key in ("may_not_apply", "ages", "subjects", "ask_if")
    )


def _rule_may_miss(document: Document, rule: Any) -> bool:
    if isinstance(rule, str):
        return False
    if "bands" in rule:
        return False
    if "grades" in rule:
        nested = any(_rule_may_miss(document, row["give"]) for row in rule["grades"])
        return nested or rule["otherwise"] == "n/a"
    if "choose" in rule:
        nested = any(_rule_may_miss(document, give) for give in rule["by"].values())
        return nested or may_miss(document, rule["choose"])
    if "table" in rule:
        return any(may_miss(document, name) for name in rule["table"])
    members = rule.get("worst_of") or rule["most_common"]
    return all(may_miss(document, name) for name in members)
