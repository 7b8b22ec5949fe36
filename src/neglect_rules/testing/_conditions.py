"""Conditions of every kind, each with an eye to what a worse answer does to it."""

from __future__ import annotations

from typing import Any

from neglect_rules.testing._draft import (
    Document,
    Draft,
    Sense,
    chance,
    drawn_sense,
    name_condition,
    number,
    opposite,
    pick,
    pick_some,
    pick_weighted,
)
from neglect_rules.testing._indicators import covered_kinds
from neglect_rules.testing._measures import draw_measure
from neglect_rules.testing._plain import (
    grades_of,
    kind_of,
    readable,
    scale_of,
)
from neglect_rules.testing._selections import draw_selection, draw_test

_LEAVES = {
    "member": 8,
    "measure": 8,
    "some": 4,
    "outcome": 4,
    "is": 3,
    "every": 2,
    "none": 2,
    "record": 3,
    "subject": 1,
}
_GROUPS = {"all": 3, "any": 3, "of": 2, "not": 2}
_ONLY_ANY_SHAPE = ("every", "none", "record", "subject", "not")
_STATES = [
    "not_asked",
    "not_known",
    "not_observed",
    "refused",
    "unable_to_score",
    "not_applicable",
    "recorded",
    "suspected",
]
SOURCES = ["seen", "child_said", "carer_said", "record", "third_party"]


def draw_condition(draft: Draft, sense: Sense, depth: int = 2) -> Document:
    """Return a condition which worse answers move as `sense` says.

    Now and then it is drawn the wrong way, and needs an exception to be linked.
    """
    sense = drawn_sense(draft, sense)
    heads = dict(_LEAVES)
    if depth > 0 and chance(draft.random, 35):
        heads = dict(_GROUPS)
    for name in _ONLY_ANY_SHAPE if draft.monotone else ():
        heads.pop(name, None)
    for _ in range(4):
        found = _drawn(draft, pick_weighted(draft.random, heads), sense, depth)
        if found is not None:
            return found
    return _member(draft, sense)


def _drawn(draft: Draft, head: str, sense: Sense, depth: int) -> Document | None:
    if head in _GROUPS:
        return _group(draft, head, sense, depth)
    if head in {"some", "every", "none"}:
        inner = opposite(sense) if head == "none" else sense
        return {head: draw_selection(draft, inner)[0]}
    if head == "measure":
        return draw_measure_test(draft, sense)
    if head == "member":
        return _member(draft, sense)
    if head == "is":
        return _named(draft, sense)
    return _other(draft, head, sense)


def _other(draft: Draft, head: str, sense: Sense) -> Document | None:
    if head == "outcome":
        return _outcome(draft, sense)
    if head == "subject":
        return {"subject": pick_some(draft.random, covered_kinds(draft))}
    return {"record": _record(draft)}


def _group(draft: Draft, head: str, sense: Sense, depth: int) -> Document:
    if head == "not":
        return {"not": draw_condition(draft, opposite(sense), depth - 1)}
    count = draft.random.randint(1, 3)
    members = [draw_condition(draft, sense, depth - 1) for _ in range(count)]
    if head == "of":
        return {"at_least": draft.random.randint(1, count), "of": members}
    return {head: members}


def _member(draft: Draft, sense: Sense) -> Document:
    names = readable(draft.document)
    name = pick(draft.random, names)
    kind = kind_of(draft.document, name)
    grades = grades_of(scale_of(draft.document, name))
    head = "indicator" if name in draft.section("indicators") else "rating"
    return {head: name, **draw_test(draft, grades, kind, sense)}


def _outcome(draft: Draft, sense: Sense) -> Document | None:
    outcomes = draft.section("outcomes")
    if not outcomes:
        return None
    name = pick(draft.random, list(outcomes))
    test = draw_test(draft, outcomes[name]["grades"], "concern", sense)
    return {"outcome": name, **test}


def _named(draft: Draft, sense: Sense) -> Document | None:
    fitting = [
        name
        for name in draft.section("conditions")
        if draft.senses[f"conditions/{name}"] == sense
    ]
    return {"is": pick(draft.random, fitting)} if fitting else None


def draw_measure_test(draft: Draft, sense: Sense) -> Document:
    """Return a test of a measure, with a number that it might be near."""
    random = draft.random
    if sense == "free":
        sense = pick(random, ["up", "down"])
    turned = not draft.monotone and chance(random, 30)
    found = draw_measure(draft, opposite(sense) if turned else sense)
    forms = ["at_least", "above"] if turned != (sense == "up") else ["at_most", "below"]
    edge = draw_edge(draft, found.low, found.high)
    return {"measure": found.node, pick(random, forms): number(draft, edge)}


def draw_edge(draft: Draft, low: float, high: float) -> float:
    """Return a number from `low` to `high`, or a little beyond."""
    eighths = draft.random.randint(0, 9)
    return round((low + (high - low) * eighths / 8) * 2) / 2


def _record(draft: Draft) -> Document:
    random = draft.random
    unfinished = any(rule["rule"] is None for rule in draft.section("ratings").values())
    if chance(random, 35) and not unfinished and not _skips_are_open(draft):
        where = pick(random, ["all", *draft.section("domains")])
        share = pick(random, [0.5, 1, 0.8, 0.25])
        return {"coverage": where, "below": number(draft, share)}
    fact: dict[str, Any] = {"indicator": pick(random, _recorded(draft))}
    if chance(random, 40):
        return {**fact, "source": pick_some(random, SOURCES, 1, 3)}
    return {**fact, "state": pick_some(random, _STATES, 1, 3)}


def draw_cause(draft: Draft) -> Document:
    """Return a test of a cause, which may stand in a task only."""
    of, causes = (
        pick(draft.random, _recorded(draft)),
        ["means", "skill", "will", "health"],
    )
    return {"record": {"indicator": of, "cause": pick_some(draft.random, causes, 1, 3)}}


def _recorded(draft: Draft) -> list[str]:
    return [
        name
        for name, item in draft.section("indicators").items()
        if item.get("ask_if", ()) is not None
    ]


def _skips_are_open(draft: Draft) -> bool:
    return len(_recorded(draft)) < len(draft.section("indicators"))


def draw_named_condition(draft: Draft) -> None:
    """Add a condition that others may use by its name."""
    sense: Sense = "up" if draft.monotone else pick(draft.random, ["up", "down"])
    name_condition(draft, draw_condition(draft, sense), sense)
