"""A diagram: every rule and level once, nothing overlaps, text stays in its box."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.report.handbook import Diagram, diagram, mermaid_of, sheets, svg_of
from neglect_rules.report.handbook._diagram import Box, Ladder
from neglect_rules.report.handbook._layout import BOLD, PAD, lay_out, wide, wrapped
from neglect_rules.report.handbook._mermaid import mermaid_words
from neglect_rules.report.handbook._seen import plain
from tests.builders import a_ruleset, a_threshold
from tests.unit.report.handbook.books import every_ruleset, program, rules_of
from tests.unit.report.handbook.test_html import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def a_diagram(text: str, levels: int = 3, rules: int = 5) -> Diagram:
    """Return a diagram of two ladders in which everything is called by one text."""
    places = [(ladder, step) for ladder in range(2) for step in range(levels)]
    boxes = tuple(
        Box(
            id=f"R{number}",
            kind=("threshold", "guard", "modifier", "easing")[number % 4],
            does="",
            text=text,
            gives=(places[number % len(places)], places[-1 - number % len(places)]),
            needs=(places[number * 2 % len(places)],),
            asks=(text,),
        )
        for number in range(rules)
    )
    ladder = Ladder(text, tuple(f"{text} {step}" for step in range(levels)))
    begins = ((places[0], places[levels]),)
    return Diagram(title=text, ladders=(ladder, ladder), boxes=boxes, begins=begins)


@every_ruleset
def test_every_rule_and_every_level_stands_in_it_once(name: str) -> None:
    ruleset, found = program(name).ruleset, diagram(program(name))
    laid = lay_out(found, 0)
    rules = rules_of(ruleset)
    levels = [
        (number, step)
        for number, outcome in enumerate(ruleset.outcomes.values())
        for step in range(len(outcome.grades))
    ]

    assert Counter(box.id for box, _ in laid.boxes) == Counter(r.id for r in rules)
    assert sorted(place for place, _ in laid.levels) == levels
    text = mermaid_of(found)
    for rule in rules:
        assert text.count(f'"{mermaid_words(rule.id)}. ') == 1


@every_ruleset
def test_a_rule_leads_where_the_ruleset_says(name: str) -> None:
    ruleset, found = program(name).ruleset, diagram(program(name))
    ids = [*ruleset.outcomes]
    gives = {
        box.id: {
            ids[o]: [*ruleset.outcomes.values()][o].grades[s] for o, s in box.gives
        }
        for box in found.boxes
    }
    wanted = {each.id: dict(each.reach) for each in ruleset.thresholds}
    wanted |= {each.id: dict(each.at_least) for each in ruleset.guards}
    wanted |= {each.id: dict(each.up_to) for each in ruleset.modifiers}
    wanted |= {each.id: dict(each.not_below) for each in ruleset.easings}

    assert gives == wanted


def test_what_a_rule_asks_of_levels_is_found_wherever_it_is_asked() -> None:
    named = {"outcome": "level", "at_least": "middle"}
    when = {
        "any": [
            {"all": [{"is": "named"}, {"indicator": "B", "at_least": "severe"}]},
            {"not": {"outcome": "level", "at_most": "low"}},
            {"at_least": 1, "of": [{"outcome": "level", "in": ["high"]}]},
        ]
    }
    changes = {
        "/outcomes/other": {"grades": ["none", "some"]},
        "/conditions": {"named": named},
        "/thresholds/-": a_threshold(when, reach={"other": "some"}),
    }
    found = diagram(link(load_ruleset(a_ruleset(changes))))
    box = next(each for each in found.boxes if each.id == "T9")

    assert box.gives == ((1, 1),)
    assert box.needs == ((0, 1), (0, 0), (0, 2))
    assert box.asks == (
        "Level: Middle or higher",
        "Not this: Level: Low",
        "Level: High",
    )


texts = st.text(max_size=60) | st.sampled_from(HOSTILE) | st.just("W" * 90)


@settings(max_examples=20)
@given(texts.map(plain), st.integers(1, 4), st.integers(0, 8))
def test_no_two_boxes_overlap_and_no_text_leaves_its_box(
    text: str, levels: int, rules: int
) -> None:
    laid = lay_out(a_diagram(text, levels, rules), 30)
    rects = [rect for _, rect in (*laid.levels, *laid.boxes)]

    for one, other in combinations(rects, 2):
        apart = one.right < other.x or other.right < one.x
        assert apart or one.bottom < other.y or other.bottom < one.y
    for rect in rects:
        assert rect.y >= 30
        assert rect.right < laid.width
        assert rect.bottom < laid.height
        assert len(rect.lines) * 15 + 2 * PAD <= rect.height
        for line in rect.lines:
            assert wide(line) * (BOLD if rect.strong else 1) <= rect.width - 2 * PAD


@settings(max_examples=60)
@given(texts.map(plain))
def test_nothing_of_a_text_is_lost_when_it_is_put_in_lines(text: str) -> None:
    lines = wrapped(text, 60)

    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(wide(line) <= 60 for line in lines)


def test_lines_end_at_levels_and_boxes_and_go_nowhere_else() -> None:
    laid = lay_out(diagram(program("example.neglect-screen@1.2.0")), 0)
    edges = {(r.x, r.y, r.right, r.bottom) for _, r in (*laid.levels, *laid.boxes)}

    for path in laid.paths:
        for x, y in (path.points[0], path.points[-1]):
            assert any(
                x in {left, right} and top <= y <= bottom
                for left, top, right, bottom in edges
            )


@pytest.mark.parametrize("text", HOSTILE)
def test_the_picture_is_xml_whatever_the_words_are(text: str) -> None:
    for drawn in (svg_of(clean(text)), *sheets(clean(text, rules=60))):
        root = ET.fromstring(drawn)
        tags = {each.tag.removeprefix(SVG) for each in root.iter()}

        assert tags == {
            *("svg", "title", "desc", "defs", "marker"),
            *("path", "rect", "polyline", "text"),
        }


def clean(text: str, rules: int = 5) -> Diagram:
    """Return a diagram made from a ruleset's words as `diagram` hands them on."""
    return a_diagram(plain(text), rules=rules)


