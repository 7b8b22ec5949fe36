"""What a change of a ruleset does to cases that are there."""

from __future__ import annotations

from neglect_rules.impact._groups import Cell, GroupRow, by_group
from neglect_rules.impact._impact import (
    Compared,
    Impact,
    Moved,
    OutcomeImpact,
    Recorded,
    SetAside,
    compare,
    impact_of,
)

__all__ = [
    "Cell",
    "Compared",
    "GroupRow",
    "Impact",
    "Moved",
    "OutcomeImpact",
    "Recorded",
    "SetAside",
    "by_group",
    "compare",
    "impact_of",
]
