"""What stands at a place of a ruleset, in its author's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from neglect_rules.locations import scan
from neglect_rules.model import Ruleset
from neglect_rules.placing import span_at
from neglect_rules.pointer import Pointer

_NAMES: Final = ("label", "because", "task", "title")
_UNNAMED: Final[Mapping[str, str]] = {
    "open_answers": "How open answers are dealt with",
    "subjects": "Whom the ruleset is for",
    "conditions": "The condition named",
    "measures": "The measure named",
}
_RULES: Final = frozenset({"thresholds", "modifiers", "easings", "guards", "tasks"})


def label_of(ruleset: Ruleset, at: str) -> str:
    """Return the author's words for a place, with the id of what they are about.

    The words are those of the outermost thing that has some: a rule and not one of its
    conditions.
    """
    parts = Pointer.parse(at).parts
    folder, name = parts[0], parts[1] if len(parts) > 1 else ""
    if folder == "open_answers" or not name:
        return _UNNAMED.get(folder, ruleset.title)
    found: Any = Pointer((folder, name)).resolve(ruleset.document)
    words = next((found[key] for key in _NAMES if key in found), None)
    if words is None:
        return f"{_UNNAMED.get(folder, 'What is named')} {found.get('id', name)}"
    if folder in _RULES:
        return f"{words.removesuffix('.')} [{found['id']}]"
    return f"{words} ({found.get('id', name)})"


def lines_at(ruleset: Ruleset, places: Iterable[str]) -> dict[str, int]:
    """Return in which line of its text each place of a ruleset stands.

    A ruleset that was not read from a text has no lines.
    """
    if ruleset.text is None:
        return {}
    wanted = {at: Pointer.parse(at) for at in places}
    found = scan(ruleset.text, wanted.values()).places
    lines = {}
    for at, pointer in wanted.items():
        # What its author left out stands where it would be written.
        while pointer not in found:
            pointer = Pointer(pointer.parts[:-1])  # noqa: PLW2901 - a step outwards
        start, end = found[pointer].value
        lines[at] = span_at(ruleset.text, start, end).line
    return lines
