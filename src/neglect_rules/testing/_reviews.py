"""Drawn rules that look beyond one case: its next review, its household."""

from __future__ import annotations

from neglect_rules.testing._conditions import draw_condition
from neglect_rules.testing._draft import (
    Document,
    Draft,
    chance,
    duration,
    grade,
    next_id,
    pick,
    pick_some,
    pick_weighted,
)

_BECAUSE = "It is time to look again."


def draw_reviews(draft: Draft) -> None:
    """Add nought to three reviews, what is near one, and what households do."""
    random = draft.random
    if "reviews" not in draft.flavours:
        return
    for _ in range(pick_weighted(random, {1: 4, 2: 3, 0: 2, 3: 1})):
        _review(draft)
    if chance(random, 35):
        near = [{"days": 14}, {"days": 28}, {"months": 1}]
        draft.document["near_review"] = pick(random, near)
    outcomes = draft.section("outcomes")
    if outcomes and chance(random, 35):
        draft.document["households"] = {
            "rescreen_at": {
                name: grade(draft, pick(random, outcomes[name]["grades"][1:]))
                for name in pick_some(random, list(outcomes))
            },
            "because": _BECAUSE,
        }


def _review(draft: Draft) -> None:
    reviews = draft.document["reviews"]
    made: Document = {"id": next_id(reviews, "Y")}
    if chance(draft.random, 60):
        made["when"] = draw_condition(draft, "up", 1)
    made["within"] = duration(draft.random)
    made["because"] = _BECAUSE
    reviews.append(made)
