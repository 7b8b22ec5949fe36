"""A case at a moment to the values of a Program's leaves; all calendar sense."""

from __future__ import annotations

from neglect_rules.facts._ages import Ages
from neglect_rules.facts._answers import Standing
from neglect_rules.facts._facts import Facts, Known, Leaves, facts
from neglect_rules.facts._fit import misfits, permitted, wrong_answer

__all__ = [
    "Ages",
    "Facts",
    "Known",
    "Leaves",
    "Standing",
    "facts",
    "misfits",
    "permitted",
    "wrong_answer",
]
