"""What never matters in a ruleset, what never comes about, and what is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

from neglect_rules.analysis._lint_scoring import SCORING
from neglect_rules.analysis._lint_scoring_apart import told_apart
from neglect_rules.analysis._lint_scoring_follows import follows
from neglect_rules.analysis._lint_scoring_ground import Scored, scored
from neglect_rules.program import Answer, Map, Member
from tests.unit.analysis.sound import a_sound_ruleset, findings, found, looked_at

FROM: Final = {"source": "guidance", "status": "adapted", "because": "It was agreed."}
HUNGRY: Final = {"indicator": "FOOD", "at_least": "severe"}
MISSES: Final = {"indicator": "FOOD", "at_least": "worrying"}
ALONE: Final = {"indicator": "ALONE", "at_least": "worrying"}
HELPED: Final = {"indicator": "HELP", "at_least": "reliable"}
SEEN: Final = {"record": {"indicator": "FOOD", "source": ["seen"]}}
MISSED: Final = {"measure": {"events": "missed"}, "at_least": 2}
LIST: Final = {
    "event_kinds": {
        "missed": {"label": "Missed appointment"},
        "called": {"label": "The police were called"},
    }
}
CALLED: Final = {"measure": {"events": "called"}, "at_least": 1}
CRITICAL: Final = {"some": {"from": "all", "graded": "critical"}}
MEANT: Final = {"law": 5, "because": "It is meant."}


def total(least: int) -> dict[str, Any]:
    return {"measure": {"total": "all"}, "at_least": least}


def rule(id_: str, when: Any, level: str = "early_help", **more: Any) -> dict[str, Any]:
    return {"id": id_, "when": when, "reach": {"level": level}, **FROM, **more}


def guard(id_: str, when: Any, level: str = "urgent", **more: Any) -> dict[str, Any]:
    return {"id": id_, "when": when, "at_least": {"level": level}, **FROM, **more}


def rules(*more: Mapping[str, Any]) -> dict[str, Any]:
    return {"thresholds": [rule("T1", MISSES), *more]}


def promise(when: Any, level: Any) -> dict[str, Any]:
    told = {
        "id": "P1",
        "whenever": when,
        "then": {"level": level},
        "because": "Agreed.",
    }
    return {"promises": [told]}


def home(*points: int, **more: Any) -> dict[str, Any]:
    """Return a scale of its own with one indicator on it."""
    grades = [
        {"id": f"h{n}", "label": f"H{n}", "points": p} for n, p in enumerate(points)
    ]
    spec = {**a_sound_ruleset()["indicators"]["FOOD"], "label": "Kitchen"}
    del spec["domain"]
    spec["grades"] = {f"h{n}": f"It looks like {n}." for n in range(len(points))}
    return {
        "scales": {"home": {"kind": "concern", "grades": grades}},
        "indicators": {"KITCHEN": {**spec, "core": False, "scale": "home", **more}},
    }


def domain(**more: Any) -> dict[str, Any]:
    return {"domains": {"everyday": {"label": "Everyday care", **FROM, **more}}}


def in_scoring(example: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what these checks find in an example."""
    codes = {check.code for check in SCORING}
    return [each for each in found(example) if each[0] in codes]


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        pytest.param(
            rules(rule("T2", ALONE, "urgent"), rule("T3", MISSES, "urgent")),
            [("NR302", "/outcomes/level/grades/1"), ("NR304", "/thresholds/0")],
            id="another-rule-always-brings-more",
        ),
        pytest.param(
            {"thresholds": [], "guards": []},
            [
                ("NR302", "/outcomes/level/grades/1"),
                ("NR302", "/outcomes/level/grades/2"),
            ],
            id="no-rule-at-all",
        ),
        pytest.param(
            {"thresholds": [rule("T1", total(9))]},
            [("NR303", "/thresholds/0/when")],
            id="told-of-the-rule-and-not-of-its-level",
        ),
        pytest.param(
            rules(
                rule(
                    "T2",
                    {"all": [HUNGRY, {"not": MISSES, "exception": MEANT}]},
                    "urgent",
                )
            ),
            [("NR303", "/thresholds/1/when")],
            id="two-answers-that-cannot-be-given-together",
        ),
        pytest.param(
            rules(rule("T2", {"all": [MISSES, SEEN]}, "urgent")),
            [],
            id="how-it-is-known-is-not-on-the-form",
        ),
        pytest.param(
            {**LIST, **rules(rule("T2", {"all": [total(9), MISSED]}, "urgent"))},
            [("NR303", "/thresholds/1/when")],
            id="no-number-of-events-makes-up-for-it",
        ),
    ],
)
def test_what_no_case_brings_about_is_found(
    example: Mapping[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert sorted(f for f in in_scoring(example) if f[0] != "NR310") == expected


@pytest.mark.parametrize(
    ("example", "needless"),
    [
        pytest.param(rules(rule("T2", MISSES)), ["T2"], id="the-later-of-two-alike"),
        pytest.param(rules(rule("T2", HUNGRY)), ["T2"], id="a-worse-answer"),
        pytest.param(rules(rule("T2", HUNGRY, "urgent")), [], id="gives-more"),
        pytest.param(rules(rule("T2", ALONE)), [], id="another-sign"),
        pytest.param(
            {"thresholds": [rule("T1", total(2)), rule("T2", total(3))]},
            ["T2"],
            id="more-points",
        ),
        pytest.param(
            {"thresholds": [rule("T1", total(2)), rule("T2", HUNGRY)]},
            ["T2"],
            id="by-what-it-adds-up-to",
        ),
        pytest.param(
            rules(rule("T2", {"all": [MISSES, ALONE]})), ["T2"], id="asks-for-more"
        ),
        pytest.param(
            {"thresholds": [rule("T1", {"any": [MISSES, ALONE]}), rule("T2", ALONE)]},
            ["T2"],
            id="one-of-several",
        ),
        pytest.param(
            {
                "thresholds": [
                    rule("T1", {"any": [MISSES, ALONE]}),
                    rule("T2", {"any": [HUNGRY, {"all": [ALONE, MISSES]}]}),
                ]
            },
            ["T2"],
            id="each-of-several",
        ),
        pytest.param(
            rules(rule("T2", {"all": [HUNGRY, SEEN]})), ["T2"], id="found-by-seeing-it"
        ),
        pytest.param(
            {
                "thresholds": [
                    rule("T1", {"any": [total(2), SEEN]}),
                    rule("T2", {"any": [HUNGRY, SEEN]}),
                ]
            },
            ["T2"],
            id="with-what-the-form-does-not-say",
        ),
        pytest.param(
            {
                "thresholds": [
                    rule("T1", {"any": [total(2), SEEN]}),
                    rule("T2", {"any": [HUNGRY, {"all": [ALONE, SEEN]}]}),
                    rule("T3", {"all": [total(2), SEEN]}),
                ]
            },
            ["T2", "T3"],
            id="each-by-the-one-that-is-left",
        ),
        pytest.param(
            rules(rule("T2", CRITICAL, "urgent")), ["T2"], id="a-guard-stands-in"
        ),
        pytest.param(
            {
                **rules(rule("T2", CRITICAL, "urgent")),
                "modifiers": [
                    {
                        "id": "M1",
                        "when": HUNGRY,
                        "raise": {"level": 1},
                        "up_to": {"level": "urgent"},
                        **FROM,
                    }
                ],
            },
            [],
            id="not-where-it-may-be-raised",
        ),
        pytest.param(
            {
                **rules(rule("T2", HUNGRY, "urgent")),
                "guards": [guard("G1", CRITICAL), guard("G2", HUNGRY)],
            },
            ["T2"],
            id="a-threshold-is-no-guard",
        ),
        pytest.param(
            {
                "outcomes": {"meeting": {"grades": ["no", "yes"], **FROM}},
                **rules(
                    rule("T2", HUNGRY, reach={"level": "early_help", "meeting": "yes"})
                ),
            },
            [],
            id="gives-another-outcome",
        ),
        pytest.param(
            {
                "outcomes": {"meeting": {"grades": ["no", "yes"], **FROM}},
                **rules(
                    rule("T2", HUNGRY, reach={"level": "early_help", "meeting": "yes"}),
                    rule("T3", MISSES, reach={"meeting": "yes"}),
                ),
            },
            ["T2"],
            id="two-others-together",
        ),
    ],
)
def test_a_rule_that_another_makes_needless_is_found(
    example: Mapping[str, Any], needless: list[str]
) -> None:
    told = [d.message.split("`")[1] for d in findings(example) if d.code == "NR304"]

    assert told == needless


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(total(3), total(2), True, id="more-points"),
        pytest.param(total(2), total(3), False, id="fewer-points"),
        pytest.param(HUNGRY, MISSES, True, id="a-worse-answer"),
        pytest.param(MISSES, HUNGRY, False, id="a-milder-answer"),
        pytest.param(HUNGRY, ALONE, False, id="another-sign"),
        pytest.param({"any": [HUNGRY, MISSES]}, MISSES, True, id="either"),
        pytest.param({"any": [HUNGRY, ALONE]}, MISSES, False, id="only-one-of-two"),
        pytest.param({"all": [HUNGRY, ALONE]}, MISSES, True, id="both"),
        pytest.param(MISSES, {"any": [MISSES, ALONE]}, True, id="one-is-enough"),
        pytest.param(MISSES, {"all": [MISSES, ALONE]}, False, id="one-is-too-little"),
    ],
)
def test_what_follows_is_seen_from_how_conditions_are_built(
    one: Any, other: Any, *, expected: bool
) -> None:
    looked = Scored(looked_at(rules(rule("T2", one), rule("T3", other))), budget=0)
    # No case was looked at, and nothing is gone through.
    object.__setattr__(looked, "samples", ())
    _, this, that, *_ = looked.examined.program.rules

    assert follows(looked, this.when, that.when) is expected


