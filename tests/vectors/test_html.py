"""Texts that break naive programs, wherever a report can show a text."""

from __future__ import annotations

import json
import re

import pytest

from tests.unit.report.parsed import parsed
from tests.unit.report.test_report import made
from tests.vectors.test_json_suite import VECTORS

FILES = [
    VECTORS / "blns" / "blns.json",
    VECTORS / "trojan-source" / "samples.json",
]
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def _texts() -> list[str]:
    found: list[object] = []
    for file in FILES:
        if file.is_file():
            held = json.loads(file.read_text(encoding="utf-8"))
            found += held.values() if isinstance(held, dict) else held
    return [text for text in found if isinstance(text, str) and text]


TEXTS = _texts()


@pytest.mark.skipif(not TEXTS, reason="the outside vectors are not here")
def test_the_vectors_are_all_there() -> None:
    assert len(TEXTS) > 250


@pytest.mark.parametrize("part", range(8))
def test_a_report_shows_a_text_and_nothing_else(part: int) -> None:
    plain = parsed(made("plain"))
    for text in TEXTS[part::8]:
        html = made(text)
        found = parsed(html)
        assert found.elements == plain.elements, text
        assert found.addresses == [], text
        assert not UNSEEN.search(html), text
