"""Forms that nobody filled in: all at its best, but for what is left open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import final

from attrs import field, frozen

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.facts import permitted
from neglect_rules.model import Case, Indicator, Record, Subject
from neglect_rules.program import Answer, Program, cone


@final
@frozen(kw_only=True)
class Forms:
    """What can be filled in at its best.

    Attributes:
        program: The ruleset.
        best: The best grade of each indicator whose scale has one.
        asked: For each domain the indicators that its score rests on.
    """

    program: Program = field(repr=False)
    best: Mapping[str, str] = field(hash=False)
    asked: Mapping[str, frozenset[str]] = field(hash=False)

    def decided(self, kind: str, open_: Collection[str]) -> Decision:
        """Return the decision on a form with these answers open, the others at best.

        Context answers and numbers have no best, so they are always open, and so is
        the age: what such a decision rules out is ruled out for every child of this
        kind.
        """
        answers = {
            id_: (Record(grade=best),)
            for id_, best in self.best.items()
            if id_ not in open_
        }
        day = self.program.ruleset.effective.from_
        noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
        case = Case(subject=Subject(kind=kind), answers=answers)
        return evaluate(self.program, case, at=noon)


def forms_of(program: Program) -> Forms:
    """Return what can be filled in of a ruleset."""
    return Forms(program=program, best=_best(program), asked=_asked(program))


def _best(program: Program) -> Mapping[str, str]:
    found = {}
    for id_, spec in program.ruleset.indicators.items():
        kind = _kind(program, spec)
        if kind in {"concern", "strength"}:
            grades = permitted(program, spec)
            found[id_] = grades[0] if kind == "concern" else grades[-1]
    return found


def _kind(program: Program, spec: Indicator) -> str:
    """Return the kind of an indicator's scale; of a number, nothing."""
    return "" if spec.scale is None else program.ruleset.scales[spec.scale].kind


def _asked(program: Program) -> Mapping[str, frozenset[str]]:
    found = {}
    for domain in program.domains:
        held = (program.steps[i] for i in cone(program.steps, [domain.raw]))
        leaves = (step.indicator for step in held if isinstance(step, Answer))
        found[domain.id] = frozenset(leaves)
    return found
