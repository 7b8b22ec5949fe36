"""Forms that nobody filled in: all at its best, but for what is left open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import cache

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.facts import permitted
from neglect_rules.model import Case, Indicator, Record, Subject
from neglect_rules.program import Answer, Program, cone


def decided(program: Program, kind: str, open_: Collection[str]) -> Decision:
    """Return the decision on a form with these answers open and the others at best.

    Context answers and numbers have no best, so they are always open, and so is the
    age: what such a decision rules out is ruled out for every child of this kind.
    """
    answers = {
        id_: (Record(grade=best),)
        for id_, best in bests(program).items()
        if id_ not in open_
    }
    day = program.ruleset.effective.from_
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return evaluate(program, Case(subject=Subject(kind=kind), answers=answers), at=noon)


@cache
def bests(program: Program) -> Mapping[str, str]:
    """Return the best grade of each indicator whose scale has one."""
    found = {}
    for id_, spec in program.ruleset.indicators.items():
        kind = kind_of(program, spec)
        if kind in {"concern", "strength"}:
            grades = permitted(program, spec)
            found[id_] = grades[0] if kind == "concern" else grades[-1]
    return found


def kind_of(program: Program, spec: Indicator) -> str:
    """Return the kind of an indicator's scale; of a number, nothing."""
    return "" if spec.scale is None else program.ruleset.scales[spec.scale].kind


@cache
def asked_for(program: Program) -> Mapping[str, frozenset[str]]:
    """Return for each domain the indicators that its score rests on."""
    found = {}
    for domain in program.domains:
        held = (program.steps[i] for i in cone(program.steps, [domain.raw]))
        leaves = (step.indicator for step in held if isinstance(step, Answer))
        found[domain.id] = frozenset(leaves)
    return found
