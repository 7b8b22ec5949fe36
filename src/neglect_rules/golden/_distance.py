"""How far a case is from what would try a target: less is nearer, nought is there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, TypeAlias, cast

from neglect_rules.evaluation import Values
from neglect_rules.golden._targets import MET, Target
from neglect_rules.program import (
    OR_MORE,
    Compare,
    Extent,
    Not,
    Program,
    Quorum,
    Step,
)
from neglect_rules.truth import Truth

Steps: TypeAlias = Sequence[Step]
_FAR: Final = Fraction(1)
_NONE: Final = Fraction(0)


def distance(program: Program, target: Target, values: Values) -> Fraction:
    """Return how far the values of a case are from those that would try a target."""
    if target.kind == "edge":
        return _gap(cast("Extent", values[target.step]), target.wanted)
    return _verdict(program.steps, values, target.step, holds=target.need == MET)


def _gap(extent: Extent, wanted: int) -> Fraction:
    low, high = extent[0], OR_MORE if extent[1] is None else extent[1]
    return Fraction(abs(low - wanted) + abs(high - wanted))


def _verdict(steps: Steps, values: Values, index: int, *, holds: bool) -> Fraction:
    """Return how far a verdict is from what is wanted; between nought and one for most.

    A quorum is as far as the nearest of its parts that would be enough together.
    """
    step = steps[index]
    if values[index] is (Truth.TRUE if holds else Truth.FALSE):
        return _NONE
    match step:
        case Not(of=of):
            return _verdict(steps, values, of, holds=not holds)
        case Quorum(of=parts, need=need):
            enough = need if holds else len(parts) - need + 1
            far = sorted(_verdict(steps, values, i, holds=holds) for i in parts)
            return sum(far[:enough], _NONE)
        case Compare(of=of, at_least=edge):
            return _beyond(cast("Extent", values[of]), edge, holds=holds)
        case _:
            return _FAR


def _beyond(extent: Extent, edge: int, *, holds: bool) -> Fraction:
    low, high = extent[0], OR_MORE if extent[1] is None else extent[1]
    gap = edge - low if holds else high - edge + 1
    return Fraction(gap, gap + 1)
