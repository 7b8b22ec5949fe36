"""What people decide, beside what was computed and never instead of it.

An override raises, with a reason and for a time. A dissent keeps the higher level
until it is settled. Only a named person decides, and only they may go lower.
"""

from __future__ import annotations

from neglect_rules.errors import PersonError
from neglect_rules.people._decide import Decided, decide
from neglect_rules.people._records import (
    Dissent,
    Override,
    Person,
    dissent,
    override,
)
from neglect_rules.people._standing import Standing, standing

__all__ = [
    "Decided",
    "Dissent",
    "Override",
    "Person",
    "PersonError",
    "Standing",
    "decide",
    "dissent",
    "override",
    "standing",
]
