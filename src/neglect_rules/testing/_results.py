"""Outcomes and what moves them; tasks, reports and promises."""

from __future__ import annotations

from typing import Any

from neglect_rules.testing._conditions import draw_cause, draw_condition
from neglect_rules.testing._draft import (
    Document,
    Draft,
    chance,
    grade,
    is_odd,
    next_id,
    number,
    pick,
    pick_some,
    pick_weighted,
)
from neglect_rules.testing._easings import draw_easing
from neglect_rules.testing._measures import draw_measure
from neglect_rules.testing._plain import is_finished
from neglect_rules.testing._reads import reads_strength
from neglect_rules.testing._selections import draw_selection, draw_test

LEVELS = [
    ["universal", "early_help", "targeted", "specialist"],
    ["low", "medium", "high"],
    ["no", "yes"],
]
_BECAUSE = "The drawn rules say so."


def draw_outcomes(draft: Draft) -> None:
    """Add one or two outcomes, each with what moves it.

    What moves an outcome is drawn before the outcome stands in the document, so that it
    reads none but earlier ones.
    """
    for place in range(1 + chance(draft.random, 40)):
        name = f"O{place + 1}"
        made: Document = {"grades": pick(draft.random, LEVELS)}
        if place and chance(draft.random, 50):
            made["from"] = _from(draft, made["grades"])
        if place:
            _join(draft, name, made["grades"])
        _moved(draft, name, made["grades"])
        draft.section("outcomes")[name] = made


def _from(draft: Draft, grades: list[str]) -> Document:
    earlier = draft.section("outcomes")["O1"]["grades"]
    places = sorted(draft.random.randrange(len(grades)) for _ in earlier)
    if is_odd(draft, 2):
        places = places[::-1]
    mapped = {key: grades[place] for key, place in zip(earlier, places, strict=True)}
    return {"outcome": "O1", "map": mapped}


def _join(draft: Draft, name: str, grades: list[str]) -> None:
    """Let some of what moves the first outcome move this one too."""
    random = draft.random
    for item in _some_of(draft, "thresholds"):
        item["reach"][name] = grade(draft, pick(random, grades))
    for item in _some_of(draft, "modifiers"):
        item["raise"][name] = random.randint(1, 2)
        item["up_to"][name] = grade(draft, grades[-1])
    for item in _some_of(draft, "easings"):
        item["lower"][name] = random.randint(1, 2)
        item["not_below"][name] = grade(draft, pick(random, grades[:-1]))
    for item in _some_of(draft, "guards"):
        item["at_least"][name] = grade(draft, pick(random, grades[1:]))


def _some_of(draft: Draft, section: str) -> list[Document]:
    return [item for item in draft.document[section] if chance(draft.random, 25)]


def _moved(draft: Draft, name: str, grades: list[str]) -> None:
    random = draft.random
    for _ in range(random.randint(1, 4)):
        _threshold(draft, name, grades)
    for _ in range(pick_weighted(random, {0: 5, 1: 4, 2: 3})):
        _modifier(draft, name, grades)
    if "history" in draft.flavours:
        for _ in range(pick_weighted(random, {0: 3, 1: 4, 2: 1})):
            draw_easing(draft, name, grades)
    for _ in range(pick_weighted(random, {0: 4, 1: 4, 2: 2})):
        _guard(draft, name, grades)


def _threshold(draft: Draft, name: str, grades: list[str]) -> None:
    reached = pick(draft.random, grades[1:])
    thresholds = draft.document["thresholds"]
    made = {
        "id": next_id(thresholds, "T"),
        "when": draw_condition(draft, "up"),
        "reach": {name: grade(draft, reached)},
        "because": _BECAUSE,
    }
    thresholds.append(made)


