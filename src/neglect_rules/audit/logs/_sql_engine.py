"""How a database is spoken to: durably, and without a word of what is said to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from neglect_rules.audit.logs._errors import unavailable
from neglect_rules.errors import UnsupportedError

if TYPE_CHECKING:
    from sqlalchemy import Engine

WAITS: Final = 60
"""Seconds that a writer waits for another one."""

_LOGGER: Final = "neglect_log"
_SAFE_WAL: Final = (3, 51, 3)


def connected(url: str) -> Engine:
    """Return an engine for a log.

    SQLite keeps a rollback journal (DELETE) and syncs it and its folder
    (synchronous=EXTRA); a writer begins with BEGIN IMMEDIATE, so that it never finds
    half-way that another one wrote. A database with a write-ahead log is refused before
    SQLite 3.51.3: a checkpoint that met another connection's reset could lose commits.
    PostgreSQL commits synchronously, and sees what was committed when it is its turn,
    whatever the server's defaults.

    Args:
        url: An address as SQLAlchemy writes it.

    Raises:
        UnsupportedError: The extra `sql-log` is not installed, or the database is
            neither SQLite nor PostgreSQL.
        UnavailableLogError: NR727, the address or its driver cannot be used.
    """
    sqlalchemy = library()
    # Rows are told to a logger at its lowest level, whoever lowered it for others.
    import logging  # noqa: PLC0415 - only where there is a database

    logging.getLogger(f"sqlalchemy.engine.Engine.{_LOGGER}").setLevel(logging.WARNING)
    try:
        engine: Engine = sqlalchemy.create_engine(
            url, hide_parameters=True, logging_name=_LOGGER, pool_pre_ping=True
        )
    except (sqlalchemy.exc.SQLAlchemyError, ImportError, ValueError):
        message = "the address of the database, or its driver, cannot be used"
        hint = 'for PostgreSQL: pip install "neglect-rules[sql-log]" "psycopg[binary]"'
        refused = unavailable("NR727", message, hint)
        raise refused from None
    prepare = _PREPARED.get(engine.dialect.name)
    if prepare is None:
        message = (
            f"a log is not kept in {engine.dialect.name}; SQLite and PostgreSQL do"
        )
        raise UnsupportedError(message)
    listen = sqlalchemy.event.listen
    listen(engine, "connect", prepare)
    listen(engine, "connect", _remember_process)
    listen(engine, "checkout", _refuse_inherited)
    if engine.dialect.name == "sqlite":
        listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # We say where a transaction begins; the driver must not.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={WAITS}000").fetchall()
    ((mode,),) = connection.execute("PRAGMA journal_mode").fetchall()
    if mode != "wal":
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    else:
        _refuse_old_wal(connection)
    connection.execute("PRAGMA synchronous=EXTRA").fetchall()
    # What is forgotten is written over, not only left out.
    connection.execute("PRAGMA secure_delete=ON").fetchall()


def _refuse_old_wal(connection: Any) -> None:
    ((version,),) = connection.execute("SELECT sqlite_version()").fetchall()
    if tuple(map(int, version.split("."))) < _SAFE_WAL:
        message = f"SQLite {version} may lose what stands in a write-ahead log"
        hint = "say PRAGMA journal_mode=DELETE once, or use SQLite 3.51.3 or later"
        refused = unavailable("NR727", message, hint)
        raise refused


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("neglect_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(connection: Any, _: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("SET default_transaction_isolation = 'read committed'")
        cursor.execute(f"SET lock_timeout = '{WAITS}s'")
    connection.commit()


_PREPARED: Final = {"sqlite": _prepare_sqlite, "postgresql": _prepare_postgresql}


def _remember_process(_: Any, record: Any) -> None:
    record.info["neglect_process"] = os.getpid()


def _refuse_inherited(_: Any, record: Any, proxy: Any) -> None:
    """Leave a connection to the process that made it: two would talk over another."""
    if record.info["neglect_process"] != os.getpid():
        record.dbapi_connection = proxy.dbapi_connection = None
        message = "the connection belongs to another process"
        raise library().exc.DisconnectionError(message)


@contextmanager
def telling() -> Iterator[None]:
    """Tell failures of a database in our words: no statement, no value, no password.

    Raises:
        UnavailableLogError: NR727. Whether a failed commit took effect nobody knows;
            sending the same again is safe, since a log takes each id once.
    """
    sqlalchemy = library()
    try:
        yield
    except sqlalchemy.exc.SQLAlchemyError as failure:
        name = type(getattr(failure, "orig", None) or failure).__name__
        hint = "it is not acknowledged; look after the database, then send it again"
        found = unavailable("NR727", f"the database failed ({name})", hint)
        raise found from None


def library() -> Any:
    """Return SQLAlchemy.

    Raises:
        UnsupportedError: It is not installed.
    """
    try:
        return import_module("sqlalchemy")
    except ImportError:
        message = (
            "A log in a database needs one more part;"
            ' install it with: pip install "neglect-rules[sql-log]"'
        )
        raise UnsupportedError(message) from None
