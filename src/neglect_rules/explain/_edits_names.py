"""What the things are called that changed from one ruleset to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from neglect_rules.analysis import Edit
from neglect_rules.explain._edits_asked import Sides
from neglect_rules.explain._edits_values import in_words
from neglect_rules.explain._words import Words
from neglect_rules.pointer import Pointer

RULES: Final = {"threshold", "modifier", "easing", "guard"}
_SPOKEN: Final = {
    "accepted",
    "condition",
    "event_kind",
    "grade",
    "measure",
    "parameter",
    "promise",
    "report",
    "review",
    "scale",
    "source",
    "task",
    "translation",
}
"""What has a word before its name: others are called by their label alone."""
_NAMELESS: Final = {
    "document",
    "effective",
    "subjects",
    "definition",
    "open_answers",
    "households",
}
_WHAT: Final = {
    "thresholds": "threshold",
    "modifiers": "modifier",
    "easings": "easing",
    "guards": "guard",
    "tasks": "task",
    "reviews": "review",
    "report": "report",
    "promises": "promise",
}


def label(edit: Edit) -> str:
    """Return the label of what was changed, without a full stop."""
    return (edit.label_new or edit.label_old or edit.id).removesuffix(".")


def name(sides: Sides, edit: Edit) -> str:
    """Return what was changed, as a sentence may begin with it; "" for the whole."""
    if edit.what in _NAMELESS:
        return ""
    return _named(sides, edit.what, parts(sides, edit))


def parts(sides: Sides, edit: Edit) -> Mapping[str, str]:
    """Return what the name of a thing is put together from."""
    found = {"id": edit.id, "label": label(edit)}
    if edit.what == "grade":
        side, at = (
            (sides.old, edit.at_old)
            if edit.at_new is None
            else (sides.new, edit.at_new)
        )
        found["scale"] = _scale(side, at.parts[1] if at else "")
    elif edit.what == "accepted":
        found["place"] = edit.id.partition(":")[0]
    elif edit.what == "translation":
        found["label"] = edit.id
    return found


def _scale(side: Words, id_: str) -> str:
    return side.at(f"/scales/{id_}", "label") or in_words(id_)


def _named(sides: Sides, what: str, found: Mapping[str, str]) -> str:
    if what in RULES:
        return sides.say("edits.name.rule", **found)
    if what in _SPOKEN:
        return sides.say(f"edits.name.{what}", **found)
    return found["label"]


def named_by(sides: Sides, edit: Edit) -> str:
    """Return what uses a setting, a condition or a number that was changed."""
    users = [_user(sides, at) for at in edit.used_by]
    if not users:
        return sides.say("edits.unused")
    told = "; ".join(dict.fromkeys(users))
    return sides.new.phrases.plural("edits.used_by", len(users), users=told)


def _user(sides: Sides, at: Pointer) -> str:
    """Return the name of what stands at a place of the new ruleset."""
    ruleset = sides.new.ruleset
    found: Any = at.resolve(ruleset.document) if ruleset else {}
    section, last = at.parts[0], at.parts[-1]
    what = _WHAT.get(section)
    if what is None:
        return str(found.get("label") or in_words(last))
    told = found.get("label") or found.get("task") or found.get("because", last)
    known = {"id": str(found["id"]), "label": _first(str(told))}
    return _named(sides, what, known)


def _first(text: str) -> str:
    """Return the first sentence of a text, without its full stop."""
    return text.partition(". ")[0].removesuffix(".")
