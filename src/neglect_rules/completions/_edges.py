"""The numbers at which a step can tell what a leaf holds apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from neglect_rules.program import (
    Band,
    Clamp,
    Compare,
    Extent,
    Extreme,
    Program,
    Sum,
    Value,
)

MOST = 64
"""How many numbers of one leaf are told apart at most."""
_MUCH = 4 * MOST


def edges(
    program: Program,
    among: Collection[int],
    leaf: int,
    values: Mapping[int, Value],
) -> frozenset[int] | None:
    """Return the least number of each class that steps tell apart.

    Of two numbers between the same two edges no step that is looked at comes to
    anything else.

    Args:
        program: The ruleset.
        among: Those that are looked at.
        leaf: The step of the leaf.
        values: What each step may come to while the leaf is open.

    Returns:
        `None` where there are too many, or where this cannot be told.
    """
    found: set[int] = set()
    for reader in program.readers[leaf]:
        if reader in among:
            told = _told(program, among, leaf, reader, values)
            if told is None:
                return None
            found |= told
    return frozenset(found) if len(found) <= MOST else None


def _told(
    program: Program,
    among: Collection[int],
    leaf: int,
    reader: int,
    values: Mapping[int, Value],
) -> frozenset[int] | None:
    step = program.steps[reader]
    match step:
        case Compare():
            return frozenset({step.at_least})
        case Band():
            return frozenset(step.edges)
        case Clamp() | Extreme():
            return edges(program, among, reader, values)
        case _:  # a sum: nothing else reads numbers
            beyond = edges(program, among, reader, values)
            term = cast("Sum", step)
            return None if beyond is None else _before(term, leaf, beyond, values)


def _before(
    step: Sum, leaf: int, beyond: Collection[int], values: Mapping[int, Value]
) -> frozenset[int] | None:
    """Return the edges of one term of a sum, from those of the whole."""
    weight = sum(w for of, w in zip(step.of, step.weights, strict=True) if of == leaf)
    low = high = step.constant
    for of, each in zip(step.of, step.weights, strict=True):
        if of == leaf:
            continue
        least, most = cast("Extent", values[of])
        if most is None:
            return None
        low += min(least * each, most * each)
        high += max(least * each, most * each)
    if weight == 0:
        return frozenset()
    if (high - low) * len(beyond) > _MUCH * abs(weight):
        return None
    rest = range(low, high + 1)
    if weight > 0:
        found = {-((other - edge) // weight) for edge in beyond for other in rest}
    else:
        found = {(edge - other) // weight + 1 for edge in beyond for other in rest}
    return frozenset(found)
