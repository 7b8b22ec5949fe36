"""A Program as functions of questions."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, final

from attrs import field, fields, frozen

from neglect_rules.completions._diagram import (
    CONSTANT,
    Diagrams,
    Node,
    SpentError,
    below,
)
from neglect_rules.completions._folds import clipped, fold, saturated
from neglect_rules.completions._questions import Question
from neglect_rules.evaluation import united
from neglect_rules.facts import Leaves
from neglect_rules.program import (
    Band,
    Compare,
    Count,
    Extreme,
    Program,
    Select,
    Step,
    Sum,
    cone,
    inputs,
)

DEEPEST = 250
"""How many questions are asked one inside the other at most."""
_WHERE = frozenset({"at", "role", "of", "when", "chooser"})
_WORLD = 0
"""Which of several sets of ages: asked first, and taken together again at the end."""


@final
@frozen
class Space:
    """Steps of a Program as functions of questions.

    Attributes:
        questions: In the order in which they are asked; the first has the number 1.
        diagrams: Where the functions are stored.
        nodes: The function of each step that was looked at. That of a number which is
            only compared tells no more numbers apart than the comparisons do.
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
        questions: What is asked, in this order.
        roots: The steps wanted.
        diagrams: A store with its budget. Functions of another Program may be in it
            already, of the same questions in the same order; then equal functions of
            the two are the same node.

    Raises:
        SpentError: There are too many different functions on the way.
    """
    asked = tuple(questions)
    if len(asked) > DEEPEST:
        raise SpentError
    nodes: dict[int, Node] = {
        leaf: diagrams.ask(
            number, [diagrams.constant(way.leaves[leaf]) for way in question.ways]
        )
        for number, question in enumerate(asked, start=1)
        for leaf in question.ways[0].leaves
    }
    for leaf in cone(program.steps, roots) & worlds[0].keys() - nodes.keys():
        each = [diagrams.constant(leaves[leaf]) for leaves in worlds]
        nodes[leaf] = diagrams.ask(_WORLD, each)
    nodes = functions(program, nodes, roots, diagrams)
    for root in roots:
        nodes[root] = _together(diagrams, nodes[root])
    return Space(asked, diagrams, nodes)


def functions(
    program: Program,
    leaves: Mapping[int, Node],
    roots: Sequence[int],
    diagrams: Diagrams,
) -> dict[int, Node]:
    """Return the function of every step that some steps rest on, from the leaves'.

    A step whose function is given already counts as a leaf.

    Raises:
        SpentError: There are too many different functions on the way.
    """
    nodes = dict(leaves)
    among = cone(program.steps, roots, stops=nodes)
    compared = _compared(program.steps, among, roots)
    for index in sorted(among - nodes.keys()):
        nodes[index] = _node(diagrams, program.steps[index], nodes, compared.get(index))
    return nodes


def in_order(
    program: Program, questions: Iterable[Question], roots: Sequence[int]
) -> list[Question]:
    """Return questions as they are best asked: as steps meet them from the roots.

    Those of a domain follow one another, from where the first of them is met: so what
    counts in a domain is known before the next one, and no two need be kept in mind.
    """
    met = met_first(program.steps, roots)
    asked = [(each, _domain(program, each), _first(met, each)) for each in questions]
    begins: dict[str, int] = {}
    for _, domain, first in asked:
        begins[domain] = min(first, begins.get(domain, first))

    def turn(told: tuple[Question, str, int]) -> tuple[int, int]:
        _, domain, first = told
        return begins[domain] if domain else first, first

    return [question for question, _, _ in sorted(asked, key=turn)]


def _domain(program: Program, question: Question) -> str:
    """Return the domain in which a question counts; nothing if in none."""
    spec = program.ruleset.indicators.get(question.unit.id)
    return (spec and spec.domain) or ""


def _first(met: Mapping[int, int], question: Question) -> int:
    leaves = question.ways[0].leaves
    return min((met.get(at, len(met)) for at in leaves), default=len(met))


def met_first(steps: Sequence[Step], roots: Iterable[int]) -> Mapping[int, int]:
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


def _compared(
    steps: Sequence[Step], among: Collection[int], roots: Collection[int]
) -> Mapping[int, tuple[int, int]]:
    """Return the numbers that are only compared, with their least and greatest edge."""
    found: dict[int, set[int] | None] = {
        index: set()
        for index in among
        if _is_number(steps[index]) and index not in roots
    }
    for reader in among:
        step = steps[reader]
        for of in inputs(step):
            told = found.get(of)
            if told is None:
                continue
            if isinstance(step, Compare):
                told.add(step.at_least)
            elif isinstance(step, Band):
                told.update(step.edges)
            else:
                found[of] = None
    return {index: (min(told), max(told)) for index, told in found.items() if told}


def _is_number(step: Step) -> bool:
    """Return whether a step makes one number of several things."""
    if isinstance(step, Extreme):
        return step.grades is None
    return isinstance(step, Sum | Count)


def _node(
    diagrams: Diagrams,
    step: Step,
    nodes: Mapping[int, Node],
    edges: tuple[int, int] | None,
) -> Node:
    """Return the function of a step; of a number, as far as edges tell it apart."""
    key = like(step), tuple(nodes[of] for of in inputs(step)), edges
    if key not in diagrams.made:
        how = fold(step)
        if edges is not None and isinstance(step, Extreme):
            how = clipped(how, edges, greatest=step.greatest)
        elif edges is not None:
            how = saturated(how, edges, [_ends(diagrams, nodes[of]) for of in how.of])
        state = diagrams.constant(how.start)
        for take, index in zip(how.take, how.of, strict=True):
            state = diagrams.join(
                take,
                state,
                nodes[index],
                settled=how.settled,
                settles=how.settles,
                neutral=how.neutral,
            )
        made = state if how.end is None else diagrams.through(how.end, state)
        diagrams.made[key] = made
    return diagrams.made[key]


def like(step: Step) -> Hashable:
    """Return what a step does, without where it stands and what it reads."""
    told = (
        getattr(step, each.name)
        for each in fields(type(step))
        if each.name not in _WHERE
    )
    gaps = tuple(of is None for of in step.of) if isinstance(step, Select) else ()
    return type(step), gaps, *told


def _ends(diagrams: Diagrams, node: Node) -> list[Any]:
    """Return all that a function gives."""
    found = below(diagrams, node)
    return [diagrams.value[n] for n in found if diagrams.asks[n] == CONSTANT]


def _together(diagrams: Diagrams, node: Node) -> Node:
    """Return what is possible over all sets of ages."""
    if diagrams.asks[node] != _WORLD:
        return node
    kids = iter(diagrams.kids[node])
    return reduce(lambda one, other: diagrams.join(united, one, other), kids)
