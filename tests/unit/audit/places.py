"""Where a log under test is kept, and how it is looked at."""

from __future__ import annotations

from typing import Protocol

import pytest

from neglect_rules.audit.logs import Entry, LogError, Store, StoredLog
from neglect_rules.audit.records import Evidence
from neglect_rules.pointer import Pointer
from tests.unit.audit.evidence import now


class Place(Protocol):
    """Where one log is kept; empty at first."""

    def store(self) -> Store:
        """Return a new store over it, as another process would make one."""
        ...


class Stream(Place, Protocol):
    """A place that keeps its records in one stream of bytes."""

    def read(self) -> bytes:
        """Return the bytes of all records."""
        ...

    def replace(self, data: bytes) -> None:
        """Put other bytes in their place, as a crash or a disk might."""
        ...


def opened(place: Place) -> StoredLog:
    """Return the log of a place, as another process would open it."""
    return StoredLog(place.store(), clock=now)


def refused(log: StoredLog, *several: Evidence) -> tuple[tuple[str, str], ...]:
    """Return codes and places of a refusal, of which nothing may be recorded."""
    before = [entry.line for entry in log.entries()]
    with pytest.raises(LogError) as caught:
        log.append(*several)
    assert [entry.line for entry in log.entries()] == before
    return tuple((each.code, str(each.at)) for each in caught.value.diagnostics)


def chain_of(log: StoredLog) -> list[Entry]:
    """Return the records of a log, after looking that they follow each other."""
    found = list(log.entries())
    previous: str | None = None
    for number, entry in enumerate(found, start=1):
        assert entry.sequence == number
        assert entry.document["log"]["previous"] == previous
        assert entry.is_canonical
        previous = entry.digest
    return found


def ids_of(log: StoredLog) -> list[str]:
    return [entry.id for entry in chain_of(log)]


def told(error: LogError) -> list[tuple[str, Pointer | None]]:
    """Return codes and places of what an error says."""
    return [(each.code, each.at) for each in error.diagnostics]
