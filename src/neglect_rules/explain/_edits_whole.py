"""What is new in a ruleset, or was taken out of it, with what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from neglect_rules.analysis import Edit, held_at
from neglect_rules.explain._amounts import quoted, sentence
from neglect_rules.explain._edits_asked import Sides, asks, made
from neglect_rules.explain._edits_change import told_of
from neglect_rules.explain._edits_names import RULES, parts
from neglect_rules.explain._edits_values import Spot, in_list, in_words, members, placed
from neglect_rules.explain._page import Block, Bullet, Line
from neglect_rules.explain._said import number
from neglect_rules.explain._tests import measured, selection
from neglect_rules.explain._words import Words

_DETAILS: Final[Mapping[str, Sequence[str]]] = {
    "accepted": ("highest", "grades", "because"),
    "definition": ("text",),
    "domain": ("weight", "cap", "floor"),
    "event_kind": ("help",),
    "grade": ("points",),
    "households": ("rescreen_at",),
    "indicator": ("domain", "ask_as", "ages"),
    "easing": ("lower",),
    "modifier": ("raise", "from_at_least"),
    "outcome": ("grades",),
    "parameter": ("number", "grade"),
    "rating": ("domain",),
    "review": ("within",),
    "task": ("who",),
}
"""What is said of each thing besides its name."""
_OWN: Final = {"grades"}
"""Keys that mean one thing here and another there."""
_LISTS: Final = {"indicator": "subjects", "parameter": "ids"}
_GIVES: Final = {
    "threshold": "reach",
    "guard": "at_least",
    "modifier": "up_to",
    "easing": "not_below",
    "promise": "then",
}
_WHENS: Final = ("when", "whenever", "ask_if")
_REASONED: Final = {*RULES, "review", "promise"}
"""What is called by the reason for it."""


def whole(sides: Sides, edits: Sequence[Edit]) -> Iterator[Block]:
    """Yield what is new or was taken out: its name, and below it what it is.

    Args:
        sides: The words of both rulesets.
        edits: One, or several answers that are taken in alike.
    """
    edit = edits[0]
    words, at, found = sides.new, edit.at_new, edit.now
    if edit.kind == "removed":
        words, at, found = sides.old, edit.at_old, edit.was
    yield Bullet(_head(sides, edits, found))
    if len(edits) > 1:
        labels = [each.label_new or each.label_old or "" for each in edits]
        yield Line(sentence("; ".join(labels)), 1)
    yield from _told(sides, words, edit, found if isinstance(found, Mapping) else {})
    spec = held_at(words.ruleset, at) if words.ruleset and at else None
    yield from _asking(words, edit.what, edit.id, spec)


def _head(sides: Sides, edits: Sequence[Edit], found: Any) -> str:
    edit = edits[0]
    known = dict(parts(sides, edit))
    what = "rule" if edit.what in RULES else edit.what
    if edit.what in _REASONED:
        known["label"] = found.get("label") or found.get("because", edit.id)
    if len(edits) > 1:
        key = f"edits.{edit.kind}.accepted_many"
        return sentence(sides.say(key, count=len(edits), **known))
    return sentence(sides.say(f"edits.{edit.kind}.{what}", **known))


def _told(
    sides: Sides, words: Words, edit: Edit, found: Mapping[str, Any]
) -> Iterator[Block]:
    gives = _GIVES.get(edit.what)
    if gives is not None:
        levels = told_of(words, Spot(edit.what, edit.id, (gives,)), found[gives])
        yield Line(sides.say(f"edits.gives.{edit.what}", levels=levels), 1)
    for key in (key for key in _DETAILS.get(edit.what, ()) if key in found):
        spot = Spot(edit.what, edit.id, (key,))
        told = told_of(words, spot, found[key])
        yield _detail(sides, spot, told)
    key = _LISTS.get(edit.what, "")
    if key in found:
        spot = Spot(edit.what, edit.id, (key,))
        told = in_list(words, members(words, spot, found[key]))
        yield _detail(sides, spot, told)
    if edit.what == "scale":
        yield from (Bullet(_graded(words, each), 1) for each in found["grades"])


def _detail(sides: Sides, spot: Spot, told: str) -> Line:
    word = f"{spot.what}_{spot.key}" if spot.key in _OWN else spot.key
    return Line(sentence(sides.say(f"edits.of.{word}", value=told)), 1)


def _graded(words: Words, grade: Mapping[str, Any]) -> str:
    label = str(grade.get("label") or in_words(grade["id"]))
    points = placed(words, grade.get("points"))
    if not points:
        return label
    key = "edits.points.one" if points == 1 else "edits.points.other"
    many = number(words.phrases, str(points))
    return words.say(key, label=quoted(label), points=many)


def _asking(words: Words, what: str, id_: str, spec: Any) -> Iterator[Block]:
    """Yield what a thing asks, how it is made, or what it measures."""
    if what == "condition":
        yield from asks(words, spec, 1)
    elif what == "measure":
        yield Line(sentence(measured(words, spec)), 1)
    elif what == "rating":
        yield from (block for unit in made(words, id_, spec.rule, 1) for block in unit)
    elif what == "report" and spec.measure is not None:
        yield Line(sentence(measured(words, spec.measure)), 1)
    for key in _WHENS:
        when = getattr(spec, key, None)
        if when is not None:
            asked_if = "edits.asked_when" if key == "ask_if" else "edits.when"
            yield Line(words.say(asked_if), 1)
            yield from asks(words, when, 1)
    selected = getattr(spec, "for_each", None)
    if selected is not None:
        signs = selection(words, selected)
        yield Line(words.say("edits.for_each", signs=signs), 1)
