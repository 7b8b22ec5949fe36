"""One value per step, from the leaf values: a Program is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import assert_never, cast

from neglect_rules.evaluation import _kinds as kinds
from neglect_rules.program import (
    Amount,
    Answer,
    Band,
    Choice,
    Clamp,
    Compare,
    Count,
    Extent,
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
    Value,
)
from neglect_rules.truth import Truth, negate, quorum

Leaves = Mapping[int, Value]
Values = tuple[Value, ...]


def run(steps: Sequence[Step], leaves: Leaves) -> Values:
    """Return the value of every step; `leaves` gives those of the leaf steps."""
    values: list[Value] = []
    for index, step in enumerate(steps):
        values.append(_value(step, values, leaves, index))
    return tuple(values)


def run_worlds(steps: Sequence[Step], worlds: Sequence[Leaves]) -> Values:
    """Return what each step may be over several sets of leaf values (2.6)."""
    runs = [run(steps, leaves) for leaves in worlds]
    if len(runs) == 1:
        return runs[0]
    return tuple(reduce(united, values) for values in zip(*runs, strict=True))


def united(one: Value, other: Value) -> Value:
    """Return the narrowest value that holds both."""
    if isinstance(one, Truth):
        return one if one is other else Truth.OPEN
    if isinstance(one, tuple):
        low, high = cast("Extent", other)
        limit = None if one[1] is None or high is None else max(one[1], high)
        return min(one[0], low), limit
    return one | cast("Choice", other)


def _value(step: Step, values: list[Value], leaves: Leaves, index: int) -> Value:
    match step:
        case Answer() | Amount() | RecordFact():
            return leaves[index]
        case Compare() | Member() | Quorum() | Not():
            return _verdict(step, values)
        case Sum() | Clamp() | Count():
            return _extent(step, values)
        case Extreme() | Map():
            return _either(step, values)
        case Band() | Select() | Reach() | Shift():
            return _choice(step, values)
        case _ as never:
            assert_never(never)


def _verdict(step: Compare | Member | Quorum | Not, values: list[Value]) -> Truth:
    match step:
        case Compare():
            return kinds.compared(step, cast("Extent", values[step.of]))
        case Member():
            return kinds.contained(step, cast("Choice", values[step.of]))
        case Quorum():
            return quorum(_truths(values, step.of), step.need)
        case Not():
            return negate(cast("Truth", values[step.of]))
        case _ as never:
            assert_never(never)


def _extent(step: Sum | Clamp | Count, values: list[Value]) -> Extent:
    match step:
        case Sum():
            extents = [cast("Extent", values[i]) for i in step.of]
            return kinds.summed(extents, step.weights, step.constant)
        case Clamp():
            return kinds.clamped(step, cast("Extent", values[step.of]))
        case Count():
            return kinds.counted(_truths(values, step.of))
        case _ as never:
            assert_never(never)


def _either(step: Extreme | Map, values: list[Value]) -> Choice | Extent:
    if isinstance(step, Map):
        return kinds.mapped(step, _choices(values, step.of))
    if step.grades is not None:
        return kinds.extreme_choice(_choices(values, step.of), greatest=step.greatest)
    extents = [cast("Extent", values[i]) for i in step.of]
    return kinds.extreme_extent(extents, greatest=step.greatest)


def _choice(step: Band | Select | Reach | Shift, values: list[Value]) -> Choice:
    match step:
        case Band():
            return kinds.banded(step, cast("Extent", values[step.of]))
        case Select():
            chooser = cast("Choice", values[step.chooser])
            branches = [None if i is None else values[i] for i in step.of]
            return kinds.selected(chooser, cast("list[Choice | None]", branches))
        case Reach():
            return kinds.reached(step, _truths(values, step.of))
        case Shift():
            base = cast("Choice", values[step.of])
            return kinds.shifted(step, base, _truths(values, step.when))
        case _ as never:
            assert_never(never)


def _truths(values: list[Value], of: Sequence[int]) -> list[Truth]:
    return [cast("Truth", values[i]) for i in of]


def _choices(values: list[Value], of: Sequence[int]) -> list[Choice]:
    return [cast("Choice", values[i]) for i in of]
