"""What a Program comes to over every way of answering questions."""

from __future__ import annotations

from neglect_rules.completions._counts import counts
from neglect_rules.completions._diagram import (
    CONSTANT,
    Diagrams,
    Node,
    SpentError,
    below,
)
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
from neglect_rules.completions._space import (
    DEEPEST,
    Space,
    functions,
    in_order,
    like,
    met_first,
    space,
)

__all__ = [
    "ANSWER",
    "CONSTANT",
    "DEEPEST",
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
    "below",
    "changed",
    "cheapest",
    "completed",
    "counts",
    "forgotten",
    "functions",
    "in_order",
    "is_open",
    "kept",
    "like",
    "met_first",
    "reached",
    "space",
    "turning",
    "units",
]
