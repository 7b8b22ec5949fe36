"""Which answers a rating or a measure was made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from neglect_rules.explain._amounts import is_nought
from neglect_rules.explain._telling import NA, Telling
from neglect_rules.explain._tests import members
from neglect_rules.model import (
    Age,
    AllOf,
    AnyOf,
    AtLeastOf,
    Bands,
    Change,
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
    Ruleset,
    Score,
    Selection,
    Sightings,
    Some,
    StateRecord,
    SumOf,
    Table,
    Times,
    Total,
    Unbroken,
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
    ratings = [id_ for id_ in ruleset.ratings if indicator in inputs(telling, id_)]
    open_ratings = any(telling.is_open(id_) for id_ in ratings)
    return open_ratings or indicator in set(_read_by_rules(telling, ruleset))


def may_ease(telling: Telling, indicator: str) -> bool:
    """Return whether a rule that lowers a level rests on an indicator."""
    ruleset = telling.words.ruleset
    easings = () if ruleset is None else ruleset.easings
    return any(indicator in _asked(telling, easing.when) for easing in easings)


def _read_by_rules(telling: Telling, ruleset: Ruleset) -> Iterator[str]:
    """Yield what is read by anything but a rating."""
    asked = [threshold.when for threshold in ruleset.thresholds]
    asked += [modifier.when for modifier in ruleset.modifiers]
    asked += [easing.when for easing in ruleset.easings]
    asked += [guard.when for guard in ruleset.guards]
    asked += [each.when for each in ruleset.reviews if each.when is not None]
    asked += [task.when for task in ruleset.tasks if task.when is not None]
    asked += [each.ask_if for each in ruleset.indicators.values() if each.ask_if]
    for condition in (*asked, *ruleset.conditions.values()):
        yield from _asked(telling, condition)
    for measure in (*ruleset.measures.values(), *(r.measure for r in ruleset.report)):
        yield from () if measure is None else _read(telling, measure)
    for task in ruleset.tasks:
        yield from members(telling.words, task.for_each) if task.for_each else ()


def _of_rule(telling: Telling, rule: Give, at: str) -> Iterator[str]:
    match rule:
        case str():
            return
        case Bands():
            yield from _read(telling, rule.of)
        case Choose():
            yield from _chosen(telling, rule, at)
        case Grades():
            yield from _branches(telling, rule, at)
        case Table(table=ids) | WorstOf(worst_of=ids) | MostCommon(most_common=ids):
            yield from ids
        case _ as never:
            assert_never(never)


def _chosen(telling: Telling, rule: Choose, at: str) -> Iterator[str]:
    yield rule.choose
    for grade in telling.grades(rule.choose):
        if grade in rule.by:
            yield from _of_rule(telling, rule.by[grade], f"{at}/by/{grade}")


def _branches(telling: Telling, rule: Grades, at: str) -> Iterator[str]:
    """Yield what the branches read that gave, or may have given, the grade."""
    for index, branch in enumerate(rule.grades):
        place = f"{at}/grades/{index}"
        if telling.trace.value(place, "branch") != [NA]:
            yield from _asked(telling, branch.when)
            yield from _of_rule(telling, branch.give, f"{place}/give")


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
        case Mean(mean=ids):
            yield from ids
        case _:
            for part in _parts(measure):
                yield from _read(telling, part)
            yield from _followed(telling, measure)
            yield from _scored(telling, measure)


def _parts(measure: Measure) -> tuple[Measure, ...]:
    """Return the measures that a measure is made of."""
    match measure:
        case SumOf(sum=parts) | MaxOf(max=parts) | MinOf(min=parts):
            return parts
        case Times(of=of) | Change(change=of):
            return (of,)
        case _:
            return ()


def _followed(telling: Telling, measure: Measure) -> Iterator[str]:
    """Yield the indicators that a measure follows over time."""
    match measure:
        case Sightings(sightings=seen) | Unbroken(unbroken=seen):
            if isinstance(seen, Selection):
                yield from members(telling.words, seen)
            else:
                yield seen.indicator
        case _:
            return


def _is_followed(telling: Telling, measure: Measure) -> bool:
    """Return whether a measure does nothing but follow answers over time."""
    if isinstance(measure, str) and telling.words.ruleset is not None:
        measure = telling.words.ruleset.measures[measure]
    parts = () if isinstance(measure, Change) else _parts(measure)
    if parts:
        return all(_is_followed(telling, part) for part in parts)
    return isinstance(measure, Sightings | Unbroken)


def _scored(telling: Telling, measure: Measure) -> Iterator[str]:
    """Yield the members of the domains that a measure adds up, if they add."""
    match measure:
        case Score(score=domain):
            domains = [domain]
        case Total(total=of):
            domains = (
                [d.id for d in telling.account.domains] if of == "all" else list(of)
            )
        case _:
            domains = []
    for each in telling.account.contributions:
        if each.domain in domains and not is_nought(each.adds):
            yield each.id


def of_measure(telling: Telling, measure: Measure, at: str) -> list[str]:
    """Return the answers behind a measure: for a count, those that count."""
    for entry in telling.trace.document["entries"]:
        if entry["at"] == at and "met" in entry:
            return [*entry["met"]]
    looked_at = telling.counted_most(at)
    if looked_at:
        return [part["of"] for part in looked_at if part["of"] in telling.leaves]
    if _is_followed(telling, measure) and telling.trace.value(at, "measure")[1] == "0":
        return []
    found = dict.fromkeys(_read(telling, measure))
    return [id_ for id_ in found if id_ != "age"]
