"""Lines and columns of a text, counted as an editor counts them."""

from __future__ import annotations

from neglect_rules.diagnostics import Span


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
