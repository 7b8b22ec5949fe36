"""Evidence in few words, for tests of logs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from neglect_rules.audit.logs import Store, StoredLog
from neglect_rules.audit.records import (
    Context,
    Evidence,
    Form,
    correction_evidence,
    decision_evidence,
    opened_evidence,
    ruleset_evidence,
)
from neglect_rules.audit.records._evidence import evidence
from neglect_rules.loading import load_ruleset
from neglect_rules.people import Person
from tests.builders import a_ruleset
from tests.shipped import decided

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
WORKER = Person(ref="w1", role="worker", authority="procedure 3")
SECRET = bytes(range(32))
# Not what runs these tests: the bytes of a record should be the same everywhere.
ENGINE = {"python": "3.11.0", "neglect-rules": "0.0.0"}


def now() -> dt.datetime:
    """Return always the same moment."""
    return NOW


def a_context(id_: str, **changes: Any) -> Context:
    fixed = {"by": WORKER, "recorded": NOW, "engine": ENGINE}
    return Context(id=id_, **{**fixed, **changes})


def opening(
    log: str = "log-1",
    *,
    admits: Iterable[str] = ("adopted", "illustrative"),
    forms: Iterable[Form] = ("committed",),
) -> Evidence:
    """Return the first record of a log."""
    context = a_context(f"open {log}")
    return opened_evidence(log, context, at=NOW, admits=admits, forms=forms)


def a_note(id_: str, text: str = "as agreed", size: int = 0) -> Evidence:
    """Return a small record with one disclosure, of a kind that nobody knows."""
    core = {"filling": "x" * size} if size else {}
    values = {"/text": text}
    context = a_context(id_)
    return evidence("noted", core, values, context, decided=NOW, secret=SECRET)


def a_correction(id_: str, of: str) -> Evidence:
    return correction_evidence(of, "a slip", a_context(id_), at=NOW, secret=SECRET)


def a_publication(id_: str, version: str = "1.0.0", title: str = "R") -> Evidence:
    """Return the record that a ruleset was published; it goes into the archive."""
    ruleset = load_ruleset(a_ruleset({"/version": version, "/title": title}))
    return ruleset_evidence("published", ruleset, a_context(id_), at=NOW)


@cache
def a_decision(id_: str, number: str = "01", form: Form = "committed") -> Evidence:
    """Return the evidence of a worked case of the example that ships."""
    return decision_evidence(decided(number), a_context(id_), secret=SECRET, form=form)


def a_log(
    store: Store, *several: Evidence, clock: Callable[[], dt.datetime] = now
) -> StoredLog:
    """Return a log over an empty store, opened and with some records."""
    log = StoredLog(store, clock=clock)
    log.append(opening())
    for each in several:
        log.append(each)
    return log
