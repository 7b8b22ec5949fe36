"""A log in a real PostgreSQL: every promise, and rights that keep records as they are.

`.ci/postgres COMMAND` starts a server and says where it is; without one these are
skipped.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy
from attrs import field, frozen

from neglect_rules.audit import capsule, load_trace, replay_trace
from neglect_rules.audit.logs import (
    SqlStore,
    Store,
    StoredLog,
    UnavailableLogError,
    create_sql_log,
    open_sql_log,
    verify,
)
from neglect_rules.audit.logs._sql_engine import connected
from neglect_rules.audit.logs._sql_open import POSTGRESQL
from tests.shipped import decided
from tests.unit.audit.conformance import LAWS, Law
from tests.unit.audit.evidence import (
    a_context,
    a_note,
    a_publication,
    now,
)
from tests.unit.audit.killing import kills_lose_nothing

SERVER = os.environ.get("NEGLECT_RULES_POSTGRES", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SERVER, reason="no PostgreSQL: run it by .ci/postgres"),
]


@pytest.fixture(name="url")
def _url() -> Iterator[str]:
    """Give the address of an empty schema of its own."""
    schema = f"s{uuid4().hex}"
    run(SERVER, f"CREATE SCHEMA {schema}")
    name = f"&application_name={schema}"
    yield f"{SERVER}{name}&options=-csearch_path%3D{schema}"
    run(SERVER, f"DROP SCHEMA {schema} CASCADE")


def run(url: str, *statements: str) -> Any:
    engine = connected(url)
    try:
        with engine.begin() as connection:
            found = [connection.exec_driver_sql(each) for each in statements][-1]
            return found.fetchall() if found.returns_rows else None
    finally:
        engine.dispose()


@frozen
class PostgresPlace:
    """A schema, which every store opens for itself."""

    url: str
    stores: list[SqlStore] = field(factory=list)

    def store(self) -> Store:
        run(self.url, *POSTGRESQL)
        self.stores.append(SqlStore(self.url))
        return self.stores[-1]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_log_in_postgresql_keeps_every_promise(law: Law, url: str) -> None:
    place = PostgresPlace(url)
    try:
        law(place)
    finally:
        for store in place.stores:
            store.close()


def test_records_are_bytes_as_they_were_and_cannot_be_changed(url: str) -> None:
    log = create_sql_log(url, "log-1", a_context("open"), clock=now)
    (entry,) = log.append(a_note("n1"))
    (row,) = run(url, "SELECT line FROM neglect_log_record WHERE sequence = 2")

    log.close()
    assert bytes(row[0]) == entry.line
    for statement in (
        "UPDATE neglect_log_record SET line = ''",
        "DELETE FROM neglect_log_record",
        "TRUNCATE neglect_log_record",
    ):
        with pytest.raises(Exception, match="a log is only added to"):
            run(url, statement)


def a_role(url: str, *rights: str) -> str:
    """Return the address of a log for a role that has some rights, and no others."""
    role = f"r{uuid4().hex[:8]}"
    schema = url.rpartition("%3D")[2]
    grants = [f"GRANT {right} TO {role}" for right in rights]
    run(
        url,
        f"CREATE ROLE {role} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        *grants,
    )
    return url.replace("postgres@", f"{role}@")


ADDS = "SELECT, INSERT ON neglect_log_record, neglect_log_shelf"
FORGETS = "UPDATE (data), DELETE ON neglect_log_shelf"


def test_a_role_that_may_only_add_can_keep_a_log_and_forget_nothing(url: str) -> None:
    create_sql_log(url, "log-1", a_context("open"), clock=now).close()
    own = a_role(url, ADDS)
    log = open_sql_log(own, clock=now)
    log.append(a_note("n1"), a_publication("p1"))
    log.close()
    log = open_sql_log(own, clock=now)
    log.append(a_publication("p2"))
    log._store.drop("disclosures", "what is not there")
    with pytest.raises(UnavailableLogError) as caught:
        log.forget("n1", ["/text"], a_context("gone"), at=now())

    assert verify(log).is_sound
    assert log.head.sequence == 4
    assert log.disclosures(a_note("n1").fingerprint)
    assert "InsufficientPrivilege" in str(caught.value)
    for change in (
        "UPDATE neglect_log_record SET line = ''",
        "DELETE FROM neglect_log_record",
        "TRUNCATE neglect_log_record",
        "UPDATE neglect_log_shelf SET data = ''",
        "DELETE FROM neglect_log_shelf",
        "ALTER TABLE neglect_log_record DISABLE TRIGGER ALL",
        "DROP TABLE neglect_log_shelf",
    ):
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            run(own, change)
    log.close()


def test_a_role_that_may_forget_changes_nothing_else(url: str) -> None:
    create_sql_log(url, "log-1", a_context("open"), clock=now).close()
    adding, own = a_role(url, ADDS), a_role(url, ADDS, FORGETS)
    app, log = open_sql_log(adding, clock=now), open_sql_log(own, clock=now)
    note = a_note("n1")
    app.append(note, a_publication("p1"))
    log.forget("n1", ["/text"], a_context("gone"), at=now())

    assert log.disclosures(note.fingerprint) is None
    assert app.append(a_note("n2"))[0].sequence == 5
    again = open_sql_log(adding, clock=now)
    assert again.append(a_note("n3"))[0].sequence == 6
    for change in (
        "UPDATE neglect_log_shelf SET data = '' WHERE shelf = 'documents'",
        "DELETE FROM neglect_log_shelf WHERE shelf = 'documents'",
    ):
        with pytest.raises(Exception, match="a log is only added to"):
            run(own, change)
    with pytest.raises(Exception, match="permission denied"):
        run(own, "UPDATE neglect_log_shelf SET shelf = 'disclosures'")
    for each in (app, log, again):
        each.close()


@pytest.mark.parametrize("level", ["serializable", "repeatable read"])
def test_whatever_the_server_takes_for_granted_writers_take_turns(
    level: str, url: str
) -> None:
    create_sql_log(url, "log-1", a_context("open"), clock=now).close()
    spelt = level.replace(" ", "%5C%20")
    odd = f"{url}%20-cdefault_transaction_isolation%3D{spelt}%20-csynchronous_commit%3Doff"
    logs = [open_sql_log(odd, clock=now) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        for _ in threads.map(_ten_notes, logs, "ab"):
            pass

    assert logs[0].head.sequence == 21
    assert verify(logs[0]).is_sound
    for log in logs:
        log.close()


def _ten_notes(log: StoredLog, name: str) -> None:
    for number in range(10):
        log.append(a_note(f"{name}{number}"))


def test_a_commit_waits_for_the_disk_whatever_is_between(url: str) -> None:
    create_sql_log(url, "log-1", a_context("open"), clock=now).close()
    store = SqlStore(url)
    with store._connection() as connection:
        connection.exec_driver_sql("SET synchronous_commit = off")
        connection.commit()
    with store.hold(), store._connection() as connection:
        found = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
    store.close()

    assert found == "on"


def test_a_writer_that_waits_too_long_is_told(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_sql_log(url, "log-1", a_context("open"), clock=now).close()
    monkeypatch.setattr("neglect_rules.audit.logs._sql_engine.WAITS", 1)
    log, other = open_sql_log(url, clock=now), SqlStore(url)
    with other.hold(), pytest.raises(UnavailableLogError) as caught:
        log.append(a_note("n1"))
    other.close()

    assert "LockNotAvailable" in str(caught.value)
    assert log.append(a_note("n1"))[0].sequence == 2
    log.close()


def test_a_connection_that_was_lost_meanwhile_is_made_again(url: str) -> None:
    log = create_sql_log(url, "log-1", a_context("open"), clock=now)
    lose_connections(url)

    assert log.append(a_note("n1"))[0].sequence == 2
    log.close()


def test_no_password_and_no_address_is_told() -> None:
    secret = "postgresql+psycopg://me:canary-7f3a@127.0.0.1:1/canary-db"
    with pytest.raises(UnavailableLogError) as caught:
        open_sql_log(secret, clock=now)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)

    assert "NR727" in told
    assert "canary" not in told


@pytest.mark.parametrize("done", [True, False])
def test_a_connection_that_is_lost_at_the_end_may_be_sent_again(
    url: str, done: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = create_sql_log(url, "log-1", a_context("open"), clock=now)
    commit = sqlalchemy.Connection.commit

    def losing(connection: Any) -> None:
        if done:
            commit(connection)
        lose_connections(url)
        connection.exec_driver_sql("SELECT 1")

    monkeypatch.setattr(sqlalchemy.Connection, "commit", losing)
    with pytest.raises(UnavailableLogError):
        log.append(a_note("n1"))
    monkeypatch.undo()

    assert log.head.sequence == (2 if done else 1)
    assert log.append(a_note("n1"))[0].sequence == 2
    assert verify(log).is_sound
    log.close()


def lose_connections(url: str) -> None:
    """End every connection to the schema of a test, and no other."""
    name = url.rpartition("%3D")[2]
    run(
        SERVER,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE application_name = '{name}'",
    )


def test_twenty_kills_lose_nothing_that_was_acknowledged(url: str) -> None:
    create_sql_log(url, "log-1", a_context("open"), clock=now).close()

    assert kills_lose_nothing(url, 20, seed=3) >= 24


@pytest.mark.parametrize("number", ["01", "13", "24"])
def test_a_trace_that_was_kept_as_jsonb_replays_exactly(number: str, url: str) -> None:
    decision = decided(number)
    run(url, "CREATE TABLE kept (trace jsonb, capsule jsonb)")
    engine = connected(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO kept VALUES (%s, %s)",
            (decision.trace.to_json(), capsule(decision).to_json()),
        )
    engine.dispose()
    ((text,),) = run(url, "SELECT trace::text FROM kept")
    trace = load_trace(text)

    assert text != decision.trace.to_json()
    assert json.loads(text) == json.loads(decision.trace.to_json())
    assert trace.fingerprint == decision.trace.fingerprint
    again = replay_trace(trace, decision.program.ruleset, decision.case)
    assert again.verdict == "exact"
