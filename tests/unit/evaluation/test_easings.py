"""Easings lower what came out so far, within limits; guards come after (7.4, 7.6)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from neglect_rules.evaluation import OutcomeResult, evaluate
from neglect_rules.evaluation import _kinds as kinds
from neglect_rules.program import Shift
from neglect_rules.truth import Truth
from tests.builders import NOON, a_case, a_threshold
from tests.unit.facts.histories import linked

TRUE, FALSE, OPEN = Truth.TRUE, Truth.FALSE, Truth.OPEN
HOLDS = {TRUE: {True}, FALSE: {False}, OPEN: {True, False}}
BETTER = {"unbroken": {"indicator": "A", "at_most": "emerging"}, "in": "days"}
STEADY = {"unbroken": {"indicator": "S", "at_least": "reliable"}, "in": "days"}
GRADES = ("low", "middle", "high", "top")


def easing(
    id_: str = "E1",
    measure: Any = BETTER,
    by: int = 1,
    not_below: str = "low",
    days: int = 28,
) -> dict[str, Any]:
    """Return an easing of the level."""
    return {
        "id": id_,
        "when": {"measure": measure, "at_least": days},
        "lower": {"level": by},
        "not_below": {"level": not_below},
        "because": "It has lasted.",
    }


def days(*graded: str, id_: str = "A") -> dict[str, Any]:
    """Return answers, each written `grade date`."""
    keys = ("grade", "date")
    return {id_: [dict(zip(keys, each.split(), strict=False)) for each in graded]}


LASTING = days("met 2026-02-01", "met 2026-03-01")
BRIEF = days("met 2026-02-01", "met 2026-02-20")
NEVER_SEEN: dict[str, Any] = {}


def level(
    answers: Any,
    *easings: Any,
    reached: str = "top",
    sign: str = "severe",
    changes: Any = None,
) -> OutcomeResult:
    """Return the result where a sign reaches a grade that easings may lower."""
    program = linked(
        {
            "/outcomes/level/grades": list(GRADES),
            "/thresholds": [
                a_threshold(
                    {"indicator": "B", "at_least": "emerging"}, reach={"level": reached}
                )
            ],
            "/guards": [],
            "/easings": list(easings),
            **(changes or {}),
        }
    )
    return evaluate(program, a_case({"B": sign, **answers}), at=NOON)["level"]


EASED: list[tuple[str, Any, list[Any], str, tuple[str, ...]]] = [
    ("shown", LASTING, [easing()], "top", ("high",)),
    ("not-yet", BRIEF, [easing()], "top", ("top",)),
    ("nobody-looked", NEVER_SEEN, [easing()], "top", ("high", "top")),
    ("by-several-grades", LASTING, [easing(by=2)], "top", ("middle",)),
    (
        "not-beyond-its-limit",
        LASTING,
        [easing(by=3, not_below="high")],
        "top",
        ("high",),
    ),
    ("at-its-limit", LASTING, [easing(not_below="middle")], "middle", ("middle",)),
    (
        "below-its-limit-it-never-raises",
        LASTING,
        [easing(not_below="high")],
        "middle",
        ("middle",),
    ),
    ("of-the-lowest", LASTING, [easing(by=3)], "low", ("low",)),
    (
        "of-two-the-furthest-and-not-both",
        LASTING,
        [easing(), easing("E2", by=2, not_below="middle")],
        "top",
        ("middle",),
    ),
    (
        "the-same-twice-is-once",
        LASTING,
        [easing(), easing("E2")],
        "top",
        ("high",),
    ),
    (
        "an-open-one-beyond-a-true-one",
        LASTING,
        [easing(), easing("E2", STEADY, by=2)],
        "top",
        ("middle", "high"),
    ),
    (
        "an-open-one-behind-a-true-one",
        LASTING,
        [easing(by=2), easing("E2", STEADY)],
        "top",
        ("middle",),
    ),
    (
        "two-open-ones-and-one-true",
        {**LASTING, **days("weak 2026-04-01", id_="S")},
        [easing(), easing("E2", STEADY, by=3)],
        "top",
        ("high",),
    ),
]


@pytest.mark.parametrize(
    ("answers", "easings", "reached", "found"),
    [pytest.param(*row, id=i) for i, *row in EASED],
)
def test_an_easing_lowers_by_so_much_and_no_further_than_its_limit(
    answers: Any, easings: list[Any], reached: str, found: tuple[str, ...]
) -> None:
    result = level(answers, *easings, reached=reached)

    assert result.eased == result.possible == found
    assert result.modified == (reached,)


def test_every_possible_grade_is_lowered() -> None:
    result = level(LASTING, easing(), sign="not_known")

    assert (result.modified, result.eased) == (("low", "top"), ("low", "high"))


def test_without_easings_the_eased_result_is_the_modified_one() -> None:
    result = level(LASTING)

    assert result.eased == result.modified == ("top",)


GUARD = {
    "id": "G1",
    "when": {"indicator": "B", "at_least": "severe"},
    "at_least": {"level": "high"},
    "because": "…",
}
MODIFIER = {
    "id": "M1",
    "when": {"indicator": "X", "in": ["yes"]},
    "raise": {"level": 1},
    "up_to": {"level": "top"},
    "because": "…",
}


@pytest.mark.parametrize(
    ("sign", "floor"),
    [
        pytest.param("severe", "high", id="the-guard-holds"),
        pytest.param("emerging", "low", id="no-guard"),
    ],
)
def test_a_guard_comes_after_the_easings(sign: str, floor: str) -> None:
    result = level(LASTING, easing(by=3), sign=sign, changes={"/guards": [GUARD]})

    assert result.eased == ("low",)
    assert result.floor == floor


def test_modifiers_come_before_the_easings() -> None:
    raised = {**LASTING, "X": "yes"}

    result = level(
        raised, easing(), reached="middle", changes={"/modifiers": [MODIFIER]}
    )

    assert (result.thresholds, result.modified) == (("middle",), ("high",))
    assert result.eased == ("middle",)


def test_an_easing_lowers_only_the_outcomes_that_it_names() -> None:
    other = {"/outcomes/other": {"grades": ["no", "yes"]}}
    reach = {"level": "top", "other": "yes"}
    both = a_threshold({"subject": ["child"]}, reach=reach)
    program = linked(
        {
            **other,
            "/outcomes/level/grades": list(GRADES),
            "/thresholds": [both],
            "/guards": [],
            "/easings": [easing()],
        }
    )

    decision = evaluate(program, a_case(LASTING), at=NOON)

    assert decision["level"].possible == ("high",)
    assert decision["other"].possible == ("yes",)


def test_a_later_outcome_reads_what_was_eased() -> None:
    mapped = {
        "outcome": "level",
        "map": dict(zip(GRADES, ["no", "no", "no", "yes"], strict=True)),
    }
    later = {"/outcomes/next": {"grades": ["no", "yes"], "from": mapped}}
    program = linked(
        {
            **later,
            "/outcomes/level/grades": list(GRADES),
            "/thresholds": [
                a_threshold({"subject": ["child"]}, reach={"level": "top"})
            ],
            "/guards": [],
            "/easings": [easing()],
        }
    )

    assert evaluate(program, a_case(LASTING), at=NOON)["next"].possible == ("no",)
    assert evaluate(program, a_case(BRIEF), at=NOON)["next"].possible == ("yes",)


def test_the_trace_says_whether_an_easing_is_met_and_what_was_eased() -> None:
    program = linked({"/easings": [easing()]})
    document = evaluate(program, a_case(LASTING), at=NOON).trace.document

    (rule,) = (rule for rule in document["rules"] if rule["kind"] == "easing")

    assert (rule["id"], rule["value"], rule["gives"]) == (
        "E1",
        "true",
        {"level": "low"},
    )
    result = document["outcomes"]["level"]
    assert (result["modified"], result["eased"]) == (["low", "middle"], ["low"])


@pytest.mark.parametrize("truths", list(product(Truth, repeat=2)))
def test_easings_do_not_add_up_and_the_furthest_result_stands(
    truths: tuple[Truth, ...],
) -> None:
    step = Shift(
        at="",
        role="",
        of=0,
        when=(1, 2),
        by=(-1, -3),
        limit=(1, 2),
        start=(1, 1),
        grades=GRADES,
    )
    for base in range(2, 2 ** (len(GRADES) + 1), 2):
        found = set()
        for grade in kinds.positions(base):
            for way in product(*(HOLDS[t] for t in truths)):
                results = [grade]
                if way[0]:
                    results.append(min(grade, max(grade - 1, 1)))
                if way[1]:
                    results.append(min(grade, max(grade - 3, 2)))
                found.add(min(results))

        assert set(kinds.positions(kinds.shifted(step, base, truths))) == found


@pytest.mark.parametrize(
    ("answers", "floor", "recommended"),
    [
        pytest.param(NEVER_SEEN, "high", "top", id="an-open-easing-lowers-nothing"),
        pytest.param(BRIEF, "high", "top", id="not-even-beside-one-that-is-not-met"),
        pytest.param(LASTING, "high", "high", id="one-that-is-shown-lowers"),
        pytest.param(
            {**BRIEF, **days("weak", id_="S")}, "top", "top", id="neither-is-met"
        ),
    ],
)
def test_what_is_recommended_rests_on_no_improvement_that_is_only_possible(
    answers: Any, floor: str, recommended: str
) -> None:
    result = level(answers, easing(), easing("E2", STEADY))

    assert (result.floor, result.recommended) == (floor, recommended)
