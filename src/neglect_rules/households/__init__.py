"""Several children of one household, each judged on their own.

The household is at least its worst child. A child who is named and not assessed leaves
its ceiling at the top.
"""

from __future__ import annotations

from neglect_rules.households._decide import evaluate_household
from neglect_rules.households._load import load_household, read_household
from neglect_rules.households._model import (
    Child,
    ChildDecision,
    Household,
    HouseholdDecision,
    HouseholdOutcome,
    HouseholdTask,
)

__all__ = [
    "Child",
    "ChildDecision",
    "Household",
    "HouseholdDecision",
    "HouseholdOutcome",
    "HouseholdTask",
    "evaluate_household",
    "load_household",
    "read_household",
]
