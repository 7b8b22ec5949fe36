"""The evaluator and the reference interpreter say the same of every case."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given, settings

from neglect_rules.model import Age, Condition
from neglect_rules.reference import parts_of
from neglect_rules.testing import (
    Document,
    make_case,
    make_ruleset,
    read_form,
    ruleset_and_case,
)
from tests.differential.comparison import differences, linked, told

pytestmark = pytest.mark.differential

CHUNKS = 20
RULESETS = 25
CASES = 40
READ = Age | Condition
"""What the reference reads of the parts: handed over once, not sought in each case."""


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_evaluator_and_reference_agree_on_forty_cases_of_each_ruleset(
    chunk: int,
) -> None:
    seeds = range(chunk * RULESETS, (chunk + 1) * RULESETS)
    compared = [_agree_on_every_case(seed) for seed in seeds]

    assert sum(compared) >= RULESETS * 9 // 10


def _agree_on_every_case(seed: int) -> bool:
    """Compare the two on the cases of one seed; say whether its ruleset links."""
    random = Random(seed)
    document = make_ruleset(random)
    program = linked(document)
    if program is None:
        return False
    form, every = read_form(document), parts_of(program.ruleset)
    parts = {at: part for at, part in every.items() if isinstance(part, READ)}
    for number in range(CASES):
        case = make_case(random, form)
        found = differences(program, case, parts)

        assert not found, f"seed {seed}, case {number} differ:\n{told(found)}"
    return True


@given(ruleset_and_case())
@settings(max_examples=40)
def test_evaluator_and_reference_agree_on_whatever_can_be_drawn(
    pair: tuple[Document, Document],
) -> None:
    program = linked(pair[0])
    assume(program is not None)
    assert program is not None

    found = differences(program, pair[1])

    assert not found, told(found)
