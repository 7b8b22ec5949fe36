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
from neglect_rules.explain._amounts import (
    age,
    apart,
    extent,
    listed,
    moment,
    number,
    sentence,
    share,
)


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
        pytest.param(number("7/3"), "about 2.33", id="no-decimal-is-exact"),
        pytest.param(number("-0.50"), "-0.5", id="exact"),
        pytest.param(extent(["2", None]), "2 or more", id="no-limit"),
        pytest.param(extent(["1", "4"]), "1 to 4", id="a-range"),
        pytest.param(share("0.75"), "75%", id="a-share"),
        pytest.param(age(-1), "not yet born", id="unborn"),
        pytest.param(age(23), "23 months", id="a-baby-in-months"),
        pytest.param(age(25), "2 years 1 month", id="a-toddler"),
        pytest.param(listed(["a", "b", "c"], "or"), "a, b or c", id="a-list"),
        pytest.param(listed([]), "", id="an-empty-list"),
        pytest.param(apart("Some, not steady"), '"Some, not steady"', id="a-comma"),
        pytest.param(sentence("seen. "), "Seen. .", id="only-a-full-stop-ends-it"),
        pytest.param(
            moment("2026-05-12T10:00:00+01:00", "Europe/London"),
            "12 May 2026 at 10:00 (Europe/London, +01:00)",
            id="a-moment-in-a-named-zone",
        ),
    ],
)
def test_amounts_are_said_as_people_say_them(said: str, words: str) -> None:
    assert said == words
