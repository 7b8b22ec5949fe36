"""Directories from text, from Python values, from a file, from what ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.errors import RulesetError, SelectionError
from neglect_rules.loading import (
    Document,
    against_schema,
    file_bytes,
    from_values,
    located,
    read_text,
)
from neglect_rules.packaged import folder
from neglect_rules.pathways._build import directory_of
from neglect_rules.pathways._checks import broken
from neglect_rules.pathways._errors import DirectoryError
from neglect_rules.pathways._model import Directory


def load_directory(
    source: str | bytes | Mapping[str, Any], *, name: str = "<directory>"
) -> Directory:
    """Return the directory that a JSON text, or its value as Python dicts, describes.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        DirectoryError: With every finding, each with its place.
    """
    document = _document(source, name)
    _refuse(against_schema(document.value, "directory", shows=True), document)
    _refuse(broken(document.value), document)
    return directory_of(document.value)


def read_directory(path: str | Path) -> Directory:
    """Return the directory in a file.

    Raises:
        DirectoryError: The file cannot be read (NR018), or as `load_directory` says.
    """
    return load_directory(file_bytes(path, DirectoryError), name=str(path))


def shipped_directory(area: str) -> Directory:
    """Return the directory that ships for an area.

    Args:
        area: The area's id, such as `bcp`.

    Raises:
        SelectionError: None ships for this area; it names those that do.
    """
    known = shipped_areas()
    if area not in known:
        hint = nearest(area, known) or f"there is {either(known)}"
        message = f"no directory ships for the area `{area}`"
        raise SelectionError((Diagnostic("NR705", message, hint=hint),))
    file = folder("directories") / area / "directory.json"
    return load_directory(file.read_bytes(), name=f"directories/{area}/directory.json")


def shipped_areas() -> tuple[str, ...]:
    """Return the areas for which a directory ships."""
    return tuple(sorted(each.name for each in folder("directories").iterdir()))


def _document(source: str | bytes | Mapping[str, Any], name: str) -> Document:
    # Read as a ruleset is read: only then may a finding show the author's line.
    try:
        if isinstance(source, str | bytes):
            return read_text(source, name, RulesetError)
        return from_values(source, name, RulesetError)
    except RulesetError as refused:
        raise DirectoryError(refused.diagnostics) from None


def _refuse(found: tuple[Diagnostic, ...], document: Document) -> None:
    if found:
        raise DirectoryError(located(found, document, with_lines=True))
