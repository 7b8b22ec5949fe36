"""Linking easings: what they may ask, what may bring them about, and their steps."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.program import Amount, Program, Shift, program_document
from tests.builders import a_program
from tests.unit.linking.histories import refusals

KIND = {"/event_kinds": {"missed": {"label": "Missed appointment"}}}
POINTS = {"/measures": {"points": {"total": "all"}}}
WHEN = "/easings/0/when"
BETTER = {"indicator": "A", "at_most": "emerging"}
FOR_LONG = {"unbroken": BETTER, "in": "days"}
LASTING = {"measure": FOR_LONG, "at_least": 90}
SEVERE = {"indicator": "A", "at_least": "severe"}
SEEN = {"sightings": SEVERE, "distinct": "dates"}
LESS = {"measure": {"change": "points"}, "below": 0}
OTHER = {"/outcomes/other": {"grades": ["no", "yes"]}}
REVIEWED = {"reviews_without_improvement": "all"}


def easing(asked: Any, **more: Any) -> dict[str, Any]:
    """Return the change that adds an easing."""
    made = {
        "id": "E1",
        "when": asked,
        "lower": {"level": 1},
        "not_below": {"level": "low"},
        "because": "…",
    }
    return {"/easings": [{**made, **more}]}


def linked(changes: dict[str, Any]) -> Program:
    """Return a small ruleset with points, kinds of event and these changes."""
    return a_program({**KIND, **POINTS, **changes})


MORE_THAN_HISTORY: list[tuple[str, Any, str]] = [
    ("an-answer", BETTER, WHEN),
    ("another-outcome", {"outcome": "other", "at_most": "no"}, WHEN),
    ("the-subject", {"subject": ["child"]}, WHEN),
    ("a-record", {"record": {"indicator": "A", "state": ["recorded"]}}, WHEN),
    ("points", {"measure": {"total": "all"}, "at_most": 3}, WHEN),
    ("an-age", {"measure": {"age": "months"}, "at_least": 60}, WHEN),
    ("events", {"measure": {"events": "missed"}, "at_most": 0}, WHEN),
    (
        "an-earlier-value-alone",
        {"measure": {"earlier": "points"}, "at_most": 3},
        WHEN,
    ),
    ("one-of-several", {"any": [LASTING, BETTER]}, f"{WHEN}/any/1"),
    ("all-of-several", {"all": [BETTER, LASTING]}, f"{WHEN}/all/0"),
    ("so-many-of", {"at_least": 1, "of": [LASTING, BETTER]}, f"{WHEN}/of/1"),
    ("inside-not", {"not": SEVERE}, f"{WHEN}/not"),
    ("a-selection", {"none": {"from": "all", "graded": "critical"}}, WHEN),
    (
        "part-of-a-sum",
        {"measure": {"sum": [{"change": "points"}, {"points": "A"}]}, "below": 0},
        WHEN,
    ),
    ("times", {"measure": {"times": 2, "of": {"points": "A"}}, "below": 1}, WHEN),
    ("a-named-measure", {"measure": "points", "at_most": 3}, WHEN),
]


@pytest.mark.parametrize(
    ("asked", "place"), [pytest.param(a, p, id=i) for i, a, p in MORE_THAN_HISTORY]
)
def test_an_easing_that_looks_at_more_than_change_over_time_is_refused(
    asked: Any, place: str
) -> None:
    assert refusals({**KIND, **POINTS, **OTHER, **easing(asked)}) == [("NR220", place)]


def test_it_is_refused_in_the_condition_that_it_names() -> None:
    named = {"/conditions": {"mild": {"any": [LASTING, BETTER]}}}

    assert refusals({**named, **easing({"is": "mild"})}) == [
        ("NR220", "/conditions/mild/any/1")
    ]


OVER_TIME: list[tuple[str, Any]] = [
    ("unbroken", LASTING),
    ("mild-sightings", {"measure": {**SEEN, "sightings": BETTER}, "at_least": 3}),
    ("few-grave-sightings", {"measure": SEEN, "at_most": 0}),
    ("less-than-before", LESS),
    ("no-review-in-vain", {"measure": REVIEWED, "at_most": 0}),
    ("all-any-of", {"all": [LESS, {"any": [LASTING, LESS]}]}),
    ("so-many-of", {"at_least": 1, "of": [LASTING, LESS]}),
    ("not", {"not": {"measure": SEEN, "at_least": 1}}),
    ("by-name", {"is": "lasting"}),
    ("a-named-measure", {"measure": "calm", "at_least": 90}),
    (
        "the-least-of-two",
        {"measure": {"min": ["calm", {"times": 1, "of": FOR_LONG}]}, "at_least": 9},
    ),
    ("the-greatest", {"measure": {"max": [FOR_LONG, "calm"]}, "at_least": 9}),
    ("a-sum", {"measure": {"sum": [FOR_LONG, "calm"]}, "at_least": 9}),
]


@pytest.mark.parametrize("asked", [pytest.param(a, id=i) for i, a in OVER_TIME])
def test_an_easing_may_look_at_anything_that_shows_change_over_time(
    asked: Any,
) -> None:
    named = {
        "/measures": {**POINTS["/measures"], "calm": FOR_LONG},
        "/conditions": {"lasting": LASTING},
    }

    program = linked({**named, **easing(asked)})

    assert [rule.id for rule in program.rules if rule.kind == "easing"] == ["E1"]


BROUGHT_ABOUT: list[tuple[str, Any]] = [
    ("grave-sightings", {"measure": SEEN, "at_least": 1}),
    ("more-than-before", {"measure": {"change": "points"}, "above": 0}),
    ("reviews-in-vain", {"measure": REVIEWED, "at_least": 1}),
    ("not-lasting", {"not": LASTING}),
    ("either", {"any": [LASTING, {"measure": SEEN, "at_least": 1}]}),
    (
        "a-weakness",
        {
            "measure": {
                "unbroken": {"indicator": "S", "at_most": "weak"},
                "in": "days",
            },
            "at_least": 9,
        },
    ),
]


@pytest.mark.parametrize("asked", [pytest.param(a, id=i) for i, a in BROUGHT_ABOUT])
def test_an_easing_that_a_worse_answer_could_bring_about_is_refused(asked: Any) -> None:
    assert refusals({**POINTS, **easing(asked)}) == [("NR210", WHEN)]


def test_nobody_may_declare_that_a_worse_answer_brings_an_easing_about() -> None:
    excused = {"exception": {"law": 5, "because": "It is meant."}}
    grave = {"measure": SEEN, "at_least": 1}

    assert refusals(easing({"not": LASTING, **excused})) == [("NR210", WHEN)]
    assert refusals(easing({"all": [grave], **excused})) == [("NR210", WHEN)]


def test_it_is_refused_where_a_worse_answer_makes_the_question_be_asked() -> None:
    asked = {"/indicators/A/ask_if": {"indicator": "B", "at_least": "severe"}}

    assert refusals({**asked, **easing(LASTING)}) == [("NR210", WHEN)]


def test_a_steady_strength_may_ease() -> None:
    steady = {"unbroken": {"indicator": "S", "at_least": "reliable"}, "in": "days"}

    assert linked(easing({"measure": steady, "at_least": 90})).outcomes


LIMITS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    (
        "lowered-without-a-limit",
        {"lower": {"level": 1, "other": 1}},
        [("NR217", "/easings/0/not_below")],
    ),
    (
        "a-limit-of-what-is-not-lowered",
        {"not_below": {"level": "low", "other": "no"}},
        [("NR217", "/easings/0/not_below/other")],
    ),
    (
        "no-such-grade",
        {"not_below": {"level": "awful"}},
        [("NR202", "/easings/0/not_below/level")],
    ),
]


@pytest.mark.parametrize(
    ("more", "found"), [pytest.param(m, f, id=i) for i, m, f in LIMITS]
)
def test_an_easing_lowers_just_what_it_sets_a_limit_for(
    more: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert refusals({**OTHER, **easing(LASTING, **more)}) == found


NAMES: list[tuple[str, dict[str, Any], str]] = [
    ("lower", {"lower": {"Z": 1}}, "/easings/0/lower/Z"),
    ("not-below", {"not_below": {"Z": "low"}}, "/easings/0/not_below/Z"),
    ("condition", {"when": {"is": "Z"}}, f"{WHEN}/is"),
    ("source", {"source": "Z"}, "/easings/0/source"),
]


@pytest.mark.parametrize(
    ("more", "place"), [pytest.param(m, p, id=i) for i, m, p in NAMES]
)
def test_a_name_that_stands_for_nothing_is_refused_in_an_easing(
    more: dict[str, Any], place: str
) -> None:
    assert refusals(easing(LASTING, **more)) == [("NR201", place)]


def test_an_outcome_that_an_easing_of_it_reads_is_a_circle() -> None:
    read = {"measure": {"change": "reached"}, "below": 0}
    reached = {
        "/measures": {"reached": {"points": "R"}},
        "/ratings": {
            "R": {
                "label": "R",
                "scale": "care",
                "rule": {
                    "grades": [
                        {
                            "when": {"outcome": "level", "at_least": "high"},
                            "give": "severe",
                        }
                    ],
                    "otherwise": "met",
                },
            }
        },
    }

    assert refusals({**reached, **easing(read)}) == [("NR204", "/ratings/R")]


def test_easings_are_a_shift_by_less_than_nought_after_the_modifiers() -> None:
    program = linked(easing(LASTING, lower={"level": 2}, not_below={"level": "middle"}))
    (level,) = program.outcomes

    eased = program.steps[level.eased]

    assert isinstance(eased, Shift)
    assert (eased.of, eased.by, eased.limit) == (level.modified, (-2,), (2,))
    assert eased.start == (1,)


def test_rules_are_in_the_order_in_which_they_act() -> None:
    modifier = {
        "id": "M1",
        "when": {"indicator": "X", "in": ["yes"]},
        "raise": {"level": 1},
        "up_to": {"level": "high"},
        "because": "…",
    }
    program = linked({**easing(LASTING), "/modifiers": [modifier]})

    assert [(rule.kind, dict(rule.gives)) for rule in program.rules] == [
        ("threshold", {"level": "middle"}),
        ("modifier", {"level": "high"}),
        ("easing", {"level": "low"}),
        ("guard", {"level": "high"}),
    ]


def test_the_document_says_what_a_leaf_that_looks_back_counts() -> None:
    within = {"sightings": BETTER, "distinct": "people", "within": {"months": 3}}
    program = linked(easing({"measure": within, "at_least": 2}))

    steps = program_document(program)["steps"]
    (leaf,) = (step for step in steps.values() if step.get("of") == "sightings")

    assert leaf["tally"] == {
        "of": "A",
        "indicators": ["A"],
        "among": 0b110,
        "distinct": "by",
        "within": {"months": 3, "days": None},
        "worse": False,
        "milder": True,
    }
    assert (leaf["per"], leaf["open"]) == (1, [0, 1_000_000])


def test_what_looks_back_over_answers_must_be_known_for_exact_bounds() -> None:
    program = linked(easing(LESS))
    (level,) = program.outcomes

    leaves = [program.steps[index] for index in level.free]

    assert {step.of for step in leaves if isinstance(step, Amount)} == {"earlier"}
