"""What the ruleset that lies open is compared with."""

from __future__ import annotations

from typing import Final

from neglect_rules.catalogue import shipped
from neglect_rules.studio._opened import RULESET, Opened, key_of, opened, shipped_text
from neglect_rules.studio._panel import Problem
from neglect_rules.studio._request import Request

BEFORE: Final = "before"
"""The field with the text of the ruleset as it was when it was opened."""
OWN: Final = "file"


def choices(request: Request) -> list[tuple[str, str]]:
    """Return what may be chosen, by its key."""
    found = [(key_of(e), f"{e.title}, version {e.version}") for e in shipped()]
    if request.text(BEFORE) and request.text(BEFORE) != request.text(RULESET):
        return [(BEFORE, "What it was when you opened it"), *found]
    return found


def older(request: Request) -> Opened | Problem:
    """Return what was chosen, or what is to be put right with the choice."""
    found = _chosen(request)
    if found is None:
        said = "Choose what to compare with, or open a file."
        return Problem(said=said, target="old-1")
    if found.program is None:
        said = "What you compare with has problems. Open it on Start to see them."
        return Problem(said=said, target="old-1")
    return found


def text_of(request: Request, chosen: str) -> str | None:
    """Return the text of what was chosen; nothing where nothing lies behind it."""
    texts = {OWN: request.text("old_text"), BEFORE: request.text(BEFORE)}
    return (texts[chosen] or None) if chosen in texts else shipped_text(chosen)


def _chosen(request: Request) -> Opened | None:
    text = text_of(request, request.text("old"))
    return None if text is None else opened(text)
