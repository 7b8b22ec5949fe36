"""Which properties and words of a JSON Schema a document uses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).resolve().parents[3] / "schemas"
Use: TypeAlias = tuple[str, str]
"""The name of a definition, with a property of it or a word that it permits."""

_TOP = "document"


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of one of our schemas."""
    text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def everything(name: str) -> set[Use]:
    """Return every property of every definition, and every word of every list."""
    schema: Any = validator(name).schema
    found = set(_declared(schema, _TOP))
    for title, definition in schema["$defs"].items():
        found |= set(_declared(definition, title))
    return found


def _declared(schema: Any, where: str) -> Iterator[Use]:
    if isinstance(schema, dict):
        if "type" in schema or "if" in schema or where == _TOP:
            yield from ((where, key) for key in schema.get("properties", ()))
        yield from ((where, str(word)) for word in schema.get("enum", ()))
        for key, child in schema.items():
            if key not in {"$defs", "if", "not"}:
                yield from _declared(child, where)
    elif isinstance(schema, list):
        for child in schema:
            yield from _declared(child, where)


def used(name: str, document: Any) -> set[Use]:
    """Return what a valid document uses of a schema."""
    top = validator(name)
    return set(_used(top, top.schema, document, _TOP))


def _used(
    top: Draft202012Validator, schema: Any, value: Any, where: str
) -> Iterator[Use]:
    if "$ref" in schema:
        title = schema["$ref"].removeprefix("#/$defs/")
        whole: Any = top.schema
        yield from _used(top, whole["$defs"][title], value, title)
    if "if" in schema:
        way = "then" if _fits(schema["if"], value) else "else"
        yield from _used(top, schema.get(way, {}), value, where)
    for part in schema.get("allOf", ()):
        yield from _used(top, part, value, where)
    if isinstance(value, str | int) and value in schema.get("enum", ()):
        yield where, str(value)
    yield from _inside(top, schema, value, where)


def _inside(
    top: Draft202012Validator, schema: Any, value: Any, where: str
) -> Iterator[Use]:
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for key, child in value.items():
            inner = known.get(key, schema.get("additionalProperties", {}))
            if key in known:
                yield where, key
            yield from _used(top, inner or {}, child, where)
    elif isinstance(value, list):
        for child in value:
            yield from _used(top, schema.get("items", {}), child, where)


def _fits(condition: Any, value: Any) -> bool:
    return bool(Draft202012Validator(condition).is_valid(value))
