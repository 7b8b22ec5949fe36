"""How much a log in a folder withstands.

Run it as `python -m benchmarks.faults [STATES] [POINTS] [WRITERS] [KILLS] [EVERY]`. It
lets the power fail on a modelled disk, kills programs at calls of the real one, and
lets calls of a disk fail. It ends with an error at the first promise that is not kept.
The table is what `docs/quality.md` records.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.unit.audit.faults.power import failing_calls, power_losses

ROOT = Path(__file__).parents[1]
DEFAULTS = (50_000, 1_000, 8, 20, 1)
SEED = 20_261_122


def row(what: str, how_often: str, began: float) -> None:
    """Print one line of the table, with how long it took."""
    seconds = time.perf_counter() - began
    print(f"| {what} | {how_often} | 0 | {seconds:,.0f} s |", flush=True)


def main(arguments: list[str]) -> None:
    """Print the table."""
    given = tuple(map(int, arguments))
    states, points, writers, kills, every = (*given, *DEFAULTS[len(given) :])
    print("| What happened | How often | Promises broken | Took |")
    print("| --- | --- | --- | --- |")
    if states:
        power(states)
    if points:
        killed(points, writers, kills)
    if every:
        began = time.perf_counter()
        found = failing_calls(50, every)
        kinds = ", ".join(f"{fault} {runs:,}" for fault, runs in found.items())
        row("a call fails in a run of 50 records", kinds, began)


def power(states: int) -> None:
    """Let the power fail."""
    began = time.perf_counter()
    found = power_losses(states, SEED)
    often = f"{found.states:,} states after {found.calls} calls, {found.nested:,} twice"
    row("the power fails (modelled disk)", often, began)


def killed(points: int, writers: int, kills: int) -> None:
    """Kill programs, in a process that may fork."""
    began = time.perf_counter()
    with TemporaryDirectory() as folder:
        words = map(str, (folder, SEED, points, writers, kills))
        name = "tests.unit.audit.faults.kills"
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", name, *words],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
        )
    found = json.loads(done.stdout)
    one = f"{found['points']:,} kills at {found['calls']} calls"
    row("`kill -9` before, in or after a call", one, began)
    many = f"{found['killed']} of {writers} writers, {found['records']} records"
    row("`kill -9` while others write", many, began)


if __name__ == "__main__":
    main(sys.argv[1:])
