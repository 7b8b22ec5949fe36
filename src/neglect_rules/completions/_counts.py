"""In how many ways a function comes to each of its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import mul
from typing import Any

from neglect_rules.completions._diagram import CONSTANT, Diagrams, Node, below


def counts(diagrams: Diagrams, root: Node, sizes: Sequence[int]) -> Mapping[Any, int]:
    """Return for each value in how many ways questions are answered so.

    Args:
        diagrams: Where the function is stored.
        root: The function.
        sizes: In how many ways each question can be answered, the first one first.
            Where it makes no difference, all ways count.
    """
    # The ways of answering all questions up to each, so that skipped ones divide out.
    before = [1, *accumulate(sizes, mul)]
    found: dict[Node, dict[Any, int]] = {}
    for node in below(diagrams, root):
        asked = diagrams.asks[node]
        if asked == CONSTANT:
            found[node] = {diagrams.value[node]: 1}
            continue
        mine: dict[Any, int] = {}
        for kid in diagrams.kids[node]:
            skipped = _between(before, asked, diagrams.asks[kid])
            for value, count in found[kid].items():
                mine[value] = mine.get(value, 0) + count * skipped
        found[node] = mine
    skipped = _between(before, 0, diagrams.asks[root])
    return {value: count * skipped for value, count in found[root].items()}


def _between(before: Sequence[int], asked: int, following: int) -> int:
    """Return in how many ways the questions between two can be answered."""
    last = len(before) - 1 if following == CONSTANT else following - 1
    return before[last] // before[asked]
