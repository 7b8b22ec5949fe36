"""What stands in a ruleset, in words, for documents about the whole of it."""

from __future__ import annotations

from typing import Any

from neglect_rules.explain._edits_asked import Unit, asks, made
from neglect_rules.explain._edits_change import told_of
from neglect_rules.explain._edits_values import LISTS, Spot, in_list, members
from neglect_rules.explain._tests import selection
from neglect_rules.explain._words import Words

__all__ = ["Unit", "asks", "made", "rests_on", "selection", "stands"]


def stands(words: Words, what: str, id_: str, key: str, found: Any) -> str:
    """Return what stands under a key of a ruleset's part, as people say it.

    Args:
        words: Where labels come from.
        what: What the part is: `rule`, `indicator`, `domain` and so on.
        id_: Its id.
        key: The key.
        found: The JSON value under it; a parameter stands for its value.
    """
    spot = Spot(what, id_, (key,))
    if key in LISTS and isinstance(found, list | tuple):
        return in_list(words, members(words, spot, found))
    return told_of(words, spot, found)


def rests_on(words: Words, at: str) -> str | None:
    """Return the source of what stands at a place, and how closely it keeps to it."""
    source, status = (words.at(at, key) for key in ("source", "status"))
    if source is None:
        return None
    title = words.at(f"/sources/{source}", "title") or source
    if status is None:
        return title
    provenance = words.say(f"sources.provenance.{status}")
    return words.say("sources.of_rule", title=title, provenance=provenance)
