"""The example ruleset shows every construct that the schema knows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = "rulesets/example/neglect-screen/1.2.0/ruleset.json"
FIXTURES: Final = (
    "tests/fixtures/home-conditions/ruleset.json",
    "tests/fixtures/graded-care/ruleset.json",
    "tests/fixtures/graded-care-four/ruleset.json",
)
# Keys for which a small screen has no honest use, and where each is shown instead.
SHOWN_ELSEWHERE: Final = {
    "/domain/floor": "graded-care-four",
    "/indicator/not_applicable_points": "graded-care-four",
    "/rating/not_applicable_points": "as the same key of an indicator",
    "/rating/critical_at": "as the same key of an indicator",
    "/indicator/subjects": "needs a second kind of subject, as the condition `subject`",
    "/rating/help": "as the same key of an indicator",
    "/rating/weight": "as the same key of an indicator",
    "/threshold/label": "as the label of a report item",
    "/modifier/label": "as the label of a report item",
    "/easing/label": "as the label of a report item",
    "/guard/label": "as the label of a report item",
    "/report_item/because": "as the same key of a threshold",
    "/report_item/source": "as the same key of a threshold",
    "/report_item/status": "as the same key of a threshold",
}

Document = Mapping[str, Any]


def _read(path: str) -> Any:
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


SCHEMA: Final[Document] = _read("schemas/ruleset-1.schema.json")
DEFS: Final[Document] = SCHEMA["$defs"]
HEADS: Final = sorted(name for name in DEFS if DEFS[name].get("oneOf"))


def _nodes(schema: Document, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the name of each definition that describes a part of `value`, with it."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield name, value
        yield from _nodes(DEFS[name], value)
    if "if" in schema:
        fits = _fits(schema["if"], value)
        yield from _nodes(schema.get("then" if fits else "else", {}), value)
    for part in schema.get("allOf", ()):
        yield from _nodes(part, value)
    if isinstance(value, Mapping):
        yield from _members(schema, value)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from _titled(schema["items"], item)


def _members(schema: Document, value: Document) -> Iterator[tuple[str, Any]]:
    properties, further = (
        schema.get("properties", {}),
        schema.get("additionalProperties", False),
    )
    for key, part in value.items():
        if key in properties:
            yield from _titled(properties[key], part)
        elif isinstance(further, Mapping):
            yield from _titled(further, part)


def _titled(schema: Document, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield as `_nodes`, naming an object that stands in place by its title."""
    if "$ref" not in schema and isinstance(value, Mapping) and "title" in schema:
        yield schema["title"].lower(), value
    yield from _nodes(schema, value)


def _fits(test: Document, value: Any) -> bool:
    """Return whether the little of JSON Schema that an `if` uses holds."""
    kinds: dict[str, Any] = {
        "object": Mapping,
        "array": list,
        "string": str,
        "null": type(None),
    }
    if "not" in test and _fits(test["not"], value):
        return False
    if "type" in test and not isinstance(value, kinds[test["type"]]):
        return False
    if "const" in test and value != test["const"]:
        return False
    if not isinstance(value, Mapping):
        return True
    asked = test.get("properties", {})
    return all(key in value for key in test.get("required", ())) and all(
        _fits(asked[key], value[key]) for key in asked if key in value
    )


def _uses(*paths: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for path in paths:
        for name, value in _nodes({**SCHEMA, "title": "ruleset"}, _read(path)):
            found.setdefault(name, []).append(value)
    return found


USED: Final = _uses(EXAMPLE)


@pytest.mark.golden
@pytest.mark.parametrize("name", [name for name in DEFS if name != "ruleset"])
def test_every_definition_of_the_schema_describes_a_part_of_the_example(
    name: str,
) -> None:
    assert USED.get(name)


def _alternatives() -> list[tuple[str, str]]:
    return [
        (name, key)
        for name in HEADS
        for choice in DEFS[name]["oneOf"]
        for key in choice["required"]
    ]


@pytest.mark.golden
@pytest.mark.parametrize(("name", "head"), _alternatives(), ids=str)
def test_every_head_key_of_a_definition_stands_in_the_example(
    name: str, head: str
) -> None:
    written = {key for part in USED[name] for key in part}

    assert head in written


@pytest.mark.golden
def test_every_other_key_stands_in_the_example_or_is_named_with_where_it_is_shown() -> (
    None
):
    missing = {
        f"/{name}/{key}"
        for name, definition in DEFS.items()
        for key in definition.get("properties", {})
        if not any(key in part for part in USED[name]) and key != "exception"
    }

    assert missing == set(SHOWN_ELSEWHERE)


@pytest.mark.golden
@pytest.mark.parametrize(
    "place",
    [place for place, where in SHOWN_ELSEWHERE.items() if where.startswith("graded")],
)
def test_what_the_example_leaves_out_a_fixture_uses(place: str) -> None:
    _, name, key = place.split("/")

    assert any(key in part for part in _uses(*FIXTURES)[name])
