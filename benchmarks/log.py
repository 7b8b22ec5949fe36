"""How long a log in a folder takes, beside what the disk and SHA-256 take alone.

Run it as `python -m benchmarks.log [FOLDER]`; the folder decides which disk is
measured. Machines and disks differ, so what counts is the ratio to bare fsync, or to
bare SHA-256, of the same bytes in the same run.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from neglect_rules.audit import replay_log
from neglect_rules.audit.logs import StoredLog, create_log, open_log, verify
from neglect_rules.audit.records import Evidence
from tests.unit.audit.evidence import a_context, a_decision, a_note, now

RECORDS, BATCH = 300, 100


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def bare(folder: Path, pieces: Sequence[bytes]) -> None:
    """Write and fsync pieces of bytes, and nothing else."""
    file = os.open(folder / "bare", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for piece in pieces:
        os.write(file, piece)
        os.fsync(file)
    os.close(file)


def row(what: str, seconds: float, number: int, beside: float, of: str) -> None:
    """Print one line of the table."""
    each = seconds / number * 1000
    rate = number / seconds
    print(f"| {what} | {each:.2f} ms | {rate:,.0f} | {seconds / beside:.1f} x {of} |")


def new_log(folder: Path, name: str) -> StoredLog:
    """Return a log that takes what the example decides."""
    context = a_context("open")
    admits = ("adopted", "illustrative")
    return create_log(folder / name, name, context, clock=now, admits=admits)


def measure(folder: Path, what: str, several: Sequence[Evidence]) -> None:
    """Print the lines for one kind of record."""
    for each in several:
        each.fingerprint  # noqa: B018 - made once, before anything is timed
    one, many = new_log(folder, f"one-{what}"), new_log(folder, f"many-{what}")
    single = timed(lambda: [one.append(each) for each in several])
    batches = [several[at : at + BATCH] for at in range(0, RECORDS, BATCH)]
    together = timed(lambda: [many.append(*batch) for batch in batches])
    lines = [entry.line + b"\n" for entry in one.entries(2)]
    beside = timed(lambda: bare(folder, lines))
    hashing = timed(lambda: [sha256(line).digest() for line in lines])
    again = timed(lambda: open_log(folder / f"one-{what}", clock=now).head)
    verifying = timed(lambda: verify(one))
    row(f"{what}: append, one by one", single, RECORDS, beside, "bare fsync")
    row(f"{what}: append, {BATCH} at once", together, RECORDS, beside, "bare fsync")
    row(f"{what}: bare write and fsync", beside, RECORDS, beside, "bare fsync")
    row(f"{what}: open again, chain verified", again, RECORDS, hashing, "SHA-256")
    row(f"{what}: verify, all of it", verifying, RECORDS, hashing, "SHA-256")
    if what == "decision":
        replaying = timed(lambda: list(replay_log(one)))
        row(f"{what}: replay, all of it", replaying, RECORDS, hashing, "SHA-256")


def main(arguments: list[str]) -> None:
    """Print the table."""
    print("| What | Each | Per second | Ratio |\n| --- | --- | --- | --- |")
    began = time.perf_counter()
    decisions = [a_decision(f"d{number}") for number in range(RECORDS)]
    making = time.perf_counter() - began
    with TemporaryDirectory(dir=arguments[0] if arguments else None) as folder:
        measure(Path(folder), "small", [a_note(f"n{n}") for n in range(RECORDS)])
        measure(Path(folder), "decision", decisions)
    print(
        f"| decision: evaluate and make the record | {making / RECORDS * 1e3:.1f} ms |"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
