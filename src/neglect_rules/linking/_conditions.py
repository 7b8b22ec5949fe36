"""Conditions to steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

import attrs

from neglect_rules.exact import Number
from neglect_rules.linking import _items as items
from neglect_rules.linking import _measures as measures
from neglect_rules.linking._build import Build, test_number
from neglect_rules.linking._scope import grades_meant
from neglect_rules.model import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    CoverageRecord,
    Every,
    IndicatorTest,
    MeasureTest,
    Named,
    NoneOf,
    Not,
    OutcomeTest,
    RatingTest,
    RecordTest,
    Selection,
    Some,
    StateRecord,
    SubjectTest,
)
from neglect_rules.pointer import Pointer
from neglect_rules.program import Member, Quorum, RecordFact
from neglect_rules.program import Not as NotStep


def condition(build: Build, node: Condition, at: Pointer) -> int:
    """Return the step that judges a condition; what is made already is not remade."""
    made = build.known.get(f"{at}#condition")
    if made is not None:
        return made
    index = _judged(build, node, at)
    return build.may_exempt(index, str(at), node.exception)


def _judged(build: Build, node: Condition, at: Pointer) -> int:
    match node:
        case AllOf() | AnyOf() | AtLeastOf() | Not() | Named():
            return _combined(build, node, at)
        case IndicatorTest() | RatingTest() | OutcomeTest():
            return _graded(build, node, at)
        case MeasureTest():
            measure = measures.measure(build, node.measure, at / "measure")
            return test_number(build, str(at), measure, _bounds(node))
        case Some() | Every() | NoneOf():
            return _selected(build, node, at)
        case RecordTest(record=record):
            return _recorded(build, record, at)
        case SubjectTest(subject=subject):
            fact = "subject"
            step = RecordFact(at=str(at), role="condition", indicator="", fact=fact)
            return build.add(attrs.evolve(step, among=subject))
        case _ as never:
            assert_never(never)


def _combined(
    build: Build, node: AllOf | AnyOf | AtLeastOf | Not | Named, at: Pointer
) -> int:
    match node:
        case AllOf(all=parts):
            return _quorum(build, parts, at, "all", len(parts))
        case AnyOf(any=parts):
            return _quorum(build, parts, at, "any", 1)
        case AtLeastOf(at_least=need, of=parts):
            return _quorum(build, parts, at, "of", need)
        case Not(not_=inner):
            of = condition(build, inner, at / "not")
            return build.add(NotStep(at=str(at), role="condition", of=of))
        case Named(is_=name):
            place = Pointer(("conditions", name))
            of = condition(build, build.ruleset.conditions[name], place)
            step = Quorum(at=str(at), role="condition", of=(of,), need=1)
            return build.add(step)
        case _ as never:
            assert_never(never)


def _quorum(
    build: Build, parts: tuple[Condition, ...], at: Pointer, key: str, need: int
) -> int:
    of = tuple(condition(build, part, at / key / n) for n, part in enumerate(parts))
    index = build.add(Quorum(at=str(at), role="condition", of=of, need=need))
    if key == "of":
        build.expected[index] = {"at_least": str(need)}
    return index


def _graded(
    build: Build, node: IndicatorTest | RatingTest | OutcomeTest, at: Pointer
) -> int:
    if isinstance(node, OutcomeTest):
        key, id_ = "outcome", node.outcome
        of, grades = items.outcome(build, id_)
    elif isinstance(node, RatingTest):
        key, id_ = "rating", node.rating
        of, grades = items.graded(build, id_)
    else:
        key, id_ = "indicator", node.indicator
        of, grades = items.graded(build, id_)
    among = grades_meant(node, grades)
    index = build.add(Member(at=str(at), role="condition", of=of, among=among))
    build.expected[index] = {key: id_, **asked_of(node)}
    return index


def asked_of(test: object) -> dict[str, object]:
    """Return a grade test as the author's document has it."""
    words = ("at_least", "at_most", "in_")
    found = {word.rstrip("_"): getattr(test, word) for word in words}
    return {
        word: list(value) if isinstance(value, tuple) else value
        for word, value in found.items()
        if value is not None
    }


def _bounds(node: MeasureTest) -> Mapping[str, Number]:
    words = ("at_least", "above", "at_most", "below")
    found = {word: getattr(node, word) for word in words}
    return {word: number for word, number in found.items() if number is not None}


def _selected(build: Build, node: Some | Every | NoneOf, at: Pointer) -> int:
    place = str(at)
    match node:
        case Some(some=selection):
            return _over(build, selection, place, "condition", lambda _: 1)
        case Every(every=selection):
            return _over(build, selection, place, "condition", lambda count: count)
        case NoneOf(none=selection):
            of = _over(build, selection, place, "~some", lambda _: 1)
            index = build.add(NotStep(at=place, role="condition", of=of))
            build.selections[index] = build.selections[of]
            return index
        case _ as never:
            assert_never(never)


def _over(
    build: Build,
    selection: Selection,
    at: str,
    role: str,
    need: Callable[[int], int],
) -> int:
    tests = items.selection_tests(build, selection)
    of = tuple(index for _, index in tests)
    index = build.add(Quorum(at=at, role=role, of=of, need=need(len(of))))
    build.selections[index] = tests
    return index


def _recorded(build: Build, node: StateRecord | CoverageRecord, at: Pointer) -> int:
    if isinstance(node, CoverageRecord):
        return items.covers(build, str(at), node.coverage, {"below": node.below})
    asked = {"state": node.state, "source": node.source, "cause": node.cause}
    fact, among = next((fact, among) for fact, among in asked.items() if among)
    step = RecordFact(at=str(at), role="condition", indicator=node.indicator, fact=fact)
    index = build.add(attrs.evolve(step, among=among))
    build.expected[index] = {"indicator": node.indicator, fact: list(among)}
    return index
