"""A form with only those answers with which a condition may still hold."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import reduce
from typing import cast

from attrs import evolve

from neglect_rules.analysis._filled import Asked, Filled
from neglect_rules.analysis._loose import is_loose
from neglect_rules.evaluation import judged, united
from neglect_rules.facts import Leaves
from neglect_rules.program import Program, Value, cone, inputs
from neglect_rules.truth import Truth


def narrowed(form: Filled, condition: int, openly: Mapping[int, Value]) -> Filled:
    """Return a form without the answers that rule a condition out, each by itself.

    Args:
        form: A form of one ruleset.
        condition: The step of the condition.
        openly: What each step may come to where nothing is known.
    """
    program = form.readings[0].program
    order = sorted(cone(program.steps, [condition]))
    read = frozenset(order)

    def kept(number: int, asked: Asked) -> Asked:
        """Return a question with the ways after which the condition may hold."""
        if read.isdisjoint(asked.leaves[0][0]) or form.is_coarse(asked):
            return asked
        above = _above(program, order, asked.leaves[0][0])
        ways = [
            way
            for way, leaves in enumerate(asked.leaves[0])
            if again(program, above, openly, _said(program, leaves))[condition]
            is not Truth.FALSE
        ]
        # Of the subject every way stays: other questions are asked by its number.
        return asked if number == 0 or not ways else _only(asked, ways)

    return evolve(form, asked=tuple(kept(n, a) for n, a in enumerate(form.asked)))


def _above(program: Program, order: Sequence[int], leaves: Container[int]) -> list[int]:
    """Return those of some steps that rest on leaves, in their order."""
    found: dict[int, None] = {}
    for index in order:
        if any(of in leaves or of in found for of in inputs(program.steps[index])):
            found[index] = None
    return list(found)


def _said(program: Program, leaves: Leaves) -> dict[int, Value]:
    """Return what leaves hold, as far as a filled form says it."""
    return {at: held for at, held in leaves.items() if not is_loose(program, at)}


def _only(asked: Asked, ways: Sequence[int]) -> Asked:
    return evolve(
        asked,
        ways=tuple(asked.ways[way] for way in ways),
        worse=tuple(asked.worse[way] for way in ways),
        leaves=tuple(tuple(each[way] for way in ways) for each in asked.leaves),
    )


def bounds(
    form: Filled, subject: int, steps: Sequence[int], openly: Mapping[int, Value]
) -> list[Value]:
    """Return what steps may come to for a subject, with any of a form's answers.

    Nothing is taken to be known of what a filled form does not say.
    """
    read = form.readings[0]
    program = read.program
    leaves = _said(program, form.asked[0].leaves[0][subject])
    for asked in form.asked[1:]:
        is_asked = subject in asked.asked_of[0]
        for leaf in asked.leaves[0][0]:
            if not is_loose(program, leaf):
                every = [each[leaf] for each in asked.leaves[0]]
                if form.is_coarse(asked):
                    every = [openly[leaf]]
                leaves[leaf] = reduce(united, every) if is_asked else read.rest[leaf]
    values = again(program, sorted(cone(program.steps, steps)), openly, leaves)
    return [values[step] for step in steps]


def may_hold(
    form: Filled, conditions: Iterable[int], openly: Mapping[int, Value]
) -> list[int]:
    """Return the conditions that no answers of a form rule out for every subject."""
    left = list(conditions)
    for_each = [
        bounds(form, subject, left, openly)
        for subject in range(len(form.asked[0].ways))
    ]
    return [
        condition
        for condition, values in zip(left, zip(*for_each, strict=True), strict=True)
        if any(value is not Truth.FALSE for value in values)
    ]


def again(
    program: Program,
    order: Sequence[int],
    openly: Mapping[int, Value],
    leaves: Leaves,
) -> Mapping[int, Value]:
    """Return what some steps come to with other leaf values, all else open.

    Args:
        program: The ruleset.
        order: The steps, each after those that it reads.
        openly: What each step comes to where nothing is known.
        leaves: What some leaves hold instead.
    """
    others = dict(leaves)
    values = ChainMap(others, cast("dict[int, Value]", openly))
    for index in order:
        step = program.steps[index]
        if index not in leaves and not others.keys().isdisjoint(inputs(step)):
            found = judged(step, values)
            if found != openly[index]:
                others[index] = found
    return values
