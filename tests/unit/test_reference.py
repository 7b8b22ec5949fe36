"""The reference interpreter, against cases worked out by hand from the clauses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest

from neglect_rules import model
from neglect_rules.loading import load_ruleset
from neglect_rules.reference import _rules, decide
from tests.builders import NOON, a_case, a_ruleset, a_threshold

AGES = [
    {"id": name, "label": name, "measure": {"age": name}}
    for name in ("months", "corrected_months", "gestation_weeks")
]


def decided(
    changes: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    subject: Mapping[str, Any] | None = None,
    at: dt.datetime = NOON,
) -> dict[str, Any]:
    return decide(load_ruleset(a_ruleset(changes)), a_case(answers, subject), at)


def verdict(
    when: Any,
    answers: Mapping[str, Any],
    changes: Mapping[str, Any] | None = None,
) -> str:
    asking = {"/thresholds": [a_threshold(when)], **(changes or {})}
    found = decided(asking, answers)["conditions"]["/thresholds/0/when"]
    return str(found)


def rated(
    rule: Any, answers: Mapping[str, Any], changes: Mapping[str, Any] | None = None
) -> Any:
    rating = {"R": {"label": "R", "scale": "care", "rule": rule}}
    return decided({"/ratings": rating, **(changes or {})}, answers)["ratings"]["R"]


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        pytest.param("2024-02-29", "2025-02-27", [11, 11], id="before-the-28th"),
        pytest.param("2024-02-29", "2025-02-28", [12, 12], id="29-february-is-28"),
        pytest.param("2024-02-29", "2028-02-28", [47, 47], id="but-not-in-leap-years"),
        pytest.param("2024-01-31", "2024-02-28", [0, 0], id="not-the-last-day-yet"),
        pytest.param("2024-01-31", "2024-02-29", [1, 1], id="the-month's-last-day"),
        pytest.param("2026-05", "2026-05-03", [0, 0], id="never-after-the-civil-date"),
        pytest.param("2025", "2026-05-03", [4, 16], id="a-year"),
    ],
)
def test_completed_months_are_counted_to_the_months_last_day(
    born: str, day: str, months: list[int]
) -> None:
    at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)

    assert (
        decided({"/report": AGES}, subject={"born": born}, at=at)["report"]["months"]
        == months
    )


@pytest.mark.parametrize(
    ("subject", "months", "corrected", "weeks"),
    [
        pytest.param(
            {"kind": "unborn", "due": "2026-08-01"},
            [-3, -3],
            [-3, -3],
            [26, 26],
            id="unborn",
        ),
        pytest.param(
            {"kind": "unborn", "due": "2026-04-20"},
            [-1, -1],
            [-1, -1],
            [41, 41],
            id="overdue-and-still-unborn",
        ),
        pytest.param(
            {"kind": "unborn", "gestation_weeks": 39},
            [-1, -1],
            [-1, -1],
            [39, 39],
            id="unborn-by-weeks",
        ),
        pytest.param(
            {"born": "2026-01-01", "due": "2026-03-01"},
            [4, 4],
            [2, 2],
            [48, 48],
            id="born-before-it-was-due",
        ),
        pytest.param(
            {"born": "2026-01-01", "due": "2025-12-01"},
            [4, 4],
            [4, 4],
            [61, 61],
            id="born-after-it-was-due",
        ),
        pytest.param(
            {"born": "2026-01-01", "due": "2026-03"},
            [4, 4],
            [1, 2],
            [44, 48],
            id="due-date-known-in-part",
        ),
        pytest.param(
            {"kind": "household"}, [0, None], [0, None], [0, None], id="household"
        ),
    ],
)
def test_age_counts_from_birth_or_from_the_due_date(
    subject: Any, months: list[Any], corrected: list[Any], weeks: list[Any]
) -> None:
    changes = {"/report": AGES, "/subjects/kinds": ["child", "unborn", "household"]}

    assert decided(changes, subject=subject)["report"] == {
        "months": months,
        "corrected_months": corrected,
        "gestation_weeks": weeks,
    }


def test_the_civil_date_is_that_of_the_moments_own_offset() -> None:
    late = dt.datetime.fromisoformat("2026-05-01T00:30:00+02:00")
    found = decided({"/report": AGES}, subject={"born": "2026-04-01"}, at=late)

    assert found["report"]["months"] == [1, 1]


def test_an_age_read_in_two_places_stays_one_age() -> None:
    under, over = ({"measure": {"age": "months"}, side: 6} for side in SIDES)
    either = {"any": [under, over]}
    asking = {"/thresholds": [a_threshold(either)]}
    found = decided(asking, subject={"born": "2025"})["conditions"]

    assert found["/thresholds/0/when/any/0"] == "open"
    assert found["/thresholds/0/when"] == "true"


SIDES = ("below", "at_least")


@pytest.mark.parametrize(
    ("item", "changes", "answer", "points"),
    [
        pytest.param("A", {}, {"grade": "emerging"}, [1, 1], id="no-date"),
        pytest.param(
            "A", {}, {"grade": "emerging", "date": "2025-11-02"}, [1, 1], id="fresh"
        ),
        pytest.param(
            "A", {}, {"grade": "emerging", "date": "2025-11-01"}, [1, 4], id="stale"
        ),
        pytest.param(
            "S", {}, {"grade": "reliable", "date": "2025-11-01"}, [-1, 0], id="strength"
        ),
        pytest.param(
            "S", {}, [{"grade": "reliable"}, {"grade": "weak"}], [0, 0], id="weaker"
        ),
        pytest.param("A", {}, "not_known", [0, 4], id="open"),
        pytest.param(
            "A",
            {"/indicators/A/permits": ["met", "emerging"]},
            "refused",
            [0, 1],
            id="open-within-what-is-permitted",
        ),
        pytest.param(
            "A",
            {},
            [{"grade": "met"}, {"grade": "established"}],
            [2, 2],
            id="the-worst-of-two-raters",
        ),
        pytest.param(
            "A",
            {"/indicators/A/disagree": "open"},
            [{"grade": "met"}, {"grade": "established"}],
            [0, 2],
            id="raters-who-disagree-openly",
        ),
        pytest.param(
            "A",
            {},
            [{"grade": "emerging", "date": "2025-01-01"}, {"grade": "established"}],
            [2, 2],
            id="a-stale-rater-and-a-fresh-one",
        ),
        pytest.param(
            "A",
            {},
            [{"state": "refused"}, {"grade": "met"}],
            [0, 0],
            id="a-state-is-set-aside",
        ),
        pytest.param(
            "A",
            {"/indicators/A/may_not_apply": True},
            [{"state": "not_applicable"}, {"state": "not_applicable"}],
            [9, 9],
            id="all-say-it-does-not-apply",
        ),
        pytest.param(
            "A",
            {"/indicators/A/may_not_apply": True},
            [{"state": "refused"}, {"state": "not_applicable"}],
            [0, 9],
            id="one-says-it-does-not-apply",
        ),
        pytest.param("B", {"/indicators/B/zero_fill": True}, None, [0, 0], id="zero"),
    ],
)
def test_an_answer_stands_for_what_its_records_allow(
    item: str, changes: Any, answer: Any, points: list[int]
) -> None:
    base = {
        "/indicators/A/stale_after": {"months": 6},
        "/indicators/S/stale_after": {"months": 6},
        "/indicators/A/not_applicable_points": 9,
    }
    answers = {} if answer is None else {item: answer}

    assert decided({**base, **changes}, answers)["points"][item] == points


ONLY_IF_A = {"/indicators/B/ask_if": {"indicator": "A", "at_least": "emerging"}}


@pytest.mark.parametrize(
    ("answers", "points", "due"),
    [
        pytest.param({"A": "met"}, [7, 7], [1, 1], id="spared"),
        pytest.param({"A": "emerging"}, [0, 4], [2, 2], id="asked"),
        pytest.param({}, [0, 7], [1, 2], id="open-whether-it-is-asked"),
        pytest.param({"A": "met", "B": "severe"}, [4, 4], [2, 2], id="recorded"),
        pytest.param({"A": "met", "B": "met"}, [0, 0], [2, 2], id="recorded-lowest"),
        pytest.param(
            {"A": "emerging", "B": "not_applicable"}, [0, 4], [2, 2], id="no-n/a-here"
        ),
    ],
)
def test_a_skip_rule_spares_a_question_and_never_removes_a_grade(
    answers: Any, points: list[int], due: list[int]
) -> None:
    changes = {**ONLY_IF_A, "/indicators/B/not_applicable_points": 7}
    found = decided(changes, answers)

    assert found["points"]["B"] == points
    assert found["coverage"]["safety"]["due"] == due


def test_below_its_ages_a_lowest_grade_does_not_count() -> None:
    changes = {"/indicators/B/ages": {"from": 61}, "/indicators/A/ages": {"from": 60}}
    found = decided(changes, {"A": "met", "B": "met"})

    assert found["coverage"]["safety"] == {"answered": [1, 1], "due": [1, 1]}


def test_points_are_capped_before_they_are_weighted() -> None:
    found = decided(answers={"A": "severe", "B": "severe"})

    assert found["domains"]["safety"] == {
        "raw": [8, 8],
        "capped": [6, 6],
        "weighted": [9, 9],
    }
    assert found["total"] == [9, 13]
    assert found["contributions"] == {"A": [4, 4], "B": [4, 4], "C": [0, 4]}


@pytest.mark.parametrize(
    ("combine", "raw"),
    [
        pytest.param("max", [2, 4], id="the-greatest"),
        pytest.param("count", [1, 2], id="how-many-are-above-nought"),
    ],
)
def test_a_domain_may_take_the_greatest_or_count(combine: str, raw: list[int]) -> None:
    found = decided({"/domains/safety/combine": combine}, {"A": "established"})

    assert found["domains"]["safety"]["raw"] == raw


@pytest.mark.parametrize(
    ("measure", "extent"),
    [
        pytest.param({"times": -2, "of": {"points": "C"}}, [-8, 0], id="negative"),
        pytest.param({"mean": ["A", "B", "C"]}, [1, Fraction(7, 3)], id="mean"),
        pytest.param({"number": "N"}, [0, Fraction(21, 2)], id="an-open-number"),
        pytest.param(
            {"count": {"from": "all", "graded": {"at_least": "emerging"}}},
            [2, 3],
            id="count",
        ),
        pytest.param(
            {
                "count": {"from": "all", "graded": {"at_least": "emerging"}},
                "distinct": "domains",
            },
            [1, 2],
            id="count-of-domains",
        ),
    ],
)
def test_a_measure_is_worked_out_at_both_ends(measure: Any, extent: Any) -> None:
    report = [{"id": "it", "label": "It", "measure": measure}]
    found = decided({"/report": report}, {"A": "emerging", "B": "established"})

    assert found["report"]["it"] == extent


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param({"not": {"indicator": "A", "at_most": "met"}}, "true", id="not"),
        pytest.param({"indicator": "C", "at_least": "emerging"}, "open", id="open"),
        pytest.param({"indicator": "A", "in": ["met", "severe"]}, "false", id="in"),
        pytest.param(
            {
                "at_least": 2,
                "of": [
                    {"indicator": "A", "at_least": "emerging"},
                    {"indicator": "B", "at_least": "emerging"},
                    {"indicator": "C", "at_least": "emerging"},
                ],
            },
            "open",
            id="one-true-and-one-open-of-two",
        ),
        pytest.param({"subject": ["unborn"]}, "false", id="subject"),
        pytest.param(
            {"measure": {"points": "C"}, "at_most": 4}, "true", id="at-most-the-top"
        ),
        pytest.param({"measure": {"points": "C"}, "above": 4}, "false", id="above"),
        pytest.param(
            {"record": {"indicator": "A", "source": ["seen"]}}, "open", id="no-source"
        ),
        pytest.param(
            {"record": {"indicator": "C", "source": ["seen"]}}, "false", id="no-record"
        ),
        pytest.param(
            {"record": {"indicator": "C", "state": ["not_asked"]}}, "true", id="state"
        ),
        pytest.param(
            {"record": {"coverage": "all", "below": Decimal("0.7")}},
            "true",
            id="two-of-three",
        ),
        pytest.param(
            {"record": {"coverage": "safety", "below": 1}}, "false", id="two-of-two"
        ),
    ],
)
def test_a_condition_is_true_false_or_open(when: Any, expected: str) -> None:
    assert verdict(when, {"A": "established", "B": "met"}) == expected


@pytest.mark.parametrize(
    ("answer", "grades"),
    [
        pytest.param(0, ["met"], id="below-the-first-edge"),
        pytest.param(2, ["emerging"], id="from-includes-its-edge"),
        pytest.param(3, ["emerging"], id="above-does-not"),
        pytest.param(Decimal("3.5"), ["severe"], id="above"),
        pytest.param([{"number": 0}, {"number": 3}], ["met", "emerging"], id="a-range"),
    ],
)
def test_a_band_reaches_from_its_edge_to_the_next(answer: Any, grades: Any) -> None:
    bands = [{"give": "met"}, {"from": 2, "give": "emerging"}]
    rule = {"bands": [*bands, {"above": 3, "give": "severe"}], "of": {"number": "N"}}

    assert rated(rule, {"N": answer}) == grades


def test_of_branches_the_worst_that_holds_counts_and_else_the_otherwise() -> None:
    def when(item: str) -> Any:
        return {"indicator": item, "at_least": "emerging"}

    branches = [
        {"when": when("A"), "give": "emerging"},
        {"when": when("B"), "give": "severe"},
    ]
    rule = {"grades": branches, "otherwise": "n/a"}

    assert rated(rule, {"A": "severe", "B": "met"}) == ["emerging"]
    assert rated(rule, {"A": "met", "B": "met"}) == ["n/a"]
    assert rated(rule, {"A": "met"}) == ["n/a", "severe"]
    assert rated(rule, {"A": "severe"}) == ["emerging", "severe"]


def test_a_table_gives_not_applicable_unless_a_row_names_it() -> None:
    rows = [
        {"when": [["met", "emerging"], "any"], "give": "met"},
        {"when": [["established", "severe"], "any"], "give": "severe"},
    ]
    changes = {"/indicators/B/may_not_apply": True}
    rule = {"table": ["A", "B"], "rows": rows, "hit": "unique"}
    named = {"when": [["met"], ["n/a"]], "give": "emerging"}
    answers = {"A": "met", "B": "not_applicable"}

    assert rated(rule, {"A": "met"}, changes) == ["n/a", "met"]
    assert rated({**rule, "rows": [*rows, named]}, answers, changes) == ["emerging"]


def test_a_chooser_that_is_open_lets_every_rule_count() -> None:
    by = {"no": {"worst_of": ["A", "B"]}, "yes": "severe"}
    rule = {"choose": "X", "by": by}

    assert rated(rule, {"A": "met", "B": "emerging"}) == ["emerging", "severe"]
    assert rated(rule, {"X": "no", "A": "met", "B": "emerging"}) == ["emerging"]


FIVE = {"kind": "concern", "grades": [{"id": str(n)} for n in range(1, 6)]}


@pytest.mark.parametrize(
    ("grades", "unless_above", "expected"),
    [
        pytest.param("122", "2", ["2"], id="the-most-common"),
        pytest.param("112", "2", ["1"], id="the-most-common-is-lower"),
        pytest.param("123", "2", ["3"], id="one-beyond-counts-alone"),
        pytest.param("224", "2", ["4"], id="one-far-beyond"),
        pytest.param("151", "2", ["5"], id="one-at-the-top"),
        pytest.param("1122", "2", ["2"], id="a-tie-is-the-worse"),
        pytest.param("113355", None, ["5"], id="a-tie-of-three"),
        pytest.param("11335", None, ["3"], id="a-tie-below-a-single-one"),
        pytest.param("12?", "1", ["2", "3", "4", "5"], id="beyond-and-open"),
        pytest.param("11?", None, ["1"], id="open-but-outvoted"),
        pytest.param("12?", None, ["1", "2", "3", "4", "5"], id="open-and-it-decides"),
    ],
)
def test_the_most_common_grade_counts_unless_one_lies_beyond(
    grades: str, unless_above: str | None, expected: list[str]
) -> None:
    items = {f"Q{n}": {"label": "Q", "scale": "five"} for n, _ in enumerate(grades)}
    answers = {name: g for name, g in zip(items, grades, strict=True) if g != "?"}
    rule = {"most_common": [*items], "tie": "worse"}
    if unless_above:
        rule["unless_above"] = unless_above
    changes = {
        "/scales/five": FIVE,
        "/ratings": {"R": {"label": "R", "scale": "five", "rule": rule}},
        **{f"/indicators/{name}": item for name, item in items.items()},
    }

    assert decided(changes, answers)["ratings"]["R"] == expected


def a_modifier(**more: Any) -> dict[str, Any]:
    return {
        "id": "M",
        "when": {"indicator": "C", "at_least": "established"},
        "raise": {"level": 2},
        "up_to": {"level": "high"},
        "because": "…",
        **more,
    }


@pytest.mark.parametrize(
    ("more", "answers", "expected"),
    [
        pytest.param({}, {"C": "established"}, ["high"], id="raised-by-two"),
        pytest.param({}, {"C": "met"}, ["low"], id="not-raised"),
        pytest.param({}, {}, ["low", "middle", "high"], id="open"),
        pytest.param(
            {"from_at_least": {"level": "middle"}},
            {"C": "established"},
            ["low"],
            id="only-from-the-middle-on",
        ),
        pytest.param(
            {"up_to": {"level": "middle"}},
            {"C": "established"},
            ["middle"],
            id="not-beyond-its-limit",
        ),
        pytest.param(
            {"up_to": {"level": "low"}, "when": {"indicator": "A", "at_least": "met"}},
            {"A": "established", "B": "emerging", "C": "met"},
            ["middle"],
            id="never-lowered",
        ),
    ],
)
def test_a_modifier_raises_what_the_thresholds_gave(
    more: Any, answers: Any, expected: list[str]
) -> None:
    changes = {"/modifiers": [a_modifier(**more)]}
    level = decided(changes, {"A": "met", "B": "met", **answers})["outcomes"]["level"]

    assert level["after_modifiers"] == expected


def test_a_guard_stands_after_every_modifier() -> None:
    level = decided(answers={"A": "severe", "B": "met", "C": "met"})["outcomes"][
        "level"
    ]

    assert level["after_modifiers"] == ["middle"]
    assert level["possible"] == ["high"]


def test_a_later_outcome_starts_from_the_earlier_ones_final_result() -> None:
    to = {"low": "no", "middle": "no", "high": "yes"}
    after = {"grades": ["no", "yes"], "from": {"outcome": "level", "map": to}}
    found = decided({"/outcomes/after": after}, {"A": "severe"})

    assert found["outcomes"]["after"]["possible"] == ["yes"]


ENOUGH = {"/open_answers/enough": {"core": Decimal("0.5")}}


@pytest.mark.parametrize(
    ("changes", "answers", "status", "recommended"),
    [
        pytest.param({}, {"A": "severe"}, "settled", "high", id="settled-by-one"),
        pytest.param({}, {"B": "established"}, "at_least", "middle", id="at-least"),
        pytest.param(ENOUGH, {"A": "met"}, "not_determinable", None, id="too-little"),
        pytest.param(
            ENOUGH,
            {"B": "established"},
            "not_determinable",
            "middle",
            id="a-gap-never-hides-a-floor",
        ),
        pytest.param(
            ENOUGH, {"A": "met", "B": "met"}, "at_least", "low", id="enough-answered"
        ),
        pytest.param(
            {"/open_answers/recommend": "ceiling"},
            {"B": "established"},
            "at_least",
            "high",
            id="ceiling",
        ),
        pytest.param(
            {"/open_answers/recommend": "person"},
            {"B": "established"},
            "at_least",
            None,
            id="person",
        ),
        pytest.param(
            {"/indicators/C/zero_fill": True},
            {"A": "met", "B": "met"},
            "at_least",
            "low",
            id="zero-filled-is-read-as-open",
        ),
    ],
)
def test_status_and_recommendation_follow_from_what_is_possible(
    changes: Any, answers: Any, status: str, recommended: str | None
) -> None:
    level = decided(changes, answers)["outcomes"]["level"]

    assert (level["status"], level["recommended"]) == (status, recommended)


def test_an_outcome_says_whether_it_rests_on_suspicion() -> None:
    answers = {"A": {"grade": "severe", "suspected": True}, "B": "met", "C": "met"}
    level = decided(answers=answers)["outcomes"]["level"]

    assert level["floor"] == "high"
    assert level["confirmed"] == {"floor": "low", "ceiling": "high"}
    assert level["rests_on_suspicion"]


def test_an_outcome_says_whether_it_rests_on_judgement() -> None:
    changes = {"/indicators/A/judgement": True}
    resting = decided(changes, {"A": "severe", "B": "met"})["outcomes"]["level"]
    needless = decided(changes, {"A": "met", "B": "severe"})["outcomes"]["level"]

    assert resting["rests_on_judgement"]
    assert not needless["rests_on_judgement"]


def test_a_rating_is_answered_when_what_it_reads_is_answered_or_not_due() -> None:
    rule = {"worst_of": ["A", "B"]}
    rating = {"label": "R", "scale": "care", "rule": rule, "domain": "health"}
    changes = {"/ratings": {"R": rating}, "/indicators/C/domain": ..., **ONLY_IF_A}

    def covered(**answers: str) -> Any:
        return decided(changes, answers)["coverage"]["health"]["answered"]

    assert covered(A="met") == [1, 1]
    assert covered(A="severe") == [0, 0]
    assert covered(A="severe", B="met") == [1, 1]


def test_tasks_promises_and_open_critical_signs_are_told() -> None:
    each = {"from": "all", "graded": {"at_least": "established"}}
    changes = {
        "/tasks": [
            {"id": "K1", "task": "…", "for_each": each},
            {"id": "K2", "task": "…", "when": {"indicator": "A", "at_least": "severe"}},
        ],
        "/promises": [
            {
                "id": "P1",
                "whenever": {"indicator": "B", "at_least": "severe"},
                "then": {"level": {"at_most": "low"}},
            }
        ],
    }
    found = decided(changes, {"B": "severe"})

    assert found["tasks"] == {
        "K1": {"certain": ["B"], "possible": ["A", "C"]},
        "K2": {"certain": False, "possible": True},
    }
    assert found["broken_promises"] == ["P1"]
    assert found["critical_open"] == ["A"]


def test_every_kind_of_condition_measure_and_rule_has_a_meaning() -> None:
    kinds = {
        *get_args(model.Condition),
        *get_args(model.Measure),
        *get_args(model.Rule),
    }

    assert set(_rules._MEANING) == kinds
