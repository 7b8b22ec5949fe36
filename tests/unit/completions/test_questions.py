"""What a case leaves open, and with which answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from neglect_rules.completions import (
    Diagrams,
    Question,
    SpentError,
    Way,
    ages,
    changed,
    completed,
    space,
    units,
)
from neglect_rules.completions import _space as of_space
from neglect_rules.completions._edges import edges
from neglect_rules.evaluation import run_worlds
from neglect_rules.facts import facts
from neglect_rules.program import OR_MORE, Amount, Program, Value, cone
from tests.builders import NOON, a_case, a_program, asking

_NUMBER = {"number": "N"}
_DAYS = {"number": "M"}
_MORE = {
    "/indicators/M": {
        "number": {"unit": "days", "from": 0, "before": 5, "step": 1},
        "label": "M",
    }
}


def looked_at(
    program: Program, subject: Mapping[str, Any] | None = None
) -> tuple[Any, frozenset[int], Mapping[int, Value]]:
    """Return the facts of an empty case, what is looked at, and what it comes to."""
    known = facts(program, a_case({}, subject), NOON)
    values = dict(enumerate(run_worlds(program, known.worlds)))
    return known, cone(program.steps, [program.outcomes[0].result]), values


def edges_of(
    when: Any, subject: Mapping[str, Any] | None = None
) -> list[list[int] | None]:
    """Return the edges of each number that a threshold rests on."""
    program = asking(
        when, {**_MORE, "/guards": [], "/event_kinds": {"missed": {"label": "M"}}}
    )
    _, among, values = looked_at(program, subject)
    found = []
    for index, step in program.leaves:
        if index in among and isinstance(step, Amount):
            told = edges(program, among, index, values)
            found.append(None if told is None else sorted(told))
    return found


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        pytest.param(_NUMBER, [[6]], id="compared"),
        pytest.param({"times": 2, "of": _NUMBER}, [[3]], id="twice-as-much"),
        pytest.param({"times": 0, "of": _DAYS}, [[]], id="for-nothing"),
        pytest.param({"max": [_NUMBER, _DAYS]}, [[6], [3]], id="the-greatest"),
        pytest.param(
            {"sum": [_NUMBER, _DAYS]},
            [[-2, -1, 0, 1, 2, 3, 4, 5, 6], [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3]],
            id="a-sum-in-whatever-steps",
        ),
    ],
)
def test_numbers_are_told_apart_where_a_test_can_turn(measure: Any, told: Any) -> None:
    assert edges_of({"measure": measure, "at_least": 3}) == told


def test_a_number_that_is_taken_away_is_told_apart_from_above() -> None:
    measure = {"times": -2, "of": _DAYS}

    assert edges_of({"measure": measure, "at_least": -5}) == [[3]]


def test_numbers_beside_what_has_no_limit_are_not_told_apart() -> None:
    measure = {"sum": [_DAYS, {"age": "months"}]}
    changes = {**_MORE, "/subjects/age_months": {"from": 0}, "/guards": []}
    program = asking({"measure": measure, "at_least": 3}, changes)
    _, among, values = looked_at(program, {})
    leaf = next(
        i for i, s in program.leaves if isinstance(s, Amount) and s.indicator == "M"
    )

    assert edges(program, among, leaf, values) is None


def test_where_there_are_too_many_classes_none_is_told_apart() -> None:
    measure = {"sum": [_NUMBER, {"times": 100, "of": _DAYS}]}

    assert edges_of({"measure": measure, "at_least": 3}) == [None, [0, 1]]


def test_an_open_number_has_one_answer_for_each_class() -> None:
    program = asking({"measure": _NUMBER, "at_least": 6}, {"/guards": []})
    known, among, values = looked_at(program)
    unit = next(unit for unit in units(program) if unit.id == "N")

    found = completed(program, unit, known.worlds[0], among, values)

    assert found is not None
    (leaf,) = unit.leaves
    assert [way.leaves[leaf] for way in found.ways] == [(0, 0), (12, 12)]


def ways_of(program: Program, id_: str, subject: Any = None) -> list[Any]:
    """Return what the leaves of an open unit may hold, and which of it is single."""
    known, among, values = looked_at(program, subject)
    unit = next(unit for unit in units(program) if unit.id == id_)
    found = completed(program, unit, known.worlds[0], among, values)
    return [(*w.leaves.values(), w.whole) for w in found.ways] if found else []


def test_a_class_that_holds_no_number_in_steps_is_left_out() -> None:
    when = {"any": [{"measure": _DAYS, "at_least": n} for n in (3, 4)]}
    number = {"unit": "days", "from": 0, "before": 5, "step": 2}
    changes = {"/indicators/M": {"number": number, "label": "M"}, "/guards": []}

    assert ways_of(asking(when, changes), "M") == [((0, 0), True), ((4, 4), True)]


def test_numbers_that_are_not_told_apart_are_taken_one_by_one_where_they_are_few() -> (
    None
):
    measure = {"sum": [_DAYS, {"age": "months"}]}
    changes = {**_MORE, "/subjects/age_months": {"from": 0}, "/guards": []}
    program = asking({"measure": measure, "at_least": 3}, changes)

    assert ways_of(program, "M", {}) == [((n, n), True) for n in range(5)]


def test_of_many_numbers_the_ends_are_taken_and_what_lies_between() -> None:
    measure = {"sum": [{"events": "missed"}, {"age": "months"}]}
    changes = {
        "/event_kinds": {"missed": {"label": "M"}},
        "/subjects/age_months": {"from": 0},
        "/guards": [],
    }
    program = asking({"measure": measure, "at_least": 3}, changes)

    assert ways_of(program, "missed", {}) == [
        ((0, 0), True),
        ((0, OR_MORE), False),
        ((OR_MORE, OR_MORE), True),
    ]
    assert ways_of(program, "", {}) == [((0, 0), True), ((0, None), False)]


def test_an_answer_that_counts_in_too_many_ways_is_left_as_it_is() -> None:
    seen = {"sightings": {"indicator": "B", "at_least": "severe"}, "distinct": "dates"}
    lasting = {"unbroken": {"indicator": "B", "at_least": "severe"}, "in": "days"}
    when = {
        "any": [
            *({"measure": seen, "at_least": n} for n in range(1, 7)),
            *({"measure": lasting, "at_least": n} for n in range(1, 7)),
            {"indicator": "B", "at_least": "severe"},
        ]
    }

    (way,) = ways_of(asking(when, {"/guards": []}), "B")

    assert way[-1] is False


def test_a_program_with_too_many_questions_is_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(of_space, "DEEPEST", 1)
    program = a_program()
    known, among, values = looked_at(program)
    asked = [
        question
        for unit in units(program)
        if (question := completed(program, unit, known.worlds[0], among, values))
    ]

    with pytest.raises(SpentError):
        space(
            program, known.worlds, asked, [program.outcomes[0].result], Diagrams(10**6)
        )


@pytest.mark.parametrize("id_", ["S", "X", "N"])
def test_what_is_not_looked_at_is_not_changed(id_: str) -> None:
    program = a_program()
    known, among, values = looked_at(program)
    unit = next(unit for unit in units(program) if unit.id == id_)

    assert changed(program, unit, known.worlds[0], among, values) is None


def test_an_age_that_is_known_is_no_question() -> None:
    program = asking({"measure": {"age": "months"}, "at_least": 24})
    known, _, _ = looked_at(program)
    unit = next(unit for unit in units(program) if unit.kind == "age")

    assert ages(program, known.worlds, unit) is None


def test_ages_between_which_a_step_turns_are_not_one_answer() -> None:
    program = asking({"measure": {"age": "months"}, "at_least": 24})
    unit = next(unit for unit in units(program) if unit.kind == "age")
    (leaf,) = unit.leaves

    found = ages(
        program, [{leaf: (20, 30)}, {leaf: (30, 40)}, {leaf: (40, None)}], unit
    )

    assert found is not None
    assert [way.whole for way in found.ways] == [False, True, True]
    assert found == Question(
        unit, tuple(Way(w.leaves, whole=w.whole) for w in found.ways)
    )