@every_ruleset
def test_the_picture_has_a_title_and_says_all_in_words(name: str) -> None:
    found = diagram(program(name))
    root = ET.fromstring(svg_of(found))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("aria-labelledby") == "diagram-title diagram-desc"
    assert title is not None
    assert title.text == found.title
    assert desc is not None
    assert all(f"{box.id}. " in (desc.text or "") for box in found.boxes)


@every_ruleset
def test_it_needs_no_colour(name: str) -> None:
    root = ET.fromstring(svg_of(diagram(program(name))))
    paints = {each.get(key) for each in root.iter() for key in ("fill", "stroke")}

    assert paints == {None, "none", "#0b0c0c", "#ffffff"}


def test_what_is_too_high_for_a_page_is_drawn_ladder_by_ladder() -> None:
    short, long = a_diagram("word"), a_diagram("word", rules=40)
    ids = [ET.fromstring(each)[0].get("id") for each in sheets(long)]

    assert sheets(short) == (svg_of(short),)
    assert ids == ["diagram-1-title", "diagram-2-title"]


@pytest.mark.parametrize("text", HOSTILE)
def test_mermaid_reads_no_mark_in_an_authors_words(text: str) -> None:
    lines = mermaid_of(clean(text)).splitlines()
    plain = mermaid_of(clean("word")).splitlines()

    assert len(lines) == len(plain)
    for line in lines:
        assert line.count('"') in {0, 2}
        assert "<" not in line.replace("<-", "")


def test_the_picture_and_its_text_have_the_same_lines() -> None:
    found = diagram(program("example.neglect-screen@1.2.0"))
    laid, text = lay_out(found, 0), mermaid_of(found)
    counts = Counter(path.kind for path in laid.paths)

    assert counts["gives"] == text.count(" --> ")
    assert counts["needs"] == text.count("|looked at by|")
    assert counts["begins"] == text.count("|begins at|")
