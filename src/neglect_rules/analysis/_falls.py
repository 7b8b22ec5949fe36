"""Two forms that differ in one answer, of which the worse comes out lower."""

from __future__ import annotations

from itertools import combinations

from neglect_rules.analysis._ground import Ground
from neglect_rules.analysis._ladder import least
from neglect_rules.analysis._ways import NOT_ASKED_OF
from neglect_rules.completions import CONSTANT, Diagrams, Node, Path, below


def fallen(ground: Ground, root: Node) -> tuple[Path, Path] | None:
    """Return two ways of filling in the form where a worse answer lowers a level.

    Returns:
        The milder form and the worse one; `None` if there are none.
    """
    diagrams, asked = ground.diagrams, ground.form.asked
    never: set[tuple[Node, Node]] = set()
    for node, path in _places(diagrams, root):
        question = diagrams.asks[node]
        ways, worse = asked[question - 1].ways, asked[question - 1].worse
        # What does not apply is on no ladder: nothing is worse than it.
        graded = (way for way, told in enumerate(ways) if told != NOT_ASKED_OF)
        for one, other in combinations(graded, 2):
            if worse[one] == worse[other]:
                continue
            mild, grave = sorted((one, other), key=worse.__getitem__)
            kids = diagrams.kids[node]
            rest = _lower(diagrams, kids[mild], kids[grave], never)
            if rest is not None:
                shared = {**path, **rest}
                return {**shared, question: mild}, {**shared, question: grave}
    return None


def _places(diagrams: Diagrams, root: Node) -> list[tuple[Node, Path]]:
    """Return the nodes that ask something, each with a way to it."""
    found: dict[Node, dict[int, int]] = {root: {}}
    for node in reversed(below(diagrams, root)):
        for way, kid in enumerate(diagrams.kids[node]):
            found.setdefault(kid, {**found[node], diagrams.asks[node]: way})
    return [(node, path) for node, path in found.items() if diagrams.kids[node]]


def _lower(
    diagrams: Diagrams, mild: Node, grave: Node, never: set[tuple[Node, Node]]
) -> dict[int, int] | None:
    """Return how to go on so that the graver form comes out lower, if one can."""
    if mild == grave or (mild, grave) in never:
        return None
    asked = min(diagrams.asks[mild], diagrams.asks[grave])
    if asked == CONSTANT:
        is_lower = least(diagrams.value[grave]) < least(diagrams.value[mild])
        return {} if is_lower else None
    of_mild, of_grave = (
        diagrams.kids[node] if diagrams.asks[node] == asked else None
        for node in (mild, grave)
    )
    for way in range(len(of_mild or of_grave or ())):
        rest = _lower(
            diagrams,
            of_mild[way] if of_mild else mild,
            of_grave[way] if of_grave else grave,
            never,
        )
        if rest is not None:
            return {asked: way, **rest}
    never.add((mild, grave))
    return None
