"""What was found before and is known: left out until the entry that it is in changes.

A finding is known again by its code and by the content of the nearest entry around
it, never by its line. So an entry can move, and the layout of a file can change.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any, Final, final

from attrs import frozen

from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.errors import RulesetError
from neglect_rules.loading import against_schema, read_text
from neglect_rules.model import Ruleset
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer

_HEADER: Final = 2
"""So deep stand the entries of a section, or the plain values of a part like dates."""


@final
@frozen(kw_only=True, order=True)
class KnownFinding:
    """One entry of a baseline.

    Attributes:
        ruleset: The id of the ruleset, the same for all its versions.
        at: Where it stood when it was written down, for people to read.
        digest: What it is known by.
    """

    ruleset: str
    code: str
    at: str
    digest: str


def load_baseline(text: str | bytes, *, name: str) -> tuple[KnownFinding, ...]:
    """Return what a baseline file holds.

    Raises:
        RulesetError: It is no baseline; with every finding.
    """
    document = read_text(text, name, RulesetError)
    found = against_schema(document.value, "baseline", shows=True)
    if found:
        raise RulesetError(located(found, document, with_lines=True))
    return tuple(KnownFinding(**each) for each in document.value["findings"])


def baseline_text(known: Iterable[KnownFinding]) -> str:
    """Return a baseline file, in an order of its own, each entry on one line."""
    lines = [
        json.dumps(
            {"ruleset": k.ruleset, "code": k.code, "at": k.at, "digest": k.digest}
        )
        for k in sorted(set(known))
    ]
    held = ",\n".join(f"    {line}" for line in lines)
    findings = f"[\n{held}\n  ]" if lines else "[]"
    return f'{{\n  "format": 1,\n  "findings": {findings}\n}}\n'


def known_from(
    ruleset: Ruleset, found: Iterable[Diagnostic]
) -> tuple[KnownFinding, ...]:
    """Return what a baseline holds of findings; an error is never let pass."""
    return tuple(
        KnownFinding(
            ruleset=ruleset.id,
            code=each.code,
            at=str(each.at),
            digest=digest_of(ruleset, each),
        )
        for each in found
        if each.severity is not Severity.ERROR
    )


def without_known(
    ruleset: Ruleset, found: Iterable[Diagnostic], known: Collection[KnownFinding]
) -> tuple[Diagnostic, ...]:
    """Return the findings that a baseline does not hold."""
    digests = {each.digest for each in known}
    return tuple(
        each
        for each in found
        if each.severity is Severity.ERROR or digest_of(ruleset, each) not in digests
    )


def out_of_date(
    known: Iterable[KnownFinding], now: Collection[KnownFinding], ids: Collection[str]
) -> tuple[KnownFinding, ...]:
    """Return the entries of a baseline that match nothing any more.

    Args:
        known: The baseline.
        now: What is found now, known or not.
        ids: The rulesets that were looked at; of others nothing can be said.
    """
    digests = {each.digest for each in now}
    return tuple(k for k in known if k.ruleset in ids and k.digest not in digests)


def digest_of(ruleset: Ruleset, finding: Diagnostic) -> str:
    """Return what a finding is known by, whatever its line and its wording."""
    document = ruleset.document
    entry = _entry(document, finding.at)
    section = entry.parts[:1]
    is_listed = isinstance(Pointer(section).resolve(document), list)
    return fingerprint(
        {
            "ruleset": ruleset.id,
            "code": finding.code,
            # An entry of a list is known by what it says, and not by its number.
            "entry": section if is_listed else entry.parts,
            "inside": finding.at.parts[len(entry.parts) :],
            "content": entry.resolve(document) if entry.parts else None,
        }
    )


def _entry(document: Mapping[str, Any], at: Pointer) -> Pointer:
    """Return the nearest entry around a place: an indicator, a threshold, a text.

    What stands at the top of a document by itself, such as its dates, is one entry.
    """
    deep = 3 if at.parts[:1] == ("translations",) else 2
    for length in range(min(deep, len(at.parts)), 0, -1):
        entry = Pointer(at.parts[:length])
        with suppress(KeyError):
            held = entry.resolve(document)
            if length != _HEADER or isinstance(held, Mapping | list):
                return entry
    return Pointer()
