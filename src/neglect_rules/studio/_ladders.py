"""The grades that may stand at a place: those of the scale or ladder it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from neglect_rules.studio._ids import Named, declared, inner, label_of, texts
from neglect_rules.studio._shapes import Spot

_Find: TypeAlias = Callable[[Any, Spot], tuple[Named, ...]]


def grades_at(spot: Spot, document: Any) -> tuple[Named, ...] | None:
    """Return the grades that may stand at a place; nothing where none is wanted.

    Args:
        spot: The place in the language.
        document: The ruleset as far as it can be read.
    """
    if spot.name[:4] == ("rule_table", "rows", "[]", "when"):
        return _of_column(document, spot)
    find = _WHOSE.get(spot.name)
    return None if find is None else find(document, spot)


def _of_thing(document: Any, id_: object) -> tuple[Named, ...]:
    """Return the grades of an indicator or rating."""
    for section in ("indicators", "ratings"):
        held = inner(inner(document, section), id_)
        if held:
            return _of_scale(document, inner(held, "scale"))
    return ()


def _of_scale(document: Any, id_: object) -> tuple[Named, ...]:
    grades = inner(inner(inner(document, "scales"), id_), "grades")
    listed = grades if isinstance(grades, list) else []
    return tuple(
        Named(id=name, label=label_of(each), what="grade", at=("scales", _text(id_)))
        for each in listed
        if isinstance(name := inner(each, "id"), str)
    )


def _of_outcome(document: Any, id_: object) -> tuple[Named, ...]:
    held = inner(inner(document, "outcomes"), id_)
    return _ladder(held, _text(id_))


def _ladder(outcome: Any, id_: str) -> tuple[Named, ...]:
    labels = inner(outcome, "labels")
    return tuple(
        Named(
            id=each,
            label=_text(inner(labels, each)),
            what="level",
            at=("outcomes", id_),
        )
        for each in texts(inner(outcome, "grades"))
    )


def _text(held: object) -> str:
    return held if isinstance(held, str) else ""


# Whose grades they are, by the place


def _of_sibling(key: str) -> _Find:
    return lambda document, spot: _of_thing(document, inner(spot.own, key))


def _of_ordered(key: str) -> _Find:
    """Return what finds grades of which one can be worse than another."""
    return lambda document, spot: (
        _of_thing(document, inner(spot.own, key))
        if _is_ordered(document, inner(spot.own, key))
        else ()
    )


def _is_ordered(document: Any, id_: object) -> bool:
    sections = (inner(document, name) for name in ("indicators", "ratings"))
    scales = (inner(inner(each, id_), "scale") for each in sections)
    return not any(_is_context(document, each) for each in scales)


def _is_context(document: Any, scale: object) -> bool:
    return bool(inner(inner(inner(document, "scales"), scale), "kind") == "context")


def _of_own_scale(document: Any, spot: Spot) -> tuple[Named, ...]:
    return _of_scale(document, inner(spot.own, "scale"))


def _of_own_ladder(_document: Any, spot: Spot) -> tuple[Named, ...]:
    return _ladder(spot.own, str(spot.whole[1]))


def _of_first_ladder(document: Any, spot: Spot) -> tuple[Named, ...]:
    return _of_outcome(document, inner(inner(spot.own, "from"), "outcome"))


def _of_asked_outcome(document: Any, spot: Spot) -> tuple[Named, ...]:
    return _of_outcome(document, inner(spot.own, "outcome"))


def _of_key(document: Any, spot: Spot) -> tuple[Named, ...]:
    """Return the ladder of the outcome that is the key."""
    return _of_outcome(document, spot.path[1])


def _of_rating(document: Any, spot: Spot) -> tuple[Named, ...]:
    """Return the grades of the rating whose rule this is a part of."""
    return _of_thing(document, spot.whole[1])


def _of_accepted(document: Any, spot: Spot) -> tuple[Named, ...]:
    key = "as" if inner(spot.own, "as") else "indicator"
    return _of_thing(document, inner(spot.own, key))


def _of_column(document: Any, spot: Spot) -> tuple[Named, ...]:
    """Return the grades of what a decision table reads in this column."""
    column = spot.path[_TO_COLUMN] if len(spot.path) > _TO_COLUMN else 0
    read = dict(enumerate(texts(inner(spot.own, "table"))))
    return _of_thing(document, read.get(int(column)))


_TO_COLUMN: Final = 3
"""`rows`, which row, `when`; then which column."""


def _of_picked(document: Any, spot: Spot) -> tuple[Named, ...]:
    """Return the grades that all have that a selection picks."""
    picked = _picked(document, inner(spot.above, "from"))
    every = [_of_thing(document, id_) for id_ in picked]
    shared = set.intersection(*({each.id for each in one} for one in every or [()]))
    return tuple(each for each in next(iter(every), ()) if each.id in shared)


def _picked(document: Any, wanted: Any) -> Iterator[str]:
    named = [*_listed(document, inner(wanted, "indicators"))]
    for section in ("indicators", "ratings"):
        for each in declared(document, section):
            held = inner(inner(document, section), each.id)
            is_meant = each.id in named if named else _is_meant(document, held, wanted)
            if is_meant:
                yield each.id


def _listed(document: Any, ids: Any) -> Iterator[str]:
    """Yield the ids of a list, or of the parameter that stands for one."""
    parameter = inner(inner(document, "parameters"), inner(ids, "parameter"))
    yield from texts(inner(parameter, "ids") if parameter else ids)


def _is_meant(document: Any, held: Any, wanted: Any) -> bool:
    scale = inner(held, "scale")
    if not inner(inner(document, "scales"), scale) or _is_context(document, scale):
        return False
    domain = _text(inner(held, "domain"))
    if domains := inner(wanted, "domains"):
        return domain in _listed(document, domains)
    if tag := inner(wanted, "tag"):
        return tag in texts(inner(held, "tags"))
    return bool(domain)


_ORDERED: Final = ("at_least", "at_most")
_TESTS: Final = (*_ORDERED, "in")
_WHOSE: Final[Mapping[tuple[str, ...], _Find]] = {
    **{("condition_indicator", test): _of_ordered("indicator") for test in _ORDERED},
    ("condition_indicator", "in"): _of_sibling("indicator"),
    **{("condition_rating", test): _of_ordered("rating") for test in _ORDERED},
    ("condition_rating", "in"): _of_sibling("rating"),
    **{("condition_outcome", test): _of_asked_outcome for test in _TESTS},
    **{("seen", test): _of_sibling("indicator") for test in _TESTS},
    **{("graded", test): _of_picked for test in _TESTS},
    **{("promise", "then", "*", test): _of_key for test in _TESTS},
    ("indicator", "permits"): _of_own_scale,
    ("indicator", "critical_at"): _of_own_scale,
    ("indicator", "evidence_required_at"): _of_own_scale,
    ("rating", "critical_at"): _of_own_scale,
    ("threshold", "reach", "*"): _of_key,
    ("modifier", "up_to", "*"): _of_key,
    ("modifier", "from_at_least", "*"): _of_key,
    ("easing", "not_below", "*"): _of_key,
    ("guard", "at_least", "*"): _of_key,
    ("households", "rescreen_at", "*"): _of_key,
    ("outcome", "from", "map", "*"): _of_own_ladder,
    ("rule_choose", "by", "*"): _of_rating,
    ("rule_bands", "bands", "[]", "give"): _of_rating,
    ("rule_grades", "grades", "[]", "give"): _of_rating,
    ("rule_grades", "otherwise"): _of_rating,
    ("rule_table", "rows", "[]", "give"): _of_rating,
    ("rule_most_common", "unless_above"): _of_rating,
    ("accepted", "highest"): _of_accepted,
    ("accepted", "grades", "*"): _of_accepted,
}
"""Of each place that holds a grade: where its scale or ladder is found."""

_WHOSE_KEYS: Final[Mapping[tuple[str, ...], _Find]] = {
    ("indicator", "grades", "*"): _of_own_scale,
    ("outcome", "labels", "*"): _of_own_ladder,
    ("outcome", "from", "map", "*"): _of_first_ladder,
    ("rule_choose", "by", "*"): _of_sibling("choose"),
}
"""The same of each place whose keys are grades."""


def grades_of_keys(spot: Spot, document: Any) -> tuple[Named, ...] | None:
    """Return the grades that may stand as a key; nothing where none is wanted."""
    find = _WHOSE_KEYS.get(spot.name)
    return None if find is None else find(document, spot)
