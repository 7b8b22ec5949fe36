"""Why not more: what each rule lacks that is not met."""

from __future__ import annotations

from neglect_rules.evaluation import Decision
from neglect_rules.program import RuleLink
from neglect_rules.reasons._change import Search
from neglect_rules.reasons._model import NotMet
from neglect_rules.reasons._parts import parts
from neglect_rules.reasons._view import BUDGET, View, is_true, view


def why_not(
    decision: Decision, outcome: str, *, budget: int = BUDGET
) -> tuple[NotMet, ...]:
    """Return the rules that could give more and are not certainly met, in order.

    Thresholds, modifiers and guards that speak of the outcome and would give more than
    is certain. Of each: what does not hold, what is open, by how much numbers are too
    small, and the fewest changed answers that would meet it.

    Args:
        decision: The decision.
        outcome: One of its outcomes.
        budget: How many steps the search for the fewest changes may take.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    seen = view(decision, outcome, budget)
    return not_met(Search(seen, roots(seen)))


def roots(seen: View) -> tuple[int, ...]:
    """Return the conditions of those rules."""
    whens = (rule.when for rule in seen.rules if _would_give_more(seen, rule))
    return tuple(dict.fromkeys(whens))


def not_met(search: Search) -> tuple[NotMet, ...]:
    """Return the rules that could give more and are not certainly met, in order."""
    seen = search.seen
    return tuple(
        _not_met(seen, rule, search)
        for rule in seen.rules
        if _would_give_more(seen, rule)
    )


def _would_give_more(seen: View, rule: RuleLink) -> bool:
    if rule.kind == "easing" or is_true(seen.values[rule.when]):
        return False
    gives = seen.link.grades.index(rule.gives[seen.link.id]) + 1
    floor = seen.held
    return 1 << gives > floor & -floor


def _not_met(seen: View, rule: RuleLink, search: Search) -> NotMet:
    every = parts(seen.program, rule, seen.values)
    return NotMet(
        id=rule.id,
        at=rule.at,
        kind=rule.kind,
        gives=rule.gives[seen.link.id],
        verdict=getattr(seen.values[rule.when], "value", ""),
        failed=tuple(part for part in every if part.verdict == "false"),
        open=tuple(part for part in every if part.verdict == "open"),
        needs=search.to(rule.when, is_true, "up", rule.gives[seen.link.id]),
    )
