"""Every part of a ruleset with the place where it stands.

The model mirrors the document, so a place is derived by walking and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

import attrs

from neglect_rules.pointer import Pointer

Parts: TypeAlias = tuple[tuple[Pointer, Any], ...]
"""Everything that a walk of a ruleset yields, for those who look at it in turn."""


def walk(node: Any, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Yield `node` and every part inside it, outer ones first, in document order.

    Parts are objects, mappings and tuples; texts and numbers are seen by looking at
    the part that holds them.
    """
    yield at, node
    inside = [iter(_children(node, at))]
    while inside:
        part = next(inside[-1], None)
        if part is None:
            inside.pop()
        else:
            yield part
            inside.append(iter(_children(part[1], part[0])))


def _children(node: Any, at: Pointer) -> list[tuple[Pointer, Any]]:
    kind: Any = type(node)
    keys = _keys(kind)
    if keys is not None:
        pairs: Iterable[tuple[Any, Any]] = (
            (key, getattr(node, name)) for name, key in keys
        )
    elif isinstance(node, Mapping):
        pairs = node.items()
    else:
        pairs = enumerate(node) if isinstance(node, tuple) else ()
    return [(at / key, child) for key, child in pairs if _has_parts(child.__class__)]


@cache
def _has_parts(kind: Any) -> bool:
    return issubclass(kind, tuple | Mapping) or attrs.has(kind)


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...] | None:
    """Return the fields of a model class, each with its key in the document."""
    if not attrs.has(kind):
        return None
    # `in_`, `from_` and the like are Python's words; `document` is the whole again,
    # and `adoption` is a document of its own.
    apart = {"document", "adoption"}
    names = (f.name for f in attrs.fields(kind) if f.name not in apart)
    return tuple((name, name.rstrip("_")) for name in names)
