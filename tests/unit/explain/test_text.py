"""Pages as text."""

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
    text_of,
)
from neglect_rules.explain import _amounts as in_english
from neglect_rules.explain._amounts import apart, sentence
from neglect_rules.explain._phrases import english
from neglect_rules.explain._said import (
    age,
    extent,
    listed,
    moment,
    number,
    share,
)

EN = english()


def shown(*blocks: Block) -> str:
    """Return blocks as text."""
    return text_of(Page((Section(None, blocks),)))


def test_a_title_is_underlined_and_sections_stand_apart() -> None:
    page = Page((Section("One", (Line("a"),)), Section("Two", (Line("b"),))))

    assert text_of(page) == "One\n---\na\n\nTwo\n---\nb\n"


def test_a_bullet_hangs() -> None:
    text = shown(Bullet("word " * 20, 1))

    assert [line[:4] for line in text.splitlines()] == ["  - ", "    "]


def test_names_and_what_they_come_to_are_aligned() -> None:
    text = shown(Pairs((("Level", ("High", "Settled.")), ("A longer name", ("Low",)))))

    assert text.splitlines() == [
        "Level           High",
        "                Settled.",
        "A longer name   Low",
    ]


def test_numbers_stand_to_the_right_on_the_last_line_of_a_long_name() -> None:
    text = shown(Table(("", "Points"), (("word " * 20, "4"), ("short", "12"))))

    assert {len(line) for line in text.splitlines() if line[-1].isdigit()} == {80}


def test_cells_too_wide_for_columns_stand_below_each_other() -> None:
    wide = "0.000001 to 0.000002"
    head = ("", "Points", "Counted", "Comes to")
    text = shown(Table(head, (("A domain", wide, wide, wide),)))

    assert text.splitlines()[:2] == ["A domain", f"    Points {wide}"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(number(EN, "7/3"), "about 2.33", id="no-decimal-is-exact"),
        pytest.param(number(EN, "-0.50"), "-0.5", id="exact"),
        pytest.param(extent(EN, ["2", None]), "2 or more", id="no-limit"),
        pytest.param(extent(EN, ["1", "4"]), "1 to 4", id="a-range"),
        pytest.param(share(EN, "0.75"), "75%", id="a-share"),
        pytest.param(age(EN, -1), "not yet born", id="unborn"),
        pytest.param(age(EN, 23), "23 months", id="a-baby-in-months"),
        pytest.param(age(EN, 25), "2 years 1 month", id="a-toddler"),
        pytest.param(listed(EN, ["a", "b", "c"], "or"), "a, b or c", id="a-list"),
        pytest.param(listed(EN, []), "", id="an-empty-list"),
        pytest.param(apart("Some, not steady"), '"Some, not steady"', id="a-comma"),
        pytest.param(sentence("seen. "), "Seen. .", id="only-a-full-stop-ends-it"),
        pytest.param(
            moment(EN, "2026-05-12T10:00:00+01:00", "Europe/London"),
            "12 May 2026 at 10:00 (Europe/London, +01:00)",
            id="a-moment-in-a-named-zone",
        ),
    ],
)
def test_amounts_are_said_as_people_say_them(said: str, words: str) -> None:
    assert said == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(in_english.number("7/3"), "about 2.33", id="a-number"),
        pytest.param(in_english.share("0.75"), "75%", id="a-share"),
        pytest.param(in_english.day("2026-05-08"), "8 May 2026", id="a-day"),
        pytest.param(in_english.listed(["a", "b"]), "a and b", id="a-list"),
        pytest.param(in_english.plural(2, "answer"), "2 answers", id="a-plural"),
    ],
)
def test_a_text_in_english_alone_names_no_language(said: str, words: str) -> None:
    assert said == words
