"""What weights mean: worked out, and never more than the rules allow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from neglect_rules.analysis import Weighing, weigh
from neglect_rules.analysis._forms import forms_of
from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case, a_program, a_threshold

TOTAL = {"measure": {"total": "all"}}


def spread(when: Any, changes: Any = None) -> dict[str, int | None]:
    """Return for each level the fewest parts from which points can reach it."""
    changed = {"/thresholds": [a_threshold(when)], **(changes or {})}
    return {each.grade: each.least for each in weigh(a_program(changed)).spread}


def small() -> Weighing:
    return weigh(a_program())


def test_a_sign_adds_its_points_times_both_weights() -> None:
    half = a_program({"/indicators/B/weight": Decimal("0.5")})

    adds = {sign.id: dict(sign.adds) for sign in weigh(half).signs}

    assert adds["A"] == {
        "met": 0,
        "emerging": Fraction(3, 2),
        "established": 3,
        "severe": 6,
    }
    assert adds["B"]["severe"] == 3
    assert adds["C"]["severe"] == 4
    assert "S" not in adds, "without a domain it is in no score"


def test_a_grade_that_may_not_be_given_adds_nothing() -> None:
    (sign,) = (
        each
        for each in weigh(a_program({"/indicators/B/permits": ["met", "severe"]})).signs
        if each.id == "B"
    )

    assert list(sign.adds) == ["met", "severe"]


def test_the_most_that_a_domain_adds_is_its_cap_times_its_weight() -> None:
    assert [(each.id, each.most) for each in small().domains] == [
        ("safety", 9),
        ("health", None),
    ]


@pytest.mark.parametrize(
    ("least", "parts"),
    [
        pytest.param(4, 1, id="either-part"),
        pytest.param(9, 1, id="all-of-the-capped-part"),
        pytest.param(Decimal("9.5"), 2, id="just-above-the-cap"),
        pytest.param(13, 2, id="all-of-both"),
        pytest.param(Decimal("13.5"), None, id="more-than-there-is"),
    ],
)
def test_how_far_a_total_must_be_spread(least: Any, parts: int | None) -> None:
    assert spread({**TOTAL, "at_least": least}) == {"middle": parts}


def test_a_rule_that_no_points_move_is_left_out() -> None:
    assert spread({"indicator": "A", "at_least": "severe"}) == {}


def test_a_rule_that_reads_a_level_does_not_count_as_reading_points() -> None:
    other = {"grades": ["no", "yes"]}
    reads = a_threshold({"outcome": "level", "at_least": "middle"}, id="T2")
    program = a_program(
        {
            "/outcomes/other": other,
            "/thresholds/-": {**reads, "reach": {"other": "yes"}},
        }
    )

    assert {each.outcome for each in weigh(program).spread} == {"level"}


def test_what_one_answer_alone_can_bring() -> None:
    found = {each.grade: each.indicators for each in small().alone}

    assert found == {"high": ("A",), "middle": ("B", "C")}


@pytest.mark.parametrize("least", [4, 9, Decimal("9.5"), 13])
def test_what_is_ruled_out_no_answers_reach(least: Any) -> None:
    """The claim is about every case, so every case of the small ruleset is tried."""
    program = a_program({"/thresholds": [a_threshold({**TOTAL, "at_least": least})]})
    (found,) = (each for each in weigh(program).spread if each.grade == "middle")
    forms = forms_of(program)
    asked, best = forms.asked, forms.best
    assert found.least is not None

    for count in range(len(asked) + 1):
        for parts in combinations(asked, count):
            worst = {id_: "severe" for part in parts for id_ in asked[part]}
            level = evaluate(program, a_case({**best, **worst}), at=NOON)
            met = [rule["value"] for rule in level.trace.document["rules"][:1]]
            assert count >= found.least or met == ["false"]
            if count == len(asked):
                assert met == ["true"]


def test_a_ruleset_without_points_has_nothing_to_weigh() -> None:
    grades = [
        {"id": "met"},
        {"id": "emerging"},
        {"id": "established"},
        {"id": "severe"},
    ]
    rules = [a_threshold({"indicator": "B", "at_least": "severe"})]

    found = weigh(
        a_program(
            {
                "/scales/care/grades": grades,
                "/scales/strength/grades/1/points": 0,
                "/thresholds": rules,
            }
        )
    )

    assert found.signs == ()
    assert {each.grade: each.indicators for each in found.alone} == {
        "high": ("A",),
        "middle": ("B",),
    }
