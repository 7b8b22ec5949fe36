"""A linked ruleset: steps in dependency order, with what each of them is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, final

from attrs import field, frozen

from neglect_rules.model import Duration
from neglect_rules.program._cone import readers
from neglect_rules.program._steps import Amount, Answer, Leaf, RecordFact, Step

if TYPE_CHECKING:
    from neglect_rules.model import Adoption, Ruleset


@final
@frozen(kw_only=True)
class RuleLink:
    """A threshold, modifier, easing, guard, promise, with the step that judges it.

    Attributes:
        kind: Which of them.
        id: Its id.
        at: Where it stands.
        when: The step of its condition.
        gives: The outcomes it speaks of, with the grade it reaches; for a modifier or
            easing the limit.
    """

    kind: Literal["threshold", "modifier", "easing", "guard", "promise"]
    id: str
    at: str
    when: int
    gives: Mapping[str, str] = field(hash=False)


@final
@frozen(kw_only=True)
class MemberLink:
    """An indicator or rating as a thing that counts.

    Attributes:
        id: Its id.
        at: Where it stands.
        rating: It is made, not asked.
        domain: The domain it counts in, if any.
        value: The step of its grade or number, after "does it apply".
        points: The step of its grade points, if it has any.
        contribution: The step of its points times its weight.
        critical: The step that says whether it is critical.
        answered: The step that says whether it is answered.
        due: The step that says whether it is due.
    """

    id: str
    at: str
    rating: bool
    domain: str | None
    core: bool
    value: int
    points: int | None
    contribution: int | None
    critical: int | None
    answered: int
    due: int


@final
@frozen(kw_only=True)
class CoverageLink:
    """How much of a domain is answered, and whether that is enough.

    Attributes:
        at: Where the domain stands; the indicators' place for the whole.
        answered: The step that counts the answered.
        due: The step that counts the due.
        enough: The step that says whether the ruleset's share is met, if it has one.
    """

    domain: str
    at: str
    answered: int
    due: int
    enough: int | None


@final
@frozen(kw_only=True)
class DomainLink:
    """A domain's score in its three forms."""

    id: str
    at: str
    raw: int
    capped: int
    weighted: int


@final
@frozen(kw_only=True)
class Exempt:
    """A declared exception, with the outcomes for which its law is not claimed."""

    law: int
    at: str
    outcomes: tuple[str, ...]


@final
@frozen(kw_only=True)
class OutcomeLink:
    """The steps of one outcome.

    Attributes:
        id: Its id.
        at: Where it stands.
        grades: Its ladder, low to high.
        thresholds: The step of what the thresholds give.
        modified: The step after modifiers.
        eased: The step after easings.
        result: The step after guards.
        pure: No step on the way mixes directions, so bounds are exact while no
            leaf in `free` is open.
        free: Leaves without a worse that are read in more than one way, and those
            that look back over answers.
    """

    id: str
    at: str
    grades: tuple[str, ...]
    thresholds: int
    modified: int
    eased: int
    result: int
    pure: bool
    free: tuple[int, ...]


@final
@frozen(kw_only=True)
class TaskLink:
    """A task with the steps that say for whom.

    Attributes:
        when: The step of its condition, if it has one.
        members: For `for_each`: each member with the step that says it is meant.
    """

    id: str
    at: str
    when: int | None
    members: tuple[tuple[str, int], ...] | None


@final
@frozen(kw_only=True)
class ReportLink:
    """A measure or rating that is a result of its own."""

    id: str
    at: str
    value: int


@final
@frozen(kw_only=True)
class ReviewLink:
    """By when a case is looked at again, with the step of its condition, if any."""

    id: str
    at: str
    when: int | None
    within: Duration


@final
@frozen(kw_only=True)
class Program:
    """A ruleset that is ready to judge: frozen, picklable, shared between threads.

    Attributes:
        ruleset: What it was made from, for words and for what is asked.
        steps: Each reads only steps before it.
        selections: For a step over a selection, its members with their steps.
        promised: For a promise, the step of each outcome's test.
        expected: For a step that tests, what the author asked.
        age_edges: For an age leaf, the numbers at which steps tell ages apart; `None`
            where every number matters.
        total: The step of the sum of weighted scores.
        document_fingerprint: Of the author's document.
        fingerprint: Of the Program without words.
    """

    ruleset: Ruleset
    steps: tuple[Step, ...] = field(repr=False)
    outcomes: tuple[OutcomeLink, ...] = field(repr=False)
    rules: tuple[RuleLink, ...] = field(repr=False)
    members: tuple[MemberLink, ...] = field(repr=False)
    domains: tuple[DomainLink, ...] = field(repr=False)
    coverage: tuple[CoverageLink, ...] = field(repr=False)
    tasks: tuple[TaskLink, ...] = field(repr=False)
    report: tuple[ReportLink, ...] = field(repr=False)
    reviews: tuple[ReviewLink, ...] = field(repr=False)
    exempt: tuple[Exempt, ...] = field(repr=False)
    selections: Mapping[int, tuple[tuple[str, int], ...]] = field(
        repr=False, hash=False
    )
    promised: Mapping[str, Mapping[str, int]] = field(repr=False, hash=False)
    expected: Mapping[int, Mapping[str, object]] = field(repr=False, hash=False)
    age_edges: Mapping[int, tuple[int, ...] | None] = field(repr=False, hash=False)
    total: int
    document_fingerprint: str
    fingerprint: str
    document: Mapping[str, Any] = field(repr=False, hash=False, eq=False)

    @property
    def adoption(self) -> Adoption | None:
        """Who took the ruleset into use, where a record beside it says so."""
        return self.ruleset.adoption

    def status_on(self, day: dt.date | None = None) -> str:
        """Return how far the ruleset is agreed on a day; without one, by now."""
        return self.ruleset.status_on(day)

    @cached_property
    def leaves(self) -> tuple[tuple[int, Leaf], ...]:
        """The steps that take their value from a case, each with its place."""
        return tuple(
            (index, step)
            for index, step in enumerate(self.steps)
            if isinstance(step, Answer | Amount | RecordFact)
        )

    @cached_property
    def readers(self) -> tuple[tuple[int, ...], ...]:
        """For each step the steps that read it."""
        return readers(self.steps)

    @cached_property
    def worked_out(self) -> dict[object, Any]:
        """What follows from the Program and is kept beside it, by `once`.

        It is no part of it: not compared, not shown, not pickled.
        """
        return {}
