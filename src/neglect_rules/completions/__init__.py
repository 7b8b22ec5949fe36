"""What a Program comes to over every way of answering questions."""

from __future__ import annotations

from neglect_rules.completions._diagram import Diagrams, Node, SpentError
from neglect_rules.completions._paths import (
    ANSWER,
    Cheapest,
    Path,
    asked_in,
    at_end,
    cheapest,
    reached,
    turning,
)
from neglect_rules.completions._questions import (
    Question,
    Unit,
    Way,
    ages,
    changed,
    completed,
    forgotten,
    is_open,
    kept,
    units,
)
from neglect_rules.completions._space import Space, in_order, space

__all__ = [
    "ANSWER",
    "Cheapest",
    "Diagrams",
    "Node",
    "Path",
    "Question",
    "Space",
    "SpentError",
    "Unit",
    "Way",
    "ages",
    "asked_in",
    "at_end",
    "changed",
    "cheapest",
    "completed",
    "forgotten",
    "in_order",
    "is_open",
    "kept",
    "reached",
    "space",
    "turning",
    "units",
]