def _modifier(draft: Draft, name: str, grades: list[str]) -> None:
    random = draft.random
    place = random.randint(1, len(grades) - 1)
    modifiers = draft.document["modifiers"]
    made: Document = {
        "id": next_id(modifiers, "X"),
        "when": draw_condition(draft, "up"),
        "raise": {name: pick(random, [1, 2, 1])},
        "up_to": {name: grade(draft, grades[place])},
        "because": _BECAUSE,
    }
    if chance(random, 40):
        least = random.randint(0, place - 1)
        made["from_at_least"] = {name: grade(draft, grades[least])}
    modifiers.append(made)


def _guard(draft: Draft, name: str, grades: list[str]) -> None:
    """Add a guard; one that reads a strength says so, as law 6 asks."""
    guards = draft.document["guards"]
    when = draw_condition(draft, "up")
    for _ in range(3):
        if not reads_strength(draft.document, when) or is_odd(draft):
            break
        when = draw_condition(draft, "up", 0)
    made: Document = {
        "id": next_id(guards, "G"),
        "when": when,
        "at_least": {name: grade(draft, pick(draft.random, grades[1:]))},
        "because": _BECAUSE,
    }
    if reads_strength(draft.document, when):
        made["exception"] = {"law": 6, "because": "Drawn to show that it can be said."}
    guards.append(made)


def draw_open_answers(draft: Draft) -> None:
    """Say what is recommended while answers are open."""
    random = draft.random
    made: Document = {"recommend": pick(random, ["floor", "ceiling", "person"])}
    shares = [0.5, 0.8, 1, 0.25]
    keys = pick_some(random, ["each_domain", "core"], 0)
    if not _has_core(draft):
        keys = [key for key in keys if key != "core"]
    if keys:
        made["enough"] = {key: number(draft, pick(random, shares)) for key in keys}
    draft.document["open_answers"] = made


def _has_core(draft: Draft) -> bool:
    items = [*draft.section("indicators").values(), *draft.section("ratings").values()]
    return any(item.get("core") for item in items)


def draw_tasks(draft: Draft) -> None:
    """Add nought to two tasks."""
    tasks = draft.document["tasks"]
    for _ in range(draft.random.randint(0, 2)):
        made: Document = {"id": next_id(tasks, "K"), "task": "Do it."}
        forms = pick_some(draft.random, ["when", "for_each"])
        if "when" in forms:
            made["when"] = draw_condition(draft, "up", 1)
            if chance(draft.random, 20):
                made["when"] = {"all": [made["when"], draw_cause(draft)]}
        if "for_each" in forms:
            made["for_each"] = draw_selection(draft, "free")[0]
        tasks.append(made)


def draw_report(draft: Draft) -> None:
    """Add nought to two items of the report; one at least where nothing else is."""
    report = draft.document["report"]
    least = 0 if draft.section("outcomes") else 1
    ratings = [n for n, r in draft.section("ratings").items() if is_finished(r)]
    for _ in range(draft.random.randint(least, 2)):
        made: Document = {"id": next_id(report, "W"), "label": "A result of its own"}
        if ratings and chance(draft.random, 50):
            made["rating"] = pick(draft.random, ratings)
        else:
            made["measure"] = draw_measure(draft, "up" if draft.monotone else "free")[0]
        report.append(made)


def draw_promises(draft: Draft) -> None:
    """Add nought or one promise, kept or not."""
    random = draft.random
    outcomes = draft.section("outcomes")
    if not outcomes or not chance(random, 30):
        return
    then: dict[str, Any] = {
        name: draw_test(draft, outcomes[name]["grades"], "concern", "free")
        for name in pick_some(random, list(outcomes))
    }
    when = draw_condition(draft, "free", 1)
    draft.document["promises"].append({"id": "V1", "whenever": when, "then": then})


def draw_skip_rules(draft: Draft) -> None:
    """Finish the indicators that are asked only while something holds."""
    for item in draft.section("indicators").values():
        if "ask_if" in item:
            item["ask_if"] = draw_condition(draft, "up", 1)
