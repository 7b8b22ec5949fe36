"""Law 9: a household is at least its worst child."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws, one_drawn, seeds
from tests.property.laws import households

pytestmark = pytest.mark.property


@given(draws(), choices)
@settings(max_examples=60)
def test_a_household_is_at_least_its_worst_child(drawn: Drawn, random: Random) -> None:
    households.at_least_its_worst_child(drawn, random)


@given(draws(), choices)
@settings(max_examples=40)
def test_the_order_of_children_is_nothing(drawn: Drawn, random: Random) -> None:
    households.order_of_children_is_nothing(drawn, random)


@given(draws(), choices)
@settings(max_examples=40)
def test_what_is_shared_counts_as_if_it_stood_with_the_child(
    drawn: Drawn, random: Random
) -> None:
    households.what_is_shared_is_each_childs(drawn, random)


def test_most_draws_are_households_and_some_of_several_children() -> None:
    randoms = [(number, Random(number)) for number in seeds(10)]
    homes = [households.a_home(one_drawn(n, r), r) for n, r in randoms]
    found = [home for home in homes if home is not None]

    assert len(found) >= len(homes) / 2
    assert any(len(home.alone) > 1 for home in found)
