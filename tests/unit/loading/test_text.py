"""From bytes, text or Python values to a JSON value, within every limit."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum
from types import MappingProxyType
from typing import Any

import pytest

from neglect_rules.diagnostics import Diagnostic, Span
from neglect_rules.errors import AuditError, CaseError, DocumentError, RulesetError
from neglect_rules.loading._text import Document, from_values, read_text

MIB = 1024 * 1024


def only(data: bytes | str, error: type[DocumentError] = RulesetError) -> Diagnostic:
    with pytest.raises(error) as caught:
        read_text(data, "rules.json", error)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.file == "rules.json"
    return diagnostic


def refusals(value: Any) -> list[tuple[str, str]]:
    with pytest.raises(CaseError) as caught:
        from_values(value, "<values>", CaseError)
    assert all(
        d.file == "<values>" and d.span is None for d in caught.value.diagnostics
    )
    return [(d.code, str(d.at)) for d in caught.value.diagnostics]


# Text


def test_numbers_are_read_exactly() -> None:
    value = read_text("[1, -0, 1.50, -0.0, 123456789012345, 0.000001]", "x").value

    assert [str(number) for number in value] == [
        "1", "0", "1.50", "0", "123456789012345", "0.000001",
    ]  # fmt: skip
    assert [type(number) for number in value[:3]] == [int, int, Decimal]


def test_bytes_and_text_give_the_same_document() -> None:
    text = '{"label": "caf\u00e9"}'

    assert read_text(text.encode(), "x") == read_text(text, "x")


def test_a_document_shows_its_name_and_none_of_its_content() -> None:
    document = read_text('{"answer": "severe"}', "case.json")

    assert repr(document) == "Document(name='case.json')"
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        pytest.param(b"\xef\xbb\xbf{}", "NR002", "byte order mark", id="bom"),
        pytest.param("\ufeff{}", "NR002", "byte order mark", id="bom-in-text"),
        pytest.param("{}".encode("utf-16"), "NR002", "UTF-16", id="utf-16"),
        pytest.param(
            "{}".encode("utf-16-be"), "NR002", "UTF-16", id="utf-16-be-no-bom"
        ),
        pytest.param(
            "{}".encode("utf-16-le"), "NR002", "UTF-16", id="utf-16-le-no-bom"
        ),
        pytest.param("{}".encode("utf-32"), "NR002", "UTF-32", id="utf-32"),
        pytest.param("{}".encode("utf-32-le"), "NR002", "UTF-32", id="utf-32-no-bom"),
        pytest.param(b"PK\x03\x04\x14\x00", "NR002", "Word, Excel or zip", id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", "NR002", "Word or Excel", id="doc"),
        pytest.param(b"%PDF-1.7\n", "NR002", "PDF", id="pdf"),
        pytest.param(b"\x1f\x8b\x08\x00", "NR002", "compressed", id="gzip"),
        pytest.param(rb"{\rtf1\ansi {}}", "NR001", "RTF", id="rtf"),
        pytest.param(b"\n<!DOCTYPE html>", "NR001", "HTML", id="html"),
        pytest.param("<p>{}</p>", "NR001", "HTML", id="html-in-text"),
    ],
)
def test_a_file_of_another_kind_is_named(
    data: bytes | str, code: str, words: str
) -> None:
    found = only(data)

    assert (found.code, found.span) == (code, Span(1, 1, 2))
    assert words in found.message
    assert found.hint


def test_an_older_encoding_is_told_with_its_place_and_its_line() -> None:
    found = only('{\n  "label": "caf\u00e9 \u201cx\u201d"\n}'.encode("cp1252"))

    assert (found.code, found.span) == ("NR002", Span(2, 16, 17))
    assert found.message.startswith("`\u00e9` is written in an older encoding")
    assert found.line == '  "label": "caf\u00e9 \u201cx\u201d"'


def test_an_older_encoding_in_a_case_shows_none_of_it() -> None:
    found = only('{"A": "caf\u00e9"}'.encode("cp1252"), CaseError)

    assert (found.code, found.span, found.line) == ("NR002", Span(1, 11, 12), None)
    assert found.message.startswith("a character is written in an older encoding")
    assert only(b"PK\x03\x04", AuditError).line is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b" " * (8 * MIB + 1), id="bytes"),
        pytest.param(b"[" * (100 * MIB), id="a-hundred-mebibytes"),
        pytest.param(" " * (8 * MIB + 1), id="text"),
        pytest.param("\u20ac" * (3 * MIB), id="text-that-is-longer-in-bytes"),
    ],
)
def test_a_document_over_eight_mebibytes_is_refused(data: bytes | str) -> None:
    assert only(data).code == "NR003"


def test_a_document_of_eight_mebibytes_is_read() -> None:
    text = f'["{"x" * (8 * MIB - 4)}"]'

    assert len(read_text(text, "x").value[0]) == 8 * MIB - 4


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a": "[[[",\n"b":'])
def test_nesting_over_sixty_four_is_refused_where_it_begins(opening: str) -> None:
    found = only(opening * 10_000)

    assert found.code == "NR004"
    assert found.span
    assert found.span.line == (33 if "\n" in opening else 1)


def test_nesting_of_sixty_four_is_read() -> None:
    text = f"{'[' * 64}{']' * 64}"

    assert read_text(text, "x").text == text
    assert only(f"[{text}]").span == Span(1, 65, 66)


def test_brackets_in_texts_do_not_nest() -> None:
    assert read_text(f'["{"[" * 100}"]', "x").value == ["[" * 100]


def test_more_values_than_the_limit_are_refused() -> None:
    assert only(f"[{'1,' * 200_000}1]").code == "NR003"


def test_exactly_as_many_values_as_the_limit_are_read() -> None:
    assert len(read_text(f"[{'1,' * 199_998}1]", "x").value) == 199_999


def test_an_error_of_a_refused_document_can_be_pickled() -> None:
    with pytest.raises(RulesetError) as caught:
        read_text("[1,]", "x")

    again = pickle.loads(pickle.dumps(caught.value))
    assert again.diagnostics == caught.value.diagnostics


# Python values


class Grade(str, Enum):  # noqa: UP042 - not the same as StrEnum: str() differs
    """A text as some web frameworks hold it."""

    SOME = "some"


class Count(IntEnum):
    """A number as some applications hold it."""

    TWO = 2


def test_values_are_copied_as_json_values() -> None:
    given = {"a": [1, True, None, (Decimal("1.500000000"), "x\ny")], "b": {}}

    document = from_values(given, "form")

    assert document == Document(
        value={"a": [1, True, None, [Decimal("1.5"), "x\ny"]], "b": {}},
        text=None,
        name="form",
    )
    given["a"] = []
    assert document.value["a"] != []


def test_kinds_of_text_number_and_mapping_become_the_plain_ones() -> None:
    given: Mapping[str, Any] = MappingProxyType({Grade.SOME: [Grade.SOME, Count.TWO]})

    value = from_values(given, "form").value

    assert value == {"some": ["some", 2]}
    assert [type(inner) for inner in value["some"]] == [str, int]
    assert [type(key) for key in value] == [str]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param(0.5, "NR006", id="float"),
        pytest.param(float("nan"), "NR006", id="nan"),
        pytest.param(10**15, "NR006", id="sixteen-digits"),
        pytest.param(-(10**400), "NR006", id="very-many-digits"),
        pytest.param(Decimal("NaN"), "NR006", id="decimal-nan"),
        pytest.param(Decimal("1e15"), "NR006", id="decimal-too-long"),
        pytest.param(Decimal("1e999999"), "NR006", id="decimal-huge"),
        pytest.param(Decimal("1e-999999"), "NR006", id="decimal-tiny"),
        pytest.param(Decimal("0.1234567"), "NR006", id="decimal-too-fine"),
        pytest.param(Decimal("1234567890.123456"), "NR006", id="decimal-digits"),
        pytest.param(date(2026, 3, 2), "NR103", id="date"),
        pytest.param(b"x", "NR103", id="bytes"),
        pytest.param({1}, "NR103", id="set"),
        pytest.param("a\u202eb", "NR007", id="direction"),
        pytest.param("a\ud800b", "NR007", id="half-an-emoji"),
        pytest.param("a\rb", "NR007", id="control"),
    ],
)
def test_what_json_cannot_hold_is_refused_where_it_stands(
    value: object, code: str
) -> None:
    assert refusals({"answers": [1, value]}) == [(code, "/answers/1")]


@pytest.mark.parametrize("value", [Decimal(0), Decimal("0e-99"), Decimal("-0.0")])
def test_every_zero_is_zero(value: Decimal) -> None:
    assert str(from_values(value, "x").value) == "0"


def test_whole_decimals_keep_their_value() -> None:
    assert from_values([Decimal("1e3"), Decimal(120)], "x").value == [1000, 120]


def test_keys_must_be_sound_texts() -> None:
    assert refusals({1: 2, "a\x00b": 3, "c": 0.1}) == [
        ("NR103", ""), ("NR007", ""), ("NR006", "/c"),
    ]  # fmt: skip


def test_all_refusals_are_told_up_to_twenty() -> None:
    assert len(refusals([0.1] * 30)) == 20


def test_values_that_nest_too_deep_or_in_a_circle_are_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)

    ((code, at),) = refusals(circle)

    assert (code, at) == ("NR004", "/0" * 64)


def test_values_of_sixty_four_levels_are_read() -> None:
    value: Any = 1
    for _ in range(64):
        value = [value]

    assert from_values(value, "x").value == value


def test_too_many_values_are_refused_at_once() -> None:
    assert refusals({"answers": [0] * 1_000_000, "b": 0.5}) == [("NR003", "")]


def test_too_much_text_is_refused() -> None:
    assert refusals(["x" * MIB] * 9) == [("NR003", "/8")]
