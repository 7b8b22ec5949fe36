"""Bounds beside what one finds by going through everything that may turn out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, settings

from neglect_rules.evaluation import OutcomeResult
from neglect_rules.program import Program
from neglect_rules.testing import (
    Document,
    Form,
    Shape,
    completions,
    make_case,
    make_ruleset,
    read_form,
    ruleset_and_case,
)
from neglect_rules.testing._plain import objects_in
from tests.differential.comparison import decision_on, linked

pytestmark = pytest.mark.differential

CHUNKS = 4
RULESETS = 15
CASES = 6
FEW = 30
ALL = 400


class Reached(NamedTuple):
    """One outcome of an open case, and what its completions come to."""

    result: OutcomeResult
    each: list[tuple[str, ...]]

    @property
    def grades(self) -> set[str]:
        return set().union(*self.each)

    @property
    def is_final(self) -> bool:
        """Whether every completion leaves nothing open."""
        return all(len(possible) == 1 for possible in self.each)

    @property
    def ends(self) -> tuple[str, str]:
        held = [grade for grade in self.result.grades if grade in self.grades]
        return held[0], held[-1]


def reached(program: Program, form: Form, case: Document, limit: int) -> list[Reached]:
    """Return each outcome with what its completions come to."""
    decision = decision_on(program, case)
    decided = [decision_on(program, each) for each in completions(form, case, limit)]
    return [
        Reached(result, [other[id_].possible for other in decided])
        for id_, result in decision.outcomes.items()
    ]


def drawn(chunk: int, shape: Shape, limit: int) -> Iterator[tuple[str, list[Reached]]]:
    for seed in range(chunk * RULESETS, (chunk + 1) * RULESETS):
        random = Random(seed)
        document = make_ruleset(random, shape=shape)
        program = None if reads_records(document) else linked(document)
        if program is not None:
            form = read_form(document)
            for number in range(CASES):
                case = make_case(random, form, shape=shape)
                found = reached(program, form, case, limit)
                yield f"seed {seed}, case {number}", found


def reads_records(document: Document) -> bool:
    """Return whether a ruleset asks how answers are known, which answering changes."""
    return any("record" in part for part in objects_in(document))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_bounds_are_what_some_completion_reaches_where_all_can_only_rise(
    chunk: int,
) -> None:
    for where, found in drawn(chunk, "monotone", ALL):
        for each in found:
            assert each.is_final, where
            assert (each.result.floor, each.result.ceiling) == each.ends, where


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_completion_reaches_a_grade_that_is_not_possible(chunk: int) -> None:
    for where, found in drawn(chunk, "any", FEW):
        for each in found:
            assert each.grades <= set(each.result.possible), where


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_bounds_that_are_called_exact_are_reached(chunk: int) -> None:
    for where, found in drawn(chunk, "any", FEW):
        for each in found:
            if each.result.bounds == "exact" and each.is_final and len(each.each) < FEW:
                assert (each.result.floor, each.result.ceiling) == each.ends, where


def test_bounds_are_called_exact_where_all_can_only_rise() -> None:
    """A number has no worse, so of open numbers this need not be known."""
    for seed in range(RULESETS):
        random = Random(seed)
        form = read_form(make_ruleset(random, shape="monotone"))
        program = linked(form.document)
        if program is not None and not form.numbers:
            case = make_case(random, form, shape="monotone")
            outcomes = decision_on(program, case).outcomes

            assert {result.bounds for result in outcomes.values()} <= {"exact"}, seed


@given(ruleset_and_case("monotone"))
@settings(max_examples=15)
def test_bounds_are_reached_whatever_monotone_ruleset_is_drawn(pair: Any) -> None:
    program = linked(pair[0])
    assume(program is not None)
    assert program is not None

    for each in reached(program, read_form(pair[0]), pair[1], ALL):
        assert (each.result.floor, each.result.ceiling) == each.ends


@given(ruleset_and_case())
@settings(max_examples=15)
def test_nothing_impossible_is_reached_whatever_ruleset_is_drawn(pair: Any) -> None:
    assume(not reads_records(pair[0]))
    program = linked(pair[0])
    assume(program is not None)
    assert program is not None

    for each in reached(program, read_form(pair[0]), pair[1], FEW):
        assert each.grades <= set(each.result.possible)
