"""What is said of a decision, as blocks: what a text, a web page or a note shows."""

from __future__ import annotations

from typing import TypeAlias, final

from attrs import frozen


@final
@frozen
class Line:
    """A sentence or paragraph.

    Attributes:
        level: How far it stands in.
        strong: It must not be overlooked.
    """

    text: str
    level: int = 0
    strong: bool = False


@final
@frozen
class Bullet:
    """One of several things of the same kind."""

    text: str
    level: int = 0


@final
@frozen
class Pairs:
    """Names beside what they come to: the first line of each is what counts."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]


@final
@frozen
class Table:
    """Names with numbers in columns.

    Attributes:
        head: The columns' titles, the first for the names.
        rows: As many cells as titles; names that begin with a blank stand in.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Line | Bullet | Pairs | Table


@final
@frozen
class Section:
    """Blocks under a title; without one they open the page."""

    title: str | None
    blocks: tuple[Block, ...]


@final
@frozen
class Page:
    """All that is said of one decision, in the order in which it is read."""

    sections: tuple[Section, ...]
