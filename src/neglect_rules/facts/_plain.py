"""What an answer comes to that says no more than a grade: read off, not worked out.

Most answers give one grade and nothing else, or are not there at all. What these stand
for follows from the ruleset alone, so it is worked out once for each Program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import field, frozen

from neglect_rules.facts._answers import record_fact
from neglect_rules.facts._fit import permitted, wrong_records
from neglect_rules.facts._standing import Known, known
from neglect_rules.model import Case, Record
from neglect_rules.program import Amount, Answer, Program, RecordFact, Value, once
from neglect_rules.truth import Truth

if TYPE_CHECKING:
    from neglect_rules.model import Indicator

Leaves: TypeAlias = Mapping[int, Value]
"""The value of every leaf, by its step."""

_ANY_DAY = dt.date(5000, 1, 1)
"""A day for what no day makes a difference to: what has no date is never stale."""


@final
@frozen
class Plain:
    """What a plain answer comes to.

    Attributes:
        known: What is known of its indicator.
        leaves: What the leaves hold that look at it.
    """

    known: Known = field(repr=False)
    leaves: Leaves = field(repr=False)


@final
@frozen
class Asked:
    """An indicator as its answers are read.

    Attributes:
        step: Its leaf.
        leaf: What stands there.
        spec: What the ruleset says of it.
        facts: The leaves that look at how it is known.
        nothing: What it comes to with nothing on record.
        plain: What a record of a grade and nothing else comes to; without the grades
            of which more must be said, or that not every subject may have.
    """

    step: int
    leaf: Answer | Amount = field(repr=False)
    spec: Indicator = field(repr=False)
    facts: tuple[tuple[int, RecordFact], ...] = field(repr=False)
    lowest: str
    nothing: Plain = field(repr=False)
    plain: Mapping[str | None, Plain] = field(repr=False, hash=False)


@once
def asked(program: Program) -> Mapping[str, Asked]:
    """Return every indicator that is asked, in document order."""
    looks: dict[str, list[tuple[int, RecordFact]]] = {}
    for index, step in program.leaves:
        if isinstance(step, RecordFact):
            looks.setdefault(step.indicator, []).append((index, step))
    return MappingProxyType(
        {
            step.indicator: _asked(program, index, step, looks.get(step.indicator, []))
            for index, step in program.leaves
            if isinstance(step, Answer | Amount) and step.indicator
        }
    )


def _asked(
    program: Program,
    index: int,
    step: Answer | Amount,
    looks: Sequence[tuple[int, RecordFact]],
) -> Asked:
    spec = program.ruleset.indicators[step.indicator]
    grades = permitted(program, spec)
    lowest = grades[0] if grades else ""

    def plain(*records: Record) -> Plain:
        found = known(program, index, step, records, (), _ANY_DAY)
        facts = record_facts(looks, spec, lowest, found)
        return Plain(found, {index: found.standing.value, **dict(facts)})

    return Asked(
        index,
        step,
        spec,
        tuple(looks),
        lowest,
        plain(),
        {grade: plain(Record(grade=grade)) for grade in _unbound(program, step)},
    )


def _unbound(program: Program, step: Answer | Amount) -> Iterator[str]:
    """Yield the grades of which nothing more need be said, whoever it is about."""
    spec = program.ruleset.indicators[step.indicator]
    limited = spec.subjects is not None or spec.ages is not None
    for n, grade in enumerate(permitted(program, spec)):
        wrong = wrong_records(program, step.indicator, (Record(grade=grade),))
        if not (n and limited) and not any(True for _ in wrong):
            yield grade


def record_facts(
    looks: Sequence[tuple[int, RecordFact]], spec: Indicator, lowest: str, each: Known
) -> Iterator[tuple[int, Truth]]:
    """Yield what the leaves hold that look at how an indicator is known."""
    for index, step in looks:
        holds = record_fact(
            step.fact,
            step.among,
            spec,
            lowest,
            each.standing_records,
            each.standing.state,
        )
        yield index, Truth.OPEN if holds is None else truth(holds)


def truth(holds: bool) -> Truth:  # noqa: FBT001 - a verdict is what it is about
    """Return a yes or a no as a verdict."""
    return Truth.TRUE if holds else Truth.FALSE


def told_apart(
    program: Program, case: Case
) -> tuple[Mapping[str, Plain], Mapping[str, tuple[Record, ...]]]:
    """Return the plain answers with what they come to, and all others as they are.

    Among the others are indicators with nothing on record, where that says something:
    what is filled with nought, or asked of each of the carers whom the case names.
    """
    every = asked(program)
    plain: dict[str, Plain] = {}
    others: dict[str, tuple[Record, ...]] = {}
    for id_, records in case.answers.items():
        found = _plain(every.get(id_), case, records)
        if found is None:
            others[id_] = records
        else:
            plain[id_] = found
    for id_ in _told_by_silence(program):
        if id_ not in case.answers and (case.carers or every[id_].spec.zero_fill):
            others[id_] = ()
    return plain, others


@once
def _told_by_silence(program: Program) -> tuple[str, ...]:
    """Return the indicators of which it may make a difference that nothing is said."""
    every = asked(program).items()
    return tuple(id_ for id_, each in every if each.spec.per or each.spec.zero_fill)


def _plain(each: Asked | None, case: Case, records: tuple[Record, ...]) -> Plain | None:
    if each is None or len(records) != 1 or (case.carers and each.spec.per):
        return None
    (record,) = records
    return each.plain.get(record.grade) if _is_plain(record) else None


def _is_plain(record: Record) -> bool:
    return (
        record.state is None
        and record.date is None
        and record.source is None
        and record.about is None
        and record.cause is None
        and record.first_seen is None
        and record.last_seen is None
        and not record.suspected
    )
