"""A log of decisions on the worked cases, as commands find it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from neglect_rules.audit import capsule
from neglect_rules.audit.logs import create_log
from neglect_rules.audit.records import Context, decision_evidence
from neglect_rules.people import Person
from tests.shipped import decided

NOW: Final = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
NUMBERS: Final = (
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "08",
    "10",
    "11",
    "12",
    "13",
)
WHO: Final = ("--actor", "staff-7", "--role", "manager", "--authority", "procedure 3")
LATER: Final = ("--at", "2026-11-22T12:00:00+00:00")


def context(id_: str, subject: str | None = None) -> Context:
    """Return the circumstances of a record."""
    person = Person(ref="staff-7", role="manager", authority="procedure 3")
    return Context(id=id_, by=person, recorded=NOW, subject=subject, engine={})


def a_log(folder: Path) -> Path:
    """Return a log with a decision on each worked case: `a-01` of `child-01` and on."""
    log = create_log(
        folder,
        "north-2026",
        context("opened"),
        clock=lambda: NOW,
        admits=("illustrative",),
    )
    for number in NUMBERS:
        held = context(f"a-{number}", f"child-{number}")
        secret = bytes(range(32))
        log.append(decision_evidence(decided(number), held, secret=secret))
    log.close()
    return folder


def a_capsule(folder: Path, number: str) -> Path:
    """Return a file with the capsule of a decision on a worked case."""
    file = folder / f"capsule-{number}.json"
    file.write_text(capsule(decided(number)).to_json(), encoding="utf-8")
    return file


def evidence(folder: Path, number: str, id_: str) -> Path:
    """Return a file with the evidence of a decision on a worked case."""
    file = folder / f"evidence-{id_}.json"
    found = decision_evidence(decided(number), context(id_), secret=bytes(range(32)))
    file.write_text(found.to_json(), encoding="utf-8")
    return file


def damaged(folder: Path, old: bytes, new: bytes) -> Path:
    """Return a log in whose records some bytes were changed."""
    file = folder / "log.jsonl"
    data = file.read_bytes()
    assert old in data
    file.write_bytes(data.replace(old, new, 1))
    return folder
