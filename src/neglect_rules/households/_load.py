"""Households from text, from Python values, from a file; no value in any message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.households._model import Child, Household
from neglect_rules.households._together import (
    SHARED,
    Parts,
    origin,
    parts_of,
    shared_parts,
    together,
)
from neglect_rules.loading import (
    MOST_ANSWERS,
    Document,
    against_schema,
    file_bytes,
    from_values,
    load_case,
    located,
    read_text,
    subject_of,
)
from neglect_rules.model import RulesetRef
from neglect_rules.pointer import Pointer

_CHILDREN = Pointer(("children",))


def load_household(
    source: str | bytes | Mapping[str, Any], *, name: str = "<household>"
) -> Household:
    """Return the household that a JSON text, or its value as Python dicts, describes.

    Whether it fits a ruleset is not looked at here; `evaluate_household` does.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        CaseError: With every finding, each with its place and none with a value. Two
            children with one reference are NR110.
    """
    if isinstance(source, str | bytes):
        document = read_text(source, name, CaseError)
    else:
        document = from_values(source, name, CaseError)
    value = document.value
    _refuse(_too_many(value), document)
    _refuse(against_schema(value, "household", shows=False), document)
    _refuse((*_alike(value["children"]), *_wrong_cases(value)), document)
    return _household_of(value)


def read_household(path: str | Path) -> Household:
    """Return the household in a file.

    Raises:
        CaseError: The file cannot be read (NR018), or as `load_household` says.
    """
    return load_household(file_bytes(path, CaseError), name=str(path))


def _household_of(value: Mapping[str, Any]) -> Household:
    at, ruleset = value.get("at"), value.get("ruleset")
    return Household(
        children=tuple(_child(part) for part in value["children"]),
        ref=value.get("ref"),
        ruleset=None if ruleset is None else RulesetRef(**ruleset),
        at=None if at is None else dt.datetime.fromisoformat(at),
        document=value,
    )


def _child(part: Mapping[str, Any]) -> Child:
    subject = part["subject"]
    return Child(
        ref=subject["ref"],
        subject=subject_of(subject),
        is_assessed="not_assessed" not in part,
    )


def _too_many(value: Any) -> Iterator[Diagnostic]:
    """Yield NR613 before anything looks at the answers one by one."""
    for at in _parts(value):
        try:
            answers = (at / "answers").resolve(value)
        except KeyError:
            continue
        if isinstance(answers, Mapping) and len(answers) > MOST_ANSWERS:
            message = f"more than {MOST_ANSWERS:,} answers"
            yield Diagnostic("NR613", message, at / "answers")


def _parts(value: Any) -> Iterator[Pointer]:
    yield SHARED
    children = value.get("children") if isinstance(value, Mapping) else None
    if isinstance(children, list):
        yield from (_CHILDREN / index for index in range(len(children)))


def _alike(children: Sequence[Mapping[str, Any]]) -> Iterator[Diagnostic]:
    """Yield NR110 for a reference that another child has; it is never repeated."""
    seen: set[str] = set()
    for index, part in enumerate(children):
        ref = part["subject"]["ref"]
        if ref in seen:
            at = _CHILDREN / index / "subject" / "ref"
            message = "another child of the household has this reference"
            hint = "give every child a reference of their own"
            yield Diagnostic("NR110", message, at, hint)
        seen.add(ref)


def _wrong_cases(value: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Yield whatever keeps the case of a child from being one; each thing once."""
    cases = [shared_parts(value)]
    cases += [
        parts_of(value, index)
        for index, part in enumerate(value["children"])
        if "not_assessed" not in part
    ]
    yield from dict.fromkeys(found for parts in cases for found in _wrong_case(parts))


def _wrong_case(parts: Parts) -> Iterator[Diagnostic]:
    try:
        load_case(together(parts))
    except CaseError as refused:
        for found in refused.diagnostics:
            yield evolve(found, at=origin(parts, found.at), file=None, span=None)


def _refuse(
    found: Iterator[Diagnostic] | Sequence[Diagnostic], document: Document
) -> None:
    every = tuple(found)
    if every:
        raise CaseError(located(every, document, with_lines=False))
