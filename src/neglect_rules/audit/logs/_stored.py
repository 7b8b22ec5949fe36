"""A log over a store: what is added, in what order, and what is refused."""

from __future__ import annotations

import datetime as dt
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from threading import RLock
from typing import Any, Final, final

from neglect_rules.audit.logs._entry import LONGEST_LINE, Entry, Head
from neglect_rules.audit.logs._errors import (
    BrokenLogError,
    LogError,
    UnavailableLogError,
    broken,
)
from neglect_rules.audit.logs._ledger import Ledger
from neglect_rules.audit.logs._protocols import Signer, Store
from neglect_rules.audit.logs._torn import ends_append, is_torn
from neglect_rules.audit.records import (
    Context,
    Disclosure,
    Evidence,
    read_disclosures,
    recovered_evidence,
    redaction_evidence,
    sealing_evidence,
)
from neglect_rules.canonical import canonical_bytes
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.loading import read_text
from neglect_rules.people import Person
from neglect_rules.pointer import Pointer

Clock = Callable[[], dt.datetime]

_KEEPER: Final = Person(ref="log", role="software", authority="recovery of the log")


@final
class StoredLog:
    """An `EvidenceLog` over any store."""

    def __init__(self, store: Store, *, clock: Clock, unread: bool = False) -> None:
        """Open the log that a store holds.

        Args:
            store: Where its bytes are.
            clock: Gives the moment of records that the log makes itself, when it
                recovers from an append that never finished.
            unread: Do not read it yet, so that a broken log can be looked at too.

        Raises:
            BrokenLogError: NR724, its records do not belong together.
        """
        self._store = store
        self._clock = clock
        self._lock = RLock()
        self._ledger = Ledger()
        self._archived: set[str] = set()
        self._settled = 0
        self._has_looked = False
        if not unread:
            self._look()

    @property
    def head(self) -> Head:
        """Return how far it goes at present.

        Raises:
            BrokenLogError: NR724.
        """
        with self._lock:
            self._look()
            return self._ledger.head or Head(log="")

    def append(self, *several: Evidence) -> tuple[Entry, ...]:
        """Record all of several pieces of evidence, or none; see `EvidenceLog`."""
        with self._held_open():
            return self._append(several)

    def seal(self, signer: Signer, context: Context, *, at: dt.datetime) -> Entry:
        """Record a signature over everything up to here; see `EvidenceLog`."""
        with self._held_open():
            if signer.id not in self._ledger.keys:
                message = "the log does not know the key that would seal it"
                hint = "record the key first: `key_evidence`"
                raise LogError((Diagnostic("NR729", message, hint=hint),))
            evidence = sealing_evidence(signer.id, context, at=at)
            self._refuse([evidence])
            (bare,) = self._ledger.chained([evidence])
            signature = signer.sign(sealed_message(bare.document))
            text = urlsafe_b64encode(signature).decode("ascii").rstrip("=")
            entry = Entry(canonical_bytes({**bare.document, "signature": text}))
            self._write([entry])
        return entry

    def entries(self, start: int = 1) -> Iterator[Entry]:
        """Yield the records from a sequence number on; see `EvidenceLog`."""
        yield from map(Entry, self._store.lines(max(0, start - 1)))

    def unfinished(self, after: int) -> bytes | None:
        """Return what stands behind the first `after` records; see `EvidenceLog`."""
        return self._store.tail(after)

    def disclosures(self, record: str) -> tuple[Disclosure, ...] | None:
        """Return what is left of a record's disclosures; see `EvidenceLog`."""
        data = self._store.get("disclosures", _name(record))
        if data is None:
            return None
        document = read_text(data, "<disclosures>", AuditError).value
        texts = document.get("disclosures") if isinstance(document, dict) else None
        return read_disclosures(texts if isinstance(texts, list) else [None])

    def forget(
        self,
        of: str,
        places: Iterable[str],
        context: Context,
        *,
        at: dt.datetime,
        mask: str = "",
    ) -> Entry:
        """Delete disclosures for good, and record which; see `EvidenceLog`."""
        with self._held_open():
            evidence = redaction_evidence(of, places, context, at=at, mask=mask)
            (entry,) = self._append([evidence])
            self._delete_redacted()
        return entry

    def held(self) -> Iterator[str]:
        """Yield the records of which disclosures are left; see `EvidenceLog`."""
        for name in self._store.names("disclosures"):
            yield f"sha256:{name}"

    def archived(self, fingerprint: str) -> Mapping[str, Any] | None:
        """Return the ruleset or adoption of a fingerprint; see `EvidenceLog`."""
        data = self._store.get("documents", _name(fingerprint))
        return None if data is None else read_text(data, "<archive>", AuditError).value

    def close(self) -> None:
        """Let go of files and connections."""
        self._store.close()

    @contextmanager
    def _held_open(self) -> Iterator[None]:
        """Hold the log with all that is there taken, for as long as the block runs."""
        with self._lock:
            try:
                with self._store.hold():
                    self._recover()
                    yield
            except BaseException as failure:
                refused = isinstance(failure, LogError)
                if not refused or isinstance(failure, UnavailableLogError):
                    # What was taken and put may not have been kept: it is read, and
                    # put, again.
                    self._ledger, self._settled = Ledger(), 0
                    self._archived.clear()
                raise

    def _append(self, several: Sequence[Evidence]) -> tuple[Entry, ...]:
        known = {each.id: held for each in several if (held := self._held(each))}
        new = [each for each in several if each.id not in known]
        self._refuse(new)
        entries = list(self._ledger.chained(new))
        _refuse_long(entries)
        for each in new:
            self._keep(each)
        if new:
            self._write(entries)
        written = {entry.id: entry for entry in entries}
        return tuple(known.get(each.id) or written[each.id] for each in several)

    def _held(self, evidence: Evidence) -> Entry | None:
        """Return the entry under an id, if the same stands there already.

        Raises:
            LogError: NR723, something else stands there.
        """
        sequence = self._ledger.ids.get(evidence.id)
        if sequence is None:
            return None
        held = self._at(sequence)
        if held.fingerprint != evidence.fingerprint:
            message = "the log holds another record under this id"
            hint = "what was recorded wrongly is put right by a correction"
            at = Pointer(("context", "id"))
            raise LogError((Diagnostic("NR723", message, at, hint),))
        return held

    def _refuse(self, several: Sequence[Evidence]) -> None:
        if found := tuple(self._ledger.refusals(several)):
            raise LogError(found)

    def _keep(self, evidence: Evidence) -> None:
        """Keep what a record commits to and names, before the record itself."""
        for mark, document in evidence.documents.items():
            if mark not in self._archived:
                # Even if it is there: who put it there may have died before it was
                # durable.
                data = canonical_bytes(document)
                self._store.put("documents", _name(mark), data)
                self._archived.add(mark)
        if evidence.disclosures:
            mark = evidence.fingerprint
            data = _kept(mark, evidence.disclosures)
            self._store.put("disclosures", _name(mark), data)

    def _write(self, entries: Sequence[Entry]) -> None:
        self._store.write([entry.line for entry in entries])
        for entry in entries:
            self._ledger.take(entry)
        self._settled = self._ledger.acknowledged

    def _at(self, sequence: int) -> Entry:
        return Entry(next(self._store.lines(sequence - 1)))

    def _read(self) -> None:
        """Take what others have added since.

        Raises:
            BrokenLogError: NR724.
        """
        for line in self._store.lines(self._ledger.next - 1):
            self._ledger.take(Entry(line))

    def _refuse_changed(self) -> None:
        """Refuse a log that no longer holds the last record that was read.

        Raises:
            BrokenLogError: NR724.
        """
        head = self._ledger.head
        if head is not None:
            line = next(self._store.lines(head.sequence - 1), b"")
            if Entry(line).digest != head.digest:
                message = "is not there any more as it was read before"
                raise broken(head.sequence, message)

    def _look(self) -> None:
        """Take the appends that others have added since, as far as they are whole.

        Raises:
            BrokenLogError: NR724, what is there is not an unfinished append.
        """
        self._refuse_changed()
        waiting: list[Entry] = []
        try:
            for line in self._store.lines(self._ledger.next - 1):
                waiting.append(Entry(line))
                if ends_append(waiting[-1]):
                    while waiting:
                        self._ledger.take(waiting.pop(0))
        except BrokenLogError:
            if not is_torn(self._store.tail(self._ledger.next - 1), self._ledger.next):
                raise
            self._begin(self._ledger.acknowledged)

    def _begin(self, after: int) -> None:
        """Read the first records anew."""
        self._ledger = Ledger()
        for line in islice(self._store.lines(0), after):
            self._ledger.take(Entry(line))

    def _recover(self) -> None:
        """Take what others have added, and set an unfinished append aside.

        Raises:
            BrokenLogError: NR724, what is there is not an unfinished append.
        """
        self._refuse_changed()
        fault: BrokenLogError | None = None
        try:
            self._read()
        except BrokenLogError as found:
            fault = found
        ledger = self._ledger
        tail = self._store.tail(ledger.next - 1)
        if fault and not is_torn(tail, ledger.next):
            raise fault
        if tail or ledger.acknowledged < ledger.next - 1:
            self._set_aside(ledger.acknowledged)
        if self._ledger.acknowledged > self._settled:
            self._settle()
        self._delete_redacted()
        if not self._has_looked:
            self._has_looked = True
            self._tell_of_torn()

    def _settle(self) -> None:
        """Make sure that the last append of another writer is durable.

        It may have died before it was. What came before that append was settled by
        its writer.
        """
        head = self._at(self._ledger.acknowledged)
        self._store.settle(head.batch[0] - 1)
        self._settled = self._ledger.acknowledged

    def _delete_redacted(self) -> None:
        """Delete what records say is deleted: who wrote one may have died then."""
        redactions = self._ledger.redactions
        while redactions:
            core = redactions[-1].document["core"]
            record = self._at(self._ledger.ids[core["of"]]).fingerprint
            held = self.disclosures(record) or ()
            left = [each for each in held if each.name not in core["removed"]]
            if held and not left:
                self._store.drop("disclosures", _name(record))
            elif len(left) < len(held):
                self._store.put("disclosures", _name(record), _kept(record, left))
            redactions.pop()

    def _set_aside(self, after: int) -> None:
        """Keep what no append was acknowledged for apart, then take it off."""
        torn = self._store.tail(after) or b""
        self._store.put("torn", f"{after}-{sha256(torn).hexdigest()}", torn)
        self._store.cut(after)
        self._begin(after)
        self._has_looked = False

    def _tell_of_torn(self) -> None:
        """Record what was set aside, unless that has been done.

        It is done apart from setting it aside, so that it is made up for if this
        program dies in between.
        """
        for name in self._store.names("torn"):
            id_ = f"recovered:{name}"
            torn = self._store.get("torn", name)
            if self._ledger.head is None or id_ in self._ledger.ids or torn is None:
                continue
            now = self._clock()
            context = Context(id=id_, by=_KEEPER, recorded=now)
            digest = f"sha256:{sha256(torn).hexdigest()}"
            self._append([recovered_evidence(len(torn), digest, context, at=now)])


def _refuse_long(entries: Sequence[Entry]) -> None:
    if any(len(entry.line) > LONGEST_LINE for entry in entries):
        message = f"a record is too long, at most {LONGEST_LINE} bytes"
        raise LogError((Diagnostic("NR735", message),))


def sealed_message(document: Mapping[str, Any]) -> bytes:
    """Return the bytes that a seal signs: the whole record but the signature."""
    bare = {key: each for key, each in document.items() if key != "signature"}
    return b"neglect-rules seal 1\n" + canonical_bytes(bare)


def _kept(record: str, disclosures: Iterable[Disclosure]) -> bytes:
    texts = [each.text for each in disclosures]
    return canonical_bytes({"format": 1, "record": record, "disclosures": texts})


def _name(fingerprint: str) -> str:
    return fingerprint.removeprefix("sha256:")
