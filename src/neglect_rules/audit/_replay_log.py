"""Every decision of a log, decided again."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.audit._recorded import Replayed, replay_record
from neglect_rules.audit.logs import BrokenLogError, Entry, EvidenceLog, Ledger
from neglect_rules.audit.records import Disclosure
from neglect_rules.canonical import fingerprint
from neglect_rules.errors import AuditError
from neglect_rules.program import Program

_CHUNK: Final = 32
_WAITING: Final = 4
"""Chunks for each worker that wait to be taken: enough to keep all of them busy."""


@final
@frozen(kw_only=True)
class ReplayedEntry:
    """What came of one record of a log.

    Attributes:
        sequence: Its number.
        id: The id of the decision; empty where the record cannot be read.
        replayed: What came of deciding it again.
    """

    sequence: int
    id: str
    replayed: Replayed

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value; nothing of it says what was answered."""
        found = self.replayed
        return {
            "sequence": self.sequence,
            "id": self.id,
            "verdict": found.verdict,
            "hidden": list(found.hidden),
            "reasons": [
                {"code": each.code, "message": each.message, "at": str(each.at)}
                for each in found.diagnostics
            ],
        }


@final
@frozen(kw_only=True)
class ReplayReport:
    """What came of replaying a log.

    Attributes:
        entries: One for each decision, in the order of the log.
        first: The first sequence number that was looked at.
        last: The last.
    """

    entries: tuple[ReplayedEntry, ...] = field(repr=False)
    first: int
    last: int

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many records came to each verdict."""
        return Counter(each.replayed.verdict for each in self.entries)

    @property
    def is_sound(self) -> bool:
        """Return whether no record is false, as far as it can be read."""
        return not {"mismatch", "tampered"} & self.counts.keys()

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the report."""
        return fingerprint(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return the report as a JSON value in the form of `replay-report-1`."""
        return {
            "format": 1,
            "span": [self.first, self.last],
            "verdicts": dict(sorted(self.counts.items())),
            "records": [each.to_dict() for each in self.entries],
        }


def replay_log(
    log: EvidenceLog, *, start: int = 1, stop: int | None = None, workers: int = 1
) -> Iterator[ReplayedEntry]:
    """Yield what comes of deciding each decision of a log again, in order.

    The chain is verified on the way. Where it breaks, that record is `tampered` and
    nothing after it is looked at: it could be anything.

    Args:
        log: Any log.
        start: The first sequence number to decide again.
        stop: The last; `None` for all.
        workers: How many processes decide. With one, this process does.
    """
    jobs = _jobs(log, start, stop)
    if workers == 1:
        kept = _Kept()
        yield from (_decided(job, kept) for job in jobs)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: deque[Future[list[ReplayedEntry]]] = deque()
        for chunk in iter(lambda: list(islice(jobs, _CHUNK)), []):
            waiting.append(pool.submit(_decided_all, chunk))
            if len(waiting) > workers * _WAITING:
                yield from waiting.popleft().result()
        for future in waiting:
            yield from future.result()


@final
@frozen(kw_only=True)
class _Job:
    """One record to decide again, with all that this takes."""

    sequence: int
    id: str = ""
    record: Mapping[str, Any] = field(factory=dict)
    texts: tuple[str, ...] = ()
    documents: Mapping[str, Any] = field(factory=dict)
    fault: Replayed | None = None


@final
class _Kept:
    """What is kept from one record to the next."""

    def __init__(self) -> None:
        self.programs: dict[str, Program] = {}


def _jobs(log: EvidenceLog, start: int, stop: int | None) -> Iterator[_Job]:
    ledger = Ledger()
    archived: dict[str, Mapping[str, Any] | None] = {}
    for entry in log.entries():
        if stop is not None and ledger.next > stop:
            return
        try:
            ledger.take(entry)
        except BrokenLogError as broken:
            fault = Replayed(verdict="tampered", diagnostics=broken.diagnostics)
            yield _Job(sequence=ledger.next, fault=fault)
            return
        if entry.kind == "decision" and entry.sequence >= start:
            yield _job(log, entry, archived)


def _job(
    log: EvidenceLog, entry: Entry, archived: dict[str, Mapping[str, Any] | None]
) -> _Job:
    named = entry.document["core"]["ruleset"]
    marks = [named["fingerprint"], named.get("adoption", {}).get("digest")]
    try:
        held = log.disclosures(entry.fingerprint) or ()
        for mark in marks:
            if mark is not None and mark not in archived:
                archived[mark] = log.archived(mark)
    except AuditError as unreadable:
        fault = Replayed(verdict="tampered", diagnostics=unreadable.diagnostics)
        return _Job(sequence=entry.sequence, id=entry.id, fault=fault)
    return _Job(
        sequence=entry.sequence,
        id=entry.id,
        record=entry.record,
        texts=tuple(each.text for each in held),
        documents={mark: archived[mark] for mark in marks if mark is not None},
    )


_WORKER: Final = _Kept()
"""What a worker process keeps: Programs, by what they were made of."""


def _decided_all(jobs: list[_Job]) -> list[ReplayedEntry]:
    return [_decided(job, _WORKER) for job in jobs]


def _decided(job: _Job, kept: _Kept) -> ReplayedEntry:
    found = job.fault or replay_record(
        job.record,
        [Disclosure(text) for text in job.texts],
        job.documents.get,
        kept.programs,
    )
    return ReplayedEntry(sequence=job.sequence, id=job.id, replayed=found)
