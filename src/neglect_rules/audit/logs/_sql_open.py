"""A log in a database is made once, then opened."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from neglect_rules.audit.logs._errors import LogError, unavailable
from neglect_rules.audit.logs._sql import RECORDS, SHELF, SqlStore
from neglect_rules.audit.logs._sql_engine import connected, library, telling
from neglect_rules.audit.logs._stored import Clock, StoredLog
from neglect_rules.audit.records import Context, Form, opened_evidence
from neglect_rules.diagnostics import Diagnostic

if TYPE_CHECKING:
    from sqlalchemy import Engine

SQLITE: Final = (
    f"""CREATE TABLE IF NOT EXISTS {RECORDS} (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    line BLOB NOT NULL
) STRICT""",
    f"""CREATE TABLE IF NOT EXISTS {SHELF} (
    shelf TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (shelf, name)
) STRICT""",
    *(
        f"""CREATE TRIGGER IF NOT EXISTS {RECORDS}_no_{change} BEFORE {change}
ON {RECORDS} BEGIN SELECT RAISE(ABORT, 'a log is only added to'); END"""
        for change in ("update", "delete")
    ),
    *(
        f"""CREATE TRIGGER IF NOT EXISTS {SHELF}_no_{change} BEFORE {change}
ON {SHELF} WHEN OLD.shelf <> 'disclosures'
BEGIN SELECT RAISE(ABORT, 'an archive is only added to'); END"""
        for change in ("update", "delete")
    ),
)
"""How the tables are made in SQLite; of all that is in them only disclosures can go."""

POSTGRESQL: Final = (
    f"""CREATE TABLE IF NOT EXISTS {RECORDS} (
    sequence BIGINT PRIMARY KEY CHECK (sequence > 0),
    line BYTEA NOT NULL
)""",
    f"""CREATE TABLE IF NOT EXISTS {SHELF} (
    shelf TEXT NOT NULL, name TEXT NOT NULL, data BYTEA NOT NULL,
    PRIMARY KEY (shelf, name)
)""",
    f"""CREATE OR REPLACE FUNCTION {RECORDS}_only_added() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a log is only added to'; END $$""",
    f"DROP TRIGGER IF EXISTS {RECORDS}_only_added ON {RECORDS}",
    f"""CREATE TRIGGER {RECORDS}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE
ON {RECORDS} FOR EACH STATEMENT EXECUTE FUNCTION {RECORDS}_only_added()""",
    f"DROP TRIGGER IF EXISTS {SHELF}_only_added ON {SHELF}",
    f"""CREATE TRIGGER {SHELF}_only_added BEFORE UPDATE OR DELETE
ON {SHELF} FOR EACH ROW WHEN (OLD.shelf <> 'disclosures')
EXECUTE FUNCTION {RECORDS}_only_added()""",
    f"DROP TRIGGER IF EXISTS {SHELF}_no_truncate ON {SHELF}",
    f"""CREATE TRIGGER {SHELF}_no_truncate BEFORE TRUNCATE
ON {SHELF} FOR EACH STATEMENT EXECUTE FUNCTION {RECORDS}_only_added()""",
)
"""How the tables are made in PostgreSQL; whoever runs it owns them.

Of all that is in them only disclosures can go.
"""

_TABLES: Final = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def create_sql_log(
    url: str,
    id_: str,
    context: Context,
    *,
    clock: Clock,
    admits: Iterable[str] = ("adopted",),
    forms: Iterable[Form] = ("committed",),
) -> StoredLog:
    """Return a new log in a database, whose tables are made if they are not there.

    Args:
        url: The address of the database as SQLAlchemy writes it.
        id_: The log's own id.
        context: Under what circumstances it is opened.
        clock: Gives the present moment.
        admits: The statuses of rulesets whose decisions it takes, for ever.
        forms: The forms of record that it takes, for ever.

    Raises:
        LogError: NR735, there is a log in the database.
        UnavailableLogError: NR727.
        UnsupportedError: See `SqlStore`.
    """
    engine = connected(url)
    _make_private(engine)
    with telling(), engine.connect() as connection:
        writing = connection.execution_options(neglect_writes=True)
        for statement in _TABLES[engine.dialect.name]:
            writing.execute(library().text(statement))
        writing.commit()
    log = StoredLog(SqlStore(engine), clock=clock)
    if log.head.sequence:
        message = "there is a log in this database already"
        hint = "open it, or take a database of its own"
        raise LogError((Diagnostic("NR735", message, hint=hint),))
    opening = opened_evidence(id_, context, at=clock(), admits=admits, forms=forms)
    log.append(opening)
    return log


def open_sql_log(url: str, *, clock: Clock) -> StoredLog:
    """Return the log in a database.

    Raises:
        LogError: NR732, there is none.
        BrokenLogError: NR724, its records do not belong together.
        UnavailableLogError: NR727.
        UnsupportedError: See `SqlStore`.
    """
    engine = connected(url)
    if _is_there(engine) and _has_tables(engine):
        log = StoredLog(SqlStore(engine), clock=clock)
        if log.head.sequence:
            return log
    engine.dispose()
    message = "there is no log in this database"
    hint = "make one with `create_sql_log`"
    raise LogError((Diagnostic("NR732", message, hint=hint),))


def _has_tables(engine: Engine) -> bool:
    """Return whether a database has the tables of a log; it may be no database."""
    sqlalchemy = library()
    with telling():
        try:
            known = sqlalchemy.inspect(engine).get_table_names()
        except sqlalchemy.exc.DatabaseError as failure:
            if getattr(failure.orig, "sqlite_errorname", "") != "SQLITE_NOTADB":
                raise
            return False
    return {RECORDS, SHELF} <= set(known)


def _is_there(engine: Engine) -> bool:
    """Return whether a database may be opened without making a file for it."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return file is None or os.path.isfile(file)  # noqa: PTH113 - text as given


def _make_private(engine: Engine) -> None:
    """Make SQLite's file so that only its owner can read it."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and file != ":memory:" and not os.path.exists(file):  # noqa: PTH110
        try:
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError:
            message = "the file of the database cannot be made"
            refused = unavailable("NR727", message, "look at the folder")
            raise refused from None
