"""Which grades of a ruleset are not on the scale that they are asked of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.linking._scope import (
    grade_ids,
    members,
    named_grades,
    scale_of,
)
from neglect_rules.linking._walk import Parts
from neglect_rules.model import (
    Easing,
    GradeTest,
    Guard,
    Indicator,
    IndicatorTest,
    Modifier,
    Outcome,
    OutcomeTest,
    Promise,
    Rating,
    RatingTest,
    Ruleset,
    Scale,
    Selection,
    State,
    Threshold,
)
from neglect_rules.pointer import Pointer

_NOT_GRADES = {state.value for state in State} | {"recorded", "suspected", "n/a", "any"}


def wrong_grades(ruleset: Ruleset, parts: Parts) -> Iterator[Diagnostic]:
    """Yield NR202, NR205, NR206, NR209 and NR219: grades asked where they are not."""
    for at, node in parts:
        match node:
            case IndicatorTest() | RatingTest() | OutcomeTest():
                yield from _asked(ruleset, node, at)
            case Selection():
                yield from _of_members(ruleset, node, at)
            case Scale():
                yield from _of_scale(node, at)
            case Indicator() | Rating():
                yield from _of_thing(ruleset, node, at)
            case Threshold() | Modifier() | Easing() | Guard() | Promise():
                yield from _of_rule(ruleset, node, at)
            case Outcome():
                yield from _of_outcome(node, at)
            case _:
                pass


def off_ladder(
    grade: str, grades: Sequence[str], at: Pointer, whose: str
) -> Iterator[Diagnostic]:
    """Yield NR202 if `grade` is not one of `grades`."""
    if grade not in grades:
        yield Diagnostic(
            code="NR202",
            message=f"`{whose}` has no grade `{grade}`; it has {either(grades)}",
            at=at,
            hint=nearest(grade, grades),
        )


def on_ladder(
    test: Any, grades: Sequence[str], at: Pointer, whose: str
) -> Iterator[Diagnostic]:
    """Yield NR202 for the grades of a test that are not among `grades`."""
    if test.in_ is not None:
        for n, grade in enumerate(test.in_):
            yield from off_ladder(grade, grades, at / "in" / n, whose)
    else:
        word = "at_least" if test.at_least is not None else "at_most"
        yield from off_ladder(named_grades(test)[0], grades, at / word, whose)


def _of_outcome(outcome: Outcome, at: Pointer) -> Iterator[Diagnostic]:
    for grade in outcome.labels:
        place = at / "labels" / grade
        yield from off_ladder(grade, outcome.grades, place, at.parts[-1])


def _asked(
    ruleset: Ruleset, test: IndicatorTest | RatingTest | OutcomeTest, at: Pointer
) -> Iterator[Diagnostic]:
    if isinstance(test, OutcomeTest):
        grades = ruleset.outcomes[test.outcome].grades
        yield from on_ladder(test, grades, at, test.outcome)
        return
    id_ = test.rating if isinstance(test, RatingTest) else test.indicator
    scale = scale_of(ruleset, id_)
    if scale is None:
        yield Diagnostic(
            code="NR209",
            message=f"`{id_}` is a number, which has no grades",
            at=at,
            hint=f'write {{"measure": {{"number": "{id_}"}}, "at_least": ...}}',
        )
        return
    if scale.kind == "context" and test.in_ is None:
        yield Diagnostic(
            code="NR209",
            message=f"the scale of `{id_}` orders nothing, so it can only be asked `in`",
            at=at,
            hint='write "in" with a list of grades',
        )
    yield from on_ladder(test, grade_ids(scale), at, id_)


def _of_members(ruleset: Ruleset, node: Selection, at: Pointer) -> Iterator[Diagnostic]:
    found = members(ruleset, node)
    if not found:
        what = "has a critical grade" if node.graded == "critical" else "is meant"
        yield Diagnostic(
            code="NR205", message=f"no indicator or rating {what} here", at=at / "from"
        )
    if not isinstance(node.graded, GradeTest):
        return
    for id_ in found:
        scale = scale_of(ruleset, id_)
        grades = () if scale is None else grade_ids(scale)
        missing = [g for g in named_grades(node.graded) if g not in grades]
        if missing:
            yield Diagnostic(
                code="NR206",
                message=f"`{id_}` is meant here, but it has no grade `{missing[0]}`",
                at=at / "graded",
                hint=nearest(missing[0], grades)
                or "name the indicators, or a grade that all of them have",
            )
            return


def _of_scale(scale: Scale, at: Pointer) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for n, grade in enumerate(scale.grades):
        place = at / "grades" / n / "id"
        if grade.id in _NOT_GRADES:
            yield Diagnostic(
                code="NR219",
                message=f"`{grade.id}` is the name of a state, so it cannot be a grade",
                at=place,
                hint="give the grade another name",
            )
        if grade.id.lower() in seen:
            yield Diagnostic(
                code="NR203", message=f"the grade `{grade.id}` is taken", at=place
            )
        seen.add(grade.id.lower())


def _of_thing(
    ruleset: Ruleset, spec: Indicator | Rating, at: Pointer
) -> Iterator[Diagnostic]:
    scale = None if spec.scale is None else ruleset.scales[spec.scale]
    grades = () if scale is None else grade_ids(scale)
    whose = at.parts[-1]
    if spec.critical_at is not None:
        yield from off_ladder(spec.critical_at, grades, at / "critical_at", whose)
        if scale is None or scale.kind == "context":
            yield Diagnostic(
                code="NR215",
                message=f"nothing is worse on the scale of `{whose}`, so it cannot"
                " be critical",
                at=at / "critical_at",
            )
    if isinstance(spec, Indicator):
        yield from _of_indicator(spec, grades, at, whose)


def _of_indicator(
    spec: Indicator, grades: Sequence[str], at: Pointer, whose: str
) -> Iterator[Diagnostic]:
    for n, grade in enumerate(spec.permits or ()):
        yield from off_ladder(grade, grades, at / "permits" / n, whose)
    for grade in spec.grades:
        yield from off_ladder(grade, grades, at / "grades" / grade, whose)
    if spec.evidence_required_at is not None:
        place = at / "evidence_required_at"
        yield from off_ladder(spec.evidence_required_at, grades, place, whose)


def _of_rule(
    ruleset: Ruleset,
    rule: Threshold | Modifier | Easing | Guard | Promise,
    at: Pointer,
) -> Iterator[Diagnostic]:
    if isinstance(rule, Modifier):
        yield from _limits(rule, "raise", ("up_to", "from_at_least"), at)
    if isinstance(rule, Easing):
        yield from _limits(rule, "lower", ("not_below",), at)
    if isinstance(rule, Promise):
        for id_, test in rule.then.items():
            grades = ruleset.outcomes[id_].grades
            yield from on_ladder(test, grades, at / "then" / id_, id_)
        return
    for word in _GIVES[type(rule)]:
        for id_, grade in getattr(rule, word).items():
            grades = ruleset.outcomes[id_].grades
            yield from off_ladder(grade, grades, at / word / id_, id_)


_GIVES: Mapping[type, tuple[str, ...]] = {
    Threshold: ("reach",),
    Modifier: ("up_to", "from_at_least"),
    Easing: ("not_below",),
    Guard: ("at_least",),
}
"""The keys under which a rule names a grade for each outcome."""


def _limits(
    rule: Modifier | Easing, moves: str, limits: tuple[str, ...], at: Pointer
) -> Iterator[Diagnostic]:
    """Yield NR217 where a rule moves an outcome without a limit, or the reverse."""
    moved = rule.raise_ if isinstance(rule, Modifier) else rule.lower
    for id_ in moved:
        if id_ not in getattr(rule, limits[0]):
            yield Diagnostic(
                code="NR217",
                message=f"`{moves}` speaks of `{id_}`, but `{limits[0]}` does not",
                at=at / limits[0],
                hint=f"say how far `{id_}` may be moved",
            )
    for word in limits:
        for id_ in getattr(rule, word):
            if id_ not in moved:
                yield Diagnostic(
                    code="NR217",
                    message=f"`{word}` speaks of `{id_}`, but `{moves}` does not",
                    at=at / word / id_,
                )
