"""Law 22: words are not rules."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import words

pytestmark = pytest.mark.property


@given(draws(), choices)
@settings(max_examples=25)
def test_words_are_not_rules(drawn: Drawn, random: Random) -> None:
    words.words_are_not_rules(drawn, random)
