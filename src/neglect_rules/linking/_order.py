"""In which order the things of a ruleset can be made, or which go in circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.linking._scope import members, things
from neglect_rules.linking._walk import walk
from neglect_rules.model import (
    Choose,
    CoverageRecord,
    IndicatorTest,
    Mean,
    MostCommon,
    Named,
    NumberOf,
    OutcomeTest,
    Points,
    RatingTest,
    ReportItem,
    Ruleset,
    Score,
    Selection,
    Table,
    Total,
    WorstOf,
)
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
        inside = (name for name, spec in things(ruleset) if spec.domain == id_)
        yield ("domains", id_), [_thing(ruleset, name) for name in inside]
    for id_ in ruleset.outcomes:
        yield ("outcomes", id_), list(_read_by_outcome(ruleset, id_))


def _read_by_outcome(ruleset: Ruleset, id_: str) -> Iterator[Node]:
    start = ruleset.outcomes[id_].from_
    if start is not None:
        yield "outcomes", start.outcome
    for threshold in ruleset.thresholds:
        if id_ in threshold.reach:
            yield from _read(ruleset, threshold.when)
    for modifier in ruleset.modifiers:
        if id_ in modifier.raise_:
            yield from _read(ruleset, modifier.when)
    for guard in ruleset.guards:
        if id_ in guard.at_least:
            yield from _read(ruleset, guard.when)


def _thing(ruleset: Ruleset, id_: str) -> Node:
    return ("indicators" if id_ in ruleset.indicators else "ratings"), id_


_MEASURES = ("measure", "of", "sum", "max", "min")


def _read(ruleset: Ruleset, root: Any) -> Iterator[Node]:
    if isinstance(root, str):
        yield "measures", root
    for _, node in walk(root, Pointer()):
        yield from _read_directly(ruleset, node)
        for name in _MEASURES:
            child = getattr(node, name, None)
            parts = child if isinstance(child, tuple) else (child,)
            for part in parts:
                if isinstance(part, str) and not isinstance(node, ReportItem):
                    yield "measures", part


def _read_directly(ruleset: Ruleset, node: Any) -> Iterator[Node]:
    ids: Iterable[str] = ()
    match node:
        case IndicatorTest(indicator=id_) | RatingTest(rating=id_):
            ids = (id_,)
        case Points(points=id_) | NumberOf(number=id_) | Choose(choose=id_):
            ids = (id_,)
        case Mean(mean=ids) | Table(table=ids) | WorstOf(worst_of=ids):
            pass
        case MostCommon(most_common=ids):
            pass
        case Selection():
            ids = members(ruleset, node)
        case OutcomeTest(outcome=id_):
            yield "outcomes", id_
        case Named(is_=name):
            yield "conditions", name
        case Score() | Total() | CoverageRecord():
            yield from _read_domains(ruleset, node)
    for id_ in ids:
        yield _thing(ruleset, id_)


def _read_domains(
    ruleset: Ruleset, node: Score | Total | CoverageRecord
) -> Iterator[Node]:
    match node:
        case Score(score=id_):
            yield "domains", id_
        case Total(total="all") | CoverageRecord(coverage="all"):
            for id_ in ruleset.domains:
                yield "domains", id_
        case CoverageRecord(coverage=id_):
            yield "domains", id_
        case Total(total=ids):
            for id_ in ids:
                yield "domains", id_
    if isinstance(node, CoverageRecord) and node.coverage == "all":
        for id_ in ruleset.indicators:
            yield "indicators", id_
