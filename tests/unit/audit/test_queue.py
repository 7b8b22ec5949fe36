"""Evidence waits for a log that is away: nothing is lost, and nothing is pretended."""

from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.audit.logs import (
    LogError,
    Queued,
    StoredLog,
    UnavailableLogError,
    Waiting,
    create_log,
    open_log,
)
from neglect_rules.audit.logs._disk import RealDisk
from tests.unit.audit.conformance import ids_of
from tests.unit.audit.evidence import a_context, a_correction, a_note, now
from tests.unit.audit.faults.meddled import Act, MeddledDisk
from tests.unit.audit.faults.model import ModelDisk
from tests.unit.audit.faults.power import KilledError


class Away:
    """A log whose disk can be full."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "log"
        self.is_away = False
        create_log(self.folder, "log-1", a_context("open"), clock=now)

    def open(self) -> StoredLog:
        return open_log(
            self.folder, clock=now, disk=MeddledDisk(RealDisk(), self._meddle)
        )

    def _meddle(self, _number: int, name: str, act: Act, half: Act) -> Any:
        if self.is_away and name == "write":
            half()
            raise OSError(errno.ENOSPC, "no space left")
        return act()


def test_a_log_that_is_there_takes_evidence_at_once(tmp_path: Path) -> None:
    away = Away(tmp_path)
    found = Queued(away.open, tmp_path / "queue").append(a_note("n1"))

    assert isinstance(found, tuple)
    assert [entry.id for entry in found] == ["n1"]


def test_what_a_log_cannot_take_waits_and_goes_in_its_order(tmp_path: Path) -> None:
    away = Away(tmp_path)
    queue = Queued(away.open, tmp_path / "queue")
    away.is_away = True
    found = [queue.append(a_note(f"n{n}"), a_note(f"m{n}")) for n in range(12)]
    before = ids_of(away.open())
    still = queue.flush()
    away.is_away = False
    last = Queued(away.open, tmp_path / "queue").append(a_note("last"))

    assert all(isinstance(each, Waiting) for each in found)
    assert isinstance(found[0], Waiting)
    assert [each.code for each in found[0].because] == ["NR727"]
    assert before == ["open"]
    assert (still.recorded, still.waiting) == (0, 12)
    assert isinstance(last, tuple)
    assert [each for each in ids_of(away.open()) if "recovered" not in each] == [
        "open",
        *(f"{letter}{n}" for n in range(12) for letter in "nm"),
        "last",
    ]
    assert queue.flush().recorded == 0


def test_what_is_refused_later_stays_with_its_reason(tmp_path: Path) -> None:
    queue = Queued(lambda: open_log(tmp_path / "log", clock=now), tmp_path / "queue")
    queue.append(a_correction("c1", "nobody"))
    queue.append(a_note("n1"))
    away = Away(tmp_path)
    found = queue.flush()

    assert (found.recorded, found.refused, found.waiting) == (1, 1, 0)
    ((name, reasons),) = queue.refused()
    assert (name, reasons[0].split()[0]) == ("000000000001", "NR733")
    kept = tmp_path / "queue" / "refused" / "000000000001.json"
    assert b"correction" in kept.read_bytes()
    assert ids_of(away.open())[-1] == "n1"


def test_what_a_log_refuses_at_once_does_not_wait(tmp_path: Path) -> None:
    away = Away(tmp_path)
    queue = Queued(away.open, tmp_path / "queue")
    with pytest.raises(LogError):
        queue.append(a_correction("c1", "nobody"))

    assert queue.flush().refused == 0


def test_evidence_waits_for_a_log_that_cannot_even_be_opened(tmp_path: Path) -> None:
    queue = Queued(lambda: open_log(tmp_path / "log", clock=now), tmp_path / "queue")
    found = queue.append(a_note("n1"))
    away = Away(tmp_path)

    assert isinstance(found, Waiting)
    assert [each.code for each in found.because] == ["NR732"]
    assert queue.flush().recorded == 1
    assert ids_of(away.open()) == ["open", "n1"]


def test_a_queue_that_cannot_be_written_to_fails_closed(tmp_path: Path) -> None:
    away = Away(tmp_path)
    queue = Queued(away.open, tmp_path / "none" / "queue")
    with pytest.raises(UnavailableLogError) as caught:
        queue.append(a_note("n1"))

    assert [each.code for each in caught.value.diagnostics] == ["NR727"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_owner_can_read_what_waits(tmp_path: Path) -> None:
    Queued(lambda: open_log(tmp_path, clock=now), tmp_path / "q").append(a_note("n1"))
    (kept,) = (tmp_path / "q" / "waiting").glob("*.json")

    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_nothing_that_waits_is_lost_or_doubled_by_a_kill() -> None:
    """At every call of the disk: while it is queued, and while it is sent."""
    notes = [a_note("n1"), a_note("n2")]
    at, ended = 0, False
    while not ended:
        model, waiting = ModelDisk(), set[str]()
        log_disk = ModelDisk()
        create_log("/log", "log-1", a_context("open"), clock=now, disk=log_disk)
        away = [True]

        def opens(disk: ModelDisk = log_disk, away: list[bool] = away) -> StoredLog:
            if away[0]:
                raise UnavailableLogError(())
            return open_log("/log", clock=now, disk=disk)

        def meddle(number: int, name: str, act: Act, _half: Act, at: int = at) -> Any:
            if number < at or name == "close":
                return act()
            raise KilledError

        try:
            queue = Queued(opens, "/queue", disk=MeddledDisk(model, meddle))
            for note in notes:
                queue.append(note)
                waiting.add(note.id)
            away[0] = False
            queue.flush()
            ended = True
        except KilledError:
            model.end_programs()
        away[0] = False
        assert Queued(opens, "/queue", disk=model).flush().waiting == 0
        ids = ids_of(open_log("/log", clock=now, disk=log_disk))

        assert waiting <= set(ids)
        assert len(set(ids)) == len(ids)
        at += 1
    assert at > 40
