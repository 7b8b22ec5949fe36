"""Pages as Markdown."""

from __future__ import annotations

import pytest

from neglect_rules.explain import (
    Block,
    Bullet,
    Line,
    Page,
    Pairs,
    Section,
    Table,
    markdown_of,
)
from neglect_rules.explain._markdown import escaped


def shown(*blocks: Block) -> str:
    """Return blocks as Markdown."""
    return markdown_of(Page((Section(None, blocks),)))


def test_a_title_is_a_heading_and_paragraphs_stand_apart() -> None:
    page = Page((Section("One", (Line("a"), Line(""), Line("b", strong=True))),))

    assert markdown_of(page) == "## One\n\na\n\n**b**\n"


def test_what_belongs_to_an_entry_stands_inside_it() -> None:
    text = shown(Bullet("a"), Line("b", 1), Bullet("c", 1), Line("d", 2), Bullet("e"))

    assert text == "- a\n\n  b\n\n  - c\n\n    d\n\n- e\n"


def test_a_line_that_stands_in_under_nothing_is_no_code() -> None:
    assert shown(Line("a", 2), Bullet("b", 3), Line("c", 4)) == "a\n\n- b\n\n  c\n"


def test_entries_that_stand_in_alike_are_one_list() -> None:
    text = shown(Line("a"), Bullet("b", 1), Bullet("c", 1), Line("d", 2), Line("e"))

    assert text == "a\n\n- b\n\n- c\n\n  d\n\ne\n"


def test_a_line_that_stands_as_far_in_as_an_entry_is_not_part_of_it() -> None:
    assert shown(Bullet("a", 1), Line("b", 1)) == "- a\n\nb\n"


def test_names_and_what_they_come_to_are_a_list() -> None:
    text = shown(Pairs((("Level", ("High", "Settled.")), ("Route", ("None",)))))

    assert text == "- **Level**: High\\\n  Settled.\n- **Route**: None\n"


def test_numbers_stand_in_a_table() -> None:
    text = shown(Table(("", "Points"), ((" a|b", "4"), ("c", "12"))))

    assert text == "|  | Points |\n| --- | ---: |\n| a\\|b | 4 |\n| c | 12 |\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("plain words, 3 of them.", "plain words, 3 of them.", id="plain"),
        pytest.param("a_b*c`d<e>&f~g", r"a\_b\*c\`d\<e\>\&f\~g", id="marks"),
        pytest.param("back\\slash", r"back\\slash", id="a-backslash"),
        pytest.param("2) two", r"2\) two", id="a-number-at-the-start"),
        pytest.param("2.5 points", "2.5 points", id="a-decimal"),
        pytest.param("- minus", r"\- minus", id="a-dash-at-the-start"),
        pytest.param("---", r"\---", id="a-rule"),
        pytest.param("##", r"\##", id="a-heading"),
        pytest.param("one\n# two", "one # two", id="a-line-break"),
        pytest.param("-1 point", "-1 point", id="a-negative-number"),
    ],
)
def test_what_markdown_would_read_as_a_mark_is_escaped(
    words: str, expected: str
) -> None:
    assert escaped(words) == expected
