"""What a condition or a measure asks, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from neglect_rules.explain._amounts import apart, listed, number, plural, quoted
from neglect_rules.explain._history import looked_back
from neglect_rules.explain._words import Words
from neglect_rules.model import (
    Age,
    CountOf,
    GradeTest,
    IndicatorTest,
    MaxOf,
    Mean,
    Measure,
    MeasureTest,
    MinOf,
    NumberOf,
    OfHistory,
    OutcomeTest,
    Points,
    RatingTest,
    Score,
    Seen,
    Selection,
    SumOf,
    Times,
    Total,
)

AnyGradeTest: TypeAlias = GradeTest | IndicatorTest | RatingTest | OutcomeTest | Seen
_AGES: Final = {
    "months": "age in months",
    "corrected_months": "age in months, counted from the due date",
    "gestation_weeks": "weeks of pregnancy",
}
_BEYOND: Final = {
    "concern": ("or worse", "or milder"),
    "strength": ("or better", "or weaker"),
    "context": ("or after it on the list", "or before it on the list"),
}


def members(words: Words, selection: Selection) -> list[str]:
    """Return the ids that a selection looks at, in document order."""
    ruleset = words.ruleset
    ids = [] if ruleset is None else [*ruleset.indicators, *ruleset.ratings]
    return [id_ for id_ in ids if _is_meant(words, selection, id_)]


def _is_meant(words: Words, selection: Selection, id_: str) -> bool:
    spec, wanted = words.thing(id_), selection.from_
    if spec is None or (selection.graded == "critical" and spec.critical_at is None):
        return False
    if wanted.indicators is not None:
        return id_ in wanted.indicators
    scale = words.scale(id_)
    if scale is None or scale.kind == "context":
        return False
    if wanted.domains is not None:
        return spec.domain in wanted.domains
    if wanted.tag is not None:
        return wanted.tag in spec.tags
    return spec.domain is not None


def graded(
    words: Words, id_: str, test: GradeTest | IndicatorTest | RatingTest | Seen
) -> str:
    """Return which grades of an indicator or rating a test wants."""
    if test.in_ is not None:
        return listed([apart(words.grade(id_, grade)) for grade in test.in_], "or")
    wanted = test.at_least or test.at_most or ""
    scale = words.scale(id_)
    ids = [grade.id for grade in scale.grades] if scale else []
    end = ids[-1:] if test.at_least is not None else ids[:1]
    label = apart(words.grade(id_, wanted))
    if [wanted] == end:
        return label
    worse, milder = _BEYOND[scale.kind if scale else "context"]
    return f"{label} {worse if test.at_least is not None else milder}"


def selection(words: Words, wanted: Selection, *, counted: bool = True) -> str:
    """Return what a selection looks for: "signs at Emerging or worse".

    Args:
        words: Where labels come from.
        wanted: The selection.
        counted: Say among how many, where it names them one by one.
    """
    among = _among(words, wanted) if counted or wanted.from_.domains else ""
    if wanted.graded == "critical":
        return f"critical signs{among}"
    found = members(words, wanted)
    kinds = {scale.kind for id_ in found if (scale := words.scale(id_))}
    noun = "strengths" if kinds == {"strength"} else "signs"
    grades = graded(words, found[0], wanted.graded) if found else ""
    return f"{noun} at {grades}{among}"


def _among(words: Words, wanted: Selection) -> str:
    chosen = wanted.from_
    if chosen.domains is not None:
        return f" in {listed([words.domain(id_) for id_ in chosen.domains])}"
    if chosen.indicators is None and chosen.tag is None:
        return ""
    return f" among {plural(len(members(words, wanted)), 'named one')}"


def measured(words: Words, measure: Measure) -> str:
    """Return what a measure measures, as a noun phrase."""
    match measure:
        case str():
            return _named(words, measure)
        case Score(score=domain, as_=form):
            return _score(words, domain, form)
        case Total(total=of):
            whole = of == "all"
            return "weighted points in all" if whole else _total(words, of)
        case Points(points=id_):
            return f"points for {words.label(id_)}"
        case NumberOf(number=id_):
            return words.label(id_)
        case Age(age=kind):
            return _AGES[kind]
        case CountOf(count=wanted, distinct=distinct):
            told = selection(words, wanted)
            return f"parts of the assessment with {told}" if distinct else told
        case _:
            return _combined(words, measure)


def _named(words: Words, name: str) -> str:
    ruleset = words.ruleset
    return name if ruleset is None else measured(words, ruleset.measures[name])


def _score(words: Words, domain: str, form: str) -> str:
    extra = {"raw": "", "capped": ", within its limits", "weighted": ", weighted"}
    return f"points for {words.domain(domain)}{extra[form]}"


def _total(words: Words, of: Sequence[str]) -> str:
    return f"weighted points for {listed([words.domain(id_) for id_ in of])}"


def _combined(
    words: Words, measure: SumOf | MaxOf | MinOf | Times | Mean | OfHistory
) -> str:
    match measure:
        case SumOf(sum=parts):
            return _sum(words, parts)
        case MaxOf(max=parts):
            return f"highest of {_parts(words, parts)}"
        case MinOf(min=parts):
            return f"lowest of {_parts(words, parts)}"
        case Times(times=times, of=of):
            return f"{number(str(times))} times ({measured(words, of)})"
        case Mean(mean=ids):
            return f"mean points of {listed([words.label(id_) for id_ in ids])}"
        case _:
            return looked_back(words, measure, _seen, measured)


def _seen(words: Words, seen: Seen | Selection) -> str:
    """Return what is followed over time: "Warmth" was Emerging or worse."""
    if isinstance(seen, Selection):
        return f"one and the same was among {selection(words, seen)}"
    label = quoted(words.label(seen.indicator))
    return f"{label} was {graded(words, seen.indicator, seen)}"


def _sum(words: Words, parts: Sequence[Measure]) -> str:
    told = ""
    for part in parts:
        taken = isinstance(part, Times) and part.times == -1
        inner = measured(words, part.of if isinstance(part, Times) and taken else part)
        joint = " less " if taken else " plus "
        told += f"{joint if told or taken else ''}{inner}"
    return told.removeprefix(" ")


def _parts(words: Words, parts: Sequence[Measure]) -> str:
    scores = [part for part in parts if isinstance(part, Score)]
    same = {part.as_ for part in scores}
    if len(scores) == len(parts) and len(same) == 1:
        labels = [words.domain(part.score) for part in scores]
        return f"the points for {listed(labels)}"
    return "; ".join(measured(words, part) for part in parts)


def limit(test: MeasureTest) -> str:
    """Return what a measure is compared with: "6 or more"."""
    if test.at_least is not None:
        return f"{number(str(test.at_least))} or more"
    if test.above is not None:
        return f"more than {number(str(test.above))}"
    if test.at_most is not None:
        return f"{number(str(test.at_most))} or fewer"
    return f"below {number(str(test.below))}"
