"""What is kept beside the records of a log, held against what they commit to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import final

from attrs import frozen

from neglect_rules.audit.logs._entry import MALFORMED, Entry
from neglect_rules.audit.logs._protocols import EvidenceLog
from neglect_rules.audit.records import strangers
from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.pointer import Pointer


@final
@frozen(kw_only=True)
class Kept:
    """How much of what the records commit to can still be read.

    Attributes:
        readable: Values that can be read.
        forgotten: Values that were deleted, as a record says.
        missing: Values that are gone without a record of it.
        documents: Rulesets and adoptions that the archive has.
        strays: Disclosures of records that are not in the log, as an append leaves
            that never finished.
    """

    readable: int = 0
    forgotten: int = 0
    missing: int = 0
    documents: int = 0
    strays: int = 0


def look_at(log: EvidenceLog, last: int) -> tuple[Kept, tuple[Diagnostic, ...]]:
    """Return what is kept beside the first records of a log, and what is wrong there.

    Args:
        log: Any log.
        last: How many of its records belong together.
    """
    look = _Look(log)
    gone = _forgotten(_first(log.entries(), last))
    for entry in _first(log.entries(), last):
        try:
            look.at_record(entry, gone.get(entry.id, frozenset()))
        except MALFORMED:
            place = Pointer(("records", str(entry.sequence)))
            look.found.append(_fault("NR724", "the record has another form", place))
    strays = sum(mark not in look.seen for mark in log.held())
    kept = Kept(
        readable=look.readable,
        forgotten=look.forgotten,
        missing=look.missing,
        documents=len(look.documents),
        strays=strays,
    )
    return kept, tuple(look.found)


def _first(entries: Iterable[Entry], last: int) -> Iterator[Entry]:
    for number, entry in enumerate(entries, 1):
        if number > last:
            return
        yield entry


def _forgotten(entries: Iterable[Entry]) -> Mapping[str, frozenset[str]]:
    """Return what was deleted of each record, by its id."""
    gone: dict[str, frozenset[str]] = {}
    for entry in entries:
        if entry.kind == "redaction":
            core = entry.document["core"]
            of, removed = str(core.get("of")), core.get("removed")
            if isinstance(removed, list):
                gone[of] = gone.get(of, frozenset()) | frozenset(map(str, removed))
    return gone


@final
class _Look:
    """What was found beside the records looked at so far."""

    def __init__(self, log: EvidenceLog) -> None:
        self.readable = self.forgotten = self.missing = 0
        self.documents: set[str] = set()
        self.seen: set[str] = set()
        self.found: list[Diagnostic] = []
        self._log = log

    def at_record(self, entry: Entry, gone: frozenset[str]) -> None:
        """Look at what one record commits to and names."""
        parts = entry.document.get("sealed", {}).get("parts", {})
        if parts:
            self._at_parts(entry, parts, gone)
        for mark in entry.names:
            self._at_document(entry, mark)

    def _at_parts(
        self, entry: Entry, parts: Mapping[str, str], gone: frozenset[str]
    ) -> None:
        place = Pointer(("records", str(entry.sequence)))
        self.seen.add(entry.fingerprint)
        try:
            held = self._log.disclosures(entry.fingerprint) or ()
        except AuditError:
            self.found.append(_fault("NR730", "its disclosures cannot be read", place))
            held = ()
        wrong = list(strangers(entry.document, held))
        if wrong:
            message = "the record does not commit to what is kept as its disclosures"
            self.found.append(_fault("NR730", message, place))
        told = {each.name for each in held} & parts.keys()
        if told & gone:
            message = "what is recorded as deleted is still there"
            self.found.append(_fault("NR730", message, place))
        self.readable += len(told)
        self.forgotten += len(parts.keys() & gone - told)
        absent = parts.keys() - told - gone
        self.missing += len(absent)
        if absent:
            message = "disclosures are gone, and no record says that they were deleted"
            self.found.append(_fault("NR730", message, place))

    def _at_document(self, entry: Entry, mark: str) -> None:
        if mark in self.documents:
            return
        place = Pointer(("records", str(entry.sequence)))
        try:
            document = self._log.archived(mark)
        except AuditError:
            document = {}
        if document is None:
            message = "the archive does not have a ruleset or adoption that it names"
            self.found.append(_fault("NR702", message, place))
        elif fingerprint(document) != mark:
            message = "the archive holds another document under this fingerprint"
            self.found.append(_fault("NR701", message, place))
        else:
            self.documents.add(mark)


def _fault(code: str, message: str, at: Pointer) -> Diagnostic:
    return Diagnostic(code, message, at)
