"""A case at a moment to the values of a Program's leaves; all calendar sense."""

from __future__ import annotations

from neglect_rules.facts._ages import Ages
from neglect_rules.facts._answers import Standing
from neglect_rules.facts._calendar import add_months
from neglect_rules.facts._facts import Facts, Known, Leaves, facts
from neglect_rules.facts._fit import ages_of, misfits, permitted, wrong_records

__all__ = [
    "Ages",
    "Facts",
    "Known",
    "Leaves",
    "Standing",
    "add_months",
    "ages_of",
    "facts",
    "misfits",
    "permitted",
    "wrong_records",
]
