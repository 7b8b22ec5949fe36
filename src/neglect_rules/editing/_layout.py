"""The layout of our documents, whatever layout they come in.

Only white space is chosen here. Every word, number and key stays the author's own text.
Of two layouts that read well the author's is kept. What was laid out stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, final

from attrs import evolve, field, frozen

from neglect_rules.editing._columns import in_columns
from neglect_rules.locations import Place, scan
from neglect_rules.pointer import Pointer

WIDTH: Final = 100
"""What is not wider than this may stand on one line."""
ROW_WIDTH: Final = 240
"""What the author put on a line of its own stays there up to this width."""
SHORT: Final = 60
"""What holds no list or object is one line up to this width, whoever broke it."""

_INDENT: Final = "  "
_CLOSERS: Final = {"{": "}", "[": "]"}
_SPACED: Final = frozenset({"indicators", "open_answers"})
"""A document with these keys is a ruleset: empty lines stand around its long parts."""


@final
@frozen(kw_only=True)
class _Node:
    """A value as its author wrote it.

    Attributes:
        key: Its key with quotation marks, if it stands in an object.
        text: The value as it stands in the text, with all its line breaks.
        source: The same with its key.
        opens: `{`, `[` or nothing.
        begins: Whether it begins a line.
        has_gap: Whether an empty line stands before it.
        is_row: Whether it has whole lines to itself.
    """

    key: str
    text: str = field(repr=False)
    source: str = field(repr=False)
    opens: str
    members: tuple[_Node, ...]
    begins: bool
    has_gap: bool
    is_row: bool

    @property
    def is_broken(self) -> bool:
        """Return whether the author wrote it on several lines."""
        return "\n" in self.text


@final
@frozen
class _Style:
    """What holds for a whole document.

    Attributes:
        is_made: No author chose the lines: all is on one, or nothing is.
        is_spaced: An empty line stands around each long part.
    """

    is_made: bool
    is_spaced: bool


def laid_out(text: str, value: Any) -> str:
    """Return a JSON document in our layout.

    Args:
        text: The text, known to be sound.
        value: What it holds, as `read_text` gives it.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    places = scan(plain, _pointers(value, Pointer())).places
    root = _node(plain, value, Pointer(), places, ("", ""))
    keys = set(value) if isinstance(value, Mapping) else set()
    style = _Style(is_made=False, is_spaced=keys >= _SPACED)
    if _is_made(root) or _is_all_broken(root, 0, style):
        style = evolve(style, is_made=True)
    return "\n".join(_lines(root, 0, style)) + "\n"


# Reading


def _pointers(value: Any, at: Pointer) -> Iterator[Pointer]:
    yield at
    for part, child in _children(value):
        yield from _pointers(child, at / part)


def _children(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(number), child) for number, child in enumerate(value))


def _node(
    text: str,
    value: Any,
    at: Pointer,
    places: Mapping[Pointer, Place],
    around: tuple[str, str],
) -> _Node:
    place = places[at]
    start, end = place.value
    before, after = around
    return _Node(
        key=text[slice(*place.key)] if place.key else "",
        text=text[start:end],
        source=text[(place.key or place.value)[0] : end],
        opens=text[start] if isinstance(value, Mapping | list) else "",
        members=tuple(_members(text, value, at, places)),
        begins="\n" in before,
        has_gap=before.count("\n") > 1,
        is_row="\n" in before and "\n" in after,
    )


def _members(
    text: str, value: Any, at: Pointer, places: Mapping[Pointer, Place]
) -> Iterator[_Node]:
    """Yield what stands in a list or object, each with what stands around it."""
    start, end = places[at].value
    children = list(_children(value))
    edges = [start + 1]
    for part, _ in children:
        place = places[at / part]
        edges += [(place.key or place.value)[0], place.value[1]]
    between = [text[a:b] for a, b in pairwise([*edges, end - 1])][::2]
    for (part, child), around in zip(children, pairwise(between), strict=True):
        yield _node(text, child, at / part, places, around)


def _is_made(root: _Node) -> bool:
    """Return whether a program, and no author, chose where lines end."""
    return not root.is_broken or all(
        node.is_broken for node in _inside(root) if node.members
    )


def _inside(node: _Node) -> Iterator[_Node]:
    yield node
    for member in node.members:
        yield from _inside(member)


# Choosing


