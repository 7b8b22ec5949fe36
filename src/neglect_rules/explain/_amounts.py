"""What holds of amounts and words in any language; and English for English texts.

A page is told in its reader's language: what `_said` has is for pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from neglect_rules.explain import _said
from neglect_rules.explain._phrases import english


def is_nought(value: _said.Range) -> bool:
    """Return whether a range is nought and nothing else."""
    return value[0] == 0 and value[1] == 0


def quoted(words: str) -> str:
    """Return an author's words in quotation marks."""
    return f'"{words}"'


def apart(words: str) -> str:
    """Return a label as it may stand in a list: quoted if it could be misread.

    Examples:
        >>> apart("Severe"), apart("Some, not steady")
        ('Severe', '"Some, not steady"')
    """
    return quoted(words) if any(mark in words for mark in ",;:") else words


def named(label: str, value: str) -> str:
    """Return a label with what it comes to.

    Examples:
        >>> named("Warmth", "Met"), named("Effort: carers act", "Met")
        ('Warmth: Met', 'Effort: carers act - Met')
        >>> named("Is help needed?", "Yes")
        'Is help needed? Yes'
    """
    if label.endswith("?"):
        return f"{label} {value}"
    mark = " -" if ":" in label or ":" in value else ":"
    return f"{label}{mark} {value}"


def sentence(words: str) -> str:
    """Return words with a capital first and a full stop last."""
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def plural(count: int, word: str) -> str:
    """Return a count with a word of English, for texts that are in English alone.

    Examples:
        >>> plural(1, "question"), plural(2, "question")
        ('1 question', '2 questions')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def number(value: Fraction | str | int) -> str:
    """Return a number in English, rounded only where no decimal is exact."""
    return _said.number(english(), value)


def share(value: Fraction | str | int) -> str:
    """Return a share as a percentage, in English."""
    return _said.share(english(), value)


def day(value: str | dt.date) -> str:
    """Return a date as people write it in English."""
    return _said.day(english(), value)


def listed(words: Sequence[str]) -> str:
    """Return words as people list them in English."""
    return _said.listed(english(), words)
