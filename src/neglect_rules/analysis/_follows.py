"""What follows from the conditions of rules alone, without all that they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

from neglect_rules.analysis._brought import beyond, enough
from neglect_rules.analysis._ground import Ground
from neglect_rules.analysis._narrow import may_hold
from neglect_rules.completions import Diagrams, Node
from neglect_rules.program import Member, Quorum, RuleLink, cone
from neglect_rules.truth import Truth

Given: TypeAlias = Mapping[int, Truth]
"""Steps of which it is known what they come to wherever a promise's condition holds."""


def by_structure(ground: Ground, promise: RuleLink, outcome: str) -> bool:
    """Return whether a rule that gives enough asks for no more than a promise does."""
    asked = _all_of(ground, promise.when)
    return any(
        _holds(ground, when, asked) for when in _enough(ground, promise, outcome)
    )


def by_conditions(
    ground: Ground, promise: RuleLink, outcome: str, given: Given
) -> bool:
    """Return whether every form that meets a promise's condition shows what it says.

    For "at least" a level: rules that give it are met. For "at most" one: no rule is
    met that gives more, and none that raises beyond it.

    Args:
        ground: Where forms are gone through.
        promise: The promise.
        outcome: Of which of its outcomes.
        given: What was found of the others.

    Raises:
        SpentError: The budget is spent.
    """
    diagrams, test = ground.diagrams, _test(ground, promise, outcome)
    found = _enough(ground, promise, outcome)
    if found:
        (left,) = ground.whole(promise.when)
        for when in _easiest_first(ground, found, given):
            (node,) = ground.whole(when, given=given)
            left = diagrams.join(_unless, left, node, settled=(Truth.FALSE,))
            if left == diagrams.constant(Truth.FALSE):
                return True
        return False
    top = _highest_allowed(test)
    more = None if top is None else beyond(ground.program.steps, test.of, top)
    if more is None:
        return False
    (when,) = ground.whole(promise.when)
    return not any(
        _meet(diagrams, when, *ground.whole(each, given=given))
        for each in may_hold(ground.form, more, ground.openly)
    )


def known_from(ground: Ground, promise: RuleLink, outcomes: Iterable[str]) -> Given:
    """Return what conditions about some outcomes come to where a promise is kept."""
    found: dict[int, Truth] = {}
    for test in (_test(ground, promise, outcome) for outcome in outcomes):
        for index, step in enumerate(ground.program.steps):
            if not isinstance(step, Member) or step.of != test.of:
                continue
            if step.among & test.among == test.among:
                found[index] = Truth.TRUE
            elif not step.among & test.among:
                found[index] = Truth.FALSE
    return found


def _easiest_first(
    ground: Ground, conditions: Iterable[int], given: Given
) -> list[int]:
    """Return conditions by on how many steps each rests that are not known yet."""

    def steps(condition: int) -> int:
        return len(cone(ground.program.steps, [condition], stops=given))

    return sorted(dict.fromkeys(conditions), key=steps)


def _unless(left: Truth, met: Truth) -> Truth:
    """Return what is left of a condition where a rule does not answer it."""
    return Truth.FALSE if met is Truth.TRUE else left


def _meet(diagrams: Diagrams, one: Node, other: Node) -> bool:
    """Return whether two conditions may hold together."""

    def both(a: Truth, b: Truth) -> Truth:
        return Truth.FALSE if Truth.FALSE in {a, b} else Truth.TRUE

    never = Truth.FALSE
    found = diagrams.join(both, one, other, settled=(never,), settles={never: never})
    return found != diagrams.constant(Truth.FALSE)


def _test(ground: Ground, promise: RuleLink, outcome: str) -> Member:
    test = ground.program.steps[ground.program.promised[promise.id][outcome]]
    return cast("Member", test)


def _enough(ground: Ground, promise: RuleLink, outcome: str) -> tuple[int, ...]:
    """Return conditions of which each gives what is promised, if more is as well."""
    test = _test(ground, promise, outcome)
    link = next(each for each in ground.program.outcomes if each.id == outcome)
    low = (test.among & -test.among).bit_length() - 1
    if not test.among or test.among != (2 << len(link.grades)) - (1 << low):
        return ()
    return enough(ground.program.steps, test.of, low)


def _highest_allowed(test: Member) -> int | None:
    """Return the highest level that a promise allows, if all below it are as well."""
    top = test.among.bit_length() - 1
    return top if test.among == (2 << top) - 2 else None


def _holds(ground: Ground, step: int, given: frozenset[int]) -> bool:
    """Return whether a step holds where some conditions do, by how it is built."""
    if ground.alike[step] in given:
        return True
    found = ground.program.steps[step]
    if not isinstance(found, Quorum):
        return False
    return sum(_holds(ground, each, given) for each in found.of) >= found.need


def _all_of(ground: Ground, step: int) -> frozenset[int]:
    """Return the conditions that hold where a step does, by how they are made."""
    found, itself = ground.program.steps[step], frozenset({ground.alike[step]})
    if isinstance(found, Quorum) and found.need == len(found.of):
        return itself.union(*(_all_of(ground, each) for each in found.of))
    return itself
