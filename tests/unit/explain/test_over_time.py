"""What looks back, in words: what is asked, what was found, and what to doubt."""

from __future__ import annotations

import re
from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.explain import asked, explain, words
from tests.builders import NOON, a_case, a_threshold, asking
from tests.unit.facts.histories import linked

SEVERE = {"indicator": "A", "at_least": "established"}
BETTER = {"indicator": "A", "at_most": "emerging"}
SIGNS = {"from": {"indicators": ["A", "B"]}, "graded": {"at_least": "severe"}}
CRITICAL = {"from": "all", "graded": "critical"}
NAMED: dict[str, Any] = {
    "/event_kinds": {
        "missed": {"label": "Missed appointment", "ask": ["health visitor"]},
        "out": {"label": "Out, with nobody knowing where"},
    },
    "/measures": {"points": {"total": "all"}},
    "/indicators/A/label": "Left alone",
    "/indicators/B/label": "Hungry",
    "/indicators/C/label": "Cold",
    "/guards": [],
}
REVIEWED = "reviews_without_improvement"
SEEN = {"sightings": SEVERE, "distinct": "dates"}

ASKED: list[tuple[str, Any, str]] = [
    ("events", {"events": "missed"}, "Times recorded: Missed appointment"),
    (
        "events-with-a-comma",
        {"events": "out"},
        'Times recorded: "Out, with nobody knowing where"',
    ),
    (
        "events-in-months",
        {"events": "missed", "within": {"months": 6}},
        "Times recorded in the last 6 months: Missed appointment",
    ),
    (
        "events-in-days",
        {"events": "missed", "within": {"days": 10}},
        "Times recorded in the last 10 days: Missed appointment",
    ),
    (
        "events-since",
        {"events": "missed", "within": "since_last_assessment"},
        "Times recorded since the last assessment: Missed appointment",
    ),
    (
        "dates",
        {**SEEN, "within": {"months": 3}},
        'Dates on which "Left alone" was Established or worse in the last 3 months',
    ),
    (
        "people",
        {**SEEN, "distinct": "people"},
        'People who recorded that "Left alone" was Established or worse',
    ),
    (
        "sources",
        {**SEEN, "distinct": "sources"},
        'Kinds of source saying that "Left alone" was Established or worse',
    ),
    (
        "one-of-several",
        {"sightings": SIGNS, "distinct": "dates"},
        "Dates on which one and the same was among signs at Severe among 2 named ones",
    ),
    (
        "a-critical-one",
        {"unbroken": CRITICAL, "in": "days"},
        "Days in a row that one and the same was among critical signs",
    ),
    (
        "unbroken",
        {"unbroken": SEVERE, "in": "days"},
        'Days in a row that "Left alone" was Established or worse',
    ),
    (
        "one-of-these-grades",
        {"unbroken": {"indicator": "A", "in": ["established", "severe"]}, "in": "days"},
        'Days in a row that "Left alone" was Established or Severe',
    ),
    (
        "change",
        {"change": "points"},
        "Change since the last assessment in weighted points in all",
    ),
    (
        "earlier",
        {"earlier": "points"},
        "Weighted points in all at the last assessment",
    ),
    (
        "reviews-of-all",
        {REVIEWED: "all"},
        "Latest reviews in a row that found a sign no better",
    ),
    (
        "reviews-of-a-domain",
        {REVIEWED: "safety"},
        "Latest reviews in a row that found a sign in Safety no better",
    ),
    (
        "reviews-of-one",
        {REVIEWED: "A"},
        'Latest reviews in a row that found "Left alone" no better',
    ),
]


@pytest.mark.parametrize(
    ("measure", "told"), [pytest.param(m, t, id=i) for i, m, t in ASKED]
)
def test_one_line_says_what_is_counted_and_how_far_back(
    measure: Any, told: str
) -> None:
    ruleset = asking({"measure": measure, "at_least": 2}, NAMED).ruleset

    (line,) = asked(words(ruleset, None), ruleset.thresholds[0].when)

    assert line.text == f"{told}: 2 or more"


def graded(*records: str) -> list[dict[str, Any]]:
    """Return records, each written `grade date by`, the last ones left out."""
    keys = ("grade", "date", "by")
    return [dict(zip(keys, each.split(), strict=False)) for each in records]


def page(
    when: Any, answers: Any, changes: dict[str, Any] | None = None, **case: Any
) -> str:
    """Return what is told, with the line breaks taken out."""
    program = linked({"/thresholds": [a_threshold(when)], **NAMED, **(changes or {})})
    told = explain(evaluate(program, a_case(answers, **case), at=NOON))
    return " ".join(told.split())


