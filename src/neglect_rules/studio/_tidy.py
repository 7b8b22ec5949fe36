"""A text in our layout, so that a file is written alike wherever it was edited."""

from __future__ import annotations

from neglect_rules.editing import laid_out
from neglect_rules.errors import RulesetError
from neglect_rules.loading import read_text


def tidy(text: str) -> str | None:
    """Return a text laid out as `fmt` does, if it means the same then; else nothing.

    Args:
        text: The text of a ruleset; one with a slip cannot be laid out.
    """
    try:
        read = read_text(text, "the ruleset")
        laid = laid_out(read.text or text, read.value)
        is_same = read_text(laid, "the ruleset").value == read.value
    except RulesetError:
        return None
    return laid if is_same else None
