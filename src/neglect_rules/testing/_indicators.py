"""Scales, domains and indicators: what a drawn ruleset asks about."""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import Any

from neglect_rules.testing._draft import (
    Document,
    Draft,
    chance,
    duration,
    grade,
    is_odd,
    names,
    number,
    pick,
    pick_some,
    pick_weighted,
    tidy,
)
from neglect_rules.testing._plain import grades_of, towards_worse

KINDS = ["child", "unborn", "carer", "household", "person"]
TAGS = ["red", "amber"]

_GRADES = {
    "concern": [
        ["no", "yes"],
        ["none", "some", "severe"],
        ["met", "emerging", "established", "severe"],
        ["0", "1", "2", "3"],
        ["g1", "g2", "g3", "g4", "severe"],
    ],
    "strength": [["no", "yes"], ["weak", "fair", "good"], ["none", "some", "strong"]],
    "context": [["no", "yes"], ["town", "coast", "farm"], ["a", "b", "c", "d"]],
}
_STEPS = [1, 0, 1, 2, 0.5, 1.25]
_STARTS = [0, 0, 0, 1, -1, -3]
_WEIGHTS = [1, 2, 0.5, 1.5, 0.333333, 0]
_RANGES = [(0, 6, 1), (0, 30, 5), (-2, 3, 1), (0, 4, 0.5), (1, 8, 2.5)]


def draw_scales(draft: Draft) -> None:
    """Add one to three scales; the first one is of concern."""
    wanted = [
        "concern",
        *pick_some(draft.random, ["concern", "strength", "context"], 0),
    ]
    scales = draft.section("scales")
    for kind in wanted:
        if kind == "concern" or not draft.monotone:
            scales[f"S_{len(scales) + 1}"] = _scale(draft, kind)
    if draft.monotone and chance(draft.random, 30):
        scales["S_choice"] = _scale(draft, "context")


def _scale(draft: Draft, kind: str) -> Document:
    ids = pick(draft.random, _GRADES[kind])
    points, odd = _points(draft, kind, len(ids))
    scale: Document = {"kind": kind, "grades": [{"id": name} for name in ids]}
    for made, value in zip(scale["grades"], points, strict=False):
        made["points"] = number(draft, value)
    if odd and chance(draft.random, 50):
        scale["exception"] = {"law": 5, "because": "The points are meant to fall."}
    if kind == "context":
        scale["because"] = "Where a family lives is no worse or better."
    return scale


def _points(draft: Draft, kind: str, count: int) -> tuple[list[float], bool]:
    """Return the points of `count` grades, or none, and whether they go an odd way."""
    random = draft.random
    if chance(random, 8):
        return [], False
    start = 0 if draft.monotone else pick(random, _STARTS)
    rising = list(
        accumulate((pick(random, _STEPS) for _ in range(count - 1)), initial=start)
    )
    odd = is_odd(draft)
    falls = (kind == "strength") != odd
    return rising[::-1] if falls else rising, odd and kind != "context"


def draw_domains(draft: Draft) -> None:
    """Add one to three domains."""
    domains = draft.section("domains")
    for name in pick_some(draft.random, ["D_care", "D_home", "D_school"]):
        domains[name] = _domain(draft)


def _domain(draft: Draft) -> Document:
    random = draft.random
    domain: Document = {"label": "A domain"}
    if chance(random, 40):
        domain["weight"] = number(draft, pick(random, _WEIGHTS))
    low = pick(random, [0, 1, 0.5]) if draft.monotone else pick(random, [0, -2, 1.5])
    if chance(random, 20):
        domain["floor"] = number(draft, low)
    if chance(random, 30):
        domain["cap"] = number(draft, low + pick(random, [3, 2, 1.5, 6, 0.25]))
    if chance(random, 35):
        domain["combine"] = pick(random, ["sum", "max", "count"])
    return domain


def draw_indicators(draft: Draft) -> None:
    """Add two to nine indicators; the first has a concern scale and always applies.

    What is to have an `ask_if` is announced; it is drawn when what it may read is.
    """
    indicators = draft.section("indicators")
    for place in range(draft.random.randint(2, 6 if draft.monotone else 9)):
        if place and chance(draft.random, 15):
            indicators[f"N{place + 1}"] = _numeric(draft)
        else:
            indicators[f"I{place + 1}"] = _graded(draft, plainly=not place)
    if "S_choice" in draft.section("scales"):
        indicators["C1"] = {"label": "What decides", "scale": "S_choice"}


