"""Each kind of step as a fold means what the evaluator means."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import pytest

from neglect_rules.completions._folds import _FOLDS, clipped, fold, saturated
from neglect_rules.evaluation import judged, run
from neglect_rules.program import (
    Amount,
    Answer,
    Count,
    Extreme,
    Quorum,
    Reach,
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
        values = run(drawn.program, drawn.facts().worlds[0])
        for step in drawn.program.steps:
            if isinstance(step, Answer | Amount | RecordFact):
                continue
            seen.add(type(step))
            for _ in range(TRIES):
                tried = {i: another(values[i], random) for i in inputs(step)}
                assert folded(step, tried) == judged(step, tried)

    assert seen == _FOLDS.keys()


def shortcuts(step: Any, values: Any, random: Random) -> Iterator[str]:
    """Hold what a fold says of values beforehand; yield what it says."""
    how = fold(step)
    state = how.start
    for n, (take, index) in enumerate(zip(how.take, how.of, strict=True)):
        for value in (values[index], another(values[index], random)):
            if state in how.settled:
                yield "settled"
                assert take(state, value) == state
            if value in how.settles:
                yield "settles"
                assert take(state, value) == how.settles[value]
            if value in how.neutral and (n or not isinstance(step, Shift)):
                yield "neutral"
                assert take(state, value) == state
        state = take(state, another(values[index], random))


def test_what_a_fold_says_of_values_beforehand_holds() -> None:
    """Nothing may be taken in that changes what is settled, or what is neutral."""
    seen: set[tuple[type, str]] = set()
    for seed in seeds()[:20]:
        drawn, random = one_drawn(seed, Random(seed)), Random(seed)
        values = run(drawn.program, drawn.facts().worlds[0])
        for step in drawn.program.steps:
            if isinstance(step, Answer | Amount | RecordFact):
                continue
            seen |= {(type(step), told) for told in shortcuts(step, values, random)}

    assert {told for _, told in seen} == {"settled", "settles", "neutral"}
    assert {kind for kind, _ in seen} >= {Quorum, Reach, Shift}


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


def test_a_sum_that_is_only_compared_compares_as_it_did() -> None:
    told = 0
    for seed in seeds()[:20]:
        drawn, random = one_drawn(seed, Random(seed)), Random(seed)
        values = run(drawn.program, drawn.facts().worlds[0])
        for step in drawn.program.steps:
            if isinstance(step, Sum):
                for _ in range(TRIES):
                    tried = [another(values[i], random) for i in step.of]
                    told += compares_alike(step, tried, random)

    assert told


def compares_alike(step: Sum, terms: list[Any], random: Random) -> bool:
    """Hold a sum between edges to the whole; say whether that made a difference."""
    ends: list[Any] = [
        (
            low - random.randrange(3),
            None if high is None else high + random.randrange(3),
        )
        for low, high in terms
    ]
    how = fold(step)
    whole: Any = folded(step, dict(zip(step.of, terms, strict=True)))
    edges = whole[0] + random.randrange(-3, 4), whole[0] + random.randrange(4, 9)
    state = how.start
    for take, term in zip(
        saturated(how, edges, [[end] for end in ends]).take, terms, strict=True
    ):
        state = take(state, term)
    for edge in range(edges[0], edges[1] + 1):
        at_least = [end is None or end >= edge for end in whole]

        assert [end is None or end >= edge for end in state] == at_least
    return bool(state != whole)


@pytest.mark.parametrize("need", range(5))
@pytest.mark.parametrize("truths", [*product(Truth, repeat=3)])
def test_so_many_of_three_are_met_missed_or_open(
    need: int, truths: tuple[Truth, ...]
) -> None:
    step = Quorum(at="", role="", of=(0, 1, 2), need=need)
    values: dict[int, Value] = dict(enumerate(truths))

    assert folded(step, values) == judged(step, values)


def test_a_count_that_is_only_compared_compares_as_it_did() -> None:
    random, told = Random(2), 0
    for _ in range(400):
        verdicts = [random.choice(list(Truth)) for _ in range(random.randrange(1, 7))]
        step = Count(at="", role="", of=tuple(range(len(verdicts))))
        may_be = [{verdict, random.choice(list(Truth))} for verdict in verdicts]
        whole: Any = folded(step, dict(enumerate(verdicts)))
        edges = 1 + random.randrange(3), 4 + random.randrange(3)
        state = fold(step).start
        takes = saturated(fold(step), edges, may_be).take
        for take, verdict in zip(takes, verdicts, strict=True):
            state = take(state, verdict)

        assert compares(state, edges) == compares(whole, edges)
        told += state != whole

    assert told


@pytest.mark.parametrize("greatest", [True, False])
def test_an_extreme_that_is_only_compared_compares_as_it_did(greatest: bool) -> None:
    random, told = Random(3), 0
    for _ in range(400):
        lows = [random.randrange(-4, 12) for _ in range(random.randrange(1, 6))]
        highs = [random.choice([low, low + 3, None]) for low in lows]
        of = tuple(range(len(lows)))
        step = Extreme(at="", role="", of=of, greatest=greatest)
        terms = list(zip(lows, highs, strict=True))
        whole: Any = folded(step, dict(enumerate(terms)))
        edges = random.randrange(4), 4 + random.randrange(4)
        how = clipped(fold(step), edges, greatest=greatest)
        state = how.start
        for take, term in zip(how.take, terms, strict=True):
            before, state = state, take(state, term)
            assert before not in how.settled or state == before

        assert compares(state, edges) == compares(whole, edges)
        told += state != whole

    assert told


def compares(ends: Any, edges: tuple[int, int]) -> list[list[bool]]:
    """Return how a number compares with every number between two edges."""
    each = range(edges[0], edges[1] + 1)
    return [[end is None or end >= edge for end in ends] for edge in each]


def test_a_shift_without_rules_leaves_all_as_it_is() -> None:
    shift = Shift(
        at="", role="", of=0, when=(), by=(), limit=(), start=(), grades=("a", "b")
    )

    assert folded(shift, {0: 0b110}) == judged(shift, {0: 0b110}) == 0b110
