"""Laws 13, 14 and 15: why a level is certain, what would change it, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import TypeAlias

import pytest

from tests.property.drawn import Drawn, ruled, with_case
from tests.property.laws import reasons

pytestmark = pytest.mark.property

CHUNKS, RULESETS = 20, 30
SLOW_CHUNKS, SLOW_RULESETS, CASES = 40, 50, 5
SPENT = 3
"""A budget with which nothing can be looked at to the end."""
Law: TypeAlias = Callable[..., None]

LAWS: dict[str, Law] = {
    "what is possible": reasons.everything_possible_is_told,
    "why": reasons.a_reason_suffices,
    "what would change it": reasons.a_counterfactual_works,
    "what to ask": reasons.a_question_matters_or_not,
}


def drawn_from(first: int, count: int, cases: int = 1) -> Iterator[Drawn]:
    """Yield draws of rulesets that link, each with some cases."""
    for seed in range(first, first + count):
        found = ruled(seed)
        if found is not None:
            for number in range(cases):
                yield with_case(found, seed, Random(seed * cases + number))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_reasons_are_right_whatever_is_drawn(chunk: int) -> None:
    for drawn in drawn_from(chunk * RULESETS, RULESETS):
        for law in LAWS.values():
            law(drawn, Random(chunk))


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(SLOW_CHUNKS))
def test_reasons_are_right_in_ten_thousand_cases(chunk: int) -> None:
    for drawn in drawn_from(1000 + chunk * SLOW_RULESETS, SLOW_RULESETS, CASES):
        for law in LAWS.values():
            law(drawn, Random(chunk))


def test_a_range_on_every_way_brings_no_level_about() -> None:
    """An answer counts over time in so many ways that it is looked at as a range."""
    for drawn in drawn_from(1489, 1, CASES):
        for law in LAWS.values():
            law(drawn, Random(0))


def test_what_a_search_says_that_was_stopped_is_right_as_well() -> None:
    for drawn in drawn_from(0, RULESETS):
        for law in LAWS.values():
            law(drawn, Random(0), SPENT)
