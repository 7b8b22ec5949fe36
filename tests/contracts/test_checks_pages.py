"""Every check has a page, and what the page shows is what the check does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from neglect_rules.analysis import CHECKS, page, plain
from neglect_rules.diagnostics import CODES
from tests.unit.analysis.sound import found
from tools.checks import FOLDER, INDEX, index, pages

HEADINGS: Final = (
    "What it finds",
    "Why it matters",
    "Bad",
    "Good",
    "How to silence it",
)
LINTS: Final = [check.code for check in CHECKS]
_BLOCK: Final = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LONGEST: Final = 25
_MEAN: Final = 20

PLACES: Final[Mapping[str, str]] = {
    "NR301": "/open_answers/recommend",
    "NR302": "/outcomes/level/grades/2",
    "NR303": "/thresholds/1/when",
    "NR304": "/thresholds/1",
    "NR305": "/indicators/CLOTHES",
    "NR306": "/scales/home/grades/2",
    "NR307": "/domains/everyday/weight",
    "NR308": "/domains/everyday/cap",
    "NR309": "/guards/1/exception",
    "NR310": "/thresholds/1/when",
    "NR311": "/promises/0",
    "NR312": "/promises/0/whenever",
    "NR320": "/effective",
    "NR321": "/effective",
    "NR322": "/effective",
    "NR323": "/effective/before",
    "NR324": "/effective/from",
    "NR325": "/effective",
    "NR326": "/version",
    "NR330": "/indicators/FOOD/ask_as",
    "NR331": "/indicators/FOOD/help",
    "NR332": "/indicators/ALONE/grades/worrying",
    "NR333": "/translations/cy",
    "NR334": "/translations/cy/~1indicators~1FOOD~1label",
    "NR335": "/indicators/FOOD",
    "NR336": "/indicators/FOOD/grades",
    "NR337": "/indicators/FOOD/grades/severe",
    "NR338": "/indicators/ALONE/label",
    "NR339": "/indicators/ALONE",
    "NR340": "/indicators/FOOD/ask_as",
    "NR341": "/indicators/FOOD/help",
    "NR350": "",
    "NR351": "/thresholds/0",
    "NR352": "/parameters/too_many",
    "NR353": "/sources/leaflet",
    "NR354": "/indicators/FOOD/zero_fill",
    "NR355": "/indicators/FOOD/label",
    "NR356": "/indicators/FOOD/label",
    "NR357": "/indicators/FOOD/label",
    "NR358": "/indicators/ALONE/critical_at",
    "NR359": "/reviews",
    "NR360": "",
    "NR361": "/thresholds/1/when/exception",
    "NR362": "/status",
    "NR363": "",
    "NR364": "",
    "NR365": "/indicators/FOOD",
    "NR366": "/thresholds/0/when",
    "NR367": "/based_on/fingerprint",
}
"""Where the bad example of each page is found."""


def sections(code: str) -> Mapping[str, str]:
    """Return what a page says under each of its headings."""
    _, *parts = re.split(r"^## ", page(code), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def example(code: str, heading: str) -> list[tuple[str, str]]:
    """Return what is found in the example under a heading: itself, then others."""
    blocks = [json.loads(b) for b in _BLOCK.findall(sections(code)[heading])]
    # No ruleset says whether there is a folder of cases beside it.
    has_cases = (code, heading) != ("NR364", "Bad")
    return found(blocks[0], blocks[1:], cases=has_cases)


def test_every_code_of_the_family_is_a_check_and_the_other_way_round() -> None:
    assert [code for code in CODES if code.startswith("NR3")] == LINTS


@pytest.mark.parametrize("code", LINTS)
def test_a_page_has_its_five_headings_in_order(code: str) -> None:
    assert tuple(sections(code)) == HEADINGS
    assert page(code).startswith(f"# {code} ")


@pytest.mark.parametrize("code", LINTS)
def test_the_bad_example_has_just_this_defect_in_its_place(code: str) -> None:
    assert example(code, "Bad") == [(code, PLACES[code])]


@pytest.mark.parametrize("code", LINTS)
def test_in_the_good_example_nothing_is_found(code: str) -> None:
    assert example(code, "Good") == []


@pytest.mark.parametrize("code", LINTS)
def test_a_page_is_written_in_short_sentences(code: str) -> None:
    words = _BLOCK.sub("", page(code))
    counts = [len(each.split()) for each in _sentences(words)]

    assert max(counts) <= _LONGEST + 4, "the words of a command count as one each"
    assert sum(counts) <= _MEAN * len(counts)


def _sentences(words: str) -> Iterator[str]:
    for paragraph in words.split("\n\n"):
        if not paragraph.startswith("#"):
            yield from re.split(r"(?<=[.?!:])\s+", paragraph.strip())


@pytest.mark.parametrize("code", LINTS)
def test_a_page_fits_a_console_in_plain_text(code: str) -> None:
    shown = plain(page(code)).splitlines()
    words = [line for line in shown if not line.startswith("    ")]

    assert max(map(len, words)) <= 80
    assert not [line for line in words if line.startswith(("#", "```"))]


def test_the_documentation_has_the_pages_of_the_package() -> None:
    written = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.md")}

    assert written == pages(), "run python -m tools.checks"
    assert INDEX.read_text("utf-8") == index(), "run python -m tools.checks"
