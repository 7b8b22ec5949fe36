"""A page of the documentation, done step by step as a reader would."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the blocks of a page, each with what kind it is."""
    return _BLOCK.findall(page.read_text("utf-8"))


def not_shown(page: Path, type_in: Callable[[str], str]) -> list[str]:
    """Return what a page says is shown and is not, doing it in the current folder.

    What was typed last shows it.

    Args:
        page: Commands, changes to files as lines with `-` and `+`, and what is shown.
        type_in: Does a command; what it returns is what it shows.
    """
    shown, missing = "", []
    for kind, text in blocks(page):
        if kind == "console":
            shown = type_in(text.removeprefix("$ ").strip())
        elif kind == "diff":
            _edit(text)
        elif text.strip() not in shown:
            missing.append(text)
    return missing


def _edit(change: str) -> None:
    """Do what a block of lines with `-` and `+` says, once, in the file it names."""
    first, *lines = change.splitlines()
    file = Path(first.removeprefix("--- "))
    old, new = ("\n".join(row[1:] for row in lines if row[0] == sign) for sign in "-+")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
