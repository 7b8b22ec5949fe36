"""Measures, each with the least and the greatest that it can be, roughly."""

from __future__ import annotations

from typing import Any

from neglect_rules.testing._draft import (
    Document,
    Draft,
    Measured,
    Sense,
    chance,
    name_measure,
    number,
    opposite,
    pick,
    pick_some,
    pick_weighted,
)
from neglect_rules.testing._history import draw_history
from neglect_rules.testing._plain import (
    are_finished,
    domain_members,
    entry,
    may_miss,
    ordered,
    readable,
    scale_of,
    value_of,
)
from neglect_rules.testing._selections import draw_selection

_HEADS = {
    "score": 6,
    "count": 4,
    "total": 3,
    "points": 2,
    "number": 3,
    "sum": 2,
    "max": 1,
    "min": 1,
    "times": 1,
    "mean": 2,
    "age": 2,
    "name": 2,
}
_HISTORY = 18
_NESTED = ("sum", "max", "min", "times")
_AGES = {"months": (-1, 216), "corrected_months": (-1, 216), "gestation_weeks": (0, 45)}


def draw_measure(draft: Draft, sense: Sense, depth: int = 1) -> Measured:
    """Return a measure that worse answers move as `sense` says."""
    if sense == "free":
        sense = pick(draft.random, ["up", "down"])
    heads = dict(_HEADS)
    for name in _NESTED if depth < 1 else ():
        del heads[name]
    if draft.monotone:
        del heads["age"]
    if "history" in draft.flavours:
        heads["history"] = _HISTORY
    for _ in range(4):
        head = pick_weighted(draft.random, heads)
        found = _drawn(draft, head, sense, depth)
        if found is not None:
            return found
    return _count(draft, sense)


def _drawn(draft: Draft, head: str, sense: Sense, depth: int) -> Measured | None:
    if head in _NESTED:
        return _nested(draft, head, sense, depth)
    if head == "count":
        return _count(draft, sense)
    if head == "name":
        return _named(draft, sense)
    if head == "history":
        return draw_history(draft, sense)
    if head == "number":
        return _number(draft)
    if head == "age":
        age = pick(draft.random, list(_AGES))
        return Measured({"age": age}, *_AGES[age])
    return _points(draft, head) if sense == "up" else None


def _named(draft: Draft, sense: Sense) -> Measured | None:
    fitting = [
        name
        for name in draft.section("measures")
        if draft.senses[f"measures/{name}"] == sense
    ]
    if not fitting:
        return None
    name = pick(draft.random, fitting)
    return Measured(name, *draft.ranges[name])


def _count(draft: Draft, sense: Sense) -> Measured:
    selection, members = draw_selection(draft, sense)
    node: Document = {"count": selection}
    if chance(draft.random, 20):
        node["distinct"] = "domains"
    return Measured(node, 0, len(members))


def _number(draft: Draft) -> Measured | None:
    indicators = draft.section("indicators")
    numeric = [name for name, item in indicators.items() if "number" in item]
    if not numeric:
        return None
    name = pick(draft.random, numeric)
    limits = indicators[name]["number"]
    return Measured({"number": name}, limits["from"], limits["before"])


def _nested(draft: Draft, head: str, sense: Sense, depth: int) -> Measured:
    if head == "times":
        return _times(draft, sense, depth)
    count = draft.random.randint(1, 3)
    parts = [draw_measure(draft, sense, depth - 1) for _ in range(count)]
    low = _fold(head, [part.low for part in parts])
    high = _fold(head, [part.high for part in parts])
    return Measured({head: [part.node for part in parts]}, low, high)


def _fold(head: str, ends: list[float]) -> float:
    if head == "sum":
        return sum(ends)
    return max(ends) if head == "max" else min(ends)


