"""Which conditions, each by itself, bring an outcome to a level or beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from neglect_rules.program import Extreme, Map, Reach, Shift, Step

Level: TypeAlias = int
"""The position of a level on its ladder: the lowest is 1."""


def enough(steps: Sequence[Step], step: int, low: Level) -> tuple[int, ...]:
    """Return conditions of which each, where it holds, brings a step to a level.

    There may be other ways to get there. What could be taken back again is left out.
    """
    match found := steps[step]:
        case Reach():
            pairs = zip(found.of, found.levels, strict=True)
            return tuple(of for of, level in pairs if level >= low)
        case Extreme(greatest=True):
            return tuple(each for of in found.of for each in enough(steps, of, low))
        case Shift():
            moves = zip(found.by, found.limit, strict=True)
            is_firm = all(by > 0 or limit >= low for by, limit in moves)
            return enough(steps, found.of, low) if is_firm else ()
        case Map(of=(of,)):
            given = _rising(found)
            reached = [at for at, level in enumerate(given, start=1) if level >= low]
            return enough(steps, of, reached[0]) if reached else ()
        case _:
            return ()


def beyond(steps: Sequence[Step], step: int, top: Level) -> tuple[int, ...] | None:
    """Return all conditions that can bring a step beyond a level.

    Returns:
        `None` where it may get there without any, or where this cannot be told.
    """
    match found := steps[step]:
        case Reach():
            pairs = zip(found.of, found.levels, strict=True)
            higher = tuple(of for of, level in pairs if level > top)
            return higher if found.base <= top else None
        case Extreme(greatest=True):
            return _all_beyond(steps, found.of, top)
        case Shift():
            before = beyond(steps, found.of, top)
            raising = tuple(
                when
                for when, by, limit, start in zip(
                    found.when, found.by, found.limit, found.start, strict=True
                )
                if by > 0 and limit > top >= start
            )
            return None if before is None else (*before, *raising)
        case Map(of=(of,)):
            allowed = sum(level <= top for level in _rising(found))
            return beyond(steps, of, allowed) if allowed else None
        case _:
            return None


def _all_beyond(
    steps: Sequence[Step], several: Sequence[int], top: Level
) -> tuple[int, ...] | None:
    found: list[int] = []
    for of in several:
        mine = beyond(steps, of, top)
        if mine is None:
            return None
        found += mine
    return tuple(found)


def _rising(step: Map) -> Sequence[Level]:
    """Return what a table of one ladder gives, from its lowest level on.

    Nothing where it does not rise, or gives numbers: then nothing follows from it.
    """
    given = step.table[1:]
    return given if step.grades is not None and list(given) == sorted(given) else ()
