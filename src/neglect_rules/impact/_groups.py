"""How cases of several groups move, without a count that could point to a child.

A count under five is not shown, and neither is one without which it could be worked
out. What is on the page besides is taken as known: how many cases move which way, over
all groups. The groups come from a table beside the cases: no evaluator ever sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, final

from attrs import field, frozen

from neglect_rules.impact._compare import Compared, SetAside

LEAST: Final = 5
"""Counts under this are not shown; as the Office for National Statistics advises."""
WAYS: Final = ("up", "down", "other", "same")

Cell: TypeAlias = int | None
"""A count, or nothing where it is not shown."""

Counts: TypeAlias = dict[str, dict[str, dict[str, int]]]
"""For each outcome and group, how many cases go which way."""


@final
@frozen(kw_only=True)
class GroupRow:
    """How the cases of one group move on one ladder.

    Attributes:
        outcome: The outcome.
        group: What the group is called; nothing for those of whom no group is known.
        cases: How many cases there are in it.
        moves: How many go up, down, elsewhere, and stay.
    """

    outcome: str
    group: str
    cases: Cell
    moves: Mapping[str, Cell] = field(hash=False)


def by_group(
    found: Iterable[Compared | SetAside], groups: Mapping[str, str]
) -> tuple[GroupRow, ...]:
    """Return how cases move, group by group.

    Args:
        found: What became of each case.
        groups: For each case the group it is counted in.
    """
    counts: Counts = {}
    for each in found:
        if isinstance(each, Compared):
            count(counts, each, groups.get(each.ref, ""))
    return group_rows(counts)


def count(counts: Counts, case: Compared, group: str) -> None:
    """Count a case in its group."""
    moved = {move.outcome: move.direction for move in case.moved}
    for outcome in case.levels:
        table = counts.setdefault(outcome, {})
        row = table.setdefault(group, dict.fromkeys(WAYS, 0))
        row[moved.get(outcome, "same")] += 1


def group_rows(counts: Counts) -> tuple[GroupRow, ...]:
    """Return what may be told of counts, by name, those without a group last.

    One group alone is not told: all that it does is what all cases do. Groups that are
    all too small are not told either.
    """
    return tuple(
        row
        for outcome, table in counts.items()
        if len(table) > 1
        for row in _rows(outcome, table)
    )


def _rows(outcome: str, table: Mapping[str, Mapping[str, int]]) -> Iterator[GroupRow]:
    groups = sorted(table, key=lambda group: (not group, group))
    numbers = [[table[group][way] for way in WAYS] for group in groups]
    sizes = sizes_shown([sum(row) for row in numbers])
    if not any(sizes):
        return  # that there are so many small groups would be all that is told
    for group, size, cells in zip(groups, sizes, shown(numbers, sizes), strict=True):
        moves = dict(zip(WAYS, cells, strict=True))
        yield GroupRow(outcome=outcome, group=group, cases=size, moves=moves)


def sizes_shown(sizes: Sequence[int]) -> list[Cell]:
    """Return the sizes of groups, those left out that must not be told.

    How many cases there are in all is known, so one small group is never left out
    alone, nor several of which each can only be one case.
    """
    order = sorted(range(len(sizes)), key=lambda n: sizes[n])
    hidden = [n for n in order if sizes[n] < LEAST]
    while hidden and sum(sizes[n] for n in hidden) == len(hidden) < len(sizes):
        hidden.append(order[len(hidden)])
    if len(hidden) == 1:
        hidden.append(order[1])
    return [None if n in hidden else size for n, size in enumerate(sizes)]


def shown(table: Sequence[Sequence[int]], sizes: Sequence[Cell]) -> list[list[Cell]]:
    """Return a table of counts with those left out that must not be told.

    The sum of each column is known, and that of each row whose size is shown. As long
    as a count that is left out can be only one number, the least of its neighbours is
    left out as well. A column of noughts is told: its sum says so.

    Args:
        table: At least two groups, each with as many counts.
        sizes: The size of each group, as far as it is shown; of one at least.
    """
    live = [
        (r, c)
        for c, column in enumerate(zip(*table, strict=True))
        if sum(column)
        for r in range(len(column))
    ]
    hidden = {(r, c) for r, c in live if sizes[r] is None or table[r][c] < LEAST}
    while fixed := [cell for cell in hidden if _is_fixed(table, sizes, hidden, cell)]:
        rows, columns = {r for r, _ in fixed}, {c for _, c in fixed}
        open_ = [cell for cell in live if cell not in hidden]
        near = [(r, c) for r, c in open_ if r in rows or c in columns]
        hidden.add(min(near or open_, key=lambda cell: (table[cell[0]][cell[1]], cell)))
    return [
        [None if (r, c) in hidden else n for c, n in enumerate(row)]
        for r, row in enumerate(table)
    ]


_Place: TypeAlias = tuple[int, int]
_Node: TypeAlias = tuple[str, int]
_OUTSIDE: Final[_Node] = ("outside", 0)


def _is_fixed(
    table: Sequence[Sequence[int]],
    sizes: Sequence[Cell],
    hidden: Iterable[_Place],
    cell: _Place,
) -> bool:
    """Return whether a count that is left out can be only the number that it is.

    It can be another if one can be added to it, or taken from it, and the sums made
    good by adding to and taking from others that are left out: if there is a way round.
    """
    ways: dict[_Node, set[_Node]] = {_OUTSIDE: set()}
    for r, c in hidden:
        if (r, c) != cell:
            ways.setdefault(("row", r), set()).add(("column", c))
            if table[r][c]:
                ways.setdefault(("column", c), set()).add(("row", r))
    for r, size in enumerate(sizes):
        if size is None:
            ways[_OUTSIDE].add(("row", r))
            if sum(table[r]) > 1:  # a group that is named has a case
                ways.setdefault(("row", r), set()).add(_OUTSIDE)
    row, column = ("row", cell[0]), ("column", cell[1])
    can_fall = table[cell[0]][cell[1]] > 0 and _leads(ways, row, column)
    return not can_fall and not _leads(ways, column, row)


def _leads(ways: Mapping[_Node, set[_Node]], start: _Node, end: _Node) -> bool:
    """Return whether there is a way from one place to another."""
    seen, ahead = {start}, [start]
    while ahead:
        fresh = ways.get(ahead.pop(), set()) - seen
        seen |= fresh
        ahead += fresh
    return end in seen
