"""Evidence from text, as another program may have sent it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from neglect_rules.audit._settled import settled
from neglect_rules.audit.records._disclosures import Disclosure, read_disclosures
from neglect_rules.audit.records._evidence import ALGORITHM, Evidence
from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.loading import (
    Document,
    against_schema,
    from_values,
    located,
    read_text,
)
from neglect_rules.pointer import Pointer

Source = str | bytes | Mapping[str, Any]


def load_evidence(source: Source, *, name: str = "<evidence>") -> Evidence:
    """Return the evidence that a JSON text, or its value as Python dicts, describes.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        AuditError: With every finding, each with its place and none with a value:
            it has not the form of `evidence-1`, or its disclosures are not exactly
            those to which its record commits (NR730).
    """
    if isinstance(source, str | bytes):
        document = read_text(source, name, AuditError)
    else:
        document = from_values(source, name, AuditError)
    value = settled(document.value)
    _refuse(against_schema(value, "evidence", shows=False), document)
    _refuse(tuple(_misshapen(value["record"])), document)
    found = Evidence(
        record=value["record"],
        disclosures=read_disclosures(value["disclosures"]),
        documents=value["documents"],
        withheld=tuple(value.get("withheld", ())),
    )
    _refuse(tuple(strangers(found.record, found.disclosures)), document)
    _refuse(tuple(_missing(found)), document)
    _refuse(tuple(_misnamed(found)), document)
    return found


def _misshapen(record: Mapping[str, Any]) -> Iterator[Diagnostic]:
    for found in against_schema(record, "record", shows=False):
        yield evolve(found, at=Pointer(("record", *found.at.parts)))
    for key in ("log", "signature"):
        if key in record:
            message = f"`{key}` is what a log adds to a record"
            yield Diagnostic("NR108", message, Pointer(("record", key)))


def strangers(
    record: Mapping[str, Any], disclosures: Sequence[Disclosure]
) -> Iterator[Diagnostic]:
    """Yield NR730 for every disclosure to which a record does not commit."""
    sealed = record.get("sealed", {"algorithm": ALGORITHM, "parts": {}})
    if sealed["algorithm"] != ALGORITHM:
        message = "this version does not know the algorithm of these commitments"
        yield Diagnostic("NR730", message, Pointer(("record", "sealed", "algorithm")))
        return
    parts = sealed["parts"]
    for number, each in enumerate(disclosures):
        if parts.get(each.name) != each.digest:
            message = "the record does not commit to this disclosure"
            hint = "one of the two was changed, or it belongs to another record"
            at = Pointer(("disclosures", str(number)))
            yield Diagnostic("NR730", message, at, hint)


def _missing(found: Evidence) -> Iterator[Diagnostic]:
    told = {each.name for each in found.disclosures}
    for name in found.record.get("sealed", {"parts": {}})["parts"]:
        if name not in told and name not in found.withheld:
            message = "there is no disclosure for this commitment"
            at = Pointer(("record", "sealed", "parts", name))
            yield Diagnostic("NR730", message, at)


def _misnamed(found: Evidence) -> Iterator[Diagnostic]:
    for name, document in found.documents.items():
        if fingerprint(document) != name:
            message = "this document does not have this fingerprint"
            yield Diagnostic("NR701", message, Pointer(("documents", name)))


def _refuse(found: tuple[Diagnostic, ...], document: Document) -> None:
    if found:
        raise AuditError(located(found, document, with_lines=False))
