"""The value of a step as JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from neglect_rules.evaluation._kinds import positions
from neglect_rules.exact import written
from neglect_rules.program import Amount, Count, Extent, Step, Value
from neglect_rules.truth import Truth

NA = "n/a"


def shown(step: Step, value: Value) -> Any:
    """Return a value as JSON: a word, a list of grades, or two ends as text."""
    if isinstance(value, Truth):
        return value.value
    if isinstance(value, tuple):
        return _ends(step, value)
    grades = (NA, *(getattr(step, "grades", None) or ()))
    return [grades[position] for position in positions(value)]


def _ends(step: Step, extent: Extent) -> list[str | None]:
    per = 1 if isinstance(step, Count) else cast("Amount", step).per
    low, high = extent
    return [
        written(Fraction(low, per)),
        None if high is None else written(Fraction(high, per)),
    ]
