"""What a schema's validator found, in words for people who do not know schemas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.loading._not_yet import NOT_YET
from neglect_rules.pointer import Pointer

if TYPE_CHECKING:
    from jsonschema import ValidationError

_KINDS = {
    "object": "a group in braces { }",
    "array": "a list in brackets [ ]",
    "string": "a text in quotation marks",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


@final
@frozen(kw_only=True)
class Fault:
    """One thing that a schema refuses.

    Attributes:
        keyword: The word of the schema that refuses it.
        limit: What that word asks for.
        found: The value that is refused; never to be repeated unless `shows`.
        schema: The part of the schema.
        at: Where the value stands.
        is_name: The value is the name of a key.
        shows: Whether messages may repeat what was found; never for a case.
    """

    keyword: str
    limit: Any
    found: Any = field(repr=False)
    schema: Mapping[str, Any] = field(repr=False)
    at: Pointer
    is_name: bool
    shows: bool


def findings(errors: Iterable[ValidationError], *, shows: bool) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each error, fewer where one explains the others.

    An object with no head key, or with two, is refused for that alone: whatever else
    is said of it is said against the wrong head. A name that cannot be a name may be
    a child's: where nothing found may be repeated, no place goes through it.
    """
    faults = [_fault(error, shows=shows) for error in errors]
    hidden = {(*f.at.parts, str(f.found)) for f in faults if f.is_name and not shows}
    by_place: dict[Pointer, list[Fault]] = defaultdict(list)
    for fault in faults:
        if not any(fault.at.parts[: len(place)] == place for place in hidden):
            by_place[fault.at].append(fault)
    for held in by_place.values():
        # Of what is no object at all, its kind is what is wrong, not its head.
        heads = [
            f for f in held if f.keyword == "oneOf" and isinstance(f.found, Mapping)
        ]
        others = [fault for fault in held if fault.keyword != "oneOf"]
        for fault in heads[:1] or others:
            yield from _words(fault)


def _fault(error: ValidationError, *, shows: bool) -> Fault:
    whole: Any = error
    return Fault(
        keyword=str(error.validator),
        limit=whole.validator_value,
        found=whole.instance,
        schema=whole.schema,
        at=Pointer(tuple(str(part) for part in error.absolute_path)),
        is_name="propertyNames" in error.schema_path,
        shows=shows,
    )


def _words(fault: Fault) -> Iterator[Diagnostic]:
    if fault.is_name:
        name = str(fault.found)
        place = fault.at / name if fault.shows else fault.at
        shown = f"`{name[:80]}`" if fault.shows else "this name"
        yield Diagnostic("NR104", f"{shown} cannot be a name", place, _NAMES)
        return
    yield from _SAYINGS[fault.keyword](fault)


_NAMES = (
    "a name begins with a letter; then letters, digits, dots, hyphens or underscores,"
    " 64 at most"
)


Saying = Callable[[Fault], Iterator[Diagnostic]]


def _required(fault: Fault) -> Iterator[Diagnostic]:
    wanted = [key for key in fault.limit if key not in fault.found]
    known = fault.schema.get("properties", {})
    others = [key for key in fault.found if key not in known] if fault.shows else []
    for key in wanted:
        close = nearest(key, others)
        hint = f"is {either([others[0]])} meant to be it?" if close else None
        what = known.get(key, {}).get("description", "")
        hint = hint or (f"{key}: {what[:1].lower()}{what[1:]}" if what else None)
        yield Diagnostic("NR101", f"`{key}` is missing here", fault.at, hint)


def _additional(fault: Fault) -> Iterator[Diagnostic]:
    known = fault.schema.get("properties", {})
    for key in fault.found:
        if key not in known:
            yield _unknown_key(key, known, fault)


def _unknown_key(key: str, known: Iterable[str], fault: Fault) -> Diagnostic:
    known = [each for each in known if each != "$schema"]
    if not fault.shows:
        message = f"an unknown key stands here, expected {either(known)}"
        return Diagnostic("NR102", message, fault.at)
    if key in NOT_YET:
        message = f"this version does not yet judge `{key}`, and ignores nothing"
        return Diagnostic("NR108", message, fault.at / key, NOT_YET[key])
    hint = nearest(key, known) or f"known here: {either(known)}"
    return Diagnostic("NR102", f"unknown key `{key[:80]}`", fault.at / key, hint)


