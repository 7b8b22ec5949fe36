"""Small changes to a ruleset: which there are, and what each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.golden import Mutation, mutated, mutations
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.model import Ruleset
from tests.builders import a_program, a_ruleset, a_threshold, asking
from tests.unit.facts.histories import linked
from tests.unit.golden.test_over_time import CHANGES


def told(ruleset: Ruleset, at: str) -> list[str]:
    """Return what every small change below a place makes of it."""
    return [
        f"{each.at.removeprefix(at)}: {each.was} -> {each.now}"
        for each in mutations(ruleset)
        if each.at.startswith(at)
    ]


def below(when: Any, changes: Mapping[str, Any] | None = None) -> list[str]:
    """Return what every small change makes of what one threshold asks."""
    return told(asking(when, changes).ruleset, "/thresholds/0/when")


NUMBERS = {"at_least": "{} or more", "above": "more than {}"}


@pytest.mark.parametrize(
    ("when", "changes"),
    [
        pytest.param(
            {"measure": {"total": "all"}, "at_least": 3},
            [
                "/at_least: 3 or more -> 2 or more",
                "/at_least: 3 or more -> 4 or more",
                "/at_least: 3 or more -> more than 3",
            ],
            id="a-number-and-the-side-of-its-edge",
        ),
        pytest.param(
            {"measure": {"number": "N"}, "below": 3},
            [
                "/below: less than 3 -> less than 2.5",
                "/below: less than 3 -> less than 3.5",
                "/below: less than 3 -> 3 or less",
            ],
            id="a-number-with-steps-of-its-own",
        ),
        pytest.param(
            {"measure": {"total": "all"}, "above": 0},
            ["/above: more than 0 -> more than 1", "/above: more than 0 -> 0 or more"],
            id="nothing-below-nought",
        ),
        pytest.param(
            {
                "not": {
                    "measure": {"times": Decimal("1.5"), "of": {"points": "A"}},
                    "at_most": 2,
                }
            },
            [
                "/not/at_most: 2 or less -> 1 or less",
                "/not/at_most: 2 or less -> 3 or less",
                "/not/at_most: 2 or less -> less than 2",
                "/not/measure/times: 1.5 times -> 1 time",
                "/not/measure/times: 1.5 times -> 2 times",
            ],
            id="a-broken-number-goes-to-whole-ones",
        ),
        pytest.param(
            {"indicator": "A", "at_least": "emerging"},
            [
                '/at_least: from "emerging" -> from "met"',
                '/at_least: from "emerging" -> from "established"',
            ],
            id="a-grade",
        ),
        pytest.param(
            {"outcome": "first", "in": ["low", "middle"]},
            ['/in: "Low" or "Middle" -> "Middle"', '/in: "Low" or "Middle" -> "Low"'],
            id="a-level-of-another-outcome",
        ),
        pytest.param(
            {"rating": "R", "at_least": "severe"},
            ['/at_least: from "severe" -> from "established"'],
            id="the-last-grade-of-a-rating",
        ),
        pytest.param(
            {"indicator": "X", "in": ["no", "yes"]},
            ['/in: "no" or "yes" -> "yes"', '/in: "no" or "yes" -> "no"'],
            id="one-of-several-grades",
        ),
        pytest.param({"indicator": "X", "in": ["yes"]}, [], id="the-only-grade"),
        pytest.param(
            {"not": {"some": {"from": "all", "graded": {"at_most": "met"}}}},
            [
                "/not: one of the signs -> every one of the signs",
                '/not/some/graded/at_most: up to "met" -> up to "emerging"',
            ],
            id="some-for-every-and-the-grade-of-a-selection",
        ),
        pytest.param(
            {"every": {"from": "all", "graded": "critical"}},
            [": every one of the signs -> one of the signs"],
            id="every-for-some",
        ),
        pytest.param(
            {
                "any": [
                    {"subject": ["child"]},
                    {"all": [{"is": "late"}, {"is": "late"}]},
                    {"any": [{"is": "late"}]},
                ]
            },
            [
                ": any one of the conditions -> all of the conditions",
                "/any/0: as it stands -> left out",
                "/any/1: as it stands -> left out",
                "/any/2: as it stands -> left out",
                "/any/1: all of the conditions -> any one of the conditions",
                "/any/1/all/0: as it stands -> left out",
                "/any/1/all/1: as it stands -> left out",
            ],
            id="any-for-all-and-each-condition-left-out",
        ),
        pytest.param(
            {"at_least": 1, "of": [{"is": "late"}, {"is": "late"}]},
            ["/at_least: 1 of the conditions -> 2 of the conditions"],
            id="how-many-of-several",
        ),
        pytest.param(
            {"record": {"coverage": "all", "below": Decimal("0.5")}},
            [
                "/record/below: a share below 0.5 -> a share below 0",
                "/record/below: a share below 0.5 -> a share below 1",
            ],
            id="a-share",
        ),
    ],
)
def test_what_a_rule_asks_is_changed_in_every_small_way(
    when: Any, changes: list[str]
) -> None:
    more = {
        "/outcomes/first": {"grades": ["low", "middle"]},
        "/conditions": {"late": {"subject": ["child"]}},
        "/ratings": {
            "R": {"label": "R", "scale": "care", "rule": {"worst_of": ["A", "B"]}}
        },
    }

    assert below(when, more) == changes


def test_what_a_rule_reaches_goes_one_level_down_and_up_and_the_rule_is_left_out() -> (
    None
):
    ruleset = a_program().ruleset

    assert told(ruleset, "/thresholds/0")[:3] == [
        '/reach/level: "Middle" -> "Low"',
        '/reach/level: "Middle" -> "High"',
        ": as it stands -> left out",
    ]
    assert told(ruleset, "/guards/0") == [
        '/at_least/level: "High" -> "Middle"',
        ": as it stands -> left out",
        "/when: one of the signs -> every one of the signs",
    ]


def test_weights_caps_points_and_critical_grades_are_changed() -> None:
    ruleset = a_program({"/indicators/A/stale_after": {"months": 1}}).ruleset

    assert told(ruleset, "/domains/safety") == [
        "/weight: weight 1.5 -> weight 1",
        "/weight: weight 1.5 -> weight 2",
        "/cap: 6 points at most -> 5 points at most",
        "/cap: 6 points at most -> 7 points at most",
        "/cap: 6 points at most -> no limit",
    ]
    assert told(ruleset, "/scales/strength") == [
        ': "weak" 0 and "reliable" -1 points -> "weak" -1 and "reliable" 0 points',
        "/grades/0/points: 0 points -> 1 point",
        "/grades/1/points: -1 points -> -2 points",
        "/grades/1/points: -1 points -> 0 points",
    ]
    assert told(ruleset, "/indicators/A") == [
        "/weight: weight 1 -> weight 0",
        "/weight: weight 1 -> weight 2",
        '/critical_at: "severe" -> "established"',
        "/stale_after/months: 1 month -> 2 months",
    ]
    assert told(ruleset, "/indicators/S") == []


RATING: Mapping[str, Any] = {
    "label": "R",
    "scale": "care",
    "rule": {
        "choose": "X",
        "by": {
            "no": "met",
            "yes": {
                "bands": [
                    {"give": "met"},
                    {"from": 5, "give": "severe"},
                ],
                "of": {"number": "N"},
            },
        },
    },
}


def test_what_a_rating_gives_and_where_its_bands_begin_is_changed() -> None:
    ruleset = a_program({"/ratings": {"R": RATING}}).ruleset

    assert told(ruleset, "/ratings/R/rule") == [
        '/by/no: "met" -> "emerging"',
        "/by/yes/bands/1/from: from 5 -> from 4.5",
        "/by/yes/bands/1/from: from 5 -> from 5.5",
        "/by/yes/bands/1/from: from 5 -> above 5",
        '/by/yes/bands/0/give: "met" -> "emerging"',
        '/by/yes/bands/1/give: "severe" -> "established"',
    ]


GRADES: Mapping[str, Any] = {
    "label": "R",
    "scale": "care",
    "rule": {
        "grades": [
            {"when": {"subject": ["child"]}, "give": "met"},
            {"when": {"subject": ["unborn"]}, "give": "emerging"},
        ],
        "otherwise": "n/a",
    },
}


def test_a_branch_of_a_rating_is_left_out_and_not_applicable_stays() -> None:
    ruleset = a_program({"/ratings": {"R": GRADES}}).ruleset

    assert told(ruleset, "/ratings/R/rule") == [
        "/grades/0: as it stands -> left out",
        "/grades/1: as it stands -> left out",
        '/grades/0/give: "met" -> "emerging"',
        '/grades/1/give: "emerging" -> "met"',
        '/grades/1/give: "emerging" -> "established"',
    ]


def test_easings_reviews_and_where_an_outcome_starts_are_changed() -> None:
    ladder = {
        "grades": ["no", "yes"],
        "from": {
            "outcome": "level",
            "map": {"low": "no", "middle": "no", "high": "yes"},
        },
    }
    ruleset = linked({**CHANGES, "/outcomes/help": ladder}).ruleset

    assert told(ruleset, "/outcomes/help") == [
        '/from/map/low: "No" -> "Yes"',
        '/from/map/middle: "No" -> "Yes"',
        '/from/map/high: "Yes" -> "No"',
    ]
    assert told(ruleset, "/easings/0")[:3] == [
        "/lower/level: 1 step -> 2 steps",
        '/not_below/level: "Low" -> "Middle"',
        ": as it stands -> left out",
    ]
    assert told(ruleset, "/reviews/0")[:3] == [
        ": as it stands -> left out",
        "/within/days: 7 days -> 6 days",
        "/within/days: 7 days -> 8 days",
    ]


def test_a_modifier_is_changed_in_how_far_it_raises_and_between_which_levels() -> None:
    modifier = {
        "id": "M1",
        "when": {"subject": ["child"]},
        "raise": {"level": 2},
        "from_at_least": {"level": "middle"},
        "up_to": {"level": "high"},
        "because": "…",
    }
    ruleset = a_program({"/modifiers": [modifier]}).ruleset

    assert told(ruleset, "/modifiers/0") == [
        "/raise/level: 2 steps -> 1 step",
        "/raise/level: 2 steps -> 3 steps",
        '/up_to/level: "High" -> "Middle"',
        '/from_at_least/level: "Middle" -> "Low"',
        '/from_at_least/level: "Middle" -> "High"',
        ": as it stands -> left out",
    ]


def test_what_is_followed_over_time_is_changed() -> None:
    ruleset = linked(CHANGES).ruleset

    assert '/when/measure/unbroken/at_most: up to "emerging" -> up to "met"' in told(
        ruleset, "/easings/0"
    )


def test_what_decides_nothing_is_not_changed() -> None:
    promise = {
        "id": "P1",
        "whenever": {"indicator": "A", "at_least": "severe"},
        "then": {"level": {"at_least": "high"}},
    }
    report = [{"id": "r", "label": "R", "measure": {"times": 2, "of": {"points": "A"}}}]
    aged = [{"ages": {"before": 2}, "text": "…"}, {"ages": {"from": 2}, "text": "…"}]
    ruleset = a_program(
        {
            "/promises": [promise],
            "/report": report,
            "/indicators/S/grades": {"weak": aged},
        }
    ).ruleset

    assert told(ruleset, "/promises") + told(ruleset, "/report") == []
    assert told(ruleset, "/indicators/S") == []


def a_full_ruleset() -> dict[str, Any]:
    """Return a small ruleset with a parameter, ratings and nested conditions."""
    when = {
        "all": [
            {"measure": {"total": "all"}, "at_least": {"parameter": "most"}},
            {"some": {"from": "all", "graded": {"at_least": "emerging"}}},
        ]
    }
    return a_ruleset(
        {
            "/parameters": {"most": {"label": "Most", "number": 3}},
            "/thresholds/-": a_threshold(when),
            "/ratings": {"R": RATING, "Q": GRADES},
            "/thresholds/0/when": {"rating": "R", "at_least": "emerging"},
        }
    )


def meaning(ruleset: Ruleset) -> str:
    """Return what a ruleset means, or that it is refused."""
    try:
        return link(ruleset).fingerprint
    except RulesetError as refused:
        return refused.diagnostics[0].code


def test_every_change_means_what_its_document_means_when_it_is_read_afresh() -> None:
    ruleset = load_ruleset(a_full_ruleset())

    for each in mutations(ruleset)[::5]:
        made = mutated(ruleset, each)
        try:
            read = load_ruleset(made.document)
        except RulesetError:
            # The schema says so before linking does.
            continue

        assert meaning(made) == meaning(read), each.at
        assert made.document != ruleset.document


def test_a_parameter_is_changed_where_it_is_used_and_only_there() -> None:
    ruleset = load_ruleset(a_full_ruleset())
    at = "/thresholds/1/when/all/0/at_least"
    change = next(each for each in mutations(ruleset) if each.at == at)

    made = mutated(ruleset, change)

    assert made.document["thresholds"][1]["when"]["all"][0]["at_least"] == 2
    assert made.document["parameters"] == ruleset.document["parameters"]


def test_a_change_leaves_the_ruleset_that_it_is_made_to_as_it_was() -> None:
    ruleset = load_ruleset(a_full_ruleset())
    before = (ruleset, dict(ruleset.document))

    for each in mutations(ruleset):
        mutated(ruleset, each)

    assert (ruleset, dict(ruleset.document)) == before
    assert isinstance(mutations(ruleset)[0], Mutation)
