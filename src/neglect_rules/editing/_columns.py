"""Rows that their author lined up stay lined up.

A column is wanted where rows have more than one space before it. If these rows still
meet there, nothing moves. If an edit has put one out of line, they all move.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

_TEXT: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_PIECE: Final = re.compile(
    rf"(?P<word>{_TEXT}|[^\s,:{{}}\[\]\"]++)|(?P<opening>[{{\[])|(?P<closing>[}}\]])"
    r"|(?P<mark>[,:])(?P<gap>[ \t\n]*+)|\s++"
)
_KEY: Final = re.compile(rf"\s*+(?P<key>{_TEXT})\s*+:")

_Where: TypeAlias = tuple[str, ...]
"""A place in a row: a key or a number in all that it stands in, and the mark before."""


def in_columns(rows: Sequence[str]) -> list[str]:
    """Return neighbouring one-line entries with the columns that their author meant.

    Examples:
        >>> in_columns(['"a":   1', '"bcd":  2', '"ef":  3'])
        ['"a":   1', '"bcd": 2', '"ef":  3']
        >>> in_columns(['"a":1', '"bcd": 2'])
        ['"a": 1', '"bcd": 2']
    """
    cells = [_cells(row) for row in rows]
    order = _in_order(cells)
    made = [""] * len(rows)
    table = []
    for n, row in enumerate(cells):
        if [order.index(where) for where in row] == sorted(map(order.index, row)):
            table.append(n)
        else:
            # Its keys come in another order than those of its neighbours.
            made[n] = " ".join(text for text, _ in row.values())
    for where in order:
        here = {n: cells[n][where] for n in table if where in cells[n]}
        ends = {n: len(made[n]) for n in here}
        starts = _starts(ends, {n: gap for n, (_, gap) in here.items()})
        for n, (text, _) in here.items():
            made[n] = made[n].ljust(starts[n]) + text
    return made


def _in_order(rows: Sequence[Iterable[_Where]]) -> list[_Where]:
    """Return all places, in an order that is that of the first row and of most."""
    order: list[_Where] = []
    for row in rows:
        at = 0
        for where in row:
            if where not in order:
                order.insert(at, where)
            at = order.index(where) + 1
    return order


def _cells(row: str) -> dict[_Where, tuple[str, int]]:
    """Return what begins at each place of a row, with the spaces before it."""
    found: dict[_Where, tuple[str, int]] = {}
    path, text, gap = [""], "", 0
    here: _Where = ()
    for piece in _PIECE.finditer(row):
        text += piece[0].strip()
        if piece["opening"]:
            path.append(_part(row, piece.end(), "-1"))
        elif piece["closing"]:
            path.pop()
        elif piece["mark"]:
            found[here] = (text, gap)
            if piece["mark"] == ",":
                path[-1] = _part(row, piece.end(), path[-1])
            here, text = (*path, piece["mark"]), ""
            gap = 1 if "\n" in piece["gap"] else max(len(piece["gap"]), 1)
    found[here] = (text, gap)
    return found


def _part(row: str, at: int, before: str) -> str:
    """Return by what the next member is known: its key, or its number in a list."""
    if key := _KEY.match(row, at):
        return key["key"]
    return str(int(before) + 1) if before.lstrip("-").isdigit() else "0"


def _starts(ends: Mapping[int, int], gaps: Mapping[int, int]) -> dict[int, int]:
    """Return where each row goes on, given where it ends and the spaces it had."""
    starts = {n: end + gaps[n] for n, end in ends.items()}
    wide = [n for n, gap in gaps.items() if gap > 1]
    if any(_is_out_of_line(starts, n) for n in wide):
        # Who has no room was part of the table only if it gave the column its place.
        usual = Counter(starts[n] for n in wide).most_common(1)[0][0]
        table = [n for n in starts if gaps[n] > 1 or starts[n] == usual]
        starts |= dict.fromkeys(table, max(ends[n] for n in table) + 1)
    return starts


def _is_out_of_line(starts: Mapping[int, int], row: int) -> bool:
    """Return whether a row meets no neighbour; two tables may follow each other."""
    near = [starts[n] for n in (row - 1, row + 1) if n in starts]
    return bool(near) and starts[row] not in near
