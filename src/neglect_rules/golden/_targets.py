"""What worked cases can try of a ruleset: every rule, condition, edge and answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, Literal, final

from attrs import field, frozen

from neglect_rules.evaluation import Values, run_worlds
from neglect_rules.exact import written
from neglect_rules.facts import facts, permitted
from neglect_rules.golden._differences import KINDS
from neglect_rules.golden._reachable import beside, reachable
from neglect_rules.model import Case
from neglect_rules.pointer import Pointer
from neglect_rules.program import (
    Band,
    Compare,
    Count,
    Not,
    Program,
    RecordFact,
    Step,
)
from neglect_rules.truth import Truth

Kind = Literal["rule", "condition", "edge", "answer"]
MET: Final = "met"
NOT_MET: Final = "not met"
OPEN: Final = "open"
_TRUTHS: Final = {MET: Truth.TRUE, NOT_MET: Truth.FALSE}
_GIVEN: Final = frozenset({"known", "stale", "not_applicable"})
_UNTRIED: Final = frozenset({"promises", "accepts", "report"})


@final
@frozen(kw_only=True)
class Target:
    """One thing that a worked case can try.

    Attributes:
        at: Where in the ruleset it stands.
        id: The id of the rule or the indicator; empty for others.
        need: `met` or `not met`; of an edge `below` or `from`; of an answer the grade,
            `number`, `n/a` or `open`.
        number: Of an edge, the number on that side that is nearest to it.
        edge: Of an edge, its own number.
        step: The step of the Program that tells.
        wanted: Of an edge, the number in the unit of its step.
    """

    kind: Kind
    at: str
    id: str = ""
    need: str
    number: str = ""
    edge: str = ""
    step: int = field(default=-1, repr=False)
    wanted: int = field(default=0, repr=False)


@final
@frozen(kw_only=True)
class Tried:
    """What a case came to, as targets look at it.

    Attributes:
        states: The state of each answer.
    """

    case: Case = field(repr=False)
    values: Values = field(repr=False)
    states: dict[str, str] = field(repr=False, hash=False)


def tried(program: Program, case: Case, at: dt.datetime) -> Tried:
    """Return what a case comes to.

    Raises:
        CaseError: The case does not fit the ruleset at the moment.
    """
    known = facts(program, case, at)
    return Tried(
        case=case,
        values=run_worlds(program, known.worlds),
        states={each.indicator: each.standing.state for each in known.known},
    )


def is_tried(target: Target, by: Tried) -> bool:
    """Return whether a case tries a target."""
    if target.kind == "answer":
        return _is_given(target, by)
    value = by.values[target.step]
    if target.kind == "edge":
        return value == (target.wanted, target.wanted)
    return value is _TRUTHS[target.need]


def _is_given(target: Target, by: Tried) -> bool:
    state = by.states[target.id]
    records = by.case.answers.get(target.id, ())
    if target.need == OPEN:
        return state not in _GIVEN
    if target.need == "n/a":
        return state == "not_applicable"
    if target.need == "number":
        return any(record.number is not None for record in records)
    return any(record.grade == target.need for record in records)


def targets(program: Program) -> tuple[Target, ...]:
    """Return everything that worked cases can try, in the order of the ruleset."""
    found = (*_rules(program), *_conditions(program), *_edges(program))
    return (*found, *_answers(program))


def _rules(program: Program) -> Iterator[Target]:
    for link in program.rules:
        if link.kind in KINDS:
            for need in _TRUTHS:
                yield Target(
                    kind="rule", at=link.at, id=link.id, need=need, step=link.when
                )


def _conditions(program: Program) -> Iterator[Target]:
    whole = {link.when for link in program.rules if link.kind in KINDS}
    for index, step in enumerate(program.steps):
        if step.role != "condition" or index in whole or _is_untried(program, step):
            continue
        for need in _TRUTHS:
            yield Target(kind="condition", at=step.at, need=need, step=index)


def _is_untried(program: Program, step: Step) -> bool:
    """Return whether a condition decides nothing, or only names or can only be one."""
    parts = Pointer.parse(step.at).parts
    node: Any = Pointer(parts).resolve(program.ruleset.document)
    kinds = set(program.ruleset.subjects.kinds)
    of_all = isinstance(step, RecordFact) and step.fact == "subject"
    return (
        parts[0] in _UNTRIED
        or "is" in node
        or (of_all and kinds <= set(getattr(step, "among", ())))
    )


def _edges(program: Program) -> Iterator[Target]:
    numbers = reachable(program)
    for at, of, edge in _written_edges(program):
        sides = beside(numbers[of], edge)
        if sides is None or Pointer.parse(at).parts[0] in _UNTRIED:
            continue
        per = _per(program.steps[of])
        for need, wanted in zip(("below", "from"), sides, strict=True):
            yield Target(
                kind="edge",
                at=at,
                need=need,
                number=written(Fraction(wanted, per)),
                edge=written(Fraction(edge, per)),
                step=of,
                wanted=wanted,
            )


def _written_edges(program: Program) -> Iterator[tuple[str, int, int]]:
    """Yield where an author compares a number, which step gives it, and the edge."""
    for index, step in enumerate(program.steps):
        if isinstance(step, Band):
            yield from ((step.at, step.of, edge) for edge in step.edges)
        asked = program.expected.get(index, {})
        if "coverage" in asked:
            continue
        compared = program.steps[step.of] if isinstance(step, Not) else step
        if index in program.expected and isinstance(compared, Compare):
            yield step.at, compared.of, compared.at_least


def _per(step: Step) -> int:
    return 1 if isinstance(step, Count) else int(getattr(step, "per", 1))


def _answers(program: Program) -> Iterator[Target]:
    for id_, spec in program.ruleset.indicators.items():
        needs: Sequence[str] = ("number",)
        if spec.scale is not None:
            needs = permitted(program, spec)
        also = ("n/a", OPEN) if spec.may_not_apply else (OPEN,)
        for need in (*needs, *also):
            yield Target(kind="answer", at=f"/indicators/{id_}", id=id_, need=need)
