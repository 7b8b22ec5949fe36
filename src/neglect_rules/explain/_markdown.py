"""A page as Markdown, for a case file, a note or a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, assert_never

from neglect_rules.explain._page import Block, Bullet, Line, Page, Pairs, Section, Table

_MARKS: Final = re.compile(r"([\\`*_\[\]<>|~&])")
_STARTS: Final = re.compile(r"^(?:(\d+)([.)])|([#+=-]))(?=\s|$|[#+=-])")
_STEP: Final = "  "


def markdown_of(page: Page) -> str:
    """Return a page as Markdown (CommonMark, with tables as GitHub has them).

    An author's words stay words: what Markdown would read as a mark is escaped.
    """
    parts = (part for section in page.sections for part in _section(section))
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    r"""Return words on one line in which Markdown reads no marks.

    Examples:
        >>> escaped("*Now* [R1]"), escaped("1. First"), escaped("# Title")
        ('\\*Now\\* \\[R1\\]', '1\\. First', '\\# Title')
    """
    marked = _MARKS.sub(r"\\\1", " ".join(text.split()))
    found = _STARTS.match(marked)
    if found is None:
        return marked
    at = found.start(2) if found[1] else 0
    return f"{marked[:at]}\\{marked[at:]}"


def _section(section: Section) -> Iterator[str]:
    if section.title is not None:
        yield f"## {escaped(section.title)}"
    # A block stands below the last one that stands further out, and further in only
    # if that is a bullet: of each level on the way here, how far in, and where below.
    above: list[tuple[int, int, int]] = []
    for block in section.blocks:
        level = getattr(block, "level", 0)
        while above and above[-1][0] > level:
            above.pop()
        depth = above[-1][2] if above else 0
        if above and above[-1][0] == level:
            depth = above.pop()[1]
        yield _block(block, _STEP * depth)
        above.append((level, depth, depth + isinstance(block, Bullet)))


def _block(block: Block, indent: str) -> str:
    match block:
        case Line(text, _, strong):
            words = escaped(text)
            return f"{indent}**{words}**" if strong and text else indent + words
        case Bullet(text):
            return f"{indent}- {escaped(text)}"
        case Pairs(rows):
            return "\n".join(_pair(name, told) for name, told in rows)
        case Table(head, rows):
            return "\n".join(_table(head, rows))
        case _ as never:
            assert_never(never)


def _pair(name: str, told: tuple[str, ...]) -> str:
    """Return a name with what it comes to, each further line on a line of its own."""
    lines = "\\\n  ".join(escaped(line) for line in told)
    return f"- **{escaped(name)}**: {lines}"


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    yield _row(head)
    yield _row(("---", *("---:" for _ in head[1:])))
    for row in rows:
        yield _row(tuple(escaped(cell.strip()) for cell in row))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
