"""What recorded answers stand for (3.1 to 3.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, final

from attrs import field, frozen

from neglect_rules.facts._calendar import add_months
from neglect_rules.model import Duration, Record, State
from neglect_rules.program import (
    NOT_APPLICABLE,
    Amount,
    Answer,
    Choice,
    Extent,
    extreme_choice,
    united,
)

if TYPE_CHECKING:
    from neglect_rules.model import Indicator

Kind = Literal["concern", "strength", "context"]


@final
@frozen(kw_only=True)
class Standing:
    """What one indicator's records come to.

    Attributes:
        state: `known`, `stale`, `zero_filled` or a state's name (3.7).
        value: What the answer stands for.
    """

    state: str = field(repr=False)
    value: Choice | Extent = field(repr=False)


def given(records: Iterable[Record]) -> list[Record]:
    """Return the records that give a grade or a number."""
    return [r for r in records if r.grade is not None or r.number is not None]


def is_stale(record: Record, after: Duration | None, day: dt.date) -> bool:
    """Return whether a record's time is over on `day`; without a date it never is."""
    if after is None or record.date is None:
        return False
    if after.months is not None:
        return add_months(record.date, after.months) <= day
    return record.date + dt.timedelta(after.days or 0) <= day


def state_of(spec: Indicator, records: Sequence[Record], day: dt.date) -> str:
    """Return the state of an answer (3.7)."""
    found = given(records)
    if found:
        stale = all(is_stale(record, spec.stale_after, day) for record in found)
        return "stale" if stale else "known"
    states = [record.state for record in records if record.state is not None]
    others = [state for state in states if state is not State.NOT_APPLICABLE]
    if states and not others and spec.may_not_apply:
        return State.NOT_APPLICABLE.value
    if spec.zero_fill:
        return "zero_filled"
    return (others or states or [State.NOT_ASKED])[-1].value


def graded(
    step: Answer,
    spec: Indicator,
    kind: Kind,
    records: Sequence[Record],
    day: dt.date,
) -> Standing:
    """Return what the records of an indicator with grades stand for."""
    state = state_of(spec, records, day)
    stale = state == "stale"
    sets = [_set_of(step, kind, record, stale=stale) for record in given(records)]
    if sets:
        apart = spec.disagree == "open" or kind == "context"
        value = united(sets) if apart else worst_of(sets, kind)
        return Standing(state=state, value=value)
    if state == State.NOT_APPLICABLE and spec.may_not_apply:
        return Standing(state=state, value=NOT_APPLICABLE)
    value = step.lowest if state == "zero_filled" else step.open
    return Standing(state=state, value=value)


def worst_of(sets: Sequence[Choice], kind: Kind) -> Choice:
    """Return every grade that is the worst of one choice from each set (6.6)."""
    return extreme_choice(sets, greatest=kind == "concern")


def _set_of(step: Answer, kind: Kind, record: Record, *, stale: bool) -> Choice:
    position = step.grades.index(record.grade or "") + 1
    if not stale:
        return 1 << position
    permitted = step.open & ~NOT_APPLICABLE
    if kind == "concern":
        return permitted & -(1 << position)
    if kind == "strength":
        return permitted & (2 << position) - 1
    return permitted


def counted(
    step: Amount, spec: Indicator, records: Sequence[Record], day: dt.date
) -> Standing:
    """Return what the records of a numeric indicator stand for."""
    state = state_of(spec, records, day)
    found = given(records)
    if state == "stale" or not found:
        return Standing(state=state, value=step.open)
    numbers = [int(Fraction(record.number or 0) * step.per) for record in found]
    return Standing(state=state, value=(min(numbers), max(numbers)))


def record_fact(
    fact: str,
    among: Sequence[str],
    spec: Indicator,
    lowest: str,
    records: Sequence[Record],
    state: str,
) -> bool | None:
    """Return a fact about how something is known; `None` if that is not recorded.

    Args:
        fact: Which fact.
        among: The states, sources or causes asked about.
        spec: The indicator.
        lowest: Its lowest permitted grade; empty for a number.
        records: Its records.
        state: Its state.
    """
    found = given(records)
    match fact:
        case "answered":
            return state == "known"
        case "due":
            return not (spec.may_not_apply and state == State.NOT_APPLICABLE)
        case "recorded":
            return bool(found)
        case "above_lowest":
            return any(record.grade != lowest for record in found)
        case "state":
            return _has_state(among, records)
        case _:
            return _says(among, [getattr(record, fact) for record in found])


def _has_state(among: Sequence[str], records: Sequence[Record]) -> bool:
    states = {record.state.value for record in records if record.state is not None}
    if given(records):
        states.add("recorded")
    if any(record.suspected for record in records):
        states.add("suspected")
    if not records:
        states.add(State.NOT_ASKED.value)
    return not states.isdisjoint(among)


def _says(among: Sequence[str], said: Sequence[str | None]) -> bool | None:
    if any(each in among for each in said):
        return True
    return None if None in said else False
