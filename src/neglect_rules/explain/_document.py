"""A page as a JSON value, for an app that shows it in its own way."""

from __future__ import annotations

from typing import Any, assert_never

from neglect_rules.explain._page import Block, Bullet, Line, Page, Pairs, Section, Table


def page_document(page: Page) -> dict[str, Any]:
    """Return a page as a JSON value in the form of `page-1`."""
    return {"format": 1, "sections": [_section(each) for each in page.sections]}


def _section(section: Section) -> dict[str, Any]:
    blocks = [_block(each) for each in section.blocks]
    return {"title": section.title, "blocks": blocks}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Line(text, level, strong):
            return {"kind": "line", "text": text, "level": level, "strong": strong}
        case Bullet(text, level):
            return {"kind": "bullet", "text": text, "level": level}
        case Pairs(rows):
            pairs = [{"name": name, "values": [*values]} for name, values in rows]
            return {"kind": "pairs", "rows": pairs}
        case Table(head, rows):
            cells = [[*row] for row in rows]
            return {"kind": "table", "head": [*head], "rows": cells}
        case _ as never:
            assert_never(never)
