"""Drawn measures that look back over dated history."""

from __future__ import annotations

from typing import Any

from neglect_rules.testing._draft import (
    Document,
    Draft,
    Measured,
    Sense,
    chance,
    duration,
    is_odd,
    names,
    pick,
    pick_some,
    pick_weighted,
)
from neglect_rules.testing._plain import (
    grades_of,
    is_finished,
    kind_of,
    ordered,
    scale_of,
    towards_worse,
    value_of,
)
from neglect_rules.testing._selections import draw_selection, draw_test

SINCE = "since_last_assessment"

_HEADS = {
    "events": 9,
    "sightings": 5,
    "unbroken": 4,
    "reviews_without_improvement": 7,
    "change": 5,
    "earlier": 3,
}
_DISTINCT = ["dates", "people", "sources"]
_MOST = 6
_LONGEST = 240


def draw_event_kinds(draft: Draft) -> None:
    """Add one to three kinds of event where a ruleset looks back, and mostly none."""
    if "history" not in draft.flavours or not chance(draft.random, 90):
        return
    for name in pick_some(draft.random, ["missed", "called_out", "away"]):
        draft.section("event_kinds")[name] = {"label": "What happened"}


def draw_history(draft: Draft, sense: Sense) -> Measured | None:
    """Return a measure of history that worse answers move as `sense` says."""
    head = pick_weighted(draft.random, _HEADS)
    if head in {"sightings", "unbroken"}:
        if sense == "down":
            return None  # what is mild may only lead to an easing
        if sense == "up" and chance(draft.random, 55):
            return draw_greatest(draft, head)
        return draw_followed(draft, head, sense, oddly=is_odd(draft))
    if head in {"change", "earlier"}:
        return draw_compared(draft, head, sense)
    if sense == "down":
        return None
    return _events(draft) if head == "events" else draw_reviewed(draft)


def draw_followed(
    draft: Draft, head: str, sense: Sense, *, always: bool = False, oddly: bool = False
) -> Measured:
    """Return sightings or an unbroken time of a grade; the first indicator has one.

    Args:
        draft: The ruleset.
        head: Which of the two.
        sense: How worse answers move it.
        always: Only of what is asked of everybody.
        oddly: Let the test have a hole, so that it moves both ways, against law 5.
    """
    # The more is asked, the more is seen, mild or grave: what falls must stand still.
    name = pick(draft.random, followable(draft, always=always or sense == "down"))
    grades = grades_of(scale_of(draft.document, name))
    test = draw_test(draft, grades, kind_of(draft.document, name), sense)
    if oddly and len(grades) > 2:  # noqa: PLR2004 - one must be left out
        test = {"in": names(draft, [grades[0], grades[-1]])}
    return _over_time(draft, head, {"indicator": name, **test})


def _over_time(draft: Draft, head: str, seen: Document) -> Measured:
    if head == "unbroken":
        return Measured({"unbroken": seen, "in": "days"}, 0, _LONGEST)
    node: Document = {"sightings": seen, "distinct": pick(draft.random, _DISTINCT)}
    return Measured(_windowed(draft, node), 0, 4)


def followable(draft: Draft, *, always: bool) -> list[str]:
    """Return the indicators that have a worse, perhaps those only always asked."""
    asked = draft.section("indicators")
    found = [name for name in ordered(draft.document) if name in asked]
    if always:
        return [name for name in found if "ask_if" not in asked[name]]
    return [name for name in found if is_finished(asked[name])]


def draw_greatest(draft: Draft, head: str, *, always: bool = False) -> Measured | None:
    """Return the greatest over a selection, of which one grave sign is enough.

    Args:
        draft: The ruleset.
        head: Which of the two that follow an indicator.
        always: Only of what is asked of everybody.
    """
    selection, members = draw_selection(draft, "up")
    asked = draft.section("indicators")
    followed = [name for name in members if name in asked]
    fits = all(_is_grave_enough(draft, n, selection["graded"]) for n in followed)
    if (
        not followed
        or not fits
        or (always and any("ask_if" in asked[n] for n in followed))
    ):
        return None
    return _over_time(draft, head, selection)


def _is_grave_enough(draft: Draft, name: str, graded: Any) -> bool:
    """Return whether the gravest grade of an indicator meets a test."""
    test = value_of(draft.document, graded)
    gravest = towards_worse(scale_of(draft.document, name))[-1]
    has_worse = kind_of(draft.document, name) != "context"
    return has_worse and ("in" not in test or gravest in test["in"])


def draw_reviewed(draft: Draft, *, always: bool = False) -> Measured:
    """Return how many reviews saw an indicator, a domain or all no better.

    Args:
        draft: The ruleset.
        always: Only of what is asked of everybody.
    """
    asked = draft.section("indicators")
    found = [name for name in ordered(draft.document) if name in asked]
    signs = [name for name in found if kind_of(draft.document, name) == "concern"]
    fit = {*followable(draft, always=always)}
    choices: list[str] = [name for name in signs if name in fit]
    held = {asked[name].get("domain") for name in choices}
    held -= {asked[name].get("domain") for name in signs if name not in fit}
    choices += [domain for domain in draft.section("domains") if domain in held]
    if fit.issuperset(signs):
        choices += ["all", "all"]
    node = {"reviews_without_improvement": pick(draft.random, choices)}
    return Measured(node, 0, 3)


def draw_compared(draft: Draft, head: str, sense: Sense) -> Measured | None:
    """Return the change or the earlier value of a measure that has a name."""
    named = draft.section("measures")
    fitting = [
        name
        for name in named
        if head == "earlier" or draft.senses[f"measures/{name}"] == sense
    ]
    if not fitting:
        return None
    name = pick(draft.random, fitting)
    low, high = draft.ranges[name]
    if head == "earlier":
        return Measured({"earlier": name}, low, high)
    most = min(high - low, _MOST)
    return Measured({"change": name}, -most, most)


def _events(draft: Draft) -> Measured | None:
    kinds = draft.section("event_kinds")
    if not kinds:
        return None
    node: Document = {"events": pick(draft.random, list(kinds))}
    return Measured(_windowed(draft, node), 0, 4)


def _windowed(draft: Draft, node: Document) -> Document:
    """Return the measure, often with a window."""
    form = pick_weighted(draft.random, {"all": 4, "long": 5, SINCE: 2})
    if form == "all":
        return node
    within: Any = SINCE if form == SINCE else duration(draft.random)
    return {**node, "within": within}
