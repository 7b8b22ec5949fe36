"""A case and a trace in the parts that can be shown or hidden one by one.

A case comes apart down to its single values, a trace down to its entries: what is true
of one answer must not be readable from its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.pointer import Pointer

CASE = Pointer(("case",))
TRACE = Pointer(("trace",))


def parts_of(case: Mapping[str, Any], trace: Mapping[str, Any]) -> dict[str, Any]:
    """Return every part of a case and its trace by its place.

    Places of a case begin with `/case`, those of a trace with `/trace`.
    """
    found = [*_values(case, CASE), *_sections(trace, TRACE)]
    return {str(at): value for at, value in found}


def whole_of(parts: Mapping[str, Any], within: Pointer) -> Any:
    """Return what the parts inside a place make together; `None` if there are none.

    Where a part is hidden, what is left of its list moves up.
    """
    root: dict[str, Any] = {}
    for name, value in parts.items():
        at = Pointer.parse(name)
        if at.is_within(within):
            *path, last = at.parts[len(within.parts) :]
            inside = root
            for part in path:
                inside = inside.setdefault(part, {})
            inside[last] = _Part(value)
    return _joined(root) if root else None


class _Part:
    """A part's value, told apart from the mappings that lead to it."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _values(value: Any, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, Mapping) and value:
        for key, child in value.items():
            yield from _values(child, at / key)
    elif isinstance(value, list) and value:
        for position, child in enumerate(value):
            yield from _values(child, at / position)
    else:
        yield at, value


def _sections(trace: Mapping[str, Any], at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    for key, section in trace.items():
        if isinstance(section, list) and section:
            yield from ((at / key / n, each) for n, each in enumerate(section))
        elif key == "outcomes":
            yield from ((at / key / id_, each) for id_, each in section.items())
        else:
            yield at / key, section


def _joined(node: Any) -> Any:
    """Return the value of a tree of parts; keys that are all numbers make a list.

    INVARIANT: no key of a case or trace begins with a digit (schemas `case-1`,
    `trace-1`).
    """
    if isinstance(node, _Part):
        return node.value
    if all(key.isdigit() for key in node):
        return [_joined(node[key]) for key in sorted(node, key=int)]
    return {key: _joined(child) for key, child in node.items()}
