"""Every reason why a case does not fit a Program at a moment; never with a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.facts._fit import (
    wrong_records,
    wrong_ruleset,
    wrong_subject,
    wrong_today,
)
from neglect_rules.facts._fit_history import wrong_history
from neglect_rules.facts._plain import told_apart
from neglect_rules.model import Case, Record
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program


def misfits(program: Program, case: Case, at: dt.datetime) -> Iterator[Diagnostic]:
    """Yield every reason why `case` cannot be judged by `program` at a moment."""
    return misfits_among(program, case, at, told_apart(program, case)[1])


def misfits_among(
    program: Program,
    case: Case,
    at: dt.datetime,
    answers: Mapping[str, tuple[Record, ...]],
) -> Iterator[Diagnostic]:
    """Yield the same; `answers` are those that are not plain: plain ones always fit."""
    if at.tzinfo is None or at.utcoffset() is None:
        yield Diagnostic(
            "NR606",
            "the moment has no time zone",
            Pointer(("at",)),
            "give a datetime with a tzinfo, or a text that ends in Z or +01:00",
        )
        return
    day = at.date()
    yield from wrong_ruleset(program.ruleset, case, day)
    yield from wrong_subject(program, case.subject, day)
    for id_, records in answers.items():
        yield from wrong_records(program, id_, records)
        yield from wrong_today(program, case, id_, records, day)
    yield from wrong_history(program.ruleset, case, answers, day)
