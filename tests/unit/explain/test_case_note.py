"""A decision as a paragraph for a case note: what it has, and what it can spare."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.explain import explain, text_of
from tests.builders import NOON, a_case, a_threshold, asking
from tests.shipped import decided
from tests.unit.explain.worked import (
    EVERY,
    judged,
    note_of,
    page,
    without_ruleset,
)


@pytest.mark.parametrize("file", EVERY)
def test_a_case_note_has_sixty_to_a_hundred_and_fifty_words(file: Path) -> None:
    for text in (text_of(page(file, "paragraph")), without_ruleset(file, "paragraph")):
        note = note_of(text)

        assert 60 <= len(note.split()) <= 150
        assert "This is a recommendation. A named person decides." in note


def test_a_case_note_has_level_reason_grounds_what_is_open_and_review() -> None:
    note = note_of(explain(decided("01"), layer="paragraph"))

    assert "On 12 May 2026 what was recorded about a child (7 months)" in note
    assert '"Specialist: children\'s social care", and that is settled.' in note
    assert "Reason: A critical sign of neglect is present." in note
    assert "above all on Left alone or with an unsuitable carer (Severe)." in note
    assert "Nothing that is open could change it." in note
    assert "Look at it again by 22 May 2026." in note


def test_a_case_note_that_rests_on_no_answer_names_none() -> None:
    decision = evaluate(
        asking({"measure": {"age": "months"}, "at_least": 24}),
        a_case({}, subject={"born": "2020-05-01"}),
        at=NOON,
    )
    note = note_of(explain(decision, layer="paragraph"))

    assert 'at least "Middle"' in note
    assert "It rests" not in note


def test_a_case_note_says_that_a_level_is_left_to_a_person() -> None:
    changes = {"/open_answers/recommend": "person"}
    note = note_of(explain(judged({"B": "met"}, changes), layer="paragraph"))

    assert "Level: it is left to a person while answers are open." in note


def test_a_case_note_names_a_few_of_many_grounds_and_how_many_more() -> None:
    note = note_of(explain(decided("02"), layer="paragraph"))

    assert re.search(r"It rests above all on [^.]*, with \d+ more\.", note)


def test_a_case_note_counts_what_is_open_and_names_what_to_ask_first() -> None:
    note = note_of(explain(judged({"B": "established"}), layer="paragraph"))

    assert "There are 2 open questions that could change it. Ask first: A." in note


def test_a_case_note_says_of_critical_ratings_what_to_ask() -> None:
    changes = {
        "/ratings": {
            "R": {
                "label": "R",
                "scale": "care",
                "domain": "health",
                "critical_at": "severe",
                "rule": {"worst_of": ["C", "B"]},
            }
        },
        "/indicators/C/domain": ...,
        "/indicators/B/domain": ...,
    }
    note = note_of(explain(judged({"A": "met"}, changes), layer="paragraph"))

    assert "Ask first: B; C." in note


def test_a_case_note_says_where_only_the_age_or_the_past_is_open() -> None:
    when = {"measure": {"age": "months"}, "below": 24}
    changes = {"/thresholds": [a_threshold(when)], "/guards": ...}
    subject = {"born": "2024"}
    known = {"A": "met", "B": "met", "C": "met", "S": "weak", "X": "no", "N": 1}
    decision = judged(known, changes, subject=subject)

    assert "What is not known of the age or of the past could change it." in note_of(
        explain(decision, layer="paragraph")
    )


def test_further_levels_that_are_unknown_as_the_first_are_told_briefly() -> None:
    note = note_of(explain(decided("03"), layer="paragraph"))

    assert "Statutory pathway: this cannot be determined either." in note


def test_a_further_level_that_is_not_settled_is_told_in_full() -> None:
    changes = {
        "/outcomes/second": {"grades": ["no", "yes"]},
        "/thresholds/-": a_threshold(
            {"indicator": "C", "at_least": "severe"}, reach={"second": "yes"}
        ),
    }
    note = note_of(explain(judged({"A": "severe"}, changes), layer="paragraph"))

    assert 'Second: the recommended level so far is "No", but it could' in note


def test_a_note_that_is_too_long_loses_what_can_be_spared_and_no_more() -> None:
    words = "A very long reason. " * 80
    changes = {
        "/guards/0/because": words.strip(),
        "/title": ("Word " * 39).strip(),
        "/outcomes/level/label": ("Level " * 33).strip(),
        "/outcomes/level/labels": {"high": ("High " * 39).strip()},
    }
    note = note_of(explain(judged({"A": "severe"}, changes), layer="paragraph"))

    assert "A very long reason" not in note
    assert "This is a recommendation. A named person decides." in note
    assert "The page for this case" not in note
