"""What a program does with a log while its disk fails, and what must then be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, final

from neglect_rules.audit.logs import (
    BrokenLogError,
    Entry,
    LogError,
    StoredLog,
    UnavailableLogError,
    create_log,
    open_log,
    verify,
)
from neglect_rules.audit.logs._disk import Disk
from neglect_rules.audit.records import Evidence
from tests.unit.audit.evidence import NOW, a_context, a_note, a_publication, now

FOLDER = "/log"


Tell = Callable[[str, Any], None]
"""Is told what is sent, acknowledged or deleted, as soon as it is known."""


@cache
def note(id_: str, size: int = 0) -> Evidence:
    """Return a record, made once."""
    found = a_note(id_, size=size)
    assert found.fingerprint
    return found


@cache
def publication(id_: str, version: str) -> Evidence:
    return a_publication(id_, version)


@final
class Witness:
    """What somebody outside knows: what was sent, and what was acknowledged."""

    def __init__(self, folder: str = FOLDER, tell: Tell | None = None) -> None:
        self.folder = folder
        self._tell = tell or (lambda _what, _each: None)
        self.sent: dict[str, Evidence] = {}
        self.acknowledged: dict[str, Entry] = {}
        self.done = 0
        self.forgetting: set[str] = set()
        self.forgotten: set[str] = set()

    def hear(self, what: str, each: Any) -> None:
        """Learn what another witness told."""
        if what == "sent":
            self.sent[each.id] = each
        elif what == "acknowledged":
            self.acknowledged[each.id] = each
        else:
            {"forgetting": self.forgetting, "forgotten": self.forgotten}[what].add(each)

    def append(self, log: StoredLog, *several: Evidence) -> None:
        for each in several:
            self._note("sent", each)
        for entry in log.append(*several):
            self._note("acknowledged", entry)

    def forget(self, log: StoredLog, of: str) -> None:
        self._note("forgetting", of)
        entry = log.forget(of, ["/text"], a_context(f"forget {of}"), at=NOW)
        self._note("acknowledged", entry)
        self._note("forgotten", of)

    def _note(self, what: str, each: Any) -> None:
        self._tell(what, each)
        self.hear(what, each)

    def create(self, disk: Disk) -> StoredLog:
        """Make the log, or open it if that had come to its end unnoticed."""
        try:
            log = create_log(
                self.folder, "log", a_context("open"), clock=now, disk=disk
            )
        except LogError as fault:
            if [each.code for each in fault.diagnostics] != ["NR735"]:
                raise
            log = open_log(self.folder, clock=now, disk=disk)
            # That one can read it promises nothing: its writer may have died before it
            # was durable. What is recorded behind it does.
            self.append(log, note("behind the first"))
        self._note("acknowledged", next(log.entries()))
        return log

    def look(self, disk: Disk) -> StoredLog | None:
        """Open a log again, use it, and return it; `None` if it was never made.

        Raises:
            AssertionError: Something that was acknowledged is not there, or something
                is there twice, or something that nobody sent.
        """
        try:
            log = open_log(self.folder, clock=now, disk=disk)
        except LogError as fault:
            if [each.code for each in fault.diagnostics] != ["NR732"]:
                raise
            if self.acknowledged:
                message = "a log that was made is gone"
                raise AssertionError(message) from None
            return None
        log.append(note("afterwards"))
        for each in self.sent.values():
            if each.id not in self.acknowledged:
                log.append(each)
        self._compare(log)
        self._compare(open_log(self.folder, clock=now, disk=disk))
        return log

    def _compare(self, log: StoredLog) -> None:
        found = list(log.entries())
        ids = [entry.id for entry in found]
        assert [entry.sequence for entry in found] == [*range(1, len(found) + 1)]
        assert len(set(ids)) == len(ids), "recorded twice"
        for entry in self.acknowledged.values():
            assert found[entry.sequence - 1].line == entry.line, "lost or changed"
        for entry in found:
            if entry.id in self.sent:
                assert entry.fingerprint == self.sent[entry.id].fingerprint
            else:
                known = {"open", "afterwards", *(f"forget {of}" for of in self.sent)}
                assert entry.id in known or entry.kind == "log_recovered", entry.id
        self._compare_shelves(log)
        found_sound = verify(log, keys=None)
        assert found_sound.integrity == "intact", found_sound.diagnostics

    def _compare_shelves(self, log: StoredLog) -> None:
        for id_, each in self.sent.items():
            held = log.disclosures(each.fingerprint)
            texts = None if held is None else [part.text for part in held]
            if id_ in self.forgotten:
                assert texts is None, "what was forgotten is there"
            elif id_ not in self.forgetting and each.disclosures:
                assert texts == [part.text for part in each.disclosures], "lost"
            for mark in each.documents:
                assert log.archived(mark) is not None, "an archived document is lost"


Step = Callable[[Witness, StoredLog], None]


def story() -> Iterator[Step]:
    """Yield what a program does, one step after the other."""
    yield lambda w, log: w.append(log, note("n1"))
    yield lambda w, log: w.append(log, note("n2", 700), note("n3"), note("n4", 2000))
    yield lambda w, log: w.append(log, publication("p1", "1.0.0"))
    yield lambda w, log: w.append(log, note("n5", 300))
    yield lambda w, log: w.forget(log, "n5")
    yield lambda w, log: w.append(log, note("n6"), note("n1"))
    yield lambda w, log: w.append(log, publication("p2", "1.1.0"), note("n7", 5000))
    yield lambda w, log: w.append(log, note("n8", 100))


def notes(number: int) -> Iterator[Step]:
    """Yield the recording of some records, most alone, some together."""
    for first in range(0, number, 5):
        ids = [f"r{each}" for each in range(first, min(first + 5, number))]
        yield lambda w, log, ids=ids: w.append(log, *(note(each) for each in ids[3:]))  # type: ignore[misc]
        for each in ids[:3]:
            yield lambda w, log, each=each: w.append(log, note(each))  # type: ignore[misc]


def play(witness: Witness, disk: Disk, steps: Iterator[Step]) -> None:
    """Let two writers take turns, who do each step again until it is acknowledged.

    Raises:
        BrokenLogError: The log is broken, which no failure of a disk may do.
        LogError: It was refused, which none of this may be.
    """
    logs = [_opened(witness, disk), _opened(witness, disk)]
    for number, step in enumerate(steps):
        if number < witness.done:
            continue
        turn = number // 2 % 2
        for _ in range(200):
            try:
                step(witness, logs[turn])
                witness.done = number + 1
                break
            except UnavailableLogError as fault:
                codes = {each.code for each in fault.diagnostics}
                assert codes <= {"NR726", "NR727"}
                if codes == {"NR726"}:
                    logs[turn] = _opened(witness, disk)
        else:
            message = "it never came to an end"
            raise AssertionError(message)


def _opened(witness: Witness, disk: Disk) -> StoredLog:
    for _ in range(200):
        try:
            if "open" in witness.acknowledged:
                return open_log(witness.folder, clock=now, disk=disk)
            return witness.create(disk)
        except BrokenLogError:
            raise
        except UnavailableLogError:
            continue
    message = "it cannot be opened any more"
    raise AssertionError(message)
