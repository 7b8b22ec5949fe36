"""Which names of a ruleset stand for nothing, or for two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neglect_rules.diagnostics import Diagnostic, nearest
from neglect_rules.linking._walk import walk
from neglect_rules.model import (
    Choose,
    CoverageRecord,
    FromOutcome,
    Guard,
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
    Ruleset,
    Score,
    StateRecord,
    SubjectTest,
    Table,
    Threshold,
    Total,
    WorstOf,
)
from neglect_rules.pointer import Pointer

Uses = Iterator[tuple[str, str, Pointer]]


def unknown_names(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield NR201: a name that nothing answers to."""
    known = _known(ruleset)
    for at, node in walk(ruleset, Pointer()):
        for what, name, place in _uses(node, at):
            if name not in known[what]:
                yield _unknown(what, name, place, known)


def _known(ruleset: Ruleset) -> Mapping[str, Iterable[str]]:
    return {
        "indicator": ruleset.indicators,
        "rating": ruleset.ratings,
        "indicator or rating": {**ruleset.indicators, **ruleset.ratings},
        "domain": ruleset.domains,
        "domain or all": {"all": None, **ruleset.domains},
        "scale": ruleset.scales,
        "measure": ruleset.measures,
        "condition": ruleset.conditions,
        "outcome": ruleset.outcomes,
        "source": ruleset.sources,
        "kind of subject": ruleset.subjects.kinds,
        "tag": {t for s in ruleset.indicators.values() for t in s.tags}
        | {t for s in ruleset.ratings.values() for t in s.tags},
    }


def _unknown(
    what: str, name: str, at: Pointer, known: Mapping[str, Iterable[str]]
) -> Diagnostic:
    hint = nearest(name, known[what])
    if hint is None:
        holders = [k for k, names in known.items() if name in names and " or " not in k]
        hint = f"`{name}` is the name of a {holders[0]}" if holders else None
    return Diagnostic(
        code="NR201", message=f"unknown {what} `{name}`", at=at, hint=hint
    )


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
    Guard: ("at_least",),
    Promise: ("then",),
}
_MEASURES = ("measure", "of", "sum", "max", "min", "measures")


def _uses(node: Any, at: Pointer) -> Uses:
    """Yield every name that a node uses: what it should be, the name, its place."""
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
    if isinstance(node, Indicator):
        for n, name in enumerate(node.subjects or ()):
            yield "kind of subject", name, at / "subjects" / n


def _uses_of_measures(node: Any, at: Pointer) -> Uses:
    """Yield measures used by name: text where a measure may stand."""
    if isinstance(node, Ruleset):
        for name, measure in node.measures.items():
            if isinstance(measure, str):
                yield "measure", measure, at / "measures" / name
        return
    for name in _MEASURES:
        child = getattr(node, name, None)
        if isinstance(child, str):
            yield "measure", child, at / name
        elif isinstance(child, tuple) and name in {"sum", "max", "min"}:
            for n, each in enumerate(child):
                if isinstance(each, str):
                    yield "measure", each, at / name / n


def alike_names(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield NR203: two names that differ only in case, or one name for two things."""
    for id_ in ruleset.ratings:
        if id_ in ruleset.indicators:
            yield Diagnostic(
                code="NR203",
                message=f"`{id_}` is an indicator and a rating",
                at=Pointer(("ratings", id_)),
                hint="give the rating another name",
            )
    if "all" in ruleset.domains:
        yield Diagnostic(
            code="NR203",
            message="`all` means every domain, so no domain can be called that",
            at=Pointer(("domains", "all")),
        )
    for places in _by_name(ruleset).values():
        first = places[0][1]
        for at, name in places[1:]:
            yield Diagnostic(
                code="NR203",
                message=f"`{name}` is taken" if name == first
                else f"`{name}` differs from `{first}` only in capitals",
                at=at,
                hint="give it another name",
            )


def _by_name(ruleset: Ruleset) -> Mapping[Any, list[tuple[Pointer, str]]]:
    found: dict[Any, list[tuple[Pointer, str]]] = defaultdict(list)
    maps = ("scales", "domains", "measures", "conditions", "outcomes", "parameters")
    for folder in maps:
        for name in getattr(ruleset, folder):
            found[folder, name.lower()].append((Pointer((folder, name)), name))
    for folder in ("indicators", "ratings"):
        for name in getattr(ruleset, folder):
            at = Pointer((folder, name))
            if not (folder == "ratings" and name in ruleset.indicators):
                found["things", name.lower()].append((at, name))
    rules = ("thresholds", "modifiers", "guards", "tasks", "report", "promises")
    for folder in rules:
        for n, rule in enumerate(getattr(ruleset, folder)):
            at = Pointer((folder, str(n), "id"))
            key = "rules" if folder in rules[:3] else folder
            found[key, rule.id.lower()].append((at, rule.id))
    return found
