"""What a condition asks, in words, before anybody has answered anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias, assert_never

from neglect_rules.explain._amounts import listed, share
from neglect_rules.explain._page import Bullet
from neglect_rules.explain._tests import graded, limit, measured, members, selection
from neglect_rules.explain._words import Words
from neglect_rules.model import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    CountOf,
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
    StateRecord,
    SubjectTest,
)

Leaf: TypeAlias = (
    IndicatorTest
    | RatingTest
    | OutcomeTest
    | MeasureTest
    | RecordTest
    | SubjectTest
    | Some
    | Every
    | NoneOf
)
_KINDS: Final = {
    "child": "a child",
    "unborn": "an unborn child",
    "carer": "a carer",
    "household": "a household",
    "person": "a person",
}
_HOW: Final = {
    "not_asked": "not asked",
    "not_known": "asked and not known",
    "not_observed": "not observed",
    "refused": "refused",
    "unable_to_score": "could not be scored",
    "not_applicable": "does not apply",
    "recorded": "answered",
    "suspected": "suspected, not confirmed",
    "seen": "seen",
    "child_said": "said by the child",
    "carer_said": "said by a carer",
    "record": "taken from a record",
    "third_party": "reported by someone else",
    "means": "put down to a lack of means",
    "skill": "put down to a lack of skill",
    "will": "put down to a lack of will",
    "health": "put down to ill health",
}

_MANY: Final = 8
_FEW: Final = 6


def asked(words: Words, condition: Condition, level: int = 0) -> Iterator[Bullet]:
    """Yield what a condition asks: a line, and below it the lines of its parts."""
    match condition:
        case AllOf(all=parts):
            yield from _group(words, "All of these:", parts, level)
        case AnyOf(any=parts):
            yield from _group(words, "Any of these:", parts, level)
        case AtLeastOf(at_least=least, of=parts):
            yield from _group(words, f"At least {least} of these:", parts, level)
        case Not(not_=inner):
            yield from _group(words, "Not this:", (inner,), level)
        case Named(is_=name):
            ruleset = words.ruleset
            if ruleset is not None:
                yield from asked(words, ruleset.conditions[name], level)
        case _:
            yield Bullet(_leaf(words, condition), level)


def _group(
    words: Words, head: str, parts: tuple[Condition, ...], level: int
) -> Iterator[Bullet]:
    if len(parts) > 1 or head.startswith("Not"):
        yield Bullet(head, level)
        level += 1
    for part in parts:
        yield from asked(words, part, level)


def _leaf(words: Words, condition: Leaf) -> str:
    match condition:
        case IndicatorTest(indicator=id_) | RatingTest(rating=id_):
            wanted = graded(words, id_, condition)
            if condition.at_least == _lowest(words, id_):
                wanted = "applies to this child"
            return f"{words.label(id_)} ({id_}): {wanted}"
        case OutcomeTest():
            return f"{words.outcome(condition.outcome)}: {_reached(words, condition)}"
        case MeasureTest(measure=measure):
            nothing = condition.at_most == 0
            told = "none" if nothing else limit(condition)
            return f"{_capital(_measured(words, measure))}: {told}"
        case RecordTest(record=record):
            return _recorded(words, record)
        case SubjectTest(subject=kinds):
            return f"It is about {listed([_KINDS[kind] for kind in kinds], 'or')}"
        case Some() | Every() | NoneOf():
            return _of_many(words, condition)
        case _ as never:
            assert_never(never)


def _of_many(words: Words, condition: Some | Every | NoneOf) -> str:
    match condition:
        case Some(some=wanted):
            return f"At least one: {selected(words, wanted)}"
        case Every(every=wanted):
            return f"All: {selected(words, wanted)}"
        case NoneOf(none=wanted):
            return f"None: {selected(words, wanted)}"
        case _ as never:
            assert_never(never)


def selected(words: Words, wanted: Selection) -> str:
    """Return what a selection looks for, and at which signs."""
    return selection(words, wanted, counted=False) + _ids(words, wanted)


def _lowest(words: Words, id_: str) -> str | None:
    scale = words.scale(id_)
    return scale.grades[0].id if scale else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reached(words: Words, test: OutcomeTest) -> str:
    if test.in_ is not None:
        return listed([words.level(test.outcome, grade) for grade in test.in_], "or")
    ladder = words.ruleset.outcomes[test.outcome].grades if words.ruleset else ()
    grade = test.at_least or test.at_most or ""
    level = words.level(test.outcome, grade)
    if (grade,) == (ladder[-1:] if test.at_least else ladder[:1]):
        return level
    return f"{level} or {'higher' if test.at_least else 'lower'}"


def _measured(words: Words, measure: Measure) -> str:
    """Return what a measure measures; where it counts named signs, with their ids."""
    while isinstance(measure, str) and words.ruleset is not None:
        measure = words.ruleset.measures[measure]
    if isinstance(measure, CountOf) and not measure.distinct:
        return selected(words, measure.count)
    return measured(words, measure)


def _ids(words: Words, wanted: Selection) -> str:
    """Return which signs are looked at, where the author names them."""
    if wanted.from_.all or wanted.from_.domains is not None or words.ruleset is None:
        return ""
    meant = members(words, wanted)
    ladders = {id(words.scale(id_)) for id_ in meant}
    others = [
        id_
        for id_ in (*words.ruleset.indicators, *words.ruleset.ratings)
        if id(words.scale(id_)) in ladders and id_ not in meant
    ]
    if len(meant) > _MANY and not others:
        return ""
    if len(meant) > _MANY and len(others) <= _FEW:
        return f" (all but {listed(others)})"
    return f" ({', '.join(meant)})"


def _recorded(words: Words, record: StateRecord | CoverageRecord) -> str:
    if isinstance(record, CoverageRecord):
        whole = record.coverage == "all"
        where = "in all" if whole else f"in {words.domain(record.coverage)}"
        return f"Fewer than {share(str(record.below))} are answered {where}"
    wanted = record.state or record.source or record.cause or ()
    told = listed([_HOW[each] for each in wanted], "or")
    return f"{words.label(record.indicator)} ({record.indicator}): {told}"
