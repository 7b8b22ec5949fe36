"""What is told of groups: no small count, and none that could be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neglect_rules.impact import LEAST, Compared, Direction, Moved, SetAside, by_group
from neglect_rules.impact._groups import Cell, group_rows, shown, sizes_shown

WAYS = ("up", "down", "other", "same")


def a_case(ref: str, way: str) -> Compared:
    """Return a case that goes one way on its one ladder."""
    ways: dict[str, Direction] = {"up": "up", "down": "down", "other": "other"}
    moved = (
        (Moved(outcome="o", was="a", now="b", direction=ways[way], above=0, steps=1),)
        if way in ways
        else ()
    )
    return Compared(ref=ref, levels={"o": ("a", "b")}, moved=moved)


def tables(most: int) -> st.SearchStrategy[list[list[int]]]:
    """Return tables of two or three groups that all have a case, by three ways."""
    row = st.lists(st.integers(0, most), min_size=3, max_size=3).filter(any)
    return st.lists(row, min_size=2, max_size=3)


@cache
def _sums(total: int, parts: int) -> tuple[tuple[int, ...], ...]:
    """Return every way of writing a total as so many parts, in their order."""
    if parts == 1:
        return ((total,),)
    return tuple(
        (n, *rest) for n in range(total + 1) for rest in _sums(total - n, parts - 1)
    )


def fitting(
    table: Sequence[Sequence[int]],
    sizes: Sequence[Cell],
    told: Sequence[Sequence[Cell]],
) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every table that a reader of the page must hold possible, by columns."""
    columns = [
        [
            each
            for each in _sums(sum(column), len(table))
            if all(told[r][c] in {None, n} for r, n in enumerate(each))
        ]
        for c, column in enumerate(zip(*table, strict=True))
    ]
    for made in product(*columns):
        rows = [sum(row) for row in zip(*made, strict=True)]
        if all(
            n > 0 and size in {None, n} for n, size in zip(rows, sizes, strict=True)
        ):
            yield made


@given(tables(7))
def test_whatever_is_not_told_can_be_more_than_one_number(
    table: list[list[int]],
) -> None:
    sizes = sizes_shown([sum(row) for row in table])
    if not any(sizes):
        return
    told = shown(table, sizes)
    hidden = {(r, c) for r, c in product(range(len(table)), range(3))}
    hidden = {(r, c) for r, c in hidden if told[r][c] is None}
    seen: dict[tuple[str, int, int], set[int]] = {}
    for made in fitting(table, sizes, told):
        for r, c in hidden:
            seen.setdefault(("count", r, c), set()).add(made[c][r])
        for r, size in enumerate(sizes):
            if size is None:
                total = sum(column[r] for column in made)
                seen.setdefault(("size", r, 0), set()).add(total)
        if all(len(values) > 1 for values in seen.values()):
            break

    assert [cell for cell, values in seen.items() if len(values) < 2] == []


@given(tables(20))
def test_what_is_told_is_true_and_small_only_where_nobody_at_all_goes(
    table: list[list[int]],
) -> None:
    sizes = sizes_shown([sum(row) for row in table])
    if not any(sizes):
        return
    told = shown(table, sizes)
    sums = [sum(column) for column in zip(*table, strict=True)]
    cells = [
        (r, c) for r, row in enumerate(told) for c, n in enumerate(row) if n is not None
    ]

    assert all(told[r][c] == table[r][c] for r, c in cells)
    assert all(table[r][c] >= LEAST or not sums[c] for r, c in cells)
    assert all(size is None or size >= LEAST for size in sizes)


N = None
TABLES = {
    "nothing small": ([[5, 6], [7, 8]], [[5, 6], [7, 8]]),
    "a small count takes three with it": ([[2, 9], [7, 8]], [[N, N], [N, N]]),
    "a way that nobody goes hides nothing": (
        [[3, 0, 20], [9, 0, 30]],
        [[N, 0, N], [N, 0, N]],
    ),
    "two in a row and in a column hide each other": (
        [[1, 2, 9], [3, 4, 9], [9, 9, 9]],
        [[N, N, 9], [N, N, 9], [9, 9, 9]],
    ),
    "noughts that add up to nought do not hide each other": (
        [[0, 0, 9], [9, 9, 9], [8, 8, 9]],
        [[N, N, N], [N, N, N], [N, N, 9]],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_could_be_worked_out_is_left_out_as_well(name: str) -> None:
    table, wanted = TABLES[name]

    assert shown(table, [sum(row) for row in table]) == wanted


SIZES = {
    "all large": ([5, 9], [5, 9]),
    "one small takes the next with it": ([3, 40, 9], [N, 40, N]),
    "two small hide each other": ([3, 4, 9], [N, N, 9]),
    "single cases take the next with them": ([1, 1, 9, 40], [N, N, N, 40]),
    "all small": ([1, 1], [N, N]),
}


@pytest.mark.parametrize("name", SIZES)
def test_the_size_of_a_small_group_is_left_out(name: str) -> None:
    sizes, wanted = SIZES[name]

    assert sizes_shown(sizes) == wanted


def test_a_group_without_a_size_has_no_counts_either() -> None:
    sizes = sizes_shown([4, 12, 45])

    assert shown([[4, 0], [3, 9], [40, 5]], sizes) == [[N, N], [N, N], [40, 5]]


def test_groups_stand_by_name_and_those_without_one_last() -> None:
    cases = [a_case(f"{g}{n}", "up") for g in ("south", "north", "?") for n in range(6)]
    groups = {case.ref: case.ref[:5] for case in cases if case.ref[0] != "?"}
    aside = SetAside(ref="x", ruleset=None, diagnostics=())
    rows = by_group([*cases, aside], groups)

    assert [(row.group, row.cases) for row in rows] == [
        ("north", 6),
        ("south", 6),
        ("", 6),
    ]
    assert dict(rows[0].moves) == {"up": 6, "down": 0, "other": 0, "same": 0}


@pytest.mark.parametrize("sizes", [{"a": 40}, {"a": 2, "b": 3}])
def test_one_group_alone_and_groups_all_small_are_not_told(
    sizes: dict[str, int],
) -> None:
    counts = {
        "o": {g: {**dict.fromkeys(WAYS, 0), "up": size} for g, size in sizes.items()}
    }

    assert group_rows(counts) == ()
