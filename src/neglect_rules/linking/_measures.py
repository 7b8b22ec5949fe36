"""Measures to steps."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from neglect_rules.exact import Number
from neglect_rules.linking import _items as items
from neglect_rules.linking._build import Build, extreme, linear
from neglect_rules.linking._history import compared, earlier, events, followed
from neglect_rules.model import (
    Age,
    Change,
    CountOf,
    Earlier,
    Events,
    MaxOf,
    Mean,
    Measure,
    MinOf,
    NumberOf,
    Points,
    ReviewsWithoutImprovement,
    Score,
    Sightings,
    SumOf,
    Times,
    Total,
    Unbroken,
)
from neglect_rules.pointer import Pointer
from neglect_rules.program import Count, Quorum


def measure(build: Build, node: Measure, at: Pointer) -> int:
    """Return the step that holds a measure's extent."""
    if isinstance(node, str):
        place = Pointer(("measures", node))
        return measure(build, build.ruleset.measures[node], place)
    match node:
        case SumOf() | MaxOf() | MinOf() | Times():
            return _combined(build, node, at)
        case CountOf():
            return _count(build, node, str(at))
        case Change() | Earlier() | Events():
            return _of_the_past(build, node, at)
        case Sightings() | Unbroken() | ReviewsWithoutImprovement():
            return followed(build, node, str(at))
        case _:
            terms = _terms(build, node)
            return linear(build, str(at), "measure", terms)


def _of_the_past(build: Build, node: Change | Earlier | Events, at: Pointer) -> int:
    match node:
        case Change(change=name):
            now = measure(build, name, at)
            then = earlier(build, name, str(at))
            return linear(build, str(at), "measure", [(now, 1), (then, -1)])
        case Earlier():
            return compared(build, node, str(at))
        case Events():
            return events(build, node, str(at))
        case _ as never:
            assert_never(never)


def _terms(
    build: Build, node: Score | Total | Points | NumberOf | Age | Mean
) -> list[tuple[int, Number | Fraction]]:
    """Return the extents that a simple measure adds, with their weights."""
    match node:
        case Score(score=domain, as_=form):
            return [(getattr(items.domain(build, domain), form), 1)]
        case Total(total=wanted):
            chosen = build.ruleset.domains if wanted == "all" else wanted
            return [(items.domain(build, id_).weighted, 1) for id_ in chosen]
        case Points(points=id_):
            return [(items.points(build, id_), 1)]
        case NumberOf(number=id_):
            return [(items.number(build, id_), 1)]
        case Age(age=of):
            return [(items.age(build, of), 1)]
        case Mean(mean=ids):
            return [(items.points(build, id_), Fraction(1, len(ids))) for id_ in ids]
        case _ as never:
            assert_never(never)


def _combined(build: Build, node: SumOf | MaxOf | MinOf | Times, at: Pointer) -> int:
    match node:
        case SumOf(sum=parts):
            inner = [measure(build, p, at / "sum" / n) for n, p in enumerate(parts)]
            return linear(build, str(at), "measure", [(i, 1) for i in inner])
        case MaxOf(max=parts):
            inner = [measure(build, p, at / "max" / n) for n, p in enumerate(parts)]
            return extreme(build, str(at), inner, greatest=True)
        case MinOf(min=parts):
            inner = [measure(build, p, at / "min" / n) for n, p in enumerate(parts)]
            return extreme(build, str(at), inner, greatest=False)
        case Times(times=times, of=of):
            index = measure(build, of, at / "of")
            return linear(build, str(at), "measure", [(index, times)])
        case _ as never:
            assert_never(never)


def _count(build: Build, node: CountOf, at: str) -> int:
    tests = items.selection_tests(build, node.count)
    of = tuple(index for _, index in tests)
    if node.distinct is not None:
        of = tuple(
            build.add(Quorum(at=at, role=f"~in:{domain}", of=tuple(held), need=1))
            for domain, held in items.by_domain(build, tests).items()
        )
    index = build.add(Count(at=at, role="measure", of=of))
    build.selections[index] = tests
    return index
