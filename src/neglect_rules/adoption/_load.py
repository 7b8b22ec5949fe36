"""Adoption records from text, from Python values, from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from neglect_rules.adoption._errors import AdoptionError
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.loading import (
    Document,
    against_schema,
    file_bytes,
    from_values,
    located,
    read_text,
    structured,
)
from neglect_rules.model import Adoption
from neglect_rules.pointer import Pointer

_EMPTY_HINT = "write what the body decided; a key that may be left out can be taken out"


def load_adoption(
    source: str | bytes | Mapping[str, Any], *, name: str = "<adoption>"
) -> Adoption:
    """Return the record that a JSON text, or its value as Python dicts, describes.

    Whether it fits a ruleset is not looked at here; `faults` does.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        AdoptionError: With every finding, each with its place. A text left empty is
            one, so that a draft is refused until it is filled in.
    """
    if isinstance(source, str | bytes):
        document = read_text(source, name, AdoptionError)
    else:
        document = from_values(source, name, AdoptionError)
    found = tuple(_wrong(document.value))
    if found:
        raise AdoptionError(located(found, document, with_lines=True))
    return _adoption(document)


def read_adoption(path: str | Path) -> Adoption:
    """Return the adoption record in a file.

    Raises:
        AdoptionError: The file cannot be read (NR018), or as `load_adoption` says.
    """
    return load_adoption(file_bytes(path, AdoptionError), name=str(path))


def _adoption(document: Document) -> Adoption:
    value = {key: each for key, each in document.value.items() if key != "$schema"}
    return evolve(
        structured(value, Adoption),
        document=document.value,
        text=document.text,
        name=document.name,
    )


def _wrong(value: Any) -> Iterator[Diagnostic]:
    empty = tuple(_empty(value, Pointer()))
    for at in empty:
        yield Diagnostic("NR166", "this is not filled in yet", at, _EMPTY_HINT)
    found = [
        each
        for each in against_schema(value, "adoption", shows=True)
        if each.at not in empty
    ]
    yield from found
    if not empty and not found and value["next_review"] <= value["on"]:
        message = "the next review is not after the day of adoption"
        yield Diagnostic("NR105", message, Pointer(("next_review",)))


def _empty(value: Any, at: Pointer) -> Iterator[Pointer]:
    """Yield the place of each text that says nothing."""
    if isinstance(value, str) and not value.strip():
        yield at
    elif isinstance(value, Mapping):
        for key, child in value.items():
            yield from _empty(child, at / key)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _empty(child, at / index)
