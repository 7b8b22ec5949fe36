"""One edit made alone, for what each of them does by itself."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from neglect_rules.analysis._edits import Edit
from neglect_rules.analysis._edits_parts import SINGLE, entries
from neglect_rules.pointer import Pointer


def applied(
    old_document: Mapping[str, Any], edit: Edit, new_document: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the old document with one edit made.

    It may be a document that cannot be used: what is new may name what is new as well.
    The edits of two rulesets made one after another, in their order, give the new one.
    What the edit leaves alone is not copied: who reads the result must not change it.

    Args:
        old_document: The old document, or one in which earlier edits were made.
        edit: An edit of the old and the new document.
        new_document: The new document; it says where in a list new things stand.
    """
    made: dict[str, Any] = dict(old_document)
    at = edit.at_new or edit.at_old or Pointer()
    if edit.kind == "changed":
        _change(made, edit, at.parts)
    elif edit.what in SINGLE:
        _put(made, at.parts[0], edit.now)
    else:
        _place(made, edit, at.parts[:-1], new_document)
    return made


def _change(made: dict[str, Any], edit: Edit, path: tuple[str, ...]) -> None:
    if edit.what != "document" and edit.what not in SINGLE:
        held = Pointer(path[:-1]).resolve(made)
        path = (*path[:-1], entries(held)[edit.id][0])
    inside = () if edit.key is None else Pointer.parse(f"/{edit.key}").parts
    *parents, last = (*path, *inside)
    _put(_opened(made, parents), last, edit.now)


def _put(holder: Any, key: str, value: Any) -> None:
    if value is None:
        holder.pop(key)
    else:
        holder[key] = value


def _opened(made: Any, path: list[str] | tuple[str, ...]) -> Any:
    """Return what stands at a place, copied with all that it stands in."""
    for part in path:
        key = int(part) if isinstance(made, list) else part
        made[key] = copy(made[key])
        made = made[key]
    return made


def _place(
    made: dict[str, Any],
    edit: Edit,
    path: tuple[str, ...],
    new_document: Mapping[str, Any],
) -> None:
    """Put in, take out or move one of several things."""
    *parents, name = path
    holder = _opened(made, parents)
    there = Pointer(tuple(parents)).resolve(new_document).get(name)
    held = holder.get(name, type(there)())
    rest = {id_: value for id_, (_, value) in entries(held).items()}
    now = edit.now
    if edit.kind == "moved":
        now = rest[edit.id]
    elif edit.kind == "renamed":
        now = entries(there)[edit.id][1]
    rest.pop(edit.was if edit.kind == "renamed" else edit.id, None)
    if now is not None:
        rest = _after(rest, [*entries(there)], edit.id, now)
    if rest or there is not None:
        holder[name] = rest if isinstance(held, Mapping) else [*rest.values()]
    else:
        holder.pop(name)


def _after(
    rest: Mapping[str, Any], order: list[str], id_: str, value: Any
) -> dict[str, Any]:
    """Return entries with one more, after the nearest that it should stand after."""
    before = [each for each in order[: order.index(id_)] if each in rest]
    found = [] if before else [(id_, value)]
    for each, held in rest.items():
        found.append((each, held))
        if before and each == before[-1]:
            found.append((id_, value))
    return dict(found)