def _numeric(draft: Draft) -> Document:
    random = draft.random
    first, before, step = pick(random, _RANGES)
    item: Document = {
        "label": "An amount",
        "number": {"unit": "days", "from": first, "before": before, "step": tidy(step)},
    }
    _place(draft, item, 30)
    if chance(random, 25):
        item["stale_after"] = duration(random)
    if chance(random, 15):
        item["disagree"] = "open"
    if chance(random, 15):
        item["believe"] = "latest"
    return item


def _graded(draft: Draft, *, plainly: bool) -> Document:
    scales = draft.section("scales")
    usable = [name for name in scales if name != "S_choice"]
    name = "S_1" if plainly else pick(draft.random, usable)
    item: Document = {"label": "A sign", "scale": name}
    _place(draft, item, 85)
    _limit(draft, item, scales[name])
    if scales[name]["kind"] != "context":
        _weigh(draft, item)
    _handle(draft, item, scales[name]["kind"])
    if not plainly and not draft.monotone:
        _apply(draft, item)
    return item


def _place(draft: Draft, item: Document, percent: int) -> None:
    random = draft.random
    if chance(random, percent):
        item["domain"] = pick(random, list(draft.section("domains")))
    if chance(random, 30):
        item["tags"] = pick_some(random, TAGS)
    if chance(random, 35):
        item["core"] = not chance(random, 15)
    if chance(random, 8):
        item["judgement"] = not chance(random, 15)


def _limit(draft: Draft, item: Document, scale: Document) -> None:
    """Say which grades are permitted, which are critical, which need evidence."""
    random = draft.random
    permitted = grades_of(scale)
    if len(permitted) > 2 and chance(random, 15):  # noqa: PLR2004 - two must stay
        permitted = pick_some(random, permitted, 2)
        item["permits"] = names(draft, permitted)
    if scale["kind"] == "context":
        return
    grave = [name for name in towards_worse(scale) if name in permitted][1:]
    if chance(random, 35):
        item["critical_at"] = grade(draft, pick(random, grave[::-1]))
    if chance(random, 12):
        item["evidence_required_at"] = grade(draft, pick(random, grave[::-1]))


def _weigh(draft: Draft, item: Document) -> None:
    random = draft.random
    if chance(random, 30):
        weights = [-1] if is_odd(draft) else _WEIGHTS
        item["weight"] = number(draft, pick(random, weights))
    if chance(random, 25):
        item["may_not_apply"] = not chance(random, 10)
        if not draft.monotone and chance(random, 25):
            points = number(draft, pick(random, [0, 1, -1]))
            item["not_applicable_points"] = points


def _handle(draft: Draft, item: Document, kind: str) -> None:
    """Say what becomes of old, several and missing answers."""
    random = draft.random
    if chance(random, 25):
        item["stale_after"] = duration(random)
    if chance(random, 25):
        item["believe"] = _believe(random, kind)
    if chance(random, 20):
        choices = ["open"] if kind == "context" else ["worst", "open"]
        item["disagree"] = pick(random, choices)
    if kind != "context" and "critical_at" not in item and chance(random, 12):
        item["zero_fill"] = not chance(random, 15)
    if kind != "context" and "carers" in draft.flavours and chance(random, 25):
        item["per"] = "carer"


def _apply(draft: Draft, item: Document) -> None:
    """Say to whom and when it applies."""
    random = draft.random
    if chance(random, 12):
        item["ages"] = age_band(random)
    if chance(random, 8):
        item["subjects"] = pick_some(random, covered_kinds(draft))
    if chance(random, 15):
        item["ask_if"] = None


def covered_kinds(draft: Draft) -> list[str]:
    """Return the kinds of subject that the ruleset covers."""
    kinds: list[str] = draft.section("subjects")["kinds"]
    return kinds


def _believe(random: Random, kind: str) -> Any:
    """Return which dated answers stand; only what has a worse can be sustained."""
    if kind == "context" or chance(random, 35):
        return "latest"
    if chance(random, 50):
        return {"sustained": pick(random, [2, 3])}
    return {"worst_within": duration(random)}


def age_band(random: Random) -> dict[str, Any]:
    """Return a band of ages in months that holds at least one year."""
    first = pick(random, [0, 12, 24, 60, -12])
    band = {"from": first, "before": first + pick(random, [12, 36, 132])}
    side = pick_weighted(random, {"both": 2, "from": 1, "before": 1})
    return band if side == "both" else {side: tidy(band[side])}