def _flat(node: _Node) -> str:
    """Return an entry on one line."""
    value = node.text
    if node.opens:
        inner = ", ".join(map(_flat, node.members))
        value = node.opens + inner + _CLOSERS[node.opens]
    return f"{node.key}: {value}" if node.key else value


def _is_one_line(node: _Node, depth: int, style: _Style) -> bool:
    """Return whether an entry that stands so deep is written on one line."""
    if not node.members:
        return True
    width = len(_INDENT) * depth + len(_flat(node)) + 1
    if not depth:
        return False
    if width <= SHORT and not any(member.opens for member in node.members):
        return True
    if style.is_made:
        return width <= WIDTH and not _is_block(node)
    return not node.is_broken and width <= (ROW_WIDTH if node.is_row else WIDTH)


def _is_all_broken(node: _Node, depth: int, style: _Style) -> bool:
    """Return whether no list or object would be on one line.

    Such a text would be taken as made by a program the next time, so it is now.
    """
    nested = [member for member in node.members if member.members]
    return not any(_is_one_line(member, depth + 1, style) for member in nested) and all(
        _is_all_broken(member, depth + 1, style) for member in nested
    )


def _is_block(node: _Node) -> bool:
    """Return whether a part of our documents has several lines, however short."""
    keys = {member.key.strip('"') for member in node.members}
    objects = sum(member.opens == "{" for member in node.members)
    return (
        bool(keys & {"because", "title"})
        or keys >= {"source", "status"}
        or (node.key == '"grades"' and node.opens == "{" and len(node.members) > 1)
        or (node.opens == "[" and objects > 1 and len(_flat(node)) > SHORT)
        or any(map(_is_block, node.members))
    )


# Writing


def _lines(node: _Node, depth: int, style: _Style) -> list[str]:
    """Return the lines of an entry, indented from its own first line."""
    if _is_one_line(node, depth, style):
        return [_flat(node) if "\n" in node.source else node.source]
    entries = [_lines(member, depth + 1, style) for member in node.members]
    begins = _begins(node, style)
    entries = _shared(entries, begins)
    spaced = style.is_spaced and not depth
    firsts = [m for m, is_first in zip(node.members, begins, strict=True) if is_first]
    gaps = [False] + [
        first.has_gap or (spaced and max(len(one), len(other)) > 1)
        for first, (one, other) in zip(firsts[1:], pairwise(entries), strict=True)
    ]
    opening = f"{node.key}: {node.opens}" if node.key else node.opens
    inner = _inner(_aligned(entries, gaps), gaps)
    return [opening, *inner, _CLOSERS[node.opens]]


def _begins(node: _Node, style: _Style) -> list[bool]:
    """Return which members begin a line; words and numbers may share one."""
    if style.is_made or not node.is_broken or any(m.opens for m in node.members):
        return [True] * len(node.members)
    return [not n or member.begins for n, member in enumerate(node.members)]


def _shared(entries: Sequence[list[str]], begins: Sequence[bool]) -> list[list[str]]:
    """Return entries with those on one line that the author put on one line."""
    lines: list[list[str]] = []
    for entry, is_first in zip(entries, begins, strict=True):
        if is_first:
            lines.append(entry)
        else:
            lines[-1] = [f"{lines[-1][0]}, {entry[0]}"]
    return lines


def _aligned(
    entries: Sequence[Sequence[str]], gaps: Sequence[bool]
) -> list[Sequence[str]]:
    """Return entries with each run of one-line neighbours in its columns."""
    made: list[Sequence[str]] = []
    run: list[str] = []
    for entry, has_gap in zip(entries, gaps, strict=True):
        if has_gap or len(entry) > 1:
            made += [[row] for row in in_columns(run)]
            run = []
        if len(entry) > 1:
            made.append(entry)
        else:
            run += entry
    return made + [[row] for row in in_columns(run)]


def _inner(entries: Sequence[Sequence[str]], gaps: Sequence[bool]) -> Iterator[str]:
    """Yield the lines between the brackets, with commas and empty lines."""
    last = len(entries) - 1
    for number, (entry, has_gap) in enumerate(zip(entries, gaps, strict=True)):
        if has_gap:
            yield ""
        *rest, end = entry
        yield from (_INDENT + line if line else "" for line in rest)
        yield _INDENT + end + ("," if number < last else "")
