"""A case at a moment, reduced to the values of a Program's leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import final

from attrs import evolve, field, frozen

from neglect_rules.errors import CaseError
from neglect_rules.facts._ages import Ages, age_steps, worlds
from neglect_rules.facts._counts import Counted
from neglect_rules.facts._looking_back import histories
from neglect_rules.facts._misfits import misfits_among
from neglect_rules.facts._past import Mode
from neglect_rules.facts._plain import (
    Asked,
    Leaves,
    asked,
    record_facts,
    told_apart,
    truth,
)
from neglect_rules.facts._standing import Known, known
from neglect_rules.model import Case, Record
from neglect_rules.program import Program, RecordFact, Value, once


@final
@frozen(kw_only=True)
class Facts:
    """A fitting case at a moment.

    Attributes:
        day: The civil date of the moment.
        more: What is known of each indicator with more on record than a plain answer.
        worlds: Leaf values, one mapping for each set of ages to judge.
        ages: The ages of each of them.
        histories: What was counted over time, by leaf, in each mode.
    """

    day: dt.date
    more: Mapping[str, Known] = field(repr=False, hash=False)
    worlds: tuple[Leaves, ...] = field(repr=False)
    ages: tuple[Ages, ...] = field(repr=False)
    histories: Mapping[Mode, Mapping[int, Counted]] = field(repr=False, hash=False)
    _program: Program = field(repr=False)
    _case: Case = field(repr=False)

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Return what is known of every indicator, in document order."""
        return tuple(
            self.more.get(id_) or _plainly(each, self._case.answers.get(id_, ()))
            for id_, each in asked(self._program).items()
        )

    def instead(self, replaced: Leaves, mode: Mode = "recorded") -> tuple[Leaves, ...]:
        """Return the worlds with other leaf values; the same if nothing differs."""
        recorded = self.histories["recorded"]
        counted = self.histories.get(mode, recorded)
        if not replaced and (counted is recorded or counted == recorded):
            return self.worlds
        others = {**_values(counted), **replaced}
        return tuple({**leaves, **others} for leaves in self.worlds)


def facts(program: Program, case: Case, at: dt.datetime) -> Facts:
    """Return the facts of a case at a moment.

    Args:
        program: What is asked.
        case: What was recorded.
        at: The moment. Must carry a time zone, whose calendar gives the civil date.

    Raises:
        CaseError: The case does not fit the Program at this moment, with every
            reason and no value.
    """
    plain, others = told_apart(program, case)
    wrong = tuple(misfits_among(program, case, at, others))
    if wrong:
        raise CaseError(wrong)
    day, every = at.date(), asked(program)
    more = {id_: _known(program, every[id_], case, id_, day) for id_ in others}
    back = histories(program, case, day)
    leaves = dict(_without_answers(program))
    for each in plain.values():
        leaves.update(each.leaves)
    for id_, found in more.items():
        leaves.update(_leaves(every[id_], found))
    leaves.update(_of_subject(program, case))
    leaves.update(_values(back["recorded"]))
    ages = worlds(program, case.subject, day)
    return Facts(
        day=day,
        more=more,
        worlds=tuple(_of_ages(program, leaves, ages)),
        ages=tuple(ages),
        histories=back,
        program=program,
        case=case,
    )


@once
def _without_answers(program: Program) -> Leaves:
    """Return what leaves hold for a case without any answer."""
    found: dict[int, Value] = {}
    for each in asked(program).values():
        found.update(each.nothing.leaves)
    return found


def _known(program: Program, each: Asked, case: Case, id_: str, day: dt.date) -> Known:
    records = case.answers.get(id_, ())
    return known(program, each.step, each.leaf, records, case.carers, day)


def _plainly(each: Asked, records: tuple[Record, ...]) -> Known:
    """Return what is known of an indicator with a plain answer, or with none."""
    if not records:
        return each.nothing.known
    (record,) = records
    found = each.plain[record.grade].known
    return evolve(found, records=records, standing_records=records)


def _leaves(each: Asked, found: Known) -> Iterator[tuple[int, Value]]:
    """Yield what the leaves hold that look at an indicator."""
    yield each.step, found.standing.value
    yield from record_facts(each.facts, each.spec, each.lowest, found)


@once
def _about_subjects(program: Program) -> tuple[tuple[int, RecordFact], ...]:
    """Return the leaves that ask what kind of subject it is."""
    return tuple(
        (index, step)
        for index, step in program.leaves
        if isinstance(step, RecordFact) and step.fact == "subject"
    )


def _of_subject(program: Program, case: Case) -> Iterator[tuple[int, Value]]:
    for index, step in _about_subjects(program):
        yield index, truth(case.subject.kind in step.among)


def _of_ages(
    program: Program, leaves: dict[int, Value], every: Iterable[Ages]
) -> Iterator[Leaves]:
    """Yield the leaves with each set of ages."""
    steps = age_steps(program).leaves
    if not steps:
        yield leaves
        return
    for ages in every:
        yield {**leaves, **{index: ages[of] for of, index in steps.items()}}


def _values(counted: Mapping[int, Counted]) -> Leaves:
    return {index: each.value for index, each in counted.items()}
