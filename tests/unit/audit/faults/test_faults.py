"""A log in a folder while disks fail, power fails and programs are killed.

Whatever happens: what was acknowledged is there, in its place and once; the log can be
opened and used again; and errors are of our own kinds. `python -m benchmarks.faults`
does the same for longer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.audit.faults.power import FAULTS, failing_calls, power_losses

ROOT = Path(__file__).parents[4]


def kills(folder: Path, points: int, writers: int, kills: int) -> dict[str, int]:
    """Kill programs in a process that may fork."""
    words = map(str, (folder, 1, points, writers, kills))
    command = [sys.executable, "-m", "tests.unit.audit.faults.kills", *words]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_what_was_acknowledged_survives_power_losses() -> None:
    assert power_losses(120, seed=0).states == 120


def test_no_call_of_a_disk_may_fail_unnoticed() -> None:
    found = failing_calls(10, every=41)

    assert all(found[each] for each in FAULTS[:1])


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_what_was_acknowledged_survives_kills(tmp_path: Path) -> None:
    found = kills(tmp_path, points=6, writers=3, kills=3)

    assert found["points"] == 6
    assert found["killed"] >= 3


@pytest.mark.slow
def test_what_was_acknowledged_survives_5_000_power_losses() -> None:
    found = power_losses(5_000, seed=1)

    assert found.states >= 5_000


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 13])
def test_no_call_of_a_run_of_50_records_may_fail_unnoticed(first: int) -> None:
    found = failing_calls(50, every=25, first=first)

    assert all(found[each] for each in FAULTS)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_what_was_acknowledged_survives_200_kills(tmp_path: Path) -> None:
    found = kills(tmp_path, points=200, writers=8, kills=20)

    assert found["points"] == 200
    assert found["killed"] >= 20
