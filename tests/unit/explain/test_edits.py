"""What changed from one ruleset to the next, in sentences."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.analysis import Edit, edits
from neglect_rules.analysis._edits_parts import SECTIONS, entries
from neglect_rules.explain import (
    Bullet,
    Line,
    Page,
    edit_group,
    edit_line,
    edits_section,
    text_of,
)
from neglect_rules.explain._phrases import english
from neglect_rules.loading import load_ruleset
from neglect_rules.model import Ruleset
from tests.builders import a_ruleset, a_threshold, put
from tests.unit.analysis.test_edits import PAIRS, drawn, shipped
from tests.unit.explain.test_explain import OUR_WORDS, flat
from tests.unit.explain.test_phrases import (
    accented,
    english_in,
    in_greek,
    words_of,
)

SCHEMA: Final = Path(__file__).parents[3] / "schemas/ruleset-1.schema.json"
SIGNS: Final = {"from": {"indicators": ["A", "B"]}, "graded": {"at_least": "severe"}}
SOME: Final = {"some": SIGNS}
ALONE: Final = {"indicator": "A", "at_least": "severe"}
OTHER: Final = {"indicator": "B", "at_least": "severe"}
TASKS: Final = [{"id": f"K{n}", "task": f"{n}", "when": ALONE} for n in (1, 2)]
TAKEN: Final = {
    "from": "other.rules",
    "grades": {"much": "severe", "some": None},
    "highest": "severe",
    "because": "They know.",
}
HOME: Final = {"rescreen_at": {"level": "high"}, "because": "One home."}
RAISES: Final = {
    "id": "M1",
    "when": ALONE,
    "raise": {"level": 1},
    "up_to": {"level": "high"},
    "because": "So.",
}
DRAWN: Final = 8

Changes = dict[str, Any]


def both(after: Changes, before: Changes | None = None) -> tuple[Ruleset, Ruleset]:
    """Return a small ruleset, and the same with these values at pointers."""
    old = a_ruleset(copy.deepcopy(before))
    new = copy.deepcopy(old)
    for place, value in copy.deepcopy(after).items():
        put(new, place, value)
    return load_ruleset(old), load_ruleset(new)


def told_of(old: Ruleset, new: Ruleset, **more: Any) -> list[str]:
    """Return what is told below the heads of groups, indents left out."""
    section = edits_section(edits(old, new), old, new, **more)
    heads = {text for key, text in english().texts.items() if ".group." in key}
    texts = [b.text for b in section.blocks if isinstance(b, Bullet | Line)]
    return [each for each in texts if each and each not in heads]


def told(after: Changes, before: Changes | None = None) -> list[str]:
    return told_of(*both(after, before))


def when(*conditions: Any, head: str = "all") -> Changes:
    """Return the one rule of a small ruleset, with what it asks."""
    least = {"at_least": 1} if head == "of" else {}
    return {"/thresholds": [a_threshold({head: list(conditions), **least})]}


RULE: Final = "Rule T1 (It adds up)"
SENTENCES: Final[dict[str, tuple[Changes, Changes, str]]] = {
    "weight": (
        {"/domains/safety/weight": 2},
        {},
        "Safety: the weight goes from 1.5 to 2.",
    ),
    "weight-that-was-not-said": (
        {"/domains/health/weight": 2},
        {},
        "Health: the weight goes from 1 to 2.",
    ),
    "written-out": (
        {"/domains/health/weight": 1},
        {},
        "Health: the weight is written in another way and means the same.",
    ),
    "cap-gone": (
        {"/domains/safety/cap": ...},
        {},
        "Safety: the most that counts is taken out; it was 6.",
    ),
    "points": (
        {"/scales/care/grades/3/points": 5},
        {},
        'Answer "Severe" on the scale "Care": the number of points goes from 4 to 5.',
    ),
    "level": (
        {"/thresholds/0/reach/level": "high"},
        {},
        f'{RULE}: the recommended level on "Level" goes from "Middle" to "High".',
    ),
    "renamed": (
        {"/thresholds/0/id": "T7"},
        {},
        "Rule T7 (It adds up): it is now called T7 in the file, no longer T1.",
    ),
    "core": (
        {"/indicators/A/core": False},
        {},
        "A: it no longer counts as a core question.",
    ),
    "may-not-apply": (
        {"/indicators/A/may_not_apply": True},
        {},
        'A: "Does not apply" may now be recorded.',
    ),
    "end": (
        {"/effective/before": ...},
        {"/effective/before": "2024-01-01"},
        "No end is set any more; the first day no longer in force was 1 January 2024.",
    ),
    "beginning": (
        {"/effective/from": "2021-01-01"},
        {},
        "The first day in force goes from 1 January 2020 to 1 January 2021.",
    ),
    "standing": (
        {"/status": "withdrawn"},
        {},
        "The standing goes from adopted to withdrawn.",
    ),
    "open-answers": (
        {"/open_answers/recommend": "person"},
        {},
        (
            "The level to recommend while answers are open goes from"
            ' "what is certain, and to ask for the rest" to "what a person decides".'
        ),
    ),
    "share": (
        {"/open_answers/enough": {"core": 1}},
        {},
        "The share that must be answered is now 100%.",
    ),
    "share-of-core": (
        {"/open_answers/enough/core": 1},
        {"/open_answers/enough": {"core": 0}},
        "The share of core questions that must be answered goes from 0% to 100%.",
    ),
    "ages-from": (
        {"/indicators/A/ages": {"from": 60}},
        {},
        "A: the age at which it is asked is now from 5 years.",
    ),
    "ages-between": (
        {"/indicators/A/ages": {"from": 60, "before": 72}},
        {},
        "A: the age at which it is asked is now from 5 years to under 6 years.",
    ),
    "unit": (
        {"/indicators/N/number/unit": "hours"},
        {},
        (
            "N: the number goes from 0 to under 11 days, in steps of 0.5"
            " to 0 to under 11 hours, in steps of 0.5."
        ),
    ),
    "sustained": (
        {"/indicators/A/believe": {"sustained": 2}},
        {},
        "A: the answer that is believed is now the worst of the last 2 dates.",
    ),
    "exception": (
        {"/guards/0/exception": {"law": 5, "because": "It is meant."}},
        {},
        (
            "Rule G1 (One critical sign is enough): the exception to a promise of the"
            " rules is now a worse answer may lower a result here. It is meant."
        ),
    ),
    "ladder": (
        {"/outcomes/level/grades": ["low", "high"]},
        {},
        "Level: the ladder goes from Low, Middle, High to Low, High.",
    ),
    "schema": (
        {"/$schema": "a.json"},
        {},
        "The name of the form it is written in is now a.json.",
    ),
    "moved-grade": (
        {
            "/scales/yes_no/grades/0": {"id": "yes"},
            "/scales/yes_no/grades/1": {"id": "no"},
        },
        {},
        'Answer "No" on the scale "Yes no": it stands in another place on the list.',
    ),
    "task-renamed-in-a-language": (
        {"/translations": {"cy": {"/title": "B"}}},
        {},
        "There are now words in the language cy.",
    ),
    "level-of-a-parameter": (
        {"/parameters/top/grade": "high"},
        {"/parameters": {"top": {"label": "Top", "grade": "middle"}}},
        'Setting "Top": the level or answer goes from "Middle" to "High".',
    ),
    "grade-of-a-parameter": (
        {"/parameters/top/grade": "established"},
        {
            "/parameters": {"top": {"label": "Top", "grade": "severe"}},
            "/scales/care/grades/3/label": "Very bad",
        },
        'Setting "Top": the level or answer goes from "Very bad" to "Established".',
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_an_edit_is_one_plain_sentence(name: str) -> None:
    after, before, sentence = SENTENCES[name]

    assert sentence in told(after, before)


BELOW: Final[dict[str, tuple[Changes, Changes, list[str]]]] = {
    "texts": (
        {"/indicators/A/help": "Look again."},
        {"/indicators/A/help": "Look once."},
        [
            "A: the help text is worded differently.",
            'Before: "Look once."',
            'Now: "Look again."',
        ],
    ),
    "long-texts-are-cut-to-where-they-differ": (
        {"/description": "one two three four five six seven 8 nine ten."},
        {"/description": "one two three four five six seven eight nine ten."},
        [
            "The description is worded differently.",
            'Before: "… three four five six seven eight nine ten."',
            'Now: "… three four five six seven 8 nine ten."',
        ],
    ),
    "a-text-gone": (
        {"/indicators/A/help": ...},
        {"/indicators/A/help": "Look."},
        ["A: the help text is taken out.", 'Before: "Look."'],
    ),
    "a-meaning": (
        {"/indicators/A/grades/met": [{"text": "Well.", "ages": {"before": 12}}]},
        {"/indicators/A/grades": {"met": "Good."}},
        [
            'A: the meaning of the answer "Met" is worded differently.',
            'Before: "Good."',
            'Now: "Well. (under 12 months)"',
        ],
    ),
    "meanings": (
        {"/indicators/A/grades": {"met": "Good."}},
        {},
        ["A: the meaning of an answer is new.", 'Now: "Met: Good."'],
    ),
    "a-list": (
        {"/indicators/A/ask": ["carer", "nurse"]},
        {"/indicators/A/ask": ["school", "carer"]},
        [
            "A: the list of whom to ask is different.",
            "Added: nurse.",
            "Taken out: school.",
        ],
    ),
    "an-order": (
        {"/indicators/A/ask": ["carer", "school"]},
        {"/indicators/A/ask": ["school", "carer"]},
        ["A: the list of whom to ask is different.", "Only the order is different."],
    ),
    "another-number": (
        {"/thresholds/0/when/at_least": 4},
        {},
        [
            f"{RULE}: the condition is different.",
            "Before:",
            "Weighted points in all: 3 or more",
            "Now:",
            "Weighted points in all: 4 or more",
        ],
    ),
    "one-more-of-all": (
        when(ALONE, OTHER),
        when(ALONE),
        [
            "Rule T9 (…): the condition is different.",
            "This has to hold as well:",
            "B (B): Severe",
        ],
    ),
    "one-less-of-any": (
        when(ALONE, head="any"),
        when(ALONE, OTHER, head="any"),
        [
            "Rule T9 (…): the condition is different.",
            "This is no longer enough:",
            "B (B): Severe",
        ],
    ),
    "one-more-of-several": (
        when(ALONE, SOME, head="of"),
        when(ALONE, head="of"),
        [
            "Rule T9 (…): the condition is different.",
            "This counts as well:",
            "At least one: signs at Severe among 2 named ones",
            "Looked at: A; B.",
        ],
    ),
    "a-condition-written-in-another-way": (
        {"/thresholds/0/when": {"measure": "points_now", "at_least": 3}},
        {"/measures": {"points_now": {"total": "all"}}},
        [
            f"{RULE}: the condition is different.",
            "It comes to the same. Only the way it is written is different.",
        ],
    ),
    "a-new-rule": (
        {"/thresholds/-": a_threshold({"measure": {"count": SIGNS}, "at_least": 2})},
        {},
        [
            "New rule T9: ….",
            'The recommended level is then at least: Level "Middle".',
            "When:",
            "Signs at Severe among 2 named ones: 2 or more",
            "Looked at: A; B.",
        ],
    ),
    "a-rule-gone": (
        {"/thresholds/0": ...},
        {},
        [
            "Rule T1 is taken out: It adds up.",
            'The recommended level is then at least: Level "Middle".',
            "When:",
            "Weighted points in all: 3 or more",
        ],
    ),
    "a-rule-that-moved": (
        {"/tasks": TASKS[::-1]},
        {"/tasks": TASKS},
        [
            (
                "Task K1 (1): it stands in another place on the list. The order of a list"
                " decides nothing."
            ),
        ],
    ),
    "a-new-scale": (
        {
            "/scales/more": {
                "kind": "concern",
                "grades": [{"id": "a"}, {"id": "b", "points": 1}],
            }
        },
        {},
        ["New scale: More.", "A", '"B": 1 point'],
    ),
    "a-new-part": (
        {"/domains/home": {"label": "Home", "weight": {"parameter": "w"}, "cap": 3}},
        {"/parameters": {"w": {"label": "W", "number": 2}}},
        ["New part of the assessment: Home.", "Weight: 2.", "Most that counts: 3."],
    ),
    "a-new-question": (
        {
            "/indicators/Q": {
                "label": "Quiet",
                "domain": "safety",
                "scale": "care",
                "subjects": ["child"],
                "ask_as": "Is it quiet?",
                "ask_if": ALONE,
            }
        },
        {},
        [
            "New question: Quiet.",
            'Part of the assessment: "Safety".',
            "Is it quiet?",
            "It is asked about: a child.",
            "It is asked while this holds:",
            "A (A): Severe",
        ],
    ),
    "a-task-for-each": (
        {"/tasks": [{"id": "K1", "task": "Ring", "for_each": SIGNS, "who": "you"}]},
        {},
        [
            "New task K1: Ring.",
            "Who: you.",
            "For each of the signs at Severe among 2 named ones.",
        ],
    ),
    "other-signs-for-a-task": (
        {"/tasks/0/for_each/graded/at_least": "established"},
        {"/tasks": [{"id": "K1", "task": "Ring", "for_each": SIGNS}]},
        [
            "Task K1 (Ring): the list of signs for which it is done is different.",
            "Before: Signs at Severe among 2 named ones.",
            "Now: Signs at Established or worse among 2 named ones.",
        ],
    ),
    "no-signs-for-a-task": (
        {"/tasks/0/for_each": ..., "/tasks/0/when": ALONE},
        {"/tasks": [{"id": "K1", "task": "Ring", "for_each": SIGNS}]},
        [
            "Task K1 (Ring): the list of signs for which it is done is taken out.",
            "Signs at Severe among 2 named ones.",
            "Task K1 (Ring): the condition is new.",
            "A (A): Severe",
        ],
    ),
    "a-setting": (
        {"/parameters/several/number": 4},
        {
            "/parameters": {"several": {"label": "Several", "number": 3}},
            "/thresholds/0/when/at_least": {"parameter": "several"},
        },
        [
            'Setting "Several": the number goes from 3 to 4.',
            "It is used by Rule T1 (It adds up).",
        ],
    ),
    "a-setting-that-parts-use": (
        {"/parameters/w/number": 4},
        {
            "/parameters": {"w": {"label": "W", "number": 3}},
            "/domains/health/weight": {"parameter": "w"},
            "/open_answers/enough": {"core": {"parameter": "w"}},
        },
        [
            'Setting "W": the number goes from 3 to 4.',
            "It is used by 2: Health; Open answers.",
        ],
    ),
    "a-setting-of-ids": (
        {"/parameters/signs/ids": ["A", "safety", "met"]},
        {"/parameters": {"signs": {"label": "Signs", "ids": ["A"]}}},
        [
            'Setting "Signs": the list is different.',
            'Added: Safety and "Met".',
            "Nothing uses it.",
        ],
    ),
    "a-number-written-in-another-way": (
        {"/measures/one": "two"},
        {"/measures": {"one": {"total": "all"}, "two": {"total": "all"}}},
        [
            'Number worked out "One": the number is different.',
            "It comes to the same. Only the way it is written is different.",
            "Nothing uses it.",
        ],
    ),
    "another-number-worked-out": (
        {"/measures/one": {"points": "A"}},
        {"/measures": {"one": {"total": "all"}}},
        [
            'Number worked out "One": the number is different.',
            "Before: Weighted points in all.",
            "Now: Points for A.",
            "Nothing uses it.",
        ],
    ),
    "a-result-shown": (
        {"/report/0/rating": "R", "/report/0/measure": ...},
        {
            "/ratings": {
                "R": {"label": "Both", "scale": "care", "rule": {"worst_of": ["A"]}}
            },
            "/report": [{"id": "r", "label": "All", "measure": {"total": "all"}}],
        },
        [
            'Result "All": the number shown is taken out.',
            "Weighted points in all.",
            'Result "All": the rating shown is now "Both".',
        ],
    ),
    "a-home": (
        {"/households": HOME},
        {},
        [
            "One child's result now means a fresh look at the other children.",
            'From: Level "High".',
        ],
    ),
    "a-promise": (
        {
            "/promises": [
                {
                    "id": "P1",
                    "whenever": ALONE,
                    "then": {"level": {"in": ["middle", "high"]}},
                }
            ]
        },
        {},
        [
            "New promise P1: P1.",
            "Then this holds: Level: Middle or High.",
            "When:",
            "A (A): Severe",
        ],
    ),
    "an-outcome-that-begins-elsewhere": (
        {
            "/outcomes/way": {
                "grades": ["a", "b"],
                "from": {"outcome": "level", "map": {"low": "a", "middle": "b"}},
            }
        },
        {"/outcomes/way": {"grades": ["a", "b"]}},
        [
            (
                'Way: the level at which it begins is now Level: "Low" gives "A"; "Middle"'
                ' gives "B".'
            ),
        ],
    ),
    "a-rule-that-raises": (
        {"/modifiers": [RAISES]},
        {},
        [
            "New rule M1: So.",
            'It raises the recommended level to at most: Level "High".',
            "How many levels up: Level 1.",
            "When:",
            "A (A): Severe",
        ],
    ),
    "other-raises": (
        {"/modifiers/0/from_at_least": {"level": "low"}},
        {"/modifiers": [RAISES]},
        [
            (
                'Rule M1 (So): the level from which it raises on "Level" is now'
                ' Level "Low".'
            ),
        ],
    ),
    "words-in-a-language": (
        {"/translations/cy": {"/title": "C", "/area": "D"}},
        {"/translations": {"cy": {"/title": "B"}}},
        [
            (
                "Words in the language cy: the text in this language is worded"
                " differently."
            ),
        ],
    ),
    "taken-in-alike": (
        {"/accepts": [{**TAKEN, "indicator": id_} for id_ in "AB"]},
        {},
        [
            "Answers to 2 questions are now taken in from other.rules.",
            "A; B.",
            "They count as Severe at most.",
            'How they are read: "Much" gives Severe; "Some" gives no answer.',
            "They know.",
        ],
    ),
    "taken-in-otherwise": (
        {"/accepts/0/highest": "met", "/accepts/0/as": "B"},
        {"/accepts": [{**TAKEN, "indicator": "A"}]},
        [
            (
                'Answers to "B" from other.rules: the gravest answer it may support goes'
                " from Severe to Met."
            ),
            'Answers to "B" from other.rules: the question it answers here is now "B".',
        ],
    ),
}


@pytest.mark.parametrize("name", BELOW)
def test_below_an_edit_stands_what_it_was_and_what_it_is(name: str) -> None:
    after, before, lines = BELOW[name]

    assert told(after, before) == lines


BANDS: Final = {
    "bands": [{"give": "met"}, {"above": 1, "give": "severe"}],
    "of": {"total": "all"},
}
FROM: Final = {
    "bands": [{"give": "met"}, {"from": 1, "give": "severe"}],
    "of": {"total": "all"},
}
MADE: Final[dict[str, tuple[Any, list[str]]]] = {
    "bands-above": (
        BANDS,
        [
            "It is read off this number: weighted points in all.",
            "Met: 1 or fewer",
            "Severe: more than 1",
        ],
    ),
    "bands-from": (
        FROM,
        [
            "It is read off this number: weighted points in all.",
            "Met: below 1",
            "Severe: 1 or more",
        ],
    ),
    "one-band": (
        {"bands": [{"give": "met"}], "of": {"total": "all"}},
        ["It is read off this number: weighted points in all.", "Met"],
    ),
    "chosen": (
        {"choose": "X", "by": {"no": "met", "yes": {"worst_of": ["A"]}}},
        ["X: No - gives Met", "X: Yes:", "The worst of these counts:", "A"],
    ),
    "by-condition": (
        {
            "grades": [
                {"when": ALONE, "give": "severe"},
                {"when": OTHER, "give": {"choose": "X", "by": {"no": "met"}}},
            ],
            "otherwise": "n/a",
        },
        [
            "Severe, if:",
            "A (A): Severe",
            "By a further rule, if:",
            "B (B): Severe",
            "X: No - gives Met",
            "does not apply, if none of this holds",
        ],
    ),
    "table": (
        {
            "table": ["A", "X"],
            "rows": [{"when": [["met", "emerging"], "any"], "give": "met"}],
            "hit": "unique",
        },
        ["A: Met or Emerging; X: any answer - gives Met"],
    ),
    "most-common": (
        {"most_common": ["A", "B"], "tie": "worse"},
        ["The most common of these counts:", "A", "B"],
    ),
    "most-common-unless": (
        {"most_common": ["A"], "tie": "worse", "unless_above": "met"},
        ["The most common of these counts, or the worst if one is beyond Met:", "A"],
    ),
    "grade": ({"choose": "X", "by": {"no": "met"}}, ["X: No - gives Met"]),
}


def rating(rule: Any) -> Changes:
    return {"/ratings": {"R": {"label": "R", "scale": "care", "rule": rule}}}


@pytest.mark.parametrize("name", MADE)
def test_it_is_told_how_a_new_rating_is_made(name: str) -> None:
    rule, lines = MADE[name]

    assert told(rating(rule)) == ["New rating: R.", *lines]


def test_of_a_rating_made_otherwise_only_what_differs_is_told() -> None:
    after, before = rating({"worst_of": ["A", "C"]}), rating({"worst_of": ["A", "B"]})

    assert told(after, before) == [
        "R: the way it is made is different.",
        "Taken out:",
        "B",
        "Put in:",
        "C",
    ]


def test_of_a_rating_made_in_another_way_both_ways_are_told() -> None:
    assert told(rating({"worst_of": ["A"]}), rating(BANDS)) == [
        "R: the way it is made is different.",
        "Before:",
        *MADE["bands-above"][1],
        "Now:",
        "The worst of these counts:",
        "A",
    ]


def test_edits_are_told_in_groups_and_what_decides_comes_first() -> None:
    old, new = both(
        {
            "/version": "2.0.0",
            "/indicators/A/label": "Other",
            "/indicators/A/judgement": True,
            "/measures": {"m": {"total": "all"}},
            "/indicators/B/weight": 2,
            "/thresholds/0/reach/level": "high",
        }
    )
    found = sorted(edits(old, new), key=lambda each: str(each.at_new))
    section = edits_section(found, old, new)
    strong = [b.text for b in section.blocks if isinstance(b, Line) and b.strong]

    assert strong == [
        "Rules and tasks",
        "Points and weights",
        "Questions and answers",
        "What rules are put together from",
        "Words only",
        "About the ruleset",
    ]
    assert {edit_group(each) for each in found} == {
        "rules",
        "points",
        "questions",
        "parts",
        "words",
        "document",
    }


def test_of_equal_rulesets_it_says_that_nothing_changed() -> None:
    assert told({}) == ["Nothing changed."]


def test_more_can_be_said_below_each_edit() -> None:
    old, new = both({"/domains/safety/weight": 2, "/version": "2.0.0"})

    def note(edit: Edit) -> str | None:
        return "It can raise." if edit.key == "weight" else None

    assert told_of(old, new, note=note) == [
        "Safety: the weight goes from 1.5 to 2.",
        "It can raise.",
        "The version goes from 1.0.0 to 2.0.0.",
    ]


def test_one_edit_can_be_told_on_one_line() -> None:
    old, new = both({"/indicators/A/help": "Look."})
    (edit,) = edits(old, new)

    assert edit_line(edit, old, new) == "A: the help text is new."


@pytest.mark.parametrize("path", PAIRS, ids=[path for path, _, _ in PAIRS])
def test_what_changed_in_what_ships_is_told_within_eighty_columns(
    path: tuple[str, str, str],
) -> None:
    old, new = shipped(*path)
    text = text_of(Page((edits_section(edits(old, new), old, new),)))

    assert max(map(len, text.splitlines())) <= 80
    assert OUR_WORDS.findall(text) == []
    assert re.findall(r"/\w+/|[{}]", text) == []


def test_a_new_version_of_the_toolkit_reads_as_its_author_would_tell_it() -> None:
    text = flat("\n".join(told_of(*shipped(*PAIRS[0]))))

    assert "New question: Education that suits the child." in text
    assert "Answers to 31 questions are now taken in from hull.assessment." in text
    assert (
        'Now: "… to appropriate medical care or treatment e. provide suitable' in text
    )


@pytest.mark.parametrize("back", [False, True], ids=["forth", "back"])
def test_all_of_it_can_be_told_in_another_language(*, back: bool) -> None:
    old, new = (
        # What is taken in holds ids where others hold words.
        load_ruleset(in_greek({**each.document, "accepts": []}))
        for each in shipped("example/neglect-screen", "1.1.0", "1.2.0")
    )
    old, new = (new, old) if back else (old, new)
    section = edits_section(edits(old, new), old, new, phrases=accented())
    text = "\n".join(b.text for b in section.blocks if isinstance(b, Bullet | Line))
    ids = {*ids_in(old.document), *ids_in(new.document)}
    own = words_of(*ids, *(id_.replace("_", " ").capitalize() for id_ in ids))

    assert english_in(text) <= own


def ids_in(document: Any) -> Iterator[str]:
    """Yield the ids of what has no label, or stands with it, in a document."""
    for section in SECTIONS:
        yield from entries(document.get(section))
    for scale in document["scales"].values():
        yield from entries(scale["grades"])
    yield document["version"]


def test_whatever_the_rulesets_what_changed_can_be_told() -> None:
    settled = (drawn(seed) for seed in range(DRAWN))
    rulesets = [load_ruleset(each) for each in settled if each is not None]
    for old, new in pairwise(rulesets):
        text = text_of(Page((edits_section(edits(old, new), old, new),)))

        assert max(map(len, text.splitlines())) <= 80


def test_every_key_of_a_ruleset_has_a_name() -> None:
    known = {key.removeprefix("edits.key.") for key in english().texts}
    known |= {key.removeprefix("edits.yes.") for key in english().texts}
    definitions = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
    parts = ["indicator", "rating", "domain", "scale", "outcome", "parameter", "task"]
    parts += ["threshold", "modifier", "easing", "guard", "review", "promise", "source"]
    parts += ["report_item", "event_kind", "accepted"]
    keys = {key for part in parts for key in definitions[part]["properties"]}

    assert keys - known == {"indicator"}, "with it another thing is taken in"
