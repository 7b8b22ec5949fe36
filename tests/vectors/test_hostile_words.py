"""Naughty strings and Trojan sources: an author's words stay words in every document.

The files are not part of this repository. They are looked for in the folder that
`NEGLECT_RULES_VECTORS` names, else in `../shared/vectors` beside the checkout.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from unicodedata import category
from xml.etree import ElementTree as ET

import pytest

from neglect_rules.explain import Line, Page, Section
from neglect_rules.report.handbook import (
    Diagram,
    html_document,
    markdown_document,
    mermaid_of,
    svg_of,
    text_document,
)
from neglect_rules.report.handbook._diagram import Box, Ladder
from tests.unit.report.handbook.books import Seen
from tests.unit.report.handbook.test_html import a_page

ROOT = Path(__file__).parents[2]
VECTORS = Path(
    os.environ.get("NEGLECT_RULES_VECTORS") or ROOT.parent / "shared" / "vectors"
)


def _hostile() -> list[str]:
    naughty, trojan = (
        VECTORS / name for name in ("blns/blns.json", "trojan-source/samples.json")
    )
    if not naughty.exists():
        return []
    listed: list[str] = json.loads(naughty.read_text("utf-8"))
    sources: dict[str, str] = json.loads(trojan.read_text("utf-8"))
    return [*listed, *sources.values()]


HOSTILE = _hostile()
needs_vectors = pytest.mark.skipif(not HOSTILE, reason="the vectors are not here")


@needs_vectors
def test_no_word_becomes_an_element_of_a_page() -> None:
    words = ["word" for _ in HOSTILE]
    plain = Seen(html_document(_all(*words), "word", "en-GB"))
    found = Seen(html_document(_all(*HOSTILE), "word", "en-GB"))

    assert (found.tags, found.attributes) == (plain.tags, plain.attributes)
    assert (found.ids, found.open) == (plain.ids, plain.open)
    assert _hidden("".join(found.text)) == set()


@needs_vectors
def test_no_word_as_title_language_or_foot_becomes_an_element() -> None:
    page = Page((Section("word", (Line("word"),)),))
    plain = Seen(html_document(page, "word", "en-GB", mark="word"))
    for text in HOSTILE:
        found = Seen(html_document(page, text, text, mark=text))

        assert (found.tags, found.open) == (plain.tags, plain.open), text


@needs_vectors
def test_no_word_hides_or_steers_a_terminal() -> None:
    page = _all(*HOSTILE)

    assert _hidden(text_document(page, "word")) == set()
    assert _hidden(markdown_document(page, "word")) == set()


@needs_vectors
def test_every_picture_is_xml_and_every_text_of_one_keeps_its_lines() -> None:
    found = _diagram(*HOSTILE)
    plain = _diagram(*("word" for _ in HOSTILE))
    lines = mermaid_of(found).splitlines()
    tags, wanted = (
        {each.tag for each in ET.fromstring(svg_of(drawn)).iter()}
        for drawn in (found, plain)
    )

    assert tags == wanted
    assert len(lines) == len(mermaid_of(plain).splitlines())
    assert all(line.count('"') in {0, 2} for line in lines)


def _all(*words: str) -> Page:
    """Return a page that says each of some texts in every way."""
    return Page(tuple(each for text in words for each in a_page(text).sections[:2]))


def _hidden(text: str) -> set[str]:
    """Return what cannot be seen, but for line ends and joiners of letters."""
    kept = "\n\u200c\u200d"
    return {
        c for c in text if category(c) in {"Cc", "Cf", "Zl", "Zp"} and c not in kept
    }


def _diagram(*words: str) -> Diagram:
    """Return a diagram in which each of some texts is a rule and a level."""
    boxes = tuple(
        Box(
            id="R1",
            kind="guard",
            does="Does",
            text=text,
            gives=((0, number),),
            needs=(),
            asks=(text,),
        )
        for number, text in enumerate(words)
    )
    ladder = Ladder(words[-1], words)
    return Diagram(title=words[-1], ladders=(ladder,), boxes=boxes, begins=())
