"""Diagnostics at their line and column, counted as an editor counts them.

A diagnostic is found with a pointer; where that is in a text is looked up only when
somebody wants to see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from attrs import evolve

from neglect_rules import locations
from neglect_rules.diagnostics import Diagnostic, Span
from neglect_rules.pointer import Pointer


class Source(Protocol):
    """Something that was read from a text, or from Python values without one."""

    @property
    def text(self) -> str | None:
        """Return the text, if it had one."""
        ...

    @property
    def name(self) -> str:
        """Return what diagnostics call it."""
        ...


_AT_KEY: Final = frozenset({"NR005", "NR102", "NR108"})
"""Codes that are about a key rather than about its value."""


def located(
    diagnostics: Iterable[Diagnostic], source: Source, *, with_lines: bool
) -> tuple[Diagnostic, ...]:
    """Return diagnostics with file, span and line, in the order of the text.

    A pointer to something that is not there is shown at the nearest list or object
    that is. An object or list is shown at its opening bracket.

    Args:
        diagnostics: Findings with pointers into `source`.
        source: What they are about; without a text, only the file is filled in.
        with_lines: Whether to keep the lines of text. Never about a case.
    """
    found = tuple(evolve(d, file=source.name) for d in diagnostics)
    if found and source.text is not None:
        places = locations.scan(source.text, (d.at for d in found)).places
        lines: dict[int, str] = {}
        found = tuple(
            _placed(d, source.text, places, lines if with_lines else None)
            for d in found
        )
    return tuple(sorted(found, key=_order))


def _placed(
    diagnostic: Diagnostic,
    text: str,
    places: Mapping[Pointer, locations.Place],
    lines: dict[int, str] | None,
) -> Diagnostic:
    if diagnostic.span:
        return diagnostic
    start, end = _stretch(diagnostic, text, places)
    span = span_at(text, start, end)
    if lines is None:
        return evolve(diagnostic, span=span)
    if span.line not in lines:
        lines[span.line] = line_at(text, start)
    return evolve(diagnostic, span=span, line=lines[span.line])


def _stretch(
    diagnostic: Diagnostic, text: str, places: Mapping[Pointer, locations.Place]
) -> tuple[int, int]:
    """Return the offsets at which a diagnostic is best shown."""
    at = diagnostic.at
    while at not in places and at.parts:
        at = Pointer(at.parts[:-1])
    place = places.get(at, locations.Place((0, 0)))
    if place.key and at == diagnostic.at and diagnostic.code in _AT_KEY:
        return place.key
    start, end = place.value
    is_nested = text[start : start + 1] in {"{", "["}
    return (start, start + 1) if is_nested else (start, end)


def _order(diagnostic: Diagnostic) -> tuple[int, int, str, Pointer]:
    span = diagnostic.span or Span(0, 0, 0)
    return span.line, span.column, diagnostic.code, diagnostic.at


def line_at(text: str, offset: int) -> str:
    """Return the line in which `offset` stands, without its line break."""
    start, end = _bounds(text, offset)
    return text[start:end]


def span_at(text: str, start: int, end: int) -> Span:
    """Return the stretch from `start` to `end`, cut where its first line ends.

    Lines end at a line feed, with or without a carriage return before it. An empty
    stretch, or one at the end of a line, is one column wide, so that a caret has room.
    """
    line_start, line_end = _bounds(text, start)
    column = start - line_start + 1
    width = min(end, line_end) - start
    return Span(text.count("\n", 0, line_start) + 1, column, column + max(width, 1))


def _bounds(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    if end < 0:
        return start, len(text)
    return start, end - 1 if text[start:end].endswith("\r") else end
