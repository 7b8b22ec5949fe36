"""The numbers that a measure can come to, so that those beside an edge are known.

What reads one answer twice may be given numbers that it never has; none is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import product
from math import gcd, prod
from typing import Final, TypeAlias

from neglect_rules.program import (
    OR_MORE,
    Amount,
    Answer,
    Clamp,
    Count,
    Extreme,
    Map,
    Program,
    Step,
    Sum,
)

Numbers: TypeAlias = Sequence[int]
"""Rising whole numbers in the unit of their step: a tuple or a range."""

_MOST: Final = 5_000


def reachable(program: Program) -> dict[int, Numbers]:
    """Return for each step that gives a number which ones it can give."""
    found: dict[int, Numbers] = {}
    for index, step in enumerate(program.steps):
        numbers = _numbers(program, step, found)
        if numbers is not None:
            found[index] = numbers
    return found


def beside(numbers: Numbers, edge: int) -> tuple[int, int] | None:
    """Return the nearest numbers below an edge and from it on, if there are both."""
    place = _place(numbers, edge)
    if place in {0, _size(numbers)}:
        return None
    return numbers[place - 1], numbers[place]


def _place(numbers: Numbers, edge: int) -> int:
    """Return how many of the numbers lie below an edge."""
    if not isinstance(numbers, range):
        return bisect_left(numbers, edge)
    return min(max(_steps(numbers, edge), 0), _size(numbers))


def _size(numbers: Numbers) -> int:
    """Return how many numbers there are; `len` ends at 2**31 in a browser."""
    if not isinstance(numbers, range):
        return len(numbers)
    return max(_steps(numbers, numbers.stop), 0)


def _steps(numbers: range, end: int) -> int:
    """Return after how many steps numbers reach an end, or pass it."""
    return -((numbers.start - end) // numbers.step)


def _numbers(program: Program, step: Step, of: dict[int, Numbers]) -> Numbers | None:
    match step:
        case Amount():
            return _amounts(program, step)
        case Map(grades=None):
            return _mapped(program, step)
        case Sum():
            return _summed([of[i] for i in step.of], step)
        case Clamp():
            return _clamped(of[step.of], step)
        case Extreme(grades=None):
            return _any_of([of[i] for i in step.of])
        case Count():
            return range(len(step.of) + 1)
        case _:
            return None


def _amounts(program: Program, step: Amount) -> Numbers:
    spec = program.ruleset.indicators.get(step.indicator)
    if spec is not None and spec.number is not None:
        number = spec.number
        whole = [Fraction(n) * step.per for n in (number.from_, number.before)]
        return range(int(whole[0]), -int(-whole[1] // 1), int(number.step * step.per))
    low, high = step.open
    return range(low, (OR_MORE if high is None else high) + 1)


def _mapped(program: Program, step: Map) -> Numbers:
    """Return the numbers of a table for the grades that can be given."""
    choices = []
    for index, size in zip(step.of, step.sizes, strict=True):
        read = program.steps[index]
        grades = range(1, size)
        if isinstance(read, Answer):
            choices.append([p for p in range(size) if read.open >> p & 1])
        else:
            choices.append(list(grades))
    strides = [prod(step.sizes[n + 1 :]) for n in range(len(step.sizes))]
    cells = (
        sum(p * stride for p, stride in zip(places, strides, strict=True))
        for places in product(*choices)
    )
    return _rising(step.table[cell] for cell in cells)


def _summed(parts: Sequence[Numbers], step: Sum) -> Numbers:
    sums: set[int] | None = {step.constant}
    for numbers, weight in zip(parts, step.weights, strict=True):
        if sums is None or len(sums) * _size(numbers) > _MOST * 8:
            return _spaced(parts, step)
        sums = {each + weight * number for each in sums for number in numbers}
        sums = None if len(sums) > _MOST else sums
    return _spaced(parts, step) if sums is None else _rising(sums)


def _spaced(parts: Sequence[Numbers], step: Sum) -> Numbers:
    """Return numbers in even steps, where there are too many to list."""
    ends = [
        sorted((weight * numbers[0], weight * numbers[-1]))
        for numbers, weight in zip(parts, step.weights, strict=True)
    ]
    gaps = [
        weight * _gap(numbers)
        for numbers, weight in zip(parts, step.weights, strict=True)
    ]
    low, high = (step.constant + sum(end[n] for end in ends) for n in (0, 1))
    return range(low, high + 1, reduce(gcd, gaps, 0) or 1)


def _gap(numbers: Numbers) -> int:
    if isinstance(numbers, range):
        return numbers.step
    return reduce(gcd, (each - numbers[0] for each in numbers), 0)


def _clamped(numbers: Numbers, step: Clamp) -> Numbers:
    low = numbers[0] if step.low is None else step.low
    high = numbers[-1] if step.high is None else step.high
    return _rising(min(max(each, low), high) for each in numbers)


def _any_of(parts: Sequence[Numbers]) -> Numbers:
    if sum(map(_size, parts)) > _MOST:
        low, high = min(p[0] for p in parts), max(p[-1] for p in parts)
        return range(low, high + 1, reduce(gcd, map(_gap, parts), 0) or 1)
    return _rising(each for part in parts for each in part)


def _rising(numbers: Iterable[int]) -> Numbers:
    return tuple(sorted(set(numbers)))
