"""A JSON value against one of our schemas, every finding in plain words.

Schemas are self-contained: no reference is ever resolved outside the schema at hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import InternalError
from neglect_rules.loading._findings import findings
from neglect_rules.loading._fits import Test, fitting
from neglect_rules.loading._validator import make_validator
from neglect_rules.packaged import folder

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

NAMES = (
    "ruleset",
    "case",
    "decision",
    "trace",
    "capsule",
    "test",
    "directory",
    "household",
    "household-decision",
    "page",
    "reasons",
    "adoption",
)
"""The documents that have a schema."""


@cache
def schema(name: str) -> Mapping[str, Any]:
    """Return the schema of a kind of document.

    Raises:
        InternalError: The schema is not where it ships.
    """
    file = folder("schemas") / f"{name}-1.schema.json"
    if not file.is_file():
        message = f"the schema of a {name} is missing from this installation"
        raise InternalError(message)
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def against_schema(value: Any, name: str, *, shows: bool) -> tuple[Diagnostic, ...]:
    """Return everything in `value` that its schema refuses.

    Args:
        value: The JSON value.
        name: The kind of document.
        shows: Whether messages may repeat what was found; never for a case.
    """
    if _fits(name)(value):
        return ()
    errors = _validator(name).iter_errors(value)
    return tuple(_unique(findings(errors, shows=shows)))


@cache
def _fits(name: str) -> Test:
    return fitting(schema(name))


@cache
def _validator(name: str) -> Draft202012Validator:
    return make_validator(schema(name))


def _unique(found: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    seen = set()
    for diagnostic in found:
        key = (diagnostic.code, diagnostic.at, diagnostic.message)
        if key not in seen:
            seen.add(key)
            yield diagnostic
