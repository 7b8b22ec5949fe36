"""The decisions of a log as cases that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from neglect_rules.audit import case_in
from neglect_rules.audit.logs import Entry, EvidenceLog
from neglect_rules.cli._log_words import plain
from neglect_rules.errors import AuditError, CaseError
from neglect_rules.impact import Recorded, SetAside


def known_in(log: EvidenceLog) -> Mapping[str, str]:
    """Return where in a log each decision is, by its id.

    Raises:
        UsageError: There is none.
    """
    found = {
        entry.id: _place(entry) for entry in log.entries() if entry.kind == "decision"
    }
    if not found:
        message = "there is no decision in this log"
        raise click.UsageError(message)
    return found


def recorded_in(log: EvidenceLog) -> Iterator[Recorded | SetAside]:
    """Yield the case of each decision, or why it can no longer be read."""
    for entry in log.entries():
        if entry.kind != "decision":
            continue
        place = _place(entry)
        try:
            case, at = case_in(log, entry)
        except (AuditError, CaseError) as refused:
            yield SetAside(
                ref=entry.id,
                ruleset=None,
                diagnostics=refused.diagnostics,
                place=place,
            )
        else:
            yield Recorded(entry.id, case, at, place)


def _place(entry: Entry) -> str:
    return f"{plain(entry.id)}, record {entry.sequence:,}"
