"""A log in a folder: every promise of a log, and what only files can get wrong."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from attrs import frozen

from neglect_rules.audit.logs import (
    JsonLinesStore,
    LogError,
    Store,
    StoredLog,
    UnavailableLogError,
    create_log,
    open_log,
)
from tests.unit.audit.conformance import LAWS, Law, ids_of
from tests.unit.audit.evidence import a_context, a_log, a_note, now
from tests.unit.audit.torn import TORN_LAWS, TornLaw


@frozen
class FolderPlace:
    """A folder, which every store opens for itself."""

    folder: Path

    def store(self) -> Store:
        return JsonLinesStore(self.folder)

    def read(self) -> bytes:
        return (self.folder / "log.jsonl").read_bytes()

    def replace(self, data: bytes) -> None:
        (self.folder / "log.jsonl").write_bytes(data)


def a_new_log(folder: Path) -> StoredLog:
    return create_log(folder, "log-1", a_context("open"), clock=now)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_log_in_a_folder_keeps_every_promise(law: Law, tmp_path: Path) -> None:
    law(FolderPlace(tmp_path))


@pytest.mark.parametrize("law", TORN_LAWS, ids=lambda law: law.__name__)
def test_a_log_in_a_folder_recovers(law: TornLaw, tmp_path: Path) -> None:
    law(FolderPlace(tmp_path))


def test_a_log_is_made_once_and_opened_as_often_as_one_likes(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    made = a_new_log(folder)
    with pytest.raises(LogError) as caught:
        a_new_log(folder)

    assert [each.code for each in caught.value.diagnostics] == ["NR735"]
    assert open_log(folder, clock=now).head == made.head


@pytest.mark.parametrize("left", [None, b"", b'{"context":'])
def test_where_no_log_was_made_to_the_end_there_is_none(
    left: bytes | None, tmp_path: Path
) -> None:
    folder = tmp_path / "log"
    if left is not None:
        folder.mkdir()
        (folder / "log.jsonl").write_bytes(left)
    with pytest.raises(LogError) as caught:
        open_log(folder, clock=now)

    assert [each.code for each in caught.value.diagnostics] == ["NR732"]
    assert a_new_log(folder).head.sequence == 1
    assert ids_of(open_log(folder, clock=now))[0] == "open"


def test_a_log_is_not_made_where_nobody_can_write(tmp_path: Path) -> None:
    with pytest.raises(UnavailableLogError) as caught:
        a_new_log(tmp_path / "none" / "log")

    assert [each.code for each in caught.value.diagnostics] == ["NR727"]
    assert "the folder is not there (ENOENT)" in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_owner_can_read_a_log(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        log = a_new_log(tmp_path / "log")
        log.append(a_note("n1"))
    finally:
        os.umask(before)
    modes = {
        path.relative_to(tmp_path).parts[-1]: stat.S_IMODE(path.stat().st_mode)
        for path in [tmp_path / "log", *(tmp_path / "log").rglob("*")]
    }

    assert {mode for name, mode in modes.items() if "." in name} == {0o600}
    assert {mode for name, mode in modes.items() if "." not in name} == {0o700}
    assert {"log.jsonl", "log.lock", "disclosures"} < set(modes)


def test_a_log_that_was_put_back_from_a_backup_is_noticed(tmp_path: Path) -> None:
    log = a_log(JsonLinesStore(tmp_path), a_note("n1"))
    backup = (tmp_path / "log.jsonl").read_bytes()
    log.append(a_note("n2"))
    (tmp_path / "log.jsonl").unlink()
    (tmp_path / "log.jsonl").write_bytes(backup)
    with pytest.raises(LogError) as caught:
        log.append(a_note("n3"))

    assert [each.code for each in caught.value.diagnostics] == ["NR724"]
    assert open_log(tmp_path, clock=now).append(a_note("n3"))[0].sequence == 3


def test_what_somebody_left_half_put_away_is_swept(tmp_path: Path) -> None:
    a_log(JsonLinesStore(tmp_path), a_note("n1"))
    left = tmp_path / "disclosures" / ".unfinished"
    left.write_bytes(b"half")
    log = open_log(tmp_path, clock=now)
    held = list(log.held())
    log.append(a_note("n2"))

    assert held == [a_note("n1").fingerprint]
    assert not left.exists()


def test_a_document_under_a_name_that_is_no_fingerprint_is_refused(
    tmp_path: Path,
) -> None:
    log = a_log(JsonLinesStore(tmp_path))
    object.__setattr__(evidence := a_note("n1"), "documents", {"../../x": {}})
    with pytest.raises(LogError) as caught:
        log.append(evidence)

    assert [each.code for each in caught.value.diagnostics] == ["NR735"]
    assert log.head.sequence == 1
