"""Exceptions where a drawn ruleset breaks law 5, so that it can be linked after all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError
from neglect_rules.pointer import Pointer
from neglect_rules.testing._draft import Document

_EXCEPTION: Final = {"law": 5, "because": "drawn"}
_TRIES = 12
_HEADS = (
    "all",
    "any",
    "of",
    "not",
    "is",
    "indicator",
    "rating",
    "outcome",
    "measure",
    "some",
    "every",
    "none",
    "record",
    "subject",
)
_SECTIONS = ("scales", "indicators", "ratings", "outcomes", "guards")


def settle(
    ruleset: Mapping[str, Any], link: Callable[[Document], object]
) -> Document | None:
    """Return the ruleset with the exceptions that linking asks for, or `None`.

    Args:
        ruleset: A ruleset document.
        link: Links a document and raises `RulesetError` where it is refused.
    """
    document = deepcopy(dict(ruleset))
    for _ in range(_TRIES):
        try:
            link(document)
        except RulesetError as refused:
            excused = [_excuse(document, d) for d in refused.diagnostics]
            if not all(excused):
                return None
        else:
            return document
    return None


def _excuse(document: Document, diagnostic: Diagnostic) -> bool:
    """Add an exception where it is asked for; say whether there was a place for it."""
    if diagnostic.code != "NR210":
        return False
    parts = diagnostic.at.parts
    for length in range(len(parts), 0, -1):
        found = _resolved(document, parts[:length])
        if _can_hold(found, parts[:length]):
            return _say(found)
    return False


def _say(found: Document) -> bool:
    if found.get("exception", _EXCEPTION)["law"] != _EXCEPTION["law"]:
        return False
    found["exception"] = dict(_EXCEPTION)
    return True


def _resolved(document: Document, parts: tuple[str, ...]) -> Any:
    try:
        return Pointer(parts).resolve(document)
    except KeyError:
        return None


def _can_hold(found: Any, parts: tuple[str, ...]) -> bool:
    if not isinstance(found, dict):
        return False
    if len(parts) == 2 and parts[0] in _SECTIONS:  # noqa: PLR2004 - /section/name
        return True
    return any(head in found for head in _HEADS) and not _is_no_condition(parts, found)


def _is_no_condition(parts: tuple[str, ...], found: Document) -> bool:
    """Return whether something with a condition's key is a measure, rule or result."""
    measure = {"times", "bands", "score", "total", "points", "number", "age", "count"}
    inside = parts[-1] in {"measure", "record", "then", "from", "reach", "raise"}
    return inside or parts[0] == "report" or bool(measure & found.keys())
