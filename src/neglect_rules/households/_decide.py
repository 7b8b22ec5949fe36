"""A Program and a household to a decision: each child on their own, then the worst."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import final

from attrs import evolve, field, frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import evaluate
from neglect_rules.facts import ages_of, misfits
from neglect_rules.households._model import (
    Child,
    ChildDecision,
    Household,
    HouseholdDecision,
)
from neglect_rules.households._tasks import tasks_of
from neglect_rules.households._together import (
    Parts,
    origin,
    parts_of,
    shared_parts,
    together,
)
from neglect_rules.households._worst import outcome_of
from neglect_rules.loading import case_of
from neglect_rules.model import AgeBand, Case, Indicator, Subject
from neglect_rules.program import Program

_NOT_ASKED_OF_ALL = "NR608"


@final
@frozen(kw_only=True)
class _Put:
    """What is put to one child.

    Attributes:
        child: The child.
        not_put: Shared answers that cannot be asked of this child.
        parts: What the case is put together from.
        case: The child's case; `None` for a child who is not assessed.
    """

    child: Child
    not_put: tuple[str, ...] = ()
    parts: Parts | None = field(default=None, repr=False)
    case: Case | None = field(default=None, repr=False)


def evaluate_household(
    program: Program, household: Household, *, at: dt.datetime
) -> HouseholdDecision:
    """Return the decision on each child of a household, and on all of them together.

    Each child is judged as `evaluate` judges a case: the child's own part with what is
    shared. The household is at least its worst child. A child who is not assessed may
    be anything. The order of the children changes only the order in which they stand.

    Args:
        program: A linked ruleset.
        household: What was recorded.
        at: The moment. Must carry a time zone; its calendar gives the civil date.

    Raises:
        CaseError: Some child's case does not fit the ruleset at this moment. All
            reasons for all children are in it, placed in the household's document,
            none with an answer's value.
    """
    put = [
        _put(program, household, index, at) for index in range(len(household.children))
    ]
    found = tuple(dict.fromkeys(_wrong(program, household, put, at)))
    if found:
        raise CaseError(found)
    children = tuple(_decided(program, each, at) for each in put)
    return HouseholdDecision(
        program=program,
        household=household,
        at=at,
        children=children,
        outcomes={link.id: outcome_of(link, children) for link in program.outcomes},
        tasks=tuple(tasks_of(program, children)),
    )


def _put(program: Program, household: Household, index: int, at: dt.datetime) -> _Put:
    child = household.children[index]
    if not child.is_assessed:
        return _Put(child=child)
    shared = household.document.get("shared", {}).get("answers", {})
    not_put = tuple(_ruled_out(program, child.subject, shared, at))
    parts = parts_of(household.document, index, not_put)
    return _Put(
        child=child, not_put=not_put, parts=parts, case=case_of(together(parts))
    )


def _decided(program: Program, put: _Put, at: dt.datetime) -> ChildDecision:
    return ChildDecision(
        ref=put.child.ref,
        decision=None if put.case is None else evaluate(program, put.case, at=at),
        not_put=put.not_put,
    )


def _ruled_out(
    program: Program, subject: Subject, shared: Iterable[str], at: dt.datetime
) -> Iterator[str]:
    """Yield the shared answers that certainly cannot be asked of a child (3.8)."""
    try:
        ages = ages_of(program, subject, at)
    except CaseError:
        return  # what is wrong with the subject is said with all else
    for id_ in sorted(shared):
        spec = program.ruleset.indicators.get(id_)
        if spec is not None and _is_ruled_out(spec, subject, ages):
            yield id_


def _is_ruled_out(
    spec: Indicator, subject: Subject, ages: tuple[int, int | None]
) -> bool:
    if spec.subjects is not None and subject.kind not in spec.subjects:
        return True
    return spec.ages is not None and _is_outside(spec.ages, ages)


def _is_outside(band: AgeBand, ages: tuple[int, int | None]) -> bool:
    first, last = ages
    too_young = band.from_ is not None and last is not None and last < band.from_
    return too_young or (band.before is not None and first >= band.before)


def _wrong(
    program: Program, household: Household, put: list[_Put], at: dt.datetime
) -> Iterator[Diagnostic]:
    """Yield why the household cannot be judged: of what is shared, of each child."""
    # What is shared is looked at by itself too: perhaps it is put to nobody.
    kind = program.ruleset.subjects.kinds[0]
    nobody = shared_parts(household.document, kind)
    for found in misfits(program, case_of(together(nobody)), at):
        if found.code != _NOT_ASKED_OF_ALL:
            yield evolve(found, at=origin(nobody, found.at))
    for each in put:
        yield from _wrong_of(program, each, at)


def _wrong_of(program: Program, put: _Put, at: dt.datetime) -> Iterator[Diagnostic]:
    if put.parts is None or put.case is None:
        return
    for found in misfits(program, put.case, at):
        yield evolve(found, at=origin(put.parts, found.at))
