"""Laws 3, 4 and 23: what is not known, what is learnt, and what is missing."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import unknowns

pytestmark = pytest.mark.property


@given(draws(), choices)
def test_unknown_is_not_no(drawn: Drawn, random: Random) -> None:
    unknowns.forgetting_an_answer(drawn, random)


@given(draws(), choices)
@settings(max_examples=60)
def test_unknown_is_not_no_when_an_answer_is_taken_out_of_the_case(
    drawn: Drawn, random: Random
) -> None:
    unknowns.forgetting_in_the_case(drawn, random)


@given(draws(), choices)
def test_learning_only_narrows(drawn: Drawn, random: Random) -> None:
    unknowns.refining_answers(drawn, random)


@given(draws(), choices)
@settings(max_examples=60)
def test_learning_only_narrows_when_it_is_recorded_in_the_case(
    drawn: Drawn, random: Random
) -> None:
    unknowns.learning_in_the_case(drawn, random)


@given(draws(), choices)
@settings(max_examples=25)
def test_a_gap_never_hides_a_floor(drawn: Drawn, random: Random) -> None:
    unknowns.gaps_and_floors(drawn, random)
