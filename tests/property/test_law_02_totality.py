"""Law 2: total."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import totality

pytestmark = pytest.mark.property


@given(draws(), choices)
@settings(max_examples=40)
def test_a_linked_ruleset_and_a_fitting_case_cannot_raise(
    drawn: Drawn, random: Random
) -> None:
    totality.everything_is_read_off(drawn, random)


@given(draws(), choices)
@settings(max_examples=40)
def test_every_broken_case_is_refused_before_the_first_condition_is_judged(
    drawn: Drawn, random: Random
) -> None:
    totality.broken_cases_are_refused(drawn, random)


@given(draws(), choices)
@settings(max_examples=25)
def test_every_broken_ruleset_is_refused_or_judges(
    drawn: Drawn, random: Random
) -> None:
    totality.broken_rulesets_are_refused(drawn, random)
