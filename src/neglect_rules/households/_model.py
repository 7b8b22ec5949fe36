"""A household: the document and its decision, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, final

from attrs import field, frozen

from neglect_rules.canonical import fingerprint
from neglect_rules.evaluation import Decision, Status
from neglect_rules.model import RulesetRef, Subject
from neglect_rules.program import Program, ruleset_named


@final
@frozen(kw_only=True)
class Child:
    """One child of a household.

    Attributes:
        ref: The caller's own reference; no other child of the household has it.
        subject: Who it is.
        is_assessed: Whether anybody has assessed this child.
    """

    ref: str = field(repr=False)
    subject: Subject
    is_assessed: bool = True


@final
@frozen(kw_only=True)
class Household:
    """The children of a household, with what was recorded of each and of all.

    Attributes:
        children: Every child, assessed or not.
        ref: The caller's own reference for the household.
        ruleset: The ruleset it was recorded for, if it says so.
        at: The moment it speaks of, if it says so; with a time zone.
        document: The JSON value it was made from.
    """

    children: tuple[Child, ...]
    ref: str | None = field(default=None, repr=False)
    ruleset: RulesetRef | None = None
    at: dt.datetime | None = None
    document: Mapping[str, Any] = field(hash=False, eq=False, repr=False)


@final
@frozen(kw_only=True)
class ChildDecision:
    """What came out for one child.

    Attributes:
        ref: Which child.
        decision: What is recommended; `None` for a child who is not assessed.
        not_put: Shared answers that cannot be asked of this child, as their kind of
            subject or their ages rule it out; sorted.
    """

    ref: str = field(repr=False)
    decision: Decision | None
    not_put: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class HouseholdOutcome:
    """What is recommended for the household on one ladder.

    Attributes:
        id: The outcome.
        grades: Its ladder, low to high.
        possible: Every grade that the worst over the children may be.
        status: `settled`, `at_least` (more is possible) or `not_determinable` (too
            little is known of some child to believe a low result).
        recommended: The highest grade that is recommended for a child; `None` if too
            little is known to recommend a low one, or if it is left to a person.
        worst: The children whose floor is the household's; nobody if that is the
            lowest grade.
    """

    id: str
    grades: tuple[str, ...] = field(repr=False)
    possible: tuple[str, ...]
    status: Status
    recommended: str | None
    worst: tuple[str, ...] = field(repr=False)

    @property
    def floor(self) -> str:
        """Return the least grade that is certain."""
        return self.possible[0]

    @property
    def ceiling(self) -> str:
        """Return the greatest grade that is possible."""
        return self.possible[-1]

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome as a JSON value."""
        return {
            "possible": list(self.possible),
            "floor": self.floor,
            "ceiling": self.ceiling,
            "recommended": self.recommended,
            "status": self.status,
            "worst": list(self.worst),
        }


@final
@frozen(kw_only=True)
class HouseholdTask:
    """Something to do about children of the household.

    Attributes:
        id: `assess_child`: nobody has yet. `look_again`: another child reaches the
            grade at which the ruleset wants all the others looked at afresh.
        certain: About whom for certain.
        possible: About whom perhaps.
        reached_by: The children because of whom it is certain.
        perhaps_reached_by: The children because of whom it is possible.
        because: The ruleset's reason; `None` if it gives none.
    """

    id: Literal["assess_child", "look_again"]
    certain: tuple[str, ...] = field(repr=False)
    possible: tuple[str, ...] = field(default=(), repr=False)
    reached_by: tuple[str, ...] = field(default=(), repr=False)
    perhaps_reached_by: tuple[str, ...] = field(default=(), repr=False)
    because: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the task as a JSON value."""
        refs = ("certain", "possible", "reached_by", "perhaps_reached_by")
        told = {} if self.because is None else {"because": self.because}
        return {"id": self.id, **{k: list(getattr(self, k)) for k in refs}, **told}


@final
@frozen(kw_only=True)
class HouseholdDecision:
    """What a ruleset recommends for a household at a moment.

    It is a recommendation until a named person decides.

    Attributes:
        program: The ruleset that judged.
        household: What was judged.
        at: The moment.
        children: The result of each child, in the order of the household's document.
        outcomes: The result of the household on each ladder, by the outcome's id.
        tasks: Whom to assess, and whom to look at again.
    """

    program: Program = field(repr=False)
    household: Household = field(repr=False)
    at: dt.datetime
    children: tuple[ChildDecision, ...]
    outcomes: Mapping[str, HouseholdOutcome] = field(hash=False)
    tasks: tuple[HouseholdTask, ...]

    def __getitem__(self, outcome: str) -> HouseholdOutcome:
        """Return the result of one outcome.

        Raises:
            KeyError: The ruleset has no outcome of this id.
        """
        return self.outcomes[outcome]

    @property
    def review_by(self) -> dt.date | None:
        """Return the earliest day by which some child is reviewed, if any is."""
        days = (each.decision.review_by for each in self.children if each.decision)
        return min((day for day in days if day is not None), default=None)

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value in the form of `household-decision-1`."""
        ref, day = self.household.ref, self.review_by
        return {
            **_header(self.program, self.at.date()),
            **({} if ref is None else {"ref": ref}),
            "household": fingerprint(self.household.document),
            "moment": self.at.isoformat(),
            "day": self.at.date().isoformat(),
            "children": [_child(each) for each in self.children],
            "outcomes": {id_: each.to_dict() for id_, each in self.outcomes.items()},
            "tasks": [each.to_dict() for each in self.tasks],
            "review_by": None if day is None else day.isoformat(),
        }


def _header(program: Program, day: dt.date) -> dict[str, Any]:
    named = ruleset_named(program, day)
    return {"format": 1, "semantics": program.ruleset.semantics, "ruleset": named}


def _child(child: ChildDecision) -> dict[str, Any]:
    decision = child.decision
    return {
        "ref": child.ref,
        "decision": None if decision is None else decision.to_dict(),
        "not_put": list(child.not_put),
    }
