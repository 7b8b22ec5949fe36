"""Which changes of a ruleset are words, so that no decision can differ by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from neglect_rules.model import Exemption, NumberRange, Ruleset
from neglect_rules.pointer import Pointer

_WORDS: Final = {
    "ask",
    "ask_as",
    "because",
    "deviations",
    "help",
    "label",
    "labels",
    "licence",
    "note",
    "source",
    "status",
    "task",
    "text",
    "title",
    "url",
    "who",
}
"""Keys that people read, wherever they stand."""
_ALL_WORDS: Final = {"source", "definition", "translation"}
_NOT_WORDS: Final = {"semantics", "near_review"}
"""Of what a document says of itself, the keys that decide something."""


def decides(
    old: Ruleset,
    new: Ruleset,
    what: str,
    at_old: Pointer | None,
    at_new: Pointer | None,
    parts: tuple[str, ...],
) -> bool:
    """Return whether a decision could differ by a change of what stands at a place.

    Only what comes to the same thing is called words: a number that is now written as
    a parameter of that value, or a value written out that held anyway, is one too.

    Args:
        old: The old ruleset.
        new: The new one.
        what: What was changed.
        at_old: Where it stands in the old ruleset.
        at_new: Where it stands in the new one.
        parts: The keys inside it that lead to what was changed.
    """
    if what == "document":
        return parts[0] in _NOT_WORDS
    if what in _ALL_WORDS or _is_worded(what, parts):
        return False
    if what in {"parameter", "accepted"}:
        return True
    was, now = (
        _bare(held_at(ruleset, at, parts))
        for ruleset, at in ((old, at_old), (new, at_new))
        if at is not None
    )
    return bool(was != now)


def _is_worded(what: str, parts: tuple[str, ...]) -> bool:
    if what == "indicator" and parts[:1] == ("grades",):
        return True  # what each grade looks like
    return bool(parts) and parts[0] in _WORDS


def held_at(ruleset: Ruleset, at: Pointer, parts: tuple[str, ...] = ()) -> Any:
    """Return what a ruleset holds at a place, its parameters put in place.

    What its author left out is what holds then; `None` if nothing does.
    """
    node: Any = ruleset
    for part in (*at.parts, *parts):
        if isinstance(node, Mapping):
            node = node.get(part)
        elif isinstance(node, tuple):
            node = node[int(part)]
        else:
            # `from_`, `raise_` and the like are Python's words.
            node = getattr(node, part, getattr(node, f"{part}_", None))
    return node


def _bare(value: Any) -> Any:
    """Return a value without what only people read in it."""
    if isinstance(value, Exemption):
        return value.law
    if isinstance(value, NumberRange):
        return attrs.astuple(attrs.evolve(value, unit=""))
    if attrs.has(type(value)):
        names = (each.name for each in attrs.fields(type(value)))
        return (type(value), *(_bare(getattr(value, name)) for name in names))
    if isinstance(value, Mapping):
        return {key: _bare(child) for key, child in value.items()}
    if isinstance(value, tuple):
        return tuple(_bare(child) for child in value)
    return value
