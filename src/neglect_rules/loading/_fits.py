"""Whether a JSON value fits a schema, at a fiftieth of the time that saying why takes.

Nearly all that is read fits. So a schema is made into plain functions once, and the
validator, which says what is wrong and where, is asked only where they say no.

What they let through is never looked at again, so they know every word of a schema or
they refuse it: a word that is new to them fails at the first use, not in silence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Mapping, Sized
from decimal import Decimal
from typing import Any, Final, TypeAlias, final

from attrs import Factory, define

from neglect_rules.errors import InternalError

Test: TypeAlias = Callable[[Any], bool]
_Schema: TypeAlias = Mapping[str, Any] | bool

_LOCAL: Final = "#/$defs/"
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBERS: Final = (int, Decimal, float)
_SAYS_NOTHING: Final = frozenset(
    {
        "$comment",
        "$defs",
        "$id",
        "$schema",
        "additionalProperties",  # told by `properties`
        "defaultSnippets",
        "description",
        "else",  # told by `if`
        "enumDescriptions",
        "examples",
        "markdownDescription",
        "patternErrorMessage",
        "then",  # told by `if`
        "title",
    }
)


def fitting(schema: Mapping[str, Any]) -> Test:
    """Return the function that says whether a JSON value fits a schema.

    Args:
        schema: It is self-contained: every reference is to its own `$defs`.

    Raises:
        InternalError: The schema has a word that is not known here.
    """
    parts = _Parts(schema.get("$defs", {}))
    # Each is made before anything is read, so that an unknown word shows at once.
    for name in parts.defs:
        parts.named(name)
    return parts.test(schema)


@final
@define
class _Parts:
    """The parts of a schema that were made into functions."""

    defs: Mapping[str, _Schema]
    made: dict[str, Test] = Factory(dict)

    def named(self, name: str) -> Test:
        """Return the function of a definition; it may be inside itself."""
        if name not in self.made:
            made = self.made
            made[name] = lambda value: made[name](value)  # noqa: PLW0108 - put in later
            made[name] = self.test(self.defs[name])
        return self.made[name]

    def test(self, schema: _Schema) -> Test:
        """Return the function of a schema: all its words hold."""
        if isinstance(schema, bool):
            return _always if schema else _never
        tests = [
            _word(word)(self, limit, schema)
            for word, limit in schema.items()
            if word not in _SAYS_NOTHING
        ]
        if "properties" not in schema and "additionalProperties" in schema:
            tests.append(_properties(self, {}, schema))
        return _all(tests)


def _word(word: str) -> Callable[[_Parts, Any, Mapping[str, Any]], Test]:
    try:
        return _WORDS[word]
    except KeyError:
        message = f"the word {word} of a schema is not known"
        raise InternalError(message) from None


def _always(_: Any) -> bool:
    return True


def _never(_: Any) -> bool:
    return False


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def every(value: Any) -> bool:
        for test in tests:  # noqa: SIM110 - a generator takes twice as long
            if not test(value):
                return False
        return True

    return every


def _type(_: _Parts, limit: str | list[str], __: Mapping[str, Any]) -> Test:
    if isinstance(limit, str):
        return _KINDS[limit]
    kinds = [_KINDS[kind] for kind in limit]
    return lambda value: any(kind(value) for kind in kinds)


def _is_whole(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


_KINDS: Final[Mapping[str, Test]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": _is_whole,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def _properties(
    parts: _Parts, limit: Mapping[str, _Schema], whole: Mapping[str, Any]
) -> Test:
    tests = {key: parts.test(schema) for key, schema in limit.items()}
    other = parts.test(whole.get("additionalProperties", True))

    def test(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        for key, child in value.items():  # noqa: SIM110 - as above
            if not tests.get(key, other)(child):
                return False
        return True

    return test


def _names(parts: _Parts, limit: _Schema, _: Mapping[str, Any]) -> Test:
    test = parts.test(limit)
    return lambda value: not isinstance(value, dict) or all(map(test, value))


def _required(_: _Parts, limit: list[str], __: Mapping[str, Any]) -> Test:
    if len(limit) == 1:
        (only,) = limit
        return lambda value: not isinstance(value, dict) or only in value
    keys = frozenset(limit)
    return lambda value: not isinstance(value, dict) or keys <= value.keys()


def _items(parts: _Parts, limit: _Schema, _: Mapping[str, Any]) -> Test:
    test = parts.test(limit)
    return lambda value: not isinstance(value, list) or all(map(test, value))


def _unlike(_: _Parts, limit: bool, __: Mapping[str, Any]) -> Test:  # noqa: FBT001 - a schema's word
    if not limit:
        return _always
    return lambda value: (
        not isinstance(value, list) or len({_key(each) for each in value}) == len(value)
    )


def _key(value: Any) -> Hashable:
    """Return what is equal for equal JSON values; true is not 1."""
    if isinstance(value, dict):
        return frozenset((key, _key(child)) for key, child in value.items())
    if isinstance(value, list):
        return tuple(_key(child) for child in value)
    return isinstance(value, bool), value


def _sized(kind: type[Sized], *, least: bool) -> Any:
    def word(_: _Parts, limit: int, __: Mapping[str, Any]) -> Test:
        if least:
            return lambda value: not isinstance(value, kind) or len(value) >= limit
        return lambda value: not isinstance(value, kind) or len(value) <= limit

    return word


def _minimum(_: _Parts, limit: int, __: Mapping[str, Any]) -> Test:
    return lambda value: not _is_number(value) or value >= limit


def _maximum(_: _Parts, limit: int, __: Mapping[str, Any]) -> Test:
    return lambda value: not _is_number(value) or value <= limit


def _more_than(_: _Parts, limit: int, __: Mapping[str, Any]) -> Test:
    return lambda value: not _is_number(value) or value > limit


def _pattern(_: _Parts, limit: str, __: Mapping[str, Any]) -> Test:
    found = re.compile(limit).search
    return lambda value: not isinstance(value, str) or found(value) is not None


def _format(_: _Parts, limit: str, __: Mapping[str, Any]) -> Test:
    return _is_date if limit == "date" else _always


def _is_date(value: Any) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return bool(_DATE.fullmatch(value) and dt.date.fromisoformat(value))
    except ValueError:
        return False


def _enum(_: _Parts, limit: list[Any], __: Mapping[str, Any]) -> Test:
    known = frozenset(_key(each) for each in limit)
    return lambda value: _key(value) in known


def _const(parts: _Parts, limit: Any, whole: Mapping[str, Any]) -> Test:
    return _enum(parts, [limit], whole)


def _refer(parts: _Parts, limit: str, _: Mapping[str, Any]) -> Test:
    return parts.named(limit.removeprefix(_LOCAL))


def _all_of(parts: _Parts, limit: list[_Schema], _: Mapping[str, Any]) -> Test:
    return _all([parts.test(each) for each in limit])


def _any_of(parts: _Parts, limit: list[_Schema], _: Mapping[str, Any]) -> Test:
    tests = [parts.test(each) for each in limit]
    return lambda value: any(test(value) for test in tests)


def _one_of(parts: _Parts, limit: list[_Schema], _: Mapping[str, Any]) -> Test:
    tests = [parts.test(each) for each in limit]
    return lambda value: sum(test(value) for test in tests) == 1


def _not(parts: _Parts, limit: _Schema, _: Mapping[str, Any]) -> Test:
    test = parts.test(limit)
    return lambda value: not test(value)


def _if(parts: _Parts, limit: _Schema, whole: Mapping[str, Any]) -> Test:
    test = parts.test(limit)
    then = parts.test(whole.get("then", True))
    other = parts.test(whole.get("else", True))
    return lambda value: then(value) if test(value) else other(value)


_WORDS: Final[Mapping[str, Callable[[_Parts, Any, Mapping[str, Any]], Test]]] = {
    "$ref": _refer,
    "allOf": _all_of,
    "anyOf": _any_of,
    "const": _const,
    "enum": _enum,
    "exclusiveMinimum": _more_than,
    "format": _format,
    "if": _if,
    "items": _items,
    "maxItems": _sized(list, least=False),
    "maxLength": _sized(str, least=False),
    "maxProperties": _sized(dict, least=False),
    "maximum": _maximum,
    "minItems": _sized(list, least=True),
    "minLength": _sized(str, least=True),
    "minProperties": _sized(dict, least=True),
    "minimum": _minimum,
    "not": _not,
    "oneOf": _one_of,
    "pattern": _pattern,
    "properties": _properties,
    "propertyNames": _names,
    "required": _required,
    "type": _type,
    "uniqueItems": _unlike,
}
