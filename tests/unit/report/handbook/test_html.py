"""A handbook in HTML: nothing but the writer's own elements, nothing from elsewhere."""

from __future__ import annotations

import re
from typing import Final

import pytest

from neglect_rules.explain import Bullet, Line, Page, Pairs, Section, Table
from neglect_rules.report.handbook import (
    diagram,
    handbook_title,
    html_document,
    sheets,
)
from tests.unit.report.handbook.books import Seen, book, every_ruleset, program

TAGS: Final = {
    *("html", "head", "meta", "title", "style", "body", "main", "footer"),
    *("a", "nav", "section", "div", "h1", "h2", "h3", "p", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("figure", "svg", "desc", "defs", "marker", "path", "rect", "polyline", "text"),
}
HOSTILE: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title><b>",
    "&lt;b&gt; &amp;",
    "\u202eturned\u2066",
    "nought\x00bell\x07escape\x1b[31m",
    "]]>--><!--",
)


def a_page(text: str) -> Page:
    """Return a page that says one text in every way."""
    blocks = (
        Line(text, strong=True),
        Line(text, 2),
        Bullet(text),
        Line(text, 1),
        Bullet(text, 7),
        Pairs(((text, (text, text)),)),
        Table((text, "", text), ((text, "1,001.5", ""), (text, "", ""))),
    )
    return Page((Section(None, blocks), *(Section(text, blocks) for _ in range(4))))


@pytest.mark.parametrize("text", HOSTILE)
def test_an_authors_words_make_no_element_and_no_attribute(text: str) -> None:
    plain = Seen(html_document(a_page("word"), "word", "en-GB", mark="word"))
    found = Seen(html_document(a_page(text), text, "en-GB", mark=text))

    assert found.tags == plain.tags
    assert found.attributes == plain.attributes
    assert found.ids == plain.ids
    assert found.open == plain.open
    assert not set("\x00\x07\x1b\u202e\u2066") & set("".join(found.text))


@every_ruleset
def test_a_handbook_is_one_file_without_script_or_outside_address(name: str) -> None:
    which = program(name)
    figure = ("The levels", sheets(diagram(which)))
    html = html_document(
        book(name), handbook_title(which), "en-GB", figure=figure, mark="mark"
    )
    found = Seen(html)

    assert found.tags <= TAGS
    assert "svg" in found.tags
    assert all(link.startswith("#") for link in found.links)
    assert {link[1:] for link in found.links} <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    assert "@import" not in html
    assert re.findall(r"url\((?!#)", html) == []
    assert len(html.encode()) < 300_000


def test_every_chapter_is_in_the_contents_and_has_a_place_to_jump_to() -> None:
    page = book("example.neglect-screen@1.2.0")
    found = Seen(html_document(page, "Title", "en-GB"))
    titles = [each.title for each in page.sections if each.title]

    assert found.links[1:] == [f"#part-{n}" for n in range(1, len(titles) + 1)]
    for title in titles:
        assert found.text.count(title) >= 2


def test_what_must_not_be_overlooked_is_a_warning_first_and_a_heading_below() -> None:
    html = html_document(a_page("word"), "word", "en-GB")

    assert html.count('<p class="warning">word</p>') == 1
    assert html.count("<h3>word</h3>") == 4


def test_a_short_page_has_no_contents() -> None:
    page = Page((Section("One", (Line("word"),)), Section("Two", ())))

    assert "<nav" not in html_document(page, "word", "en-GB")


def test_a_row_to_fill_in_has_room_and_numbers_stand_to_the_right() -> None:
    html = html_document(a_page("word"), "word", "en-GB")

    assert '<td class="number">1,001.5</td>' in html
    assert '<td class="empty"></td><td class="empty"></td>' in html


def test_what_stands_at_the_foot_of_printed_pages_cannot_end_the_style() -> None:
    html = html_document(a_page("word"), "word", "en-GB", mark='</style>"; } \\ é')
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (foot,) = re.findall(r'content: "(.*?)"; font', style)

    assert (
        foot
        == "\\00003c\\00002fstyle\\00003e\\000022\\00003b \\00007d \\00005c \\0000e9"
    )
