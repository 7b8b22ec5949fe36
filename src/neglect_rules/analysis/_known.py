"""How something said about a ruleset is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.canonical import plain
from neglect_rules.model import Case

Known: TypeAlias = Literal["proved", "refuted", "searched", "not_analysed"]
"""It holds for every case; a case shows that it does not; cases were tried, and none
shows it; it was not looked at."""

How: TypeAlias = Literal["structure", "bounds", "cases", "answers", "search"]
"""From how rules are built; from what is possible while all is open; from agreed cases;
over every way of filling in the form; by trying."""

Claim: TypeAlias = Literal[
    "worse_is_never_lower",
    "learning_only_narrows",
    "strengths_do_not_cancel_danger",
    "household_is_at_least_its_worst_child",
    "level_can_be_reached",
    "rule_can_be_met",
    "promise_is_kept",
]


@final
@frozen(kw_only=True)
class Witness:
    """A case that shows something; it loads and can be judged.

    Attributes:
        case: The case.
        at: The moment at which it is judged.
        levels: The level of each outcome that is certain then.
    """

    case: Case = field(repr=False)
    at: dt.datetime
    levels: Mapping[str, str] = field(hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the case with its moment and its levels as a JSON value."""
        return {
            "at": self.at.isoformat(),
            "case": plain(self.case.document),
            "levels": dict(self.levels),
        }


@final
@frozen(kw_only=True)
class Finding:
    """One thing that was looked at in a ruleset.

    Attributes:
        claim: What is claimed.
        about: What of: an outcome, an outcome with a level, a rule, a promise.
        known: Whether it holds.
        how: How that is known; nothing where it was not looked at.
        tried: How many cases were tried, where some were.
        witness: A case that shows it: that a level is reached, that a claim fails.
        other: A second case, where one alone shows nothing: of the two the worse.
        why: Where it is neither proved nor refuted, why: it rests on how things were
            over time, or there is too much to go through. `exception`: it is not
            claimed, since its author declares an exception.
    """

    claim: Claim
    about: tuple[str, ...]
    known: Known
    how: How | None = None
    tried: int = 0
    witness: Witness | None = field(default=None, repr=False)
    other: Witness | None = field(default=None, repr=False)
    why: Literal["", "exception", "over_time", "too_much"] = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as a JSON value in the form of `findings-1`."""
        found: dict[str, Any] = {
            "claim": self.claim,
            "about": list(self.about),
            "known": self.known,
            "how": self.how,
            "tried": self.tried,
            "why": self.why,
        }
        for name in ("witness", "other"):
            shown = getattr(self, name)
            if shown is not None:
                found[name] = shown.to_dict()
        return found
