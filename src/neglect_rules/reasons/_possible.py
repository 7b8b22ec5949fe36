"""What is still possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from neglect_rules.completions import Path, Question, Way, reached
from neglect_rules.evaluation import Decision
from neglect_rules.program import Choice, Value
from neglect_rules.reasons._model import Reached, Said, StillPossible
from neglect_rules.reasons._view import BUDGET, View, view

_TRIES = 200


def still_possible(
    decision: Decision, outcome: str, *, budget: int = BUDGET
) -> StillPossible:
    """Return which grades of an outcome answers to what is open can still bring.

    Every combination of answers is looked at. How answers are known is left as it is.
    Where the same answer also counts towards what was seen over time, not every
    combination need come about: what they alone bring is said to be unknown.

    Args:
        decision: The decision.
        outcome: One of its outcomes.
        budget: How many steps the search may take.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    return possible_of(view(decision, outcome, budget))


def possible_of(seen: View) -> StillPossible:
    """Return which grades answers to what is open can still bring."""
    held = seen.held
    if seen.whole is None:
        return _searched(seen, held)
    root = seen.whole.nodes[seen.link.result]
    sure = reached(seen.whole, root, whole=True)
    if seen.has_range:
        sure = {
            choice: path for choice, path in sure.items() if choice.bit_count() == 1
        }
    single = _by_grade(seen, sure)
    every = _by_grade(seen, reached(seen.whole, root, whole=False))
    return _told(
        seen,
        held,
        {grade: seen.path_said(seen.whole, path) for grade, path in single.items()},
        can=set(every),
    )


def _by_grade(seen: View, values: Mapping[Any, Path]) -> dict[str, Path]:
    """Return a way to each grade: one that leaves nothing open, if there is any."""
    found: dict[str, Path] = {}
    for choice, path in sorted(values.items(), key=lambda each: each[0].bit_count()):
        for grade in seen.grades(choice):
            found.setdefault(grade, path)
    return found


def _told(
    seen: View,
    held: Choice,
    answers: Mapping[str, tuple[Said, ...]],
    *,
    can: set[str],
) -> StillPossible:
    possible = seen.grades(held)
    unknown = tuple(g for g in possible if g in can and g not in answers)
    return StillPossible(
        outcome=seen.link.id,
        possible=possible,
        reached=tuple(
            Reached(grade=grade, answers=answers[grade])
            for grade in possible
            if grade in answers
        ),
        ruled_out=tuple(g for g in possible if g not in can),
        unknown=unknown,
        how="search" if unknown else "exact",
        steps=seen.spent(seen.whole),
    )


def _searched(seen: View, held: Choice) -> StillPossible:
    """Return what some answers bring: the mildest, the gravest, and drawn ones."""
    answers: dict[str, tuple[Said, ...]] = {}
    for ways in _tries(seen.questions):
        leaves: dict[int, Value] = {}
        for way in ways:
            leaves |= way.leaves
        for grade in seen.grades(seen.possible(seen.runs.again(leaves))):
            answers.setdefault(grade, _answers(seen, ways))
    return _told(seen, held, answers, can=set(seen.grades(held)))


def _tries(asked: Sequence[Question]) -> Iterator[list[Way]]:
    singles = [[way for way in question.ways if way.whole] for question in asked]
    if not all(singles):
        return
    yield [each[0] for each in singles]
    yield [each[-1] for each in singles]
    random = Random(0)  # noqa: S311 - the same tries every time
    for _ in range(_TRIES):
        yield [random.choice(each) for each in singles]


def _answers(seen: View, ways: Sequence[Way]) -> tuple[Said, ...]:
    told: list[Said] = []
    for question, way in zip(seen.questions, ways, strict=True):
        told += seen.said(question.unit, way.leaves)
    return tuple(told)
