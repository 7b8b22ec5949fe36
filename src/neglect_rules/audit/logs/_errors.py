"""What can go wrong with a log: nothing was recorded that was not acknowledged."""

from __future__ import annotations

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import BrokenLogError, LogError, UnavailableLogError
from neglect_rules.pointer import Pointer

__all__ = [
    "BrokenLogError",
    "LogError",
    "UnavailableLogError",
    "broken",
    "unavailable",
]


def broken(sequence: int, message: str, hint: str = "") -> BrokenLogError:
    """Return the error that a log is broken at a record."""
    at = Pointer(("records", str(sequence)))
    found = Diagnostic("NR724", f"record {sequence} {message}", at, hint or None)
    return BrokenLogError((found,))


def unavailable(code: str, message: str, hint: str) -> UnavailableLogError:
    """Return the error that nothing can be written at present."""
    return UnavailableLogError((Diagnostic(code, message, hint=hint),))
