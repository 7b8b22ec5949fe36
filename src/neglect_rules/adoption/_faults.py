"""Why an adoption does not stand for a ruleset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from neglect_rules.canonical import fingerprint
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.model import OVER, Adoption, Ruleset
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer

_NAMED: Final = Pointer(("ruleset",))
_AGAIN: Final = (
    "put back what was adopted, or take the record away while you change it, and let "
    "the body adopt the new text"
)


def faults(
    adoption: Adoption, ruleset: Ruleset, day: dt.date | None = None
) -> tuple[Diagnostic, ...]:
    """Return everything for which a record does not stand for a ruleset.

    Places are those of the record. A next review that is past is a warning: what was
    adopted stays adopted until the body says otherwise. All else is an error.

    Args:
        adoption: The record.
        ruleset: The ruleset, as it is now.
        day: When it is to be used; without it the record's dates are not looked at.
    """
    found = (*_of_another(adoption, ruleset), *_untimely(adoption, day))
    return located(found, adoption, with_lines=True)


def stands(adoption: Adoption, ruleset: Ruleset, day: dt.date | None = None) -> bool:
    """Return whether a ruleset counts as adopted by a record."""
    found = faults(adoption, ruleset, day)
    return all(each.severity is not Severity.ERROR for each in found)


def _of_another(adoption: Adoption, ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield how what was adopted is not this; of another id all else would differ."""
    named = adoption.ruleset
    if named.id != ruleset.id:
        message = f"this is of `{named.id}`, and the ruleset is `{ruleset.id}`"
        hint = "keep each ruleset with its record in a folder of its own"
        yield Diagnostic("NR161", message, _NAMED / "id", hint)
    elif named.version != ruleset.version:
        message = f"this is of version {named.version}, not of {ruleset.version}"
        yield Diagnostic("NR162", message, _NAMED / "version", _AGAIN)
    elif named.fingerprint != fingerprint(ruleset.document):
        message = "the ruleset was changed after it was adopted"
        yield Diagnostic("NR163", message, _NAMED / "fingerprint", _AGAIN)
    if ruleset.status in OVER:
        message = f"the ruleset is {ruleset.status}, so its adoption does not stand"
        hint = "use the version that is in force"
        yield Diagnostic("NR167", message, _NAMED, hint)


def _untimely(adoption: Adoption, day: dt.date | None) -> Iterator[Diagnostic]:
    if day is None:
        return
    if day < adoption.on:
        message = f"it was adopted on {adoption.on}, which is after {day}"
        hint = "until then it is not adopted"
        yield Diagnostic("NR164", message, Pointer(("on",)), hint)
    if adoption.next_review < day:
        yield Diagnostic(
            "NR165",
            f"the body was to look at it again by {adoption.next_review}",
            Pointer(("next_review",)),
            "ask the body to look at it and to record what it decides",
            Severity.WARNING,
        )
