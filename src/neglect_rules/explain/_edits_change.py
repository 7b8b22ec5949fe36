"""What of a ruleset's part is different: what it was, and what it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from neglect_rules.analysis import Edit, held_at
from neglect_rules.explain._amounts import named, quoted, sentence
from neglect_rules.explain._edits_asked import Sides, asked_apart, asks, made_apart
from neglect_rules.explain._edits_names import name
from neglect_rules.explain._edits_values import (
    LISTS,
    Spot,
    held,
    in_list,
    members,
    value,
)
from neglect_rules.explain._page import Block, Bullet, Line
from neglect_rules.explain._said import listed
from neglect_rules.explain._tests import measured, selection
from neglect_rules.explain._words import Words
from neglect_rules.pointer import Pointer

_TEXTS: Final = {
    "ask_as",
    "because",
    "description",
    "help",
    "label",
    "labels",
    "note",
    "task",
    "text",
    "title",
}
_OWN_KEYS: Final = {
    ("accepted", "grades"),
    ("document", "status"),
    ("outcome", "grades"),
}
"""Keys that mean something else here than elsewhere."""
_SINGLE: Final = {"effective", "definition", "open_answers", "households"}
_BY_OUTCOME: Final = {
    "reach",
    "at_least",
    "raise",
    "up_to",
    "from_at_least",
    "lower",
    "not_below",
    "then",
}
_CONTEXT: Final = 5


def changed(sides: Sides, edits: Sequence[Edit]) -> Iterator[Block]:
    """Yield a change as a sentence, and below it what it was and what it is now."""
    edit = edits[0]
    parts = () if edit.key is None else Pointer.parse(f"/{edit.key}").parts
    if edit.what == "translation":
        yield _bullet(sides, edit, "worded", thing=sides.say("edits.key.words"))
        return
    if not parts:
        yield from _of_all(sides, edit)
        return
    spot = Spot(edit.what, edit.id, parts)
    key = key_name(sides, spot, edit.now or edit.was)
    yield from _of_key(sides, edit, spot, key)


def _bullet(sides: Sides, edit: Edit, how: str, **parts: object) -> Bullet:
    return _about(sides, edit, sides.say(f"edits.{how}", **parts))


def _about(sides: Sides, edit: Edit, told: str) -> Bullet:
    who = name(sides, edit)
    mark = " -" if ":" in who or who.endswith("?") else ":"
    return Bullet(sentence(f"{who}{mark} {told}" if who else told))


def key_name(sides: Sides, spot: Spot, found: Any) -> str:
    """Return what people call a key: the weight, the question, the reason."""
    word = spot.key.removeprefix("$")
    if (spot.what, spot.key) in _OWN_KEYS:
        word = f"{spot.what}_{word}"
    elif spot.what in _SINGLE:
        word = _of_single(spot, word)
    elif spot.key == "grades" and len(spot.parts) > 1:
        grade = quoted(sides.new.grade(spot.id, spot.parts[1]))
        return sides.say("edits.key.grades_of", grade=grade)
    if word in _BY_OUTCOME:
        ids = spot.parts[1:] or tuple(found)
        labels = [sides.new.outcome(each) for each in ids]
        ladder = listed(sides.new.phrases, labels)
        return sides.say(f"edits.key.{word}", outcome=ladder)
    return sides.say(f"edits.key.{word}")


def _of_single(spot: Spot, word: str) -> str:
    if spot.key == "enough" and len(spot.parts) > 1:
        return f"enough_{spot.parts[1]}"
    shared = {"from", "before", "text", "source", "because", "status"}
    return f"{spot.what}_{word}" if word in shared else word


def _of_key(sides: Sides, edit: Edit, spot: Spot, key: str) -> Iterator[Block]:
    was = held(sides.old, edit.at_old, spot.parts, edit.was)
    now = held(sides.new, edit.at_new, spot.parts, edit.now)
    if was == now:
        yield _bullet(sides, edit, "same_value", thing=key)
    elif spot.key in {"when", "whenever", "ask_if", "rule", "measure", "for_each"}:
        yield from _of_model(sides, edit, spot, key)
    elif spot.key in LISTS:
        yield _bullet(sides, edit, "differs", thing=key)
        yield from _of_list(sides, spot, was, now)
    elif isinstance(now, bool):
        answer = "yes" if now else "no"
        yield _about(sides, edit, sides.say(f"edits.{answer}.{spot.key}"))
    elif spot.key in _TEXTS or _describes(spot):
        yield from _of_text(sides, edit, spot, key, (was, now))
    else:
        yield _goes(sides, edit, spot, key, (was, now))


def _describes(spot: Spot) -> bool:
    return spot.what == "indicator" and spot.key == "grades"


def _goes(
    sides: Sides, edit: Edit, spot: Spot, key: str, ends: tuple[Any, Any]
) -> Bullet:
    was, now = ends
    told = {
        word: told_of(words, spot, end)
        for word, words, end in (("was", sides.old, was), ("now", sides.new, now))
        if end is not None
    }
    how = "is_now" if was is None else "is_gone" if now is None else "goes"
    if (spot.what, spot.key, now) == ("effective", "before", None):
        how = "no_end"
    return _bullet(sides, edit, how, thing=key, **told)


def told_of(words: Words, spot: Spot, found: Any) -> str:
    """Return what stands under a key; what is said for several, for each of them."""
    whole = len(spot.parts) == 1 and isinstance(found, Mapping)
    if whole and (spot.key in _BY_OUTCOME or spot.key in {"rescreen_at", "enough"}):
        inner = [
            (each, Spot(spot.what, spot.id, (spot.key, each)), found[each])
            for each in found
        ]
        return "; ".join(
            value(words, at, each)
            if spot.key == "enough"
            else _on_ladder(words, at, id_, each)
            for id_, at, each in inner
        )
    return value(words, spot, found)


def _on_ladder(words: Words, spot: Spot, outcome: str, found: Any) -> str:
    told = value(words, spot, found)
    return told if spot.key == "then" else f"{words.outcome(outcome)} {told}"


def _of_list(sides: Sides, spot: Spot, was: Any, now: Any) -> Iterator[Block]:
    old, new = members(sides.old, spot, was), members(sides.new, spot, now)
    come = [each for each in new if each not in old]
    gone = [each for each in old if each not in new]
    for word, found in (("come", come), ("gone", gone)):
        if found:
            told = in_list(sides.new, [each.removesuffix(".") for each in found])
            yield Line(sides.say(f"edits.list_{word}", members=told), 1)
    if not come and not gone:
        yield Line(sides.say("edits.list_order"), 1)


def _of_text(
    sides: Sides, edit: Edit, spot: Spot, key: str, ends: tuple[Any, Any]
) -> Iterator[Block]:
    was, now = (
        end if end is None or isinstance(end, str) else _long(words, spot, end)
        for words, end in zip((sides.old, sides.new), ends, strict=True)
    )
    how = "worded_new" if was is None else "worded_gone" if now is None else "worded"
    yield _bullet(sides, edit, how, thing=key)
    if was is not None and now is not None:
        was, now = _trimmed(was, now)
    if was is not None:
        yield Line(sides.say("edits.was_text", text=quoted(was)), 1)
    if now is not None:
        yield Line(sides.say("edits.now_text", text=quoted(now)), 1)


def _long(words: Words, spot: Spot, found: Any) -> str:
    """Return texts that stand under one key as one text."""
    if isinstance(found, Mapping):
        return "; ".join(
            named(words.grade(spot.id, grade), _long(words, spot, text))
            for grade, text in found.items()
        )
    return found if isinstance(found, str) else value(words, spot, found)


def _trimmed(was: str, now: str) -> tuple[str, str]:
    """Return two long texts cut to where they differ, with some words around."""
    old, new = was.split(), now.split()
    ahead = _alike(old, new)
    behind = _alike(old[ahead:][::-1], new[ahead:][::-1])
    start, end = max(ahead - _CONTEXT, 0), max(behind - _CONTEXT, 0)
    return _cut(old, start, end), _cut(new, start, end)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    same = next((index for index, (one, other) in pairs if one != other), None)
    return min(len(old), len(new)) if same is None else same


def _cut(text: Sequence[str], start: int, end: int) -> str:
    kept = " ".join(text[start : len(text) - end])
    return f"{'… ' if start else ''}{kept}{' …' if end else ''}"


def _of_all(sides: Sides, edit: Edit) -> Iterator[Block]:
    """Yield a named condition or number that is different."""
    key = sides.say(f"edits.key.{'when' if edit.what == 'condition' else 'number'}")
    spot = Spot(
        edit.what, edit.id, ("when" if edit.what == "condition" else "measure",)
    )
    yield from _of_model(sides, edit, spot, key)


def _of_model(sides: Sides, edit: Edit, spot: Spot, key: str) -> Iterator[Block]:
    """Yield what a condition, a number or the making of a rating was and is."""
    parts = spot.parts if edit.key is not None else ()
    was, now = (
        held_at(words.ruleset, at, parts)
        for words, at in ((sides.old, edit.at_old), (sides.new, edit.at_new))
        if words.ruleset is not None and at is not None
    )
    if was is None or now is None:
        yield _bullet(
            sides, edit, "worded_new" if was is None else "worded_gone", thing=key
        )
        found, words = (now, sides.new) if was is None else (was, sides.old)
        yield from _alone(words, spot, found)
    elif spot.key in {"measure", "for_each"}:
        yield from _of_measure(sides, edit, spot, key, (was, now))
    else:
        yield _bullet(sides, edit, "differs", thing=key)
        if spot.key == "rule":
            yield from made_apart(sides, edit.id, was, now)
        else:
            yield from asked_apart(sides, was, now)


def _alone(words: Words, spot: Spot, found: Any) -> Iterator[Block]:
    if spot.key in {"measure", "for_each"}:
        yield Line(sentence(_counted(words, spot, found)), 1)
    else:
        yield from asks(words, found, 1)


def _counted(words: Words, spot: Spot, found: Any) -> str:
    tell = selection if spot.key == "for_each" else measured
    return tell(words, found)


def _of_measure(
    sides: Sides, edit: Edit, spot: Spot, key: str, ends: tuple[Any, Any]
) -> Iterator[Block]:
    was = _counted(sides.old, spot, ends[0])
    now = _counted(sides.new, spot, ends[1])
    yield _bullet(sides, edit, "differs", thing=key)
    if was == now:
        yield Line(sides.say("edits.same"), 1)
    else:
        yield Line(sides.say("edits.was_text", text=sentence(was)), 1)
        yield Line(sides.say("edits.now_text", text=sentence(now)), 1)
