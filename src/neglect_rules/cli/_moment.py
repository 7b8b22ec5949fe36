"""The moment of a decision: from the option or the document, never the clock."""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.loading import located, read_text
from neglect_rules.pointer import Pointer

_AT = Pointer(("at",))


def moment(
    given: dt.datetime | None, recorded: dt.datetime | None, *, of: str
) -> dt.datetime:
    """Return when to judge.

    Args:
        given: What `--at` says.
        recorded: What the document says.
        of: What kind of document that is.

    Raises:
        CaseError: Neither says anything.
    """
    at = given or recorded
    if at is None:
        hint = f"give --at, or write `at` in the {of}; the clock is never read"
        raise CaseError((Diagnostic("NR612", "no moment is given", _AT, hint),))
    return at


def placed(
    found: tuple[Diagnostic, ...],
    data: bytes,
    file: str,
    *,
    given: dt.datetime | None,
) -> tuple[Diagnostic, ...]:
    """Return diagnostics with line and column; those of the option by its name."""
    of_option = [d for d in found if given is not None and d.at == _AT]
    rest = [d for d in found if d not in of_option]
    document = read_text(data, file, CaseError)
    shown = located(rest, document, with_lines=False)
    return (*(evolve(d, file="--at", at=Pointer()) for d in of_option), *shown)
