"""Each kind of step as a fold means what the evaluator means."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from neglect_rules.completions._folds import _FOLDS, fold
from neglect_rules.evaluation import judged, run
from neglect_rules.program import (
    Amount,
    Answer,
    RecordFact,
    Shift,
    Step,
    Sum,
    Value,
    inputs,
)
from neglect_rules.truth import Truth
from tests.property.drawn import one_drawn, seeds

TRIES = 6


def folded(step: Step, values: Any) -> Value:
    how = fold(step)
    state = how.start
    for take, index in zip(how.take, how.of, strict=True):
        state = take(state, values[index])
    found: Value = state if how.end is None else how.end(state)
    return found


def another(value: Value, random: Random) -> Value:
    """Return some other value of the same kind, wider or narrower."""
    if isinstance(value, Truth):
        return random.choice(list(Truth))
    if isinstance(value, tuple):
        low = value[0] - random.randrange(2)
        high = None if value[1] is None else value[1] + random.randrange(3)
        return low, random.choice([high, max(low, value[0])])
    held = [n for n in range(value.bit_length()) if value >> n & 1]
    return value if random.random() < 0.5 else 1 << random.choice(held)


def test_a_fold_comes_to_what_the_evaluator_does() -> None:
    seen: set[type] = set()
    for seed in seeds()[:20]:
        drawn, random = one_drawn(seed, Random(seed)), Random(seed)
        values = run(drawn.program.steps, drawn.facts().worlds[0])
        for step in drawn.program.steps:
            if isinstance(step, Answer | Amount | RecordFact):
                continue
            seen.add(type(step))
            for _ in range(TRIES):
                tried = {i: another(values[i], random) for i in inputs(step)}
                assert folded(step, tried) == judged(step, tried)

    assert seen == _FOLDS.keys()


@pytest.mark.parametrize("extent", [(0, None), (-2, None), (-3, 0), (2, 2)])
def test_what_has_no_upper_end_adds_to_what_has_none(extent: Any) -> None:
    step = Sum(at="", role="", of=(0, 1), weights=(2, 3), constant=1, per=1)
    values = {0: extent, 1: (-1, 4)}

    assert folded(step, values) == judged(step, values)


@pytest.mark.parametrize("by", [(1, 2, 3), (-1, -2, -3)])
@pytest.mark.parametrize("first", Truth)
@pytest.mark.parametrize("second", Truth)
@pytest.mark.parametrize("third", Truth)
def test_several_rules_that_move_a_grade_move_it_the_same_way(
    by: tuple[int, ...], first: Truth, second: Truth, third: Truth
) -> None:
    limit = (6, 4, 5) if by[0] > 0 else (1, 3, 2)
    step = Shift(
        at="",
        role="",
        of=0,
        when=(1, 2, 3),
        by=by,
        limit=limit,
        start=(1, 2, 1),
        grades=tuple("abcdef"),
    )
    for choice in range(2, 128, 2):
        values: dict[int, Value] = {0: choice, 1: first, 2: second, 3: third}

        assert folded(step, values) == judged(step, values)
