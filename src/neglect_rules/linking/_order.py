"""In which order the things of a ruleset can be made, or which go in circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.linking._scope import (
    concern_indicators,
    members,
    scored_members,
    things,
)
from neglect_rules.linking._uses import uses
from neglect_rules.linking._walk import walk
from neglect_rules.model import Ruleset, Selection, Total
from neglect_rules.pointer import Pointer

Node = tuple[str, str]
"""The folder in which a thing stands, and its id."""


def order(ruleset: Ruleset) -> tuple[list[Node], list[Diagnostic]]:
    """Return everything so that what is read comes first, and NR204 for circles."""
    reads = {node: list(found) for node, found in _edges(ruleset)}
    made: dict[Node, None] = {}
    circles: list[Diagnostic] = []
    for node in reads:
        _visit(node, reads, made, circles)
    return list(made), circles


def _visit(
    node: Node,
    reads: Mapping[Node, list[Node]],
    made: dict[Node, None],
    circles: list[Diagnostic],
) -> None:
    """Make `node` after all that it reads; iterative, since chains may be long."""
    stack = [(node, iter(reads[node]))]
    path = [node]
    while stack:
        current, rest = stack[-1]
        following = next((n for n in rest if n not in made), None)
        if current in made or following is None:
            made[current] = None
            stack.pop()
            path.pop()
        elif following in path:
            circles.append(_circle(path[path.index(following) :]))
            made[following] = None
        else:
            stack.append((following, iter(reads[following])))
            path.append(following)


def _circle(path: list[Node]) -> Diagnostic:
    folder, id_ = path[0]
    names = [f"`{name}`" for _, name in path]
    way = " reads ".join([*names, names[0]])
    return Diagnostic(
        code="NR204",
        message=f"these go in a circle: {way}",
        at=Pointer((folder, id_)),
        hint="take one of these readings out",
    )


def _edges(ruleset: Ruleset) -> Iterator[tuple[Node, Iterable[Node]]]:
    for id_, indicator in ruleset.indicators.items():
        yield ("indicators", id_), _read(ruleset, indicator.ask_if)
    for id_, rating in ruleset.ratings.items():
        yield ("ratings", id_), _read(ruleset, rating.rule)
    for name, condition in ruleset.conditions.items():
        yield ("conditions", name), _read(ruleset, condition)
    for name, measure in ruleset.measures.items():
        yield ("measures", name), _read(ruleset, measure)
    for id_ in ruleset.domains:
        scored = scored_members(ruleset, id_)
        yield ("domains", id_), [_thing(ruleset, name) for name in scored]
    for id_ in ruleset.outcomes:
        yield ("outcomes", id_), list(_read_by_outcome(ruleset, id_))


def _read_by_outcome(ruleset: Ruleset, id_: str) -> Iterator[Node]:
    start = ruleset.outcomes[id_].from_
    if start is not None:
        yield "outcomes", start.outcome
    moved = [
        *((rule.when, rule.reach) for rule in ruleset.thresholds),
        *((rule.when, rule.raise_) for rule in ruleset.modifiers),
        *((rule.when, rule.lower) for rule in ruleset.easings),
        *((rule.when, rule.at_least) for rule in ruleset.guards),
    ]
    for when, outcomes in moved:
        if id_ in outcomes:
            yield from _read(ruleset, when)


def _thing(ruleset: Ruleset, id_: str) -> Node:
    return ("indicators" if id_ in ruleset.indicators else "ratings"), id_


def _read(ruleset: Ruleset, root: Any) -> Iterator[Node]:
    if isinstance(root, str):
        yield "measures", root
    for at, node in walk(root, Pointer()):
        for what, name, _ in uses(node, at):
            yield from _named(ruleset, what, name)
        if isinstance(node, Selection):
            for id_ in members(ruleset, node):
                yield _thing(ruleset, id_)
        if isinstance(node, Total) and node.total == "all":
            yield from (("domains", id_) for id_ in ruleset.domains)


_FOLDERS = {
    "measure": "measures",
    "condition": "conditions",
    "outcome": "outcomes",
    "domain": "domains",
}


def _named(ruleset: Ruleset, what: str, name: str) -> Iterator[Node]:
    """Yield what a name stands for; whether it stands for anything is known."""
    if what in {"indicator", "rating", "indicator or rating"}:
        yield _thing(ruleset, name)
    elif what == "domain or all":
        for id_, spec in things(ruleset):
            if name in {"all", spec.domain}:
                yield _thing(ruleset, id_)
    elif what == "indicator, domain or all":
        for id_ in concern_indicators(ruleset, name):
            yield "indicators", id_
    elif what in _FOLDERS:
        yield _FOLDERS[what], name
