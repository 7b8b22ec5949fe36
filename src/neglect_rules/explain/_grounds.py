"""What met a condition: the answers, counts and facts that it rests on, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias, final

from attrs import frozen

from neglect_rules.explain._amounts import named, sentence
from neglect_rules.explain._history import dated
from neglect_rules.explain._inputs import inputs, of_measure
from neglect_rules.explain._said import extent, share
from neglect_rules.explain._telling import NA, Telling
from neglect_rules.explain._tests import limit, measured, members, selection
from neglect_rules.model import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    CoverageRecord,
    Every,
    IndicatorTest,
    Measure,
    MeasureTest,
    Named,
    NoneOf,
    Not,
    OutcomeTest,
    RatingTest,
    RecordTest,
    Selection,
    Some,
    SubjectTest,
    WorstOf,
)

Leaf: TypeAlias = (
    IndicatorTest
    | RatingTest
    | OutcomeTest
    | MeasureTest
    | Some
    | Every
    | NoneOf
    | RecordTest
    | SubjectTest
)
_OPPOSITE: Final = {"true": "false", "false": "true", "open": "open"}
_FEW: Final = 6


@final
@frozen
class Ground:
    """One thing that a verdict rests on.

    Attributes:
        text: It in a few words.
        answers: The ids of the answers or ratings behind it.
    """

    text: str | None
    answers: tuple[str, ...] = ()


def grounds(
    telling: Telling, condition: Condition, at: str, verdict: str = "true"
) -> Iterator[Ground]:
    """Yield what a condition's verdict rests on, in the author's order."""
    for leaf, place, wanted in _leaves(telling, condition, at, verdict):
        yield from _ground(telling, leaf, place, wanted)


def _leaves(
    telling: Telling, condition: Condition, at: str, verdict: str
) -> Iterator[tuple[Leaf, str, str]]:
    """Yield the tests inside a condition that brought its verdict about."""
    match condition:
        case Named(is_=name):
            ruleset = telling.words.ruleset
            if ruleset is not None:
                inner = ruleset.conditions[name]
                yield from _leaves(telling, inner, f"/conditions/{name}", verdict)
        case Not(not_=inner):
            opposite = _OPPOSITE[verdict]
            yield from _leaves(telling, inner, f"{at}/not", opposite)
        case AllOf(all=parts):
            yield from _among(telling, parts, f"{at}/all", verdict)
        case AnyOf(any=parts):
            yield from _among(telling, parts, f"{at}/any", verdict)
        case AtLeastOf(of=parts):
            yield from _among(telling, parts, f"{at}/of", verdict)
        case _:
            yield condition, at, verdict


def _among(
    telling: Telling, parts: Sequence[Condition], at: str, verdict: str
) -> Iterator[tuple[Leaf, str, str]]:
    for index, part in enumerate(parts):
        place = f"{at}/{index}"
        if _verdict(telling, part, place) == verdict:
            yield from _leaves(telling, part, place, verdict)


def _verdict(telling: Telling, condition: Condition, at: str) -> str:
    place = f"/conditions/{condition.is_}" if isinstance(condition, Named) else at
    place = at if telling.trace.has(at, "condition") else place
    return str(telling.trace.value(place, "condition"))


def _ground(telling: Telling, leaf: Leaf, at: str, verdict: str) -> Iterator[Ground]:
    match leaf:
        case IndicatorTest(indicator=id_):
            yield Ground(None, (id_,))
        case RatingTest(rating=id_):
            yield Ground(None, (id_,))
        case OutcomeTest(outcome=id_):
            yield Ground(_reached(telling, id_))
        case MeasureTest():
            yield _measure(telling, leaf, at)
        case Some(some=wanted) | Every(every=wanted) | NoneOf(none=wanted):
            yield _selected(telling, leaf, wanted, at, verdict)
        case RecordTest():
            yield _record(telling, leaf)
        case SubjectTest():
            kind = telling.account.header["subject"]["kind"]
            yield Ground(telling.say(f"ground.about.{kind}"))


def _reached(telling: Telling, id_: str) -> str:
    result, words = telling.outcomes[id_], telling.words
    low, high = (words.level(id_, result[end]) for end in ("floor", "ceiling"))
    level = low
    if low != high:
        level = telling.say("ground.perhaps", low=low, high=high)
    return sentence(named(words.outcome(id_), level))


def _measure(telling: Telling, test: MeasureTest, at: str) -> Ground:
    place = _place(test.measure, f"{at}/measure")
    if isinstance(test.measure, Age) and test.measure.age == "months":
        return Ground(_age(telling))
    told = measured(telling.words, test.measure)
    found = extent(telling.phrases, telling.trace.value(place, "measure"))
    behind = of_measure(telling, test.measure, place)
    text = telling.say(
        "ground.measure",
        measure=f"{told[:1].upper()}{told[1:]}",
        found=found,
        limit=limit(telling.words, test),
    )
    return Ground(" ".join([text, *dated(telling, place)]), tuple(behind))


def _age(telling: Telling) -> str:
    age = telling.age() or telling.say("amount.not_known")
    return telling.say("ground.age", age=age)


def _place(measure: Measure, at: str) -> str:
    return f"/measures/{measure}" if isinstance(measure, str) else at


def _selected(
    telling: Telling,
    leaf: Some | Every | NoneOf,
    wanted: Selection,
    at: str,
    verdict: str,
) -> Ground:
    ids = [id_ for id_ in members(telling.words, wanted) if telling.applies(id_)]
    met: list[str] = _entry(telling, at, "met")
    opened: list[str] = _entry(telling, at, "open")
    told = selection(telling.words, wanted)
    if verdict == "open":
        return Ground(None, tuple(opened))
    if (verdict == "true") is not isinstance(leaf, NoneOf) and met:
        every = telling.say("ground.all", signs=told)
        return Ground(every if isinstance(leaf, Every) else None, tuple(met))
    rest = [id_ for id_ in ids if id_ not in met]
    if len(rest) > _FEW:
        return Ground(telling.say("ground.none", signs=told))
    return Ground(telling.say("ground.none_of", signs=told), tuple(rest))


def _entry(telling: Telling, at: str, key: str) -> list[str]:
    entries = telling.trace.document["entries"]
    found = (entry for entry in entries if entry["at"] == at and key in entry)
    return [id_ for entry in found for id_ in entry[key]]


def _record(telling: Telling, test: RecordTest) -> Ground:
    record = test.record
    if not isinstance(record, CoverageRecord):
        return Ground(None, (record.indicator,))
    covered = next(c for c in telling.account.coverage if c.domain == record.coverage)
    parts = {
        "answered": extent(telling.phrases, covered.answered),
        "due": extent(telling.phrases, covered.due),
        "share": share(telling.phrases, str(record.below)),
    }
    if record.coverage == "all":
        return Ground(telling.say("ground.answered_in_all", **parts))
    domain = telling.words.domain(record.coverage)
    return Ground(telling.say("ground.answered_in", domain=domain, **parts))


def answer_lines(
    telling: Telling, id_: str, told: set[str]
) -> tuple[str, tuple[str, ...]]:
    """Return an answer's title and its details; only the title the second time.

    Args:
        telling: The trace and its words.
        id_: An indicator or a rating.
        told: What was told already; this one is added.
    """
    title = telling.titled(id_)
    if id_ in told:
        return title, ()
    told.add(id_)
    if id_ in telling.leaves:
        return title, tuple(telling.details(id_))
    return title, tuple(_made_of(telling, id_, told))


def _made_of(telling: Telling, id_: str, told: set[str]) -> Iterator[str]:
    """Yield what a rating was made of, each with what it means.

    Of a worst sign only those signs are told that may be the worst.
    """
    ruleset = telling.words.ruleset
    is_worst = ruleset is not None and isinstance(ruleset.ratings[id_].rule, WorstOf)
    for each in inputs(telling, id_):
        if each == "age":
            yield _age(telling)
            continue
        grades = set(telling.grades(each))
        if grades != {NA} and not (is_worst and grades.isdisjoint(telling.grades(id_))):
            title, details = answer_lines(telling, each, told)
            yield " ".join([sentence(title), *details])
