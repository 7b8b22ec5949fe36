"""What is answered about a decision, as JSON."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from attrs import fields, has

from neglect_rules.exact import written


def document(value: object) -> Any:
    """Return a result of this package as a JSON value: its fields under their names.

    Each is valid by a definition of `reasons-1`.

    A fraction becomes text, as in a trace; a date its text; what is missing `null`.
    """
    if isinstance(value, Fraction):
        return written(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [document(each) for each in value]
    kind: Any = type(value)
    if not has(kind):
        return value
    return {each.name: document(getattr(value, each.name)) for each in fields(kind)}
