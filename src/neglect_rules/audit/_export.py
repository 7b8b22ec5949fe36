"""A log as one file, for somebody who has nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neglect_rules.audit._masks import MASKS, Mask, redacted
from neglect_rules.audit.logs import Entry, EvidenceLog, chained
from neglect_rules.audit.records import Evidence
from neglect_rules.canonical import canonical_bytes


def export(
    log: EvidenceLog, *, mask: Mask = MASKS["practitioner"], start: int = 1
) -> Iterator[str]:
    """Yield the lines of a log's export: JSON, one object on each line.

    First a line that says what follows; then every record, with what of it the mask
    shows; at the end the rulesets, Programs and adoptions that the records name. The
    records stand there as they stand in the log, so that digests can be made again.

    Args:
        log: Any log.
        mask: What the reader may see.
        start: The first sequence number. A part of a log is verified against the head
            that its first record names.

    Raises:
        AuditError: NR730, disclosures cannot be read.
        BrokenLogError: NR724, the records do not belong together.
    """
    head = log.head
    yield _line(
        {
            "format": 1,
            "kind": "log_export",
            "head": str(head),
            "from": start,
            "mask": mask.name,
        }
    )
    marks: dict[str, None] = {}
    for entry in chained(log):
        if entry.sequence > head.sequence:
            break
        if entry.sequence < start:
            continue
        yield _line(_of(log, entry, mask))
        marks.update(dict.fromkeys(entry.names))
    for mark in marks:
        document = log.archived(mark)
        if document is not None:
            yield _line({"fingerprint": mark, "document": document})


def _of(log: EvidenceLog, entry: Entry, mask: Mask) -> dict[str, Any]:
    held = log.disclosures(entry.fingerprint) or ()
    shown = redacted(Evidence(record=entry.record, disclosures=held), mask)
    found: dict[str, Any] = {
        "record": entry.document,
        "disclosures": [each.text for each in shown.disclosures],
    }
    return {**found, "withheld": list(shown.withheld)} if shown.withheld else found


def _line(value: dict[str, Any]) -> str:
    return canonical_bytes(value).decode("utf-8") + "\n"