def _one_of(fault: Fault) -> Iterator[Diagnostic]:
    heads = [part["required"][0] for part in fault.limit]
    found = [head for head in heads if head in fault.found]
    if found:
        message = f"{either(found).replace(' or ', ' and ')} cannot stand together"
        yield Diagnostic("NR106", message, fault.at, "keep one of them")
        return
    for key in fault.found if fault.shows else ():
        if key in NOT_YET or nearest(key, heads):
            yield _unknown_key(key, heads, fault)
            return
    yield Diagnostic("NR106", f"one of {either(heads)} is needed here", fault.at)


def _type(fault: Fault) -> Iterator[Diagnostic]:
    wanted = fault.limit
    kinds = [wanted] if isinstance(wanted, str) else wanted
    expected = " or ".join(_KINDS[kind] for kind in kinds)
    found = f", found {kind_of(fault.found)}" if fault.shows else ""
    hint = _UNQUOTED.get(kinds[0]) if isinstance(fault.found, str) else None
    yield Diagnostic("NR103", f"expected {expected}{found}", fault.at, hint)


_UNQUOTED = {
    "number": "take the quotation marks away",
    "integer": "take the quotation marks away",
    "boolean": "write true or false, without quotation marks",
}


def kind_of(value: Any) -> str:
    """Return what kind of JSON value this is, in words."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, Mapping):
        return "a group in braces { }"
    if isinstance(value, Sequence):
        return "a list in brackets [ ]"
    return "null" if value is None else "a number"


def _permitted(fault: Fault) -> Iterator[Diagnostic]:
    single = fault.keyword == "const"
    values = [fault.limit] if single else fault.limit
    permitted = [str(value) for value in values]
    if fault.at.parts[-1:] in {("format",), ("semantics",)}:
        message = f"this version knows `{fault.at.parts[-1]}` {permitted[0]} only"
        yield Diagnostic("NR109", message, fault.at)
        return
    found = (
        f"`{str(fault.found)[:80]}` is not one of" if fault.shows else "expected one of"
    )
    hint = nearest(str(fault.found), permitted) if fault.shows else None
    yield Diagnostic("NR104", f"{found} {either(permitted)}", fault.at, hint)


def _pattern(fault: Fault) -> Iterator[Diagnostic]:
    found = f"`{str(fault.found)[:80]}` does not have" if fault.shows else "expected"
    what = fault.schema.get("title", "value").lower()
    told = fault.schema.get("patternErrorMessage", fault.schema.get("description", ""))
    hint = str(told).rstrip(".") or None
    yield Diagnostic("NR104", f"{found} the form of a {what}", fault.at, hint)


def _limit(fault: Fault) -> Iterator[Diagnostic]:
    words = {
        "minimum": "at least",
        "maximum": "at most",
        "exclusiveMinimum": "more than",
        "maxLength": "at most so many characters:",
        "minLength": "at least so many characters:",
    }
    found = ""
    if fault.shows and not isinstance(fault.found, str):
        found = f"{fault.found} is outside its limits: "
    expected = f"expected {words[fault.keyword]} {fault.limit}"
    yield Diagnostic("NR105", f"{found}{expected}", fault.at)


def _count(fault: Fault) -> Iterator[Diagnostic]:
    least = fault.keyword.startswith("min")
    word = "at least" if least else "at most"
    count = fault.limit
    found = f", found {len(fault.found)}" if fault.shows or not least else ""
    message = f"expected {word} {count} {'entry' if count == 1 else 'entries'}{found}"
    yield Diagnostic("NR107", message, fault.at)


def _alike(fault: Fault) -> Iterator[Diagnostic]:
    yield Diagnostic("NR110", "an entry stands here twice", fault.at, "take one away")


def _any_of(fault: Fault) -> Iterator[Diagnostic]:
    heads = [part["required"][0] for part in fault.limit]
    yield Diagnostic("NR101", f"one of {either(heads)} is needed here", fault.at)


def _not(fault: Fault) -> Iterator[Diagnostic]:
    keys = either(fault.limit["required"]).replace(" or ", " and ")
    yield Diagnostic(
        "NR106", f"{keys} cannot stand together", fault.at, "keep one of them"
    )


_SAYINGS: Mapping[str, Saying] = {
    "required": _required,
    "additionalProperties": _additional,
    "oneOf": _one_of,
    "anyOf": _any_of,
    "not": _not,
    "type": _type,
    "enum": _permitted,
    "const": _permitted,
    "pattern": _pattern,
    "format": _pattern,
    "minimum": _limit,
    "maximum": _limit,
    "exclusiveMinimum": _limit,
    "minLength": _limit,
    "maxLength": _limit,
    "minItems": _count,
    "maxItems": _count,
    "minProperties": _count,
    "maxProperties": _count,
    "uniqueItems": _alike,
}
