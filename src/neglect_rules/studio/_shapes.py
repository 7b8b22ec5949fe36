"""What our schema of rulesets lets stand at a place, while it is being written.

A validator says whether what stands there fits. This says what could: where the schema
decides by what an object holds, and it does not hold it yet, each way is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, final

from attrs import evolve, field, frozen

from neglect_rules.loading import schema
from neglect_rules.studio._loose import Place, Step

_SAY: Final = ("properties", "additionalProperties", "items", "enum", "const", "type")
_PLAIN: Final = frozenset(
    {
        *("id", "ids", "grade", "grade_id", "grades_in", "give", "number"),
        *("plain_number", "kind", "provenance", "exact_date"),
    }
)
"""Definitions of a kind of value. The key under which it stands says what it means."""
_GRADES: Final = frozenset({"grade", "grade_id", "grades_in"})
_OPEN: Final = object()
"""The value at a place where it is still to be written."""


@final
@frozen(kw_only=True)
class Shape:
    """One way in which a value may be written.

    Attributes:
        part: The keywords of the schema.
        owner: The definition that it belongs to; nothing at the top of the file.
        trail: The keys since, with `*` for any key and `[]` for any entry of a list.
        through: The definitions of kinds of value that it was reached through.
        said: What its key means.
    """

    part: Mapping[str, Any] = field(repr=False, hash=False)
    owner: str = ""
    trail: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    said: str = ""

    @property
    def spot(self) -> tuple[str, ...]:
        """Which place of the language this is; of an entry of a list, the list's."""
        trail = self.trail
        while trail[-1:] == ("[]",):
            trail = trail[:-1]
        return (self.owner, *trail)

    @property
    def keys(self) -> Mapping[str, Mapping[str, Any]]:
        """The keys that it names, each with its part of the schema."""
        found: Mapping[str, Mapping[str, Any]] = self.part.get("properties", {})
        return found


@final
@frozen(kw_only=True)
class Spot:
    """A place of the language, with what the file holds around it.

    Attributes:
        name: The definition of the schema and the keys since.
        own: The object that the definition is about, as it is written.
        above: The object or list around that one.
        path: The keys and numbers that lead to the place from that object.
        whole: All that lead to it from the top of the file.
        is_id: Whether it holds a name.
        is_grade: Whether it holds a grade.
    """

    name: tuple[str, ...]
    own: Any = field(repr=False)
    above: Any = field(repr=False)
    path: tuple[Step, ...]
    whole: tuple[Step, ...]
    is_id: bool
    is_grade: bool


def spot_of(shape: Shape, place: Place, *, is_key: bool) -> Spot:
    """Return which place of the language a place of the file is.

    Args:
        shape: One way in which what stands there may be written; of a key, in which
            the object around it may.
        place: The place.
        is_key: Whether a key stands there.
    """
    length = len(shape.trail) + is_key
    depth = len(place.path) - length
    return Spot(
        name=(*shape.spot, "*") if is_key else shape.spot,
        own=_held(place, depth),
        above=_held(place, depth - 1),
        path=place.path[depth:],
        whole=place.path,
        is_id=shape.through[-1:] == ("id",),
        is_grade=bool(_GRADES & {*shape.through}),
    )


def shapes_around(place: Place) -> tuple[Shape, ...]:
    """Return the ways in which the object or list around a place may go on."""
    found = tuple(_ways(Shape(part=_whole()), _held(place, 0)))
    for depth, step in enumerate(place.path[:-1]):
        found = _fitting(found, _held(place, depth))
        inner = _held(place, depth + 1)
        found = tuple(_inside(found, step, inner))
    return _fitting(found, _held(place, len(place.path) - 1), but=place.path[-1:])


def shapes_at(place: Place) -> tuple[Shape, ...]:
    """Return the ways in which the value at a place may be written."""
    if not place.path:
        return tuple(_ways(Shape(part=_whole()), _OPEN))
    return tuple(_inside(shapes_around(place), place.path[-1], _OPEN))


