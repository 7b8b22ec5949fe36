"""A ruleset with something else at one of its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Any, Final, TypeAlias, final

import attrs
from attrs import evolve, field, frozen

from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer


class Gone(Enum):
    """What stands at a place from which something was taken out."""

    GONE = auto()


GONE: Final = Gone.GONE
Node: TypeAlias = tuple[Pointer, Any]


@final
@frozen(kw_only=True)
class Edit:
    """Another value for a place.

    Attributes:
        at: The place.
        value: As a document has it.
        node: As the model has it; `GONE` where it is taken out.
    """

    at: Pointer
    value: Any = field(repr=False)
    node: Any = field(repr=False)


def put(at: Pointer, value: Any) -> Edit:
    """Return an edit that puts a word, a number or a list of words at a place."""
    return Edit(at=at, value=value, node=tuple(value) if _is_list(value) else value)


def drop(at: Pointer) -> Edit:
    """Return an edit that takes out what stands at a place."""
    return Edit(at=at, value=GONE, node=GONE)


def edited(ruleset: Ruleset, edits: tuple[Edit, ...]) -> Ruleset:
    """Return a ruleset with edits made to it and to its document.

    Where a parameter stands, only this use of it is another.
    """
    whole: Any = ruleset
    document: Any = ruleset.document
    for edit in edits:
        whole = _put(whole, edit.at.parts, edit.node)
        document = _put(document, edit.at.parts, edit.value)
    made: Ruleset = evolve(whole, document=document, text=None)
    return made


def _put(node: Any, parts: tuple[str, ...], value: Any) -> Any:
    if not parts:
        return value
    key, *rest = parts
    if _is_list(node):
        held = list(node)
        place = int(key)
        held[place : place + 1] = _kept(_put(held[place], tuple(rest), value))
        return type(node)(held)
    if isinstance(node, Mapping):
        inner = _put(node.get(key), tuple(rest), value)
        return {**_without(node, key), **({} if inner is GONE else {key: inner})}
    name = next(f.name for f in attrs.fields(type(node)) if f.name.rstrip("_") == key)
    inner = _put(getattr(node, name), tuple(rest), value)
    return evolve(node, **{name: None if inner is GONE else inner})


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _kept(value: Any) -> list[Any]:
    return [] if value is GONE else [value]


def _without(node: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name != key}


def parts_in(ruleset: Ruleset) -> Iterator[Node]:
    """Yield every part of a ruleset with its place, outer ones first."""
    for name in (f.name for f in attrs.fields(Ruleset)):
        if name != "document":
            yield from _inside(getattr(ruleset, name), Pointer((name.rstrip("_"),)))


def _inside(node: Any, at: Pointer) -> Iterator[Node]:
    if attrs.has(type(node)):
        yield at, node
        for each in attrs.fields(type(node)):
            yield from _inside(getattr(node, each.name), at / each.name.rstrip("_"))
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _inside(value, at / key)
    elif isinstance(node, tuple):
        for number, value in enumerate(node):
            yield from _inside(value, at / number)
