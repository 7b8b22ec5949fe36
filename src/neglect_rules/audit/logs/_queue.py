"""Evidence that waits in a folder of its own while a log cannot take it.

A log fails closed: what it cannot record raises, and the caller stops. Whoever must go
on uses a queue instead, and says so by its name. Nothing that waits is recorded, and
nobody can verify it, until the log has taken it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import Final, final

from attrs import field, frozen

from neglect_rules.audit.logs._disk import Disk, RealDisk
from neglect_rules.audit.logs._entry import Entry
from neglect_rules.audit.logs._errors import (
    BrokenLogError,
    LogError,
    UnavailableLogError,
)
from neglect_rules.audit.logs._folder import Folder
from neglect_rules.audit.logs._guard import Guard, again
from neglect_rules.audit.logs._protocols import EvidenceLog
from neglect_rules.audit.records import Evidence, load_evidence
from neglect_rules.canonical import canonical_bytes
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.loading import read_text

_DIGITS: Final = 12


@final
@frozen(kw_only=True)
class Waiting:
    """Evidence that was not recorded, but is kept on the disk until it can be.

    Attributes:
        name: What the queue calls it.
        because: Why the log did not take it.
    """

    name: str
    because: tuple[Diagnostic, ...]


@final
@frozen(kw_only=True)
class Flushed:
    """What came of sending what waits.

    Attributes:
        recorded: How many appends the log took.
        refused: How many it will never take as they are; they stay in the queue's
            folder `refused`, each with the reason beside it.
        waiting: How many still wait.
        because: Why they wait.
    """

    recorded: int = 0
    refused: int = 0
    waiting: int = 0
    because: tuple[Diagnostic, ...] = field(default=(), repr=False)


@final
class Queued:
    """A log that can be written to while it is away.

    Several processes may use one folder.
    """

    def __init__(
        self,
        opens: Callable[[], EvidenceLog],
        folder: str | PathLike[str],
        *,
        disk: Disk | None = None,
    ) -> None:
        """Name a log and a folder.

        Args:
            opens: Opens the log; called again after it failed.
            folder: Where to keep what waits; on another disk than the log if that is
                to help when a disk is full. It holds whole evidence with every answer,
                so it needs the same protection as the log. The folder above must be
                there.
            disk: The operating system, or what stands for it.
        """
        self._opens = opens
        self._log: EvidenceLog | None = None
        self._guard = Guard(RealDisk() if disk is None else disk)
        self._root = fspath(folder)
        parts = (self._guard, self._root)
        self._waits = Folder(*parts, "waiting", ".json")
        self._refused = Folder(*parts, "refused", ".json")
        self._reasons = Folder(*parts, "reasons", ".json")

    def append(self, *several: Evidence) -> tuple[Entry, ...] | Waiting:
        """Record evidence, or keep it until it can be recorded.

        What came before goes first, so nothing overtakes what waits.

        Raises:
            LogError: The log is there and refuses it; it is not kept.
            UnavailableLogError: NR726, NR727, the queue cannot be written to either.
                Nothing was kept.
        """
        with self._held():
            flushed = self._flush()
            because = flushed.because
            if not flushed.waiting:
                try:
                    return self._opened().append(*several)
                except (BrokenLogError, UnavailableLogError) as fault:
                    self._log, because = None, fault.diagnostics
            return self._keep(several, because)

    def flush(self) -> Flushed:
        """Send what waits, in the order in which it came.

        It may be done as often as one likes, and may be ended at any moment: a log
        takes each id once.

        Raises:
            UnavailableLogError: NR726, NR727, the queue itself cannot be used.
        """
        with self._held():
            return self._flush()

    def refused(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the name of everything that was refused, with the reasons in words."""
        with self._guard.told():
            for name in self._refused.names():
                data = self._reasons.get(name)
                text = read_text(data or b"[]", name, AuditError).value
                yield name, tuple(str(each) for each in text)

    def _flush(self) -> Flushed:
        recorded = refused = 0
        names = list(self._waits.names())
        for done, name in enumerate(names):
            try:
                self._send(name)
                recorded += 1
            except (BrokenLogError, UnavailableLogError) as fault:
                self._log = None
                return Flushed(
                    recorded=recorded,
                    refused=refused,
                    waiting=len(names) - done,
                    because=fault.diagnostics,
                )
            except AuditError as fault:
                self._set_aside(name, fault)
                refused += 1
        return Flushed(recorded=recorded, refused=refused)

    def _send(self, name: str) -> None:
        data = self._waits.get(name)
        document = read_text(data or b"", name, AuditError).value
        several = document if isinstance(document, list) else [document]
        evidence = [load_evidence(each, name=name) for each in several]
        self._opened().append(*evidence)
        # Only now: who dies before sends it again, and the log knows its id.
        self._waits.drop(name)
        self._reasons.drop(name)

    def _set_aside(self, name: str, fault: AuditError) -> None:
        told = fault.diagnostics
        reasons = [f"{each.code} at `{each.at}`: {each.message}" for each in told]
        self._reasons.put(name, canonical_bytes(reasons))
        self._waits.move(name, self._refused)

    def _keep(
        self, several: Sequence[Evidence], because: tuple[Diagnostic, ...]
    ) -> Waiting:
        names = [*self._waits.names(), *self._refused.names()]
        name = f"{max(map(int, names), default=0) + 1:0{_DIGITS}}"
        self._waits.put(name, canonical_bytes([each.to_dict() for each in several]))
        return Waiting(name=name, because=because)

    def _opened(self) -> EvidenceLog:
        if self._log is None:
            try:
                self._log = self._opens()
            except UnavailableLogError:
                raise
            except LogError as fault:
                # A log that is not there yet, or not any more, refuses nothing.
                raise UnavailableLogError(fault.diagnostics) from None
        return self._log

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep others out of the folder."""
        self._guard.refuse_poisoned()
        with self._guard.told():
            again(self._guard.disk.make_folder, self._root)
            with self._guard.open(f"{self._root}/queue.lock", "append") as file:
                again(self._guard.disk.lock, file)
                try:
                    yield
                finally:
                    again(self._guard.disk.unlock, file)
