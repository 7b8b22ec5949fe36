"""Which names of a ruleset stand for nothing, or for two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neglect_rules.diagnostics import Diagnostic, nearest
from neglect_rules.linking._uses import uses
from neglect_rules.linking._walk import Parts
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer


def unknown_names(ruleset: Ruleset, parts: Parts) -> Iterator[Diagnostic]:
    """Yield NR201: a name that nothing answers to."""
    known = _known(ruleset)
    for at, node in parts:
        for what, name, place in uses(node, at):
            if name not in known[what]:
                yield _unknown(what, name, place, known)


def _known(ruleset: Ruleset) -> Mapping[str, Iterable[str]]:
    return {
        "indicator": ruleset.indicators,
        "rating": ruleset.ratings,
        "indicator or rating": {**ruleset.indicators, **ruleset.ratings},
        "domain": ruleset.domains,
        "domain or all": {"all": None, **ruleset.domains},
        "indicator, domain or all": {
            "all": None,
            **ruleset.indicators,
            **ruleset.domains,
        },
        "kind of event": ruleset.event_kinds,
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
                message=f"`{name}` is taken"
                if name == first
                else f"`{name}` differs from `{first}` only in capitals",
                at=at,
                hint="give it another name",
            )


_MAPS = (
    "scales",
    "domains",
    "event_kinds",
    "measures",
    "conditions",
    "outcomes",
    "parameters",
)
_RULES = ("thresholds", "modifiers", "easings", "guards")


def _by_name(ruleset: Ruleset) -> Mapping[Any, list[tuple[Pointer, str]]]:
    found: dict[Any, list[tuple[Pointer, str]]] = defaultdict(list)
    for folder in _MAPS:
        for name in getattr(ruleset, folder):
            found[folder, name.lower()].append((Pointer((folder, name)), name))
    for folder in ("indicators", "ratings"):
        for name in getattr(ruleset, folder):
            at = Pointer((folder, name))
            if not (folder == "ratings" and name in ruleset.indicators):
                found["things", name.lower()].append((at, name))
    for folder in (*_RULES, "tasks", "report", "promises", "reviews"):
        for n, rule in enumerate(getattr(ruleset, folder)):
            at = Pointer((folder, str(n), "id"))
            key = "rules" if folder in _RULES else folder
            found[key, rule.id.lower()].append((at, rule.id))
    return found
