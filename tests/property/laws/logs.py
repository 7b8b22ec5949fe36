"""Law 18: whatever is done to the sealed part of a log is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Any

from neglect_rules.audit.logs import (
    Entry,
    Head,
    SealingKey,
    StoredLog,
    sealed_message,
    verify,
)
from neglect_rules.audit.logs._keys import base64_text
from neglect_rules.audit.records import decision_evidence
from neglect_rules.canonical import canonical_bytes
from tests.builders import NOON
from tests.property.drawn import Drawn
from tests.unit.audit.kept import KEY, PUBLIC, SECRET, a_context, a_log, some_evidence
from tests.unit.audit.memory import MemoryStore

Lines = list[bytes]
Tamper = Callable[[Lines, Random], Lines]


def the_log_tells(drawn: Drawn, random: Random) -> None:
    """Law 18: seal a log of a decision, tamper with it in a way, and verify it."""
    store = MemoryStore()
    context = a_context("d-1", "s-1")
    log = a_log(
        decision_evidence(drawn.decide(), context, secret=SECRET),
        store=store,
        admits=_ANY,
    )
    log.seal(KEY, a_context("seal"), at=NOON)
    whole, head = store.data, log.head
    assert is_sound(whole, store, head)
    for tamper in random.sample(TAMPERS, 3):
        lines = tamper(whole.splitlines(), random)
        altered = b"".join(line + b"\n" for line in lines)
        assert altered != whole
        assert not is_sound(altered, store, head), tamper.__name__


def no_other_key_seals(drawn: Drawn, random: Random) -> None:
    """Law 18: a log that was changed and sealed anew without the key does not verify.

    Nobody kept a head: the seal alone must tell.
    """
    store = MemoryStore()
    context = a_context("d-1", "s-1")
    evidence = decision_evidence(drawn.decide(), context, secret=SECRET)
    log = a_log(evidence, store=store, admits=_ANY)
    log.seal(KEY, a_context("seal"), at=NOON)
    whole = store.data.splitlines()
    for tamper in (rechained, forged):
        store.data = b"".join(line + b"\n" for line in tamper(whole, random))
        assert not verify(_unread(store), keys=[PUBLIC]).is_sound, tamper.__name__


def is_sound(data: bytes, store: MemoryStore, head: Head) -> bool:
    """Return whether a log that was altered passes for the one that was sealed.

    What the end of a log lost without a trace only a head kept elsewhere tells.
    """
    other = MemoryStore()
    other.data, other.shelves = data, store.shelves
    return verify(_unread(other), expected=[head], keys=[PUBLIC]).is_sound


def _unread(store: MemoryStore) -> StoredLog:
    """Return a log over a store without reading it first."""
    log = StoredLog(MemoryStore(), clock=lambda: NOON)
    log._store = store
    return log


def flipped(lines: Lines, random: Random) -> Lines:
    """Flip one bit anywhere, line breaks left out."""
    found = list(lines)
    number = random.randrange(len(found))
    line = bytearray(found[number])
    line[random.randrange(len(line))] ^= 1 << random.randrange(8)
    found[number] = bytes(line)
    return found


def cut(lines: Lines, random: Random) -> Lines:
    """Cut records off the end."""
    return lines[: random.randrange(len(lines))]


def deleted(lines: Lines, random: Random) -> Lines:
    """Delete a record."""
    number = random.randrange(len(lines))
    return [*lines[:number], *lines[number + 1 :]]


def doubled(lines: Lines, random: Random) -> Lines:
    """Let a record stand twice."""
    number = random.randrange(len(lines))
    return [*lines[: number + 1], *lines[number:]]


def swapped(lines: Lines, random: Random) -> Lines:
    """Exchange two records."""
    found = list(lines)
    one, other = random.sample(range(len(found)), 2)
    found[one], found[other] = found[other], found[one]
    return found


def spliced(lines: Lines, random: Random) -> Lines:
    """Put a record of another log in the place of one."""
    number = random.randrange(len(lines))
    return [*lines[:number], _another()[number], *lines[number + 1 :]]


def rechained(lines: Lines, random: Random) -> Lines:
    """Change a record and make every digest behind it anew, but not the seal."""
    return _chained_again(lines, random, None)


def forged(lines: Lines, random: Random) -> Lines:
    """Change a record, chain all anew and seal it with a key of one's own."""
    return _chained_again(lines, random, SealingKey(bytes(range(7, 39))))


TAMPERS: Sequence[Tamper] = (
    flipped,
    cut,
    deleted,
    doubled,
    swapped,
    spliced,
    rechained,
    forged,
)
_ANY = ("adopted", "consulted", "draft", "illustrative", "superseded", "withdrawn")


@cache
def _another() -> Lines:
    store = MemoryStore()
    log = a_log(some_evidence("d-2", "s-2"), store=store)
    log.seal(KEY, a_context("another seal"), at=NOON)
    return store.data.splitlines()


def _chained_again(lines: Lines, random: Random, key: SealingKey | None) -> Lines:
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    random.choice(records[:-1])["context"]["app"] = "another"
    found: Lines = []
    for record in records:
        record["log"]["previous"] = Entry(found[-1]).digest if found else None
        if key is not None and record["kind"] == "key_added":
            record["core"]["key"] = key.public.to_dict()
        if key is not None and record["kind"] == "head_sealed":
            record["core"]["key"] = key.id
            record["signature"] = base64_text(key.sign(sealed_message(record)))
        found.append(canonical_bytes(record))
    return found
