"""Traces and capsules from text; no value of a case in any message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from neglect_rules.audit._capsule import Capsule
from neglect_rules.audit._settled import settled
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.loading import (
    Document,
    against_schema,
    from_values,
    located,
    read_text,
)
from neglect_rules.pointer import Pointer
from neglect_rules.trace import Trace

MEANINGS: Final = frozenset({1})
"""The semantics numbers that this version can judge by."""

Source = str | bytes | Mapping[str, Any]


def load_trace(source: Source, *, name: str = "<trace>") -> Trace:
    """Return the trace that a JSON text, or its value as Python dicts, describes.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        AuditError: With every finding, each with its place and none with a value.
    """
    value = _checked(source, name, "trace")
    return Trace(value)


def load_capsule(source: Source, *, name: str = "<capsule>") -> Capsule:
    """Return the capsule that a JSON text, or its value as Python dicts, describes.

    Whether its parts belong together is not looked at here; `replay` says so. The
    stored ruleset and case are read when they are first asked for.

    Args:
        source: The text, or what `json.loads` would give for it.
        name: What diagnostics call it.

    Raises:
        AuditError: With every finding, each with its place and none with a value.
    """
    value = _checked(source, name, "capsule")
    return Capsule(value)


def _checked(source: Source, name: str, kind: str) -> Any:
    if isinstance(source, str | bytes):
        document = read_text(source, name, AuditError)
    else:
        document = from_values(source, name, AuditError)
    value = settled(document.value)
    if not _is_of_another_meaning(value, kind):
        _refuse(against_schema(value, kind, shows=False), document)
        _refuse(tuple(_impossible(value, kind)), document)
    return value


def _is_of_another_meaning(value: Any, kind: str) -> bool:
    """Return whether a record is of a meaning whose form we cannot know.

    Replay then says that the meaning is not available.
    """
    trace = value.get("trace") if kind == "capsule" and _is_object(value) else value
    if not _is_object(trace) or value.get("format") != 1:
        return False
    number = trace.get("semantics")
    return type(number) is int and number > 0 and number not in MEANINGS


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def _impossible(value: Mapping[str, Any], kind: str) -> Iterator[Diagnostic]:
    within = ("trace",) if kind == "capsule" else ()
    trace = value["trace"] if within else value
    try:
        dt.datetime.fromisoformat(trace["moment"])
    except ValueError:
        at = Pointer((*within, "moment"))
        yield Diagnostic("NR104", "there is no such moment", at)


def _refuse(found: tuple[Diagnostic, ...], document: Document) -> None:
    if found:
        raise AuditError(located(found, document, with_lines=False))
