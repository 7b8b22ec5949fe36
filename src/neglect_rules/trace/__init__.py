"""The recorded reason of a decision, as a value and as the tables people read."""

from __future__ import annotations

from neglect_rules.trace._account import (
    Account,
    Contribution,
    Coverage,
    DomainScore,
    account,
    grades_of,
)
from neglect_rules.trace._trace import Trace

__all__ = [
    "Account",
    "Contribution",
    "Coverage",
    "DomainScore",
    "Trace",
    "account",
    "grades_of",
]
