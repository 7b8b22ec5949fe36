"""How cases of several groups move, without a count that could point to a child.

A count under five is not shown, and neither is one from which another that is not shown
could be worked out by taking it from a total. The groups come from a table beside the
cases: no evaluator ever sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias, final

from attrs import field, frozen

from neglect_rules.impact._impact import Compared, SetAside

LEAST: Final = 5
"""Counts under this are not shown; as the Office for National Statistics advises."""
WAYS: Final = ("up", "down", "other", "same")

Cell: TypeAlias = int | None
"""A count, or nothing where it is not shown."""


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
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for each in found:
        if isinstance(each, SetAside):
            continue
        moved = {move.outcome: move.direction for move in each.moved}
        for outcome in each.levels:
            row = counts.setdefault(outcome, {}).setdefault(
                groups.get(each.ref, ""), dict.fromkeys(WAYS, 0)
            )
            row[moved.get(outcome, "same")] += 1
    return tuple(
        GroupRow(
            outcome=outcome,
            group=group,
            cases=None if sum(row.values()) < LEAST else sum(row.values()),
            moves=dict(zip(WAYS, cells, strict=True)),
        )
        for outcome, table in counts.items()
        for (group, row), cells in zip(
            table.items(),
            shown([list(row.values()) for row in table.values()]),
            strict=True,
        )
    )


def shown(table: Sequence[Sequence[int]]) -> list[list[Cell]]:
    """Return a table of counts with those left out that must not be told.

    In a row or column with a total, one count that is left out alone could be worked
    out. So the least of the others is left out as well, until none stands alone.
    """
    hidden = {
        (r, c) for r, row in enumerate(table) for c, n in enumerate(row) if n < LEAST
    }
    lines = _lines(table)
    while True:
        alone = [line for line in lines if len(hidden & set(line)) == 1]
        more = {
            min((cell for cell in line if cell not in hidden), key=_size(table))
            for line in alone
            if len(line) > 1
        }
        if not more:
            break
        hidden |= more
    return [
        [None if (r, c) in hidden else n for c, n in enumerate(row)]
        for r, row in enumerate(table)
    ]


_Place: TypeAlias = tuple[int, int]


def _lines(table: Sequence[Sequence[int]]) -> list[list[_Place]]:
    """Return the places of each row, and of each column."""
    rows = [[(r, c) for c in range(len(row))] for r, row in enumerate(table)]
    return [*rows, *(list(column) for column in zip(*rows, strict=True))]


def _size(table: Sequence[Sequence[int]]) -> Callable[[_Place], tuple[int, _Place]]:
    def size(place: _Place) -> tuple[int, _Place]:
        return table[place[0]][place[1]], place

    return size
