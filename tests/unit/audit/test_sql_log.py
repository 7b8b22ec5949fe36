"""A log in SQLite: every promise of a log, and what only a database can get wrong."""

from __future__ import annotations

import sqlite3
import stat
import traceback
from pathlib import Path

import pytest
from attrs import frozen

from neglect_rules.audit.logs import (
    LogError,
    SqlStore,
    Store,
    UnavailableLogError,
    create_sql_log,
    open_sql_log,
)
from neglect_rules.audit.logs._sql_engine import connected
from neglect_rules.audit.logs._sql_open import SQLITE
from neglect_rules.errors import UnsupportedError
from tests.unit.audit.conformance import LAWS, Law, ids_of
from tests.unit.audit.evidence import a_context, a_note, now
from tests.unit.audit.killing import kills_lose_nothing


@frozen
class SqlitePlace:
    """A database in a file, which every store opens for itself."""

    folder: Path

    def store(self) -> Store:
        url = a_url(self.folder)
        if not (self.folder / "log.db").exists():
            with_tables(self.folder)
        return SqlStore(url)


def a_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'log.db'}"


def with_tables(folder: Path) -> None:
    """Make the tables, and nothing in them."""
    with sqlite3.connect(folder / "log.db") as connection:
        for statement in SQLITE:
            connection.execute(statement)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_log_in_sqlite_keeps_every_promise(law: Law, tmp_path: Path) -> None:
    law(SqlitePlace(tmp_path))


def test_a_log_is_made_once_and_opened_as_often_as_one_likes(tmp_path: Path) -> None:
    made = create_sql_log(a_url(tmp_path), "log-1", a_context("open"), clock=now)
    made.append(a_note("n1"))
    with pytest.raises(LogError) as caught:
        create_sql_log(a_url(tmp_path), "log-1", a_context("open"), clock=now)

    assert [each.code for each in caught.value.diagnostics] == ["NR735"]
    assert ids_of(open_sql_log(a_url(tmp_path), clock=now)) == ["open", "n1"]


def test_where_there_is_no_log_no_file_is_made(tmp_path: Path) -> None:
    with pytest.raises(LogError) as caught:
        open_sql_log(a_url(tmp_path), clock=now)

    assert [each.code for each in caught.value.diagnostics] == ["NR732"]
    assert list(tmp_path.iterdir()) == []


def test_another_database_is_no_log(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "log.db") as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(LogError) as caught:
        open_sql_log(a_url(tmp_path), clock=now)

    assert [each.code for each in caught.value.diagnostics] == ["NR732"]


def test_a_commit_is_synced_and_nothing_is_left_in_a_write_ahead_log(
    tmp_path: Path,
) -> None:
    create_sql_log(a_url(tmp_path), "log-1", a_context("open"), clock=now)
    with connected(a_url(tmp_path)).connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous")
        }

    assert found == {"journal_mode": "delete", "synchronous": 3}
    assert [path.name for path in tmp_path.iterdir()] == ["log.db"]
    assert stat.S_IMODE((tmp_path / "log.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE neglect_log_record SET line = x'00'",
        "DELETE FROM neglect_log_record",
        "INSERT INTO neglect_log_record VALUES (0, x'00')",
        "INSERT INTO neglect_log_record VALUES (1, x'00')",
        "INSERT INTO neglect_log_record VALUES (9, 'text')",
    ],
)
def test_the_database_itself_only_lets_records_be_added(
    statement: str, tmp_path: Path
) -> None:
    create_sql_log(a_url(tmp_path), "log-1", a_context("open"), clock=now)
    with (
        sqlite3.connect(tmp_path / "log.db") as connection,
        pytest.raises(sqlite3.Error),
    ):
        connection.execute(statement)


def test_a_damaged_row_is_never_cut_off(tmp_path: Path) -> None:
    log = create_sql_log(a_url(tmp_path), "log-1", a_context("open"), clock=now)
    log.append(a_note("n1"))
    with sqlite3.connect(tmp_path / "log.db") as connection:
        connection.execute("DROP TRIGGER neglect_log_record_no_update")
        connection.execute(
            "UPDATE neglect_log_record SET line = x'7b' WHERE sequence=2"
        )
    with pytest.raises(LogError) as caught:
        open_sql_log(a_url(tmp_path), clock=now).append(a_note("n2"))

    assert [each.code for each in caught.value.diagnostics] == ["NR724"]
    with sqlite3.connect(tmp_path / "log.db") as connection:
        count = connection.execute("SELECT COUNT(*) FROM neglect_log_record").fetchone()
    assert count == (2,)


def test_a_failure_tells_no_statement_and_no_value(tmp_path: Path) -> None:
    log = create_sql_log(a_url(tmp_path), "log-1", a_context("open"), clock=now)
    with sqlite3.connect(tmp_path / "log.db") as connection:
        connection.execute("DROP TABLE neglect_log_shelf")
    with pytest.raises(UnavailableLogError) as caught:
        log.append(a_note("n1"))
    told = "".join(traceback.format_exception(caught.value))

    assert [each.code for each in caught.value.diagnostics] == ["NR727"]
    assert "the database failed (OperationalError)" in told
    assert "INSERT" not in told
    assert "During handling" not in told


@pytest.mark.parametrize(
    "url", ["mysql+nothing://x", "postgresql+nothing://u:pw@h/d", "%"]
)
def test_an_address_that_cannot_be_used_is_told_without_it(url: str) -> None:
    with pytest.raises((UnavailableLogError, UnsupportedError)) as caught:
        SqlStore(url)

    assert "pw" not in str(caught.value)


def test_a_store_shows_no_address(tmp_path: Path) -> None:
    assert repr(SqlStore(a_url(tmp_path))) == "SqlStore(sqlite)"


@pytest.mark.slow
def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    create_sql_log(a_url(tmp_path), "log-1", a_context("open"), clock=now).close()

    assert kills_lose_nothing(a_url(tmp_path), 20, seed=5) >= 24
