"""Which answers a rating or a measure was made of."""

from __future__ import annotations

from collections.abc import Iterator

from neglect_rules.explain._telling import NA, Telling
from neglect_rules.explain._tests import members
from neglect_rules.model import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Bands,
    Choose,
    Condition,
    CountOf,
    Every,
    Give,
    Grades,
    IndicatorTest,
    MaxOf,
    Mean,
    Measure,
    MeasureTest,
    MinOf,
    MostCommon,
    Named,
    NoneOf,
    Not,
    NumberOf,
    Points,
    RatingTest,
    RecordTest,
    Score,
    Some,
    StateRecord,
    SumOf,
    Table,
    Times,
    Total,
    WorstOf,
)


def inputs(telling: Telling, rating: str) -> list[str]:
    """Return what a rating was made of: ids, and "age" where the age was read."""
    ruleset = telling.words.ruleset
    if ruleset is None:
        return []
    rule = ruleset.ratings[rating].rule
    found = _of_rule(telling, rule, f"/ratings/{rating}/rule")
    return [id_ for id_ in dict.fromkeys(found) if id_ != rating]


def matters(telling: Telling, indicator: str) -> bool:
    """Return whether an open answer may still make any difference.

    It makes none when only ratings read it and each is certain all the same, or was
    made without it. Where the ruleset is not at hand, it may.
    """
    ruleset = telling.words.ruleset
    if ruleset is None or ruleset.indicators[indicator].domain is not None:
        return True
    rules = (*ruleset.thresholds, *ruleset.modifiers, *ruleset.guards, *ruleset.tasks)
    asked = [rule.when for rule in rules if rule.when is not None]
    asked += [*ruleset.conditions.values()]
    asked += [i.ask_if for i in ruleset.indicators.values() if i.ask_if is not None]
    read = {id_ for condition in asked for id_ in _asked(telling, condition)}
    measures = [*ruleset.measures.values(), *(r.measure for r in ruleset.report)]
    read |= {id_ for m in measures if m is not None for id_ in _read(telling, m)}
    ratings = [id_ for id_ in ruleset.ratings if indicator in inputs(telling, id_)]
    return indicator in read or any(telling.is_open(id_) for id_ in ratings)


def _of_rule(telling: Telling, rule: Give, at: str) -> Iterator[str]:
    match rule:
        case str():
            return
        case Bands():
            yield from _read(telling, rule.of)
        case Choose(choose=chooser, by=by):
            yield chooser
            for grade in telling.grades(chooser):
                if grade in by:
                    yield from _of_rule(telling, by[grade], f"{at}/by/{grade}")
        case Grades(grades=branches):
            for index, branch in enumerate(branches):
                place = f"{at}/grades/{index}"
                if telling.trace.value(place, "branch") != [NA]:
                    yield from _asked(telling, branch.when)
                    yield from _of_rule(telling, branch.give, f"{place}/give")
        case Table(table=ids) | WorstOf(worst_of=ids) | MostCommon(most_common=ids):
            yield from ids


def _asked(telling: Telling, condition: Condition) -> Iterator[str]:
    """Yield what a condition reads."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts) | AtLeastOf(of=parts):
            for part in parts:
                yield from _asked(telling, part)
        case Not(not_=inner):
            yield from _asked(telling, inner)
        case Named(is_=name) if telling.words.ruleset is not None:
            yield from _asked(telling, telling.words.ruleset.conditions[name])
        case (
            IndicatorTest(indicator=id_)
            | RatingTest(rating=id_)
            | RecordTest(record=StateRecord(indicator=id_))
        ):
            yield id_
        case MeasureTest(measure=measure):
            yield from _read(telling, measure)
        case Some(some=wanted) | Every(every=wanted) | NoneOf(none=wanted):
            yield from members(telling.words, wanted)
        case _:
            return


def _read(telling: Telling, measure: Measure) -> Iterator[str]:
    """Yield what a measure reads."""
    match measure:
        case str() if telling.words.ruleset is not None:
            yield from _read(telling, telling.words.ruleset.measures[measure])
        case Points(points=id_) | NumberOf(number=id_):
            yield id_
        case Age():
            yield "age"
        case CountOf(count=wanted):
            yield from members(telling.words, wanted)
        case SumOf(sum=parts) | MaxOf(max=parts) | MinOf(min=parts):
            for part in parts:
                yield from _read(telling, part)
        case Times(of=of):
            yield from _read(telling, of)
        case Mean(mean=ids):
            yield from ids
        case _:
            yield from _scored(telling, measure)


def _scored(telling: Telling, measure: Measure) -> Iterator[str]:
    """Yield the members of the domains that a measure adds up, if they add."""
    match measure:
        case Score(score=domain):
            domains = [domain]
        case Total(total=of):
            domains = [d.id for d in telling.account.domains] if of == "all" else list(of)
        case _:
            domains = []
    for each in telling.account.contributions:
        if each.domain in domains and each.adds != (0, 0):
            yield each.id


def of_measure(telling: Telling, measure: Measure, at: str) -> list[str]:
    """Return the answers behind a measure: for a count, those that count."""
    for entry in telling.trace.document["entries"]:
        if entry["at"] == at and "met" in entry:
            return [*entry["met"]]
    found = dict.fromkeys(_read(telling, measure))
    return [id_ for id_ in found if id_ != "age"]
