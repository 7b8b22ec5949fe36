"""Every part of a ruleset with the place where it stands.

The model mirrors the document, so a place is derived by walking and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from neglect_rules.pointer import Pointer


def walk(node: Any, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Yield `node` and everything inside it, outer things first, in document order."""
    yield at, node
    for key, child in _children(node):
        yield from walk(child, at / key)


def _children(node: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, tuple):
        yield from enumerate(node)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            if field.name != "document":
                # `in_`, `from_` and the like are Python's words in the document.
                yield field.name.rstrip("_"), getattr(node, field.name)
