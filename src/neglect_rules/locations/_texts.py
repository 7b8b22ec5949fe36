"""Where a quoted text ends, even one whose quotation marks have gone wrong.

A text in sound JSON is always followed by a comma, a colon, a closing bracket or the
end. Only where that is not so does anything here look further, so that no guess can
touch a sound document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from neglect_rules.locations._characters import content_slips
from neglect_rules.locations._slips import Found, SlipKind

_CURLY: Final = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e\uff02"
_SINGLE: Final = "'`\u2018\u2019\u201a\u201b\u2032\u00b4\u2039\u203a"
_THEN: Final = r"(?=[ \t]*+(?:[,:}\]\r\n]|\Z))"

_STRAIGHT = re.compile(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"')
_ANY_TEXT = re.compile(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?')
_OVER_LINES = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"' + _THEN, re.DOTALL)
_LINE_BREAK = re.compile(r"[\r\n]")
_GLUED = re.compile(r"(?=\w)")
_ENDS_OTHERWISE = re.compile(rf'[{_CURLY}]{_THEN}|\\"{_THEN}')
_LATER_QUOTE = re.compile(rf'[^\r\n"]*+(?:"(?!{_THEN})[^\r\n"]*+)*+"')
_NOT_OPENED = re.compile(r'[^\W\d][\w .-]*+"(?=[ \t]*+[:,}\]])')
_NEAR: Final = 2_000
"""How far a guess looks ahead, so that a long broken line costs little."""
_CLOSERS: Final = {
    "double": re.compile(rf'[{_CURLY}"]{_THEN}'),
    "single": re.compile(rf"[{_SINGLE}]{_THEN}"),
    "any double": re.compile(rf'[{_CURLY}"]'),
    "any single": re.compile(rf"[{_SINGLE}]"),
}


def quoted_end(text: str, start: int) -> tuple[int, tuple[Found, ...]] | None:
    """Return where the text that begins at `start` ends, and its slips.

    `None` if no quotation mark of any kind stands there, or only a single one that
    nothing closes.
    """
    mark = text[start]
    if mark == '"':
        end, first = _straight(text, start)
    elif mark in _CURLY or mark in _SINGLE:
        closed = _curly(text, start)
        if closed is None:
            return None
        end, first = closed, Found(SlipKind.QUOTES, start, closed)
    elif no_opening := _NOT_OPENED.match(text, start):
        end = no_opening.end()
        return end, (Found(SlipKind.QUOTE_NOT_OPENED, start, end),)
    else:
        return None
    return end, tuple(_with_content(text, start, end, first))


def outside_texts(text: str) -> str:
    """Return `text` without its quoted texts; one not closed on its line ends there."""
    return _ANY_TEXT.sub("", text)


def _with_content(
    text: str, start: int, end: int, first: Found | None
) -> Iterator[Found]:
    if first:
        yield first
    for slip in content_slips(text, start + 1, max(end - 1, start + 1)):
        if first is None or slip.kind is not first.kind:
            yield slip


def _straight(text: str, start: int) -> tuple[int, Found | None]:
    """Return the end of a text that opens straight, and what is wrong with its end."""
    closed = _STRAIGHT.match(text, start)
    if closed and not _GLUED.match(text, closed.end()):
        return closed.end(), None
    limit = closed.end() - 1 if closed else _line_end(text, start)
    if otherwise := _ENDS_OTHERWISE.search(text, start + 1, limit):
        end = otherwise.end()
        curly = len(otherwise[0]) == 1
        kind = SlipKind.QUOTE_AT_END if curly else SlipKind.BACKSLASH
        return end, Found(kind, otherwise.start(), end)
    if closed:
        return _glued(text, closed.end())
    if over := _OVER_LINES.match(text, start):
        at = _line_end(text, start)
        return over.end(), Found(SlipKind.LINE_BREAK, at, at + 1)
    return _not_closed(text, start)


def _glued(text: str, end: int) -> tuple[int, Found | None]:
    """Return the end of a text in which a quotation mark seems to stand at `end`."""
    later = _LATER_QUOTE.match(text, end, end + _NEAR)
    if later:
        return later.end(), Found(SlipKind.QUOTE_INSIDE, end - 1, end)
    return end, None


def _not_closed(text: str, start: int) -> tuple[int, Found]:
    rest = text[start + 1 : _line_end(text, start)]
    end = start + 1 + len(rest.rstrip(",}] \t"))
    return end, Found(SlipKind.QUOTE_NOT_CLOSED, start, end)


def _curly(text: str, start: int) -> int | None:
    """Return the end of a text in quotation marks that JSON does not know."""
    size = "single" if text[start] in _SINGLE else "double"
    limit = _line_end(text, start)
    closer = _CLOSERS[size].search(text, start + 1, limit)
    closer = closer or _CLOSERS[f"any {size}"].search(text, start + 1, limit)
    if closer:
        return closer.end()
    return None if size == "single" else _not_closed(text, start)[0]


def _line_end(text: str, start: int) -> int:
    found = _LINE_BREAK.search(text, start)
    return found.start() if found else len(text)
