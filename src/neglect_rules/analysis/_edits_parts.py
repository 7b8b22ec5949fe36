"""The parts of a ruleset's document that have a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from neglect_rules.pointer import Pointer

SECTIONS: Final[Mapping[str, str]] = {
    "sources": "source",
    "parameters": "parameter",
    "scales": "scale",
    "domains": "domain",
    "indicators": "indicator",
    "event_kinds": "event_kind",
    "measures": "measure",
    "conditions": "condition",
    "ratings": "rating",
    "outcomes": "outcome",
    "thresholds": "threshold",
    "modifiers": "modifier",
    "easings": "easing",
    "guards": "guard",
    "tasks": "task",
    "reviews": "review",
    "report": "report",
    "promises": "promise",
    "accepts": "accepted",
    "translations": "translation",
}
"""What the entries of each section are called."""

SINGLE: Final = ("effective", "subjects", "definition", "open_answers", "households")
"""Parts of which a ruleset has one; each is called as its section is."""

WHOLE: Final = ("measure", "condition")
"""What is looked at as a whole, since its keys say nothing alone."""

_LABELS: Final = ("label", "title", "task")
_FIRST: Final = re.compile(r".+?(?:[.!?](?=\s)|$)", re.DOTALL)


def entries(held: Any) -> dict[str, tuple[str, Any]]:
    """Return what a section holds by its id, each with its place and its value.

    What is taken in from another ruleset has no id: that ruleset and the question
    name it. Should an id stand twice, the second has a mark, so that neither is lost.
    """
    if isinstance(held, Mapping):
        return {name: (name, value) for name, value in held.items()}
    found: dict[str, tuple[str, Any]] = {}
    for index, value in enumerate(held or ()):
        id_ = value["id"] if "id" in value else f"{value['from']}:{value['indicator']}"
        while id_ in found:
            id_ += "+"
        found[id_] = (str(index), value)
    return found


def label(document: Mapping[str, Any], what: str, id_: str, value: Any) -> str:
    """Return what people call a part: its label, else its reason, else its id."""
    if what == "accepted":
        id_ = value.get("as", value["indicator"])
        value = document["indicators"].get(id_)
    if isinstance(value, Mapping):
        for key in _LABELS:
            if isinstance(value.get(key), str):
                return str(value[key])
        first = _FIRST.match(str(value.get("because", "")))
        if first and "id" in value:
            return first[0]
    return in_words(id_)


def in_words(id_: str) -> str:
    """Return an id that has no label as words.

    Examples:
        >>> in_words("acts_sooner")
        'Acts sooner'
    """
    text = id_.replace("_", " ")
    return text[:1].upper() + text[1:]


def merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return new names in their order, and old ones after what they stood after.

    Examples:
        >>> merged(["a", "b", "c"], ["c", "a", "d"])
        ['c', 'a', 'b', 'd']
    """
    found, known = list(new), set(new)
    for index, name in enumerate(old):
        if name not in known:
            found.insert(found.index(old[index - 1]) + 1 if index else 0, name)
    return found


def used_by(document: Mapping[str, Any], what: str, id_: str) -> tuple[Pointer, ...]:
    """Return what uses a parameter, a named condition or a named measure.

    A condition or measure that uses it is followed to what uses that in turn.
    """
    uses = {at: frozenset(_named(value)) for at, value in _all(document)}
    wanted, seen = {(what, id_)}, set[tuple[str, str]]()
    users: set[Pointer] = set()
    while wanted - seen:
        name = (wanted - seen).pop()
        seen.add(name)
        for at in (at for at, names in uses.items() if name in names):
            kind = SECTIONS.get(at.parts[0], at.parts[0])
            if kind in WHOLE:
                wanted.add((kind, at.parts[1]))
            else:
                users.add(at)
    return tuple(at for at in uses if at in users)


def _all(document: Mapping[str, Any]) -> Iterator[tuple[Pointer, Any]]:
    for section, held in document.items():
        if section in SECTIONS:
            for part, value in entries(held).values():
                yield Pointer((section, part)), value
        elif section in SINGLE:
            yield Pointer((section,)), held


def _named(node: Any) -> Iterator[tuple[str, str]]:
    """Yield each parameter, condition and measure that a value names."""
    if isinstance(node, Mapping):
        for key, child in node.items():
            yield from _of_key(key, child)
            yield from _named(child)
    elif isinstance(node, list):
        for child in node:
            yield from _named(child)


def _of_key(key: str, child: Any) -> Iterable[tuple[str, str]]:
    names = [child] if isinstance(child, str) else []
    if key == "parameter":
        return [("parameter", name) for name in names]
    if key == "is":
        return [("condition", name) for name in names]
    if key in {"sum", "max", "min"} and isinstance(child, list):
        names = [name for name in child if isinstance(name, str)]
    elif key not in {"measure", "of", "change", "earlier"}:
        return []
    return [("measure", name) for name in names]
