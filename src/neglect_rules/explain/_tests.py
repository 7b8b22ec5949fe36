"""What a condition or a measure asks, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from neglect_rules.explain._amounts import apart, quoted
from neglect_rules.explain._history import looked_back
from neglect_rules.explain._said import listed, number
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
        wished = [apart(words.grade(id_, grade)) for grade in test.in_]
        return listed(words.phrases, wished, "or")
    wanted = test.at_least or test.at_most or ""
    scale = words.scale(id_)
    ids = [grade.id for grade in scale.grades] if scale else []
    upward = test.at_least is not None
    label = apart(words.grade(id_, wanted))
    if [wanted] == (ids[-1:] if upward else ids[:1]):
        return label
    way = "up" if upward else "down"
    return words.say(f"grade.{scale.kind if scale else 'context'}.{way}", grade=label)


def selection(words: Words, wanted: Selection, *, counted: bool = True) -> str:
    """Return what a selection looks for: "signs at Emerging or worse".

    Args:
        words: Where labels come from.
        wanted: The selection.
        counted: Say among how many, where it names them one by one.
    """
    signs = _signs(words, wanted)
    return _among(words, wanted, signs) if counted or wanted.from_.domains else signs


def _signs(words: Words, wanted: Selection) -> str:
    if wanted.graded == "critical":
        return words.say("signs.critical")
    found = members(words, wanted)
    kinds = {scale.kind for id_ in found if (scale := words.scale(id_))}
    grades = graded(words, found[0], wanted.graded) if found else ""
    strong = kinds == {"strength"}
    return words.say("signs.strengths" if strong else "signs.signs", grades=grades)


def _among(words: Words, wanted: Selection, signs: str) -> str:
    chosen = wanted.from_
    if chosen.domains is not None:
        domains = _domains(words, chosen.domains)
        return words.say("signs.in_domains", signs=signs, domains=domains)
    if chosen.indicators is None and chosen.tag is None:
        return signs
    many = len(members(words, wanted))
    return words.phrases.plural("signs.among", many, signs=signs)


def _domains(words: Words, ids: Sequence[str]) -> str:
    return listed(words.phrases, [words.domain(id_) for id_ in ids])


def measured(words: Words, measure: Measure) -> str:
    """Return what a measure measures, as a noun phrase."""
    match measure:
        case str():
            return _named(words, measure)
        case Score(score=domain, as_=form):
            return _score(words, domain, form)
        case Total(total=of):
            whole = of == "all"
            return words.say("measure.total") if whole else _total(words, of)
        case Points(points=id_):
            return words.say("measure.points", of=words.label(id_))
        case NumberOf(number=id_):
            return words.label(id_)
        case Age(age=kind):
            return words.say(f"measure.age.{kind}")
        case CountOf(count=wanted, distinct=distinct):
            told = selection(words, wanted)
            return words.say("measure.parts_with", signs=told) if distinct else told
        case _:
            return _combined(words, measure)


def _named(words: Words, name: str) -> str:
    ruleset = words.ruleset
    return name if ruleset is None else measured(words, ruleset.measures[name])


def _score(words: Words, domain: str, form: str) -> str:
    return words.say(f"measure.score.{form}", domain=words.domain(domain))


def _total(words: Words, of: Sequence[str]) -> str:
    return words.say("measure.total_of", domains=_domains(words, of))


def _combined(
    words: Words, measure: SumOf | MaxOf | MinOf | Times | Mean | OfHistory
) -> str:
    match measure:
        case SumOf(sum=parts):
            return _sum(words, parts)
        case MaxOf(max=parts):
            return words.say("measure.highest", parts=_parts(words, parts))
        case MinOf(min=parts):
            return words.say("measure.lowest", parts=_parts(words, parts))
        case Times(times=times, of=of):
            many = number(words.phrases, str(times))
            return words.say("measure.times", number=many, of=measured(words, of))
        case Mean(mean=ids):
            labels = listed(words.phrases, [words.label(id_) for id_ in ids])
            return words.say("measure.mean", of=labels)
        case _:
            return looked_back(words, measure, _seen, measured)


def _seen(words: Words, seen: Seen | Selection) -> str:
    """Return what is followed over time: "Warmth" was Emerging or worse."""
    if isinstance(seen, Selection):
        return words.say("seen.among", signs=selection(words, seen))
    label = quoted(words.label(seen.indicator))
    grades = graded(words, seen.indicator, seen)
    return words.say("seen.was", label=label, grades=grades)


def _sum(words: Words, parts: Sequence[Measure]) -> str:
    told = ""
    for part in parts:
        taken = isinstance(part, Times) and part.times == -1
        inner = measured(words, part.of if isinstance(part, Times) and taken else part)
        if told:
            sign = "measure.less" if taken else "measure.plus"
            told = words.say(sign, sum=told, next=inner)
        else:
            told = words.say("measure.less_alone", next=inner) if taken else inner
    return told


def _parts(words: Words, parts: Sequence[Measure]) -> str:
    scores = [part for part in parts if isinstance(part, Score)]
    same = {part.as_ for part in scores}
    if len(scores) == len(parts) and len(same) == 1:
        domains = _domains(words, [part.score for part in scores])
        return words.say("measure.the_points", domains=domains)
    return "; ".join(measured(words, part) for part in parts)


def limit(words: Words, test: MeasureTest) -> str:
    """Return what a measure is compared with: "6 or more"."""
    if test.at_least is not None:
        return _limit(words, "at_least", test.at_least)
    if test.above is not None:
        return _limit(words, "above", test.above)
    if test.at_most is not None:
        return _limit(words, "at_most", test.at_most)
    return _limit(words, "below", test.below)


def _limit(words: Words, end: str, value: object) -> str:
    return words.say(f"limit.{end}", number=number(words.phrases, str(value)))
