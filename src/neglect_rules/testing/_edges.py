"""The numbers at which a ruleset turns: band edges, limits of tests, ends of ages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, final

from attrs import frozen

from neglect_rules.exact import Number, written
from neglect_rules.testing._draft import Document
from neglect_rules.testing._past import TESTS, Past, read_past
from neglect_rules.testing._plain import objects_in, plain, towards_worse


@final
@frozen(kw_only=True, eq=False)
class Form:
    """A ruleset read once, for all the cases that are to be drawn for it.

    Attributes:
        document: The ruleset without parameters.
        grades: For each indicator with a scale every grade that it permits, from the
            mildest to the gravest.
        ages: Every age in months at which it turns, rising.
        numbers: For each numeric indicator every number that it permits, rising.
        beside: Those of them that are an end, or on or beside an edge.
        past: What of a case's history it reads.
    """

    document: Document
    grades: Mapping[str, list[str]]
    ages: list[int]
    numbers: Mapping[str, list[Fraction]]
    beside: Mapping[str, list[Fraction]]
    past: Past


def read_form(ruleset: Mapping[str, Any]) -> Form:
    """Return a ruleset document as the form that its cases fill in."""
    document = {"scales": {}, "measures": {}, "ratings": {}, **plain(ruleset)}
    numbers = {
        name: permitted_numbers(item["number"])
        for name, item in document["indicators"].items()
        if "number" in item
    }
    parts = list(objects_in(document))
    return Form(
        document=document,
        grades=_permitted_grades(document),
        ages=age_edges(document, parts),
        numbers=numbers,
        beside={
            name: _beside(held, edges_of(document, {"number": name}, parts))
            for name, held in numbers.items()
        },
        past=read_past(document, parts),
    )


def _permitted_grades(document: Document) -> dict[str, list[str]]:
    worse = {name: towards_worse(scale) for name, scale in document["scales"].items()}
    return {
        name: [g for g in worse[item["scale"]] if g in item.get("permits", [g])]
        for name, item in document["indicators"].items()
        if "scale" in item
    }


def edges_of(
    document: Document, measure: Document, parts: Sequence[Document] | None = None
) -> list[Fraction]:
    """Return every number that a measure is compared with, rising.

    Args:
        document: A ruleset without parameters.
        measure: A measure such as `{"number": "N1"}` or `{"age": "months"}`.
        parts: Every object in it, if somebody has looked already.
    """
    named = document.get("measures", {})
    alike = [measure, *(name for name, held in named.items() if held == measure)]
    parts = list(objects_in(document)) if parts is None else parts
    return sorted({Fraction(edge) for edge in _compared(parts, alike)})


def _compared(parts: Sequence[Document], alike: list[Any]) -> Iterator[Any]:
    for part in parts:
        if "measure" in part and part["measure"] in alike:
            yield from (part[key] for key in TESTS if key in part)
        if "bands" in part and part["of"] in alike:
            for band in part["bands"][1:]:
                yield band.get("from", band.get("above"))


def age_edges(document: Document, parts: Sequence[Document] | None = None) -> list[int]:
    """Return every age in months at which a ruleset turns, rising."""
    found = set()
    for name in ("months", "corrected_months"):
        found |= {int(edge) for edge in edges_of(document, {"age": name}, parts)}
    bands = [item.get("ages", {}) for item in document["indicators"].values()]
    for band in [*bands, document["subjects"].get("age_months", {})]:
        found |= set(band.values())
    return sorted(found)


def permitted_numbers(limits: Document) -> list[Fraction]:
    """Return every number that a numeric indicator permits, rising."""
    value, before, step = (Fraction(limits[key]) for key in ("from", "before", "step"))
    found = []
    while value < before:
        found.append(value)
        value += step
    return found


def _beside(permitted: list[Fraction], edges: list[Fraction]) -> list[Fraction]:
    found = {permitted[0], permitted[-1]}
    for edge in edges:
        below = [value for value in permitted if value < edge]
        above = [value for value in permitted if value >= edge]
        found |= {*below[-1:], *above[:2]}
    return sorted(found)


def as_number(value: Fraction) -> Number:
    """Return a number as a document holds it."""
    return int(value) if value.denominator == 1 else Decimal(written(value))
