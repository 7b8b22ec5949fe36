"""The meaning of each kind of step, in tables; beside each the brute-force law."""

from __future__ import annotations

from itertools import product

import pytest

from neglect_rules.evaluation import _kinds as kinds
from neglect_rules.evaluation._run import united
from neglect_rules.program import (
    Clamp,
    Compare,
    Extent,
    Member,
    Reach,
    Shift,
    extreme_choice,
)
from neglect_rules.truth import Truth, negate, quorum

TRUE, FALSE, OPEN = Truth.TRUE, Truth.FALSE, Truth.OPEN
ALL = (TRUE, FALSE, OPEN)
GRADES = ("low", "middle", "high")
HOLDS = {TRUE: {True}, FALSE: {False}, OPEN: {True, False}}


def one(choice: int) -> list[int]:
    return kinds.positions(choice)


def choices(size: int) -> range:
    return range(1, 2**size)


@pytest.mark.parametrize("truths", list(product(ALL, repeat=3)))
@pytest.mark.parametrize("need", range(5))
def test_a_quorum_is_what_all_ways_of_filling_the_open_ones_agree_on(
    truths: tuple[Truth, ...], need: int
) -> None:
    ways = {sum(way) >= need for way in product(*(HOLDS[t] for t in truths))}

    assert HOLDS[quorum(truths, need)] == ways


def test_not_swaps_and_leaves_open_what_is_open() -> None:
    assert [negate(truth) for truth in ALL] == [FALSE, TRUE, OPEN]


@pytest.mark.parametrize("greatest", [True, False])
def test_the_extreme_of_choices_holds_just_what_one_from_each_can_give(
    greatest: bool,
) -> None:
    for several in product(choices(4), repeat=2):
        found = set()
        for way in product(*(one(choice) for choice in several)):
            grades = [position for position in way if position]
            found.add((max if greatest else min)(grades, default=0))

        assert set(one(extreme_choice(several, greatest=greatest))) == found


def test_the_extreme_of_extents_is_that_of_their_ends() -> None:
    extents: list[Extent] = [(0, 3), (2, None)]

    assert kinds.extreme_extent(extents, greatest=True) == (2, None)
    assert kinds.extreme_extent(extents, greatest=False) == (0, 3)
    assert kinds.extreme_extent([(1, None)], greatest=False) == (1, None)
    assert kinds.extreme_extent([(1, 4), (2, 3)], greatest=True) == (2, 4)


@pytest.mark.parametrize(
    ("extents", "weights", "expected"),
    [
        pytest.param([(1, 2), (0, 4)], [2, 1], (2, 8), id="rising"),
        pytest.param([(1, 2), (0, 4)], [1, -1], (-3, 2), id="one-is-taken-away"),
        pytest.param([(1, None), (0, 1)], [1, 1], (1, None), id="no-upper-end"),
        pytest.param([], [], (0, 0), id="nothing"),
    ],
)
def test_a_sum_adds_least_to_least_and_greatest_to_greatest(
    extents: list[Extent], weights: list[int], expected: Extent
) -> None:
    assert kinds.summed(extents, weights, 0) == expected


@pytest.mark.parametrize(
    ("limits", "extent", "expected"),
    [
        pytest.param((None, 6), (4, 9), (4, 6), id="cap"),
        pytest.param((None, 6), (4, None), (4, 6), id="cap-without-upper-end"),
        pytest.param((2, None), (0, 1), (2, 2), id="floor"),
        pytest.param((2, None), (0, None), (2, None), id="floor-without-upper-end"),
        pytest.param((None, None), (0, 9), (0, 9), id="neither"),
    ],
)
def test_a_clamp_keeps_both_ends_inside(
    limits: tuple[int | None, int | None], extent: Extent, expected: Extent
) -> None:
    step = Clamp(at="", role="", of=0, low=limits[0], high=limits[1], per=1)

    assert kinds.clamped(step, extent) == expected


@pytest.mark.parametrize(
    ("extent", "verdict"),
    [
        ((3, 9), TRUE),
        ((3, None), TRUE),
        ((0, 2), FALSE),
        ((0, 3), OPEN),
        ((0, None), OPEN),
    ],
)
def test_a_number_is_compared_by_both_its_ends(extent: Extent, verdict: Truth) -> None:
    step = Compare(at="", role="", of=0, at_least=3)

    assert kinds.compared(step, extent) is verdict


def test_a_choice_is_inside_outside_or_open_and_na_is_in_none() -> None:
    step = Member(at="", role="", of=0, among=0b1100)

    assert kinds.contained(step, 0b1000) is TRUE
    assert kinds.contained(step, 0b0011) is FALSE
    assert kinds.contained(step, 0b0001) is FALSE
    assert kinds.contained(step, 0b1001) is OPEN


@pytest.mark.parametrize("truths", list(product(ALL, repeat=2)))
@pytest.mark.parametrize("levels", list(product((1, 2, 3), repeat=2)))
def test_reach_holds_just_what_filling_the_open_verdicts_gives(
    truths: tuple[Truth, ...], levels: tuple[int, ...]
) -> None:
    step = Reach(at="", role="", of=(0, 1), levels=levels, base=1, grades=GRADES)
    found = set()
    for way in product(*(HOLDS[t] for t in truths)):
        met = [level for level, holds in zip(levels, way, strict=True) if holds]
        found.add(max(met, default=1))

    assert set(one(kinds.reached(step, truths))) == found | {min(found)}


@pytest.mark.parametrize("truths", list(product(ALL, repeat=2)))
def test_modifiers_do_not_add_up_and_the_highest_result_stands(
    truths: tuple[Truth, ...],
) -> None:
    step = Shift(
        at="",
        role="",
        of=0,
        when=(1, 2),
        by=(1, 2),
        limit=(2, 3),
        start=(1, 2),
        grades=GRADES,
    )
    for base in choices(4):
        if base & 1:
            continue
        found = set()
        for grade in one(base):
            for way in product(*(HOLDS[t] for t in truths)):
                results = [grade]
                if way[0]:
                    results.append(max(grade, min(grade + 1, 2)))
                if way[1] and grade >= 2:
                    results.append(max(grade, min(grade + 2, 3)))
                found.add(max(results))

        assert set(one(kinds.shifted(step, base, truths))) == found


@pytest.mark.parametrize(
    ("one_value", "other", "both"),
    [
        (TRUE, TRUE, TRUE),
        (TRUE, FALSE, OPEN),
        (0b10, 0b100, 0b110),
        ((1, 2), (0, 3), (0, 3)),
        ((-5, -4), (-3, -2), (-5, -2)),
        ((1, None), (0, 3), (0, None)),
    ],
)
def test_what_two_worlds_give_is_united(
    one_value: Truth | int | Extent, other: Truth | int | Extent, both: object
) -> None:
    assert united(one_value, other) == both
    assert united(other, one_value) == both
