"""A handbook as one web page that prints well: no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, assert_never

from neglect_rules.explain import Block, Bullet, Line, Page, Pairs, Section, Table
from neglect_rules.report.handbook._seen import plain, seen
from neglect_rules.report.handbook._written import CONTENTS

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff;
  max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 0.5rem; padding-top: 0.75rem;
  border-top: 3px solid #0b0c0c; line-height: 1.25; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 0.3rem; line-height: 1.3; }
h1, h2, h3, p, li, th, td { overflow-wrap: anywhere; }
p, li { margin: 0.3rem 0; }
ul { margin: 0.3rem 0; padding-left: 1.4rem; }
.in1 { margin-left: 1.4rem; } .in2 { margin-left: 2.8rem; } .in3 { margin-left: 4.2rem; }
.in4 { margin-left: 5.6rem; } .in5 { margin-left: 7rem; } .in6 { margin-left: 8.4rem; }
.in7 { margin-left: 9.8rem; } .in8 { margin-left: 11.2rem; }
.warning { border: 3px solid #0b0c0c; padding: 0.6rem 0.8rem; font-weight: bold; }
.rule { margin-top: 1.1rem; font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: 0.6rem 0; }
th, td { border: 1px solid #6f777b; padding: 0.3rem 0.5rem; text-align: left;
  vertical-align: top; }
table.pairs th { width: 27%; }
tbody th { min-width: 1.6rem; }
td.number { text-align: right; white-space: nowrap; }
td.empty { height: 2.4rem; min-width: 5rem; }
td p { margin: 0 0 0.2rem; }
svg { width: 100%; height: auto; }
nav ol { columns: 2; column-gap: 2rem; padding-left: 1.6rem; }
a { color: #0b0c0c; }
a:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
footer { margin-top: 3rem; border-top: 1px solid #6f777b; font-size: 0.9rem; }
@media (max-width: 30rem) { nav ol { columns: 1; }
  table { table-layout: fixed; } td.empty { min-width: 0; }
  td.number { white-space: normal; }
  .in2 { margin-left: 2rem; } .in3 { margin-left: 2.6rem; } .in4 { margin-left: 3.2rem; }
  .in5, .in6, .in7, .in8 { margin-left: 3.8rem; } }
@page { size: A4; margin: 18mm 16mm 20mm; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; line-height: 1.3; }
  h1 { font-size: 18pt; } h2 { font-size: 14pt; margin-top: 1.6rem; }
  h3 { font-size: 11pt; margin: 0.9rem 0 0.2rem; }
  p, li { margin: 0.15rem 0; } .rule { margin-top: 0.6rem; }
  th, td { padding: 0.1rem 0.35rem; } td p { margin: 0; } table { margin: 0.3rem 0; }
  h2, h2 + p, h3, .rule, thead { break-after: avoid; }
  tr, li, figure, .one, section:last-of-type { break-inside: avoid; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
  figure { margin: 0; }
  figure svg { max-height: 225mm; }
  .skip, footer { display: none; }
}
"""
_FOOT: Final = """
@page {{ @bottom-left {{ content: "{mark}"; font: 8pt Arial, sans-serif; }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages);
  font: 8pt Arial, sans-serif; white-space: nowrap; }} }}
"""
_DEEPEST: Final = 8
_FEW: Final = 4
_SHORT: Final = 10
_SAFE: Final = frozenset(" .-_,:()")


def html_document(
    page: Page,
    title: str,
    language: str,
    *,
    figure: tuple[str, Sequence[str]] | None = None,
    mark: str = "",
) -> str:
    """Return a page as HTML in one file.

    Args:
        page: What it says.
        title: Its title.
        language: Its language.
        figure: The title of a section, and the SVG elements at its end.
        mark: What stands at the foot of every printed page.
    """
    page, head = seen(page), escape(plain(title))
    first, rest = _opening(page)
    contents = [] if len(rest) < _FEW else _contents(rest)
    sections = (part for n, each in enumerate(rest, 1) for part in _titled(n, each))
    body = [*_blocks(first, headed=False), *contents, *_with(figure, sections)]
    foot = _FOOT.format(mark=_for_style(mark))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(plain(language))}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{head}</title>",
            f"<style>{_STYLE}{foot}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#main">Skip to the text</a>',
            '<main id="main">',
            f"<h1>{head}</h1>",
            *body,
            "</main>",
            f"<footer><p>{escape(plain(mark))}</p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _for_style(text: str) -> str:
    """Return a text as it may stand in quotation marks in a style sheet.

    Every character but a few is written by its number, so none can end the text, the
    style or the element around it.
    """
    return "".join(
        each
        if each.isascii() and (each.isalnum() or each in _SAFE)
        else f"\\{ord(each):06x}"
        for each in plain(text)
    )


