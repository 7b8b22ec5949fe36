"""Linking what looks back: names, scales, and what may be followed over time."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.linking import link, linked
from neglect_rules.loading import load_ruleset
from tests.builders import a_ruleset
from tests.unit.linking.histories import (
    BETTER,
    KIND,
    RATED,
    REVIEWED,
    SEVERE,
    M,
    among,
    household,
    refusals,
    reported,
    review,
    seen,
    unbroken,
    when,
)

NAMES: list[tuple[str, dict[str, Any], str]] = [
    ("event-kind", when({"events": "lost"}, **KIND), f"{M}/events"),
    ("no-event-kinds-at-all", when({"events": "missed"}), f"{M}/events"),
    (
        "sighting",
        when(seen({"indicator": "Z", "at_least": "severe"})),
        f"{M}/sightings/indicator",
    ),
    (
        "unbroken",
        when(unbroken({"indicator": "Z", "at_least": "severe"})),
        f"{M}/unbroken/indicator",
    ),
    (
        "one-of-a-selection",
        when(seen(among({"at_least": "severe"}, "A", "Z"))),
        f"{M}/sightings/from/indicators/1",
    ),
    (
        "a-rating-has-no-records",
        when(seen({"indicator": "R", "at_least": "severe"}), **RATED),
        f"{M}/sightings/indicator",
    ),
    ("change", when({"change": "Z"}), f"{M}/change"),
    ("change-of-an-indicator", when({"change": "A"}), f"{M}/change"),
    ("earlier", when({"earlier": "Z"}), f"{M}/earlier"),
    ("reviews", when({REVIEWED: "Z"}), f"{M}/{REVIEWED}"),
    ("reviews-of-a-rating", when({REVIEWED: "R"}, **RATED), f"{M}/{REVIEWED}"),
    ("asked-by-a-review", review(when={"is": "Z"}), "/reviews/0/when/is"),
    ("source-of-a-review", review(source="Z"), "/reviews/0/source"),
    (
        "source-of-a-kind",
        {"/event_kinds": {"k": {"label": "K", "source": "Z"}}},
        "/event_kinds/k/source",
    ),
    ("households", household(Z="high"), "/households/rescreen_at/Z"),
]


@pytest.mark.parametrize(
    ("changes", "place"), [pytest.param(c, p, id=i) for i, c, p in NAMES]
)
def test_a_name_that_stands_for_nothing_is_refused_where_it_is_used(
    changes: dict[str, Any], place: str
) -> None:
    assert refusals(changes) == [("NR201", place)]


def test_a_near_kind_of_event_is_suggested() -> None:
    with pytest.raises(RulesetError) as caught:
        link(load_ruleset(a_ruleset(when({"events": "mised"}, **KIND))))

    assert caught.value.diagnostics[0].hint == "did you mean `missed`?"


def test_a_domain_looked_for_among_indicators_is_said_to_be_one() -> None:
    strange = seen({"indicator": "safety", "at_least": "severe"})

    with pytest.raises(RulesetError) as caught:
        link(load_ruleset(a_ruleset(when(strange))))

    assert caught.value.diagnostics[0].hint == "`safety` is the name of a domain"


ALIKE: list[tuple[str, dict[str, Any], str]] = [
    (
        "kinds-of-event",
        {"/event_kinds": {"missed": {"label": "M"}, "Missed": {"label": "M"}}},
        "/event_kinds/Missed",
    ),
    (
        "two-reviews",
        {"/reviews": [*review()["/reviews"], *review()["/reviews"]]},
        "/reviews/1/id",
    ),
    (
        "an-easing-and-a-threshold",
        {
            "/easings": [
                {
                    "id": "t1",
                    "when": {"measure": unbroken(BETTER), "at_least": 90},
                    "lower": {"level": 1},
                    "not_below": {"level": "low"},
                    "because": "…",
                }
            ]
        },
        "/easings/0/id",
    ),
]


@pytest.mark.parametrize(
    ("changes", "place"), [pytest.param(c, p, id=i) for i, c, p in ALIKE]
)
def test_two_names_that_differ_only_in_capitals_are_refused(
    changes: dict[str, Any], place: str
) -> None:
    assert ("NR203", place) in refusals(changes)


def test_reviews_of_what_is_an_indicator_and_a_domain_are_refused() -> None:
    both = when({REVIEWED: "health"})
    both["/indicators/health"] = {"scale": "care", "label": "Health"}

    assert refusals(both) == [("NR203", f"{M}/{REVIEWED}")]


def test_reviews_of_all_are_refused_where_an_indicator_is_called_that() -> None:
    both = when({REVIEWED: "all"})
    both["/indicators/all"] = {"scale": "care", "label": "All"}

    assert refusals(both) == [("NR203", f"{M}/{REVIEWED}")]


GRADES: list[tuple[str, dict[str, Any], str]] = [
    (
        "seen-at-least",
        when(seen({"indicator": "A", "at_least": "weak"})),
        f"{M}/sightings/at_least",
    ),
    (
        "seen-at-most",
        when(unbroken({"indicator": "S", "at_most": "severe"})),
        f"{M}/unbroken/at_most",
    ),
    (
        "one-of-several",
        when(unbroken({"indicator": "A", "in": ["severe", "awful"]})),
        f"{M}/unbroken/in/1",
    ),
    ("households", household(level="awful"), "/households/rescreen_at/level"),
]


@pytest.mark.parametrize(
    ("changes", "place"), [pytest.param(c, p, id=i) for i, c, p in GRADES]
)
def test_a_grade_is_refused_where_its_scale_does_not_have_it(
    changes: dict[str, Any], place: str
) -> None:
    assert refusals(changes) == [("NR202", place)]


def test_of_a_selection_every_member_must_have_the_grade() -> None:
    assert refusals(when(seen(among({"at_least": "severe"}, "A", "S")))) == [
        ("NR206", f"{M}/sightings/graded")
    ]


WITHOUT_A_WORSE: list[tuple[str, dict[str, Any], str]] = [
    (
        "sightings-of-a-context",
        when(seen({"indicator": "X", "in": ["yes"]})),
        f"{M}/sightings/indicator",
    ),
    (
        "sightings-of-a-number",
        when(seen({"indicator": "N", "at_least": "met"})),
        f"{M}/sightings/indicator",
    ),
    (
        "unbroken-context",
        when(unbroken({"indicator": "X", "in": ["no"]})),
        f"{M}/unbroken/indicator",
    ),
    ("a-context-among-several", when(seen(among({"in": ["yes"]}, "X"))), M),
    ("per-carer-of-a-context", {"/indicators/X/per": "carer"}, "/indicators/X/per"),
    ("per-carer-of-a-number", {"/indicators/N/per": "carer"}, "/indicators/N/per"),
    ("reviews-of-a-strength", when({REVIEWED: "S"}), f"{M}/{REVIEWED}"),
    ("reviews-of-a-context", when({REVIEWED: "X"}), f"{M}/{REVIEWED}"),
    ("reviews-of-a-number", when({REVIEWED: "N"}), f"{M}/{REVIEWED}"),
    (
        "reviews-of-a-domain-without-a-sign",
        {"/domains/home": {"label": "Home"}, **when({REVIEWED: "home"})},
        f"{M}/{REVIEWED}",
    ),
]


@pytest.mark.parametrize(
    ("changes", "place"), [pytest.param(c, p, id=i) for i, c, p in WITHOUT_A_WORSE]
)
def test_what_has_no_worse_is_not_followed_over_time(
    changes: dict[str, Any], place: str
) -> None:
    assert refusals(changes) == [("NR209", place)]


def test_a_selection_of_ratings_alone_cannot_be_followed() -> None:
    only = seen(among({"at_least": "severe"}, "R"))

    assert refusals(when(only, **RATED)) == [("NR205", M)]


MILD_ONES: list[tuple[str, Any]] = [
    ("mild", seen(among({"at_most": "emerging"}, "A", "B"))),
    ("without-the-gravest", unbroken(among({"in": ["met", "established"]}, "A", "B"))),
    ("a-strength", unbroken(among({"at_least": "reliable"}, "S"))),
]


@pytest.mark.parametrize("measure", [pytest.param(m, id=i) for i, m in MILD_ONES])
def test_of_several_one_mild_sign_is_never_enough(measure: Any) -> None:
    assert refusals({"/report": reported(measure)}) == [("NR209", "/report/0/measure")]


def test_of_several_the_gravest_may_be_followed_each_way() -> None:
    for graded, id_ in (({"at_most": "weak"}, "S"), ({"in": ["met", "severe"]}, "A")):
        document = a_ruleset({"/report": reported(seen(among(graded, id_)))})

        assert linked(load_ruleset(document))[1] == ()


def test_an_empty_selection_is_refused_once_and_in_its_own_words() -> None:
    assert refusals(when(seen(among("critical", "B")))) == [
        ("NR205", f"{M}/sightings/from")
    ]


def test_ratings_are_left_out_of_a_selection_that_is_followed() -> None:
    mixed = when(seen(among({"at_least": "severe"}, "A", "R")), **RATED)

    program, warnings = linked(load_ruleset(a_ruleset(mixed)))

    tallies = [getattr(step, "tally", None) for step in program.steps]
    assert [tally.of for tally in tallies if tally is not None] == ["A"]
    assert warnings == ()


CIRCLES: list[tuple[str, dict[str, Any]]] = [
    ("change-of-itself", {"/measures": {"M1": {"change": "M1"}}}),
    ("earlier-of-itself", {"/measures": {"M1": {"earlier": "M1"}}}),
    (
        "asked-if-it-was-seen",
        {"/indicators/A/ask_if": {"measure": seen(SEVERE), "at_least": 1}},
    ),
    (
        "asked-if-its-domain-is-no-better",
        {"/indicators/A/ask_if": {"measure": {REVIEWED: "safety"}, "at_least": 1}},
    ),
    (
        "an-easing-of-what-it-reads",
        {
            "/conditions": {"C1": {"is": "C2"}, "C2": {"not": {"is": "C1"}}},
            "/easings": [
                {
                    "id": "E1",
                    "when": {"is": "C1"},
                    "lower": {"level": 1},
                    "not_below": {"level": "low"},
                    "because": "…",
                }
            ],
        },
    ),
]


@pytest.mark.parametrize("changes", [pytest.param(c, id=i) for i, c in CIRCLES])
def test_things_that_read_each_other_in_a_circle_are_refused(
    changes: dict[str, Any],
) -> None:
    assert {code for code, _ in refusals(changes)} == {"NR204"}
