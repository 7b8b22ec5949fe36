"""What a replay found, as a page."""

from __future__ import annotations

from neglect_rules.audit import Replay, ReplayReport
from neglect_rules.audit.logs import EvidenceLog
from neglect_rules.cli._log_replay import SAID, told_of
from neglect_rules.cli._records import VERDICTS
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.explain import Block, Bullet, Line, Page, Section, Table


def replayed_page(again: Replay) -> Page:
    """Return what came of deciding one record again."""
    place = [] if again.at is None else [Line(f"Place: {again.at}")]
    top = (Line(VERDICTS[again.verdict], strong=True), *place)
    compared = Section("What was compared", (Line(again.compared),))
    reasons = tuple(_reason(each) for each in again.diagnostics)
    found = [Section("What is wrong", reasons)] if reasons else []
    return Page((Section("Result", top), compared, *found))


def replayed_log_page(log: EvidenceLog, report: ReplayReport) -> Page:
    """Return what came of deciding the decisions of a log again."""
    counts = report.counts
    rows = tuple((SAID[each], f"{counts[each]:,}") for each in SAID if counts[each])
    first = f"Decisions decided again: {len(report.entries):,}."
    span = f"Records {report.first:,} to {report.last:,} of the log."
    table = [Table(("What came out", "Decisions"), rows)] if rows else []
    sections = [Section("Result", (Line(first, strong=True), Line(span), *table))]
    one_by_one: list[Block] = []
    for title, *lines in told_of(log, report):
        one_by_one += [Bullet(title, 1), *(Line(line, 2) for line in lines)]
    if one_by_one:
        title = "Records that did not come out exactly the same"
        sections.append(Section(title, tuple(one_by_one)))
    return Page(tuple(sections))


def _reason(found: Diagnostic) -> Bullet:
    return Bullet(f"{found.code}: {found.message}.", 1)
