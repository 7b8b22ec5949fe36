"""Parameters put where they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.diagnostics import Diagnostic, nearest
from neglect_rules.pointer import Pointer


def uses(value: Any, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    """Yield every place where a parameter is used, with its name."""
    if is_use(value):
        yield at, value["parameter"]
        return
    children: Any = ()
    if isinstance(value, Mapping):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, child in children:
        yield from uses(child, at / key)


def is_use(value: Any) -> bool:
    """Return whether a JSON value stands for a parameter's value.

    A group of things of which the only one is called `parameter` holds an object
    there, not a name.
    """
    alone = isinstance(value, Mapping) and value.keys() == {"parameter"}
    return alone and isinstance(value["parameter"], str)


def unknown(value: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Yield NR201 for each use of a parameter that is not there."""
    known = value.get("parameters", {})
    for at, name in uses(value, Pointer()):
        if name not in known:
            yield Diagnostic(
                code="NR201",
                message=f"unknown parameter `{name}`",
                at=at / "parameter",
                hint=nearest(name, known),
            )


def put_in_place(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ruleset with every parameter's value where it is used.

    Pointers stay as they are: a value stands where its `{"parameter": ...}` stood.
    """
    parameters = value.get("parameters", {})
    values = {name: _value(spec) for name, spec in parameters.items()}
    return {
        key: child if key == "parameters" else _replaced(child, values)
        for key, child in value.items()
    }


def _value(spec: Mapping[str, Any]) -> Any:
    return next(spec[word] for word in ("number", "grade", "ids") if word in spec)


def _replaced(value: Any, values: Mapping[str, Any]) -> Any:
    if is_use(value):
        return values[value["parameter"]]
    if isinstance(value, Mapping):
        return {key: _replaced(child, values) for key, child in value.items()}
    if isinstance(value, list):
        return [_replaced(child, values) for child in value]
    return value
