"""A page as plain text of 80 columns that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final, TypeAlias, assert_never

from neglect_rules.explain._page import Block, Bullet, Line, Page, Pairs, Section, Table

WIDTH: Final = 80
_STEP: Final = 2
_MOST_LABEL: Final = 26
_LEAST_NAME: Final = 24
_GAP: Final = "  "

Row: TypeAlias = tuple[str, ...]


def text_of(page: Page) -> str:
    """Return a page as text, its lines at most 80 columns wide."""
    return "\n".join(line for line, _ in lines_of(page)).rstrip("\n") + "\n"


def lines_of(page: Page) -> Iterator[tuple[str, bool]]:
    """Yield each line of a page, and whether it is a title or must not be missed."""
    for number, section in enumerate(page.sections):
        if number:
            yield "", False
        yield from _section(section)


def _section(section: Section) -> Iterator[tuple[str, bool]]:
    if section.title is not None:
        yield section.title, True
        yield "-" * len(section.title), False
    for block in section.blocks:
        strong = isinstance(block, Line) and block.strong
        for line in _block(block):
            yield line.rstrip(), strong


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line(text, level):
            yield from _wrapped(text, " " * (_STEP * level))
        case Bullet(text, level):
            indent = " " * (_STEP * level)
            yield from _wrapped(text, f"{indent}- ", f"{indent}  ")
        case Pairs(rows):
            yield from _pairs(rows)
        case Table(head, rows):
            yield from _table(head, rows)
        case _ as never:
            assert_never(never)


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    if not text:
        return [""]
    indent = first if rest is None else rest
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def _pairs(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    longest = max((len(name) for name, _ in rows), default=0)
    width = max(1, min(longest, _MOST_LABEL))
    for name, told in rows:
        names = wrap(name, width) or [""]
        values = [line for text in told for line in wrap(text, WIDTH - width - 3)]
        for index in range(max(len(names), len(values))):
            left = names[index] if index < len(names) else ""
            right = values[index] if index < len(values) else ""
            yield f"{left:<{width}}   {right}"


def _table(head: Row, body: tuple[Row, ...]) -> Iterator[str]:
    rows = (head, *body) if any(head) else body
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][1:]
    taken = sum(widths) + len(_GAP) * len(widths)
    if WIDTH - taken < _LEAST_NAME:
        yield from _stacked(head, body)
        return
    longest = max(len(row[0]) for row in rows)
    room = max(1, min(longest, WIDTH - taken))
    for row in rows:
        yield from _row(row, widths, room)


def _stacked(head: Row, rows: tuple[Row, ...]) -> Iterator[str]:
    """Yield rows whose cells are too wide for columns: each cell on its own line."""
    for name, *cells in rows:
        indent = " " * (len(name) - len(name.lstrip()))
        yield from _wrapped(name.lstrip(), indent, f"{indent}  ")
        for title, cell in zip(head[1:], cells, strict=True):
            told = f"{title} {cell}".strip() if cell else ""
            yield from _wrapped(told, f"{indent}    ") if told else []


def _row(row: Row, widths: list[int], room: int) -> Iterator[str]:
    """Yield one row; the numbers stand on the last line of a name that is too long."""
    indent = " " * (len(row[0]) - len(row[0].lstrip()))
    names = wrap(row[0], room, initial_indent="", subsequent_indent=f"{indent}  ")
    *before, last = names or [""]
    yield from before
    cells = zip(row[1:], widths, strict=True)
    yield f"{last:<{room}}" + "".join(f"{_GAP}{cell:>{width}}" for cell, width in cells)
