"""Words, sources and translations: what people read and no rule does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from neglect_rules.testing._draft import Document, Draft, chance, pick, pick_some
from neglect_rules.testing._plain import grades_of, value_of

Words = Mapping[str, Callable[[Random], Any]]

_FROM: Words = {
    "because": lambda _: "A reason in a sentence.",
    "source": lambda _: "src1",
    "status": lambda random: pick(random, ["published", "adapted", "proposed"]),
}
_LABEL: Words = {"label": lambda _: "What people call it"}
_INDICATOR: Words = {
    **_FROM,
    "ask_as": lambda _: "How often does it happen?",
    "help": lambda _: "Ask the school.",
    "ask": lambda random: pick_some(random, ["school", "health visitor"]),
}
_HELP: Words = {"help": _INDICATOR["help"]}
_SECTIONS: Mapping[str, Words] = {
    "parameters": _FROM,
    "scales": _LABEL,
    "domains": _FROM,
    "indicators": _INDICATOR,
    "event_kinds": {**_FROM, **_HELP, "ask": _INDICATOR["ask"]},
    "ratings": {**_FROM, **_HELP},
    "outcomes": {**_LABEL, **_FROM},
    "thresholds": {**_LABEL, **_FROM},
    "modifiers": {**_LABEL, **_FROM},
    "easings": {**_LABEL, **_FROM},
    "guards": {**_LABEL, **_FROM},
    "reviews": _FROM,
    "report": _FROM,
    "tasks": {**_FROM, "who": lambda _: "The lead practitioner"},
    "promises": {"because": _FROM["because"]},
}
_PERCENT = 9


def add_words(draft: Draft) -> None:
    """Add optional words here and there; none of them decides anything."""
    document = draft.document
    _add_sources(draft)
    if "words" not in draft.flavours:
        return
    for item, words in _worded(document):
        for key, make in words.items():
            if key not in item and chance(draft.random, _PERCENT):
                item[key] = make(draft.random)
    _describe(draft)
    _define(draft)
    _accept(draft)
    if chance(draft.random, _PERCENT):
        document["translations"] = {"cy": {"/title": "Rheolau"}}


def _define(draft: Draft) -> None:
    if chance(draft.random, _PERCENT):
        made: Document = {"text": "Needs are not met.", "source": "src1"}
        if chance(draft.random, 50):
            made["deviations"] = ["Here it is called lasting."]
        draft.document["definition"] = made


def _accept(draft: Draft) -> None:
    """Add an answer that may come from elsewhere; only carrying over reads it."""
    graded = [n for n, i in draft.section("indicators").items() if i.get("scale")]
    if not graded or not chance(draft.random, _PERCENT):
        return
    name = pick(draft.random, graded)
    scale = draft.section("scales")[draft.section("indicators")[name]["scale"]]
    ids = [grade["id"] for grade in scale["grades"]]
    made: Document = {"from": "drawn.visit", "indicator": "V1", "as": name}
    made["highest"] = pick(draft.random, ids)
    if chance(draft.random, 50):
        made["grades"] = {"some": pick(draft.random, ids)}
    made.update({key: make(draft.random) for key, make in _FROM.items()})
    draft.document["accepts"] = [made]


def _worded(document: Document) -> Iterator[tuple[Document, Words]]:
    for section, words in _SECTIONS.items():
        held = document[section]
        for item in held.values() if isinstance(held, dict) else held:
            yield item, words
    for item in document["scales"].values():
        for held in item["grades"]:
            yield held, _LABEL
    yield document["open_answers"], _FROM
    if "households" in document:
        yield document["households"], _FROM


def _describe(draft: Draft) -> None:
    for item in draft.section("indicators").values():
        if "scale" in item and chance(draft.random, _PERCENT):
            item["grades"] = _described(draft, item)
    for item in draft.section("outcomes").values():
        if chance(draft.random, _PERCENT):
            item["labels"] = {item["grades"][0]: "The lowest"}


def _described(draft: Draft, item: Document) -> Document:
    scale = value_of(draft.document, draft.section("scales")[item["scale"]])
    aged = {"ages": {"before": 12}, "text": "What one sees of a baby"}
    return {
        name: pick(draft.random, ["What one sees", [aged]])
        for name in pick_some(draft.random, grades_of(scale))
    }


def _add_sources(draft: Draft) -> None:
    source: Document = {"title": "A guide"}
    for key in pick_some(draft.random, ["url", "licence", "note"], 0):
        source[key] = f"The {key} of it"
    draft.document["sources"] = {"src1": source}
