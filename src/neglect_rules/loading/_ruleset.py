"""Rulesets from text, from Python values, from a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError
from neglect_rules.loading._document import Document
from neglect_rules.loading._files import file_bytes
from neglect_rules.loading._parameters import put_in_place, unknown, uses
from neglect_rules.loading._schema import against_schema
from neglect_rules.loading._structure import structured
from neglect_rules.loading._text import read_text
from neglect_rules.loading._values import from_values
from neglect_rules.model import Ruleset
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer

if TYPE_CHECKING:
    from pathlib import Path


def load_ruleset(
    source: str | bytes | Mapping[str, Any], *, name: str = "<ruleset>"
) -> Ruleset:
    """Return the ruleset that a JSON text, or its value as Python dicts, describes.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        RulesetError: With every finding, each with its place.
    """
    document = ruleset_document(source, name)
    value = document.value
    _refuse(against_schema(value, "ruleset", shows=True), document)
    _refuse(tuple(unknown(value)), document)
    if any(uses(value, Pointer())):
        value = put_in_place(value)
        _refuse(against_schema(value, "ruleset", shows=True), document)
    ruleset = structured(_without_schema(value), Ruleset)
    return attrs.evolve(
        ruleset, document=document.value, text=document.text, name=document.name
    )


def read_ruleset(path: str | Path) -> Ruleset:
    """Return the ruleset in a file.

    Raises:
        RulesetError: The file cannot be read (NR018), or as `load_ruleset` says.
    """
    return load_ruleset(file_bytes(path, RulesetError), name=str(path))


def ruleset_document(source: str | bytes | Mapping[str, Any], name: str) -> Document:
    """Return a ruleset's JSON value with its text, its content unchecked."""
    if isinstance(source, str | bytes):
        return read_text(source, name, RulesetError)
    return from_values(source, name, RulesetError)


def _without_schema(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: child for key, child in value.items() if key != "$schema"}


def _refuse(found: tuple[Diagnostic, ...], document: Document) -> None:
    if found:
        raise RulesetError(located(found, document, with_lines=True))
