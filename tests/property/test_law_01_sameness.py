"""Law 1: same in, same out."""

from __future__ import annotations

import json
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws, one_drawn, seeds
from tests.property.laws import sameness
from tests.property.laws.sameness import ELSEWHERE, HERE, Pair, Place, ROOT

pytestmark = pytest.mark.property

EXAMPLE = ROOT / "rulesets" / "example" / "neglect-screen"


@cache
def stored() -> tuple[Pair, ...]:
    """Return a handful of rulesets, the example among them, with cases."""
    found = [one_drawn(seed, Random(seed)) for seed in seeds()[:4]]
    pairs: list[Pair] = [(each.document, each.case) for each in found]
    return tuple(pairs)


@cache
def known() -> list[str]:
    return sameness.decided_elsewhere(stored(), HERE)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_same_in_same_out_elsewhere(name: str) -> None:
    assert sameness.decided_elsewhere(stored(), ELSEWHERE[name]) == known()


@pytest.mark.parametrize("name", ["3.11", "3.12", "3.13"])
def test_same_in_same_out_on_every_python(name: str) -> None:
    place = sameness.other_pythons().get(name)
    if place is None:
        pytest.skip("it is this one, or not there, or cannot import the package")

    assert sameness.decided_elsewhere(stored(), place) == known()


@given(draws(), choices)
@settings(max_examples=30)
def test_same_in_same_out_again_and_in_threads(drawn: Drawn, random: Random) -> None:
    sameness.decided_again_and_in_threads(drawn, random)
