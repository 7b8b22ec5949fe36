"""Law 22: what only people read changes no outcome and no Program."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

from tests.property.drawn import Drawn

WORDS: Final = {
    "$schema",
    "because",
    "deviations",
    "description",
    "help",
    "ask_as",
    "label",
    "labels",
    "language",
    "licence",
    "note",
    "owner",
    "task",
    "text",
    "title",
    "translations",
    "unit",
    "url",
    "who",
}
"""Keys whose texts only people read, wherever in a ruleset they stand."""


def words_are_not_rules(drawn: Drawn, random: Random) -> None:
    """Law 22: change every text, and no verdict, outcome or fingerprint follows."""
    other = drawn.relinked(reworded(drawn.document, random))
    assert other.program.fingerprint == drawn.program.fingerprint
    before, after = drawn.decide(), other.decide()
    assert dict(after.outcomes) == dict(before.outcomes)
    assert after._values == before._values
    assert after.trace.document["entries"] == before.trace.document["entries"]
    assert after.trace.document["rules"] == before.trace.document["rules"]


def reworded(document: Mapping[str, Any], random: Random) -> dict[str, Any]:
    """Return a ruleset with other words in every place for words, and with more."""
    found: dict[str, Any] = _reworded(document, random)
    found["translations"] = {"cy": {"/title": _said(random)}}
    found["description"] = _said(random)
    for item in found["indicators"].values():
        item.update(help=_said(random), ask_as=_said(random), because=_said(random))
        if "scale" in item:
            grades = found["scales"][item["scale"]]["grades"]
            if isinstance(grades, list):
                item["grades"] = {grade["id"]: _said(random) for grade in grades}
    return found


def _reworded(node: Any, random: Random, key: str = "") -> Any:
    if isinstance(node, Mapping):
        return {name: _reworded(value, random, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_reworded(value, random) for value in node]
    is_word = key in WORDS - {"language", "translations", "labels"}
    return _said(random) if is_word and isinstance(node, str) else node


def _said(random: Random) -> str:
    return f"Words {random.randrange(10**6)}"