def test_a_table_tells_apart_only_what_is_told_apart_of_its_result() -> None:
    grades = ("a", "b", "c")
    answer = Answer(
        at="", role="", indicator="I", grades=grades, open=0b1110, lowest=0b1110
    )
    same = Map(at="", role="", of=(0,), sizes=(4,), table=(0, 1, 2, 3), grades=grades)
    asked = Member(at="", role="", of=1, among=0b1100)

    assert told_apart((answer, same, asked), {0, 1, 2})[0] & 0b110 == 0b010


def test_what_stands_in_for_a_rule_is_named_with_its_label() -> None:
    (one,) = findings(rules(rule("T2", CRITICAL, "urgent", label="Grave signs")))

    assert one.message == (
        "the threshold `Grave signs` (T2) never decides: whenever it is met, so is the "
        "guard `G1`"
    )


@pytest.mark.parametrize(
    ("example", "codes"),
    [
        pytest.param(promise(HUNGRY, {"at_least": "urgent"}), ["NR311"], id="too-much"),
        pytest.param(promise(MISSES, {"at_least": "early_help"}), [], id="by-a-rule"),
        pytest.param(promise(total(4), {"at_least": "urgent"}), [], id="by-counting"),
        pytest.param(promise(ALONE, {"at_least": "urgent"}), ["NR311"], id="one-grade"),
        pytest.param(promise(total(9), {"at_least": "urgent"}), ["NR312"], id="never"),
        pytest.param(
            {
                **promise({"all": [total(3), SEEN]}, {"at_least": "urgent"}),
                **rules(rule("T2", total(3), "urgent")),
            },
            [],
            id="with-what-the-form-does-not-say",
        ),
    ],
)
def test_promises_are_held_against_the_rules(
    example: Mapping[str, Any], codes: list[str]
) -> None:
    assert [code for code, _ in in_scoring(example)] == codes


