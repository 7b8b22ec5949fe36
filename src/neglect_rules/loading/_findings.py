"""What a schema's validator found, in words for people who do not know schemas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

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


def findings(errors: Iterable[ValidationError], *, shows: bool) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each error, fewer where one explains the others.

    An object with no head key, or with two, is refused for that alone: whatever else
    is said of it is said against the wrong head.
    """
    by_place: dict[Pointer, list[ValidationError]] = defaultdict(list)
    for error in errors:
        by_place[_place(error)].append(error)
    for at, held in by_place.items():
        heads = [error for error in held if error.validator == "oneOf"]
        for error in heads[:1] or held:
            yield from _words(error, at, shows=shows)


def _place(error: ValidationError) -> Pointer:
    return Pointer(tuple(str(part) for part in error.absolute_path))


def _words(error: ValidationError, at: Pointer, *, shows: bool) -> Iterator[Diagnostic]:
    if "propertyNames" in error.schema_path:
        name = str(error.instance)
        place = at / name if shows else at
        yield Diagnostic("NR104", _bad_name(name, shows=shows), place, _ID_HINT)
        return
    say = _SAYINGS.get(str(error.validator), _otherwise)
    yield from say(error, at, shows)


_ID_HINT = (
    "a name begins with a letter; then letters, digits, dots, hyphens or underscores,"
    " 64 at most"
)


def _bad_name(name: str, *, shows: bool) -> str:
    shown = f"`{name[:80]}` " if shows else "this name "
    return f"{shown}cannot be used as a name"


Saying = Callable[["ValidationError", Pointer, bool], Iterator[Diagnostic]]


def _required(
    error: ValidationError, at: Pointer, shows: bool
) -> Iterator[Diagnostic]:
    wanted = [key for key in error.validator_value if key not in error.instance]
    known = error.schema.get("properties", {})
    others = [key for key in error.instance if key not in known] if shows else []
    for key in wanted[:1] if str(error.validator) == "anyOf" else wanted:
        close = nearest(key, others)
        hint = f"is {either([others[0]])} meant to be it?" if close else None
        what = known.get(key, {}).get("description", "")
        hint = hint or (f"{key}: {what[:1].lower()}{what[1:]}" if what else None)
        yield Diagnostic("NR101", f"`{key}` is missing here", at, hint)


def _additional(
    error: ValidationError, at: Pointer, shows: bool
) -> Iterator[Diagnostic]:
    known = error.schema.get("properties", {})
    for key in error.instance:
        if key not in known:
            yield _unknown_key(key, known, at, shows=shows)


def _unknown_key(
    key: str, known: Iterable[str], at: Pointer, *, shows: bool
) -> Diagnostic:
    if shows and key in NOT_YET:
        return Diagnostic(
            "NR108",
            f"this version does not yet judge `{key}`, and ignores nothing",
            at / key,
            NOT_YET[key],
        )
    known = [each for each in known if each != "$schema"]
    if not shows:
        message = f"an unknown key stands here, expected {either(known)}"
        return Diagnostic("NR102", message, at)
    hint = nearest(key, known) or f"known here: {either(known)}"
    return Diagnostic("NR102", f"unknown key `{key[:80]}`", at / key, hint)


def _one_of(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    heads = [part["required"][0] for part in error.validator_value]
    found = [head for head in heads if head in error.instance]
    unknown = [key for key in error.instance if key in NOT_YET and shows]
    if unknown and not found:
        yield _unknown_key(unknown[0], heads, at, shows=shows)
        return
    if found:
        message = f"{either(found).replace(' or ', ' and ')} cannot stand together"
        yield Diagnostic("NR106", message, at, "keep one of them")
        return
    guesses = [nearest(key, heads) for key in error.instance] if shows else []
    hint = next((guess for guess in guesses if guess), None)
    message = f"one of {either(heads)} is needed here"
    yield Diagnostic("NR106", message, at, hint)


def _type(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    wanted = error.validator_value
    kinds = [wanted] if isinstance(wanted, str) else wanted
    expected = " or ".join(_KINDS[kind] for kind in kinds)
    found = f", found {kind_of(error.instance)}" if shows else ""
    hint = None
    if shows and isinstance(error.instance, str) and kinds[0] in {"number", "integer"}:
        hint = "take the quotation marks away"
    if shows and isinstance(error.instance, str) and kinds[0] == "boolean":
        hint = "write true or false, without quotation marks"
    yield Diagnostic("NR103", f"expected {expected}{found}", at, hint)


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


def _permitted(
    error: ValidationError, at: Pointer, shows: bool
) -> Iterator[Diagnostic]:
    single = error.validator == "const"
    values = [error.validator_value] if single else error.validator_value
    permitted = [str(value) for value in values]
    if at.parts[-1:] in {("format",), ("semantics",)}:
        message = f"this version knows `{at.parts[-1]}` {permitted[0]} only"
        yield Diagnostic("NR109", message, at)
        return
    found = f"`{str(error.instance)[:80]}` is not one of" if shows else "expected one of"
    hint = nearest(str(error.instance), permitted) if shows else None
    yield Diagnostic("NR104", f"{found} {either(permitted)}", at, hint)


def _pattern(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    found = f"`{str(error.instance)[:80]}` does not have" if shows else "expected"
    what = error.schema.get("title", "value").lower()
    description = str(error.schema.get("description", "")).rstrip(".")
    yield Diagnostic("NR104", f"{found} the form of a {what}", at, description or None)


def _limit(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    words = {
        "minimum": "at least",
        "maximum": "at most",
        "exclusiveMinimum": "more than",
        "maxLength": "at most so many characters:",
        "minLength": "at least so many characters:",
    }
    found = ""
    if shows and not isinstance(error.instance, str):
        found = f"{error.instance} is outside its limits: "
    expected = f"expected {words[str(error.validator)]} {error.validator_value}"
    yield Diagnostic("NR105", f"{found}{expected}", at)


def _count(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    least = str(error.validator).startswith("min")
    word = "at least" if least else "at most"
    count = error.validator_value
    found = f", found {len(error.instance)}" if shows or not least else ""
    message = f"expected {word} {count} {'entry' if count == 1 else 'entries'}{found}"
    yield Diagnostic("NR107", message, at)


def _alike(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    del error, shows
    yield Diagnostic("NR110", "an entry stands here twice", at, "take one away")


def _any_of(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    del shows
    heads = [part["required"][0] for part in error.validator_value]
    yield Diagnostic("NR101", f"one of {either(heads)} is needed here", at)


def _not(error: ValidationError, at: Pointer, shows: bool) -> Iterator[Diagnostic]:
    del shows
    keys = either(error.validator_value["required"]).replace(" or ", " and ")
    yield Diagnostic("NR106", f"{keys} cannot stand together", at, "keep one of them")


def _otherwise(
    error: ValidationError, at: Pointer, shows: bool
) -> Iterator[Diagnostic]:
    del shows
    yield Diagnostic("NR104", "this is not permitted here", at, str(error.validator))


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
