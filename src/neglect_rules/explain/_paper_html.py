"""A page as one web page that prints well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, assert_never

from neglect_rules.explain._page import Block, Bullet, Line, Page, Pairs, Section, Table

_STYLE: Final = """
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; max-width: 44rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; break-after: avoid; }
p, li { margin: 0.4rem 0; }
.in1 { margin-left: 1.5rem; } .in2 { margin-left: 3rem; } .in3 { margin-left: 4.5rem; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0; }
th, td { border: 1px solid #b1b4b6; padding: 0.4rem 0.5rem; text-align: left;
  vertical-align: top; }
td { text-align: right; }
td:empty { min-width: 6rem; height: 2rem; }
tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; } }
"""
_DEEPEST: Final = 3


def html_of(page: Page, title: str, language: str) -> str:
    """Return a page as HTML in one file: no script, and nothing from elsewhere."""
    head = escape(title)
    parts = [part for section in page.sections for part in _section(section)]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{head}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{head}</h1>",
            *parts,
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _section(section: Section) -> Iterator[str]:
    if section.title is None and not section.blocks:
        return
    # A section needs a heading; what has none is only a block.
    element = "div" if section.title is None else "section"
    yield f"<{element}>"
    if section.title is not None:
        yield f"<h2>{escape(section.title)}</h2>"
    yield from _blocks(section.blocks)
    yield f"</{element}>"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield blocks; bullets of one level that follow each other are one list."""
    level = None
    for block in blocks:
        now = block.level if isinstance(block, Bullet) else None
        if now != level:
            yield from [] if level is None else ["</ul>"]
            yield from [] if now is None else [f"<ul{_class(now)}>"]
            level = now
        yield from _block(block)
    yield from [] if level is None else ["</ul>"]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line(text, level, strong):
            words = f"<strong>{escape(text)}</strong>" if strong else escape(text)
            yield from [f"<p{_class(level)}>{words}</p>"] if text else []
        case Bullet(text):
            yield f"<li>{escape(text)}</li>"
        case Pairs(rows):
            yield "<dl>"
            for name, told in rows:
                yield f"<dt>{escape(name)}</dt>"
                yield from (f"<dd>{escape(each)}</dd>" for each in told)
            yield "</dl>"
        case Table(head, rows):
            yield from _table(head, rows)
        case _ as never:
            assert_never(never)


def _class(level: int) -> str:
    return f' class="in{min(level, _DEEPEST)}"' if level else ""


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield "<table>"
    titles = "".join(f'<th scope="col">{escape(each)}</th>' for each in head)
    yield f"<thead><tr>{titles}</tr></thead>"
    yield "<tbody>"
    for name, *cells in rows:
        told = "".join(f"<td>{escape(each)}</td>" for each in cells)
        yield f'<tr><th scope="row">{escape(name)}</th>{told}</tr>'
    yield "</tbody>"
    yield "</table>"
