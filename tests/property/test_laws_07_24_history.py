"""Laws 7 and 24: history accumulates, and time opens but does not absolve."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import history

pytestmark = pytest.mark.property


@given(draws(), choices)
def test_history_accumulates(drawn: Drawn, random: Random) -> None:
    history.adding_what_is_as_grave(drawn, random)


@given(draws(), choices)
@settings(max_examples=40)
def test_one_more_event_lowers_nothing(drawn: Drawn, random: Random) -> None:
    history.adding_an_event(drawn, random)


@given(draws(), choices)
@settings(max_examples=40)
def test_only_the_days_between_dates_matter(drawn: Drawn, random: Random) -> None:
    history.moving_every_date(drawn, random)


@given(draws(), choices)
def test_time_opens_and_does_not_absolve(drawn: Drawn, random: Random) -> None:
    history.waiting_without_news(drawn, random)
