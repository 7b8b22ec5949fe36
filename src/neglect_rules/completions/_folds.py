"""Each kind of step as a fold: its inputs are taken in one after another.

So a step over many inputs is made of joins of two, and what is kept between them is
small: what later inputs can still tell apart. The meaning is that of `evaluation`, as
a test holds for every kind of step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias, final

from attrs import evolve, frozen

from neglect_rules.evaluation import judged
from neglect_rules.program import (
    NOT_APPLICABLE,
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
    extreme_choice,
    united,
)
from neglect_rules.truth import Truth

State: TypeAlias = Any
"""What is kept between two inputs; it can be a key."""

_NOTHING: Mapping[Any, State] = MappingProxyType({})


@final
@frozen
class Fold:
    """How a step comes from its inputs.

    Attributes:
        of: The steps it reads, in the order in which they are taken in.
        start: What there is before the first.
        take: What there is after each, from what was before and its value.
        end: What the step comes to.
        settled: What stays as it is, whatever is still taken in.
        settles: What comes of a value, whatever was before.
        neutral: Values that leave what was before as it is.
    """

    of: tuple[int, ...]
    start: State
    take: tuple[Callable[[State, Any], State], ...]
    end: Callable[[State], Any] | None = None
    settled: tuple[State, ...] = ()
    settles: Mapping[Any, State] = _NOTHING
    neutral: tuple[Any, ...] = ()


def fold(step: Step) -> Fold:
    """Return how a step comes from its inputs; it is not a leaf."""
    return _FOLDS[type(step)](step)


def saturated(
    how: Fold, edges: tuple[int, int], values: Sequence[Iterable[Any]]
) -> Fold:
    """Return the fold of a sum or count that is only compared, with fewer told apart.

    What nothing to come can bring below the greatest edge is as good as that edge, and
    what nothing to come can bring over the least one is as good as just below it.

    Args:
        how: The fold of the sum.
        edges: The least and the greatest number with which it is compared.
        values: For each term all that it may be.
    """
    takes: list[Callable[[State, Any], State]] = []
    least = 0
    most: int | None = 0
    for take, term in zip(reversed(how.take), reversed(values), strict=True):
        low = None if most is None else edges[0] - 1 - most
        takes.append(partial(_between, take, low, edges[1] - least))
        lows, highs = zip(*(take((0, 0), value) for value in term), strict=True)
        least += min(lows)
        most = None if most is None or None in highs else most + max(highs)
    return evolve(how, take=tuple(reversed(takes)))


def clipped(how: Fold, edges: tuple[int, int], *, greatest: bool) -> Fold:
    """Return the fold of a greatest or least number that is only compared, likewise.

    The greatest of clipped numbers is the greatest number, clipped; so is the least.
    """
    low, high = edges[0] - 1, edges[1]
    end = high if greatest else low
    takes = tuple(partial(_between, take, low, high) for take in how.take)
    return evolve(how, take=takes, settled=((end, end),))


def _between(
    take: Callable[[State, Any], State],
    low: int | None,
    high: int,
    state: State,
    value: Any,
) -> State:
    """Return a sum after one more term, brought between two numbers."""
    return tuple(
        high
        if end is None or end > high
        else low
        if low is not None and end < low
        else end
        for end in take(state, value)
    )


def _single(step: Any) -> Fold:
    of = step.of
    return Fold((of,), None, (lambda _, value: judged(step, {of: value}),))


def _sum(step: Sum) -> Fold:
    def take(weight: int, state: Extent, value: Extent) -> Extent:
        low, high = state
        least, most = value
        if most is None:
            # Only what is weighted above nought may be without an upper end.
            return low + least * weight, None
        ends = least * weight, most * weight
        return low + min(ends), None if high is None else high + max(ends)

    takes = tuple(partial(take, weight) for weight in step.weights)
    return Fold(step.of, (step.constant, step.constant), takes)


def _count(step: Count) -> Fold:
    def take(state: tuple[int, int], value: Truth) -> tuple[int, int]:
        low, high = state
        return low + (value is Truth.TRUE), high + (value is not Truth.FALSE)

    return Fold(step.of, (0, 0), (take,) * len(step.of))


def _quorum(step: Quorum) -> Fold:
    if step.need == len(step.of):
        return _until(step, Truth.FALSE, Truth.TRUE)
    if step.need == 1:
        return _until(step, Truth.TRUE, Truth.FALSE)
    return _at_least(step)


def _until(step: Quorum, end: Truth, neutral: Truth) -> Fold:
    """Return the fold of *all* or *any*: one verdict ends it, another adds nothing."""

    def take(state: Truth, value: Truth) -> Truth:
        if end in {state, value}:
            return end
        return state if value is neutral else value

    takes = (take,) * len(step.of)
    return Fold(
        step.of, neutral, takes, None, (end,), settles={end: end}, neutral=(neutral,)
    )


def _at_least(step: Quorum) -> Fold:
    need = step.need
    met, missed = (need, 0), (0, -1)

    def take(rest: int, state: tuple[int, int], value: Truth) -> tuple[int, int]:
        if state in {met, missed}:
            return state
        certain = state[0] + (value is Truth.TRUE)
        perhaps = state[1] + (value is Truth.OPEN)
        if certain >= need:
            return met
        if certain + perhaps + rest < need:
            return missed
        return certain, min(need - certain, perhaps)

    def end(state: tuple[int, int]) -> Truth:
        certain, perhaps = state
        if certain >= need:
            return Truth.TRUE
        return Truth.OPEN if certain + perhaps >= need else Truth.FALSE

    takes = tuple(partial(take, rest) for rest in reversed(range(len(step.of))))
    return Fold(step.of, (0, 0), takes, end, settled=(met, missed))


def _extreme(step: Extreme) -> Fold:
    greatest = step.greatest

    def choice(state: Choice | None, value: Choice) -> Choice:
        if state is None:
            return value
        return extreme_choice([state, value], greatest=greatest)

    def extent(state: Extent | None, value: Extent) -> Extent:
        if state is None:
            return value
        highs = [high for high in (state[1], value[1]) if high is not None]
        if greatest:
            return max(state[0], value[0]), max(highs) if highs[1:] else None
        return min(state[0], value[0]), min(highs, default=None)

    take = extent if step.grades is None else choice
    return Fold(step.of, None, (take,) * len(step.of))


def _map(step: Map) -> Fold:
    def take(state: tuple[Choice, ...], value: Choice) -> tuple[Choice, ...]:
        return (*state, value)

    def end(state: tuple[Choice, ...]) -> Any:
        return judged(step, dict(zip(step.of, state, strict=True)))

    return Fold(step.of, (), (take,) * len(step.of), end)


def _select(step: Select) -> Fold:
    def choose(_: None, chooser: Choice) -> tuple[Choice, Choice]:
        return chooser, chooser & NOT_APPLICABLE

    def take(
        grade: int, state: tuple[Choice, Choice], value: Choice
    ) -> tuple[Choice, Choice]:
        chooser, union = state
        return (chooser, union | value) if chooser >> grade & 1 else state

    branches = [(i + 1, of) for i, of in enumerate(step.of) if of is not None]
    return Fold(
        (step.chooser, *(of for _, of in branches)),
        None,
        (choose, *(partial(take, grade) for grade, _ in branches)),
        lambda state: state[1],
    )


def _reach(step: Reach) -> Fold:
    def take(level: int, state: tuple[int, Choice], value: Truth) -> tuple[int, Choice]:
        certain, perhaps = state
        if level <= certain or value is Truth.FALSE:
            return state
        if value is Truth.OPEN:
            return certain, perhaps | 1 << level
        return level, perhaps & -(2 << level)

    takes = tuple(partial(take, level) for level in step.levels)
    return Fold(
        step.of,
        (step.base, 0),
        takes,
        lambda state: 1 << state[0] | state[1],
        neutral=(Truth.FALSE,),
    )


_Moves: TypeAlias = tuple[tuple[int, int, Choice], ...]
"""From each grade: that grade, how far it certainly moves, and where it may."""


def _shift(step: Shift) -> Fold:
    def begin(_: None, choice: Choice) -> _Moves:
        return tuple((grade, 0, 0) for grade in _positions(choice))

    def take(rule: int, state: _Moves, value: Truth) -> _Moves:
        if value is Truth.FALSE:
            return state
        return tuple(_moved(step, rule, value, *each) for each in state)

    def end(state: _Moves) -> Choice:
        return united(1 << grade + gap | perhaps for grade, gap, perhaps in state)

    if not step.when:
        return Fold((step.of,), None, (lambda _, choice: choice,))
    takes = (partial(take, rule) for rule in range(len(step.when)))
    return Fold(
        (step.of, *step.when), None, (begin, *takes), end, neutral=(Truth.FALSE,)
    )


def _moved(
    step: Shift, rule: int, value: Truth, grade: int, certain: int, perhaps: Choice
) -> tuple[int, int, Choice]:
    by, room = step.by[rule], step.limit[rule] - grade
    gap = min(0, max(by, room)) if by < 0 else max(0, min(by, room))
    if grade < step.start[rule] or abs(gap) <= abs(certain):
        return grade, certain, perhaps
    if value is Truth.OPEN:
        return grade, certain, perhaps | 1 << grade + gap
    beyond = -(2 << grade + gap) if gap > 0 else (1 << grade + gap) - 1
    return grade, gap, perhaps & beyond


def _positions(choice: Choice) -> Sequence[int]:
    return [i for i in range(choice.bit_length()) if choice >> i & 1]


_FOLDS: dict[type, Callable[[Any], Fold]] = {
    Compare: _single,
    Member: _single,
    Band: _single,
    Clamp: _single,
    Not: _single,
    Sum: _sum,
    Count: _count,
    Quorum: _quorum,
    Extreme: _extreme,
    Map: _map,
    Select: _select,
    Reach: _reach,
    Shift: _shift,
}
