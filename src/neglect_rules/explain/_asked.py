"""What a condition asks, in words, before anybody has answered anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias, assert_never

from neglect_rules.explain._page import Bullet
from neglect_rules.explain._said import listed, share
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
_MANY: Final = 8
_FEW: Final = 6


def asked(
    words: Words, condition: Condition, level: int = 0, *, ids: bool = True
) -> Iterator[Bullet]:
    """Yield what a condition asks: a line, and below it the lines of its parts.

    Args:
        words: Where labels come from.
        condition: What is asked.
        level: How far the first line stands in.
        ids: Name signs that are looked at by their ids; else say how many they are.
    """
    match condition:
        case AllOf(all=parts):
            yield from _group(words, words.say("asked.all"), parts, level, ids=ids)
        case AnyOf(any=parts):
            yield from _group(words, words.say("asked.any"), parts, level, ids=ids)
        case AtLeastOf(at_least=least, of=parts):
            head = words.say("asked.at_least", least=least)
            yield from _group(words, head, parts, level, ids=ids)
        case Not(not_=inner):
            yield Bullet(words.say("asked.not"), level)
            yield from asked(words, inner, level + 1, ids=ids)
        case Named(is_=name):
            ruleset = words.ruleset
            if ruleset is not None:
                named = ruleset.conditions[name]
                yield from asked(words, named, level, ids=ids)
        case _:
            yield Bullet(_leaf(words, condition, ids=ids), level)


def _group(
    words: Words, head: str, parts: tuple[Condition, ...], level: int, *, ids: bool
) -> Iterator[Bullet]:
    if len(parts) > 1:
        yield Bullet(head, level)
        level += 1
    for part in parts:
        yield from asked(words, part, level, ids=ids)


def _leaf(words: Words, condition: Leaf, *, ids: bool) -> str:
    match condition:
        case IndicatorTest(indicator=id_) | RatingTest(rating=id_):
            wanted = graded(words, id_, condition)
            if condition.at_least == _lowest(words, id_):
                wanted = words.say("asked.applies")
            return f"{words.label(id_)} ({id_}): {wanted}"
        case OutcomeTest():
            return f"{words.outcome(condition.outcome)}: {_reached(words, condition)}"
        case MeasureTest(measure=measure):
            nothing = condition.at_most == 0
            told = words.say("asked.nothing") if nothing else limit(words, condition)
            return f"{_capital(_measured(words, measure, ids=ids))}: {told}"
        case RecordTest(record=record):
            return _recorded(words, record)
        case SubjectTest(subject=kinds):
            named = [words.say(f"asked.subject.{kind}") for kind in kinds]
            whom = listed(words.phrases, named, "or")
            return words.say("asked.about", whom=whom)
        case Some() | Every() | NoneOf():
            return _of_many(words, condition, ids=ids)
        case _ as never:
            assert_never(never)


def _of_many(words: Words, condition: Some | Every | NoneOf, *, ids: bool) -> str:
    match condition:
        case Some(some=wanted):
            return words.say("asked.some", signs=selected(words, wanted, ids=ids))
        case Every(every=wanted):
            return words.say("asked.every", signs=selected(words, wanted, ids=ids))
        case NoneOf(none=wanted):
            return words.say("asked.none", signs=selected(words, wanted, ids=ids))
        case _ as never:
            assert_never(never)


def selected(words: Words, wanted: Selection, *, ids: bool = True) -> str:
    """Return what a selection looks for, and at which signs: by id, or how many."""
    if not ids:
        return selection(words, wanted)
    return selection(words, wanted, counted=False) + _ids(words, wanted)


def _lowest(words: Words, id_: str) -> str | None:
    scale = words.scale(id_)
    return scale.grades[0].id if scale else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reached(words: Words, test: OutcomeTest) -> str:
    if test.in_ is not None:
        levels = [words.level(test.outcome, grade) for grade in test.in_]
        return listed(words.phrases, levels, "or")
    ladder = words.ruleset.outcomes[test.outcome].grades if words.ruleset else ()
    grade = test.at_least or test.at_most or ""
    level = words.level(test.outcome, grade)
    if (grade,) == (ladder[-1:] if test.at_least else ladder[:1]):
        return level
    return words.say("asked.higher" if test.at_least else "asked.lower", level=level)


def _measured(words: Words, measure: Measure, *, ids: bool) -> str:
    """Return what a measure measures; where it counts named signs, with their ids."""
    while isinstance(measure, str) and words.ruleset is not None:
        measure = words.ruleset.measures[measure]
    if isinstance(measure, CountOf) and not measure.distinct:
        return selected(words, measure.count, ids=ids)
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
        return f" ({words.say('asked.all_but', ids=listed(words.phrases, others))})"
    return f" ({', '.join(meant)})"


def _recorded(words: Words, record: StateRecord | CoverageRecord) -> str:
    if isinstance(record, CoverageRecord):
        least = share(words.phrases, str(record.below))
        if record.coverage == "all":
            return words.say("asked.answered_in_all", share=least)
        domain = words.domain(record.coverage)
        return words.say("asked.answered_in", share=least, domain=domain)
    wanted = record.state or record.source or record.cause or ()
    how = [words.say(f"asked.how.{each}") for each in wanted]
    told = listed(words.phrases, how, "or")
    return f"{words.label(record.indicator)} ({record.indicator}): {told}"
