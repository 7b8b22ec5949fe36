"""An author's words, shown so that nothing in them can hide or break a line."""

from __future__ import annotations

from typing import Final
from unicodedata import category

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp", "Zs"})


def visible(text: str) -> str:
    r"""Return `text` with every character that cannot be seen written as `<U+202E>`.

    A tab becomes one space, so that columns stay columns.

    Examples:
        >>> visible("a\u00a0b\tc")
        'a<U+00A0>b c'
    """
    return "".join(map(visible_character, text))


def visible_character(character: str) -> str:
    """Return one character as `visible` shows it."""
    if character in " \t":
        return " "
    if character.isascii() and character.isprintable():
        return character
    hidden = category(character) in _HIDDEN
    return f"<U+{ord(character):04X}>" if hidden else character


def quoted(text: str, longest: int = 40) -> str:
    """Return `text` in backticks, visible, on one line and cut if it is long."""
    line = text.splitlines()[0] if text.splitlines() else text
    cut = line if len(line) <= longest else f"{line[: longest - 3]}..."
    return f"`{visible(cut)}`"
