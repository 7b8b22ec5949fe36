"""All six answers about one outcome, together."""

from __future__ import annotations

from typing import Any, final

from attrs import frozen

from neglect_rules.evaluation import Decision
from neglect_rules.reasons._change import Audience, Search, counterfactuals
from neglect_rules.reasons._close import close_of
from neglect_rules.reasons._document import document
from neglect_rules.reasons._model import (
    Close,
    Counterfactual,
    Next,
    NotMet,
    StillPossible,
    Why,
)
from neglect_rules.reasons._next import next_of
from neglect_rules.reasons._possible import possible_of
from neglect_rules.reasons._view import BUDGET, view
from neglect_rules.reasons._why import why_of
from neglect_rules.reasons._why_not import not_met, roots


@final
@frozen(kw_only=True)
class Reasons:
    """What people ask about one outcome of a decision, answered.

    Attributes:
        outcome: Which.
        trace: The fingerprint of the reason that this is about.
        still_possible: What may still turn out.
        why: What makes the least grade certain.
        why_not: What keeps it from more.
        what_next: What to ask.
        what_would_change: Which answers would have to be others.
        how_close: How far it is from another grade, and what is not firm.
    """

    outcome: str
    trace: str
    still_possible: StillPossible
    why: Why
    why_not: tuple[NotMet, ...]
    what_next: Next
    what_would_change: tuple[Counterfactual, ...]
    how_close: Close

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value in the form of `reasons-1`."""
        return {"format": 1, **document(self)}


def reasons(
    decision: Decision,
    outcome: str,
    *,
    audience: Audience = "practitioner",
    budget: int = BUDGET,
) -> Reasons:
    """Return all six answers about one outcome of a decision.

    Args:
        decision: The decision.
        outcome: One of its outcomes.
        audience: Who reads it: only `policy` and `auditor` are told what would lower.
        budget: How many steps each search may take.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    seen = view(decision, outcome, budget)
    search = Search(seen, (seen.link.result, *roots(seen)))
    return Reasons(
        outcome=outcome,
        trace=decision.trace.fingerprint,
        still_possible=possible_of(seen),
        why=why_of(seen),
        why_not=not_met(search),
        what_next=next_of(seen),
        what_would_change=counterfactuals(search, audience),
        how_close=close_of(seen),
    )
