"""Ratings: every kind of rule, now and then one inside another."""

from __future__ import annotations

from itertools import product
from typing import Any

from neglect_rules.testing._conditions import draw_condition, draw_edge
from neglect_rules.testing._draft import (
    Document,
    Draft,
    Measured,
    Sense,
    chance,
    grade,
    is_odd,
    names,
    number,
    pick,
    pick_some,
    pick_weighted,
)
from neglect_rules.testing._indicators import TAGS
from neglect_rules.testing._measures import draw_measure
from neglect_rules.testing._plain import (
    entry,
    grades_of,
    kind_of,
    may_miss,
    readable,
    scale_of,
    towards_worse,
)

_RULES = {
    "bands": 5,
    "grades": 4,
    "worst_of": 4,
    "choose": 3,
    "table": 3,
    "most_common": 2,
}
_CELLS = 40


def announce_ratings(draft: Draft) -> None:
    """Add nought to three ratings without their rules."""
    random = draft.random
    ratings = draft.section("ratings")
    usable = [name for name in draft.section("scales") if name != "S_choice"]
    for _ in range(random.randint(0, 3)):
        name = pick(random, usable)
        rating: Document = {"label": "A rating", "scale": name, "rule": None}
        scale = draft.section("scales")[name]
        if scale["kind"] != "context":
            _place(draft, rating, scale)
        ratings[f"R{len(ratings) + 1}"] = rating


def _place(draft: Draft, rating: Document, scale: Document) -> None:
    random = draft.random
    if chance(random, 40):
        rating["domain"] = pick(random, list(draft.section("domains")))
    if chance(random, 20):
        rating["weight"] = number(draft, pick(random, [2, 0.5, 1]))
    if chance(random, 20):
        rating["core"] = not chance(random, 15)
    if chance(random, 20):
        rating["tags"] = pick_some(random, TAGS)
    if chance(random, 25):
        rating["critical_at"] = grade(draft, pick(random, towards_worse(scale)[:0:-1]))
    if not draft.monotone and chance(random, 8):
        rating["not_applicable_points"] = number(draft, pick(random, [0, 1, -1]))


def finish_ratings(draft: Draft) -> None:
    """Give each announced rating its rule; it may read those before it."""
    scales = draft.section("scales")
    for rating in draft.section("ratings").values():
        rating["rule"] = _rule(draft, scales[rating["scale"]], rating["scale"], 1)


def _rule(draft: Draft, scale: Document, name: str, depth: int) -> Document:
    heads = dict(_RULES)
    if depth < 1:
        heads = {"bands": 3, "worst_of": 2, "grades": 1}
    if draft.monotone:
        heads.pop("most_common", None)
    for _ in range(4):
        head = pick_weighted(draft.random, heads)
        found = _drawn(draft, head, scale, name, depth)
        if found is not None:
            return found
    return _bands(draft, scale)


def _drawn(
    draft: Draft, head: str, scale: Document, name: str, depth: int
) -> Document | None:
    if head == "bands":
        return _bands(draft, scale)
    if head == "grades":
        return _grades(draft, scale, name, depth)
    if head == "choose":
        return _choose(draft, scale, name, depth)
    if head == "table":
        return _table(draft, scale)
    return _worst(draft, head, scale, name)


def _sense(scale: Document) -> Sense:
    return "free" if scale["kind"] == "context" else "up"


def _bands(draft: Draft, scale: Document) -> Document:
    random = draft.random
    found = draw_measure(draft, _sense(scale))
    gives = pick_some(random, towards_worse(scale))
    if is_odd(draft):
        gives = gives[::-1]
    rows: list[Document] = [{"give": grade(draft, gives[0])}]
    for edge, give in zip(_edges(draft, found, len(gives) - 1), gives[1:], strict=True):
        side = pick(random, ["from", "above"])
        rows.append({side: number(draft, edge), "give": grade(draft, give)})
    return {"bands": rows, "of": found.node}


def _edges(draft: Draft, found: Measured, count: int) -> list[float]:
    """Return `count` rising numbers."""
    edge = draw_edge(draft, found.low, (found.low + found.high) / 2)
    edges = []
    for _ in range(count):
        edges.append(edge)
        edge += pick(draft.random, [1, 0.5, 2, 3])
    return edges


def _give(draft: Draft, scale: Document, name: str, choices: list[str]) -> Any:
    if chance(draft.random, 25):
        return _rule(draft, scale, name, 0)
    return grade(draft, pick(draft.random, choices))


