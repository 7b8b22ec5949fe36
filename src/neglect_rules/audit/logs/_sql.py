"""A log in a database: one row for each record, added in one transaction each.

Needs the extra `sql-log`. It is SQLite or PostgreSQL; one database holds one log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Any, Final, final

from neglect_rules.audit.logs._errors import broken
from neglect_rules.audit.logs._protocols import Shelf
from neglect_rules.audit.logs._sql_engine import connected, library, telling

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

RECORDS: Final = "neglect_log_record"
SHELF: Final = "neglect_log_shelf"
LOCK: Final = 0x4E52_4C4F_47
"""The advisory lock of PostgreSQL under which records get their numbers."""

_MOST_ROWS: Final = 512
_MANY_BYTES: Final = 2**20


@final
class SqlStore:
    """A `Store` in a database.

    All that is done while the log is held is one transaction, committed at its end: a
    record and what it commits to are durable together or not at all.
    """

    def __init__(self, url: str | Engine) -> None:
        """Name a database, in which the tables must be.

        Args:
            url: Its address as SQLAlchemy writes it, such as `sqlite:///log.db` or
                `postgresql+psycopg://app@db/log`; or an engine made by `connected`.

        Raises:
            UnsupportedError: The extra `sql-log` is not installed, or it is neither of
                the two databases.
            UnavailableLogError: NR727.
        """
        self._engine = connected(url) if isinstance(url, str) else url
        self._lock = RLock()
        self._held: Connection | None = None
        self._holder = 0

    def __repr__(self) -> str:
        return f"SqlStore({self._engine.dialect.name})"

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep every other writer out; see `Store`."""
        with self._lock, telling(), self._engine.connect() as connection:
            writing = connection.execution_options(neglect_writes=True)
            self._held, self._holder = writing, get_ident()
            try:
                self._begin(writing)
                yield
                writing.commit()
            finally:
                self._held, self._holder = None, 0

    def lines(self, after: int) -> Iterator[bytes]:
        """Yield every line behind the first `after` lines; see `Store`.

        They are those that are there at first. They are read some at a time, each time
        for itself: whoever takes long over them keeps nobody waiting, and the first one
        costs no more than itself.
        """
        most, last = 1, 2**63 - 1
        while after < last and (rows := self._rows(after, last, most)):
            yield from (line for _, line, _ in rows)
            after, _, newest = rows[-1]
            last = min(last, newest)
            is_much = sum(len(line) for _, line, _ in rows) > _MANY_BYTES
            most = max(1, most // 2) if is_much else min(2 * most, _MOST_ROWS)

    def _rows(self, after: int, last: int, most: int) -> list[tuple[int, bytes, int]]:
        limits = {"after": after, "last": last, "most": most}
        with telling(), self._connection() as connection:
            found = connection.execute(_text(_NEXT), limits)
            return [(int(row[0]), bytes(row[1]), int(row[2])) for row in found]

    def tail(self, after: int) -> None:
        """Return `None`: a transaction leaves nothing unfinished; see `Store`."""

    def settle(self, after: int) -> None:
        """Do nothing: what a transaction committed is durable; see `Store`."""

    def cut(self, after: int) -> None:
        """Refuse: a transaction leaves nothing unfinished; see `Store`.

        Raises:
            BrokenLogError: NR724, what stands there is damage.
        """
        raise broken(after + 1, "is damaged: no database leaves half a record behind")

    def write(self, lines: Sequence[bytes]) -> None:
        """Add lines, all or none; they are durable when the hold ends; see `Store`."""
        with telling(), self._writing() as connection:
            last = connection.execute(_text(_LAST)).scalar_one() or 0
            rows = [{"n": n, "line": line} for n, line in enumerate(lines, last + 1)]
            connection.execute(_text(_WRITE), rows)

    def put(self, shelf: Shelf, name: str, data: bytes) -> None:
        """Keep bytes under a name; see `Store`.

        A role that may only add can do it as long as nothing stands there yet.
        """
        with telling(), self._writing() as connection:
            known = self.get(shelf, name)
            if known != data:
                row = {"shelf": shelf, "name": name, "data": data}
                connection.execute(_text(_ADD if known is None else _REPLACE), row)

    def get(self, shelf: Shelf, name: str) -> bytes | None:
        """Return the bytes under a name, if there are any; see `Store`."""
        with telling(), self._connection() as connection:
            row = {"shelf": shelf, "name": name}
            found = connection.execute(_text(_GET), row).scalar_one_or_none()
            return None if found is None else bytes(found)

    def drop(self, shelf: Shelf, name: str) -> None:
        """Delete the bytes under a name; see `Store`.

        A role that may not delete can do it as long as nothing stands there.
        """
        with telling(), self._writing() as connection:
            if self.get(shelf, name) is not None:
                connection.execute(_text(_DROP), {"shelf": shelf, "name": name})

    def names(self, shelf: Shelf) -> Iterator[str]:
        """Yield the names on a shelf, sorted; see `Store`."""
        with telling(), self._connection() as connection:
            found = connection.execute(_text(_NAMES), {"shelf": shelf})
            names = sorted(str(row[0]) for row in found)
        yield from names

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """Give the connection that holds the log to its holder, else one of its own."""
        if self._held is not None and self._holder == get_ident():
            yield self._held
            return
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give the connection that holds the log, held for this alone if need be."""
        if self._held is not None and self._holder == get_ident():
            yield self._held
            return
        with self.hold(), self._connection() as connection:
            yield connection

    def _begin(self, connection: Connection) -> None:
        """Begin the transaction of a writer, and wait for its turn.

        SQLite waits at BEGIN IMMEDIATE; see `connected`.
        """
        if connection.dialect.name == "postgresql":
            connection.execute(_text(_TURN), {"lock": LOCK})
        else:
            connection.execute(_text("SELECT 1"))


# The setting is for this transaction: a pool between us and the server may have given
# us another connection than the one that was prepared.
_TURN: Final = (
    "SELECT set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(:lock)"
)
_NEXT: Final = (
    f"SELECT sequence, line, (SELECT MAX(sequence) FROM {RECORDS}) FROM {RECORDS}"  # noqa: S608 - our own names
    " WHERE sequence > :after AND sequence <= :last ORDER BY sequence LIMIT :most"
)
_LAST: Final = f"SELECT MAX(sequence) FROM {RECORDS}"  # noqa: S608
_WRITE: Final = f"INSERT INTO {RECORDS} (sequence, line) VALUES (:n, :line)"  # noqa: S608
_ADD: Final = f"INSERT INTO {SHELF} (shelf, name, data) VALUES (:shelf, :name, :data)"  # noqa: S608
_REPLACE: Final = (
    f"UPDATE {SHELF} SET data = :data WHERE shelf = :shelf AND name = :name"  # noqa: S608
)
_GET: Final = f"SELECT data FROM {SHELF} WHERE shelf = :shelf AND name = :name"  # noqa: S608
_DROP: Final = f"DELETE FROM {SHELF} WHERE shelf = :shelf AND name = :name"  # noqa: S608
_NAMES: Final = f"SELECT name FROM {SHELF} WHERE shelf = :shelf"  # noqa: S608


def _text(statement: str) -> Any:
    return library().text(statement)
