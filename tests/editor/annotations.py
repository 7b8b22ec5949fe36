"""What an editor shows of our schemas, read the way VS Code reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

ROOT: Final = Path(__file__).resolve().parents[2]
EDITED: Final = ("ruleset", "case", "test", "household", "directory")
"""The documents that people write by hand."""

Schema: TypeAlias = Mapping[str, Any]

MOST_OPTIONS: Final = 6
"""More than any ready-made text offers to pick from."""

_OPTIONS = re.compile(r"\$\{\d+\|([^|]*)\|\}")
_DEFAULT = re.compile(r"\$\{\d+:([^}]*)\}|\$\d+")


@cache
def schema_of(name: str) -> Schema:
    """Return one of our schemas as it stands in the checkout."""
    text = (ROOT / "schemas" / f"{name}-1.schema.json").read_text(encoding="utf-8")
    found: Schema = json.loads(text)
    return found


def parts(schema: Any, place: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield every part of a schema that is a schema, with where it stands."""
    if isinstance(schema, Mapping):
        yield place, schema
        for key, child in schema.items():
            if key not in {"defaultSnippets", "examples"}:
                yield from parts(child, f"{place}/{key}")
    elif isinstance(schema, list):
        for index, child in enumerate(schema):
            yield from parts(child, f"{place}/{index}")


def keys(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield what a schema says of each key that it permits, with where it stands."""
    for place, part in parts(schema):
        # What only an `if` looks at is described where it is permitted.
        if not re.search(r"/(if|not|properties)$", place):
            for key, said in part.get("properties", {}).items():
                yield f"{place}/properties/{key}", said


def merged(part: Schema, whole: Schema) -> Schema:
    """Return a part as VS Code takes it: what it refers to overwrites what it says."""
    reference = part.get("$ref")
    if reference is None:
        return part
    own = {key: value for key, value in part.items() if key != "$ref"}
    target = whole["$defs"][reference.removeprefix("#/$defs/")]
    return merged({**own, **target}, whole)


def hover(part: Schema, whole: Schema) -> str | None:
    """Return the words that VS Code shows for a value that this part describes."""
    taken = merged(part, whole)
    found: str | None = taken.get("markdownDescription") or taken.get("description")
    return found


def inside(part: Schema, whole: Schema) -> Iterator[Schema]:
    """Yield, merged, what describes the same value from further inside.

    VS Code shows the words of the innermost part that has any.
    """
    taken = merged(part, whole)
    branches = [taken[key] for key in ("then", "else") if key in taken]
    for key in ("allOf", "anyOf", "oneOf"):
        branches += taken.get(key, ())
    for branch in branches:
        yield merged(branch, whole)
        yield from inside(branch, whole)


def filled(text: str, pick: int = 0) -> str:
    """Return what VS Code puts in for a snippet if one only presses Tab.

    Args:
        text: The snippet.
        pick: Which option is taken where it offers several; the last, if too few.
    """

    def option(found: re.Match[str]) -> str:
        options = found[1].split(",")
        return options[min(pick, len(options) - 1)]

    return _DEFAULT.sub(lambda found: found[1] or "", _OPTIONS.sub(option, text))


def snippet_value(body: Any, pick: int = 0) -> Any:
    """Return the JSON value that a snippet of a schema comes to."""
    if isinstance(body, Mapping):
        return {
            filled(key, pick): snippet_value(child, pick) for key, child in body.items()
        }
    if isinstance(body, list):
        return [snippet_value(child, pick) for child in body]
    if isinstance(body, str):
        # A circumflex says that what follows is written without quotation marks.
        return (
            json.loads(filled(body[1:], pick))
            if body[:1] == "^"
            else filled(body, pick)
        )
    return body
