"""What a log can show of itself, and what it cannot.

Integrity and completeness are two questions. That its records belong together says
nothing of records that were cut off its end, or of a log that was written anew from its
beginning: only a head that was kept elsewhere tells that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, final

from attrs import field, frozen

from neglect_rules.audit.logs._entry import Entry, Head
from neglect_rules.audit.logs._errors import BrokenLogError, broken
from neglect_rules.audit.logs._keys import PublicKey
from neglect_rules.audit.logs._ledger import Ledger
from neglect_rules.audit.logs._protocols import EvidenceLog
from neglect_rules.audit.logs._shelves import Kept, look_at
from neglect_rules.audit.logs._stored import sealed_message
from neglect_rules.audit.logs._torn import is_torn
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.pointer import Pointer

Integrity = Literal["intact", "broken"]
Completeness = Literal["witnessed", "unwitnessed", "cut_short", "another_log"]


@final
@frozen(kw_only=True)
class Seal:
    """A signature over everything up to a record.

    Attributes:
        sequence: The record that holds it.
        key: The id of the key.
        holds: The signature is of this key over this log; `None` if nobody looked.
        trusted: The key is one that the reader brought along. A key that only the log
            itself names may have been put there by whoever wrote the log anew.
    """

    sequence: int
    key: str
    holds: bool | None
    trusted: bool


@final
@frozen(kw_only=True)
class Verification:
    """What came of verifying a log.

    Attributes:
        head: The last record up to which everything belongs together.
        integrity: `broken` if a record, a seal or what is kept beside them is wrong.
        completeness: `witnessed`: every head that was kept elsewhere is in the log.
            `unwitnessed`: none was given, so records may have been cut off the end
            unnoticed. `cut_short`: the log ends before a head that was witnessed.
            `another_log`: it holds something else in its place.
        seals: Every seal, in order.
        sealed: How far a seal that holds reaches, of a trusted key if the reader
            brought one; 0 if there is none.
        unfinished: The bytes that an append left that never finished.
        kept: What is kept beside the records.
        diagnostics: What is wrong, each with its place; none with a case's value.
    """

    head: Head
    integrity: Integrity
    completeness: Completeness
    seals: tuple[Seal, ...] = ()
    sealed: int = 0
    unfinished: int = 0
    kept: Kept
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @property
    def is_sound(self) -> bool:
        """Return whether nothing speaks against the log."""
        return self.integrity == "intact" and self.completeness in _NOT_AGAINST

    @property
    def unsealed(self) -> int:
        """Return how many records no seal vouches for."""
        return self.head.sequence - self.sealed


_NOT_AGAINST: Final = frozenset({"witnessed", "unwitnessed"})


def verify(
    log: EvidenceLog,
    *,
    expected: Iterable[Head] = (),
    keys: Sequence[PublicKey] | None = (),
) -> Verification:
    """Return what a log shows of itself.

    Args:
        log: Any log.
        expected: Heads that were kept elsewhere, which the log must hold.
        keys: The keys that the reader trusts. `None` looks at no signature, for want
            of the extra `sign`; seals are then neither right nor wrong.

    Raises:
        UnsupportedError: There are seals and the extra `sign` is not installed.
    """
    reading = _Reading(keys)
    found: list[Diagnostic] = []
    unfinished = 0
    try:
        for entry in log.entries():
            reading.take(entry)
        unfinished = len(log.unfinished(reading.sequence) or b"")
    except BrokenLogError as fault:
        tail = log.unfinished(reading.sequence)
        if is_torn(tail, reading.sequence + 1):
            unfinished = len(tail or b"")
        else:
            found.extend(fault.diagnostics)
    # Only the next record vouches for one: behind a break, nothing does for the last.
    kept, faults = look_at(log, reading.sequence - bool(found))
    found.extend(_seal_faults(reading.seals))
    found.extend(_untrusted(reading.seals, keys))
    found.extend(faults)
    head = reading.ledger.head or Head(log="")
    completeness, differs = _completeness(reading, head, tuple(expected))
    return Verification(
        head=head,
        integrity="broken" if found else "intact",
        completeness=completeness,
        seals=tuple(reading.seals),
        sealed=_sealed(reading.seals, keys),
        unfinished=unfinished,
        kept=kept,
        diagnostics=(*found, *differs),
    )


@final
class _Reading:
    """A log read from its beginning."""

    def __init__(self, keys: Sequence[PublicKey] | None) -> None:
        self.ledger = Ledger()
        self.digests: list[str] = []
        self.seals: list[Seal] = []
        self._keys = keys

    @property
    def sequence(self) -> int:
        return len(self.digests)

    def take(self, entry: Entry) -> None:
        # The keys that were valid before this record are those that may seal it.
        valid = dict(self.ledger.keys)
        self.ledger.take(entry)
        self.digests.append(entry.digest)
        if not entry.is_canonical:
            self.digests.pop()
            raise broken(entry.sequence, "is not written in the one way that counts")
        if entry.kind == "head_sealed":
            self.seals.append(self._seal(entry, valid))

    def _seal(self, entry: Entry, valid: Mapping[str, Any]) -> Seal:
        id_ = str(entry.document["core"].get("key"))
        looks = self._keys is not None
        return Seal(
            sequence=entry.sequence,
            key=id_,
            holds=_holds(entry, valid.get(id_), id_) if looks else None,
            trusted=any(key.id == id_ for key in self._keys or ()),
        )


def _holds(entry: Entry, named: Any, id_: str) -> bool:
    try:
        key = PublicKey.parse(named["public"])
    except (AuditError, LookupError, TypeError):
        return False
    signature = entry.document.get("signature")
    return (
        key.id == id_
        and isinstance(signature, str)
        and key.verifies(signature, sealed_message(entry.document))
    )


def _seal_faults(seals: Iterable[Seal]) -> list[Diagnostic]:
    message = "the seal does not hold"
    hint = "the log was changed, or another key signed, or one that was not valid there"
    return [
        Diagnostic("NR729", message, Pointer(("records", str(seal.sequence))), hint)
        for seal in seals
        if seal.holds is False
    ]


def _untrusted(
    seals: Iterable[Seal], keys: Sequence[PublicKey] | None
) -> list[Diagnostic]:
    """Return whether the reader trusts keys, and none of them sealed this.

    Else whoever writes a log anew need only put a key of their own into it.
    """
    if not keys or any(seal.trusted for seal in seals):
        return []
    message = "no seal in the log is of a key that you trust"
    hint = "it was never sealed by it, or somebody wrote it anew"
    return [Diagnostic("NR729", message, Pointer(("records",)), hint)]


def _sealed(seals: Iterable[Seal], keys: Sequence[PublicKey] | None) -> int:
    """Return how far the seals reach that hold, and are trusted if any key is."""
    return max(
        (seal.sequence for seal in seals if seal.holds and (seal.trusted or not keys)),
        default=0,
    )


def _completeness(
    reading: _Reading, head: Head, expected: tuple[Head, ...]
) -> tuple[Completeness, list[Diagnostic]]:
    if not expected:
        return "unwitnessed", []
    for kept in expected:
        at = Pointer(("records", str(kept.sequence)))
        if kept.log != head.log or not _is_in(kept, reading):
            cut = kept.log == head.log and kept.sequence > reading.sequence
            verdict: Completeness = "cut_short" if cut else "another_log"
            message = (
                "the log ends before this record, which was witnessed"
                if cut
                else "another record was witnessed here"
            )
            return verdict, [Diagnostic("NR725", message, at)]
    return "witnessed", []


def _is_in(kept: Head, reading: _Reading) -> bool:
    if kept.sequence > reading.sequence:
        return False
    return kept.sequence == 0 or reading.digests[kept.sequence - 1] == kept.digest
