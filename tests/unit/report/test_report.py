"""A page as a report: one file that holds all it needs, and only what was put in."""

from __future__ import annotations

import re

import pytest

from neglect_rules.errors import UnsupportedError
from neglect_rules.explain import Bullet, Line, Page, Pairs, Section, Table
from neglect_rules.report import _environment, report
from tests.unit.report.parsed import parsed

NASTY = [
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; <b>",
    "a\u202eb\u2066c\u200fd",
    "\x00\x1b[31m\x07",
    "]]><!--",
    "\\22 \\3c",
    "javascript:alert(1)",
]


def a_page(text: str) -> Page:
    """Return a page in which a text stands wherever a text can stand."""
    return Page(
        (
            Section(None, (Line(text, strong=True),)),
            Section(
                text,
                (
                    Line(text),
                    Bullet(text, 1),
                    Line(text, 2),
                    Bullet(text, 2),
                    Pairs(((text, (text, text)),)),
                    Table((text, text), ((text, text), (f" {text}", text))),
                ),
            ),
        )
    )


def made(text: str) -> str:
    return report(a_page(text), text, marks=text, note=text)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_anything_but_text(text: str) -> None:
    found, plain = parsed(made(text)), parsed(made("plain"))

    assert found.elements == plain.elements
    assert [name for name, _ in found.attributes] == [n for n, _ in plain.attributes]
    assert found.addresses == []


@pytest.mark.parametrize("text", NASTY)
def test_what_cannot_be_seen_is_shown_by_its_number(text: str) -> None:
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u202a-\u202e\u2066-\u2069]", made(text)
    )


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    html = made("plain")
    found = parsed(html)

    assert "script" not in found.elements
    assert found.addresses == []
    assert "url(" not in html
    assert "@import" not in html
    assert (
        "content",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    ) in found.attributes


def test_what_stands_in_is_a_list_in_a_list() -> None:
    page = Page(
        (
            Section(
                "T",
                (
                    Bullet("one", 1),
                    Line("about one", 2),
                    Bullet("one and a half", 2),
                    Bullet("two", 1),
                    Line("after"),
                ),
            ),
        )
    )
    html = re.sub(r"\s+", " ", report(page, "Title"))

    assert (
        "<ul> <li>one <p>about one</p> <ul> <li>one and a half</li> </ul> </li>"
        " <li>two</li> </ul> <p>after</p>"
    ) in html


def test_without_jinja_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(_environment, "import_module", missing)
    _environment._environment.cache_clear()
    try:
        with pytest.raises(UnsupportedError, match=r"neglect-rules\[report\]"):
            report(Page(()), "T")
    finally:
        monkeypatch.undo()
        _environment._environment.cache_clear()
