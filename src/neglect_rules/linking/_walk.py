"""Every part of a ruleset with the place where it stands.

The model mirrors the document, so a place is derived by walking and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from neglect_rules.pointer import Pointer


def walk(node: Any, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Yield `node` and every part inside it, outer ones first, in document order.

    Parts are objects, mappings and tuples; texts and numbers are seen by looking at
    the part that holds them.
    """
    yield at, node
    for key, child in _children(node):
        kind: Any = type(child)
        if isinstance(child, tuple | Mapping) or _keys(kind) is not None:
            yield from walk(child, at / key)


def _children(node: Any) -> Iterator[tuple[str | int, Any]]:
    kind: Any = type(node)
    keys = _keys(kind)
    if keys is not None:
        for name, key in keys:
            yield key, getattr(node, name)
    elif isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, tuple):
        yield from enumerate(node)


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...] | None:
    """Return the fields of a model class, each with its key in the document."""
    if not attrs.has(kind):
        return None
    # `in_`, `from_` and the like are Python's words; `document` is the whole again.
    names = (field.name for field in attrs.fields(kind) if field.name != "document")
    return tuple((name, name.rstrip("_")) for name in names)
