"""What a log promises, and what it needs of the place where it keeps its bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

from neglect_rules.audit.logs._entry import Entry, Head
from neglect_rules.audit.records import Context, Disclosure, Evidence

Shelf = Literal["disclosures", "documents", "torn"]
"""What is kept apart from the records.

What may be deleted, the archive, and what was left of appends that never finished.
"""


class Signer(Protocol):
    """Somebody who can seal a head."""

    @property
    def id(self) -> str:
        """Return the id of the key, as its `key_added` record has it."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""
        ...


class EvidenceLog(Protocol):
    """Records that are only ever added to, each chained to the one before it.

    Every log passes the same tests: `tests/unit/audit/conformance.py`.
    """

    @property
    def head(self) -> Head:
        """Return how far it goes at present."""
        ...

    def append(self, *several: Evidence) -> tuple[Entry, ...]:
        """Record all of several pieces of evidence, or none.

        When it returns they are on the disk, as far as the disk keeps its word. What
        was recorded before under the same id is returned as it stands.

        Raises:
            LogError: NR720 or NR721, the log does not take such a record; NR723, its
                id stands for something else; NR733 to NR735, it does not fit what was
                recorded before.
            BrokenLogError: NR724; nothing is added to a log that is broken.
            UnavailableLogError: NR726, NR727; it was not acknowledged.
        """
        ...

    def seal(self, signer: Signer, context: Context, *, at: dt.datetime) -> Entry:
        """Record a signature over everything up to here.

        Raises:
            LogError: As `append`; NR729, the log does not know the signer's key.
        """
        ...

    def entries(self, start: int = 1) -> Iterator[Entry]:
        """Yield the records from a sequence number on, as they stand.

        Whether they belong together is for `verify` to say.
        """
        ...

    def unfinished(self, after: int) -> bytes | None:
        """Return what stands behind the first `after` records.

        Behind the last whole record that is what is left of an append that never
        finished, or is just being made. `None` where there can be no such thing.
        """
        ...

    def disclosures(self, record: str) -> tuple[Disclosure, ...] | None:
        """Return what is left of the disclosures of a record, by its fingerprint.

        Raises:
            AuditError: NR730, they cannot be read.
        """
        ...

    def forget(
        self,
        of: str,
        places: Iterable[str],
        context: Context,
        *,
        at: dt.datetime,
        mask: str = "",
    ) -> Entry:
        """Delete disclosures for good, and record which.

        The record is written first: what is missing without one was not forgotten but
        taken away.

        Args:
            of: The id of the record.
            places: The places that nobody shall be able to read any more.
            context: Under what circumstances.
            at: When.
            mask: The mask by which they were chosen, if one was.

        Raises:
            LogError: As `append`.
        """
        ...

    def held(self) -> Iterator[str]:
        """Yield the fingerprint of every record of which disclosures are left."""
        ...

    def archived(self, fingerprint: str) -> Mapping[str, Any] | None:
        """Return the ruleset or adoption of a fingerprint, if the archive has it."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class Store(Protocol):
    """Where a log keeps its bytes; knows nothing of what they mean."""

    def hold(self) -> AbstractContextManager[None]:
        """Keep every other writer out, in this process and in others.

        What is written, put or dropped meanwhile is durable at the latest when the
        hold ends without an error.

        Raises:
            UnavailableLogError: NR726, an earlier write may have been lost; NR727.
        """
        ...

    def lines(self, after: int) -> Iterator[bytes]:
        """Yield every whole line behind the first `after` lines, without its end."""
        ...

    def tail(self, after: int) -> bytes | None:
        """Return all bytes behind the first `after` lines, an unfinished line too.

        `None` of a store that leaves nothing unfinished: what is wrong in it is damage.
        """
        ...

    def settle(self, after: int) -> None:
        """Make sure that the bytes behind the first `after` lines are durable.

        Called only while held, with the last append of a writer that may have died
        before it was.

        Raises:
            UnavailableLogError: NR726, NR727.
        """
        ...

    def cut(self, after: int) -> None:
        """Take all bytes behind the first `after` lines off; durable on return.

        Called only while held, and only of what no append was acknowledged for.
        """
        ...

    def write(self, lines: Sequence[bytes]) -> None:
        """Add lines, all or none; they are durable when the hold ends.

        Called only while held, and behind what was put before it: where the lines are
        durable, so is that.

        Raises:
            UnavailableLogError: NR726, NR727; none is to be counted on.
        """
        ...

    def put(self, shelf: Shelf, name: str, data: bytes) -> None:
        """Keep bytes under a name, instead of what was there.

        They are durable on return, or when the hold ends.
        """
        ...

    def get(self, shelf: Shelf, name: str) -> bytes | None:
        """Return the bytes under a name, if there are any."""
        ...

    def drop(self, shelf: Shelf, name: str) -> None:
        """Delete the bytes under a name; durable on return, or when the hold ends."""
        ...

    def names(self, shelf: Shelf) -> Iterator[str]:
        """Yield the names on a shelf, sorted."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
