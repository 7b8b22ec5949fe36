"""Law 8: order is nothing."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import order

pytestmark = pytest.mark.property


@given(draws(), choices)
@settings(max_examples=20)
def test_order_is_nothing(drawn: Drawn, random: Random) -> None:
    order.order_is_nothing(drawn, random)


@given(draws(), choices)
@settings(max_examples=12)
def test_another_order_of_keys_changes_not_a_byte_of_the_trace(
    drawn: Drawn, random: Random
) -> None:
    order.keys_have_no_order(drawn, random)
