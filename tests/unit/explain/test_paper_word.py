"""The paper as a Word document says what it says as a web page."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, Final, TypeAlias
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from neglect_rules.errors import UnsupportedError
from neglect_rules.explain import (
    Bullet,
    Line,
    Page,
    Pairs,
    Section,
    Table,
    paper_docx,
    paper_html,
)
from neglect_rules.explain._paper_docx import docx_of
from neglect_rules.explain._paper_html import html_of
from tests.unit.explain.test_explain import OUR_WORDS
from tests.unit.explain.test_moves import (
    DAY,
    HIGHER,
    PROMISES,
    changed,
    findings,
    higher,
)

Said: TypeAlias = tuple[str, str]
"""What something is, in the words of HTML, with its text."""

EVIL: Final = '<w:p>&amp;"\u00e9\u2014{"a": 1}'
EVERYTHING: Final = Page(
    (
        Section(None, (Line("Opening", strong=True), Line(""), Line("In", 9))),
        Section("Bullets", (Bullet("a"), Bullet("b", 1), Bullet("c", 9))),
        Section("Pairs", (Pairs((("d", ("e", "f")), ("g", ("h",)))),)),
        Section(
            "Table", (Table(("n", "k"), (("x", "12"), ("y", ""))), Bullet("after"))
        ),
        Section(EVIL, (Line(EVIL),)),
        Section(None, ()),
    )
)


class _Web(HTMLParser):
    """Reads what a web page says, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self._in: str | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        if tag in {"h1", "h2", "p", "li", "dt", "dd", "th", "td"}:
            self._in = tag
            self.said.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._in = None if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        if self._in is not None:
            tag, text = self.said[-1]
            self.said[-1] = (tag, text + data)


def said_on_the_web(text: str) -> list[Said]:
    """Return what a web page says; a name beside values is a paragraph."""
    plain = {"th": "td", "dt": "p", "dd": "p"}
    reader = _Web()
    reader.feed(text)
    return [(plain.get(tag, tag), words) for tag, words in reader.said]


def said_in_word(data: bytes) -> list[Said]:
    """Return what a Word document says, as it is read when it is opened again."""
    return list(_said(docx.Document(BytesIO(data))))


def _said(document: Any) -> Iterator[Said]:
    tags = {"Heading 1": "h1", "Heading 2": "h2"}
    for each in document.iter_inner_content():
        if hasattr(each, "rows"):
            yield from (("td", cell.text) for row in each.rows for cell in row.cells)
        elif each.text:
            name = each.style.name
            bullet = "li" if name.startswith("List Bullet") else "p"
            yield tags.get(name, bullet), each.text


def opened() -> Any:
    """Return the paper of a change, opened again."""
    return docx.Document(BytesIO(paper_docx(higher(), findings(), DAY)))


@pytest.mark.parametrize(
    "found", [higher(), changed({"/title": EVIL}, PROMISES)], ids=["moves", "words"]
)
def test_a_paper_says_the_same_in_word_as_on_the_web(found: Any) -> None:
    word = said_in_word(paper_docx(found, findings(), DAY))

    assert word == said_on_the_web(paper_html(found, findings(), DAY))


def test_every_kind_of_block_says_the_same_in_word_as_on_the_web() -> None:
    word = said_in_word(docx_of(EVERYTHING, "T", "en-GB", DAY))

    assert word == said_on_the_web(html_of(EVERYTHING, "T", "en-GB"))


def test_a_table_has_a_head_that_is_repeated_and_rows_that_stay_whole() -> None:
    for table in opened().tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") for row in table.rows]
        whole = [row._tr.find(f".//{qn('w:cantSplit')}") for row in table.rows]

        assert [head is not None for head in heads] == [True] + [False] * (
            len(heads) - 1
        )
        assert None not in whole
        assert all(
            run.bold for cell in table.rows[0].cells for run in cell.paragraphs[0].runs
        )


def test_there_is_a_line_to_sign_on_for_each_agency() -> None:
    table = opened().tables[-1]

    assert len(table.rows) == 6
    for row in table.rows[1:]:
        assert row.cells[0].text
        assert [cell.text for cell in row.cells[1:]] == ["", "", ""]
        assert row.height >= Cm(1)


def test_two_tables_never_become_one() -> None:
    table = Table(("n",), (("x",),))
    data = docx_of(Page((Section(None, (table, table)),)), "T", "en-GB", DAY)

    assert len(docx.Document(BytesIO(data)).tables) == 2
    body = docx.Document(BytesIO(data)).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_document_says_its_title_language_and_day_and_not_what_made_it() -> None:
    document = opened()
    about = document.core_properties
    marks = [
        each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))
    ]

    assert about.title == document.paragraphs[0].text
    assert (about.language, set(marks)) == ("en-GB", {"en-GB"})
    assert about.created.date() == DAY
    assert (about.author, about.comments, about.last_modified_by) == ("", "", "")


def test_what_is_strong_or_stands_in_does_so_in_word() -> None:
    document: Any = docx.Document(BytesIO(docx_of(EVERYTHING, "T", "en-GB", DAY)))
    opening, inside = (
        next(each for each in document.paragraphs if each.text == text)
        for text in ("Opening", "In")
    )
    styles = [
        each.style.name for each in document.paragraphs if each.text in {"a", "b", "c"}
    ]

    assert opening.runs[0].bold is True
    assert round(inside.paragraph_format.left_indent.cm, 1) == 2.4
    assert styles == ["List Bullet", "List Bullet 2", "List Bullet 3"]


def test_the_sheet_is_a4_and_the_letters_are_those_that_are_named() -> None:
    document = opened()
    paper = document.sections[0]
    fonts = document.styles["Heading 1"].element.rPr.rFonts.attrib

    assert (round(paper.page_width.cm, 1), round(paper.page_height.cm, 1)) == (
        21.0,
        29.7,
    )
    assert not [name for name in fonts if name.endswith("Theme")]
    assert set(fonts.values()) == {"Arial"}


def test_the_same_paper_is_the_same_bytes() -> None:
    first, again = (paper_docx(higher(), findings(), DAY) for _ in range(2))
    later = paper_docx(higher(), findings(), DAY + dt.timedelta(days=1))

    assert first == again
    assert first != later
    assert {each.date_time[0] for each in ZipFile(BytesIO(first)).infolist()} == {1980}


def test_no_word_of_ours_no_code_and_no_id_without_its_label_is_in_a_document() -> None:
    text = "\n".join(
        words for _, words in said_in_word(paper_docx(higher(), findings(), DAY))
    )

    assert OUR_WORDS.findall(text) == []
    assert (
        re.findall(r"[{}\[\]`_]|\bNR\d+|\bT1\b(?! \(It adds up\))|\bP1\b", text) == []
    )


def test_a_character_that_word_cannot_hold_does_no_harm() -> None:
    odd = "a\x07b\x0bc"
    page = Page((Section(None, (Line(odd), Table((odd,), ((odd,),)))),))
    said = said_in_word(docx_of(page, odd, "en-GB", DAY))

    assert len(said) == 4
    assert all("a" in words and "c" in words for _, words in said)


def test_without_the_part_for_word_only_word_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)

    assert paper_html(higher(), findings(), DAY)
    with pytest.raises(UnsupportedError, match=r"neglect-rules\[docx\]"):
        paper_docx(higher(), findings(), DAY)


def test_a_change_that_is_refused_a_number_says_so_in_word_too() -> None:
    found = changed({**HIGHER, "/version": "1.0.1"}, PROMISES)
    words = " ".join(
        text for _, text in said_in_word(paper_docx(found, findings(), DAY))
    )

    assert "too small" in words
