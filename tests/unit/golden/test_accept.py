"""What came out, written where something else was agreed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.golden import accept, run_story
from tests.builders import a_program
from tests.unit.facts.histories import linked
from tests.unit.golden.agreed import a_story
from tests.unit.golden.test_over_time import CASE, CHANGES

TEXT = """{
  "format": 1,
  "name":   "Two signs",
  "at": "2026-05-01T12:00:00+00:00",
  "case": {"subject": {"age_months": 60}, "answers": {"A": "established", "B": "established", "C": "met"}},
  "expect": {
    "outcomes": {"level": {"floor": "high", "ceiling": "middle", "recommended": null}},
    "met": ["G1",   "T1"],
    "open": [ ],
    "tasks": ["K2", "K9"],
    "report": {"sum": "5", "age": ["1", "2"]}
  },
  "twins": [{"answers": {"A": "met", "B": "met"}, "expect": {"met": ["T1"], "open": ["G1"]}}],
  "rows": [
    {"answers": {"A": "severe"}, "then": {"level": "low"}}
  ]
}
"""

CHANGES_OF_SMALL: dict[str, Any] = {
    "/tasks": [
        {"id": "K1", "task": "See it.", "when": {"indicator": "A", "at_least": "met"}},
        {"id": "K2", "task": "Do it.", "when": {"indicator": "B", "at_least": "met"}},
    ],
    "/report": [
        {"id": "sum", "label": "Sum", "measure": {"total": "all"}},
        {"id": "age", "label": "Age", "measure": {"age": "months"}},
    ],
}


def test_only_what_differs_changes_and_the_rest_keeps_its_layout() -> None:
    program = a_program(CHANGES_OF_SMALL)

    done = accept(run_story(program, a_story(TEXT)))

    assert done.by_hand == ()
    assert done.text == (
        TEXT.replace('"floor": "high"', '"floor": "middle"')
        .replace('"recommended": null', '"recommended": "middle"')
        .replace('"met": ["G1",   "T1"]', '"met": ["T1"],\n    "not_met": ["G1"]')
        .replace('["K2", "K9"]', '["K2", "K1"]')
        .replace('"sum": "5"', '"sum": "6"')
        .replace('["1", "2"]', '["60", "60"]')
        .replace(
            '{"met": ["T1"], "open": ["G1"]}',
            '{"met": [], "not_met": ["T1", "G1"], "open": []}',
        )
        .replace('{"level": "low"}', '{"level": "high"}')
    )


def test_what_was_accepted_is_agreed_from_then_on() -> None:
    program = a_program(CHANGES_OF_SMALL)
    done = accept(run_story(program, a_story(TEXT)))

    again = run_story(program, a_story(done.text))

    assert len(done.accepted) == 9
    assert again.differences == ()


@pytest.mark.parametrize(
    "expect",
    [
        pytest.param({"outcomes": {"other": {"floor": "low"}}}, id="no-such-outcome"),
        pytest.param({"met": ["T7"]}, id="no-such-rule"),
        pytest.param({"report": {"nothing": "1"}}, id="no-such-report"),
        pytest.param({"sufficient": ["C"]}, id="answers-that-do-not-suffice"),
    ],
)
def test_what_is_not_there_is_left_to_be_changed_by_hand(
    expect: dict[str, Any],
) -> None:
    story = a_story(expect=expect)

    done = accept(run_story(a_program(), story))

    assert (done.text, done.accepted) == (story.text, ())
    assert len(done.by_hand) == 1


def test_warnings_last_answers_and_the_day_of_the_review_are_accepted() -> None:
    expect = {
        "outcomes": {"level": {"last_seen": "high"}},
        "warnings": {"rests_on_history": [], "improved_near_review": ["A"]},
        "review_by": None,
    }
    program = linked({**CHANGES, "/guards": []})
    text = json.dumps(
        {"format": 1, "name": "A", "at": "2026-05-01T12:00:00+00:00", "case": CASE}
        | {"expect": expect}
    )

    done = accept(run_story(program, a_story(text)))

    assert json.loads(done.text)["expect"] == {
        "outcomes": {"level": {"last_seen": "low"}},
        "warnings": {"rests_on_history": ["level"], "improved_near_review": []},
        "review_by": "2026-05-08",
    }


def test_a_report_with_one_number_becomes_a_range_where_it_is_one() -> None:
    program = a_program(CHANGES_OF_SMALL)
    case = {"subject": {"age_months": 60}, "answers": {"A": "met", "B": "met"}}
    story = a_story(case=case, expect={"report": {"sum": "5"}})

    done = accept(run_story(program, story))

    assert json.loads(done.text)["expect"] == {"report": {"sum": ["0", "4"]}}
