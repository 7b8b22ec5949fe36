"""In how many ways a function comes to each of its values."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

import pytest

from neglect_rules.completions import Diagrams, counts
from tests.unit.completions.test_diagram import SIZES, drawn, given


@pytest.mark.parametrize("seed", range(30))
def test_every_way_of_answering_counts_once(seed: int) -> None:
    diagrams = Diagrams(10**6)
    node = drawn(diagrams, Random(seed))

    found = counts(diagrams, node, SIZES)

    ways = product(*map(range, SIZES))
    assert found == Counter(given(diagrams, node, answers) for answers in ways)


def test_a_question_that_is_skipped_counts_all_its_ways() -> None:
    diagrams = Diagrams(10)
    node = diagrams.ask(2, [diagrams.constant(each) for each in "abb"])

    assert counts(diagrams, node, SIZES) == {"a": 4, "b": 8}
