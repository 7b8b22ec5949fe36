"""The blocks of a page as what stands under what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, final

from attrs import field, frozen

from neglect_rules.explain import Block, Bullet, Line, Pairs, Section, Table

Node: TypeAlias = "Text | Bullets | Named | Grid"


@final
@frozen
class Text:
    """A paragraph."""

    kind = "text"
    text: str
    strong: bool = False


@final
@frozen
class Item:
    """One of several things, with what is said under it."""

    text: str
    under: list[Node] = field(factory=list)


@final
@frozen
class Bullets:
    """Several things of the same kind."""

    kind = "bullets"
    items: list[Item] = field(factory=list)


@final
@frozen
class Named:
    """Names beside what they come to."""

    kind = "named"
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@final
@frozen
class Grid:
    """A table; a name that begins with a blank belongs to the row above it."""

    kind = "grid"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def is_inner(self, row: Sequence[str]) -> bool:
        """Return whether a row belongs to the one above it."""
        return row[0].startswith(" ")


@final
@frozen
class Part:
    """A section of a report.

    Attributes:
        title: Its heading; without one it opens the report.
        nodes: What is said.
        figure: The template of what is drawn above the words; `None` for no drawing.
        drawn: What is drawn.
    """

    title: str | None
    nodes: tuple[Node, ...]
    figure: str | None = None
    drawn: Any = None


def part(section: Section, figure: str | None = None, drawn: Any = None) -> Part:
    """Return a section of a page as a part of a report."""
    return Part(section.title, tuple(tree(section.blocks)), figure, drawn)


def tree(blocks: Sequence[Block]) -> list[Node]:
    """Return blocks with each under the one that it belongs to.

    A bullet belongs to the bullet before it that stands less far in; so does a line.
    """
    whole: list[Node] = []
    open_: list[tuple[int, Item]] = []
    for block in blocks:
        level = block.level if isinstance(block, Bullet | Line) else 0
        while open_ and open_[-1][0] >= level:
            open_.pop()
        held = open_[-1][1].under if open_ else whole
        if isinstance(block, Bullet):
            item = Item(block.text)
            _bullets(held).items.append(item)
            open_.append((level, item))
        elif (node := _node(block)) is not None:
            held.append(node)
    return whole


def _bullets(held: list[Node]) -> Bullets:
    """Return the list at the end of what is held, begun if there is none."""
    last = held[-1] if held else None
    if not isinstance(last, Bullets):
        last = Bullets()
        held.append(last)
    return last


def _node(block: Line | Pairs | Table) -> Node | None:
    match block:
        case Line(text, _, strong):
            return Text(text, strong) if text else None
        case Pairs(rows):
            return Named(rows)
        case Table(head, rows):
            return Grid(head, rows)
