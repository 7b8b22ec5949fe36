"""Messages of findings, as sentences of their own."""

from __future__ import annotations


def sentence(text: str) -> str:
    """Return a message as a sentence; of nothing, nothing.

    Examples:
        >>> sentence("a comma is missing")
        'A comma is missing.'
    """
    if not text:
        return ""
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."
