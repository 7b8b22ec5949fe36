"""The ruleset's own names: which of them may stand at a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, final

from attrs import frozen

from neglect_rules.studio._shapes import Spot


@final
@frozen(kw_only=True)
class Named:
    """Something that has a name in the ruleset.

    Attributes:
        id: The name.
        label: What people call it; nothing where that is not said.
        what: What it is, such as `indicator`.
        at: Where it is declared; nothing where that is in many places, or in none.
    """

    id: str
    label: str = ""
    what: str = ""
    at: tuple[str, str] | None = None


SECTIONS: Final = {
    "indicators": "indicator",
    "ratings": "rating",
    "domains": "domain",
    "scales": "scale",
    "measures": "measure",
    "conditions": "condition",
    "outcomes": "outcome",
    "sources": "source",
    "event_kinds": "kind of event",
    "parameters": "parameter",
}
"""Where names are declared, with what each is the name of."""

_THINGS: Final = ("indicators", "ratings")
_KINDS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("condition_indicator", "indicator"): _THINGS,
    ("condition_rating", "rating"): ("ratings",),
    ("condition_outcome", "outcome"): ("outcomes",),
    ("condition_is", "is"): ("conditions",),
    ("condition_subject", "subject"): ("subjects",),
    ("record_state", "indicator"): ("indicators",),
    ("record_coverage", "coverage"): ("all", "domains"),
    ("members", "domains"): ("domains",),
    ("members", "indicators"): _THINGS,
    ("members", "tag"): ("tags",),
    ("measure",): ("measures",),
    ("measure_score", "score"): ("domains",),
    ("measure_total", "total"): ("domains",),
    ("measure_points", "points"): _THINGS,
    ("measure_number", "number"): ("indicators",),
    ("measure_mean", "mean"): _THINGS,
    ("measure_events", "events"): ("event_kinds",),
    ("measure_change", "change"): ("measures",),
    ("measure_earlier", "earlier"): ("measures",),
    ("measure_reviews", "reviews_without_improvement"): (
        *("all", "domains", "indicators"),
    ),
    ("seen", "indicator"): ("indicators",),
    ("indicator", "domain"): ("domains",),
    ("indicator", "scale"): ("scales",),
    ("indicator", "subjects"): ("subjects",),
    ("rating", "domain"): ("domains",),
    ("rating", "scale"): ("scales",),
    ("rule_choose", "choose"): _THINGS,
    ("rule_table", "table"): _THINGS,
    ("rule_worst_of", "worst_of"): _THINGS,
    ("rule_most_common", "most_common"): _THINGS,
    ("outcome", "from", "outcome"): ("outcomes",),
    ("report_item", "rating"): ("ratings",),
    ("accepted", "indicator"): ("accepted",),
    ("accepted", "as"): ("indicators",),
    ("threshold", "reach", "*"): ("outcomes",),
    ("modifier", "raise", "*"): ("outcomes",),
    ("modifier", "up_to", "*"): ("outcomes",),
    ("modifier", "from_at_least", "*"): ("outcomes",),
    ("easing", "lower", "*"): ("outcomes",),
    ("easing", "not_below", "*"): ("outcomes",),
    ("guard", "at_least", "*"): ("outcomes",),
    ("households", "rescreen_at", "*"): ("outcomes",),
    ("promise", "then", "*"): ("outcomes",),
    ("number parameter", "parameter"): ("parameters",),
    ("grade parameter", "parameter"): ("parameters",),
    ("grades_in parameter", "parameter"): ("parameters",),
    ("ids parameter", "parameter"): ("parameters",),
}
"""Of each place where a name is used: where names that may stand there are declared."""

_HELD: Final = {
    "measure_number": "number",
    "number parameter": "number",
    "grade parameter": "grade",
    "grades_in parameter": "ids",
    "ids parameter": "ids",
}
"""What an entry must hold besides, so that its name may stand at a place."""
_GRADED: Final = frozenset(
    {
        *(("condition_indicator", "indicator"), ("seen", "indicator")),
        *(("measure_points", "points"), ("measure_mean", "mean")),
        *(("rule_worst_of", "worst_of"), ("rule_most_common", "most_common")),
        *(("rule_choose", "choose"), ("rule_table", "table")),
        *(("accepted", "as"), ("accepted", "indicator")),
    }
)
"""Where only what is answered by a grade may stand, and no number."""


def ids_at(spot: Spot, document: Any) -> tuple[Named, ...] | None:
    """Return the names that may stand at a place; nothing where none is wanted.

    Args:
        spot: The place in the language.
        document: The ruleset as far as it can be read.
    """
    if spot.name[-1] == "source" and spot.is_id:
        return tuple(declared(document, "sources"))
    if spot.name not in _KINDS:
        return None
    return tuple(
        each
        for section in _KINDS[spot.name]
        for each in declared(document, _meant(section, spot))
        if _may_stand(spot.name, each, document)
    )


def _meant(section: str, spot: Spot) -> str:
    """Return where a name is declared; an answer may be that of another ruleset."""
    if section != "accepted":
        return section
    return "" if inner(spot.own, "as") else "indicators"


def _may_stand(name: tuple[str, ...], each: Named, document: Any) -> bool:
    if each.at is None:
        return True
    held = entries(inner(document, each.at[0]), each.at[1])
    if name in _GRADED and each.at[0] == "indicators":
        return "number" not in held
    return name[0] not in _HELD or _HELD[name[0]] in held


def declared(document: Any, section: str) -> Iterator[Named]:
    """Yield what has a name in a part of a ruleset, in the order of the file."""
    match section:
        case "":
            return
        case "all":
            yield Named(id="all", label="All of them", what="word")
        case "tags":
            yield from (Named(id=each, what="tag") for each in _tags(document))
        case "subjects":
            kinds = texts(inner(inner(document, "subjects"), "kinds"))
            yield from (Named(id=each, what="kind of subject") for each in kinds)
        case _:
            for id_, held in entries(document, section).items():
                what, at = SECTIONS[section], (section, id_)
                yield Named(id=id_, label=label_of(held), what=what, at=at)


def label_of(held: Any) -> str:
    """Return what people call something; nothing where that is not said."""
    words = (inner(held, key) for key in ("label", "title", "because"))
    return next((each for each in words if isinstance(each, str)), "")


def _tags(document: Any) -> Mapping[str, None]:
    found: dict[str, None] = {}
    for section in _THINGS:
        for held in entries(document, section).values():
            found |= dict.fromkeys(texts(inner(held, "tags")))
    return found


def inner(held: Any, key: object) -> Any:
    """Return what stands under a key; where nothing can, an empty object."""
    is_there = isinstance(held, Mapping) and isinstance(key, str)
    return held.get(key, {}) if is_there else {}


def entries(held: Any, key: object) -> Mapping[str, Any]:
    """Return the object under a key; where there is none, an empty one."""
    found = inner(held, key)
    return found if isinstance(found, Mapping) else {}


def texts(held: Any) -> Iterator[str]:
    """Yield the texts of a list; of anything else, none."""
    if isinstance(held, list):
        yield from (each for each in held if isinstance(each, str))
