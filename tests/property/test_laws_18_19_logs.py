"""Laws 18 and 19: a log tells what was done to it, and hiding makes nothing false."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from neglect_rules.audit.logs import verify
from neglect_rules.audit.records import Evidence, ruleset_evidence
from tests.builders import NOON
from tests.property.drawn import Drawn, choices, draws
from tests.property.laws import logs, redaction
from tests.unit.audit.kept import (
    KEY,
    PUBLIC,
    a_context,
    a_decision,
    a_log,
    some_evidence,
)
from tests.unit.audit.memory import MemoryStore

pytestmark = pytest.mark.property


@given(draws(), choices)
@settings(max_examples=25)
def test_the_log_tells(drawn: Drawn, random: Random) -> None:
    logs.the_log_tells(drawn, random)


@given(draws(), choices)
@settings(max_examples=10)
def test_a_log_that_was_written_anew_does_not_pass_without_the_key(
    drawn: Drawn, random: Random
) -> None:
    logs.no_other_key_seals(drawn, random)


@given(draws(), choices)
@settings(max_examples=60)
def test_redaction_never_flips(drawn: Drawn, random: Random) -> None:
    redaction.hiding_never_flips(drawn, random)


def a_small_record() -> Evidence:
    """Return a record of few bits, so that each of them can be flipped."""
    ruleset = a_decision().program.ruleset
    return ruleset_evidence("retired", ruleset, a_context("r"), at=NOON)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_every_bit_of_a_sealed_log_that_is_flipped_is_noticed(part: int) -> None:
    store = MemoryStore()
    log = a_log(a_small_record(), store=store)
    log.seal(KEY, a_context("seal"), at=NOON)
    whole, head = store.data, log.head
    unnoticed = []
    for place in range(part, len(whole), 4):
        for bit in range(8):
            altered = bytearray(whole)
            altered[place] ^= 1 << bit
            if logs.is_sound(bytes(altered), store, head):
                unnoticed.append((place, bit))

    assert unnoticed == []


def test_what_is_cut_off_unwitnessed_is_said_to_be_beyond_telling() -> None:
    store = MemoryStore()
    log = a_log(some_evidence(), store=store)
    log.seal(KEY, a_context("seal"), at=NOON)
    log.append(some_evidence("d-2"))
    store.data = b"".join(line + b"\n" for line in store.data.splitlines()[:-1])
    found = verify(logs._unread(store), keys=[PUBLIC])

    assert (found.integrity, found.completeness) == ("intact", "unwitnessed")
    assert found.unsealed == 0
