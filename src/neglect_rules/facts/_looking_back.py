"""What all measures of history of a Program come to, in each way of looking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias, final

from attrs import field, frozen

from neglect_rules.facts._counts import Counted, count
from neglect_rules.facts._past import Mode, Past
from neglect_rules.model import Case
from neglect_rules.program import OR_MORE, Amount, Program, Tally, once

_Leaf: TypeAlias = tuple[int, Amount, Tally]
_OF_RECORDS = frozenset({"sightings", "unbroken"})


@final
@frozen
class _Looks:
    """The leaves that look back.

    Attributes:
        nothing: What each comes to where there is nothing for it to look at.
        events: Those that look at a kind of event.
        answers: Those that look at the records of an indicator.
        earlier: Those that look at the last assessment.
        reviews: Those that look from review to review.
    """

    nothing: Mapping[int, Counted] = field(repr=False, hash=False)
    events: tuple[_Leaf, ...] = field(repr=False)
    answers: tuple[_Leaf, ...] = field(repr=False)
    earlier: tuple[_Leaf, ...] = field(repr=False)
    reviews: tuple[_Leaf, ...] = field(repr=False)


@once
def _looks(program: Program) -> _Looks:
    every = [
        (index, step, step.tally)
        for index, step in program.leaves
        if isinstance(step, Amount) and step.tally is not None
    ]
    kinds = {"events", "earlier", *_OF_RECORDS}
    return _Looks(
        {index: _nothing(step) for index, step, _ in every},
        tuple(each for each in every if each[1].of == "events"),
        tuple(each for each in every if each[1].of in _OF_RECORDS),
        tuple(each for each in every if each[1].of == "earlier"),
        tuple(each for each in every if each[1].of not in kinds),
    )


def _nothing(step: Amount) -> Counted:
    """Return what a leaf comes to where nothing of what it looks at is recorded."""
    if step.of == "earlier":
        return Counted(value=step.open)
    open_ = step.of == "events" or step.of in _OF_RECORDS
    return Counted(value=(0, OR_MORE if open_ else 0))


def histories(
    program: Program, case: Case, day: dt.date
) -> Mapping[Mode, Mapping[int, Counted]]:
    """Return what is counted over time, by leaf, in each mode."""
    looks = _looks(program)
    if not looks.nothing:
        return {"recorded": {}}
    leaves = list(_with_something(looks, case))
    found: dict[Mode, Mapping[int, Counted]] = {}
    for mode in _modes(program, case):
        past = Past(ruleset=program.ruleset, case=case, day=day, mode=mode)
        told = {index: count(step, tally, past) for index, step, tally in leaves}
        found[mode] = {**looks.nothing, **told}
    return found


def _with_something(looks: _Looks, case: Case) -> Iterator[_Leaf]:
    """Yield the leaves for which a case has something to look at."""
    if case.events:
        yield from (each for each in looks.events if each[2].of in case.events)
    if case.answers:
        for each in looks.answers:
            if each[2].indicators[0] in case.answers:
                yield each
    if case.earlier is not None:
        yield from looks.earlier
    if len(case.reviews) > 1:
        yield from looks.reviews


def _modes(program: Program, case: Case) -> Iterator[Mode]:
    """Yield the modes in which something may be counted otherwise (5.14)."""
    yield "recorded"
    if any(record.suspected for held in case.answers.values() for record in held):
        yield "confirmed"
    if any(program.ruleset.indicators[id_].judgement for id_ in case.answers):
        yield "unjudged"
