"""What fits a schema at a glance fits it for the validator that says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from neglect_rules.errors import InternalError
from neglect_rules.loading._fits import fitting

ROOT = Path(__file__).parents[3]
SCHEMAS = sorted((ROOT / "schemas").glob("*.json"))
SHIPPED = [
    *(("ruleset", file) for file in sorted(ROOT.glob("rulesets/*/*/2*/ruleset.json"))),
    *(("test", file) for file in sorted(ROOT.glob("rulesets/*/*/cases/*.json"))[::30]),
    *(("directory", file) for file in sorted(ROOT.glob("directories/*.json"))),
]
NEW = ["", "x", "all", "2026-02-30", "a b", 0, 1, -1, 2**70, Decimal("0.5"), True]
NEW += [None, [], {}, ["x", "x"], [1, True], {"id": "x"}, {"any": []}]


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"), parse_float=Decimal)


def validator(name: str) -> Draft202012Validator:
    schema = read(ROOT / "schemas" / f"{name}-1.schema.json")
    return Draft202012Validator(schema, format_checker=FormatChecker(("date",)))


def places(value: Any) -> Iterator[Any]:
    """Yield every list and object of a value with something in it."""
    if isinstance(value, dict | list) and value:
        yield value
        for child in value.values() if isinstance(value, dict) else value:
            yield from places(child)


def broken(value: Any, random: Random) -> Any:
    """Return a value changed at a place or two; it may still fit."""
    value = deepcopy(value)
    found = list(places(value))
    for _ in range(random.randint(1, 2)):
        inside = random.choice(found)
        if not inside:
            continue
        new = deepcopy(random.choice([*NEW, *random.choice(found)]))
        at = random.choice(list(inside if isinstance(inside, dict) else range(9)))
        if isinstance(inside, list):
            inside[at:] = inside[at + 1 :] if random.random() < 0.3 else [new]
        elif random.random() < 0.3:
            del inside[at]
        else:
            inside[random.choice([at, "x", "some", "from", "a b"])] = new
    return value


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_every_word_of_every_schema_is_known(file: Path) -> None:
    assert fitting(read(file))({}) is Draft202012Validator(read(file)).is_valid({})


@pytest.mark.parametrize(("name", "file"), SHIPPED, ids=lambda part: str(part)[-60:])
def test_what_ships_and_what_is_broken_in_it_fits_or_not_for_both(
    name: str, file: Path
) -> None:
    random, value = Random(file.name), read(file)
    says, why = (
        fitting(read(ROOT / "schemas" / f"{name}-1.schema.json")),
        validator(name),
    )
    seen = set()
    for _ in range(6):
        changed = broken(value, random)
        seen.add(says(changed))

        assert says(changed) is why.is_valid(changed)
    assert says(value)
    assert False in seen


VALUES = [
    *NEW, 1.0, 1.5, "é" * 3, "2026-11-22", [1, 2], [1, 1], [{"a": 1}, {"a": True}],
    [["x"], ["x"]], {"a": 1}, {"a": 1, "b": "x"}, {"b": 1, "c": None}, {"x y": 1},
]  # fmt: skip
TABLE: list[dict[str, Any]] = [
    {"type": "object"}, {"type": "array"}, {"type": "string"}, {"type": "number"},
    {"type": "integer"}, {"type": "boolean"}, {"type": "null"},
    {"type": ["string", "null"]}, {"const": 1}, {"const": True}, {"const": "x"},
    {"enum": [0, "x", None]}, {"enum": [{"a": 1}, [1, 2]]}, {"format": "date"},
    {"format": "date-time"}, {"pattern": "^x"}, {"minLength": 2}, {"maxLength": 2},
    {"minItems": 1}, {"maxItems": 1}, {"minProperties": 1}, {"maxProperties": 1},
    {"minimum": 1}, {"maximum": 0}, {"exclusiveMinimum": 0}, {"uniqueItems": True},
    {"uniqueItems": False}, {"items": {"type": "integer"}}, {"items": False},
    {"required": ["a"]}, {"required": ["a", "b"]}, {"properties": {"a": {"const": 1}}},
    {"properties": {"a": True}, "additionalProperties": False},
    {"additionalProperties": {"type": "integer"}}, {"propertyNames": {"pattern": "^a"}},
    {"not": {"required": ["a"]}}, {"anyOf": [{"required": ["a"]}, {"type": "string"}]},
    {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
    {"allOf": [{"minimum": 0}, {"maximum": 0}, {"type": "integer"}]},
    {"if": {"type": "object"}, "then": {"required": ["a"]}, "else": {"type": "string"}},
    {"if": {"type": "object"}}, {"if": {"type": "object"}, "else": False},
    {"$ref": "#/$defs/deep", "$defs": {"deep": {"items": {"$ref": "#/$defs/deep"},
                                                "type": ["array", "string"]}}},
    {"description": "Anything at all"},
]  # fmt: skip


@pytest.mark.parametrize("schema", TABLE, ids=str)
def test_each_word_means_what_it_means_to_the_validator(schema: dict[str, Any]) -> None:
    says = fitting(schema)
    why = Draft202012Validator(schema, format_checker=FormatChecker(("date",)))

    assert [v for v in VALUES if says(v)] == [v for v in VALUES if why.is_valid(v)]


@pytest.mark.parametrize("schema", [{"contains": {}}, {"$defs": {"a": {"$anchor": 1}}}])
def test_a_word_that_is_not_known_is_our_fault_at_once(schema: dict[str, Any]) -> None:
    with pytest.raises(InternalError, match="of a schema is not known"):
        fitting(schema)
