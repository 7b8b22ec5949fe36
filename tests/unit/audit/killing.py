"""Writers of a log in a database, killed again and again."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

from neglect_rules.audit.logs import open_sql_log, verify
from tests.unit.audit.evidence import now

ROOT = Path(__file__).parents[3]
WRITERS = 4


def kills_lose_nothing(url: str, kills: int, seed: int) -> int:
    """Kill writers that many times and see that the log holds all they were told.

    Returns:
        How many records were acknowledged.
    """
    random = Random(seed)
    names = (f"w{number}" for number in range(10**6))
    writers = [_started(url, next(names)) for _ in range(WRITERS)]
    told: set[str] = set()
    try:
        for _ in range(kills):
            victim = writers.pop(random.randrange(len(writers)))
            # However busy this computer is, whoever is killed is in the middle of it.
            told |= _first(victim)
            time.sleep(random.uniform(0, 0.2))
            victim.kill()
            told |= _told(victim)
            writers.append(_started(url, next(names)))
        for writer in writers:
            told |= _first(writer)
    finally:
        for writer in writers:
            writer.kill()
    for writer in writers:
        told |= _told(writer)
    log = open_sql_log(url, clock=now)
    entries = list(log.entries())
    ids = [entry.id for entry in entries]
    assert told <= set(ids)
    assert len(set(ids)) == len(ids)
    assert [entry.sequence for entry in entries] == list(range(1, len(ids) + 1))
    assert verify(log, expected=[log.head]).is_sound
    log.close()
    return len(told)


def _started(url: str, name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.unit.audit.sql_writer", url, name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def _first(writer: subprocess.Popen[bytes]) -> set[str]:
    """Wait until a writer was told that a record is kept, and return its id."""
    assert writer.stdout is not None
    line = writer.stdout.readline()
    assert line.endswith(b"\n"), "a writer died before anything was acknowledged"
    return {line.decode().rstrip("\n")}


def _told(writer: subprocess.Popen[bytes]) -> set[str]:
    """Return the ids that a dead writer was told; what it half printed it was not."""
    out, _ = writer.communicate()
    return set(out.decode().split("\n")[:-1])
