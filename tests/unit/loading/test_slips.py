"""Slips that Word, Excel, Notepad and chat windows make, and the words for them.

`slips/approved.txt` holds what an author sees for every row of the table. After a
change on purpose, `NEGLECT_RULES_APPROVE=1 pytest tests/unit/loading/test_slips.py`
writes it anew; read the difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from neglect_rules.errors import CaseError, DocumentError, RulesetError
from neglect_rules.loading._show import show_text
from neglect_rules.loading._slips import chosen
from neglect_rules.loading._text import read_text
from neglect_rules.loading._words import WORDS
from neglect_rules.locations import Slip, SlipKind, scan
from neglect_rules.pointer import Pointer
from tests.unit.loading.slip_table import SLIPS

APPROVED = Path(__file__).parent / "slips" / "approved.txt"
rows = pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=name) for name, text, expected in SLIPS],
)


def refusal(text: str, error: type[DocumentError]) -> DocumentError:
    with pytest.raises(error) as caught:
        read_text(text, "rules.json", error)
    return caught.value


def rendered() -> str:
    parts = []
    for name, text, _ in SLIPS:
        shown = show_text(refusal(text, RulesetError).diagnostics)
        parts.append(f"==== {name}\n{shown}\n")
    return "\n".join(parts)


@rows
def test_a_slip_is_told_once_with_its_code_and_place(
    text: str, expected: tuple[str, ...]
) -> None:
    found = refusal(text, RulesetError).diagnostics

    assert [f"{d.code} {d.span.line}:{d.span.column}" for d in found if d.span] == list(
        expected
    )
    assert all(d.hint and d.file == "rules.json" for d in found)


@rows
def test_a_slip_in_a_case_has_the_same_place_and_none_of_its_words(
    text: str, expected: tuple[str, ...]
) -> None:
    found = refusal(text, CaseError).diagnostics

    assert [f"{d.code} {d.span.line}:{d.span.column}" for d in found if d.span] == list(
        expected
    )
    for diagnostic in found:
        assert diagnostic.line is None
        for word in ("label", "chool", "weight", "child", "home", "rules"):
            assert word not in diagnostic.message


def test_what_an_author_sees_is_what_was_approved() -> None:
    if os.environ.get("NEGLECT_RULES_APPROVE"):
        APPROVED.write_text(rendered(), encoding="utf-8", newline="\n")

    assert rendered() == APPROVED.read_text(encoding="utf-8")


def test_the_table_has_a_row_for_every_kind_of_slip() -> None:
    found = {slip.kind for _, text, _ in SLIPS for slip in scan(text).slips}

    assert found == set(SlipKind)
    assert set(WORDS) == set(SlipKind)


def test_every_row_has_its_own_name() -> None:
    names = [name for name, _, _ in SLIPS]

    assert len(names) == len(set(names)) > 60


def test_words_for_slips_are_one_plain_sentence() -> None:
    forbidden = {"token", "parse", "unicode", "escape", "code point", "syntax", "json5"}
    for words in WORDS.values():
        for sentence in (words.message, words.hint):
            assert not sentence.endswith(".")
            assert not sentence[:1].isupper()
            assert not [word for word in forbidden if word in sentence.lower()]
            assert sentence.isascii()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '{"a": "the child\u2019s \u201cown\u201d bed"}', id="curly-inside"
        ),
        pytest.param('{\r\n\t"a": 1\r\n}\r\n', id="windows-lines-and-tabs"),
        pytest.param(
            '{"a": "x\\ny\\tz \\u00e9 \\/ \\\\ \\" \\ud83d\\ude00"}', id="backslashes"
        ),
        pytest.param(
            '{"a": "two\u00a0words // # \u2026 \u2013"}', id="typography-inside"
        ),
        pytest.param('{"a": "\\\\u202e"}', id="a-backslash-and-letters"),
        pytest.param('{"a": "x\\u000ay"}', id="line-feed-by-its-number"),
        pytest.param(
            "[0, -0, 0.000001, 123456789012345, 1234567.654321]", id="numbers"
        ),
    ],
)
def test_what_is_sound_is_read(text: str) -> None:
    assert read_text(text, "rules.json").text == text


def test_among_many_slips_none_of_another_kind_is_hidden() -> None:
    curly = ", ".join(f"\u201ca{n}\u201d" for n in range(30))
    found = refusal(f'[{curly}, True, "x" "y",]', RulesetError).diagnostics

    assert len(found) == 20
    assert [d.code for d in found][-3:] == ["NR012", "NR010", "NR010"]


def test_up_to_twenty_slips_of_one_kind_are_all_told() -> None:
    slips = [Slip(SlipKind.COMMENT, n, n + 1, Pointer()) for n in range(20)]

    assert chosen(slips) == tuple(slips)


@pytest.mark.parametrize(
    "noise",
    [
        "[:",
        "[@}",
        "\u201c ",
        '"a"x ',
        "- ",
        "// x\n",
        "[}",
        "{]",
        "a' ",
        ",",
        "```\n",
        "1 ",
    ],
)
def test_a_very_broken_text_ends_with_at_most_twenty_diagnostics(noise: str) -> None:
    assert 1 <= len(refusal(f"[{noise * 500}", RulesetError).diagnostics) <= 20


def test_where_the_structure_of_a_case_is_sound_its_pointers_are_given() -> None:
    found = refusal('{"answers": {"A": 1e3, "B": 1e4}}', CaseError).diagnostics

    assert [str(d.at) for d in found] == ["/answers/A", "/answers/B"]
    assert found[0].message == "a number is written with an exponent"


def test_where_the_structure_of_a_case_is_broken_no_pointer_is_given() -> None:
    found = refusal('{"answers": {Jo: 1}}', CaseError).diagnostics

    assert [str(d.at) for d in found] == [""]
    assert found[0].message == "a key has no quotation marks"
