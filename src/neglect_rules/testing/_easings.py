"""Easings: what is lowered once things are shown to have become better."""

from __future__ import annotations

from collections.abc import Mapping

from neglect_rules.testing._draft import (
    Document,
    Draft,
    Measured,
    Sense,
    chance,
    grade,
    name_condition,
    name_measure,
    next_id,
    number,
    opposite,
    pick,
    pick_some,
    pick_weighted,
)
from neglect_rules.testing._history import (
    draw_followed,
    draw_greatest,
    draw_reviewed,
)
from neglect_rules.testing._plain import grades_of
from neglect_rules.testing._selections import draw_test

_HEADS = {
    "sightings": 5,
    "unbroken": 4,
    "change": 4,
    "reviews_without_improvement": 3,
    "made": 1,
}
_FEW: Mapping[str, list[float]] = {
    "sightings": [2, 1, 3],
    "unbroken": [90, 60, 28, 180],
    "change": [0, 1, 2, 0.5],
    "reviews_without_improvement": [0, 1],
}
_LIMITS = {"ask_if", "ages", "subjects"}
_GROUPS = {"all": 4, "any": 3, "of": 1, "not": 1, "is": 2}


def draw_easing(draft: Draft, name: str, grades: list[str]) -> None:
    """Add an easing of one outcome; it asks for history and for nothing else."""
    easings = draft.document["easings"]
    made: Document = {
        "id": next_id(easings, "E"),
        "when": _better(draft, "down", 1),
        "lower": {name: pick(draft.random, [1, 2, 1])},
        "not_below": {name: grade(draft, pick(draft.random, grades[:-1]))},
        "because": "It has become better.",
    }
    easings.append(made)


def _better(draft: Draft, sense: Sense, depth: int) -> Document:
    """Return a condition on history which worse answers move as `sense` says."""
    if not depth or not chance(draft.random, 35):
        return _leaf(draft, sense)
    head = pick_weighted(draft.random, _GROUPS)
    if head == "not":
        return {"not": _leaf(draft, opposite(sense))}
    if head == "is":
        return {"is": name_condition(draft, _leaf(draft, sense), sense)}
    members = [_leaf(draft, sense) for _ in range(draft.random.randint(1, 2))]
    if head == "of":
        return {"at_least": draft.random.randint(1, len(members)), "of": members}
    return {head: members}


def _leaf(draft: Draft, sense: Sense) -> Document:
    """Return a test of a measure that moves either way, compared to suit."""
    way: Sense = pick(draft.random, ["up", "down"])
    for _ in range(4):
        head = pick_weighted(draft.random, _HEADS)
        found = _measure(draft, head, way)
        if found is not None:
            return _compared(draft, found, head, rises=way == sense)
    found = draw_followed(draft, "unbroken", way, always=True)
    return _compared(draft, found, "unbroken", rises=way == sense)


def _measure(draft: Draft, head: str, way: Sense) -> Measured | None:
    if head == "change":
        return _change(draft, way)
    if head == "made":
        return _made(draft, way)
    if head == "reviews_without_improvement":
        return draw_reviewed(draft, always=True) if way == "up" else None
    if way == "up" and chance(draft.random, 30):
        return draw_greatest(draft, head, always=True)
    return draw_followed(draft, head, way, always=True)


def _change(draft: Draft, way: Sense) -> Measured:
    """Return the change of a count; no exception excuses one that moves both ways."""
    first = draft.section("indicators")["I1"]["scale"]
    members = [
        name
        for name, item in draft.section("indicators").items()
        if item.get("scale") == first and not item.keys() & _LIMITS
    ]
    chosen = pick_some(draft.random, members, 1, min(3, len(members)))
    grades = grades_of(draft.section("scales")[first])
    graded = draw_test(draft, grades, "concern", way)
    node = {"count": {"from": {"indicators": chosen}, "graded": graded}}
    name = name_measure(draft, Measured(node, 0, len(chosen)), way)
    return Measured({"change": name}, -len(chosen), len(chosen))


def _made(draft: Draft, way: Sense) -> Measured:
    """Return what is made of one or two measures of history, or has a name."""
    head = pick(draft.random, ["sum", "name", "max", "min", "times"])
    first = draw_followed(draft, "sightings", way, always=True)
    if head == "name":
        return first._replace(node=name_measure(draft, first, way))
    if head == "times":
        return first._replace(node={"times": number(draft, 2), "of": first.node})
    parts = [first, _change(draft, way)]
    return first._replace(node={head: [part.node for part in parts]})


def _compared(draft: Draft, found: Measured, head: str, *, rises: bool) -> Document:
    """Return a test that holds for high values if `rises`, else for low ones."""
    edge = pick(draft.random, _FEW.get(head, _FEW["sightings"]))
    if head == "change" and not rises:
        edge = -edge
    form = pick(draft.random, ["at_least", "above"] if rises else ["at_most", "below"])
    return {"measure": found.node, form: number(draft, edge)}
