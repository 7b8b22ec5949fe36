"""What if: the same decision with other answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeAlias, cast

from neglect_rules.completions import Unit, forgotten, units
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision, Values, run_worlds, shown
from neglect_rules.exact import Number
from neglect_rules.facts import Leaves, facts, wrong_records
from neglect_rules.model import Record, State
from neglect_rules.program import NOT_APPLICABLE, Amount, Program, Value
from neglect_rules.program import Answer as Leaf
from neglect_rules.reasons._model import Change, Possible, Turned, WhatIf, topic
from neglect_rules.truth import Truth

Answer: TypeAlias = str | Number | State | None
"""A grade, a number, that it does not apply; or `None`: it is not known."""


def what_if(decision: Decision, answers: Mapping[str, Answer]) -> WhatIf:
    """Return what would be possible if some answers were others.

    Only the answers themselves are replaced. How they are known stays as it is, and so
    does what was counted over time, unless an answer is taken as not known: then all
    that was recorded of it is.

    Args:
        decision: The decision.
        answers: For each indicator the answer it would have.

    Raises:
        CaseError: An answer does not fit the ruleset: no such indicator or grade.
    """
    program = decision.program
    _refuse_misfits(decision, answers)
    known = facts(program, decision.case, decision.at)
    before = run_worlds(program, known.worlds)
    by_id = {unit.id: unit for unit in units(program) if unit.kind == "indicator"}
    replaced: dict[int, Value] = {}
    changes = []
    for id_, answer in answers.items():
        leaves = _leaves(program, by_id[id_], answer)
        replaced.update(leaves)
        leaf = by_id[id_].leaves[0]
        step = program.steps[leaf]
        changes.append(
            Change(
                about=topic(by_id[id_]),
                was=tuple(shown(step, known.worlds[0][leaf])),
                now=tuple(shown(step, leaves[leaf])),
                steps=0,
            )
        )
    after = run_worlds(program, known.instead(replaced))
    return WhatIf(
        changes=tuple(changes),
        before=_possible(program, before),
        after=_possible(program, after),
        turned=tuple(_turned(program, before, after)),
    )


def _refuse_misfits(decision: Decision, answers: Mapping[str, Answer]) -> None:
    day = decision.at.date()
    wrong = [
        diagnostic
        for id_, answer in answers.items()
        for diagnostic in wrong_records(decision.program, id_, (_record(answer, day),))
    ]
    if wrong:
        raise CaseError(tuple(wrong))


def _record(answer: Answer, day: dt.date) -> Record:
    """Return an answer as a record whose evidence is not in question."""
    how: dict[str, Any] = {"source": "record", "by": "what if", "date": day}
    if answer is None:
        return Record(state=State.NOT_KNOWN, **how)
    if isinstance(answer, State):
        return Record(state=answer, **how)
    if isinstance(answer, str):
        return Record(grade=answer, **how)
    return Record(number=answer, **how)


def _leaves(program: Program, unit: Unit, answer: Answer) -> Leaves:
    """Return what the leaves of an indicator would hold."""
    leaf = unit.leaves[0]
    step = program.steps[leaf]
    if answer is State.NOT_APPLICABLE and isinstance(step, Leaf) and step.open & 1:
        return {leaf: NOT_APPLICABLE}
    if answer is None or isinstance(answer, State):
        return forgotten(program, unit)
    if isinstance(step, Leaf):
        return {leaf: 2 << step.grades.index(str(answer))}
    number = int(Fraction(answer) * cast("Amount", step).per)
    return {leaf: (number, number)}


def _possible(program: Program, values: Values) -> tuple[Possible, ...]:
    return tuple(
        Possible(link.id, tuple(shown(program.steps[link.result], values[link.result])))
        for link in program.outcomes
    )


def _turned(program: Program, before: Values, after: Values) -> Iterator[Turned]:
    for rule in program.rules:
        was, now = _verdict(before, rule.when), _verdict(after, rule.when)
        if was is not now:
            yield Turned(
                id=rule.id, at=rule.at, kind=rule.kind, was=was.value, now=now.value
            )


def _verdict(values: Values, when: int) -> Truth:
    return cast("Truth", values[when])
