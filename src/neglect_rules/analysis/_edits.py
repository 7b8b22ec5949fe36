"""What changed from one ruleset to the next, as its author would list it.

Things are compared by their ids and not by their places. The edits made one after
another, in their order, turn the old document into the new one: `applied` makes them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.analysis._edits_parts import (
    SECTIONS,
    SINGLE,
    WHOLE,
    entries,
    label,
    merged,
    used_by,
)
from neglect_rules.analysis._edits_words import decides
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer

Kind: TypeAlias = Literal["added", "removed", "changed", "moved", "renamed"]

_INSIDE: Final = {
    "indicator": {"grades"},
    "outcome": {"labels"},
    "threshold": {"reach"},
    "modifier": {"raise", "up_to", "from_at_least"},
    "easing": {"lower", "not_below"},
    "guard": {"at_least"},
    "promise": {"then"},
    "open_answers": {"enough"},
    "households": {"rescreen_at"},
}
"""Keys that hold a value for each grade or outcome: each of these is an edit."""
_NO_RENAMES: Final = {"accepted", "translation"}


@final
@frozen(kw_only=True)
class Edit:
    """One thing that an author changed.

    Attributes:
        what: What was changed: `indicator`, `threshold`, `grade`, `document` ...
        id: Its id, the new one where it was renamed.
        label_old: What people call it in the old ruleset; `None` if it is not there.
        label_new: What people call it in the new one.
        at_old: Where it stands in the old document.
        at_new: Where it stands in the new one.
        key: For a change, what of it: `weight`, or `reach/level`; `None` if all of it.
        was: What stood there, as the document has it; of what was renamed, its id.
        now: What stands there now; `None` if nothing does.
        words_only: No decision can differ by it. The order of rules is such a thing.
        used_by: Of a parameter, condition or measure that changed: what rests on it, by
            its place in the new document.
    """

    kind: Kind
    what: str
    id: str
    label_old: str | None
    label_new: str | None
    at_old: Pointer | None
    at_new: Pointer | None
    key: str | None = None
    was: Any = field(default=None, hash=False)
    now: Any = field(default=None, hash=False)
    words_only: bool = False
    used_by: tuple[Pointer, ...] = ()


@final
@frozen
class _Pair:
    old: Ruleset
    new: Ruleset


@final
@frozen(kw_only=True)
class _Both:
    """One part as it was and as it is; a side that has none is `None`."""

    what: str
    id: str
    old: Any = None
    new: Any = None
    at_old: Pointer | None = None
    at_new: Pointer | None = None


def edits(old: Ruleset, new: Ruleset) -> tuple[Edit, ...]:
    """Return what changed, in the order of the new document.

    What was taken out stands where it stood. What differs only in its id is renamed.
    The order of an object's keys, which means nothing, is no change.
    """
    pair = _Pair(old, new)
    sections = merged([*old.document], [*new.document])
    return tuple(each for name in sections for each in _of_section(pair, name))


def _of_section(pair: _Pair, name: str) -> Iterator[Edit]:
    old, new = pair.old.document.get(name), pair.new.document.get(name)
    at = Pointer((name,))
    if name in SECTIONS and (old or new):
        yield from _of_entries(pair, SECTIONS[name], at, at)
    elif name in SINGLE:
        both = _Both(
            what=name,
            id=name,
            old=old,
            new=new,
            at_old=None if old is None else at,
            at_new=None if new is None else at,
        )
        yield from _of_part(pair, both)
    elif old != new:
        id_, root = pair.new.id, Pointer()
        both = _Both(what="document", id=id_, at_old=root, at_new=root)
        yield _changed(pair, both, (name,), old, new)


def _of_entries(
    pair: _Pair, what: str, at_old: Pointer, at_new: Pointer
) -> Iterator[Edit]:
    """Yield the edits of a section, or of the grades of a scale."""
    held = _held(pair.new, at_new)
    old, new = entries(_held(pair.old, at_old)), entries(held)
    renamed = {} if what in _NO_RENAMES else _renamed(old, new)
    moved = _moved([*old], [*new]) if isinstance(held, list) else set()
    before = [renamed.get(id_, id_) for id_ in old]
    was = {now: id_ for id_, now in renamed.items()}
    for id_ in merged(before, [*new]):
        there, here = old.get(was.get(id_, id_)), new.get(id_)
        both = _Both(
            what=what,
            id=id_,
            old=there and there[1],
            new=here and here[1],
            at_old=there and at_old / there[0],
            at_new=here and at_new / here[0],
        )
        if id_ in was:
            yield _whole(pair, both, "renamed", was[id_], id_)
        else:
            yield from [_whole(pair, both, "moved")] if id_ in moved else []
            yield from _of_part(pair, both)


def _held(ruleset: Ruleset, at: Pointer) -> Any:
    try:
        return at.resolve(ruleset.document)
    except KeyError:
        return None


def _renamed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Return the new id of each part that is alike but for its id."""
    found: dict[str, str] = {}
    free = [id_ for id_ in new if id_ not in old]
    for id_ in (id_ for id_ in old if id_ not in new):
        like = _nameless(old[id_][1])
        twin = next((each for each in free if _nameless(new[each][1]) == like), None)
        if twin is not None:
            found[id_] = twin
            free.remove(twin)
    return found