@cache
def _whole() -> Mapping[str, Any]:
    return schema("ruleset")


def _held(place: Place, depth: int) -> Any:
    return place.holders[depth] if 0 <= depth < len(place.holders) else _OPEN


def _fitting(
    shapes: Sequence[Shape], value: Any, but: tuple[Step, ...] = ()
) -> tuple[Shape, ...]:
    """Return the ways that know most of the keys that an object holds already."""
    if not isinstance(value, Mapping):
        return tuple(shapes)
    there = value.keys() - {*but}
    counts = [len(there & each.keys.keys()) for each in shapes]
    most = max(counts, default=0)
    pairs = zip(shapes, counts, strict=True)
    return tuple(each for each, count in pairs if count == most)


def _inside(shapes: Sequence[Shape], step: Step, value: Any) -> Iterator[Shape]:
    for shape in shapes:
        inner, mark = _child(shape.part, step)
        if inner is not None:
            trail = (*shape.trail, mark)
            bare = evolve(shape, part=inner, trail=trail, through=(), said="")
            yield from _ways(bare, value)


def _child(part: Mapping[str, Any], step: Step) -> tuple[Mapping[str, Any] | None, str]:
    """Return the part of the schema for what stands under a key or number."""
    if isinstance(step, int):
        return part.get("items"), "[]"
    if step in part.get("properties", {}):
        return part["properties"][step], step
    others = part.get("additionalProperties")
    return (others, "*") if isinstance(others, dict) else (None, "*")


def _ways(shape: Shape, value: Any) -> Iterator[Shape]:
    """Yield every way that a part of the schema leaves open for a value."""
    part = shape.part
    shape = evolve(shape, said=shape.said or _said(part))
    if reference := part.get("$ref"):
        yield from _ways(_referred(shape, reference.rpartition("/")[2]), value)
    if "if" in part:
        yield from _by_condition(shape, value)
    for each in part.get("allOf", ()):
        yield from _ways(evolve(shape, part=each), value)
    if any(word in part for word in _SAY) and not _is_refused(part, value):
        yield shape


def _referred(shape: Shape, name: str) -> Shape:
    inner = evolve(shape, part=_whole()["$defs"][name])
    if name in _PLAIN:
        return evolve(inner, through=(*shape.through, name))
    if name == "parameter_use":
        # Which parameters fit is said by the kind of value that is wanted.
        return evolve(inner, owner=f"{shape.through[-1]} parameter", trail=())
    return evolve(inner, owner=name, trail=(), through=())


def _by_condition(shape: Shape, value: Any) -> Iterator[Shape]:
    part = shape.part
    test = part["if"]
    if value is _OPEN and "then" not in part:
        yield from _ways(evolve(shape, part=test), value)
    answer = _answer(test, value)
    for word, is_out in (("then", False), ("else", True)):
        if word in part and answer is not is_out:
            yield from _ways(evolve(shape, part=part[word]), value)


def _answer(test: Mapping[str, Any], value: Any) -> bool | None:
    """Return whether a value meets a test; nothing where it may do so yet."""
    if value is _OPEN:
        return None
    if _is_refused(test, value):
        return False
    return True if test.keys() <= {"type"} else None


def _is_refused(part: Mapping[str, Any], value: Any) -> bool:
    """Return whether a value is of another kind than a part of the schema wants."""
    kinds = part.get("type")
    if value is _OPEN or kinds is None:
        return False
    wanted = {kinds} if isinstance(kinds, str) else {*kinds}
    return not wanted & _kinds(value)


def _kinds(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        return {"object"}
    return {"array"} if isinstance(value, list) else {"string", "number", "null"}


def _said(part: Mapping[str, Any]) -> str:
    return str(part.get("markdownDescription") or part.get("description") or "")
