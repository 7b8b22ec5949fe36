"""What one child's result means for the others: who is assessed, or looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neglect_rules.households._model import ChildDecision, HouseholdTask
from neglect_rules.households._worst import possible_of
from neglect_rules.model import Households
from neglect_rules.program import Program


def tasks_of(
    program: Program, children: Sequence[ChildDecision]
) -> Iterator[HouseholdTask]:
    """Yield what is to do about children of the household."""
    unseen = tuple(child.ref for child in children if child.decision is None)
    if unseen:
        yield HouseholdTask(id="assess_child", certain=unseen)
    rule = program.ruleset.households
    if rule is not None:
        yield from _look_again(program, rule, children)


def _look_again(
    program: Program, rule: Households, children: Sequence[ChildDecision]
) -> Iterator[HouseholdTask]:
    """Yield whom to look at again; to assess a child for the first time is more."""
    reached = _reaching(program, rule, children, end=0)
    perhaps = [
        ref for ref in _reaching(program, rule, children, end=-1) if ref not in reached
    ]
    seen = [child.ref for child in children if child.decision is not None]
    certain = tuple(ref for ref in seen if _another(ref, reached))
    possible = tuple(
        ref for ref in seen if ref not in certain and _another(ref, perhaps)
    )
    if certain or possible:
        yield HouseholdTask(
            id="look_again",
            certain=certain,
            possible=possible,
            reached_by=tuple(reached),
            perhaps_reached_by=tuple(perhaps),
            because=rule.because,
        )


def _another(ref: str, refs: Sequence[str]) -> bool:
    return any(each != ref for each in refs)


def _reaching(
    program: Program, rule: Households, children: Sequence[ChildDecision], *, end: int
) -> list[str]:
    """Return the children whose floor (0) or ceiling (-1) is so high on some ladder."""
    links = {link.id: link for link in program.outcomes}
    wanted = {
        id_: links[id_].grades.index(grade) for id_, grade in rule.rescreen_at.items()
    }
    return [
        child.ref
        for child in children
        if any(
            links[id_].grades.index(possible_of(links[id_], child)[end]) >= least
            for id_, least in wanted.items()
        )
    ]
