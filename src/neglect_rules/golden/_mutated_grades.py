"""A grade one up or one down, wherever a ruleset names one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from neglect_rules import model
from neglect_rules.explain import words
from neglect_rules.golden._edited import put
from neglect_rules.golden._mutation import Mutation
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer

_BY_OUTCOME: Final[Mapping[type, tuple[str, ...]]] = {
    model.Threshold: ("reach",),
    model.Guard: ("at_least",),
    model.Modifier: ("up_to", "from_at_least"),
    model.Easing: ("not_below",),
}
_TESTS: Final = (
    model.IndicatorTest,
    model.RatingTest,
    model.OutcomeTest,
    model.GradeTest,
    model.Seen,
)
_GIVES: Final[Mapping[type, str]] = {
    model.Band: "give",
    model.GradeWhen: "give",
    model.Row: "give",
    model.Grades: "otherwise",
}


def other_grades(ruleset: Ruleset, at: Pointer, node: Any) -> Iterator[Mutation]:
    """Yield each grade that a part names one down and one up."""
    if isinstance(node, _TESTS):
        yield from _tested(ruleset, at, node)
    elif type(node) in _BY_OUTCOME:
        yield from _reached(ruleset, at, node)
    elif isinstance(node, model.FromOutcome):
        ladder = _of_outcome(ruleset, at.parts[1])
        for grade, start in node.map.items():
            yield from _moved(at / "map" / grade, start, ladder)
    elif isinstance(node, model.Scale):
        yield from _swapped(at, node)
    elif isinstance(node, model.Indicator | model.Rating):
        yield from _critical(ruleset, at, node)
    elif at.parts[0] == "ratings":
        yield from _given(ruleset, at, node)


def _reached(ruleset: Ruleset, at: Pointer, node: Any) -> Iterator[Mutation]:
    for name in _BY_OUTCOME[type(node)]:
        for outcome, grade in getattr(node, name).items():
            ladder = _of_outcome(ruleset, outcome)
            yield from _moved(at / name / outcome, grade, ladder)


def _critical(
    ruleset: Ruleset, at: Pointer, node: model.Indicator | model.Rating
) -> Iterator[Mutation]:
    if node.critical_at is not None:
        ladder = _of_scale(ruleset.scales[node.scale or ""])
        yield from _moved(at / "critical_at", node.critical_at, ladder)


def _given(ruleset: Ruleset, at: Pointer, node: Any) -> Iterator[Mutation]:
    """Yield what a rating gives one grade down and up; not a rule in its place."""
    ladder = _of_scale(ruleset.scales[ruleset.ratings[at.parts[1]].scale])
    if isinstance(node, model.Choose):
        for grade, given in node.by.items():
            yield from _moved(at / "by" / grade, given, ladder)
    elif type(node) in _GIVES:
        key = _GIVES[type(node)]
        yield from _moved(at / key, getattr(node, key), ladder)


def _tested(ruleset: Ruleset, at: Pointer, node: Any) -> Iterator[Mutation]:
    ladder = _ladder(ruleset, node)
    for name, word in (("at_least", "from"), ("at_most", "up to")):
        grade = getattr(node, name)
        if grade is not None:
            yield from _moved(at / name, grade, ladder, word)
    held: Sequence[str] = node.in_ or ()
    for grade in held if len(held) > 1 else ():
        kept = [each for each in held if each != grade]
        was, now = (_listed(ladder, ids) for ids in (held, kept))
        place = at / "in"
        yield Mutation(at=str(place), was=was, now=now, edits=(put(place, kept),))


_Ladder = Mapping[str, str]
"""Grades from low to high, each with its label."""


def _moved(
    at: Pointer, grade: Any, ladder: _Ladder, word: str = ""
) -> Iterator[Mutation]:
    ids = list(ladder)
    if grade not in ids:
        return
    place = ids.index(grade)
    for other in (*ids[max(place - 1, 0) : place], *ids[place + 1 : place + 2]):
        was, now = (f'{word} "{ladder[each]}"'.strip() for each in (grade, other))
        yield Mutation(at=str(at), was=was, now=now, edits=(put(at, other),))


def _ladder(ruleset: Ruleset, node: Any) -> _Ladder:
    if isinstance(node, model.OutcomeTest):
        return _of_outcome(ruleset, node.outcome)
    if isinstance(node, model.GradeTest):
        named = {node.at_least, node.at_most, *(node.in_ or ())} - {None}
        ladders = [_of_scale(scale) for scale in ruleset.scales.values()]
        return next(ladder for ladder in ladders if named <= ladder.keys())
    if isinstance(node, model.RatingTest):
        return _of_scale(ruleset.scales[ruleset.ratings[node.rating].scale])
    return _of_scale(ruleset.scales[_scale_of(ruleset, node.indicator)])


def _scale_of(ruleset: Ruleset, id_: str) -> str:
    """Return the scale of an indicator, or of a rating that is named as one."""
    spec = ruleset.indicators.get(id_) or ruleset.ratings[id_]
    return spec.scale or ""


def _of_scale(scale: model.Scale) -> _Ladder:
    return {grade.id: grade.label or grade.id for grade in scale.grades}


def _of_outcome(ruleset: Ruleset, id_: str) -> _Ladder:
    told = words(ruleset, None)
    return {g: told.level(id_, g) for g in ruleset.outcomes[id_].grades}


def _listed(ladder: _Ladder, ids: Sequence[str]) -> str:
    return " or ".join(f'"{ladder.get(each, each)}"' for each in ids)


def _swapped(at: Pointer, scale: model.Scale) -> Iterator[Mutation]:
    """Yield the points of two neighbouring grades in each other's place."""
    for number, (low, high) in enumerate(pairwise(scale.grades)):
        if low.points != high.points:
            one, other = (at / "grades" / n / "points" for n in (number, number + 1))
            named = [f'"{grade.label or grade.id}"' for grade in (low, high)]
            yield Mutation(
                at=str(at),
                was=f"{named[0]} {low.points} and {named[1]} {high.points} points",
                now=f"{named[0]} {high.points} and {named[1]} {low.points} points",
                edits=(put(one, high.points), put(other, low.points)),
            )