def part(told: str, start: str, end: str) -> str:
    """Return what stands between two titles."""
    found = re.search(rf" {start} -+ (.*?) {end} -+ ", told)
    assert found is not None
    return found[1]


def why(*args: Any, **more: Any) -> str:
    """Return the part that gives the reasons."""
    return part(page(*args, **more), "Why", "Still open")


HALF_A_YEAR = {"measure": {**SEEN, "within": {"months": 6}}, "at_least": 2}
GRAVE = graded("severe 2025-06-01", "severe 2026-02-20", "severe 2026-01-05")


def test_the_dates_that_counted_are_named_and_those_too_far_back() -> None:
    told = why(HALF_A_YEAR, {"A": GRAVE})

    assert "in the last 6 months: 2. The rule asks for 2 or more." in told
    assert "Counted: 5 January 2026 and 20 February 2026." in told
    assert "Before 2 November 2025, so not counted: 1 June 2025." in told


def test_events_are_named_by_id_or_else_by_date() -> None:
    records = [{"date": "2026-04-02", "id": "E7"}, {"date": "2026-03-02"}]
    records.append({"date": "2026-04-03"})
    events = {"missed": {"records": records}}

    told = why({"measure": {"events": "missed"}, "at_least": 3}, {}, events=events)

    assert "Times recorded: Missed appointment: 3 or more." in told
    assert "Counted: 2 March 2026, 3 April 2026 and E7." in told


def test_of_several_signs_those_with_the_most_are_told() -> None:
    some = {"sightings": SIGNS, "distinct": "dates"}
    answers = {"A": GRAVE, "B": graded("severe 2026-04-01"), "C": "met"}

    told = why({"measure": some, "at_least": 2}, answers)

    assert "Left alone: Severe" in told
    assert "Hungry" not in told


LASTING = {"unbroken": {"indicator": "B", "at_most": "emerging"}, "in": "days"}
EASING = {
    "id": "E1",
    "when": {"measure": LASTING, "at_least": 28},
    "lower": {"level": 1},
    "not_below": {"level": "low"},
    "because": "Food has been good for a month.",
}
EASED = {"/easings": [EASING]}
STEADY = graded("met 2026-03-01", "met 2026-04-01")


def test_what_an_easing_lowered_is_told_before_and_after() -> None:
    told = why(SEVERE, {"A": "severe", "B": STEADY}, EASED)

    assert "Food has been good for a month. [E1]" in told
    assert 'Before this rule: "Middle". After it: "Low".' in told


def test_an_easing_that_changes_nothing_is_said_to() -> None:
    held = {"/easings": [{**EASING, "not_below": {"level": "middle"}}]}

    told = why(SEVERE, {"A": "severe", "B": STEADY}, held)

    assert 'Lowers to "Middle" at least; it changes nothing here.' in told


def test_of_what_was_never_seen_no_answers_are_told() -> None:
    never = {"sightings": SIGNS, "distinct": "dates"}
    calm = {
        **EASING,
        "when": {"measure": {"max": ["never", "never"]}, "at_most": 0},
    }
    changes = {
        "/easings": [calm],
        "/measures": {**NAMED["/measures"], "never": never},
    }

    told = why(
        {"indicator": "C", "at_least": "severe"},
        {"A": "met", "B": "met", "C": "severe"},
        changes,
    )

    assert "The rule asks for 0 or fewer." in told
    assert "Left alone" not in told


def test_a_strength_that_may_lower_is_not_said_not_to() -> None:
    steady = {"unbroken": {"indicator": "S", "at_least": "reliable"}, "in": "days"}
    eased = {"/easings": [{**EASING, "when": {"measure": steady, "at_least": 28}}]}

    assert "They do not lower the level." in page(SEVERE, {"S": "reliable"}, EASED)
    assert "Only a rule that steps down may rest on them." in page(
        SEVERE, {"S": "reliable"}, eased
    )


def test_an_improvement_that_is_not_shown_lowers_nothing_and_is_told() -> None:
    told = page(SEVERE, {"A": "severe"}, EASED)

    assert (
        'Level Middle Not settled: if an improvement is shown it could be "Low".'
        in told
    )


