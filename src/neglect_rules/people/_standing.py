"""Which level stands for now, while nobody has decided: the highest that is claimed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import final

from attrs import frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import PersonError
from neglect_rules.evaluation import Decision
from neglect_rules.people._records import (
    Dissent,
    Override,
    computed,
    mark_of,
)
from neglect_rules.pointer import Pointer


@final
@frozen(kw_only=True)
class Standing:
    """The level that stands on one ladder until a named person decides.

    Attributes:
        outcome: The ladder.
        computed: What is recommended; where nothing is, the floor. Never changed.
        grade: What stands: the highest of `computed` and of what people claim.
        overrides: The overrides that hold, in the order in which they were said.
        dissents: The dissents that are not settled, in the same order.
    """

    outcome: str
    computed: str
    grade: str
    overrides: tuple[Override, ...]
    dissents: tuple[Dissent, ...]


def standing(
    decision: Decision,
    *,
    at: dt.datetime,
    overrides: Iterable[Override] = (),
    dissents: Iterable[Dissent] = (),
) -> Mapping[str, Standing]:
    """Return what stands for now on each ladder.

    Agencies that disagree are never averaged and nobody is overruled by a lower view:
    the higher stands until it is settled.

    Raises:
        PersonError: NR714, something was said about another decision.
    """
    said: list[Override | Dissent] = [*overrides, *dissents]
    _refuse_others(decision, said)
    return {
        id_: _standing(decision, id_, [s for s in said if s.outcome == id_], at)
        for id_ in decision.outcomes
    }


def _refuse_others(decision: Decision, said: Sequence[Override | Dissent]) -> None:
    mark = mark_of(decision) if said else ""
    others = [n for n, each in enumerate(said) if each.of != mark]
    if others:
        message = "this was said about another decision, or the decision was altered"
        raise PersonError(
            tuple(Diagnostic("NR714", message, Pointer((str(n),))) for n in others)
        )


def _standing(
    decision: Decision,
    outcome: str,
    said: Sequence[Override | Dissent],
    at: dt.datetime,
) -> Standing:
    result = decision[outcome]
    held = sorted((s for s in said if s.holds(at)), key=lambda each: each.at)
    claimed = [computed(result), *_claims(held)]
    return Standing(
        outcome=outcome,
        computed=computed(result),
        grade=highest(result.grades, claimed),
        overrides=tuple(s for s in held if isinstance(s, Override)),
        dissents=tuple(s for s in held if isinstance(s, Dissent)),
    )


def highest(grades: Sequence[str], claimed: Sequence[str]) -> str:
    """Return the highest of the grades that are claimed."""
    return max(claimed, key=grades.index)


def _claims(held: Sequence[Override | Dissent]) -> Iterator[str]:
    for each in held:
        yield each.to if isinstance(each, Override) else each.says