def test_a_case_that_breaks_a_promise_is_found_where_none_is_drawn() -> None:
    looked = looked_at(promise(HUNGRY, {"at_least": "urgent"}))
    held = scored(looked)
    (check,) = (each for each in SCORING if each.code == "NR311")
    # No case was looked at, so every form is gone through.
    object.__setattr__(held, "samples", ())

    assert [d.code for d in check.find(looked)] == ["NR311"]


@pytest.mark.parametrize(
    ("example", "codes"),
    [
        pytest.param(home(0, 1, 2, domain="everyday"), [], id="each-has-its-points"),
        pytest.param(home(0, 1, 1, domain="everyday"), ["NR306"], id="points-alike"),
        pytest.param(
            home(0, 1, 1, 1, domain="everyday"), ["NR306"] * 2, id="each-is-told"
        ),
        pytest.param(home(0, 1, 2), ["NR305"], id="nothing-looks-at-it"),
        pytest.param(
            {
                **home(0, 1, 1, domain="everyday"),
                **rules(rule("T2", {"indicator": "KITCHEN", "in": ["h2"]}, "urgent")),
            },
            [],
            id="told-by-a-rule",
        ),
        pytest.param(
            home(0, 1, 1, domain="everyday", evidence_required_at="h2"),
            [],
            id="told-by-who-saw-it",
        ),
        pytest.param(
            home(0, 1, 1, domain="everyday", ages={"from": 12}),
            ["NR306"],
            id="asked-of-some-ages",
        ),
        pytest.param(
            {
                **home(0, 1, 1, domain="everyday"),
                **rules(
                    rule(
                        "T2",
                        {
                            "measure": {
                                "sightings": {"indicator": "KITCHEN", "at_least": "h2"},
                                "distinct": "dates",
                            },
                            "at_least": 2,
                        },
                        "urgent",
                    )
                ),
            },
            [],
            id="told-by-how-often-it-was-seen",
        ),
        pytest.param(
            {
                **home(0, 1, 1, domain="everyday"),
                "ratings": {
                    "all_rooms": {
                        "label": "All rooms",
                        "scale": "home",
                        "rule": {"worst_of": ["KITCHEN"]},
                        **FROM,
                    }
                },
                "report": [
                    {"id": "points", "label": "Points", "measure": {"total": "all"}},
                    {"id": "rooms", "label": "Rooms", "rating": "all_rooms"},
                ],
            },
            [],
            id="shown-to-people",
        ),
    ],
)
def test_signs_and_grades_that_count_for_nothing_are_found(
    example: Mapping[str, Any], codes: list[str]
) -> None:
    assert [code for code, _ in in_scoring(example)] == codes


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        pytest.param(domain(weight=2), [], id="a-report-shows-the-score"),
        pytest.param(
            domain(weight=0), [("NR307", "/domains/everyday/weight")], id="nought"
        ),
        pytest.param(
            home(0, 1, 2, domain="everyday", weight=0),
            [("NR307", "/indicators/KITCHEN/weight")],
            id="a-sign-of-nought",
        ),
        pytest.param(
            {
                **home(0, 1, 2, domain="everyday", weight=2),
                **rules(
                    rule("T2", {"indicator": "KITCHEN", "at_least": "h1"}, "urgent"),
                    rule("T3", {"indicator": "KITCHEN", "at_least": "h2"}, "urgent"),
                ),
                "report": None,
            },
            [("NR304", "/thresholds/2"), ("NR307", "/indicators/KITCHEN/weight")],
            id="a-sign-whose-score-nothing-reads",
        ),
        pytest.param(domain(cap=4), [], id="a-limit-that-is-just-reached"),
        pytest.param(domain(cap=5), [("NR308", "/domains/everyday/cap")], id="beyond"),
        pytest.param(domain(floor=0), [], id="a-lower-limit-at-the-least"),
        pytest.param(
            domain(floor=-1), [("NR308", "/domains/everyday/floor")], id="below"
        ),
    ],
)
def test_weights_and_limits_that_change_nothing_are_found(
    example: Mapping[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert in_scoring(example) == expected


def test_a_limit_is_told_with_the_most_that_the_points_come_to() -> None:
    (one,) = findings(domain(cap=10))

    assert one.message == (
        "the points of `Everyday care` (everyday) never come to more than 4, so its "
        "limit of 10 changes nothing"
    )


def test_a_guard_that_looks_at_a_strength_is_told_of_with_the_strength() -> None:
    example = {
        "guards": [
            guard("G1", CRITICAL),
            guard(
                "G2",
                {"all": [HUNGRY, {"not": HELPED}]},
                exception={"law": 6, "because": "It is meant."},
            ),
        ]
    }
    (told,) = [d.message for d in findings(example) if d.code == "NR309"]

    assert told == (
        "the guard `G2` looks at a strength (`Somebody who helps` (HELP)), so good news "
        "may hide a danger"
    )


def test_an_exception_to_another_law_is_none_of_a_strength() -> None:
    example = rules(rule("T2", {"not": ALONE, "exception": MEANT}, "urgent"))

    assert in_scoring(example) == []


def task(when: Mapping[str, Any]) -> dict[str, Any]:
    told = {"id": "K1", "task": "Ask for the list.", "who": "the worker", **FROM}
    return {"tasks": [{**told, **when}]}


@pytest.mark.parametrize(
    ("example", "codes"),
    [
        pytest.param(rules(rule("T2", MISSED, "urgent")), ["NR310"], id="by-itself"),
        pytest.param(
            {
                **rules(rule("T2", MISSED, "urgent")),
                **task({"for_each": {"from": "all", "graded": "critical"}}),
            },
            ["NR310"],
            id="another-task-does-not-ask-for-them",
        ),
        pytest.param(
            {**rules(rule("T2", MISSED, "urgent")), **task({"when": MISSED})},
            [],
            id="asked-for",
        ),
        pytest.param(
            rules(rule("T2", {"all": [HUNGRY, MISSED]}, "urgent")),
            [],
            id="with-a-sign-beside-it",
        ),
        pytest.param(
            rules(
                rule("T2", {"any": [MISSED, CALLED]}, "urgent"),
                rule("T3", {"all": [MISSED, CALLED]}, "urgent"),
            ),
            ["NR304", "NR310", "NR310"],
            id="one-list-after-the-other",
        ),
        pytest.param(promise(MISSED, {"at_least": "universal"}), [], id="a-promise"),
    ],
)
def test_events_that_may_have_happened_keep_no_rule_possible_unasked(
    example: Mapping[str, Any], codes: list[str]
) -> None:
    assert [code for code, _ in in_scoring({**LIST, **example})] == codes


def test_where_too_much_would_have_to_be_gone_through_nothing_is_said() -> None:
    when = {"all": [HUNGRY, {"not": MISSES, "exception": MEANT}]}
    looked = looked_at(rules(rule("T2", when, "urgent")))

    assert Scored(looked).never_met == {"T2"}
    assert Scored(looked, budget=0).never_met == frozenset()


def test_all_checks_of_a_ruleset_share_what_was_worked_out() -> None:
    looked = looked_at()

    assert scored(looked) is scored(looked)
