"""Verifying a log: what is wrong with it, and what it cannot show."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.audit.logs import (
    Head,
    LogError,
    SealingKey,
    StoredLog,
    Verification,
    verify,
)
from neglect_rules.audit.records import key_evidence
from tests.builders import NOON
from tests.unit.audit.kept import KEY, PUBLIC, a_context, a_log, some_evidence
from tests.unit.audit.memory import MemoryStore

OTHER = SealingKey(bytes(range(3, 35)))


def a_sealed_log() -> tuple[StoredLog, MemoryStore]:
    store = MemoryStore()
    log = a_log(some_evidence(), store=store)
    log.seal(KEY, a_context("seal"), at=NOON)
    return log, store


def codes(found: Verification) -> list[str]:
    return [each.code for each in found.diagnostics]


def test_a_sealed_log_with_its_head_kept_elsewhere_is_sound() -> None:
    log, _ = a_sealed_log()
    found = verify(log, expected=[log.head], keys=[PUBLIC])

    assert (found.integrity, found.completeness) == ("intact", "witnessed")
    assert found.is_sound
    assert (found.sealed, found.unsealed, found.unfinished) == (4, 0, 0)
    assert [(s.holds, s.trusted) for s in found.seals] == [(True, True)]
    assert (found.kept.missing, found.kept.strays, found.kept.documents) == (0, 0, 2)


def test_without_a_head_nobody_can_say_that_it_is_complete() -> None:
    log, _ = a_sealed_log()

    assert verify(log, keys=[PUBLIC]).completeness == "unwitnessed"


def test_a_key_that_only_the_log_names_is_not_trusted() -> None:
    log, _ = a_sealed_log()

    assert [(s.holds, s.trusted) for s in verify(log).seals] == [(True, False)]


def test_seals_that_nobody_can_look_at_are_neither_right_nor_wrong() -> None:
    log, _ = a_sealed_log()
    found = verify(log, keys=None)

    assert [s.holds for s in found.seals] == [None]
    assert (found.integrity, found.sealed) == ("intact", 0)


@pytest.mark.parametrize(
    ("head", "completeness"),
    [
        (Head(log="log-1", sequence=9, digest=f"sha256:{'1' * 64}"), "cut_short"),
        (Head(log="log-1", sequence=2, digest=f"sha256:{'1' * 64}"), "another_log"),
        (Head(log="log-2", sequence=2, digest=f"sha256:{'1' * 64}"), "another_log"),
        (Head(log="log-1"), "witnessed"),
    ],
)
def test_a_head_kept_elsewhere_tells_of_a_rollback_and_of_another_log(
    head: Head, completeness: str
) -> None:
    log, _ = a_sealed_log()
    found = verify(log, expected=[log.head, head], keys=[PUBLIC])

    assert found.completeness == completeness
    assert codes(found) == ([] if completeness == "witnessed" else ["NR725"])
    assert found.integrity == "intact"


def test_a_head_is_read_from_its_text() -> None:
    log, _ = a_sealed_log()

    assert Head.parse(str(log.head)) == log.head
    assert Head.parse("log-1:0:none") == Head(log="log-1")


@pytest.mark.parametrize("text", ["", "x", "a:b", "a:b:c", ":1:none", "a:-1:none"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Head.parse(text)


def put(store: MemoryStore, shelf: str, data: bytes | None) -> None:
    """Put other bytes in the place of the first of a shelf, or take it away."""
    name = min(store.shelves[shelf])
    if data is None:
        del store.shelves[shelf][name]
    else:
        store.shelves[shelf][name] = data


@pytest.mark.parametrize(
    ("shelf", "data", "code"),
    [
        ("disclosures", None, "NR730"),
        ("disclosures", b"{}", "NR730"),
        ("disclosures", b"not JSON", "NR730"),
        ("documents", None, "NR702"),
        ("documents", b"{}", "NR701"),
        ("documents", b"not JSON", "NR701"),
    ],
)
def test_what_is_kept_beside_the_records_is_held_against_them(
    shelf: str, data: bytes | None, code: str
) -> None:
    log, store = a_sealed_log()
    put(store, shelf, data)
    found = verify(log, keys=[PUBLIC])

    assert found.integrity == "broken"
    assert set(codes(found)) == {code}


def test_what_was_forgotten_is_told_apart_from_what_was_taken_away() -> None:
    log, store = a_sealed_log()
    log.forget("d-1", ["/case/answers/A/grade"], a_context("gone"), at=NOON)
    found = verify(log, keys=[PUBLIC])

    assert (found.integrity, found.kept.forgotten, found.kept.missing) == (
        "intact",
        1,
        0,
    )

    put(store, "disclosures", None)
    taken = verify(log, keys=[PUBLIC])

    assert taken.kept.forgotten == 1
    assert taken.kept.missing > 20
    assert codes(taken) == ["NR730"]


def test_what_is_recorded_as_forgotten_but_still_there_is_said() -> None:
    log, store = a_sealed_log()
    (name,) = store.shelves["disclosures"]
    before = store.shelves["disclosures"][name]
    log.forget("d-1", ["/case/answers/A/grade"], a_context("gone"), at=NOON)
    store.shelves["disclosures"][name] = before

    assert codes(verify(log, keys=[PUBLIC])) == ["NR730"]


def test_erasing_everything_leaves_a_chain_that_stands() -> None:
    log, store = a_sealed_log()
    places = [each.name for each in some_evidence().disclosures]
    log.forget("d-1", places, a_context("gone"), at=NOON)
    found = verify(log, keys=[PUBLIC])

    assert found.integrity == "intact"
    assert found.kept.readable == 0
    assert store.shelves["disclosures"] == {}


def test_a_key_that_the_log_does_not_know_seals_nothing() -> None:
    log, _ = a_sealed_log()
    with pytest.raises(LogError) as refused:
        log.seal(OTHER, a_context("seal 2"), at=NOON)

    assert refused.value.diagnostics[0].code == "NR729"


def test_a_key_seals_only_between_its_two_records() -> None:
    log, _ = a_sealed_log()
    public = OTHER.public.to_dict()
    log.append(key_evidence("added", public, a_context("key 2"), at=NOON))
    log.seal(OTHER, a_context("seal 2"), at=NOON)
    log.append(key_evidence("retired", public, a_context("key 3"), at=NOON))

    assert [s.holds for s in verify(log, keys=[PUBLIC]).seals] == [True, True]
    with pytest.raises(LogError):
        log.seal(OTHER, a_context("seal 3"), at=NOON)


def test_an_append_that_never_finished_is_not_called_damage() -> None:
    log, store = a_sealed_log()
    store.data += b'{"format":1,"kind":"dec'
    found = verify(log, expected=[log.head], keys=[PUBLIC])

    assert found.is_sound
    assert found.unfinished == 23


def test_a_line_that_says_the_same_in_other_bytes_is_damage() -> None:
    log, store = a_sealed_log()
    lines = store.data.splitlines(keepends=True)
    store.data = b"".join(
        [*lines[:-1], lines[-1].replace(b'{"context"', b'{ "context"')]
    )
    found = verify(log, keys=[PUBLIC])

    assert (found.integrity, codes(found)[0]) == ("broken", "NR724")


def test_disclosures_of_no_record_are_counted() -> None:
    log, store = a_sealed_log()
    store.put("disclosures", "0" * 64, b"{}")

    assert verify(log, keys=[PUBLIC]).kept.strays == 1


def test_a_seal_over_a_changed_record_does_not_hold(monkeypatch: Any) -> None:
    log, _ = a_sealed_log()
    monkeypatch.setattr(
        "neglect_rules.audit.logs._verify.sealed_message", lambda _: b""
    )

    assert codes(verify(log, keys=[PUBLIC])) == ["NR729"]
