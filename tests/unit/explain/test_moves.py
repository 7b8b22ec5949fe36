"""Whom a change moves, on a page as well as in a paper."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import attrs
import pytest

from neglect_rules.analysis import Change, Edited, Finding, change, prove
from neglect_rules.explain import (
    Bullet,
    Line,
    Page,
    Pairs,
    Section,
    page_of_change,
    paper_html,
    paper_markdown,
    text_of,
)
from neglect_rules.explain._moves import share
from neglect_rules.explain._moves_near import tale
from neglect_rules.explain._paper_html import html_of
from tests.builders import a_program, a_threshold
from tests.unit.explain.test_explain import OUR_WORDS, flat, section
from tests.unit.explain.test_phrases import accented, english_in

DAY: Final = dt.date(2026, 11, 22)
HIGHER: Final = {"/thresholds/0/when/at_least": 2}
SOME: Final = {"indicator": "C", "at_least": "established"}
ALONE: Final = {"/event_kinds": {"seen": {"label": "Seen alone"}}}
BROKEN: Final = {
    "id": "P1",
    "whenever": SOME,
    "then": {"level": {"at_least": "high"}},
    "because": "So it was said.",
}
KEPT: Final = {**BROKEN, "id": "P2", "then": {"level": {"at_least": "low"}}}
PROMISES: Final = {"/promises": [BROKEN, KEPT]}
TAKEN: Final = {
    "from": "other.rules",
    "indicator": "A",
    "grades": {"much": "severe", "some": None},
    "highest": "severe",
    "because": "They know.",
}
CHILDREN: Final = {"kinds": ["child"], "age_months": {"from": 0, "before": 216}}

Changes = dict[str, Any]


def changed(after: Changes, before: Changes | None = None) -> Change:
    """Return what a change of a small ruleset does."""
    old = before or {}
    return change(a_program(old), a_program({**old, "/version": "2.0.0", **after}))


def told(found: Change) -> str:
    """Return the page of a change."""
    return text_of(page_of_change(found))


@cache
def higher() -> Change:
    """Return a change that raises some."""
    return changed(HIGHER, PROMISES)


@cache
def findings() -> tuple[Finding, ...]:
    """Return what is known of the small ruleset with a promise."""
    return prove(higher().new)


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        pytest.param(HIGHER, "Some cases go up, none go down.", id="up"),
        pytest.param(
            {"/thresholds/0/when/at_least": 4},
            "Some cases go down, none go up. Who goes down may get less help",
            id="down",
        ),
        pytest.param(
            {"/thresholds/0/when": SOME, "/domains/health/weight": 2},
            "Some cases go up, and some go down.",
            id="both",
        ),
        pytest.param(
            {"/outcomes/level/grades": ["none", "middle", "high"]},
            "Some cases come to a level that only one of the versions has.",
            id="a new level",
        ),
        pytest.param(
            {"/outcomes/level/grades": ["low", "some", "high"]}
            | {"/thresholds/0/reach/level": "some", "/guards/0/when": SOME},
            "Some cases go up, none go down. Some cases come to a level that only",
            id="a new level, some up",
        ),
        pytest.param(
            {"/accepts": [TAKEN]},
            "No recommended level moves in any form",
            id="answers that are taken in",
        ),
        pytest.param({"/title": "?"}, "This edit changes nothing", id="words"),
        pytest.param(
            {"/tasks": [{"id": "K1", "task": "Ask.", "when": SOME}]},
            "No recommended level moves in any form",
            id="a task",
        ),
        pytest.param(
            {"/reviews": [{"id": "V1", "within": {"days": 9}, "because": "."}]},
            "No recommended level moves in any form",
            id="a review",
        ),
    ],
)
def test_the_verdict_comes_first(after: Changes, verdict: str) -> None:
    first = flat(told(changed(after)).split("What changed")[0])

    assert verdict in first


def test_another_task_is_told_apart_from_another_level() -> None:
    task = {"id": "K1", "task": "Ask.", "when": SOME}
    grave = {**task, "when": {**SOME, "at_least": "severe"}}
    found = changed({"/tasks": [grave]}, {"/tasks": [task]})

    assert "What is asked or done next can be different." in flat(told(found))


def test_two_versions_that_are_the_same_are_said_to_be() -> None:
    same = change(a_program(), a_program())
    text = told(same)

    assert "The two versions are the same." in text
    assert "the number may stay as it is" in flat(text)


def test_a_search_is_not_told_as_a_proof() -> None:
    whole = attrs.evolve(higher().moves, known="searched", forms=2000)
    text = flat(told(attrs.evolve(higher(), moves=whole)))

    assert "This was not gone through to the end." in text
    assert "2,000 forms were filled in at random." in text
    assert "This made-up case was found by trying." in text


def test_a_search_that_finds_nobody_says_of_what() -> None:
    found = changed({"/title": "?"})
    whole = attrs.evolve(found.moves, known="searched")
    text = flat(told(attrs.evolve(found, moves=whole, same=None)))

    assert "None of them comes out at another level." in text


def test_a_table_says_how_many_of_a_level_move() -> None:
    row = 'Up: "Low" to "Middle"'
    text = section(told(higher()), "Who moves")
    told_of = next(line for line in text.splitlines() if line.startswith(row))

    assert re.search(r"[0-9,]+  about [0-9]+ in a hundred$", told_of)


def test_a_ladder_that_does_not_move_says_so() -> None:
    ladder = {"/outcomes/other": {"grades": ["no", "yes"]}}
    text = section(told(changed(HIGHER, ladder)), "Who moves")

    assert text.rstrip().endswith("Other\nNothing moves here.")


@pytest.mark.parametrize(
    ("count", "every", "words"),
    [
        pytest.param(3, 3, "all of them", id="all"),
        pytest.param(999, 1_000, "nearly all", id="nearly all"),
        pytest.param(1, 4, "about 25 in a hundred", id="hundred"),
        pytest.param(1, 400, "about 2 in a thousand", id="thousand"),
        pytest.param(1, 400_000, "about 2 in a million", id="million"),
        pytest.param(1, 400_000_000, "about 2 in a billion", id="billion"),
        pytest.param(1, 10**12, "fewer than one in a billion", id="less"),
    ],
)
def test_a_share_is_told_in_the_size_that_fits(
    count: int, every: int, words: str
) -> None:
    assert share(tale(higher()), count, every) == words


def test_a_story_tells_what_is_not_at_its_best() -> None:
    text = flat(section(told(higher()), "An example of who moves"))

    assert 'Level: up from "Low" to "Middle".' in text
    assert "It is about a newborn baby. - " in text
    assert "- S:" not in text
    assert text.endswith(
        "- N: 0 days Every other answer is the best, or the first on its list."
    )


def test_a_story_tells_numbers_and_counts() -> None:
    asks = {
        "all": [
            {"measure": {"number": "N"}, "at_least": 4},
            {"measure": {"events": "seen", "within": {"days": 9}}, "at_least": 2},
        ]
    }
    found = changed({"/thresholds/0/when": asks}, ALONE)
    text = flat(told(found))

    assert "- N: 4 days - Seen alone: 2 times" in text


@pytest.mark.parametrize(
    ("before", "words"),
    [
        pytest.param({}, "a newborn baby", id="newborn"),
        pytest.param(
            {"/subjects": {**CHILDREN, "age_months": {"from": 30, "before": 216}}},
            "a child of 2 years 6 months",
            id="child",
        ),
        pytest.param(
            {"/subjects": {"kinds": ["unborn"]}}, "an unborn baby", id="unborn"
        ),
        pytest.param({"/subjects": {"kinds": ["carer"]}}, "a carer of 0", id="carer"),
        pytest.param({"/subjects": {"kinds": ["person"]}}, "a person of", id="person"),
        pytest.param(
            {"/subjects": {"kinds": ["household"]}}, "a household", id="household"
        ),
    ],
)
def test_a_story_says_whom_it_is_about(before: Changes, words: str) -> None:
    assert f"It is about {words}" in flat(told(changed(HIGHER, before)))


def test_a_story_of_many_answers_is_cut_short() -> None:
    sign = {"scale": "care", "domain": "health"}
    more = {f"/indicators/Q{n}": {**sign, "label": f"Q{n}"} for n in range(14)}
    asks = {"every": {"from": "all", "graded": {"at_least": "emerging"}}}
    grave = {"indicator": "A", "at_least": "severe"}
    old = {"/thresholds/0/when": grave, **more}
    found = changed({"/thresholds/0/when": asks}, old)
    text = flat(told(found))

    assert re.search(r"- and \d more", text)


def test_a_question_that_is_gone_is_told_in_the_old_words() -> None:
    before = {"/thresholds/-": a_threshold({"indicator": "D", "at_least": "severe"})}
    asked = {"/indicators/D": {"scale": "care", "label": "Gone", "may_not_apply": True}}
    old = a_program({**asked, **before})
    found = change(old, a_program({"/version": "2.0.0"}))

    assert "- Gone: Severe" in flat(told(found))


def test_an_answer_that_does_not_apply_is_told() -> None:
    asked = {"/indicators/C/may_not_apply": True}
    found = changed({"/indicators/C/not_applicable_points": 9}, asked)

    assert "- C: does not apply" in flat(told(found))


def test_every_answer_at_its_best_is_said_to_be() -> None:
    found = changed({"/thresholds/0/when/at_least": 0}, {"/indicators/N": ...})

    assert "Every answer is the best, or the first on its list." in flat(told(found))


def test_what_was_not_compared_is_named() -> None:
    after = {
        "/outcomes/fresh": {"grades": ["no", "yes"], "label": "Fresh"},
        "/indicators/A/permits": ["met", "severe"],
        "/subjects": CHILDREN,
        "/open_answers": {"recommend": "person"},
    }
    before = {"/outcomes/gone": {"grades": ["no", "yes"], "label": "Gone"}}
    found = change(a_program(before), a_program({"/version": "2.0.0", **after}))
    text = flat(section(told(found), "What was not compared"))

    assert "Answers that only one of the versions permits, to: A." in text
    assert "Levels that only the old version gives: Gone." in text
    assert "Levels that only the new version gives: Fresh." in text
    assert "Those whom only one of the versions is for." in text
    assert "deal with open answers in different ways" in text


def test_a_long_list_of_what_was_not_compared_is_cut_short() -> None:
    ids = (*"ABCSXN", "E1", "worked_out")
    kinds = {"/event_kinds": {"E1": {"label": "Seen alone"}}}
    found = changed(HIGHER, kinds)
    whole = attrs.evolve(found.moves, over_time=ids, left_out=ids[-2:])
    text = flat(told(attrs.evolve(found, moves=whole)))

    assert "A; B; C; S; X; N; and 2 more." in text
    assert "to: Seen alone; worked out." in text


def test_what_single_edits_do_is_told_where_there_are_several() -> None:
    several = {**HIGHER, "/domains/health/weight": 2, "/guards/0/because": "."}
    text = flat(told(changed(several)))
    single = flat(told(higher()))

    assert text.count("By itself this raises some cases and lowers none.") == 2
    assert "By itself" not in single


def test_a_version_that_is_too_small_is_said_to_be() -> None:
    small = flat(told(change(a_program(), a_program({"/version": "1.0.1", **HIGHER}))))
    other = change(a_program(), a_program({"/id": "test.other", **HIGHER}))
    form = flat(told(changed({"/indicators/S": ...})))

    assert "The new version is 1.0.1. That is not enough." in small
    assert "These are two different rulesets." in flat(told(other))
    assert "What may be answered, or what can come out, is not the same." in form


def paper(found: Change, known: tuple[Finding, ...] = ()) -> str:
    """Return the paper of a change as Markdown."""
    return paper_markdown(found, known or findings(), DAY)


def test_a_paper_says_for_which_meeting_on_which_day_and_what() -> None:
    text = flat(paper(higher()))

    assert text.startswith("# Paper for the meeting: Small, from 1.0.0 to 2.0.0 ")
    assert "It was made on 22 November 2026." in text


def test_a_paper_gives_the_reason_of_what_changed() -> None:
    after = {
        **HIGHER,
        "/thresholds/-": a_threshold(SOME, label="Two", because="They said so."),
        "/thresholds/0/because": "It adds up.",
        "/guards": [],
        "/indicators/X/core": True,
    }
    text = paper(changed(after, PROMISES))
    none = paper(changed({"/title": "?"}, PROMISES))

    assert "- Two: They said so." in text
    assert "- It adds up." in text
    assert "- X: no reason is written down. Write one before the meeting." in text
    assert "- One critical sign is enough: no reason is written down." in text
    assert "No change of a rule, a number or a question needs a reason." in none


def test_a_paper_says_which_promises_are_kept() -> None:
    text = paper(higher())

    assert "A worse answer never lowers a recommended level. This is proved" in text
    assert '- Promise "So it was said". It is kept, whatever is answered.' in text
    assert '- Promise "So it was said". It is not kept.' in text
    assert "- This promise is not kept: So it was said." in text
    assert "Every recommended level can be reached." in text


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        pytest.param(
            {"claim": "worse_is_never_lower", "about": ("level",)},
            "This is not claimed of: Level. The authors declared an exception.",
            id="an exception",
        ),
        pytest.param(
            {"claim": "promise_is_kept", "about": ("T1",)},
            "Whether it is kept is not known.",
            id="a promise that was not looked at",
        ),
        pytest.param(
            {"claim": "promise_is_kept", "about": ("T1",), "known": "searched"}
            | {"tried": 7},
            "7 cases were tried, and all kept the promise. That is no proof.",
            id="a promise that was tried",
        ),
        pytest.param(
            {"claim": "level_can_be_reached", "about": ("level", "high")}
            | {"known": "refuted"},
            'No form that is filled in whole reaches "High" (Level).',
            id="a level that none reaches",
        ),
        pytest.param(
            {"claim": "rule_can_be_met", "about": ("T1",), "known": "searched"},
            "No case was found that meets this rule: It adds up.",
            id="a rule that none was found for",
        ),
    ],
)
def test_a_paper_says_what_is_not_shown(finding: Changes, words: str) -> None:
    known = (Finding(**{"known": "not_analysed", **finding}),)

    assert words in paper(higher(), known)


def test_a_paper_names_the_risks_of_the_comparison_itself() -> None:
    whole = attrs.evolve(higher().moves, known="searched")
    unseen = [Edited(each.edit, "not_analysed") for each in higher().edits]
    small = attrs.evolve(higher().numbering, enough=False)
    text = paper(
        attrs.evolve(higher(), moves=whole, edits=tuple(unseen), numbering=small)
    )

    assert "- Who moves was only tried" in text
    assert "- What each change does alone was not found out" in text
    assert "- The number of the new version is too small" in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name in {"src", "href", "onclick"}]
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_paper_as_a_web_page_closes_what_it_opens_and_loads_nothing() -> None:
    tags = _Tags()
    tags.feed(paper_html(higher(), findings(), DAY))

    assert tags.open == []
    assert {"main", "h1", "h2", "table", "ul", "style"} <= tags.seen
    assert not {"script", "link", "img"} & tags.seen


def test_an_authors_words_are_never_marks_of_a_web_page() -> None:
    evil = "<script>alert(1)</script>&"
    found = changed({**HIGHER, "/title": evil, "/thresholds/0/because": evil}, PROMISES)
    text = paper_html(found, findings(), DAY)

    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in text


def test_a_page_keeps_its_levels_as_a_web_page() -> None:
    blocks = (
        Bullet("a"),
        Bullet("b", 1),
        Line("c", 9, strong=True),
        Line(""),
        Pairs((("d", ("e", "f")),)),
        Bullet("g"),
    )
    sections = (Section("T", blocks), Section(None, ()))
    text = html_of(Page(sections), "T", "en-GB").replace("\n", "")

    assert (
        '<ul><li>a</li></ul><ul class="in1"><li>b</li></ul>'
        '<p class="in3"><strong>c</strong></p>'
        "<dl><dt>d</dt><dd>e</dd><dd>f</dd></dl><ul><li>g</li></ul></section></main>"
    ) in text


def test_no_word_of_ours_reaches_a_page_or_a_paper() -> None:
    texts = [told(higher()), paper(higher()), paper_html(higher(), findings(), DAY)]

    assert [OUR_WORDS.findall(text) for text in texts] == [[], [], []]


def test_all_that_is_said_of_a_change_can_be_said_in_another_language() -> None:
    page = page_of_change(higher(), phrases=accented())
    text = paper_markdown(higher(), findings(), DAY, phrases=accented())
    own = english_in(
        "Small It adds up Level Low Middle High A B C S X N Met So it was said"
    )
    own |= english_in("Emerging Established Severe T1 days")

    assert english_in(flat(text_of(page))) - own == set()
    assert english_in(text) - own == set()
