"""Strings made to break pages: none becomes an element of ours, none hides.

The files are not part of this repository; `test_json_suite.py` says where they are.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.loading import read_text
from tests.shipped import the_program
from tests.unit.studio.asking import TEXT, asked, elements

ROOT = Path(__file__).parents[2]
VECTORS = Path(
    os.environ.get("NEGLECT_RULES_VECTORS") or ROOT.parent / "shared" / "vectors"
)
NAUGHTY = VECTORS / "blns" / "blns.json"
TROJAN = VECTORS / "trojan-source" / "samples.json"
TURNS: Final = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"

needs_files = pytest.mark.skipif(
    not (NAUGHTY.exists() and TROJAN.exists()),
    reason=f"the strings are not at {VECTORS}; set NEGLECT_RULES_VECTORS",
)


def strings() -> list[str]:
    """Return every string of both lists."""
    samples = json.loads(TROJAN.read_text("utf-8"))
    return [*json.loads(NAUGHTY.read_text("utf-8")), *samples.values()]


def batches(texts: list[str], size: int) -> list[list[str]]:
    """Return texts in batches of one size, the last one filled up."""
    filled = [*texts, *(f"Words {n}" for n in range(-len(texts) % size))]
    return [filled[n : n + size] for n in range(0, len(filled), size)]


def is_read(text: str) -> bool:
    """Return whether a text may stand in a document at all."""
    if not text.strip():
        return False
    try:
        read_text(json.dumps({"text": text}), "words", RulesetError)
    except RulesetError:
        return False
    return True


def words_for(texts: list[str]) -> str:
    """Return a ruleset's text in which strings stand where people read."""
    document = json.loads(TEXT)
    places = [*document["domains"].values(), *document["thresholds"]]
    for place, text in zip(places, texts, strict=True):
        place["label" if "label" in place else "because"] = text
    return json.dumps(document)


PLACES: Final = len(json.loads(TEXT)["domains"]) + len(json.loads(TEXT)["thresholds"])

WORDS: Final = [f"Words {n}" for n in range(PLACES)]


@needs_files
def test_no_string_of_an_author_becomes_an_element() -> None:
    read = [text for text in strings() if is_read(text)]
    usual = elements(asked("handbook", ruleset=words_for(WORDS)).html)

    assert len(read) > 200
    for texts in batches(read, PLACES):
        shown = asked("handbook", ruleset=words_for(texts)).html

        assert "nr-page" in shown
        assert elements(shown) == usual, texts
        assert not set(TURNS) & set(shown)


@needs_files
@pytest.mark.parametrize("field", ["ruleset", "capsule"])
def test_no_string_for_a_file_becomes_an_element(field: str) -> None:
    tab = "check" if field == "ruleset" else "replay"
    for text in strings():
        found = {e.split()[0] for e in elements(asked(tab, "x", **{field: text}).html)}

        assert not found & {"script", "img", "svg", "iframe", "a onclick"}, text


@needs_files
def test_no_string_in_a_form_becomes_an_element() -> None:
    fields = [f"by.{id_}" for id_ in the_program().ruleset.indicators]
    usual = elements(form(dict.fromkeys(fields, "Words")))
    for texts in batches(strings(), len(fields)):
        shown = form(dict(zip(fields, (t or "Words" for t in texts), strict=True)))

        assert elements(shown) == usual, texts


def form(fields: dict[str, str]) -> str:
    """Return the form with what was typed into it."""
    return asked("try", ruleset=TEXT, **fields).html
