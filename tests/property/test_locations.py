"""The scanner of texts and `json` agree: on what is sound, and on what stands where."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.loading._text import read_text
from neglect_rules.locations import scan
from neglect_rules.placing import span_at
from neglect_rules.pointer import Pointer

pytestmark = pytest.mark.property

blanks = st.text(alphabet=" \t\r\n", max_size=3)
words = st.text(
    alphabet=st.characters(
        exclude_categories=["Cs", "Cc", "Cn"],
        exclude_characters="\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        "\u2066\u2067\u2068\u2069",
    ),
    max_size=6,
) | st.sampled_from(
    ['a "quoted" word', "\u201ccurly\u201d", "C:\\dir", "x\ny\tz", "a/b~c", "Zebra"]
)
numbers = (
    st.integers(-(10**15) + 1, 10**15 - 1)
    | st.decimals(-(10**8), 10**8, places=6, allow_nan=False)
    | st.just(Decimal("0.5"))
)
values = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4)
    ),
    max_leaves=12,
)
noise = (
    st.sampled_from("{}[],:\"\\;=#/*'`.-+%_ \t\r\n0159eEaunrtfN")
    | st.sampled_from("\u201c\u201d\u2019\u00a0\u200b\u2013\u202e\ufeff\uff11\u2026")
    | st.sampled_from("\ud800\uffff\x00\x7f\u0085")
    | st.sampled_from(["true", "null", "True", "NaN", "//", "1,5", " 000", "12345678"])
    | st.sampled_from(["\\u00", "\\ud83d", "\\ude00", '"a"', '"a":', '"a": 1,'])
)


@st.composite
def written(draw: st.DrawFn, value: Any) -> str:
    """Write a value with white space and backslashes wherever JSON permits them."""
    if isinstance(value, dict):
        entries = [
            f"{draw(written(key))}{draw(blanks)}:{draw(written(inner))}"
            for key, inner in value.items()
        ]
        text = f"{{{draw(blanks)}{','.join(entries)}}}"
    elif isinstance(value, list):
        text = f"[{draw(blanks)}{','.join(draw(written(inner)) for inner in value)}]"
    elif isinstance(value, Decimal):
        text = format(value, "f")
    else:
        text = json.dumps(value, ensure_ascii=draw(st.booleans()))
    return f"{draw(blanks)}{text}{draw(blanks)}"


@st.composite
def documents(draw: st.DrawFn) -> tuple[Any, str]:
    value = draw(values)
    return value, draw(written(value))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Write a document, then delete, insert or replace a few stretches of it."""
    text = draw(documents())[1]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.integers(0, 3)))
        text = text[:at] + draw(noise | st.just("")) + text[until:]
    return text


def everywhere(value: Any, at: Pointer) -> dict[Pointer, Any]:
    found = {at: value}
    if isinstance(value, dict):
        for key, inner in value.items():
            found |= everywhere(inner, at / key)
    if isinstance(value, list):
        for index, inner in enumerate(value):
            found |= everywhere(inner, at / index)
    return found


def is_read(text: str) -> bool:
    """Return whether `json` with our hooks, and nothing else, accepts a text."""
    try:
        read_text(text, "x")
    except RulesetError:
        return False
    return True


@given(documents())
def test_every_value_stands_where_the_scanner_says(document: tuple[Any, str]) -> None:
    value, text = document
    wanted = everywhere(value, Pointer())

    found = scan(text, wanted)

    assert found.slips == ()
    assert set(found.places) == set(wanted)
    for pointer, inner in wanted.items():
        start, end = found.places[pointer].value
        assert read_text(text[start:end], "x").value == inner


@given(documents())
def test_every_key_stands_where_the_scanner_says(document: tuple[Any, str]) -> None:
    value, text = document
    wanted = everywhere(value, Pointer())

    for pointer, place in scan(text, wanted).places.items():
        is_in_object = pointer.parts and isinstance(
            Pointer(pointer.parts[:-1]).resolve(value), dict
        )

        assert (place.key is not None) == bool(is_in_object)
        if place.key:
            assert json.loads(text[slice(*place.key)]) == pointer.parts[-1]


@given(damaged() | st.lists(noise, max_size=12).map("".join))
@example("-0")
@example("[1234567890123456]")
@example("[123456789.1234567]")
@example("[0.1234567]")
@example("[0.000000]")
@example('{"a": 1, "a": 2}')
@example("[1,]")
@example('"\\ud83d\\ude00"')
@example('"\\ud83d"')
@example('{"a":1,5:2}')
@example('["a" "b"]')
@example('{"a": 1, "\\u0061": 2}')
def test_a_text_has_a_slip_exactly_when_it_is_not_read(text: str) -> None:
    assert (scan(text).slips == ()) == is_read_by_json(text)
    assert (scan(text).slips == ()) == is_read(text)


def is_read_by_json(text: str) -> bool:
    """Return the same from first principles: the standard library, then our limits."""
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: {"\0": pairs},
            parse_int=lambda written: {"number": written},
            parse_float=lambda written: {"number": written},
            parse_constant=lambda _: {"number": "e"},
        )
    except json.JSONDecodeError:
        return False
    return is_within_limits(value)


def is_within_limits(value: Any) -> bool:
    match value:
        case {"number": str(number)}:
            whole, _, part = number.partition(".")
            digits = (whole + part).lstrip("-0")
            return "e" not in number.lower() and len(digits) < 16 and len(part) < 7
        case {"\0": pairs}:
            keys = [key for key, _ in pairs]
            return len(keys) == len(set(keys)) and all(
                is_within_limits(key) and is_within_limits(inner)
                for key, inner in pairs
            )
        case list():
            return all(map(is_within_limits, value))
        case str():
            return not any(map(is_refused, value))
        case _:
            return True


def is_refused(character: str) -> bool:
    code = ord(character)
    return character not in "\t\n" and (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code
        in {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
        or 0xFDD0 <= code < 0xFDF0
        or code & 0xFFFE == 0xFFFE
    )


@given(damaged())
def test_every_slip_stands_in_the_text_in_order(text: str) -> None:
    slips = scan(text).slips

    assert all(0 <= slip.start <= slip.end <= len(text) + 1 for slip in slips)
    assert [slip.start for slip in slips] == sorted(slip.start for slip in slips)


@given(damaged())
def test_no_word_of_a_refused_case_is_repeated(text: str) -> None:
    try:
        read_text(text, "case.json", CaseError)
    except CaseError as refused:
        for diagnostic in refused.diagnostics:
            assert diagnostic.line is None
            assert "Zebra" not in f"{diagnostic.message} {diagnostic.hint}"


@given(st.text(alphabet="ab\r\n", max_size=20), st.integers(0, 20))
def test_lines_and_columns_lead_back_to_the_offset(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    span = span_at(text, offset, offset + 1)

    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
    assert starts[span.line - 1] + span.column - 1 == offset
