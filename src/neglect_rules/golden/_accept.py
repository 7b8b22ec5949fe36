"""What was agreed, rewritten to what came out; nothing else of a file changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.evaluation import Decision
from neglect_rules.golden._differences import (
    certain_tasks,
    outcome_value,
    reported,
    rules_of,
    warned,
)
from neglect_rules.golden._load import Expected, Part
from neglect_rules.golden._run import Difference
from neglect_rules.golden._suite import Ran
from neglect_rules.locations import Place, scan
from neglect_rules.pointer import Pointer

_KEYS: Final[Mapping[str, str]] = {"true": "met", "false": "not_met", "open": "open"}


@final
@frozen(kw_only=True)
class Accepted:
    """A story whose file says what came out.

    Attributes:
        text: The file's new text.
        accepted: What is agreed now.
        by_hand: What cannot be accepted so: names that are not there, and answers that
            do not suffice.
    """

    text: str = field(repr=False)
    accepted: tuple[Difference, ...]
    by_hand: tuple[Difference, ...]


@final
@frozen
class _Edit:
    """A value for a place; with a key, a new entry after that place."""

    at: Pointer
    value: Any
    key: str | None = None


def accept(ran: Ran) -> Accepted:
    """Return a story's text with each difference accepted that can be."""
    edits: list[_Edit] = []
    taken: list[Difference] = []
    left: list[Difference] = []
    for part, decision in ran.decided:
        mine = [each for each in ran.differences if each.where == part.where]
        can = [each for each in mine if _can_be(each, decision)]
        taken += can
        left += [each for each in mine if each not in can]
        edits += _edits(part, decision, can)
    return Accepted(
        text=_edited(ran.story.text, edits), accepted=tuple(taken), by_hand=tuple(left)
    )


def _can_be(difference: Difference, decision: Decision) -> bool:
    head, *rest = difference.about
    if head in _KEYS.values():
        return bool(difference.rules)
    if head == "report":
        return rest[0] in reported(decision)
    return head != "sufficient" and (head != "outcomes" or len(rest) > 1)


def _edits(
    part: Part, decision: Decision, differences: Sequence[Difference]
) -> Iterator[_Edit]:
    moved = [each for each in differences if each.about[0] in _KEYS.values()]
    for each in differences:
        if each not in moved:
            yield _Edit(each.at, _found(part.expected, decision, each.about))
    if moved:
        yield from _moved(part, decision, [_id(part.expected, e.about) for e in moved])


def _found(expected: Expected, decision: Decision, about: tuple[str, ...]) -> Any:
    """Return what came out, as a worked case writes it."""
    head, *rest = about
    if head == "outcomes":
        return outcome_value(decision, rest[0], rest[1])
    if head == "tasks":
        return _in_order(expected.tasks or (), list(certain_tasks(decision)))
    if head == "report":
        values = reported(decision)[rest[0]]
        one = isinstance(expected.report[rest[0]], str) and len(set(values)) == 1
        return values[0] if one else values
    if head == "warnings":
        return warned(decision).get(rest[0], [])
    return decision.trace.document["review_by"]


def _in_order(before: Sequence[str], now: Sequence[str]) -> list[str]:
    kept = [id_ for id_ in before if id_ in now]
    return [*kept, *(id_ for id_ in now if id_ not in kept)]


def _id(expected: Expected, about: tuple[str, ...]) -> str:
    ids: Sequence[str] = getattr(expected, about[0])
    return ids[int(about[1])]


def _moved(part: Part, decision: Decision, ids: Sequence[str]) -> Iterator[_Edit]:
    """Yield the lists of rules with these in the list of what came out of them."""
    before = {key: getattr(part.expected, key) for key in _KEYS.values()}
    now = {
        key: [id_ for id_ in held if id_ not in ids]
        for key, held in before.items()
        if held is not None
    }
    verdicts = {rule["id"]: rule["value"] for rule in rules_of(decision)}
    for id_ in ids:
        now.setdefault(_KEYS[verdicts[id_]], []).append(id_)
    # There is a list that one of them was in, so a new list can stand after that.
    anchor = next(key for key, held in before.items() if held and set(held) & set(ids))
    for key, held in now.items():
        if before[key] is None:
            yield _Edit(part.at / anchor, held, key)
        elif held != list(before[key]):
            yield _Edit(part.at / key, held)


def _edited(text: str, edits: Sequence[_Edit]) -> str:
    """Return a text with new values where old ones stood, from its end to its start."""
    places = scan(text, [edit.at for edit in edits]).places
    changes = [_change(text, places[edit.at], edit) for edit in edits]
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _change(text: str, place: Place, edit: _Edit) -> tuple[int, int, str]:
    written = json.dumps(edit.value, ensure_ascii=False)
    start, end = place.value
    if edit.key is None:
        return start, end, written
    return end, end, f",{_gap(text, place)}{json.dumps(edit.key)}: {written}"


def _gap(text: str, place: Place) -> str:
    """Return what stands before a key: a new line with its indent, or a blank."""
    key = place.key[0] if place.key else 0
    before = text[:key]
    bare = before.rstrip(" \t\r\n")
    gap = before[len(bare) :]
    return gap if "\n" in gap else " "
