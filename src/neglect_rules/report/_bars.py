"""What each domain comes to, as bars that begin at nought."""

from __future__ import annotations

from fractions import Fraction
from typing import final

from attrs import frozen

from neglect_rules.explain import Words, extent
from neglect_rules.model import Ruleset
from neglect_rules.trace import Account


@final
@frozen
class Bar:
    """What one domain comes to.

    Attributes:
        label: What people call it.
        told: What it comes to, in words.
        low: How far it certainly reaches, as a share of the longest bar.
        high: How far it may reach.
    """

    label: str
    told: str
    low: float
    high: float


def bars(words: Words, account: Account, ruleset: Ruleset) -> tuple[Bar, ...]:
    """Return a bar for each domain, in the ruleset's order; none if all are nought."""
    found = {each.id: each.weighted for each in account.domains}
    nought = Fraction(0)
    longest = max((high or low for low, high in found.values()), default=nought)
    if longest <= 0:
        return ()
    return tuple(
        Bar(
            words.domain(id_),
            extent(words.phrases, (low, high)),
            round(float(max(nought, low) / longest), 4),
            round(float(max(nought, longest if high is None else high) / longest), 4),
        )
        for id_ in ruleset.domains
        if id_ in found
        for low, high in [found[id_]]
    )
