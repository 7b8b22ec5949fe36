"""What is put right in a text by one press."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest

from neglect_rules.studio._marks import Mark, marks
from neglect_rules.studio._opened import opened
from tests.unit.studio.asking import TEXT

# Its first sections, closed again: short enough to be read once for every comma.
PART: Final = TEXT[: TEXT.index('"parameters"')].rstrip(" ,\n") + "\n}\n"
_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|,')


def marked(text: str) -> list[Mark]:
    """Return what is marked in a text and can be put right."""
    return [each for each in marks(text, opened(text).found) if each.fix]


def mended(text: str, mark: Mark) -> str:
    """Return a text with what one press writes."""
    lines = text.split("\n")
    line = lines[mark.line - 1]
    lines[mark.line - 1] = line[: mark.column - 1] + mark.fix + line[mark.end - 1 :]
    return "\n".join(lines)


def test_every_comma_that_is_missing_is_put_back() -> None:
    commas = [each.start() for each in _PIECE.finditer(PART) if each[0] == ","]
    for at in commas:
        [mark] = marked(PART[:at] + PART[at + 1 :])

        assert mark.fix_said == "Put a comma here"
        assert mended(PART[:at] + PART[at + 1 :], mark) == PART
    assert len(commas) > 30


@pytest.mark.parametrize(
    ("opens", "closes"),
    ["\u201c\u201d", "\u201e\u201c", "\u2018\u2019", "\u00ab\u00bb", '\u201c"'],
    ids=["curly", "low", "single", "angled", "only-the-first"],
)
def test_every_text_in_other_quotation_marks_is_put_in_straight_ones(
    opens: str, closes: str
) -> None:
    texts = [each.span() for each in _PIECE.finditer(PART) if each[0] != ","]
    for start, end in texts[::3]:
        curly = f"{PART[:start]}{opens}{PART[start + 1 : end - 1]}{closes}{PART[end:]}"
        found = [each for each in marked(curly) if "straight" in each.fix_said]

        assert [mended(curly, each) for each in found[:1]] == [PART], PART[start:end]


def test_a_curly_mark_that_ends_a_text_is_put_straight() -> None:
    [mark] = marked('{"id": "a\u201d, "title": "b"}')

    assert mended('{"id": "a\u201d, "title": "b"}', mark) == '{"id": "a", "title": "b"}'


def test_a_wrong_mark_is_exchanged_for_a_comma() -> None:
    [mark] = marked('{"id": "a"; "title": "b"}')

    assert mended('{"id": "a"; "title": "b"}', mark) == '{"id": "a", "title": "b"}'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"id": 1,}', id="a-comma-too-many"),
        pytest.param('{"id": \u201csays "x"\u201d}', id="straight-marks-inside"),
        pytest.param('{"id": \u201csays \\"x\\"\u201d}', id="a-backslash-inside"),
    ],
)
def test_what_is_not_certain_is_left_to_the_author(text: str) -> None:
    assert [each for each in marked(text) if "straight" in each.fix_said] == []
    assert [each for each in marked(text) if "comma" in each.fix_said] == []


def test_what_was_put_right_is_what_json_reads() -> None:
    [mark] = marked('{"id": \u201cSUP2\u201d}')

    assert json.loads(mended('{"id": \u201cSUP2\u201d}', mark)) == {"id": "SUP2"}
