"""Whether a ruleset that is checked stands adopted, as the record beside it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from attrs import evolve

from neglect_rules.adoption import (
    Adoption,
    AdoptionError,
    beside,
    faults,
    fit_for_use,
    stands,
    with_adoption,
)
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.model import Ruleset
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer


def signed(
    file: str, ruleset: Ruleset, day: dt.date, *, for_live: bool
) -> tuple[Ruleset, tuple[Diagnostic, ...]]:
    """Return a ruleset with its adoption if it stands, and what is wrong with that.

    Args:
        file: The ruleset's file, beside which its record may stand.
        ruleset: What is in it.
        day: The day on which it is to be used.
        for_live: Whether it must be adopted and in force on that day.
    """
    try:
        record = beside(file, ruleset)
    except AdoptionError as refused:
        return ruleset, refused.diagnostics
    found = tuple(_found(ruleset, record, day, for_live=for_live))
    if record is None or not stands(record, ruleset):
        return ruleset, found
    return with_adoption(ruleset, record), found


def _found(
    ruleset: Ruleset, record: Adoption | None, day: dt.date, *, for_live: bool
) -> Iterator[Diagnostic]:
    if for_live:
        yield from fit_for_use(ruleset, record, day)
        yield from located(_not_in_force(ruleset, day), ruleset, with_lines=True)
    elif record is not None:
        for each in faults(record, ruleset, day):
            # It is simply not adopted yet, and its decisions will say so.
            early = each.code == "NR164"
            yield evolve(each, severity=Severity.NOTE) if early else each


def _not_in_force(ruleset: Ruleset, day: dt.date) -> Iterator[Diagnostic]:
    window = ruleset.effective
    if day < window.from_:
        message = f"it comes into force on {window.from_}, which is after {day}"
        yield Diagnostic("NR605", message, Pointer(("effective", "from")))
    elif window.before is not None and window.before <= day:
        message = f"it is no longer in force: it ended before {window.before}"
        yield Diagnostic("NR605", message, Pointer(("effective", "before")))
