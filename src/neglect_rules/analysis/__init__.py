"""What a ruleset is like before any child is judged by it."""

from __future__ import annotations

from neglect_rules.analysis._thin import thin_forms
from neglect_rules.analysis._weigh import (
    Alone,
    DomainWeight,
    SignWeight,
    Spread,
    Weighing,
    weigh,
)

__all__ = [
    "Alone",
    "DomainWeight",
    "SignWeight",
    "Spread",
    "Weighing",
    "thin_forms",
    "weigh",
]
