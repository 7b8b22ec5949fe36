"""Law 21: no child in the logs."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import privacy, silence

pytestmark = pytest.mark.property


@given(draws(), choices)
@settings(max_examples=60)
def test_no_child_in_the_logs(drawn: Drawn, random: Random) -> None:
    privacy.nothing_is_told_of_a_child(drawn, random)


@given(draws(), choices)
@settings(max_examples=60)
def test_no_child_in_what_a_developer_prints(drawn: Drawn, random: Random) -> None:
    privacy.nothing_is_told_of_an_answer(drawn, random)


@pytest.mark.parametrize("seed", range(4))
def test_no_child_in_what_a_faulty_log_tells(seed: int) -> None:
    for number in range(5):
        silence.nothing_is_told_of_a_faulty_log(Random(f"{seed} {number}"))


@pytest.mark.slow
def test_no_child_in_what_a_thousand_faulty_logs_tell() -> None:
    for number in range(1000):
        silence.nothing_is_told_of_a_faulty_log(Random(number))
