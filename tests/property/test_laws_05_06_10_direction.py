"""Laws 5, 6 and 10: worse is never lower, and nothing good cancels a danger."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import direction

pytestmark = pytest.mark.property


@given(draws(), choices)
@settings(max_examples=60)
def test_worse_is_never_lower(drawn: Drawn, random: Random) -> None:
    direction.making_an_answer_worse(drawn, random)


@given(draws(), choices)
@settings(max_examples=40)
def test_worse_is_never_lower_while_it_is_open_whether_a_question_applies(
    drawn: Drawn, random: Random
) -> None:
    direction.making_an_answer_worse_at_an_open_age(drawn, random)


@pytest.mark.parametrize("name", direction.AGED)
def test_worse_is_never_lower_where_it_once_was(name: str) -> None:
    direction.refused_or_never_lower(*direction.AGED[name])


@given(draws(), choices)
def test_strengths_do_not_cancel_danger(drawn: Drawn, random: Random) -> None:
    direction.guards_hold(drawn, random)


@given(draws(), choices)
def test_people_stand_beside_the_result(drawn: Drawn, random: Random) -> None:
    direction.people_never_edit(drawn, random)


@given(draws(), choices)
def test_modifiers_and_guards_only_move_up(drawn: Drawn, random: Random) -> None:
    direction.modifiers_and_guards_only_raise(drawn, random)
