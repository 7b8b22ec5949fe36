"""Random rulesets that link, or nearly: names stand for something, bands rise.

Each is small, so that a failure can be read.
"""

from __future__ import annotations

from random import Random

from neglect_rules.testing._conditions import draw_named_condition
from neglect_rules.testing._draft import (
    FLAVOURS,
    SECTIONS,
    Document,
    Draft,
    Shape,
    chance,
    pick,
    pick_some,
)
from neglect_rules.testing._history import draw_event_kinds
from neglect_rules.testing._indicators import (
    KINDS,
    draw_domains,
    draw_indicators,
    draw_scales,
)
from neglect_rules.testing._measures import draw_named_measure
from neglect_rules.testing._ratings import announce_ratings, finish_ratings
from neglect_rules.testing._results import (
    draw_open_answers,
    draw_outcomes,
    draw_promises,
    draw_report,
    draw_skip_rules,
    draw_tasks,
)
from neglect_rules.testing._reviews import draw_reviews
from neglect_rules.testing._words import add_words

_LISTS = (
    "thresholds",
    "modifiers",
    "easings",
    "guards",
    "tasks",
    "reviews",
    "report",
    "promises",
)
_BASED_ON = {
    "id": "drawn.before",
    "version": "1.0.0",
    "fingerprint": f"sha256:{'0' * 64}",
}
_STATUSES = ["draft", "illustrative", "consulted", "adopted", "superseded", "withdrawn"]


def make_ruleset(random: Random, *, shape: Shape = "any") -> Document:
    """Return a ruleset document that its schema accepts.

    Names resolve, selections are not empty, tables are complete and bands rise. What is
    not sure is law 5: a few constructs are drawn the wrong way round on purpose, and
    the document is refused until each has its exception; see `settle`.

    Args:
        random: Where every choice comes from; the same state gives the same document.
        shape: `any` draws from the whole language. `monotone` draws only what rises
            with worse answers and reads no answer in two directions, the class on which
            floor and ceiling are exactly what some completion reaches.
    """
    draft = Draft(
        random=random,
        monotone=shape == "monotone",
        document=_blank(random),
        flavours=frozenset(n for n, often in FLAVOURS.items() if chance(random, often)),
    )
    draft.document["subjects"] = _subjects(random)
    _draw_questions(draft)
    if not chance(random, 3):
        draw_outcomes(draft)
    draw_open_answers(draft)
    draw_report(draft)
    draw_tasks(draft)
    draw_reviews(draft)
    draw_promises(draft)
    add_words(draft)
    return _trimmed(draft.document)


def _draw_questions(draft: Draft) -> None:
    """Draw what is asked and rated: first what reads nothing, last what reads most."""
    draw_scales(draft)
    draw_domains(draft)
    draw_indicators(draft)
    draw_event_kinds(draft)
    announce_ratings(draft)
    _draw_named(draft)
    draw_skip_rules(draft)
    finish_ratings(draft)
    _draw_named(draft)


def _draw_named(draft: Draft) -> None:
    # A measure that has no name has no earlier value either.
    if chance(draft.random, 70 if "history" in draft.flavours else 35):
        draw_named_measure(draft)
    if chance(draft.random, 35):
        draw_named_condition(draft)


def _blank(random: Random) -> Document:
    head: Document = {
        "format": 1,
        "semantics": 1,
        "id": "drawn.rules",
        "version": "1.0.0",
        "status": pick(random, _STATUSES),
        "language": "en-GB",
        "title": "Drawn rules",
        "area": "nowhere",
        "effective": {"from": "2020-01-01"},
    }
    more = {
        "$schema": "../../../../schemas/ruleset-1.schema.json",
        "description": "Drawn at random.",
        "owner": "Nobody",
    }
    head.update({key: more[key] for key in pick_some(random, list(more), 0)})
    # Not drawn by a chance of its own: what it names is nowhere, and moves nothing.
    if {"description", "owner"} <= head.keys():
        head["based_on"] = dict(_BASED_ON)
    if chance(random, 10):
        head["effective"]["before"] = "2040-01-01"
    head.update({name: {} for name in SECTIONS})
    head.update({name: [] for name in _LISTS})
    return head


def _subjects(random: Random) -> Document:
    kinds = ["child", *pick_some(random, KINDS[1:], 0, 2)]
    if chance(random, 5):
        kinds = [pick(random, KINDS[1:])]
    made: Document = {"kinds": kinds}
    if chance(random, 50):
        first = pick(random, [0, 12, 60])
        band = {"from": first, "before": first + pick(random, [24, 96, 216])}
        made["age_months"] = {
            key: band[key] for key in pick_some(random, ["from", "before"])
        }
    return made


def _trimmed(document: Document) -> Document:
    """Leave out the sections that hold nothing."""
    optional = {*SECTIONS, *_LISTS} - {"indicators"}
    return {
        key: value for key, value in document.items() if value or key not in optional
    }
