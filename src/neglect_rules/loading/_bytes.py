"""From bytes to text: UTF-8 without a byte order mark, and words for all else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from neglect_rules.diagnostics import Diagnostic, Span
from neglect_rules.loading._document import MOST_BYTES
from neglect_rules.loading._visible import quoted
from neglect_rules.placing import line_at, span_at

_RESAVE: Final = (
    "save the file again as UTF-8 (in Notepad: File, Save As, Encoding: UTF-8)"
)
_AS_TEXT: Final = "copy the document into a text editor and save it as UTF-8"
_START: Final = Span(1, 1, 2)
_SIGNATURES: Final = (
    (b"\xef\xbb\xbf", "NR002", "a byte order mark stands before the document",
     "save it as UTF-8, not as UTF-8 with BOM"),
    (b"PK\x03\x04", "NR002", "this is a Word, Excel or zip file, not a text", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "NR002", "this is a Word or Excel file, not a text", _AS_TEXT),
    (b"%PDF", "NR002", "this is a PDF file, not a text", _AS_TEXT),
    (b"\x1f\x8b", "NR002", "this is a compressed file, not a text", "unpack it first"),
    (b"{\\rtf", "NR001", "this is an RTF file, as word processors save it", _AS_TEXT),
    (b"<", "NR001", "this is an HTML or XML page, not JSON", _AS_TEXT),
)  # fmt: skip


def text_from(data: bytes | str) -> str | Diagnostic:
    """Return the text of `data`, or what keeps it from being read as text.

    A `str` was decoded by the caller; its size and its first characters are looked at
    all the same.
    """
    if _is_too_large(data):
        return Diagnostic(
            "NR003",
            f"the document is larger than 8 MiB ({MOST_BYTES:,} bytes)",
            hint="split it, or leave out what is not needed",
        )
    return next(_refusals(data), None) or _decoded(data)


def without_words(refused: Diagnostic) -> Diagnostic:
    """Return a diagnostic of this file as it may stand about a case."""
    message = refused.message
    if message.startswith("`"):
        message = f"a character{message[message.rindex('`') + 1 :]}"
    return evolve(refused, message=message, line=None)


def _is_too_large(data: bytes | str) -> bool:
    if len(data) > MOST_BYTES:
        return True
    if isinstance(data, bytes) or len(data) * 4 <= MOST_BYTES:
        return False
    return len(data.encode("utf-8", "surrogatepass")) > MOST_BYTES


def _refusals(data: bytes | str) -> Iterator[Diagnostic]:
    """Yield what the first bytes say that the file is, where it is not ours."""
    if isinstance(data, bytes):
        head = data[:64]
        encoding = json.detect_encoding(head)
        if encoding.startswith(("utf-16", "utf-32")):
            name = encoding[:6].upper()
            message = f"the file is saved as {name}, expected UTF-8"
            yield Diagnostic("NR002", message, hint=_RESAVE, span=_START)
    else:
        head = data[:64].encode("utf-8", "surrogatepass")
    for signature, code, message, hint in _SIGNATURES:
        if head.lstrip(b" \t\r\n").startswith(signature):
            yield Diagnostic(code, message, hint=hint, span=_START)


def _decoded(data: bytes | str) -> str | Diagnostic:
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start].decode("utf-8")
        shown = before + data[wrong.start : wrong.start + 200].decode(
            "cp1252", "replace"
        )
    found = shown[len(before)]
    told = f"{quoted(found)} is written in an older encoding (Windows-1252 or ANSI)"
    return Diagnostic(
        "NR002",
        f"{told}, expected UTF-8",
        hint=_RESAVE,
        span=span_at(shown, len(before), len(before) + 1),
        line=line_at(shown, len(before)),
    )
