"""A Program as functions of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import final

from attrs import field, frozen

from neglect_rules.completions._diagram import Diagrams, Node, SpentError
from neglect_rules.completions._folds import fold
from neglect_rules.completions._questions import Question
from neglect_rules.evaluation import united
from neglect_rules.facts import Leaves
from neglect_rules.program import Program, Step, cone, inputs

DEEPEST = 250
"""How many questions are asked one inside the other at most."""
_WORLD = 0
"""Which of several sets of ages: asked first, and taken together again at the end."""


@final
@frozen
class Space:
    """Steps of a Program as functions of questions.

    Attributes:
        questions: In the order in which they are asked; the first has the number 1.
        diagrams: Where the functions are stored.
        nodes: The function of each step that was looked at.
    """

    questions: tuple[Question, ...]
    diagrams: Diagrams = field(repr=False)
    nodes: Mapping[int, Node] = field(repr=False, hash=False)


def space(
    program: Program,
    worlds: Sequence[Leaves],
    questions: Iterable[Question],
    roots: Sequence[int],
    diagrams: Diagrams,
) -> Space:
    """Return what steps come to, for every way of answering questions.

    Args:
        program: The ruleset.
        worlds: What every leaf holds where no question is about it.
        questions: What is asked.
        roots: The steps wanted.
        diagrams: An empty store with its budget.

    Raises:
        SpentError: There are too many different functions on the way.
    """
    order = _order(program.steps, roots)
    questions = tuple(questions)
    if len(questions) > DEEPEST:
        raise SpentError
    asked = tuple(
        sorted(
            questions,
            key=lambda q: min(order.get(at, len(order)) for at in q.ways[0].leaves),
        )
    )
    nodes: dict[int, Node] = {
        leaf: diagrams.ask(
            number, [diagrams.constant(way.leaves[leaf]) for way in question.ways]
        )
        for number, question in enumerate(asked, start=1)
        for leaf in question.ways[0].leaves
    }
    for index in sorted(cone(program.steps, roots)):
        if index in nodes:
            continue
        if index in worlds[0]:
            each = [diagrams.constant(leaves[index]) for leaves in worlds]
            nodes[index] = diagrams.ask(_WORLD, each)
        else:
            nodes[index] = _node(diagrams, program.steps[index], nodes)
    for root in roots:
        nodes[root] = _together(diagrams, nodes[root])
    return Space(asked, diagrams, nodes)


def _order(steps: Sequence[Step], roots: Iterable[int]) -> Mapping[int, int]:
    """Return when each leaf is first met on the way down from the roots."""
    found: dict[int, int] = {}
    seen: set[int] = set()
    waiting = list(reversed(list(roots)))
    while waiting:
        index = waiting.pop()
        if index in seen:
            continue
        seen.add(index)
        read = inputs(steps[index])
        if not read:
            found[index] = len(found)
        waiting.extend(reversed(read))
    return found


def _node(diagrams: Diagrams, step: Step, nodes: Mapping[int, Node]) -> Node:
    how = fold(step)
    state = diagrams.constant(how.start)
    for take, index in zip(how.take, how.of, strict=True):
        state = diagrams.join(take, state, nodes[index])
    return state if how.end is None else diagrams.through(how.end, state)


def _together(diagrams: Diagrams, node: Node) -> Node:
    """Return what is possible over all sets of ages."""
    if diagrams.asks[node] != _WORLD:
        return node
    kids = iter(diagrams.kids[node])
    return reduce(lambda one, other: diagrams.join(united, one, other), kids)