def _opening(page: Page) -> tuple[Sequence[Block], Sequence[Section]]:
    """Return what stands before the first title, and the sections with titles."""
    first = [block for s in page.sections if s.title is None for block in s.blocks]
    return first, [section for section in page.sections if section.title is not None]


def _contents(sections: Sequence[Section]) -> list[str]:
    entries = (
        f'<li><a href="#part-{number}">{escape(each.title or "")}</a></li>'
        for number, each in enumerate(sections, 1)
    )
    head = f'<nav aria-labelledby="contents"><h2 id="contents">{CONTENTS}</h2><ol>'
    return [head, *entries, "</ol></nav>"]


def _titled(number: int, section: Section) -> Iterator[str]:
    title = escape(section.title or "")
    yield f'<section aria-labelledby="part-{number}">'
    yield f'<h2 id="part-{number}">{title}</h2>'
    yield from _blocks(section.blocks, headed=True)
    yield "</section>"


def _with(
    figure: tuple[str, Sequence[str]] | None, parts: Iterator[str]
) -> Iterator[str]:
    """Yield sections, in the one that has the figure's title with the figure."""
    head = None if figure is None else f">{escape(plain(figure[0]))}</h2>"
    inside = False
    for part in parts:
        inside = inside or (head is not None and part.endswith(head))
        if inside and figure is not None and part == "</section>":
            yield from (f"<figure>{each}</figure>" for each in figure[1])
            inside = False
        yield part


def _blocks(blocks: Sequence[Block], *, headed: bool) -> Iterator[str]:
    """Yield blocks; bullets of one level that follow each other are one list.

    Args:
        blocks: What is said.
        headed: What must not be overlooked is a heading, and not a warning.
    """
    level, inside = None, False
    for number, block in enumerate(blocks):
        now = block.level if isinstance(block, Bullet) else None
        if now != level:
            yield from [] if level is None else ["</ul>"]
            yield from [] if now is None else [f"<ul{_class(now)}>"]
            level = now
        if headed and isinstance(block, Line) and block.strong and block.text:
            yield from ["</div>"] if inside else []
            yield f"<div{_together(blocks[number + 1 :])}>"
            inside = True
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        yield from _block(block, after, headed=headed)
    yield from [] if level is None else ["</ul>"]
    yield from ["</div>"] if inside else []


def _together(below: Sequence[Block]) -> str:
    """Return how a heading and what stands below it stay on one page, if that is short.

    What is long would leave half a page empty.
    """
    ends = (n for n, each in enumerate(below) if isinstance(each, Line) and each.strong)
    return ' class="one"' if next(ends, len(below)) <= _SHORT else ""


def _block(block: Block, after: Block | None, *, headed: bool) -> Iterator[str]:
    match block:
        case Line(text, _, True) if text:
            told = escape(text)
            yield f"<h3>{told}</h3>" if headed else f'<p class="warning">{told}</p>'
        case Line(text, level):
            yield from [f"<p{_class(level)}>{escape(text)}</p>"] if text else []
        case Bullet(text, level):
            heads = level == 0 and isinstance(after, Line) and after.level > 0
            mark = ' class="rule"' if heads else ""
            yield f"<li{mark}>{escape(text)}</li>"
        case Pairs(rows):
            yield from _pairs(rows)
        case Table(head, rows):
            yield from _table(head, rows)
        case _ as never:
            assert_never(never)


def _class(level: int) -> str:
    return f' class="in{min(level, _DEEPEST)}"' if level else ""


def _pairs(rows: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    yield '<table class="pairs"><tbody>'
    for name, told in rows:
        cells = "".join(f"<p>{escape(each)}</p>" for each in told)
        yield f'<tr><th scope="row">{escape(name)}</th><td>{cells}</td></tr>'
    yield "</tbody></table>"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield "<table>"
    titles = "".join(
        f'<th scope="col">{escape(each)}</th>' if each else "<td></td>" for each in head
    )
    yield f"<thead><tr>{titles}</tr></thead>"
    yield "<tbody>"
    for name, *cells in rows:
        to_fill = ' class="empty"' if not any(cells) else None
        told = "".join(
            f"<td{_number(each) if to_fill is None else to_fill}>{escape(each)}</td>"
            for each in cells
        )
        yield f'<tr><th scope="row">{escape(name)}</th>{told}</tr>'
    yield "</tbody>"
    yield "</table>"


def _number(cell: str) -> str:
    is_one = cell.replace(",", "").replace(".", "", 1).removeprefix("-").isdecimal()
    return ' class="number"' if is_one else ""
