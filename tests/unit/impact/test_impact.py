"""Cases that are there, judged by the ruleset before and after a change."""

from __future__ import annotations

import datetime as dt

import pytest

from neglect_rules.impact import (
    Recorded,
    SetAside,
    by_group,
    compare,
    impact_of,
)
from neglect_rules.impact._groups import shown
from tests.builders import NOON, a_case, a_program

OLD = a_program()
MILDER = a_program({"/thresholds/0/when/at_least": 2})
STRICTER = a_program({"/thresholds/0/when/at_least": 100})
A_SIGN = {"A": "emerging", "B": "emerging", "C": "met", "S": "weak"}


def recorded(ref: str = "r1", at: dt.datetime = NOON, **answers: str) -> Recorded:
    return Recorded(ref, a_case({**A_SIGN, **answers}), at)


def test_a_case_that_reaches_more_is_told_with_the_rule_that_makes_it() -> None:
    whole = impact_of(compare(STRICTER, OLD, [recorded()]))
    (moved,) = whole.moved

    assert (moved.ref, moved.outcome, moved.direction) == ("r1", "level", "up")
    assert (moved.was, moved.now, moved.because) == ("low", "middle", ("T1",))


def test_a_case_that_reaches_less_is_told_as_well() -> None:
    (moved,) = impact_of(compare(OLD, STRICTER, [recorded()])).moved

    assert (moved.direction, moved.because) == ("down", ("T1",))


def test_those_that_go_up_come_first() -> None:
    down = impact_of(compare(OLD, STRICTER, [recorded("a")])).moved
    every = [
        *compare(OLD, STRICTER, [recorded("a")]),
        *compare(STRICTER, OLD, [recorded("b")]),
    ]

    assert [each.ref for each in impact_of(every).moved] == [
        "b",
        *(d.ref for d in down),
    ]


def test_every_case_is_counted_from_level_to_level() -> None:
    cases = [recorded("a"), recorded("b", A="met", B="met"), recorded("c")]
    whole = impact_of(compare(STRICTER, OLD, cases))

    assert whole.judged == 3
    assert whole.outcomes[0].table == {("low", "middle"): 2, ("low", "low"): 1}


def test_a_level_that_only_one_has_is_elsewhere() -> None:
    other = a_program(
        {
            "/outcomes/level/grades": ["low", "mid", "high"],
            "/thresholds/0/reach/level": "mid",
        }
    )
    (moved,) = impact_of(compare(OLD, other, [recorded()])).moved

    assert (moved.was, moved.now, moved.direction) == ("middle", "mid", "other")


@pytest.mark.parametrize("turned", [False, True])
def test_a_case_that_does_not_fit_is_set_aside_and_says_of_which(turned: bool) -> None:
    without = a_program({"/indicators/S": ..., "/scales/strength": ...})
    pair = (without, OLD) if turned else (OLD, without)
    (aside,) = compare(*pair, [recorded()])

    assert isinstance(aside, SetAside)
    assert aside.ruleset == ("old" if turned else "new")
    assert [each.code for each in aside.diagnostics] == ["NR601"]
    assert impact_of([aside]).set_aside == (aside,)


def test_a_ruleset_is_asked_about_a_day_before_it_was_in_force() -> None:
    later = a_program({"/effective/from": "2026-06-01"})

    assert impact_of(compare(OLD, later, [recorded()])).judged == 1


def test_it_is_written_as_plain_values_without_an_answer() -> None:
    told = impact_of(compare(STRICTER, OLD, [recorded()])).to_dict()

    assert told["moved"][0] == {
        "ref": "r1",
        "outcome": "level",
        "was": "low",
        "now": "middle",
        "direction": "up",
        "because": ("T1",),
    }
    assert "emerging" not in str(told)


def test_a_group_is_told_with_its_number_and_no_small_count() -> None:
    cases = [recorded(f"a{n}") for n in range(6)]
    cases += [recorded(f"b{n}", A="met", B="met") for n in range(7)]
    groups = {case.ref: case.ref[0] for case in cases} | {"b6": ""}
    rows = by_group(compare(STRICTER, OLD, cases), groups)

    assert [(row.group, row.cases) for row in rows] == [("a", 6), ("b", 6), ("", None)]
    assert all(cell is None or cell >= 5 for row in rows for cell in row.moves.values())


TABLES = {
    "nothing small": ([[5, 6], [7, 8]], [[5, 6], [7, 8]]),
    "one small count takes others with it": (
        [[2, 9, 8], [7, 8, 9], [9, 9, 6]],
        [[None, None, None], [None, None, 9], [None, 9, None]],
    ),
    "two in a row and in a column hide each other": (
        [[1, 2, 9], [3, 4, 9], [9, 9, 9]],
        [[None, None, 9], [None, None, 9], [9, 9, 9]],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_could_be_worked_out_is_left_out_as_well(name: str) -> None:
    table, wanted = TABLES[name]

    assert shown(table) == wanted
