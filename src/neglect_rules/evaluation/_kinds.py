"""The meaning of each kind of step, one pure function each.

Docs: `docs/reference/semantics-1.md`; the clause stands beside each function.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import product

from neglect_rules.program import (
    NOT_APPLICABLE,
    Band,
    Choice,
    Clamp,
    Compare,
    Extent,
    Map,
    Member,
    Reach,
    Shift,
    united,
)
from neglect_rules.truth import Truth


def positions(choice: Choice) -> list[int]:
    """Return the positions that a choice holds, low to high; 0 is n/a."""
    return [i for i in range(choice.bit_length()) if choice >> i & 1]


def hull(numbers: Sequence[int]) -> Extent:
    """Return the least extent that holds all `numbers`."""
    return min(numbers), max(numbers)


def mapped(step: Map, inputs: Sequence[Choice]) -> Choice | Extent:
    """5.1, 6.4: what each combination gives, united."""
    if len(inputs) == 1:
        found = [step.table[position] for position in positions(inputs[0])]
        return _found(step, found)
    found = []
    for combination in product(*map(positions, inputs)):
        index = 0
        for size, position in zip(step.sizes, combination, strict=True):
            index = index * size + position
        found.append(step.table[index])
    return _found(step, found)


def _found(step: Map, found: Sequence[int]) -> Choice | Extent:
    if step.grades is None:
        return hull(found)
    return united(1 << position for position in found)


def banded(step: Band, extent: Extent) -> Choice:
    """6.1: every band that the extent meets."""
    low, high = extent
    first = bisect_right(step.edges, low)
    last = len(step.edges) if high is None else bisect_right(step.edges, high)
    return united(1 << position for position in step.give[first : last + 1])


def selected(chooser: Choice, choices: Sequence[Choice | None]) -> Choice:
    """6.2: the union of those that the chooser may pick."""
    picked = (choices[i - 1] for i in positions(chooser) if i)
    union = united(choice for choice in picked if choice is not None)
    return union | (chooser & NOT_APPLICABLE)


def summed(extents: Sequence[Extent], weights: Sequence[int], constant: int) -> Extent:
    """5.4, 5.5: both ends; a weight below nought swaps them.

    An extent without an upper end may only be weighted above nought: the linker sees
    to it, since the other way there would be no lower end to write.
    """
    low = high = constant
    limited = True
    for (least, greatest), weight in zip(extents, weights, strict=True):
        if greatest is None:
            limited = False
            low += least * weight
            continue
        ends = least * weight, greatest * weight
        low += min(ends)
        high += max(ends)
    return low, high if limited else None


def clamped(step: Clamp, extent: Extent) -> Extent:
    """5.4: not below the floor, not above the cap."""
    low, high = extent
    if step.low is not None:
        low = max(low, step.low)
        high = None if high is None else max(high, step.low)
    if step.high is not None:
        low = min(low, step.high)
        high = step.high if high is None else min(high, step.high)
    return low, high


def extreme_extent(extents: Sequence[Extent], *, greatest: bool) -> Extent:
    """5.3, 5.5: the greatest or the least of each end."""
    lows = [low for low, _ in extents]
    highs = [high for _, high in extents]
    known = [high for high in highs if high is not None]
    if greatest:
        return max(lows), max(known) if len(known) == len(highs) else None
    return min(lows), min(known) if known else None


def counted(truths: Sequence[Truth]) -> Extent:
    """5.7: the true ones, up to those and the open ones."""
    certain = sum(truth is Truth.TRUE for truth in truths)
    return certain, certain + sum(truth is Truth.OPEN for truth in truths)


def compared(step: Compare, extent: Extent) -> Truth:
    """4.3: true from the lower end on, false if the upper end is below."""
    low, high = extent
    if low >= step.at_least:
        return Truth.TRUE
    if high is not None and high < step.at_least:
        return Truth.FALSE
    return Truth.OPEN


def contained(step: Member, choice: Choice) -> Truth:
    """4.2: true if all are among the named, false if none is."""
    inside = choice & step.among
    if not inside:
        return Truth.FALSE
    return Truth.TRUE if inside == choice else Truth.OPEN


def reached(step: Reach, truths: Sequence[Truth]) -> Choice:
    """7.1: from the highest certain level upward, that one and the open ones."""
    certain = step.base
    for truth, level in zip(truths, step.levels, strict=True):
        if truth is Truth.TRUE:
            certain = max(certain, level)
    choice = 1 << certain
    for truth, level in zip(truths, step.levels, strict=True):
        if truth is Truth.OPEN and level > certain:
            choice |= 1 << level
    return choice


def shifted(step: Shift, choice: Choice, truths: Sequence[Truth]) -> Choice:
    """7.3, 7.6: from each grade, the furthest certain result and every open one on."""
    return united(_shifted_from(step, grade, truths) for grade in positions(choice))


def _shifted_from(step: Shift, grade: int, truths: Sequence[Truth]) -> Choice:
    moves = zip(truths, step.by, step.limit, step.start, strict=True)
    gaps = [
        (truth, _gap(grade, by, limit))
        for truth, by, limit, start in moves
        if grade >= start
    ]
    sure = (gap for truth, gap in gaps if truth is Truth.TRUE)
    certain = max(sure, key=abs, default=0)
    beyond = (
        gap for truth, gap in gaps if truth is Truth.OPEN and abs(gap) > abs(certain)
    )
    return united(1 << grade + gap for gap in (certain, *beyond))


def _gap(grade: int, by: int, limit: int) -> int:
    """Return how far one rule moves a grade: not past its limit, and never back."""
    room = limit - grade
    return min(0, max(by, room)) if by < 0 else max(0, min(by, room))