def test_what_rests_on_history_says_what_the_latest_alone_gives() -> None:
    better = graded("severe 2026-03-01 hv", "met 2026-04-01 sw")

    told = page(SEVERE, {"A": better})

    assert "It rests on earlier observations: not on what was seen last alone." in told
    assert '"Level" rests on observations that are not the latest:' in told
    assert "Severe: recorded by hv, 1 March 2026." in told


def test_a_higher_level_as_last_seen_is_named() -> None:
    two = {
        "/thresholds": [
            {
                "id": f"T{grade}",
                "when": {"indicator": "A", "at_least": grade},
                "reach": {"level": level},
                "because": "…",
            }
            for grade, level in (("emerging", "middle"), ("severe", "high"))
        ]
    }
    better = graded("severe 2026-03-01", "emerging 2026-04-01")

    told = page(SEVERE, {"A": better}, two)

    assert (
        'It rests on earlier observations: what was seen last alone gives "Middle".'
        in told
    )


def test_older_answers_that_were_set_aside_are_told_together() -> None:
    latest = {"/indicators/A/believe": "latest"}
    dated = graded("met 2026-01-01", "emerging 2026-02-01", "severe 2026-04-01")

    told = why(SEVERE, {"A": dated}, latest)

    assert (
        "Set aside for newer answers: Met, 1 January 2026; Emerging, 1 February 2026."
        in told
    )


def test_the_last_day_for_the_next_review_is_told() -> None:
    review = {"id": "V1", "within": {"months": 3}, "because": "…"}

    assert "Review by 1 August 2026" in page(SEVERE, {}, {"/reviews": [review]})
    assert "Review by" not in page(SEVERE, {})


def test_what_was_better_only_near_a_review_is_told_with_its_dates() -> None:
    near = {"/near_review": {"days": 14}}
    dated = graded("severe 2026-01-05", "met 2026-01-28", "severe 2026-02-20")

    told = page(SEVERE, {"A": dated}, near, reviews=["2026-02-01"])

    assert "Better only shortly before a review, and not at other times:" in told
    assert "Met: 28 January 2026." in told


def test_needs_that_nobody_looked_at_again_are_told() -> None:
    earlier = {"date": "2026-03-01", "needs": ["C"]}

    told = page(SEVERE, {"C": "met"}, earlier=earlier)

    assert "Needs at the last assessment that nobody has looked at again since:" in told
    assert "Cold: Met" in told


OPEN: list[tuple[str, Any, dict[str, Any], str]] = [
    (
        "events-and-whom-to-ask",
        {"events": "missed"},
        {},
        "Is every time on record? Missed appointment. Ask: health visitor.",
    ),
    (
        "events-that-nobody-is-named-for",
        {"events": "out"},
        {},
        "Is every time on record? Out, with nobody knowing where.",
    ),
    (
        "the-last-assessment",
        {"change": "points"},
        {},
        "What did the last assessment come to?",
    ),
    (
        "when-it-was",
        {**SEEN, "within": "since_last_assessment"},
        {"A": graded("severe 2026-03-01", "severe 2026-04-01")},
        "When was the last assessment?",
    ),
    (
        "what-reviews-found",
        {REVIEWED: "A"},
        {"A": graded("severe 2026-03-05")},
        "What was found between one review and the next?",
    ),
]


@pytest.mark.parametrize(
    ("measure", "answers", "told"), [pytest.param(*row, id=i) for i, *row in OPEN]
)
def test_what_is_not_known_of_the_past_is_asked_for(
    measure: Any, answers: Any, told: str
) -> None:
    rule = {"measure": measure, "at_least": 1}

    still = page(rule, answers, reviews=["2026-02-10", "2026-03-10"])

    assert "From the past:" in still
    assert told in still


def reported(measure: Any, **case: Any) -> str:
    """Return what is told of a measure beside the result."""
    report = {"/report": [{"id": "it", "label": "It", "measure": measure}]}
    told = page(SEVERE, {"A": "met", "B": "met", "C": "met"}, report, **case)
    return part(told, "Also worked out", "How much was answered")


def test_a_change_from_what_nobody_knows_is_not_known() -> None:
    known = {"date": "2026-02-01", "measures": {"points": 2_000_000}}

    assert reported({"change": "points"}) == "It not known"
    assert reported({"earlier": "points"}) == "It not known"
    assert reported({"earlier": "points"}, earlier=known) == "It 2000000"


def test_a_range_of_what_was_there_before_is_told_as_one() -> None:
    earlier = {"date": "2026-02-01", "measures": {"points": {"from": 1, "to": 4}}}

    assert reported({"change": "points"}, earlier=earlier) == "It -4 to -1"
