"""The value of a step as JSON."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from neglect_rules.evaluation._kinds import positions
from neglect_rules.exact import written
from neglect_rules.program import Count, Step, Value
from neglect_rules.truth import Truth

NA = "n/a"


def shown(step: Step, value: Value) -> Any:
    """Return a value as JSON: a word, a list of grades, or two ends as text."""
    return shower(step)(value)


def shower(step: Step) -> Callable[[Any], Any]:
    """Return the function that shows values of a step."""
    per = 1 if isinstance(step, Count) else getattr(step, "per", 1)
    grades = (NA, *(getattr(step, "grades", None) or ()))
    return partial(_show, per, grades)


def _show(per: int, grades: tuple[str, ...], value: Value) -> Any:
    if isinstance(value, Truth):
        return value.value
    if isinstance(value, tuple):
        low, high = value
        return [_number(low, per), None if high is None else _number(high, per)]
    return [grades[position] for position in positions(value)]


@lru_cache(maxsize=4096)
def _number(of: int, per: int) -> str:
    """Return a scaled number as text; the same few come again and again."""
    return written(Fraction(of, per))
