"""Values changed in a document's text, with all the rest of the text as it was.

A new member is written as its neighbours are: on a line of its own, or among them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, final

from attrs import frozen

from neglect_rules.locations import Place, scan
from neglect_rules.pointer import Pointer


@final
@frozen(kw_only=True)
class Edit:
    """One member of an object to be written, or to be taken out.

    Attributes:
        holder: The object.
        key: The member.
        written: Its value as JSON; `None` takes it out.
        after: Keys that a new member comes after, the nearest last.
    """

    holder: Pointer
    key: str
    written: str | None
    after: tuple[str, ...] = ()

    @property
    def at(self) -> Pointer:
        """Return where the member stands."""
        return self.holder / self.key


def edited(text: str, document: Any, edits: Iterable[Edit]) -> str:
    """Return a document's text with some members changed.

    Args:
        text: The text.
        document: Its value.
        edits: At most one for each member.
    """
    rounds: dict[int, list[Edit]] = defaultdict(list)
    moved: dict[Pointer, int] = defaultdict(int)
    for edit in edits:
        is_new = edit.key not in edit.holder.resolve(document)
        if is_new or edit.written is None:
            # Each changes what stands next to the other, so they take turns.
            moved[edit.holder] += 1
            rounds[moved[edit.holder]].append(edit)
        else:
            rounds[0].append(edit)
    keys = {
        e.holder: list(e.holder.resolve(document)) for r in rounds.values() for e in r
    }
    for _, some in sorted(rounds.items()):
        text = _once(text, some, keys)
        for edit in some:
            _note(keys[edit.holder], edit)
    return text


def _note(keys: list[str], edit: Edit) -> None:
    if edit.written is None:
        keys.remove(edit.key)
    elif edit.key not in keys:
        keys.append(edit.key)


def _once(
    text: str, edits: Sequence[Edit], keys: Mapping[Pointer, Sequence[str]]
) -> str:
    """Return a text with edits that do not touch each other."""
    wanted = [edit.holder / key for edit in edits for key in keys[edit.holder]]
    places = scan(text, [*wanted, *(edit.holder for edit in edits)]).places
    pieces = [_piece(text, edit, keys[edit.holder], places) for edit in edits]
    for start, end, new in sorted(pieces, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _piece(
    text: str, edit: Edit, keys: Sequence[str], places: Mapping[Pointer, Place]
) -> tuple[int, int, str]:
    """Return from where to where a text changes, and what then stands there."""
    if edit.written is None:
        return (*_without(edit, keys, places), "")
    if edit.key in keys:
        return (*places[edit.at].value, edit.written)
    entry = f"{json.dumps(edit.key, ensure_ascii=False)}: {edit.written}"
    if not keys:
        start, end = places[edit.holder].value
        return start + 1, end - 1, entry
    known = [key for key in edit.after if key in keys]
    anchor = places[edit.holder / (known or _by_place(edit, keys, places))[-1]]
    end = anchor.value[1]
    return end, end, "," + _room_before(text, anchor) + entry


def _by_place(
    edit: Edit, keys: Sequence[str], places: Mapping[Pointer, Place]
) -> list[str]:
    return sorted(keys, key=lambda key: places[edit.holder / key].value)


def _room_before(text: str, place: Place) -> str:
    """Return what stands before a member: a line break with spaces, or a space."""
    start = (place.key or place.value)[0]
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return f"\n{line}" if not line.strip() else " "


def _without(
    edit: Edit, keys: Sequence[str], places: Mapping[Pointer, Place]
) -> tuple[int, int]:
    """Return from where to where a member stands, with one comma."""
    ordered = _by_place(edit, keys, places)
    here = ordered.index(edit.key)
    start, end = _whole(places[edit.at])
    if here + 1 < len(ordered):
        return start, _whole(places[edit.holder / ordered[here + 1]])[0]
    if here:
        return _whole(places[edit.holder / ordered[here - 1]])[1], end
    return start, end


def _whole(place: Place) -> tuple[int, int]:
    return (place.key or place.value)[0], place.value[1]
