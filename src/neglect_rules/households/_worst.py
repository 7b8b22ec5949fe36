"""The worst over the children, on each ladder: never less than any of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neglect_rules.evaluation import Decision, OutcomeResult, Status
from neglect_rules.households._model import ChildDecision, HouseholdOutcome
from neglect_rules.program import Choice, OutcomeLink, extreme_choice, united


def outcome_of(
    link: OutcomeLink, children: Sequence[ChildDecision]
) -> HouseholdOutcome:
    """Return what the children's results come to on one ladder."""
    ladder = link.grades
    possible = worst(ladder, [possible_of(link, each) for each in children])
    status = _status(link, possible, children)
    return HouseholdOutcome(
        id=link.id,
        grades=ladder,
        possible=possible,
        status=status,
        recommended=_recommended(ladder, possible, status, _results(link, children)),
        worst=tuple(_worst_children(link, possible[0], children)),
    )


def worst(
    ladder: tuple[str, ...], several: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """Return every grade that is the highest of one from each of several (6.6).

    Examples:
        >>> ladder = ("low", "middle", "high")
        >>> worst(ladder, [("low", "high"), ("low", "middle")])
        ('low', 'middle', 'high')
        >>> worst(ladder, [("low", "high"), ("middle",)])
        ('middle', 'high')
    """
    highest = extreme_choice([_choice(ladder, each) for each in several], greatest=True)
    return tuple(g for n, g in enumerate(ladder, start=1) if highest >> n & 1)


def _choice(ladder: tuple[str, ...], grades: Iterable[str]) -> Choice:
    return united(1 << ladder.index(grade) + 1 for grade in grades)


def possible_of(link: OutcomeLink, child: ChildDecision) -> tuple[str, ...]:
    """Return every grade that one child may have; not assessed, the whole ladder."""
    return link.grades if child.decision is None else child.decision[link.id].possible


def _results(
    link: OutcomeLink, children: Sequence[ChildDecision]
) -> list[OutcomeResult | None]:
    decisions = (child.decision for child in children)
    return [None if each is None else each[link.id] for each in decisions]


def _status(
    link: OutcomeLink, possible: tuple[str, ...], children: Sequence[ChildDecision]
) -> Status:
    if len(possible) == 1 and _is_settled(link, children):
        return "settled"
    results = _results(link, children)
    is_low = possible[0] == link.grades[0]
    thin = any(each is None or each.status == "not_determinable" for each in results)
    return "not_determinable" if is_low and thin else "at_least"


def _is_settled(link: OutcomeLink, children: Sequence[ChildDecision]) -> bool:
    """Return whether one grade is left even if zero-filled answers are open (8.2)."""
    return len(worst(link.grades, [_openly(link, each) for each in children])) == 1


def _openly(link: OutcomeLink, child: ChildDecision) -> tuple[str, ...]:
    decision = child.decision
    if decision is None:
        return link.grades
    result = decision[link.id]
    is_sure = result.status == "settled" or not _has_zero_filled(decision)
    return result.possible if is_sure else link.grades


def _has_zero_filled(decision: Decision) -> bool:
    warnings = decision.trace.document["warnings"]
    return any(warning["kind"] == "zero_filled" for warning in warnings)


def _recommended(
    ladder: tuple[str, ...],
    possible: tuple[str, ...],
    status: Status,
    results: Sequence[OutcomeResult | None],
) -> str | None:
    """Return the highest that is recommended for a child, if that may be said.

    Nothing below what is certain is recommended: a child whose level is left to a
    person counts too. The lowest is recommended only if it is for every child.
    """
    if status == "settled":
        return possible[0]
    rank = ladder.index
    said = [None if each is None else each.recommended for each in results]
    highest = max((g for g in said if g is not None), key=rank, default=None)
    if highest is None or rank(highest) < rank(possible[0]):
        return None
    return None if highest == ladder[0] and None in said else highest


def _worst_children(
    link: OutcomeLink, floor: str, children: Sequence[ChildDecision]
) -> Iterable[str]:
    if floor != link.grades[0]:
        for child in children:
            if possible_of(link, child)[0] == floor:
                yield child.ref
