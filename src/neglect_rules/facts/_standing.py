"""What is known of one indicator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast, final

from attrs import field, frozen

from neglect_rules.facts._answers import Standing, counted, graded, worst_of
from neglect_rules.facts._history import How, standing
from neglect_rules.model import Record
from neglect_rules.program import Amount, Answer, Choice, Program

_LEAST_KNOWN_FIRST = (
    "not_asked",
    "not_known",
    "not_observed",
    "refused",
    "unable_to_score",
    "zero_filled",
    "stale",
    "known",
    "not_applicable",
)
"""Of several carers' answers, whose state is that of the whole (3.11)."""


@final
@frozen(kw_only=True)
class Known:
    """What is known of one indicator.

    Attributes:
        step: Its leaf.
        standing: What its records come to.
        confirmed: The same without the suspected ones.
        last_seen: The same if only those of the latest date stood (8.9).
        records: The records themselves.
        standing_records: Those of them that stand.
    """

    step: int
    indicator: str
    standing: Standing = field(repr=False)
    confirmed: Standing = field(repr=False)
    last_seen: Standing = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    standing_records: tuple[Record, ...] = field(repr=False)


def known(
    program: Program,
    index: int,
    step: Answer | Amount,
    records: tuple[Record, ...],
    asked_of: Sequence[str],
    day: dt.date,
) -> Known:
    """Return what is known of the indicator of a leaf.

    Args:
        program: The ruleset.
        index: The leaf.
        step: What stands there.
        records: What is on record of the indicator.
        asked_of: The carers of whom the case speaks.
        day: The day on which it is looked at.
    """
    spec = program.ruleset.indicators[step.indicator]
    sure = tuple(record for record in records if not record.suspected)
    carers = asked_of if spec.per is not None else ()
    believe = spec.believe

    def of(records: Sequence[Record], believe: How) -> Standing:
        each = _by_carer(records, carers, believe, day)
        return _together(program, step, each, day)

    stand = _by_carer(records, carers, believe, day)
    found = _together(program, step, stand, day)
    several = len({record.date for record in records}) > 1
    return Known(
        step=index,
        indicator=step.indicator,
        standing=found,
        # Most answers are one confirmed record, and there is nothing to do again.
        confirmed=found if len(sure) == len(records) else of(sure, believe),
        last_seen=of(records, "latest") if several else found,
        records=records,
        standing_records=tuple(record for each in stand for record in each),
    )


def _by_carer(
    records: Sequence[Record], carers: Sequence[str], believe: How, day: dt.date
) -> list[tuple[Record, ...]]:
    """Return the records that stand, carer by carer where carers are asked about."""
    if not carers:
        return [standing(believe, records, day)]
    return [
        standing(believe, [r for r in records if r.about == carer], day)
        for carer in carers
    ]


def _together(
    program: Program,
    step: Answer | Amount,
    several: Sequence[Sequence[Record]],
    day: dt.date,
) -> Standing:
    each = [_standing(program, step, records, day) for records in several]
    if len(each) == 1:
        return each[0]
    spec = program.ruleset.indicators[step.indicator]
    kind = program.ruleset.scales[spec.scale or ""].kind
    choices = [cast("Choice", one.value) for one in each]
    states = {one.state for one in each}
    return Standing(
        state=next(state for state in _LEAST_KNOWN_FIRST if state in states),
        value=worst_of(choices, kind),
    )


def _standing(
    program: Program, step: Answer | Amount, records: Sequence[Record], day: dt.date
) -> Standing:
    spec = program.ruleset.indicators[step.indicator]
    if isinstance(step, Amount):
        return counted(step, spec, records, day)
    kind = program.ruleset.scales[spec.scale or ""].kind
    return graded(step, spec, kind, records, day)
