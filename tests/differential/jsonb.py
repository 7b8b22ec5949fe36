"""What a database's jsonb column does to a document, and worse: layout, not content."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any


def exact(text: str) -> Any:
    """Return the JSON value of a text, its numbers exact."""
    return json.loads(text, parse_float=Decimal)


def stored(value: Any, indent: str = "\n") -> str:
    """Return JSON text with keys shortest first, numbers respelled and broad layout.

    A whole number gets a decimal place, a decimal another nought: what one database or
    another makes of them.
    """
    inner = f"{indent}  "
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key), key), reverse=True)
        parts = [f"{_text(key)} :  {stored(value[key], inner)}" for key in keys]
        return f"{{{inner}{f'{inner}, '.join(parts)}{indent}}}"
    if isinstance(value, list):
        return f"[{' , '.join(stored(each, inner) for each in value)} ]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int):
        return f"{value}.0" if abs(value) < 10**9 else str(value)
    return f"{value:f}0" if isinstance(value, Decimal) else _text(value)


def _text(value: str) -> str:
    escaped = "".join(
        f"\\u{ord(each):04x}" if each in '"\\' or ord(each) < ord(" ") else each
        for each in value
    )
    return f'"{escaped}"'
