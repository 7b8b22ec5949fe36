"""Diagnostics placed in a text, and shown to people and to machines."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from neglect_rules.diagnostics import Diagnostic, Severity, Span
from neglect_rules.loading._show import show_github, show_json, show_text
from neglect_rules.loading._text import Document, from_values, read_text
from neglect_rules.loading._visible import quoted, visible
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer

TEXT = """{
  "label": "School",
  "domains": [
    {"id": "SUP", "weigth": 2}
  ]
}
"""


def document() -> Document:
    return read_text(TEXT, "rules.json")


def a_diagnostic(code: str = "NR103", at: str = "", message: str = "m") -> Diagnostic:
    return Diagnostic(code, message, Pointer.parse(at))


@pytest.mark.parametrize(
    ("code", "at", "span"),
    [
        pytest.param("NR103", "/label", Span(2, 12, 20), id="a-value"),
        pytest.param("NR103", "/domains", Span(3, 14, 15), id="a-list-at-its-bracket"),
        pytest.param("NR101", "/domains/0", Span(4, 5, 6), id="an-object-lacks-a-key"),
        pytest.param("NR101", "/domains/0/weight", Span(4, 5, 6), id="the-lacking-key"),
        pytest.param(
            "NR102", "/domains/0/weigth", Span(4, 19, 27), id="an-unknown-key"
        ),
        pytest.param("NR108", "/domains/0/id", Span(4, 6, 10), id="not-yet-judged"),
        pytest.param("NR108", "/domains/0", Span(4, 5, 6), id="no-key-in-a-list"),
        pytest.param("NR102", "/domains/x/y", Span(3, 14, 15), id="far-from-anything"),
        pytest.param("NR103", "", Span(1, 1, 2), id="the-document"),
    ],
)
def test_a_diagnostic_is_placed_where_it_is_best_seen(
    code: str, at: str, span: Span
) -> None:
    (found,) = located([a_diagnostic(code, at)], document(), with_lines=True)

    assert (found.span, found.file) == (span, "rules.json")
    assert found.line == TEXT.splitlines()[span.line - 1]


def test_no_line_of_a_case_is_kept() -> None:
    (found,) = located([a_diagnostic(at="/label")], document(), with_lines=False)

    assert (found.span, found.line) == (Span(2, 12, 20), None)


def test_diagnostics_come_in_the_order_of_the_text() -> None:
    given = [
        a_diagnostic("NR201", "/domains/0/id"),
        a_diagnostic("NR104", "/domains/0/id"),
        a_diagnostic("NR103", "/label"),
        evolve(a_diagnostic("NR001"), span=Span(9, 9, 10)),
    ]

    found = located(given, document(), with_lines=True)

    assert [d.code for d in found] == ["NR103", "NR104", "NR201", "NR001"]
    assert found[-1].span == Span(9, 9, 10)


def test_values_without_a_text_have_a_file_only() -> None:
    values = from_values({"b": 1, "a": 2}, "form")

    found = located(
        [a_diagnostic(at="/b"), a_diagnostic(at="/a")], values, with_lines=True
    )

    assert [(str(d.at), d.span, d.file) for d in found] == [
        ("/a", None, "form"),
        ("/b", None, "form"),
    ]
    assert located([], document(), with_lines=True) == ()


def test_text_shows_place_line_caret_and_hint() -> None:
    given = Diagnostic(
        "NR201", "unknown indicator `SUP22`", hint="did you mean `SUP2`?",
        at=Pointer.parse("/domains/0/id"),
    )  # fmt: skip

    shown = show_text(located([given, given], document(), with_lines=True))

    one = (
        "rules.json:4:12 error NR201 unknown indicator `SUP22`\n"
        '        {"id": "SUP", "weigth": 2}\n'
        "               ^^^^^\n"
        "  hint: did you mean `SUP2`?"
    )
    assert shown == f"{one}\n\n{one}"


def test_text_without_a_line_shows_the_pointer() -> None:
    given = evolve(a_diagnostic(at="/a"), severity=Severity.WARNING)

    assert show_text([given]) == "/a warning NR103 m"
    assert show_text([evolve(given, file="f")]) == "f /a warning NR103 m"
    assert show_text([a_diagnostic()]) == "error NR103 m"
    assert show_text([evolve(given, file="f", span=Span(3, 4, 5))]) == (
        "f:3:4 warning NR103 m"
    )
    assert show_text([]) == ""


def caret(line: str, span: Span, width: int = 40) -> list[str]:
    given = evolve(a_diagnostic(), line=line, span=span)
    return show_text([given], width).split("\n")[1:]


@pytest.mark.parametrize(
    ("line", "span", "shown", "under"),
    [
        pytest.param(
            "0123456789" * 10, Span(1, 51, 53),
            "    ...567890123456789012345678901234...",
            "                      ^^",
            id="the-middle",
        ),
        pytest.param(
            "0123456789" * 10, Span(1, 1, 90),
            "    012345678901234567890123456789...",
            "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            id="the-start-and-all",
        ),
        pytest.param(
            "0123456789" * 10, Span(1, 101, 102),
            "    ...567890123456789",
            "                      ^",
            id="after-the-end",
        ),
        pytest.param("\ta\tb", Span(1, 4, 5), "     a b", "       ^", id="tabs"),
        pytest.param(
            "a\u202eb", Span(1, 2, 3), "    a<U+202E>b", "     ^^^^^^^^", id="hidden"
        ),
        pytest.param(
            "\u5b66\u6821x", Span(1, 3, 4), "    \u5b66\u6821x", "        ^", id="wide"
        ),
        pytest.param(
            "e\u0301x", Span(1, 3, 4), "    e\u0301x", "     ^", id="combining"
        ),
        pytest.param(
            "\u00a0" * 20 + "x", Span(1, 21, 22),
            "    ...<U+00A0>x",
            "               ^",
            id="hidden-ones-take-room",
        ),
    ],
)  # fmt: skip
def test_a_caret_stands_under_its_place(
    line: str, span: Span, shown: str, under: str
) -> None:
    assert caret(line, span) == [shown, under]


def test_an_empty_line_is_not_shown() -> None:
    assert caret("", Span(1, 1, 2)) == []


def test_a_very_narrow_width_still_shows_something() -> None:
    assert caret("0123456789" * 10, Span(1, 1, 2), 1)[0] == "    01234567890123..."


def test_json_is_for_machines() -> None:
    given = evolve(
        a_diagnostic(at="/label", message="`\u00e9`"), file="a.json", hint="h"
    )

    placed = evolve(given, span=Span(2, 3, 4))

    assert json.loads(show_json([given, placed])) == [
        {
            "code": "NR103", "severity": "error", "message": "`\u00e9`",
            "file": "a.json", "line": line, "column": column, "at": "/label",
            "hint": "h",
        }
        for line, column in ((None, None), (2, 3))
    ]  # fmt: skip
    assert show_json([given]).isascii()


def test_annotations_escape_what_github_reads() -> None:
    given = evolve(
        a_diagnostic(message="50% of `a:b,c`"), file="r,s:t.json", span=Span(2, 3, 4)
    )

    assert show_github([given]) == (
        "::error file=r%2Cs%3At.json,line=2,col=3,title=NR103::50%25 of `a:b,c`"
    )


def test_annotations_hold_warnings_and_hints_on_one_line() -> None:
    given = evolve(a_diagnostic(), severity=Severity.WARNING, hint="do\nit")

    assert (
        show_github([given, given]).split("\n")
        == ["::warning title=NR103::m%0Ahint: do<U+000A>it"] * 2
    )


def test_hidden_characters_are_made_visible() -> None:
    assert visible("a\u200b\u2028\ue000\ud800\n\x7f\u00e9") == (
        "a<U+200B><U+2028><U+E000><U+D800><U+000A><U+007F>\u00e9"
    )


def test_words_are_quoted_on_one_line_and_cut() -> None:
    assert quoted("a\nb") == "`a`"
    assert quoted("\n") == "``"
    assert quoted("") == "``"
    assert quoted("x" * 41) == f"`{'x' * 37}...`"
