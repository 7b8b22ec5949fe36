"""What a change of a ruleset does to cases that are there."""

from __future__ import annotations

from neglect_rules.impact._compare import (
    Compared,
    Direction,
    Moved,
    Recorded,
    SetAside,
    compare,
)
from neglect_rules.impact._groups import LEAST, Cell, GroupRow, by_group
from neglect_rules.impact._impact import Impact, OutcomeImpact, Way, impact_of
from neglect_rules.impact._page import MOST, aside_line, impact_page, verdict

__all__ = [
    "LEAST",
    "MOST",
    "Cell",
    "Compared",
    "Direction",
    "GroupRow",
    "Impact",
    "Moved",
    "OutcomeImpact",
    "Recorded",
    "SetAside",
    "Way",
    "aside_line",
    "by_group",
    "compare",
    "impact_of",
    "impact_page",
    "verdict",
]
