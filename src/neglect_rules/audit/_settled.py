"""Whole numbers, however a database has spelled them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def settled(value: Any) -> Any:
    """Return a JSON value in which 2.0 is 2: a database may have spelled it so."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    if isinstance(value, Mapping):
        return {key: settled(child) for key, child in value.items()}
    if isinstance(value, list):
        return [settled(child) for child in value]
    return value
