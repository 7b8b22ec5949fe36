"""One value per step, from the leaf values: a Program is run step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from neglect_rules.evaluation import _kinds as kinds
from neglect_rules.facts import Leaves
from neglect_rules.program import (
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
    Select,
    Shift,
    Step,
    Sum,
    Value,
    extreme_choice,
)
from neglect_rules.truth import Truth, negate, quorum

Values = tuple[Value, ...]


def interpreted(steps: Sequence[Step], leaves: Leaves, *, held: bool = False) -> Values:
    """Return the value of every step; `leaves` gives those of the leaf steps.

    With `held` no easing is met that is only open (8.5).
    """
    judges = _HOLDING if held else _JUDGES
    values: list[Any] = []
    for index, step in enumerate(steps):
        judge = judges.get(type(step))
        values.append(leaves[index] if judge is None else judge(step, values))
    return tuple(values)


def judged(step: Step, values: Mapping[int, Value]) -> Value:
    """Return what one step comes to; `values` gives those of the steps it reads."""
    return _JUDGES[type(step)](step, values)


def united(one: Value, other: Value) -> Value:
    """Return the narrowest value that holds both."""
    if isinstance(one, Truth):
        return one if one is other else Truth.OPEN
    if isinstance(one, tuple):
        low, high = cast("Extent", other)
        limit = None if one[1] is None or high is None else max(one[1], high)
        return min(one[0], low), limit
    return one | cast("Choice", other)


def _quorum(step: Quorum, values: list[Any]) -> Truth:
    return quorum([values[i] for i in step.of], step.need)


def _sum(step: Sum, values: list[Any]) -> Extent:
    return kinds.summed([values[i] for i in step.of], step.weights, step.constant)


def _extreme(step: Extreme, values: list[Any]) -> Choice | Extent:
    of = [values[i] for i in step.of]
    if step.grades is not None:
        return extreme_choice(of, greatest=step.greatest)
    return kinds.extreme_extent(of, greatest=step.greatest)


def _select(step: Select, values: list[Any]) -> Choice:
    branches = [None if i is None else values[i] for i in step.of]
    return kinds.selected(values[step.chooser], branches)


def _shift(step: Shift, values: list[Any]) -> Choice:
    return kinds.shifted(step, values[step.of], [values[i] for i in step.when])


def _held(step: Shift, values: list[Any]) -> Choice:
    verdicts = [values[i] for i in step.when]
    if any(by < 0 for by in step.by):
        open_, unmet = Truth.OPEN, Truth.FALSE
        verdicts = [unmet if verdict is open_ else verdict for verdict in verdicts]
    return kinds.shifted(step, values[step.of], verdicts)


_JUDGES: Mapping[type, Callable[[Any, Any], Value]] = {
    Compare: lambda step, values: kinds.compared(step, values[step.of]),
    Member: lambda step, values: kinds.contained(step, values[step.of]),
    Quorum: _quorum,
    Not: lambda step, values: negate(values[step.of]),
    Sum: _sum,
    Clamp: lambda step, values: kinds.clamped(step, values[step.of]),
    Count: lambda step, values: kinds.counted([values[i] for i in step.of]),
    Extreme: _extreme,
    Map: lambda step, values: kinds.mapped(step, [values[i] for i in step.of]),
    Band: lambda step, values: kinds.banded(step, values[step.of]),
    Select: _select,
    Reach: lambda step, values: kinds.reached(step, [values[i] for i in step.of]),
    Shift: _shift,
}
"""How each kind of step is judged; what is not here is a leaf, as a test holds."""

_HOLDING: Mapping[type, Callable[[Any, Any], Value]] = {**_JUDGES, Shift: _held}