def _grades(draft: Draft, scale: Document, name: str, depth: int) -> Document:
    random = draft.random
    worse = towards_worse(scale)
    branches = []
    for _ in range(random.randint(1, 3)):
        when = draw_condition(draft, _sense(scale), depth)
        give = _give(draft, scale, name, worse) if depth else pick(random, worse)
        branches.append({"when": when, "give": give})
    otherwise = grade(draft, worse[0])
    if chance(random, 25):
        otherwise = "n/a"
    elif is_odd(draft):
        otherwise = grade(draft, worse[-1])
    return {"grades": branches, "otherwise": otherwise}


def _choose(draft: Draft, scale: Document, name: str, depth: int) -> Document | None:
    known = draft.section("indicators")
    usable = [n for n in readable(draft.document) if not draft.monotone or n == "C1"]
    context = [n for n in usable if kind_of(draft.document, n) == "context"]
    chosen = context if context and chance(draft.random, 70) else usable
    if not chosen:
        return None
    chooser = pick(draft.random, [n for n in chosen if n in known] or chosen)
    worse = towards_worse(scale)
    gives = {
        key: _give(draft, scale, name, worse) if depth else pick(draft.random, worse)
        for key in grades_of(scale_of(draft.document, chooser))
    }
    return {"choose": chooser, "by": gives}


def _worst(draft: Draft, head: str, scale: Document, name: str) -> Document | None:
    members = [
        member
        for member in readable(draft.document)
        if entry(draft.document, member)["scale"] == name
    ]
    if not members or (head == "most_common" and scale["kind"] != "concern"):
        return None
    chosen = pick_some(draft.random, members)
    if head == "worst_of":
        return {"worst_of": names(draft, chosen)}
    rule: Document = {"most_common": names(draft, chosen), "tie": "worse"}
    if chance(draft.random, 40):
        rule["unless_above"] = grade(draft, pick(draft.random, grades_of(scale)))
    return rule


def _table(draft: Draft, scale: Document) -> Document:
    usable = [
        name
        for name in readable(draft.document)
        if not draft.monotone or kind_of(draft.document, name) == "concern"
    ]
    inputs = pick_some(draft.random, usable, 1, min(3, len(usable)))
    columns = [towards_worse(scale_of(draft.document, name)) for name in inputs]
    if len(list(product(*columns))) > _CELLS:
        inputs, columns = inputs[:1], columns[:1]
    if chance(draft.random, 40):
        return _highest(draft, scale, inputs, columns)
    rows = _unique_rows(draft, scale, columns)
    if may_miss(draft.document, inputs[0]) and chance(draft.random, 60):
        when: list[Any] = [["n/a"], *("any" for _ in inputs[1:])]
        rows.append({"when": when, "give": grade(draft, towards_worse(scale)[0])})
    return {"table": inputs, "rows": rows, "hit": "unique"}


def _unique_rows(
    draft: Draft, scale: Document, columns: list[list[str]]
) -> list[Document]:
    """Return one row for each run of cells that give the same grade."""
    worse = towards_worse(scale)
    offset = draft.random.randint(0, 2)
    rows: list[Document] = []
    for cell in product(*columns[:-1]):
        depth = sum(
            column.index(key) for key, column in zip(cell, columns, strict=False)
        )
        runs: dict[str, list[str]] = {}
        for place, key in enumerate(columns[-1]):
            gives = min(max(depth + place - offset, 0), len(worse) - 1)
            runs.setdefault(worse[gives], []).append(key)
        first = [[key] for key in cell]
        rows += [{"when": [*first, keys], "give": give} for give, keys in runs.items()]
    if is_odd(draft, 2):
        rows[-1]["give"] = pick(draft.random, worse)
    return rows


def _highest(
    draft: Draft, scale: Document, inputs: list[str], columns: list[list[str]]
) -> Document:
    """Return a table whose rows may overlap: the more of them fit, the higher."""
    random = draft.random
    low_to_high = grades_of(scale)
    rows: list[Document] = [
        {"when": ["any" for _ in inputs], "give": grade(draft, low_to_high[0])}
    ]
    for _ in range(random.randint(1, 3)):
        when: list[Any] = []
        for column in columns:
            place = random.randint(0, len(column) - 1)
            milder = scale["kind"] == "strength"
            part = column[: place + 1] if milder else column[place:]
            when.append("any" if len(part) == len(column) else part)
        rows.append({"when": when, "give": grade(draft, pick(random, low_to_high))})
    return {"table": inputs, "rows": rows, "hit": "highest"}
