"""What may be written at a place of a ruleset's text, with what stands there in words.

The text may be broken, as it is while somebody writes. Nothing here ever raises.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, final

from attrs import field, frozen

from neglect_rules.studio._ids import SECTIONS, Named, ids_at, inner, label_of
from neglect_rules.studio._ladders import grades_at, grades_of_keys
from neglect_rules.studio._loose import Place, Reading, Stand, read_loosely
from neglect_rules.studio._shapes import Shape, shapes_around, shapes_at, spot_of

_Words: TypeAlias = Iterator[tuple[str, str]]


@final
@frozen(kw_only=True)
class Option:
    """Something that may be written at a place.

    Attributes:
        label: What is written, without quotation marks.
        detail: A word or two beside it.
        said: What it means; nothing where the detail says it all.
        insert: What is put into the text.
    """

    label: str
    detail: str = ""
    said: str = ""
    insert: str


@final
@frozen(kw_only=True)
class Hints:
    """What is known of a place in a text.

    Attributes:
        start: Where what is written there begins, in characters from the beginning.
        end: Where it ends; the same where nothing is written.
        options: What may be written instead.
        head: What stands there, as people call it; nothing where that is not asked.
        said: What it means.
    """

    start: int
    end: int
    options: tuple[Option, ...] = ()
    head: str = field(default="", repr=False)
    said: str = ""


def offered(text: str, offset: int) -> Hints:
    """Return what may be written at an offset of a text, sound or not."""
    reading = read_loosely(text)
    place = reading.place(offset)
    find = {Stand.KEY: _keys, Stand.VALUE: _values}.get(place.stand)
    options = () if find is None else _unlike(find(place, reading.value))
    return Hints(start=place.start, end=place.end, options=options)


def told(text: str, offset: int) -> Hints:
    """Return what stands at an offset of a text in words; none may be known."""
    reading = read_loosely(text)
    place = reading.place(offset)
    head, said = "", ""
    if place.start < place.end and place.path:
        is_key = place.stand is Stand.KEY
        find = _of_key if is_key else _of_value
        words = find(text, reading, place)
        head, said = next(words, ("", ""))
    return Hints(start=place.start, end=place.end, head=head, said=said)


def _unlike(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple({each.label: each for each in reversed([*options])}.values())[::-1]


# What may be written


def _keys(place: Place, document: Any) -> Iterator[Option]:
    shapes = [each for each in shapes_around(place) if _is_object(each)]
    held = place.holders[-1] if place.holders else {}
    there = held.keys() - {place.path[-1]} if isinstance(held, Mapping) else set()
    after = "" if place.has_colon else ": "
    for shape in shapes:
        needed = shape.part.get("required", ()) if len(shapes) == 1 else ()
        for key, part in shape.keys.items():
            if key not in there:
                yield Option(
                    label=key,
                    detail="needed" if key in needed else "",
                    said=_plain(part.get("markdownDescription", "")),
                    insert=_written(key) + after,
                )
        for each in _names_of_keys(shape, place, document):
            if each.id not in there:
                yield _option(each, after)


def _is_object(shape: Shape) -> bool:
    return shape.part.get("type") == "object"


def _names_of_keys(shape: Shape, place: Place, document: Any) -> tuple[Named, ...]:
    spot = spot_of(shape, place, is_key=True)
    return ids_at(spot, document) or grades_of_keys(spot, document) or ()


def _values(place: Place, document: Any) -> Iterator[Option]:
    for shape in shapes_at(place):
        if "enum" in shape.part:
            yield from _choices(shape, place, document)
        elif "const" in shape.part:
            yield _choice(shape.part["const"], shape.said)
        elif shape.part.get("type") == "boolean":
            yield from (_choice(each, shape.said) for each in (True, False))
        elif shape.part.get("type") == "null":
            yield _choice(None, shape.said)
        else:
            yield from (_option(each) for each in _names(shape, place, document))


def _choices(shape: Shape, place: Place, document: Any) -> Iterator[Option]:
    values = shape.part["enum"]
    told_of = shape.part.get("enumDescriptions", [""] * len(values))
    declared = ids_at(spot_of(shape, place, is_key=False), document)
    for value, said in zip(values, told_of, strict=True):
        if declared is None or any(value == each.id for each in declared):
            yield _choice(value, said)


def _choice(value: Any, said: str) -> Option:
    written = _written(value)
    label = value if isinstance(value, str) else written
    return Option(label=label, said=_plain(said), insert=written)


def _names(shape: Shape, place: Place, document: Any) -> tuple[Named, ...]:
    """Return the names of the ruleset that may stand as a value."""
    if shape.part.get("type") != "string":
        return ()
    spot = spot_of(shape, place, is_key=False)
    if spot.is_grade:
        return grades_at(spot, document) or ()
    return (ids_at(spot, document) or ()) if spot.is_id else ()


def _option(each: Named, after: str = "") -> Option:
    detail = each.label if each.label != each.id else ""
    return Option(
        label=each.id,
        detail=detail or each.what,
        said=f"{_begun(_a(each.what))}." if detail else "",
        insert=_written(each.id) + after,
    )


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# What stands there, in words


def _of_key(text: str, reading: Reading, place: Place) -> _Words:
    key = place.written
    shapes = shapes_around(place)
    for shape in shapes:
        if part := shape.keys.get(key):
            said = part.get("markdownDescription") or part.get("description", "")
            yield key, _plain(said)
    for shape in shapes:
        for each in _names_of_keys(shape, place, reading.value):
            if each.id == key:
                yield _named(each, text, reading)
    section, *rest = place.path
    if len(rest) == 1 and section in SECTIONS:
        label = label_of(inner(inner(reading.value, section), key))
        what = _begun(_a(SECTIONS[str(section)]))
        yield _titled(key, label), f"{what} of this ruleset."


def _of_value(text: str, reading: Reading, place: Place) -> _Words:
    written = place.written
    is_text = text.startswith('"', place.start)
    key = next((each for each in reversed(place.path) if isinstance(each, str)), "")
    shapes = shapes_at(place)
    for shape in shapes:
        for each in _names(shape, place, reading.value):
            if each.id == written:
                yield _named(each, text, reading)
    for option in _values(place, reading.value):
        if option.label == written and option.said:
            yield (written if is_text else key), option.said
    if is_text:
        return  # Words of the author need no explanation.
    yield from ((key, _plain(shape.said)) for shape in shapes if shape.said)


def _named(each: Named, text: str, reading: Reading) -> tuple[str, str]:
    """Return what something that has a name is called, with where it stands."""
    what = _begun(_a(each.what))
    if each.at is None:
        return _titled(each.id, each.label), f"{what}."
    if each.what in {"grade", "level"}:
        what += f" of `{each.at[1]}`"
    begin = reading.begins.get(each.at)
    line = "" if begin is None else f", in line {text.count(chr(10), 0, begin) + 1}"
    return _titled(each.id, each.label), _plain(f"{what}{line}.")


def _titled(id_: str, label: str) -> str:
    return f"{id_}: {label}" if label and label != id_ else id_


def _a(what: str) -> str:
    return f"an {what}" if what[:1] in _VOWELS else f"a {what}"


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _plain(said: str) -> str:
    return said.replace("`", "")


_VOWELS: Final = ("a", "e", "i", "o", "u")
