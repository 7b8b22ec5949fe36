"""A page as a Word document that can be filled in, signed and read aloud.

Needs the extra `docx`, and loads it only when a document is asked for. Headings, lists
and tables are Word's own, so that a screen reader finds its way in them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from importlib import import_module
from io import BytesIO
from typing import Any, Final, assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from neglect_rules.errors import UnsupportedError
from neglect_rules.explain._page import Block, Bullet, Line, Page, Pairs, Section, Table

_FONT: Final = "Arial"
_SIZES: Final = {"Normal": 11, "Heading 1": 20, "Heading 2": 14}
_A4: Final = (21.0, 29.7)
_MARGIN: Final = 2.2
_STEP: Final = 0.8
"""How far one level stands in, in centimetres."""

_DEEPEST: Final = 3
_BULLETS: Final = ("List Bullet", "List Bullet 2", "List Bullet 3")
_ROOM_TO_SIGN: Final = 1.0
"""How high a row is at least that has empty cells, in centimetres."""

_GREY: Final = "F3F2F1"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_TITLE: Final = 255
_NOT_IN_XML: Final = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def make_sure_of_word() -> None:
    """Make sure that Word documents can be written here.

    Raises:
        UnsupportedError: The extra `docx` is not installed.
    """
    _part()


def docx_of(page: Page, title: str, language: str, day: dt.date) -> bytes:
    """Return a page as a Word document; the same page gives the same bytes.

    Args:
        page: The page.
        title: What stands over it, and names it for a screen reader.
        language: The language of its words, such as en-GB.
        day: The day on which it is made.

    Raises:
        UnsupportedError: The extra `docx` is not installed.
    """
    document = _part().Document()
    _describe(document, title, language, day)
    _lay_out(document)
    _speak(document, language)
    document.add_heading(_plain(title), level=1)
    for section in page.sections:
        _write(document, section)
    made = BytesIO()
    document.save(made)
    return _without_a_clock(made.getvalue())


def _part(name: str = "") -> Any:
    try:
        return import_module(f"docx{name}")
    except ImportError:
        message = (
            "Word files need one more part;"
            ' install it with: pip install "neglect-rules[docx]".'
            " A paper as .html or .md needs none"
        )
        raise UnsupportedError(message) from None


def _describe(document: Any, title: str, language: str, day: dt.date) -> None:
    """Say what the document is, in place of what its empty model says of itself."""
    about = document.core_properties
    about.title, about.language = _plain(title)[:_LONGEST_TITLE], language
    about.author = about.comments = about.last_modified_by = ""
    about.created = about.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zones


def _lay_out(document: Any) -> None:
    """Set paper, margins and letters: A4 and black on white, as it is printed."""
    shared = _part(".shared")
    paper = document.sections[0]
    paper.page_width, paper.page_height = (shared.Cm(side) for side in _A4)
    for side in ("left", "right", "top", "bottom"):
        setattr(paper, f"{side}_margin", shared.Cm(_MARGIN))
    for name, points in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, shared.Pt(points)
        style.font.color.rgb = shared.RGBColor(0x0B, 0x0C, 0x0C)
        fonts = style.element.rPr.rFonts
        # A font of the theme would stand before the one that is named.
        for theme in [each for each in fonts.attrib if each.lower().endswith("theme")]:
            del fonts.attrib[theme]


def _speak(document: Any, language: str) -> None:
    """Set the language, so that Word spells and reads aloud in it."""
    for mark in document.styles.element.iter(_word("w:lang")):
        mark.set(_word("w:val"), language)


def _word(name: str) -> str:
    """Return the full name of one of Word's own words."""
    full: str = _part(".oxml.ns").qn(name)
    return full


def _plain(text: str) -> str:
    """Return a text without the characters that no Word document can hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _write(document: Any, section: Section) -> None:
    if section.title is not None:
        document.add_heading(_plain(section.title), level=2)
    for block in section.blocks:
        _block(document, block)


def _block(document: Any, block: Block) -> None:
    match block:
        case Line(text, level, strong):
            if text:
                _paragraph(document, text, level, strong=strong)
        case Bullet(text, level):
            style = _BULLETS[min(level, _DEEPEST - 1)]
            document.add_paragraph(_plain(text), style=style)
        case Pairs(rows):
            for name, told in rows:
                _paragraph(document, name, 0, strong=True)
                for each in told:
                    _paragraph(document, each, 1)
        case Table(head, rows):
            _table(document, head, rows)
        case _ as never:
            assert_never(never)


def _paragraph(document: Any, text: str, level: int, *, strong: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(_plain(text)).bold = strong or None
    if level:
        shift = _part(".shared").Cm(_STEP * min(level, _DEEPEST))
        paragraph.paragraph_format.left_indent = shift


def _table(
    document: Any, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> None:
    """Add a table whose head row stands at the top of each page that it runs over."""
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    _fill(table.add_row(), head, strong=True)
    _mark(table.rows[0], "w:tblHeader")
    for row in rows:
        added = table.add_row()
        _fill(added, row)
        if "" in row:
            added.height = _part(".shared").Cm(_ROOM_TO_SIGN)
    for row in table.rows:
        _mark(row, "w:cantSplit")
    # A blank line after it, or two tables would become one.
    document.add_paragraph()


def _fill(row: Any, told: Sequence[str], *, strong: bool = False) -> None:
    for cell, text in zip(row.cells, told, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(_plain(text)).bold = strong or None
        if strong:
            _shade(cell)
        elif text.isdigit():
            paragraph.alignment = _part(".enum.text").WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: Any) -> None:
    shade = _part(".oxml").OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _GREY)):
        shade.set(_word(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the part has no other way


def _mark(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the part has no other way
    properties.append(_part(".oxml").OxmlElement(name))


def _without_a_clock(data: bytes) -> bytes:
    """Return the same document with no moment of writing in it."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
