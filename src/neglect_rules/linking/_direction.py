"""Whether a worse answer could lower a result, told from the structure.

One pass over the steps gives each a direction: how its value moves when any answer
gets worse. It is law 5, decided when a ruleset is linked, and with answers that may
not apply read as the mildest it also tells whether bounds are exact.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise, product
from typing import assert_never, final

from attrs import frozen

from neglect_rules.program import (
    NOT_APPLICABLE,
    Amount,
    Answer,
    Band,
    Clamp,
    Compare,
    Count,
    Extreme,
    Map,
    Member,
    Not,
    Quorum,
    Reach,
    RecordFact,
    Select,
    Shift,
    Step,
    Sum,
    Tally,
)


class Direction(IntEnum):
    """How a value moves as any answer gets worse."""

    FALLS = -1
    STAYS = 0
    RISES = 1
    MIXED = 2


@final
@frozen
class Motion:
    """A direction, and whether "not applicable" may come or go with answers.

    Attributes:
        direction: How the value moves; "not applicable" is below every grade.
        na_moves: Whether a choice may become or stop being "not applicable".
        size: How many positions a choice has, "not applicable" included.
    """

    direction: Direction
    na_moves: bool = False
    size: int = 0


def motions(
    steps: Sequence[Step],
    kinds: Mapping[str, str],
    *,
    exempt: Container[int] = (),
    na_is_open: bool = False,
) -> list[Motion]:
    """Return the motion of every step.

    Args:
        steps: The steps.
        kinds: The kind of scale of each indicator.
        exempt: Steps whose falling the author has declared; they count as staying.
        na_is_open: Read an answer's "not applicable" as one more thing that answers
            may move, as exact bounds need; law 5 speaks of grades only.
    """
    found: list[Motion] = []
    for index, step in enumerate(steps):
        motion = _motion(step, found, kinds, na_is_open=na_is_open)
        if index in exempt:
            motion = Motion(Direction.STAYS)
        size = len(getattr(step, "grades", None) or ()) + 1
        found.append(Motion(motion.direction, motion.na_moves, size))
    return found


def together(directions: Sequence[Direction]) -> Direction:
    """Return the direction of what rises with each of several values."""
    moving = {d for d in directions if d is not Direction.STAYS}
    if len(moving) > 1:
        return Direction.MIXED
    return moving.pop() if moving else Direction.STAYS


def turned(direction: Direction) -> Direction:
    """Return the opposite direction."""
    if direction is Direction.MIXED:
        return direction
    return Direction(-direction)


_OF_SCALE = {
    "concern": Direction.RISES,
    "strength": Direction.FALLS,
    "context": Direction.STAYS,
}


def _motion(
    step: Step, known: list[Motion], kinds: Mapping[str, str], *, na_is_open: bool
) -> Motion:
    match step:
        case Answer():
            na = na_is_open and bool(step.open & NOT_APPLICABLE)
            return Motion(_OF_SCALE[kinds[step.indicator]], na)
        case RecordFact(fact="above_lowest"):
            # The one record fact that the current answer itself moves.
            return Motion(_OF_SCALE[kinds[step.indicator]])
        case Amount(tally=tally) if tally is not None:
            return Motion(_over_time(step.of, tally))
        case Amount() | RecordFact():
            return Motion(Direction.STAYS)
        case Map() | Band() | Member():
            return _tabled(step, known)
        case Select() | Extreme() | Shift():
            return _united(step, known)
        case Sum() | Clamp() | Count() | Compare() | Quorum() | Not() | Reach():
            return Motion(_plain(step, known))
        case _ as never:
            assert_never(never)


def _over_time(of: str, tally: Tally) -> Direction:
    """Return how a count over time moves as what is recorded now gets worse.

    An earlier assessment is not a current answer, so it stays.
    """
    if of in {"events", "reviews_without_improvement"}:
        return Direction.RISES
    if of == "earlier":
        return Direction.STAYS
    lowest = tally.among & -tally.among
    has_hole = bool(tally.among + lowest & tally.among)
    if has_hole or not (tally.worse or tally.milder):
        return Direction.MIXED
    return Direction(int(tally.worse) - int(tally.milder))


def _plain(
    step: Sum | Clamp | Count | Compare | Quorum | Not | Reach, known: list[Motion]
) -> Direction:
    match step:
        case Sum():
            pairs = zip(step.of, step.weights, strict=True)
            return together([_signed(known[i].direction, w) for i, w in pairs])
        case Clamp() | Compare():
            return known[step.of].direction
        case Not():
            return turned(known[step.of].direction)
        case Count() | Quorum() | Reach():
            return together([known[i].direction for i in step.of])
        case _ as never:
            assert_never(never)


def _signed(direction: Direction, weight: int) -> Direction:
    if not weight:
        return Direction.STAYS
    return direction if weight > 0 else turned(direction)


def _united(step: Select | Extreme | Shift, known: list[Motion]) -> Motion:
    match step:
        case Select():
            if known[step.chooser].direction is not Direction.STAYS:
                return Motion(Direction.MIXED, na_moves=True)
            of = [known[i] for i in step.of if i is not None]
            na = known[step.chooser].na_moves or any(m.na_moves for m in of)
            return Motion(together([m.direction for m in of]), na)
        case Extreme():
            of = [known[i] for i in step.of]
            na = step.grades is not None and any(m.na_moves for m in of)
            if na and not step.greatest:
                # Left out, "not applicable" is above every grade; elsewhere below.
                return Motion(Direction.MIXED, na_moves=True)
            return Motion(together([m.direction for m in of]), na)
        case Shift():
            moves = [known[i].direction for i in step.when]
            if any(by < 0 for by in step.by):
                moves = [turned(each) for each in moves]
            return Motion(together([known[step.of].direction, *moves]))
        case _ as never:
            assert_never(never)


def _tabled(step: Map | Band | Member, known: list[Motion]) -> Motion:
    match step:
        case Band():
            slope = _slope(step.give)
            return Motion(_through(known[step.of].direction, slope))
        case Member():
            motion = known[step.of]
            held = [step.among >> p & 1 for p in range(motion.size)]
            line = held if motion.na_moves else held[1:]
            return Motion(_through(motion.direction, _slope(line)))
        case Map():
            return _mapped(step, known)
        case _ as never:
            assert_never(never)


def _slope(line: Sequence[int]) -> Direction:
    rises = any(a < b for a, b in pairwise(line))
    falls = any(a > b for a, b in pairwise(line))
    if rises and falls:
        return Direction.MIXED
    return Direction(int(rises) - int(falls))


def _through(motion: Direction, slope: Direction) -> Direction:
    if Direction.STAYS in {motion, slope}:
        return Direction.STAYS
    if Direction.MIXED in {motion, slope}:
        return Direction.MIXED
    return Direction(motion * slope)


def _mapped(step: Map, known: list[Motion]) -> Motion:
    directions, na = [], False
    for axis, index in enumerate(step.of):
        motion = known[index]
        if motion.direction is Direction.STAYS and not motion.na_moves:
            continue
        slope, mixed = _along(step.sizes, step.table, axis, not motion.na_moves)
        moved = motion.direction
        if moved is Direction.STAYS:
            moved = Direction.MIXED
        directions.append(_through(moved, slope))
        if step.grades is not None:
            na = na or mixed
    return Motion(together(directions), na)


@lru_cache(maxsize=1024)
def _along(
    sizes: tuple[int, ...],
    table: tuple[int, ...],
    axis: int,
    skip_na: bool,  # noqa: FBT001 - a key of the cache
) -> tuple[Direction, bool]:
    """Return how a table moves along one input, and whether "n/a" comes and goes.

    Many steps have one table: that of a scale's points, or of "does it apply".
    """
    lines = list(_lines(sizes, table, axis, skip_na=skip_na))
    slope = together([_slope(line) for line in lines])
    return slope, any(0 < line.count(0) < len(line) for line in lines)


def _lines(
    sizes: Sequence[int], table: Sequence[int], axis: int, *, skip_na: bool
) -> Iterator[list[int]]:
    """Yield the table's entries along one input, for each choice of the others."""
    others = [range(size) for n, size in enumerate(sizes) if n != axis]
    own = range(1 if skip_na else 0, sizes[axis])
    for rest in product(*others):
        cells = [(*rest[:axis], position, *rest[axis:]) for position in own]
        yield [table[_flat(sizes, cell)] for cell in cells]


def _flat(sizes: Sequence[int], cell: Sequence[int]) -> int:
    index = 0
    for size, position in zip(sizes, cell, strict=True):
        index = index * size + position
    return index
