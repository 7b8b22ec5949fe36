"""What is still possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from neglect_rules.completions import (
    Path,
    Question,
    SpentError,
    ages,
    completed,
    reached,
)
from neglect_rules.evaluation import Decision
from neglect_rules.program import Choice
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
    seen = view(decision, outcome)
    held = seen.choice(seen.values)
    asked = open_questions(seen)
    try:
        found = seen.space(asked, [seen.link.result], budget)
    except SpentError:
        return _searched(seen, asked, held, budget)
    root = found.nodes[seen.link.result]
    single = _by_grade(seen, reached(found, root, whole=True))
    every = _by_grade(seen, reached(found, root, whole=False))
    return _told(
        seen,
        held,
        {grade: seen.path_said(found, path) for grade, path in single.items()},
        can=set(every),
        steps=found.diagrams.spent,
    )


def open_questions(seen: View) -> list[Question]:
    """Return each question that a case leaves open, with every answer to it."""
    found = []
    for unit in seen.units:
        asked = None
        if unit.kind == "age":
            asked = ages(seen.program, seen.facts.worlds, unit)
        if asked is None:
            asked = completed(seen.program, unit, seen.leaves, seen.among, seen.values)
        if asked is not None:
            found.append(asked)
    return found


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
    steps: int,
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
        steps=steps,
    )


def _searched(
    seen: View, asked: list[Question], held: Choice, budget: int
) -> StillPossible:
    """Return what some answers bring: the mildest, the gravest, and drawn ones."""
    answers: dict[str, tuple[Said, ...]] = {}
    for way in _tries(asked):
        leaves: dict[int, Any] = {}
        for question, number in zip(asked, way, strict=True):
            leaves |= question.ways[number].leaves
        for grade in seen.grades(seen.choice(seen.judged(leaves))):
            answers.setdefault(grade, _answers(seen, asked, way))
    can = set(seen.grades(held))
    return _told(seen, held, answers, can=can, steps=budget)


def _tries(asked: list[Question]) -> Iterator[list[int]]:
    singles = [[n for n, way in enumerate(q.ways) if way.whole] for q in asked]
    if not all(singles):
        return
    yield [each[0] for each in singles]
    yield [each[-1] for each in singles]
    random = Random(0)  # noqa: S311 - the same tries every time
    for _ in range(_TRIES):
        yield [random.choice(each) for each in singles]


def _answers(seen: View, asked: list[Question], way: list[int]) -> tuple[Said, ...]:
    told: list[Said] = []
    for question, number in zip(asked, way, strict=True):
        told += seen.said(question.unit, question.ways[number].leaves)
    return tuple(told)
