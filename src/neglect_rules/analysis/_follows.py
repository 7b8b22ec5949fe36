"""What follows from the conditions of rules alone, without all that they come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from neglect_rules.analysis._ground import Ground
from neglect_rules.completions import Diagrams, Node
from neglect_rules.program import Member, OutcomeLink, Quorum, Reach, RuleLink, Shift
from neglect_rules.truth import Truth


def by_structure(ground: Ground, promise: RuleLink, outcome: str) -> bool:
    """Return whether a rule that gives enough asks for no more than a promise does."""
    asked = _all_of(ground, promise.when)
    enough = _giving_enough(ground, promise, outcome)
    return any(_holds(ground, rule.when, asked) for rule in enough)


def by_conditions(ground: Ground, promise: RuleLink, outcome: str) -> bool:
    """Return whether every form that meets a promise's condition shows what it says.

    For "at least" a level: a rule that gives it is met. For "at most" one: no rule is
    met that gives more, and none that raises beyond it.

    Raises:
        SpentError: The budget is spent.
    """
    enough = [rule.when for rule in _giving_enough(ground, promise, outcome)]
    if enough:
        left, *met = ground.whole(promise.when, *enough)
        for node in met:
            left = ground.diagrams.join(_unless, left, node)
        return left == ground.diagrams.constant(Truth.FALSE)
    beyond = _going_beyond(ground, promise, outcome)
    if beyond is None:
        return False
    when, *met = ground.whole(promise.when, *beyond)
    return not any(_meet(ground.diagrams, when, node) for node in met)


def _unless(left: Truth, met: Truth) -> Truth:
    """Return what is left of a condition where a rule does not answer it."""
    return Truth.FALSE if met is Truth.TRUE else left


def _meet(diagrams: Diagrams, one: Node, other: Node) -> bool:
    """Return whether two conditions may hold together."""

    def both(a: Truth, b: Truth) -> bool:
        return a is not Truth.FALSE and b is not Truth.FALSE

    return diagrams.join(both, one, other) != diagrams.constant(False)  # noqa: FBT003 - a value


def _link(ground: Ground, outcome: str) -> OutcomeLink:
    return next(link for link in ground.program.outcomes if link.id == outcome)


def _claimed(ground: Ground, promise: RuleLink, outcome: str) -> Sequence[str]:
    """Return the levels that a promise allows, low to high."""
    steps, grades = ground.program.steps, _link(ground, outcome).grades
    test = cast("Member", steps[ground.program.promised[promise.id][outcome]])
    return [grade for n, grade in enumerate(grades, 1) if test.among >> n & 1]


def _giving_enough(ground: Ground, promise: RuleLink, outcome: str) -> list[RuleLink]:
    """Return the rules of which each alone gives what is promised, if more is as well.

    A guard does; a threshold does where no easing could take it back.
    """
    rules, grades = ground.program.rules, _link(ground, outcome).grades
    enough = _claimed(ground, promise, outcome)
    if not enough or tuple(enough) != grades[len(grades) - len(enough) :]:
        return []
    eased = any(rule.kind == "easing" and outcome in rule.gives for rule in rules)
    kinds = {"guard"} if eased else {"guard", "threshold"}
    return [r for r in rules if r.kind in kinds and r.gives.get(outcome) in enough]


def _going_beyond(ground: Ground, promise: RuleLink, outcome: str) -> list[int] | None:
    """Return the conditions of rules that bring more than a promise allows.

    Returns:
        `None` where less is not allowed as well, or where an outcome does not start at
        its lowest level.
    """
    link, steps = _link(ground, outcome), ground.program.steps
    allowed = _claimed(ground, promise, outcome)
    top = len(allowed)
    reach, shift = steps[link.thresholds], cast("Shift", steps[link.modified])
    if tuple(allowed) != link.grades[:top] or not isinstance(reach, Reach):
        return None
    found = [
        of for of, level in zip(reach.of, reach.levels, strict=True) if level > top
    ]
    found += [
        when
        for when, limit, start in zip(shift.when, shift.limit, shift.start, strict=True)
        if limit > top >= start
    ]
    more = link.grades[top:]
    return found + [
        rule.when
        for rule in ground.program.rules
        if rule.kind == "guard" and rule.gives.get(outcome) in more
    ]


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
