"""Evidence and logs with everything defaulted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from neglect_rules.audit.logs import PublicKey, SealingKey, StoredLog
from neglect_rules.audit.records import (
    Context,
    Evidence,
    decision_evidence,
    key_evidence,
    opened_evidence,
)
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.people import Person
from tests.builders import NOON, a_case, a_program
from tests.unit.audit.memory import MemoryStore

SECRET = bytes(range(32))
KEY = SealingKey(bytes(range(100, 132)))
PUBLIC: PublicKey = KEY.public
WORKER = Person(ref="w-1", role="social worker", authority="procedure 3.2")
ANSWERS: Mapping[str, Any] = {
    "A": {
        "grade": "emerging",
        "date": "2026-04-02",
        "by": "w-1",
        "note": "at the door",
    },
    "B": [{"grade": "severe", "source": "seen"}, {"grade": "met"}],
    "C": {"state": "not_known"},
    "N": 2,
}


def a_context(id_: str, subject: str | None = None) -> Context:
    """Return a context that is the same on every machine."""
    return Context(
        id=id_,
        by=WORKER,
        recorded=NOON + dt.timedelta(minutes=5),
        subject=subject,
        engine={"neglect-rules": "0.1.0", "python": "3.11"},
    )


def a_decision(answers: Mapping[str, Any] = ANSWERS) -> Decision:
    """Return a decision on a small case by a small adopted ruleset."""
    return evaluate(a_program(), a_case(answers), at=NOON)


def some_evidence(id_: str = "d-1", subject: str | None = "s-1") -> Evidence:
    """Return the evidence of that decision."""
    return decision_evidence(a_decision(), a_context(id_, subject), secret=SECRET)


def a_log(
    *several: Evidence,
    store: MemoryStore | None = None,
    admits: tuple[str, ...] = ("adopted",),
) -> StoredLog:
    """Return an open log in memory that knows `KEY` and holds some evidence."""
    log = StoredLog(MemoryStore() if store is None else store, clock=lambda: NOON)
    log.append(opened_evidence("log-1", a_context("open"), at=NOON, admits=admits))
    log.append(key_evidence("added", PUBLIC.to_dict(), a_context("key"), at=NOON))
    for each in several:
        log.append(each)
    return log
