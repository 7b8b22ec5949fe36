"""Checks of care in governing: who answers for a rule, from where, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from neglect_rules.analysis._examined import Check, Examined, named
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.pointer import Pointer

_SOURCED: Final = (
    "indicators", "ratings", "parameters", "outcomes", "thresholds", "modifiers",
    "easings", "guards", "reviews",
)  # fmt: skip
_REASONED: Final = ("parameters", "outcomes", "accepts")
_WEIGHS: Final = frozenset({"weight", "cap", "floor", "combine"})


def _no_owner(examined: Examined) -> Iterator[Diagnostic]:
    if examined.ruleset.owner is None:
        yield Diagnostic(
            "NR350",
            "nobody is named who answers for this ruleset",
            Pointer(),
            'add "owner": the team or board that people can turn to',
        )


def _no_source(examined: Examined) -> Iterator[Diagnostic]:
    for at, entry, name in _entries(examined, _SOURCED):
        if "source" not in entry:
            yield Diagnostic(
                "NR351",
                f"{name} does not say where it is from",
                at,
                'add "source" with the id of an entry of "sources"; what you made '
                "yourselves has a source as well: you",
            )


def _no_reason(examined: Examined) -> Iterator[Diagnostic]:
    wanted = [*_entries(examined, _REASONED), *_weighed(examined)]
    for at, entry, name in wanted:
        if "because" not in entry:
            yield Diagnostic(
                "NR352",
                f"{name} does not say why it is as it is",
                at,
                'add "because": a sentence that you would say to a family or a court',
            )


def _weighed(examined: Examined) -> Iterator[tuple[Pointer, Mapping[str, Any], str]]:
    """Yield what a reader would ask the reason of: weights, caps, open answers."""
    for at, entry, name in _entries(examined, ("domains",)):
        if _WEIGHS & entry.keys():
            yield at, entry, name
    at = Pointer(("open_answers",))
    entry = at.resolve(examined.ruleset.document)
    yield at, entry, "what is recommended while answers are open"


def _unused_source(examined: Examined) -> Iterator[Diagnostic]:
    used = set(_named_sources(examined.ruleset.document))
    for id_, source in examined.ruleset.sources.items():
        if id_ not in used:
            yield Diagnostic(
                "NR353",
                f"nothing is from the source {named(source.title, id_)}",
                Pointer(("sources", id_)),
                "name it where it is used, or take it out",
            )


def _named_sources(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        found = node.get("source")
        if isinstance(found, str):
            yield found
        for child in node.values():
            yield from _named_sources(child)
    elif isinstance(node, list):
        for child in node:
            yield from _named_sources(child)


def _filled_in(examined: Examined) -> Iterator[Diagnostic]:
    for id_, spec in examined.ruleset.indicators.items():
        if spec.zero_fill and (spec.core or spec.because is None):
            yield Diagnostic(
                "NR354",
                f"{named(spec.label, id_)} counts as well when nobody has answered it",
                Pointer(("indicators", id_, "zero_fill")),
                "leave an open answer open; only for a small thing, that is not core, "
                'say the reason under "because"',
            )


def _undefined(examined: Examined) -> Iterator[Diagnostic]:
    if examined.is_settled and examined.ruleset.definition is None:
        yield Diagnostic(
            "NR363",
            "it does not say what it calls neglect",
            Pointer(),
            'add "definition" with the words of the guidance and their source',
        )


def _no_review(examined: Examined) -> Iterator[Diagnostic]:
    if examined.is_settled and not examined.ruleset.reviews:
        yield Diagnostic(
            "NR360",
            "it does not say by when a child is looked at again",
            Pointer(),
            'add "reviews" with the longest time for each level',
        )


def _exceptions(examined: Examined) -> Iterator[Diagnostic]:
    if not examined.is_settled:
        return
    for each in examined.program.exempt:
        outcomes = [
            named(examined.ruleset.outcomes[id_].label, id_) for id_ in each.outcomes
        ]
        touched = f", which touches {', '.join(outcomes)}" if outcomes else ""
        yield Diagnostic(
            "NR361",
            f"an exception to law {each.law} is declared here{touched}",
            Pointer.parse(each.at),
            "make sure that those who adopted the ruleset know of it and agree",
        )


def _only_proposed(examined: Examined) -> Iterator[Diagnostic]:
    if examined.ruleset.status != "adopted":
        return
    proposed = [
        name
        for _, entry, name in _entries(examined, (*_SOURCED, "domains"))
        if entry.get("status") == "proposed"
    ]
    if proposed:
        yield Diagnostic(
            "NR362",
            f"it is adopted, but entries of it are only proposed: {len(proposed)} of "
            f"them, such as {proposed[0]}",
            Pointer(("status",)),
            "let those who adopt the ruleset agree to them, then write "
            '"published" or "adapted" in each',
        )


def _no_cases(examined: Examined) -> Iterator[Diagnostic]:
    if examined.is_settled and not examined.cases:
        yield Diagnostic(
            "NR364",
            "no worked case shows what it recommends",
            Pointer(),
            'put worked cases into a folder "cases" beside the folders of the versions',
        )


def _nobody_to_ask(examined: Examined) -> Iterator[Diagnostic]:
    for id_, spec in examined.ruleset.indicators.items():
        if spec.core and not spec.ask:
            yield Diagnostic(
                "NR365",
                f"{named(spec.label, id_)} must be answered, but nobody is named who "
                "can",
                Pointer(("indicators", id_)),
                'add "ask" with those who can tell, such as "school" or "health '
                'visitor"',
            )


def _entries(
    examined: Examined, sections: tuple[str, ...]
) -> Iterator[tuple[Pointer, Mapping[str, Any], str]]:
    """Yield the entries of sections, each with its place and its name."""
    for section in sections:
        held = examined.ruleset.document.get(section, {})
        pairs = enumerate(held) if isinstance(held, list) else held.items()
        for key, entry in pairs:
            id_ = str(entry.get("id") or entry.get("indicator") or key)
            at = Pointer((section, str(key)))
            yield at, entry, f"{_KINDS[section]} {named(entry.get('label'), id_)}"


_KINDS: Final[Mapping[str, str]] = {
    "accepts": "the accepted answer",
    "domains": "the domain",
    "easings": "the easing",
    "guards": "the guard",
    "indicators": "the indicator",
    "modifiers": "the modifier",
    "outcomes": "the outcome",
    "parameters": "the parameter",
    "ratings": "the rating",
    "reviews": "the review",
    "thresholds": "the threshold",
}

CARE: Final = (
    Check("NR350", Severity.WARNING, _no_owner),
    Check("NR351", Severity.WARNING, _no_source),
    Check("NR352", Severity.WARNING, _no_reason),
    Check("NR353", Severity.NOTE, _unused_source),
    Check("NR354", Severity.WARNING, _filled_in),
    Check("NR360", Severity.WARNING, _no_review),
    Check("NR361", Severity.NOTE, _exceptions),
    Check("NR362", Severity.WARNING, _only_proposed),
    Check("NR363", Severity.WARNING, _undefined),
    Check("NR364", Severity.WARNING, _no_cases),
    Check("NR365", Severity.WARNING, _nobody_to_ask),
)
