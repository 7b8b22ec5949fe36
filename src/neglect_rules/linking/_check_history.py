"""Which measures of history, easings or carers of a ruleset make no sense."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.linking._check_grades import off_ladder, on_ladder
from neglect_rules.linking._scope import (
    concern_indicators,
    grade_ids,
    grades_meant,
    members,
    named_grades,
    scale_of,
)
from neglect_rules.linking._walk import Parts
from neglect_rules.model import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Change,
    Households,
    Indicator,
    MaxOf,
    MeasureTest,
    MinOf,
    Named,
    Not,
    ReviewsWithoutImprovement,
    Ruleset,
    Seen,
    Selection,
    Sightings,
    SumOf,
    Times,
    Unbroken,
)
from neglect_rules.pointer import Pointer

_SHOWS_CHANGE = (Change, Sightings, Unbroken, ReviewsWithoutImprovement)


def senseless_history(ruleset: Ruleset, parts: Parts) -> Iterator[Diagnostic]:
    """Yield NR202, NR203, NR205 and NR209."""
    for at, node in parts:
        match node:
            case Seen():
                yield from _seen(ruleset, node, at)
            case Sightings(sightings=wanted) | Unbroken(unbroken=wanted):
                yield from _selected(ruleset, wanted, at)
            case Indicator(per=per) if per is not None:
                yield from _has_worse(ruleset, at.parts[-1], at / "per")
            case ReviewsWithoutImprovement():
                yield from _reviewed(ruleset, node, at)
            case Households():
                yield from _rescreened(ruleset, node, at)
            case _:
                pass


def looks_past_history(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield NR220: easings that look at more than history. Circles must be out."""
    for n, easing in enumerate(ruleset.easings):
        at = Pointer(("easings",)) / n
        yield from _only_history(ruleset, easing.when, at / "when")


def _seen(ruleset: Ruleset, node: Seen, at: Pointer) -> Iterator[Diagnostic]:
    scale = scale_of(ruleset, node.indicator)
    wrong = list(_has_worse(ruleset, node.indicator, at / "indicator"))
    yield from wrong
    if scale is not None and not wrong:
        yield from on_ladder(node, grade_ids(scale), at, node.indicator)


def _selected(
    ruleset: Ruleset, wanted: Seen | Selection, at: Pointer
) -> Iterator[Diagnostic]:
    """Yield NR205 and NR209 for a selection that nothing can be followed of."""
    if isinstance(wanted, Seen):
        return
    meant = members(ruleset, wanted)
    ids = [id_ for id_ in meant if id_ in ruleset.indicators]
    if meant and not ids:
        message = "only ratings are meant here, and no record is of a rating"
        yield Diagnostic("NR205", message, at, "name indicators")
    for id_ in ids:
        yield from _has_worse(ruleset, id_, at)
        if not _reaches_the_gravest(ruleset, id_, wanted):
            yield Diagnostic(
                code="NR209",
                message="of several the greatest counts, so one mild sign would be"
                " enough here",
                at=at,
                hint="ask for each of them by itself, with `all`",
            )
            return


def _reaches_the_gravest(ruleset: Ruleset, id_: str, wanted: Selection) -> bool:
    """Return whether a test holds for the gravest grade of an indicator's scale."""
    scale = scale_of(ruleset, id_)
    if scale is None or scale.kind == "context" or wanted.graded == "critical":
        return True
    grades = grade_ids(scale)
    if not {*named_grades(wanted.graded)} <= {*grades}:
        return True  # NR206 speaks of that
    gravest = 1 if scale.kind == "strength" else len(grades)
    return bool(grades_meant(wanted.graded, grades) >> gravest & 1)


def _has_worse(ruleset: Ruleset, id_: str, at: Pointer) -> Iterator[Diagnostic]:
    scale = scale_of(ruleset, id_)
    if scale is None or scale.kind == "context":
        yield Diagnostic(
            code="NR209",
            message=f"of `{id_}` no answer is worse than another",
            at=at,
            hint="only signs and strengths that have grades are followed like this",
        )


def _reviewed(
    ruleset: Ruleset, node: ReviewsWithoutImprovement, at: Pointer
) -> Iterator[Diagnostic]:
    name, place = node.reviews_without_improvement, at / "reviews_without_improvement"
    if name in ruleset.indicators and name in {"all", *ruleset.domains}:
        other = "stands for every sign" if name == "all" else "a domain"
        message = f"`{name}` is an indicator and {other}"
        yield Diagnostic("NR203", message, place, "give one of them another name")
    elif not concern_indicators(ruleset, name):
        yield Diagnostic(
            code="NR209",
            message=f"`{name}` has no sign of concern that could be no better",
            at=place,
            hint="name an indicator on a concern scale, a domain with one, or all",
        )


def _rescreened(
    ruleset: Ruleset, node: Households, at: Pointer
) -> Iterator[Diagnostic]:
    for id_, grade in node.rescreen_at.items():
        grades = ruleset.outcomes[id_].grades
        yield from off_ladder(grade, grades, at / "rescreen_at" / id_, id_)


def _only_history(ruleset: Ruleset, node: Any, at: Pointer) -> Iterator[Diagnostic]:
    """Yield NR220 for what an easing asks that shows no change over time."""
    match node:
        case AllOf(all=parts) | AnyOf(any=parts):
            key = "all" if isinstance(node, AllOf) else "any"
            for n, part in enumerate(parts):
                yield from _only_history(ruleset, part, at / key / n)
        case AtLeastOf(of=parts):
            for n, part in enumerate(parts):
                yield from _only_history(ruleset, part, at / "of" / n)
        case Not(not_=inner):
            yield from _only_history(ruleset, inner, at / "not")
        case Named(is_=name):
            named = ruleset.conditions[name]
            yield from _only_history(ruleset, named, Pointer(("conditions", name)))
        case MeasureTest(measure=measure) if _shows_change(ruleset, measure):
            pass
        case _:
            yield Diagnostic(
                code="NR220",
                message="an easing may look only at how things changed over time",
                at=at,
                hint="ask for `unbroken`, `sightings`, `change` or"
                " `reviews_without_improvement`",
            )


def _shows_change(ruleset: Ruleset, node: Any) -> bool:
    match node:
        case str():
            return _shows_change(ruleset, ruleset.measures[node])
        case SumOf(sum=parts) | MaxOf(max=parts) | MinOf(min=parts):
            return all(_shows_change(ruleset, part) for part in parts)
        case Times(of=of):
            return _shows_change(ruleset, of)
        case _:
            return isinstance(node, _SHOWS_CHANGE)
