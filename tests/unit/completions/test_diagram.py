"""Functions of several questions, each stored once."""

from __future__ import annotations

from itertools import product
from operator import add, mul
from random import Random

import pytest

from neglect_rules.completions import (
    Diagrams,
    Node,
    Question,
    Space,
    SpentError,
    Unit,
    Way,
    turning,
)

SIZES = (2, 3, 2)


def given(diagrams: Diagrams, node: Node, answers: tuple[int, ...]) -> object:
    """Return what a function gives for answers to the questions 1, 2 and 3."""
    while diagrams.kids[node]:
        node = diagrams.kids[node][answers[diagrams.asks[node] - 1]]
    return diagrams.value[node]


def drawn(diagrams: Diagrams, random: Random, question: int = 1) -> Node:
    if question > len(SIZES) or random.random() < 0.2:
        return diagrams.constant(random.randrange(3))
    size = SIZES[question - 1]
    kids = [drawn(diagrams, random, question + 1) for _ in range(size)]
    return diagrams.ask(question, kids)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("change", [add, mul, max])
def test_a_join_gives_what_its_two_parts_give_together(
    seed: int, change: object
) -> None:
    diagrams, random = Diagrams(10**6), Random(seed)
    one, other = drawn(diagrams, random), drawn(diagrams, random)

    both = diagrams.join(change, one, other)  # type: ignore[arg-type]

    for answers in product(*map(range, SIZES)):
        parts = (given(diagrams, node, answers) for node in (one, other))
        assert given(diagrams, both, answers) == change(*parts)  # type: ignore[operator]


@pytest.mark.parametrize("seed", range(30))
def test_a_join_that_is_told_what_settles_it_is_the_same_and_no_slower(
    seed: int,
) -> None:
    diagrams, random = Diagrams(10**6), Random(seed)
    one, other = drawn(diagrams, random), drawn(diagrams, random)
    began = diagrams.spent
    product_ = diagrams.join(mul, one, other)
    middle = diagrams.spent

    told = diagrams.join(mul, one, other, settled=[0], settles={0: 0})

    assert told == product_
    assert diagrams.spent - middle <= middle - began
    assert diagrams.join(mul, diagrams.constant(0), other, settled=[0]) == (
        diagrams.join(mul, other, diagrams.constant(0), settles={0: 0})
    )


@pytest.mark.parametrize("seed", range(10))
def test_a_change_is_made_to_all_that_a_function_gives(seed: int) -> None:
    diagrams = Diagrams(10**6)
    one = drawn(diagrams, Random(seed))

    doubled = diagrams.through(lambda value: 2 * value, one)

    for answers in product(*map(range, SIZES)):
        before = given(diagrams, one, answers)
        assert given(diagrams, doubled, answers) == 2 * before  # type: ignore[operator]


def test_equal_functions_are_one() -> None:
    diagrams = Diagrams(100)
    low, high = diagrams.constant(0), diagrams.constant(1)

    one = diagrams.ask(1, [low, high])
    again = diagrams.join(max, one, low)

    assert again == one


def test_a_question_that_makes_no_difference_is_not_asked() -> None:
    diagrams = Diagrams(100)
    same = diagrams.constant("same")

    assert diagrams.ask(1, [same, same]) == same


def test_a_range_shows_no_two_answers_that_differ() -> None:
    diagrams = Diagrams(100)
    same, one, other = (diagrams.constant(each) for each in "abc")
    root = diagrams.ask(
        1, [diagrams.ask(2, [same, one]), diagrams.ask(2, [same, other])]
    )
    questions = (
        Question(Unit("indicator", "A", (0,)), (Way({0: 2}), Way({0: 4}))),
        Question(Unit("indicator", "B", (1,)), (Way({1: 2}), Way({1: 4}, whole=False))),
    )

    assert turning(Space(questions, diagrams, {}), root, 1) is None


def test_a_budget_ends() -> None:
    diagrams = Diagrams(1)
    one = diagrams.ask(1, [diagrams.constant(0), diagrams.constant(1)])

    with pytest.raises(SpentError):
        diagrams.join(add, one, one)
    assert diagrams.spent == 1
