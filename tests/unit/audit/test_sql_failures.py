"""What a log in a database does when the database fails, or others get in its way."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from neglect_rules.audit.logs import (
    BrokenLogError,
    LogError,
    SqlStore,
    StoredLog,
    UnavailableLogError,
    create_sql_log,
    open_sql_log,
    verify,
)
from neglect_rules.errors import UnsupportedError
from tests.unit.audit.conformance import chain_of, ids_of
from tests.unit.audit.evidence import a_context, a_decision, a_note, now

Failure = Callable[[], BaseException]
FAILURES: dict[str, Failure] = {
    "the database": lambda: sqlalchemy.exc.OperationalError("x", {}, ValueError("y")),
    "the program": MemoryError,
    "a person": KeyboardInterrupt,
}


def a_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'log.db'}"


def a_new_log(folder: Path) -> StoredLog:
    admits = ("adopted", "illustrative")
    made = a_context("open")
    return create_sql_log(a_url(folder), "log-1", made, clock=now, admits=admits)


def codes(error: LogError) -> list[str]:
    return [each.code for each in error.diagnostics]


@pytest.mark.parametrize("who", FAILURES)
@pytest.mark.parametrize("done", [True, False])
def test_a_commit_that_failed_may_be_sent_again_with_all_that_belongs_to_it(
    who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, done: bool
) -> None:
    log, evidence = a_new_log(tmp_path), a_decision("d1")
    commit = sqlalchemy.Connection.commit

    def losing(connection: Any) -> None:
        if done:
            commit(connection)
        failure = FAILURES[who]()
        raise failure

    monkeypatch.setattr(sqlalchemy.Connection, "commit", losing)
    with pytest.raises((UnavailableLogError, MemoryError, KeyboardInterrupt)):
        log.append(evidence)
    monkeypatch.undo()

    assert open_sql_log(a_url(tmp_path), clock=now).head.sequence == 1 + done
    assert log.append(evidence)[0].sequence == 2
    assert log.disclosures(evidence.fingerprint) == evidence.disclosures
    assert all(log.archived(mark) for mark in evidence.documents)
    assert verify(log).is_sound


def test_nothing_is_left_of_an_append_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, evidence = a_new_log(tmp_path), a_decision("d1")
    monkeypatch.setattr(sqlalchemy.Connection, "commit", _fails)
    with pytest.raises(UnavailableLogError):
        log.append(evidence)
    monkeypatch.undo()

    assert log.disclosures(evidence.fingerprint) is None
    assert not any(log.archived(mark) for mark in evidence.documents)


def test_what_was_not_forgotten_to_the_end_was_not_forgotten_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, note = a_new_log(tmp_path), a_note("n1")
    log.append(note)
    monkeypatch.setattr(sqlalchemy.Connection, "commit", _fails)
    with pytest.raises(UnavailableLogError):
        log.forget("n1", ["/text"], a_context("r1"), at=now())
    monkeypatch.undo()

    assert ids_of(log) == ["open", "n1"]
    assert log.disclosures(note.fingerprint) == note.disclosures
    log.forget("n1", ["/text"], a_context("r1"), at=now())
    assert log.disclosures(note.fingerprint) is None


def _fails(_: Any) -> None:
    failure = FAILURES["the database"]()
    raise failure


def test_whoever_reads_keeps_no_writer_waiting(tmp_path: Path) -> None:
    log = a_new_log(tmp_path)
    log.append(*(a_note(f"n{number}") for number in range(9)))
    for number, _ in enumerate(log.entries()):
        log.append(a_note(f"m{number}"))

    assert [entry.sequence for entry in chain_of(log)] == list(range(1, 21))


def test_one_record_is_read_without_those_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = a_new_log(tmp_path)
    log.append(*(a_note(f"n{number}") for number in range(40)))
    read: list[int] = []
    rows = SqlStore._rows

    def counted(*given: Any) -> list[tuple[int, bytes, int]]:
        found = rows(*given)
        read.append(len(found))
        return found

    monkeypatch.setattr(SqlStore, "_rows", counted)

    assert next(log.entries(7)).sequence == 7
    assert read == [1]
    assert [entry.sequence for entry in log.entries(30)] == list(range(30, 42))
    assert read == [1, 1, 2, 4, 5]


@pytest.mark.parametrize("sequence", [2, 3])
def test_a_damaged_row_is_damage_wherever_it_stands(
    sequence: int, tmp_path: Path
) -> None:
    """The last one too: a transaction leaves nothing unfinished."""
    log = a_new_log(tmp_path)
    log.append(a_note("n1"))
    log.append(a_note("n2"))
    _meddle(
        tmp_path,
        "DROP TRIGGER neglect_log_record_no_update",
        f"UPDATE neglect_log_record SET line = x'7b' WHERE sequence = {sequence}",
    )
    with pytest.raises(BrokenLogError):
        open_sql_log(a_url(tmp_path), clock=now)
    found = verify(log)

    assert found.integrity == "broken"
    assert [each.code for each in found.diagnostics] == ["NR724"]


def test_half_a_batch_is_damage(tmp_path: Path) -> None:
    a_new_log(tmp_path).append(a_note("n1"), a_note("n2"), a_note("n3"))
    _meddle(
        tmp_path,
        "DROP TRIGGER neglect_log_record_no_delete",
        "DELETE FROM neglect_log_record WHERE sequence = 4",
    )
    with pytest.raises(BrokenLogError) as caught:
        open_sql_log(a_url(tmp_path), clock=now).append(a_note("n4"))

    assert codes(caught.value) == ["NR724"]


def test_an_archive_is_only_added_to(tmp_path: Path) -> None:
    a_new_log(tmp_path).append(a_decision("d1"))
    for change in (
        "DELETE FROM neglect_log_shelf WHERE shelf = 'documents'",
        "UPDATE neglect_log_shelf SET data = x'00' WHERE shelf = 'documents'",
        "UPDATE neglect_log_shelf SET shelf = 'disclosures'",
    ):
        with pytest.raises(sqlite3.Error, match="an archive is only added to"):
            _meddle(tmp_path, change)


def _meddle(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "log.db")
    try:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


def test_a_write_ahead_log_that_may_lose_records_is_refused(tmp_path: Path) -> None:
    a_new_log(tmp_path).close()
    _meddle(tmp_path, "PRAGMA journal_mode=WAL")
    if sqlite3.sqlite_version_info >= (3, 51, 3):
        assert open_sql_log(a_url(tmp_path), clock=now).head.sequence == 1
        return
    with pytest.raises(UnavailableLogError) as caught:
        open_sql_log(a_url(tmp_path), clock=now)

    assert codes(caught.value) == ["NR727"]
    assert "write-ahead log" in str(caught.value)


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_database_that_is_no_log_stays_as_it_is(mode: str, tmp_path: Path) -> None:
    _meddle(tmp_path, f"PRAGMA journal_mode={mode}", "CREATE TABLE other (x)")
    before = (tmp_path / "log.db").read_bytes()
    with pytest.raises(LogError):
        open_sql_log(a_url(tmp_path), clock=now)

    assert (tmp_path / "log.db").read_bytes() == before


def test_a_file_that_is_no_database_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "log.db").write_text("Dear colleague, " * 99)
    with pytest.raises(LogError) as caught:
        open_sql_log(a_url(tmp_path), clock=now)

    assert codes(caught.value) == ["NR732"]


def test_a_writer_that_waits_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_new_log(tmp_path).close()
    monkeypatch.setattr("neglect_rules.audit.logs._sql_engine.WAITS", 0)
    log = open_sql_log(a_url(tmp_path), clock=now)
    other = sqlite3.connect(tmp_path / "log.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UnavailableLogError) as caught:
        log.append(a_note("n1"))
    other.close()

    assert codes(caught.value) == ["NR727"]
    assert log.append(a_note("n1"))[0].sequence == 2


def test_no_row_reaches_a_logger_however_much_it_asks_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "sqlalchemy"):
        log = a_new_log(tmp_path)
        log.append(a_note("n1", "canary-7f3a"))
        (held,) = log.disclosures(a_note("n1", "canary-7f3a").fingerprint) or ()

    assert held.value == "canary-7f3a"
    assert held.text
    assert caplog.text
    assert held.text not in caplog.text
    assert "canary" not in caplog.text
    assert "Row (" not in caplog.text


def test_a_failure_holds_no_value_even_for_a_debugger(tmp_path: Path) -> None:
    log, note = a_new_log(tmp_path), a_note("n1", "canary-7f3a")
    _meddle(
        tmp_path,
        "CREATE TRIGGER odd BEFORE INSERT ON neglect_log_shelf"
        " BEGIN SELECT RAISE(ABORT, 'odd'); END",
    )
    with pytest.raises(UnavailableLogError) as caught:
        log.append(note)
    told = f"{caught.value!r} {caught.value} {caught.value.__context__}"

    assert "odd" in told
    assert note.disclosures[0].text not in told
    assert "odd" not in "".join(traceback.format_exception(caught.value))


def test_what_was_forgotten_is_not_in_the_file(tmp_path: Path) -> None:
    log, note = a_new_log(tmp_path), a_note("n1", "canary " * 999)
    text = note.disclosures[0].text[-999:].encode()
    log.append(note)
    before = (tmp_path / "log.db").read_bytes()
    log.forget("n1", ["/text"], a_context("r1"), at=now())

    assert text in before
    assert text not in (tmp_path / "log.db").read_bytes()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are made this way")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_process_that_was_forked_makes_a_connection_of_its_own(
    tmp_path: Path,
) -> None:
    log = a_new_log(tmp_path)
    with log._store._engine.connect() as mine:  # type: ignore[attr-defined]
        before = id(mine.connection.dbapi_connection)
    child = os.fork()
    if not child:
        with log._store._engine.connect() as own:  # type: ignore[attr-defined]
            is_own = id(own.connection.dbapi_connection) != before
        os._exit(0 if is_own and log.append(a_note("n1")) else 1)
    _, status = os.waitpid(child, 0)

    assert status == 0
    assert log.append(a_note("n2"))[0].sequence == 3


def test_without_the_extra_it_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(UnsupportedError, match=r"neglect-rules\[sql-log\]"):
        open_sql_log(a_url(tmp_path), clock=now)
