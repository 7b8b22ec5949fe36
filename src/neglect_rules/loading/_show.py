"""Show diagnostics: as text with a caret, as JSON, as annotations of a code host.

Of its own this module writes ASCII only, and nothing that an author wrote can break a
line, hide or turn the direction of writing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final
from unicodedata import category, east_asian_width

from neglect_rules.diagnostics import Diagnostic, Severity, Span
from neglect_rules.loading._visible import visible, visible_character


def show_text(diagnostics: Iterable[Diagnostic], width: int = 80) -> str:
    """Return diagnostics as text, each with its line and a caret where there is one.

    A line of the document that is longer than `width` is cut around the place.
    """
    shown = ("\n".join(_as_text(d, width)) for d in diagnostics)
    return "\n\n".join(shown)


def _as_text(diagnostic: Diagnostic, width: int) -> Iterator[str]:
    span = diagnostic.span
    place = diagnostic.file or ""
    if span:
        place = f"{place}:{span.line}:{span.column}"
    elif diagnostic.at.parts:
        place = f"{place} {diagnostic.at}"
    head = f"{diagnostic.severity.value} {diagnostic.code} {diagnostic.message}"
    yield visible(f"{place} {head}".lstrip())
    if span and diagnostic.line:
        yield from _with_caret(diagnostic.line, span, max(width - 4, 20))
    if diagnostic.hint:
        yield f"  hint: {visible(diagnostic.hint)}"


def _with_caret(line: str, span: Span, width: int) -> Iterator[str]:
    """Yield a line of the document, cut to `width`, and carets under the span."""
    start = span.column - 1
    before = [visible_character(c) for c in line[max(0, start - width) : start]]
    after = [visible_character(c) for c in line[start : start + width]]
    if len(line) > width or _columns(before) + _columns(after) > width:
        room = width - 2 * len(_CUT)
        before = before[len(before) - _fitting(before[::-1], room // 2) :]
        after = after[: _fitting(after, room - _columns(before))]
    head = _CUT if len(before) < start else ""
    tail = _CUT if start + len(after) < len(line) else ""
    carets = "^" * max(_columns(after[: span.end - span.column]), 1)
    yield f"    {head}{''.join(before + after)}{tail}".rstrip()
    yield f"    {' ' * (len(head) + _columns(before))}{carets}"


_CUT: Final = "..."


def _fitting(pieces: Sequence[str], room: int) -> int:
    """Return how many of `pieces` fit into so many columns."""
    used = accumulate(_columns([piece]) for piece in pieces)
    return sum(1 for columns in used if columns <= room)


def _columns(pieces: Iterable[str]) -> int:
    """Return how wide a terminal shows what `visible_character` returned."""
    return sum(map(_columns_of, pieces))


def _columns_of(piece: str) -> int:
    if len(piece) > 1:
        return len(piece)
    if category(piece) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(piece) in {"F", "W"} else 1


def show_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return diagnostics as a JSON list, in ASCII, for machines."""
    return json.dumps([_as_object(d) for d in diagnostics], indent=2)


def _as_object(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": diagnostic.file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "at": str(diagnostic.at),
        "hint": diagnostic.hint,
    }


def show_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return diagnostics as workflow commands, which GitHub shows beside the lines."""
    return "\n".join(map(_as_annotation, diagnostics))


def _as_annotation(diagnostic: Diagnostic) -> str:
    level = _ON_GITHUB[diagnostic.severity]
    span = diagnostic.span
    properties = {
        "file": diagnostic.file,
        "line": span.line if span else None,
        "col": span.column if span else None,
        "title": diagnostic.code,
    }
    written = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTY)}"
        for name, value in properties.items()
        if value is not None
    )
    hint = f"\nhint: {visible(diagnostic.hint)}" if diagnostic.hint else ""
    message = (visible(diagnostic.message) + hint).translate(_IN_MESSAGE)
    return f"::{level} {written}::{message}"


_ON_GITHUB: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = {**_IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}
