"""A case at a moment to the values of a Program's leaves; all calendar sense."""

from __future__ import annotations

from neglect_rules.facts._ages import Ages
from neglect_rules.facts._answers import Standing
from neglect_rules.facts._calendar import add_months
from neglect_rules.facts._counts import Counted
from neglect_rules.facts._drift import (
    improved_near_review,
    not_looked_at_again,
    overdue_review,
)
from neglect_rules.facts._facts import Facts, facts
from neglect_rules.facts._fit import ages_of, permitted, wrong_records
from neglect_rules.facts._history import moved, standing
from neglect_rules.facts._misfits import misfits
from neglect_rules.facts._past import Mode, window_opens
from neglect_rules.facts._plain import Leaves
from neglect_rules.facts._standing import Known

__all__ = [
    "Ages",
    "Counted",
    "Facts",
    "Known",
    "Leaves",
    "Mode",
    "Standing",
    "add_months",
    "ages_of",
    "facts",
    "improved_near_review",
    "misfits",
    "moved",
    "not_looked_at_again",
    "overdue_review",
    "permitted",
    "standing",
    "window_opens",
    "wrong_records",
]
