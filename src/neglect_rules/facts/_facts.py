"""A case at a moment, reduced to the values of a Program's leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from neglect_rules.errors import CaseError
from neglect_rules.facts._ages import Ages, age_steps, worlds
from neglect_rules.facts._answers import record_fact
from neglect_rules.facts._counts import Counted, count
from neglect_rules.facts._fit import misfits
from neglect_rules.facts._past import Mode, Past
from neglect_rules.facts._standing import Known, known
from neglect_rules.model import Case
from neglect_rules.program import (
    Amount,
    Answer,
    Program,
    RecordFact,
    Value,
)
from neglect_rules.truth import Truth

if TYPE_CHECKING:
    from neglect_rules.model import Indicator

Leaves = Mapping[int, Value]
"""The value of every leaf, by its step."""


@final
@frozen(kw_only=True)
class Facts:
    """A fitting case at a moment.

    Attributes:
        day: The civil date of the moment.
        known: Every indicator, in document order.
        worlds: Leaf values, one mapping for each set of ages to judge.
        ages: The ages of each of them.
        histories: What was counted over time, by leaf, in each mode.
    """

    day: dt.date
    known: tuple[Known, ...] = field(repr=False)
    worlds: tuple[Leaves, ...] = field(repr=False)
    ages: tuple[Ages, ...] = field(repr=False)
    histories: Mapping[Mode, Mapping[int, Counted]] = field(repr=False, hash=False)

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
    wrong = tuple(misfits(program, case, at))
    if wrong:
        raise CaseError(wrong)
    day = at.date()
    found = tuple(_known(program, case, day))
    leaves: dict[int, Value] = {each.step: each.standing.value for each in found}
    leaves.update(_record_facts(program, case, found))
    steps = age_steps(program)
    covered = program.ruleset.subjects.age_months
    ages = worlds(case.subject, covered, day, steps)
    histories = _histories(program, case, day)
    leaves.update(_values(histories["recorded"]))
    every = (
        {**leaves, **{steps.leaves[of]: each[of] for of in steps.leaves}}
        for each in ages
    )
    return Facts(
        day=day,
        known=found,
        worlds=tuple(every),
        ages=tuple(ages),
        histories=histories,
    )


def _values(counted: Mapping[int, Counted]) -> Leaves:
    return {index: each.value for index, each in counted.items()}


def _known(program: Program, case: Case, day: dt.date) -> Iterator[Known]:
    for index, step in program.leaves:
        if isinstance(step, Answer | Amount) and step.indicator:
            yield known(program, index, step, case, day)


def _histories(
    program: Program, case: Case, day: dt.date
) -> Mapping[Mode, Mapping[int, Counted]]:
    """Return what is counted over time, by leaf, in each mode."""
    leaves = [
        (index, step, step.tally)
        for index, step in program.leaves
        if isinstance(step, Amount) and step.tally is not None
    ]
    found: dict[Mode, Mapping[int, Counted]] = {}
    for mode in _modes(program, case, counts=bool(leaves)):
        past = Past(ruleset=program.ruleset, case=case, day=day, mode=mode)
        found[mode] = {index: count(step, tally, past) for index, step, tally in leaves}
    return found


def _modes(program: Program, case: Case, *, counts: bool) -> Iterator[Mode]:
    """Yield the modes in which something may be counted otherwise (5.14)."""
    yield "recorded"
    if not counts:
        return
    if any(record.suspected for held in case.answers.values() for record in held):
        yield "confirmed"
    if any(program.ruleset.indicators[id_].judgement for id_ in case.answers):
        yield "unjudged"


def _record_facts(
    program: Program, case: Case, known: Sequence[Known]
) -> Iterator[tuple[int, Truth]]:
    by_id = {each.indicator: each for each in known}
    for index, step in program.leaves:
        if not isinstance(step, RecordFact):
            continue
        if step.fact == "subject":
            yield index, _truth(case.subject.kind in step.among)
            continue
        spec = program.ruleset.indicators[step.indicator]
        each = by_id[step.indicator]
        holds = record_fact(
            step.fact,
            step.among,
            spec,
            lowest_permitted(program, spec),
            each.standing_records,
            each.standing.state,
        )
        yield index, Truth.OPEN if holds is None else _truth(holds)


def lowest_permitted(program: Program, spec: Indicator) -> str:
    """Return the first permitted grade of an indicator; of a number, nothing."""
    if spec.scale is None:
        return ""
    grades = [grade.id for grade in program.ruleset.scales[spec.scale].grades]
    return next(g for g in grades if spec.permits is None or g in spec.permits)


def _truth(holds: bool) -> Truth:  # noqa: FBT001 - a verdict is what it is about
    return Truth.TRUE if holds else Truth.FALSE
