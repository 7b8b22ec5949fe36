"""Law 1: same in, same out."""

from __future__ import annotations

import json
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings

from tests.property.drawn import Drawn, choices, draws, one_drawn, seeds
from tests.property.laws import sameness
from tests.property.laws.sameness import ELSEWHERE, HERE, ROOT, Pair

pytestmark = pytest.mark.property

EXAMPLE = ROOT / "rulesets" / "example" / "neglect-screen"


@cache
def stored() -> tuple[Pair, ...]:
    """Return the example with two of its cases, and a few that are drawn."""
    ruleset = json.loads((EXAMPLE / "1.2.0" / "ruleset.json").read_text("utf-8"))
    worked = sorted((EXAMPLE / "cases").glob("2*.json"))[:2]
    tests = [json.loads(path.read_text("utf-8")) for path in worked]
    pairs = [(ruleset, {**test["case"], "at": test["at"]}) for test in tests]
    found = [one_drawn(seed, Random(seed)) for seed in seeds()[:3]]
    return (*pairs, *((each.document, each.case) for each in found))


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
@settings(max_examples=10)
def test_same_in_same_out_again_and_in_threads(drawn: Drawn, random: Random) -> None:
    sameness.decided_again_and_in_threads(drawn, random)
