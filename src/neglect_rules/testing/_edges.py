"""The numbers at which a ruleset turns: band edges, limits of tests, ends of ages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, final

from attrs import frozen

from neglect_rules.exact import Number, written
from neglect_rules.testing._draft import Document
from neglect_rules.testing._plain import objects_in, plain

_TESTS = ("at_least", "above", "at_most", "below")


@final
@frozen(kw_only=True, eq=False)
class Form:
    """A ruleset read once, for all the cases that are to be drawn for it.

    Attributes:
        document: The ruleset without parameters.
        ages: Every age in months at which it turns, rising.
        numbers: For each numeric indicator every number that it permits, rising.
        beside: Those of them that are an end, or on or beside an edge.
    """

    document: Document
    ages: list[int]
    numbers: Mapping[str, list[Fraction]]
    beside: Mapping[str, list[Fraction]]


def read_form(ruleset: Mapping[str, Any]) -> Form:
    """Return a ruleset document as the form that its cases fill in."""
    document = {"scales": {}, "measures": {}, **plain(ruleset)}
    numbers = {
        name: permitted_numbers(item["number"])
        for name, item in document["indicators"].items()
        if "number" in item
    }
    return Form(
        document=document,
        ages=age_edges(document),
        numbers=numbers,
        beside={
            name: _beside(held, edges_of(document, {"number": name}))
            for name, held in numbers.items()
        },
    )


def edges_of(document: Document, measure: Document) -> list[Fraction]:
    """Return every number that a measure is compared with, rising.

    Args:
        document: A ruleset without parameters.
        measure: A measure such as `{"number": "N1"}` or `{"age": "months"}`.
    """
    named = document.get("measures", {})
    alike = [measure, *(name for name, held in named.items() if held == measure)]
    return sorted({Fraction(edge) for edge in _compared(document, alike)})


def _compared(document: Document, alike: list[Any]) -> Iterator[Any]:
    for part in objects_in(document):
        if part.get("measure") in alike:
            yield from (part[key] for key in _TESTS if key in part)
        if "bands" in part and part["of"] in alike:
            for band in part["bands"][1:]:
                yield band.get("from", band.get("above"))


def age_edges(document: Document) -> list[int]:
    """Return every age in months at which a ruleset turns, rising."""
    found = set()
    for name in ("months", "corrected_months"):
        found |= {int(edge) for edge in edges_of(document, {"age": name})}
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
