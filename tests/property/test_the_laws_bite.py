"""Every law fails on a plausible wrong version of the code, and not without it."""

from __future__ import annotations

from random import Random

import pytest

from neglect_rules.errors import RulesetError
from tests.property.drawn import Drawn, one_drawn, seeds
from tests.property.laws import sameness
from tests.property.laws.sameness import ELSEWHERE, HERE
from tests.property.laws.wrong import WRONG, Wrong

pytestmark = pytest.mark.property

RULESETS = 40
"""The same in every profile: what a fixed search finds must not hang on its pool."""


def the_draw(wrong: Wrong, number: int) -> Drawn:
    if wrong.witness is not None:
        return wrong.witness()
    pool = seeds(RULESETS)
    return one_drawn(pool[number % len(pool)], Random(number))


def fails(wrong: Wrong, number: int, *, put_in: bool) -> bool:
    """Return whether a law fails on one draw, with or without its wrong version."""
    drawn = the_draw(wrong, number)
    with pytest.MonkeyPatch.context() as monkeypatch:
        if put_in:
            wrong.put_in(monkeypatch)
            drawn = wrong.prepare(drawn)
        try:
            wrong.check(drawn, Random(number))
        except AssertionError:
            return True
    return False


@pytest.mark.parametrize("name", WRONG)
def test_a_law_fails_on_a_wrong_version_and_only_there(name: str) -> None:
    wrong = WRONG[name]

    assert any(
        fails(wrong, number, put_in=True) and not fails(wrong, number, put_in=False)
        for number in range(wrong.tries)
    )


def test_same_in_same_out_fails_where_a_process_matters() -> None:
    """Members in hash order show under another seed, work in an assertion under -O."""
    found = one_drawn(seeds()[0], Random(0))
    pairs, wrong = [(found.document, found.case)], ["hash-order", "assertion"]

    here, seeded, optimised = (
        sameness.decided_elsewhere(pairs, place, wrong)
        for place in (HERE, ELSEWHERE["hash seed"], ELSEWHERE["-O"])
    )

    assert here != seeded
    assert here != optimised


def test_a_guard_that_reads_a_strength_links_only_in_the_wrong_version() -> None:
    witness = WRONG["linking lets a guard read a strength"].witness
    assert witness is not None
    drawn = witness()

    with pytest.raises(RulesetError):
        drawn.relinked(drawn.document)
