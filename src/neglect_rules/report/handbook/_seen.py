"""An author's words with nothing in them that cannot be seen.

Who signs a page must see what a reader of the ruleset's file would. So a character that
hides, breaks a line or turns the direction of writing is shown by its number.
"""

from __future__ import annotations

from typing import Final, assert_never
from unicodedata import category

from neglect_rules.explain import Block, Bullet, Line, Page, Pairs, Section, Table

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_SOFT: Final = frozenset("\t\n\r")
_JOINERS: Final = frozenset("\u200c\u200d")
"""Some scripts, and some pictures, are not written rightly without them."""


def plain(text: str) -> str:
    r"""Return a text on one line, with what cannot be seen by its number.

    Examples:
        >>> plain("a\u202eb"), plain("two\n lines"), plain(" Met")
        ('a(U+202E)b', 'two  lines', ' Met')
    """
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if character in _SOFT:
        return " "
    if character in _JOINERS or category(character) not in _HIDDEN:
        return character
    return f"(U+{ord(character):04X})"


def seen(page: Page) -> Page:
    """Return a page in which everything can be seen."""
    return Page(tuple(_section(each) for each in page.sections))


def _section(section: Section) -> Section:
    title = None if section.title is None else plain(section.title)
    return Section(title, tuple(_block(each) for each in section.blocks))


def _block(block: Block) -> Block:
    match block:
        case Line(text, level, strong):
            return Line(plain(text), level, strong)
        case Bullet(text, level):
            return Bullet(plain(text), level)
        case Pairs(rows):
            return Pairs(tuple((plain(name), _all(told)) for name, told in rows))
        case Table(head, rows):
            return Table(_all(head), tuple(_all(row) for row in rows))
        case _ as never:
            assert_never(never)


def _all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain, texts))
