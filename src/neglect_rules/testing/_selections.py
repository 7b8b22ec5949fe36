"""Grade tests and selections."""

from __future__ import annotations

from typing import Any

from neglect_rules.testing._draft import (
    Document,
    Draft,
    Sense,
    chance,
    grade,
    names,
    pick,
    pick_some,
    pick_weighted,
)
from neglect_rules.testing._indicators import TAGS
from neglect_rules.testing._plain import (
    are_finished,
    entry,
    grades_of,
    kind_of,
    members_of,
    readable,
    scale_of,
)

_FROM = {"all": 3, "indicators": 4, "domains": 3, "tag": 3}


def draw_test(draft: Draft, grades: list[str], kind: str, sense: Sense) -> Document:
    """Return a test of a grade which worse answers move as `sense` says."""
    random = draft.random
    if kind == "context":
        return {"in": names(draft, pick_some(random, grades, 1, len(grades) - 1))}
    if sense == "free":
        sense = pick(random, ["up", "down"])
    place = random.randint(1, len(grades) - 1) if len(grades) > 1 else 0
    form = "ordered" if draft.monotone or chance(random, 75) else "in"
    if (sense == "up") == (kind == "concern"):
        if form == "in":
            return {"in": names(draft, grades[place:])}
        return {"at_least": grade(draft, grades[place])}
    upto = max(place, 1)
    if form == "in":
        return {"in": names(draft, grades[:upto])}
    return {"at_most": grade(draft, grades[upto - 1])}


def draw_selection(draft: Draft, sense: Sense) -> tuple[Document, list[str]]:
    """Return a selection that is not empty, and its members."""
    for _ in range(4):
        found = _drawn(draft, sense)
        if found is not None:
            return found
    name = next(
        n for n in readable(draft.document) if kind_of(draft.document, n) == "concern"
    )
    grades = grades_of(scale_of(draft.document, name))
    test = draw_test(draft, grades, "concern", sense)
    return {"from": {"indicators": [name]}, "graded": test}, [name]


def _drawn(draft: Draft, sense: Sense) -> tuple[Document, list[str]] | None:
    chosen = _from(draft)
    members = members_of(draft.document, _plainly(draft, chosen))
    if not members or not are_finished(draft.document, members):
        return None
    if sense != "down" and chance(draft.random, 25):
        return _critical(draft, chosen, members)
    kinds = {kind_of(draft.document, name) for name in members}
    if len(kinds) > 1 and (sense != "free" or "context" in kinds):
        return None
    common = _in_common(draft, members)
    if not common:
        return None
    kind = "concern" if "concern" in kinds else kinds.pop()
    test = draw_test(draft, common, kind, sense)
    return {"from": chosen, "graded": test}, members


def _critical(
    draft: Draft, chosen: Any, members: list[str]
) -> tuple[Document, list[str]] | None:
    grave = [n for n in members if "critical_at" in entry(draft.document, n)]
    return ({"from": chosen, "graded": "critical"}, grave) if grave else None


def _plainly(draft: Draft, chosen: Any) -> Any:
    if isinstance(chosen, dict):
        key, held = next(iter(chosen.items()))
        if isinstance(held, dict):
            return {key: draft.section("parameters")[held["parameter"]]["ids"]}
    return chosen


def _from(draft: Draft) -> Any:
    random = draft.random
    head = pick_weighted(random, _FROM)
    if head == "all":
        return "all"
    if head == "tag":
        return {"tag": pick(random, TAGS)}
    if head == "domains":
        domains = pick_some(random, list(draft.section("domains")), 1)
        return {"domains": names(draft, domains)}
    members = readable(draft.document)
    most = min(4, len(members))
    return {"indicators": names(draft, pick_some(random, members, 1, most))}


def _in_common(draft: Draft, members: list[str]) -> list[str]:
    scales = [grades_of(scale_of(draft.document, name)) for name in members]
    return [name for name in scales[0] if all(name in other for other in scales)]
