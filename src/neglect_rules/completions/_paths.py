"""Ways through a function: to a value, at the least cost, or past one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any, TypeAlias, final

from attrs import frozen

from neglect_rules.completions._diagram import CONSTANT, Node, below
from neglect_rules.completions._questions import Way
from neglect_rules.completions._space import Space

Path: TypeAlias = Mapping[int, int]
"""For each question that matters on the way, which of its ways was taken."""

ANSWER = 1_000_000
"""What a changed answer costs, in grade steps: more than all grades together."""


def reached(space: Space, root: Node, *, whole: bool) -> dict[Any, Path]:
    """Return every value that a function gives, each with a way to it.

    Args:
        space: Where the function is stored.
        root: The function.
        whole: Only single answers are looked at, no ranges.
    """
    firsts: dict[Node, dict[Any, tuple[int, Node] | None]] = {}
    for node in below(space.diagrams, root):
        if space.diagrams.asks[node] == CONSTANT:
            firsts[node] = {space.diagrams.value[node]: None}
            continue
        mine: dict[Any, tuple[int, Node] | None] = {}
        for number, _, kid in _ways(space, node, whole=whole):
            for value in firsts[kid]:
                mine.setdefault(value, (number, kid))
        firsts[node] = mine
    return {value: _followed(space, firsts, root, value) for value in firsts[root]}


def _followed(
    space: Space,
    firsts: Mapping[Node, Mapping[Any, tuple[int, Node] | None]],
    root: Node,
    value: object,
) -> Path:
    path: dict[int, int] = {}
    node, step = root, firsts[root][value]
    while step is not None:
        path[space.diagrams.asks[node]] = step[0]
        node = step[1]
        step = firsts[node][value]
    return path


def _ways(
    space: Space, node: Node, *, whole: bool = False
) -> Iterator[tuple[int, Way, Node]]:
    """Yield each way on from a node with its number."""
    diagrams = space.diagrams
    question = space.questions[diagrams.asks[node] - 1]
    pairs = zip(question.ways, diagrams.kids[node], strict=True)
    for number, (way, kid) in enumerate(pairs):
        if way.whole or not whole:
            yield number, way, kid


@final
@frozen
class Cheapest:
    """A way to what is wanted, with what it costs: none costs less."""

    cost: int
    path: Path


def cheapest(
    space: Space, root: Node, wanted: Callable[[Any], bool]
) -> Cheapest | None:
    """Return the cheapest way to a value that is wanted; the first of several.

    A changed answer costs more than all grade steps together.
    """
    best: dict[Node, tuple[int, int, Node] | None] = {}
    for node in below(space.diagrams, root):
        if space.diagrams.asks[node] == CONSTANT:
            ends = wanted(space.diagrams.value[node])
            best[node] = (0, -1, node) if ends else None
            continue
        found: tuple[int, int, Node] | None = None
        for number, way, kid in _ways(space, node):
            after = best[kid]
            if after is not None:
                cost = after[0] + way.changed * ANSWER + way.steps
                if found is None or cost < found[0]:
                    found = cost, number, kid
        best[node] = found
    end = best[root]
    if end is None:
        return None
    path: dict[int, int] = {}
    node, step = root, best[root]
    while step is not None and step[1] >= 0:
        path[space.diagrams.asks[node]] = step[1]
        node = step[2]
        step = best[node]
    return Cheapest(end[0], path)


def at_end(space: Space, root: Node, path: Path) -> Any:
    """Return the value at the end of a path; what it leaves out stays as it is.

    A question that it does not answer is answered in the first of its ways.
    """
    diagrams, node = space.diagrams, root
    while (asked := diagrams.asks[node]) != CONSTANT:
        node = diagrams.kids[node][path.get(asked, 0)]
    return diagrams.value[node]


def asked_in(space: Space, root: Node) -> frozenset[int]:
    """Return the questions on whose answers a function hangs."""
    found = (space.diagrams.asks[node] for node in below(space.diagrams, root))
    return frozenset(number for number in found if number != CONSTANT)


def turning(space: Space, root: Node, question: int) -> tuple[Path, Path] | None:
    """Return two ways through a function that differ in one answer and in the value.

    Only single answers are looked at, no ranges.
    """
    for path, node in _places(space, root, question):
        for one, other in combinations(_ways(space, node, whole=True), 2):
            rest = _apart(space, one[2], other[2], set())
            if rest is not None:
                shared = {**path, **rest}
                return {**shared, question: one[0]}, {**shared, question: other[0]}
    return None


def _places(
    space: Space, root: Node, question: int
) -> Iterator[tuple[dict[int, int], Node]]:
    """Yield the nodes that ask a question, each with a way to it."""
    asks = space.diagrams.asks
    found: dict[Node, dict[int, int]] = {root: {}}
    for node in reversed(below(space.diagrams, root)):
        if node not in found or asks[node] >= question:
            if node in found and asks[node] == question:
                yield found[node], node
            continue
        for number, _, kid in _ways(space, node, whole=True):
            found.setdefault(kid, {**found[node], asks[node]: number})


def _apart(
    space: Space, one: Node, other: Node, seen: set[tuple[Node, Node]]
) -> dict[int, int] | None:
    """Return how to go on so that two functions give different values."""
    diagrams = space.diagrams
    if one == other or (one, other) in seen:
        return None
    seen.add((one, other))
    asked = min(diagrams.asks[one], diagrams.asks[other])
    if asked == CONSTANT:
        return {}
    ways = space.questions[asked - 1].ways
    for number, way in enumerate(ways):
        if way.whole:
            kids = [
                diagrams.kids[node][number] if diagrams.asks[node] == asked else node
                for node in (one, other)
            ]
            rest = _apart(space, kids[0], kids[1], seen)
            if rest is not None:
                return {asked: number, **rest}
    return None