def _times(draft: Draft, sense: Sense, depth: int) -> Measured:
    by = pick(draft.random, [2, 0.5, 1, -1] if not draft.monotone else [2, 0.5, 1])
    inner = draw_measure(draft, opposite(sense) if by < 0 else sense, depth - 1)
    if by < 0 and _is_endless(draft, inner.node):
        inner = _count(draft, opposite(sense))  # there would be no lower limit
    ends = sorted((inner.low * by, inner.high * by))
    node = {"times": number(draft, by), "of": inner.node}
    return Measured(node, ends[0], ends[1])


def _is_endless(draft: Draft, node: Any) -> bool:
    """Return whether a measure has no upper limit, or is made of one that has none."""
    if isinstance(node, str):
        return _is_endless(draft, draft.section("measures")[node])
    inner = [node[key] for key in ("of", "change") if key in node]
    for head in ("sum", "max", "min"):
        inner += node.get(head, [])
    return "age" in node or any(_is_endless(draft, part) for part in inner)


def _points(draft: Draft, head: str) -> Measured | None:
    if head == "score":
        return _score(draft)
    if head == "total":
        return _total(draft)
    members = [n for n in ordered(draft.document) if n in readable(draft.document)]
    if head == "points" and members:
        name = pick(draft.random, members)
        return Measured({"points": name}, *points_range(draft, name))
    return _mean(draft, members)


def _mean(draft: Draft, readable: list[str]) -> Measured | None:
    asked = draft.section("indicators")
    members = [n for n in readable if n in asked and not may_miss(draft.document, n)]
    if not members:
        return None
    chosen = pick_some(draft.random, members)
    ends = [points_range(draft, name) for name in chosen]
    low, high = (sum(end[side] for end in ends) / len(ends) for side in (0, 1))
    return Measured({"mean": chosen}, low, high)


def _score(draft: Draft) -> Measured | None:
    domain = pick(draft.random, list(draft.section("domains")))
    if not are_finished(draft.document, domain_members(draft.document, [domain])):
        return None
    layer = pick(draft.random, ["raw", "capped", "weighted"])
    return Measured({"score": domain, "as": layer}, *_score_range(draft, domain, layer))


def _total(draft: Draft) -> Measured | None:
    every = list(draft.section("domains"))
    domains = pick_some(draft.random, every)
    said = "all" if len(domains) == len(every) else domains
    if not are_finished(draft.document, domain_members(draft.document, domains)):
        return None
    ends = [_score_range(draft, name, "weighted") for name in domains]
    low, high = (sum(end[side] for end in ends) for side in (0, 1))
    return Measured({"total": said}, low, high)


def points_range(draft: Draft, name: str) -> tuple[float, float]:
    """Return the least and greatest points of an indicator or rating."""
    scale = value_of(draft.document, scale_of(draft.document, name))
    points = [float(item.get("points", 0)) for item in scale["grades"]]
    return min(points), max(points)


def _score_range(draft: Draft, domain: str, layer: str) -> tuple[float, float]:
    held = value_of(draft.document, draft.section("domains")[domain])
    members = domain_members(draft.document, [domain])
    ends = [_contribution(draft, name) for name in members] or [(0, 0)]
    head = "max" if held.get("combine") == "max" else "sum"
    low, high = (_fold(head, [end[side] for end in ends]) for side in (0, 1))
    if held.get("combine") == "count":
        low, high = 0, len(members)
    if layer != "raw":
        low, high = (
            max(min(end, float(held.get("cap", end))), float(held.get("floor", end)))
            for end in (low, high)
        )
    weight = float(held.get("weight", 1)) if layer == "weighted" else 1
    return low * weight, high * weight


def _contribution(draft: Draft, name: str) -> tuple[float, float]:
    said = value_of(draft.document, entry(draft.document, name).get("weight", 1))
    weight = float(said)
    low, high = points_range(draft, name)
    return min(low * weight, high * weight), max(low * weight, high * weight)


def draw_named_measure(draft: Draft) -> None:
    """Add a measure that other measures and conditions may use by its name."""
    sense: Sense = "up" if draft.monotone else pick(draft.random, ["up", "down"])
    name_measure(draft, draw_measure(draft, sense), sense)
