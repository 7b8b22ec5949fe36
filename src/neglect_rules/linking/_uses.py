"""Which names each part of a ruleset uses, and what they should be names of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.model import (
    Accepted,
    Change,
    Choose,
    CoverageRecord,
    Earlier,
    Easing,
    Events,
    FromOutcome,
    Guard,
    Households,
    Indicator,
    IndicatorTest,
    Mean,
    Members,
    Modifier,
    MostCommon,
    Named,
    NumberOf,
    OutcomeTest,
    Points,
    Promise,
    Rating,
    RatingTest,
    ReportItem,
    ReviewsWithoutImprovement,
    Ruleset,
    Score,
    Seen,
    StateRecord,
    SubjectTest,
    Table,
    Threshold,
    Total,
    WorstOf,
)
from neglect_rules.pointer import Pointer

Uses = Iterator[tuple[str, str, Pointer]]

_ONE: Mapping[type, tuple[str, str]] = {
    IndicatorTest: ("indicator", "indicator or rating"),
    RatingTest: ("rating", "rating"),
    OutcomeTest: ("outcome", "outcome"),
    StateRecord: ("indicator", "indicator"),
    CoverageRecord: ("coverage", "domain or all"),
    Named: ("is_", "condition"),
    Score: ("score", "domain"),
    Points: ("points", "indicator or rating"),
    NumberOf: ("number", "indicator"),
    Choose: ("choose", "indicator or rating"),
    FromOutcome: ("outcome", "outcome"),
    ReportItem: ("rating", "rating"),
    Events: ("events", "kind of event"),
    Seen: ("indicator", "indicator"),
    Change: ("change", "measure"),
    Earlier: ("earlier", "measure"),
    ReviewsWithoutImprovement: (
        "reviews_without_improvement",
        "indicator, domain or all",
    ),
}
_MANY: Mapping[type, tuple[str, str]] = {
    Mean: ("mean", "indicator or rating"),
    Table: ("table", "indicator or rating"),
    WorstOf: ("worst_of", "indicator or rating"),
    MostCommon: ("most_common", "indicator or rating"),
    SubjectTest: ("subject", "kind of subject"),
}
_OUTCOMES: Mapping[type, tuple[str, ...]] = {
    Threshold: ("reach",),
    Modifier: ("raise_", "up_to", "from_at_least"),
    Easing: ("lower", "not_below"),
    Guard: ("at_least",),
    Households: ("rescreen_at",),
    Promise: ("then",),
}


def uses(node: Any, at: Pointer) -> Uses:
    """Yield every name that a node itself uses: what it should be, it, its place."""
    kind = type(node)
    if kind in _ONE:
        name, what = _ONE[kind]
        if getattr(node, name) is not None:
            yield what, getattr(node, name), at / name.rstrip("_")
    if kind in _MANY:
        name, what = _MANY[kind]
        for n, each in enumerate(getattr(node, name)):
            yield what, each, at / name / n
    for name in _OUTCOMES.get(kind, ()):
        for outcome in getattr(node, name):
            yield "outcome", outcome, at / name.rstrip("_") / outcome
    source = getattr(node, "source", None)
    if isinstance(source, str):
        yield "source", source, at / "source"
    yield from _uses_of_members(node, at)
    yield from _uses_of_things(node, at)
    yield from _uses_of_measures(node, at)


def _uses_of_members(node: Any, at: Pointer) -> Uses:
    if isinstance(node, Members):
        for n, name in enumerate(node.domains or ()):
            yield "domain", name, at / "domains" / n
        for n, name in enumerate(node.indicators or ()):
            yield "indicator or rating", name, at / "indicators" / n
        if node.tag is not None:
            yield "tag", node.tag, at / "tag"
    if isinstance(node, Total) and node.total != "all":
        for n, name in enumerate(node.total):
            yield "domain", name, at / "total" / n


def _uses_of_things(node: Any, at: Pointer) -> Uses:
    if isinstance(node, Indicator | Rating):
        if node.domain is not None:
            yield "domain", node.domain, at / "domain"
        if node.scale is not None:
            yield "scale", node.scale, at / "scale"
    if isinstance(node, Accepted):
        key = "as_" if node.as_ else "indicator"
        yield "indicator", getattr(node, key), at / key.rstrip("_")
    if isinstance(node, Indicator):
        for n, name in enumerate(node.subjects or ()):
            yield "kind of subject", name, at / "subjects" / n


def _uses_of_measures(node: Any, at: Pointer) -> Uses:
    """Yield measures used by name: text where a measure may stand."""
    if isinstance(node, Ruleset):
        yield from _texts(node.measures, at / "measures")
        return
    for name in ("measure", "of"):
        yield from _texts({name: getattr(node, name, None)}, at)
    for name in ("sum", "max", "min"):
        parts = getattr(node, name, None)
        if isinstance(parts, tuple):
            yield from _texts(dict(enumerate(parts)), at / name)


def _texts(children: Mapping[Any, Any], at: Pointer) -> Uses:
    for key, child in children.items():
        if isinstance(child, str):
            yield "measure", child, at / key
