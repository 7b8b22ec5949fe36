"""A case at a moment, reduced to the values of a Program's leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import final

from attrs import field, frozen

from neglect_rules.errors import CaseError
from neglect_rules.facts._ages import Ages, age_steps, worlds
from neglect_rules.facts._answers import (
    Standing,
    counted,
    graded,
    record_fact,
)
from neglect_rules.facts._fit import misfits
from neglect_rules.facts._history import standing
from neglect_rules.model import Case, Indicator, Record
from neglect_rules.program import (
    Amount,
    Answer,
    Program,
    RecordFact,
    Value,
)
from neglect_rules.truth import Truth

Leaves = Mapping[int, Value]
"""The value of every leaf, by its step."""


@final
@frozen(kw_only=True)
class Known:
    """What is known of one indicator.

    Attributes:
        step: Its leaf.
        standing: What its records come to.
        confirmed: The same without the suspected ones.
        records: The records themselves.
        standing_records: Those of them that stand.
    """

    step: int
    indicator: str
    standing: Standing = field(repr=False)
    confirmed: Standing = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    standing_records: tuple[Record, ...] = field(repr=False)


@final
@frozen(kw_only=True)
class Facts:
    """A fitting case at a moment.

    Attributes:
        day: The civil date of the moment.
        known: Every indicator, in document order.
        worlds: Leaf values, one mapping for each set of ages to judge.
        ages: The ages of each of them.
    """

    day: dt.date
    known: tuple[Known, ...] = field(repr=False)
    worlds: tuple[Leaves, ...] = field(repr=False)
    ages: tuple[Ages, ...] = field(repr=False)

    def instead(self, replaced: Leaves) -> tuple[Leaves, ...]:
        """Return the worlds with some leaf values put in place of others."""
        return tuple({**leaves, **replaced} for leaves in self.worlds)


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
    found = tuple(misfits(program, case, at))
    if found:
        raise CaseError(found)
    day = at.date()
    known = tuple(_known(program, case, day))
    leaves: dict[int, Value] = {each.step: each.standing.value for each in known}
    leaves.update(_record_facts(program, case, known))
    steps = age_steps(program)
    covered = program.ruleset.subjects.age_months
    ages = worlds(case.subject, covered, day, steps)
    every = (
        {**leaves, **{steps.leaves[of]: each[of] for of in steps.leaves}}
        for each in ages
    )
    return Facts(day=day, known=known, worlds=tuple(every), ages=tuple(ages))


def _known(program: Program, case: Case, day: dt.date) -> Iterator[Known]:
    for index, step in program.leaves:
        if isinstance(step, Answer | Amount) and step.indicator:
            records = case.answers.get(step.indicator, ())
            sure = tuple(record for record in records if not record.suspected)
            spec = program.ruleset.indicators[step.indicator]
            yield Known(
                step=index,
                indicator=step.indicator,
                standing=_standing(program, step, records, day),
                confirmed=_standing(program, step, sure, day),
                records=records,
                standing_records=standing(spec, records, day),
            )


def _standing(
    program: Program, step: Answer | Amount, records: Sequence[Record], day: dt.date
) -> Standing:
    spec = program.ruleset.indicators[step.indicator]
    records = standing(spec, records, day)
    if isinstance(step, Amount):
        return counted(step, spec, records, day)
    kind = program.ruleset.scales[spec.scale or ""].kind
    return graded(step, spec, kind, records, day)


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
