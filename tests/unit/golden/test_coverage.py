"""How much of a ruleset cases try: rules, conditions, edges, answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neglect_rules.golden import Coverage, Target, cases_of, coverage, targets
from neglect_rules.golden._reachable import beside, reachable
from neglect_rules.program import Program
from tests.builders import NOON, a_case, a_program, a_threshold, asking
from tests.unit.golden.agreed import ran


def covered(program: Program, *answers: Mapping[str, Any], age: int = 60) -> Coverage:
    """Return what cases with these answers try."""
    cases = [a_case(each, {"age_months": age}) for each in answers]
    return coverage(program, [(f"c{n}", case, NOON) for n, case in enumerate(cases)])


def needs(found: Coverage, kind: str, id_: str = "") -> set[str]:
    """Return what is never tried of one kind, of one rule or indicator."""
    return {
        f"{each.number or each.need}"
        for each in found.missing
        if each.kind == kind and (not id_ or each.id == id_)
    }


GOOD = {"A": "met", "B": "met", "C": "met"}


def test_a_rule_is_tried_when_it_was_met_and_when_it_was_not() -> None:
    program = a_program()

    assert needs(covered(program), "rule", "G1") == {"met", "not met"}
    assert needs(covered(program, GOOD), "rule", "G1") == {"met"}
    assert needs(covered(program, {"A": "severe"}), "rule", "G1") == {"not met"}
    assert needs(covered(program, GOOD, {"A": "severe"}), "rule", "G1") == set()


def test_an_open_rule_is_neither_met_nor_not_met() -> None:
    assert needs(covered(a_program(), {}), "rule", "T1") == {"met", "not met"}


def test_each_condition_inside_a_rule_is_tried_on_its_own() -> None:
    when = {
        "all": [
            {"indicator": "A", "at_least": "severe"},
            {"not": {"indicator": "X", "in": ["yes"]}},
        ]
    }
    found = covered(asking(when), {**GOOD, "X": "no"})

    assert [(t.at, t.need) for t in found.missing if t.kind == "condition"] == [
        ("/thresholds/0/when/all/0", "met"),
        ("/thresholds/0/when/all/1/not", "met"),
        ("/thresholds/0/when/all/1", "not met"),
    ]


def test_a_name_for_a_condition_and_a_kind_that_all_are_of_need_no_case() -> None:
    program = asking(
        {
            "all": [
                {"is": "late"},
                {"subject": ["child", "unborn"]},
                {"subject": ["child"]},
            ]
        },
        {"/conditions": {"late": {"indicator": "A", "at_least": "severe"}}},
    )
    places = {t.at for t in targets(program) if t.kind == "condition"}

    assert places == {"/conditions/late", "/thresholds/0/when/all/2"}


def test_what_decides_nothing_is_not_to_be_tried() -> None:
    promise = {
        "id": "P1",
        "whenever": {"measure": {"age": "months"}, "at_least": 3},
        "then": {"level": {"at_least": "low"}},
    }
    program = a_program({"/promises": [promise]})

    assert [t for t in targets(program) if t.at.startswith("/promises")] == []


def test_an_edge_is_tried_by_the_nearest_numbers_on_both_sides() -> None:
    program = a_program()
    below = {"A": "emerging", "B": "met", "C": "emerging"}

    assert needs(covered(program), "edge") == {"2.5", "3"}
    assert needs(covered(program, {**GOOD, "A": "established"}), "edge") == {"2.5"}
    assert needs(covered(program, {**GOOD, "A": "severe"}), "edge") == {"2.5", "3"}
    assert needs(covered(program, below), "edge") == {"3"}


def test_a_range_of_numbers_tries_neither_side() -> None:
    assert needs(covered(a_program(), {"A": "established"}), "edge") == {"2.5", "3"}


@pytest.mark.parametrize(
    ("test", "sides"),
    [
        pytest.param({"at_least": 5}, {"4.5", "5"}, id="from"),
        pytest.param({"above": 5}, {"5", "5.5"}, id="above"),
        pytest.param({"at_most": 5}, {"5", "5.5"}, id="up-to"),
        pytest.param({"below": 5}, {"4.5", "5"}, id="below"),
        pytest.param({"at_least": 0}, set(), id="an-edge-that-nothing-is-below"),
    ],
)
def test_each_way_of_asking_for_a_number_has_its_two_sides(
    test: dict[str, Any], sides: set[str]
) -> None:
    program = asking({"measure": {"number": "N"}, **test})

    assert needs(covered(program), "edge") == sides


def test_a_share_that_must_be_answered_has_no_edge_of_its_own() -> None:
    program = a_program({"/open_answers/enough": {"core": 1}, "/thresholds": [T9]})
    found = covered(program, {"A": "met"})

    assert needs(found, "edge") == set()
    assert ("/indicators", "met") in {(t.at, t.need) for t in found.missing}


T9 = a_threshold({"indicator": "A", "at_least": "severe"})


def test_every_answer_is_to_be_given_and_left_open_once() -> None:
    program = a_program(
        {"/indicators/C/may_not_apply": True, "/indicators/B/zero_fill": True}
    )
    found = covered(program, {"A": "met", "C": {"state": "not_applicable"}, "N": 3})

    assert needs(found, "answer", "A") == {"emerging", "established", "severe", "open"}
    assert needs(found, "answer", "B") == {"met", "emerging", "established", "severe"}
    assert needs(found, "answer", "C") == {
        "met",
        "emerging",
        "established",
        "severe",
        "open",
    }
    assert needs(found, "answer", "N") == {"open"}


def test_the_first_case_that_tries_something_is_named() -> None:
    found = covered(a_program(), GOOD, {**GOOD, "A": "emerging"})
    by = {(t.id, t.need): name for t, name in found.by.items() if t.kind == "answer"}

    assert by[("A", "met")] == "c0"
    assert by[("A", "emerging")] == "c1"
    assert by[("B", "met")] == "c0"


def test_a_case_that_does_not_fit_tries_nothing() -> None:
    found = coverage(a_program(), [("c", a_case({"NO_SUCH": "met"}), NOON)])

    assert found.by == {}


def test_the_coverage_is_a_document_with_counts_and_names() -> None:
    document = covered(a_program(), GOOD).to_dict()

    assert document["counts"]["rule"] == {"tried": 2, "of": 4}
    assert {
        "kind": "edge",
        "at": "/thresholds/0/when",
        "need": "below",
        "edge": "3",
        "number": "2.5",
        "by": None,
    } in document["targets"]
    assert {
        "kind": "rule",
        "at": "/guards/0",
        "id": "G1",
        "need": "not met",
        "by": "c0",
    } in document["targets"]


def numbers(measure: Any, changes: Mapping[str, Any] | None = None) -> list[int]:
    """Return what a measure that a threshold asks for can come to, in its own unit."""
    program = asking({"measure": measure, "at_least": 1}, changes)
    place = next(s for s in program.steps if s.at == "/thresholds/0/when")
    return list(reachable(program)[getattr(place, "of")])  # noqa: B009 - of this kind


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        pytest.param({"points": "A"}, [0, 1, 2, 4], id="points-of-grades"),
        pytest.param({"sum": [{"points": "A"}, {"points": "B"}]},
            [0, 1, 2, 3, 4, 5, 6, 8], id="a-sum"),
        pytest.param({"max": [{"points": "A"}, {"points": "B"}]},
            [0, 1, 2, 4], id="the-greatest"),
        pytest.param({"score": "safety", "as": "capped"},
            [0, 1, 2, 3, 4, 5, 6], id="a-capped-score"),
        pytest.param({"count": {"from": "all", "graded": {"at_least": "severe"}}},
            [0, 1, 2, 3], id="a-count"),
        pytest.param({"times": 2, "of": {"points": "A"}}, [0, 2, 4, 8], id="times"),
    ],
)  # fmt: skip
def test_a_measure_comes_to_these_numbers(measure: Any, found: list[int]) -> None:
    assert numbers(measure) == found


def test_only_permitted_grades_have_points_and_what_does_not_apply_has_its_own() -> (
    None
):
    changes = {
        "/indicators/A/permits": ["met", "severe"],
        "/indicators/A/may_not_apply": True,
        "/indicators/A/not_applicable_points": 3,
    }

    assert numbers({"points": "A"}, changes) == [0, 3, 4]


def test_too_many_numbers_to_list_are_a_range_in_even_steps() -> None:
    wide = {"unit": "days", "from": 0, "before": 9000, "step": 3}
    changes = {"/indicators/N/number": wide}
    sums = {"sum": [{"number": "N"}, {"points": "A"}]}
    least = {"min": [{"number": "N"}, {"times": 3, "of": {"number": "N"}}]}

    assert numbers({"number": "N"}, changes) == list(range(0, 9000, 3))
    assert numbers(sums, changes)[:3] == [0, 1, 2]
    assert numbers(least, changes)[:3] == [0, 3, 6]


def test_an_edge_has_two_sides_only_where_numbers_lie_on_both() -> None:
    assert beside((0, 2, 4), 3) == (2, 4)
    assert beside((0, 2, 4), 0) is None
    assert beside(range(5), 9) is None


def test_the_edges_of_bands_have_two_sides_as_well() -> None:
    bands = {"bands": [{"give": "met"}, {"above": 5, "give": "severe"}]}
    rule = {**bands, "of": {"number": "N"}}
    rating = {"label": "R", "scale": "care", "rule": rule}
    program = a_program({"/ratings": {"R": rating}, "/thresholds": [T9]})

    assert needs(covered(program, {"N": 5}), "edge") == {"5.5"}


def test_every_part_of_a_story_is_a_case_that_tries() -> None:
    twins = [{"answers": {"A": "severe"}, "expect": {}}]
    done = ran(a_program(), twins=twins)

    assert [name for name, _, _ in cases_of([done])] == [
        "01-a.json, case",
        "01-a.json, twin 1",
    ]


def test_a_target_is_a_value() -> None:
    (first, *_) = targets(a_program())

    assert first == Target(
        kind="rule",
        at="/thresholds/0",
        id="T1",
        need="met",
        step=first.step,
    )


@given(st.integers(-9, 9), st.integers(-9, 30), st.integers(1, 4), st.integers(-12, 33))
def test_what_lies_beside_an_edge_is_the_same_however_numbers_are_held(
    low: int, high: int, step: int, edge: int
) -> None:
    numbers = range(low, high, step)

    assert beside(numbers, edge) == beside(tuple(numbers), edge)


def test_more_numbers_than_a_browser_can_count_are_no_hindrance() -> None:
    assert beside(range(0, 2**70, 2), 2**65 + 1) == (2**65, 2**65 + 2)