def _nameless(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {key: child for key, child in value.items() if key != "id"}


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the fewest of what is in both that would have to move."""
    places = {id_: index for index, id_ in enumerate(new)}
    common = [id_ for id_ in old if id_ in places]
    ends: list[int] = []
    lengths: list[int] = []
    for id_ in common:
        length = bisect_left(ends, places[id_])
        ends[length : length + 1] = [places[id_]]
        lengths.append(length)
    # Of those that end as long a run, the last has the least place: it always fits.
    stays, wanted = set[str](), len(ends) - 1
    for id_, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            stays.add(id_)
            wanted -= 1
    return set(common) - stays


def _of_part(pair: _Pair, both: _Both) -> Iterator[Edit]:
    if both.at_old is None:
        yield _whole(pair, both, "added", None, both.new)
    elif both.at_new is None:
        yield _whole(pair, both, "removed", both.old, None)
    elif both.what in WHOLE:
        if both.old != both.new:
            yield _changed(pair, both, (), both.old, both.new)
    else:
        yield from _of_keys(pair, both)
        if both.what == "scale":
            at_old, at_new = both.at_old / "grades", both.at_new / "grades"
            yield from _of_entries(pair, "grade", at_old, at_new)


def _of_keys(pair: _Pair, both: _Both) -> Iterator[Edit]:
    inside = _INSIDE.get(both.what, set())
    for key in merged([*both.old], [*both.new]):
        was, now = both.old.get(key), both.new.get(key)
        if was == now or (both.what, key) == ("scale", "grades"):
            continue
        if key in inside and isinstance(was, Mapping) and isinstance(now, Mapping):
            for each in merged([*was], [*now]):
                if was.get(each) != now.get(each):
                    parts = (key, each)
                    yield _changed(pair, both, parts, was.get(each), now.get(each))
        else:
            yield _changed(pair, both, (key,), was, now)


def _changed(
    pair: _Pair, both: _Both, parts: tuple[str, ...], was: Any, now: Any
) -> Edit:
    used: tuple[Pointer, ...] = ()
    if both.what in {"parameter", *WHOLE}:
        used = used_by(pair.new.document, both.what, both.id)
    matters = decides(pair.old, pair.new, both.what, both.at_old, both.at_new, parts)
    if both.what == "parameter" and not used:
        matters = False
    return Edit(
        kind="changed",
        what=both.what,
        id=both.id,
        label_old=_label(pair.old, both, both.old),
        label_new=_label(pair.new, both, both.new),
        at_old=both.at_old,
        at_new=both.at_new,
        key=str(Pointer(parts))[1:] if parts else None,
        was=was,
        now=now,
        words_only=not matters,
        used_by=used,
    )


def _whole(
    pair: _Pair, both: _Both, kind: Kind, was: Any = None, now: Any = None
) -> Edit:
    wordy = both.what in {"source", "translation", "definition"}
    return Edit(
        kind=kind,
        what=both.what,
        id=both.id,
        label_old=None if both.at_old is None else _label(pair.old, both, both.old),
        label_new=None if both.at_new is None else _label(pair.new, both, both.new),
        at_old=both.at_old,
        at_new=both.at_new,
        was=was,
        now=now,
        words_only=wordy or (kind == "moved" and both.what != "grade"),
    )


def _label(ruleset: Ruleset, both: _Both, value: Any) -> str:
    if both.what == "document":
        return ruleset.title
    return label(ruleset.document, both.what, both.id, value)
