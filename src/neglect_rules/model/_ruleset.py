"""A ruleset as its author wrote it: names not yet resolved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, final

from attrs import field, frozen

from neglect_rules.exact import Number
from neglect_rules.model._adoption import Adoption, RulesetMark
from neglect_rules.model._conditions import Condition
from neglect_rules.model._durations import Duration
from neglect_rules.model._indicators import (
    AgeBand,
    Domain,
    EventKind,
    Indicator,
    Provenance,
    Rating,
    Scale,
)
from neglect_rules.model._measures import Measure
from neglect_rules.model._results import (
    Easing,
    Guard,
    Households,
    Modifier,
    OpenAnswers,
    Outcome,
    Promise,
    ReportItem,
    Review,
    Task,
    Threshold,
)

OVER: Final = frozenset({"superseded", "withdrawn"})
"""What a ruleset may say of itself that no adoption outweighs."""


@final
@frozen(kw_only=True)
class Window:
    """Civil dates from the first included to the last not included."""

    from_: date
    before: date | None = None


@final
@frozen(kw_only=True)
class Subjects:
    """Whom a ruleset can be used for.

    Attributes:
        kinds: Kinds of subject.
        age_months: Ages of children covered, in completed months.
    """

    kinds: tuple[str, ...]
    age_months: AgeBand | None = None


@final
@frozen(kw_only=True)
class Source:
    """Where something is from."""

    title: str
    url: str | None = None
    licence: str | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Definition:
    """What the ruleset calls neglect; words only.

    Attributes:
        text: The definition as its source has it.
        source: The id of the source.
        deviations: Where those who use the ruleset say it otherwise.
    """

    text: str
    source: str
    deviations: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Accepted:
    """An indicator of another ruleset, or of an older version, taken in as evidence.

    Attributes:
        from_: The id of the ruleset under which it was answered.
        indicator: Its id there.
        as_: The indicator here; the same id without it.
        grades: Their grades, each with the one here, or with `None` where the answer is
            left open; others keep their id.
        highest: The highest grade here that it may support.
    """

    from_: str
    indicator: str
    highest: str
    as_: str | None = None
    grades: Mapping[str, str | None] = field(hash=False, factory=dict)
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Parameter:
    """A number, grade or set of ids with a name; exactly one value is set."""

    label: str
    number: Number | None = None
    grade: str | None = None
    ids: tuple[str, ...] | None = None
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Ruleset:
    """A whole ruleset, parameters put in place, nothing yet resolved.

    Attributes:
        based_on: Of a local edition, what it is an edition of.
        near_review: An improvement seen only within so long before a review is
            pointed out.
        adoption: Who took it into use, as a record beside it says; no key of its own.
        document: The JSON value it was made from, for fingerprints and words.
        text: The text it was read from, for places in it.
        name: What diagnostics call it.
    """

    format: int
    semantics: int
    id: str
    version: str
    status: Literal[
        "draft", "illustrative", "consulted", "adopted", "superseded", "withdrawn"
    ]
    language: str
    title: str
    area: str
    effective: Window
    subjects: Subjects
    open_answers: OpenAnswers
    scales: Mapping[str, Scale] = field(hash=False)
    indicators: Mapping[str, Indicator] = field(hash=False)
    based_on: RulesetMark | None = None
    owner: str | None = None
    description: str | None = None
    definition: Definition | None = None
    sources: Mapping[str, Source] = field(hash=False, factory=dict)
    parameters: Mapping[str, Parameter] = field(hash=False, factory=dict)
    domains: Mapping[str, Domain] = field(hash=False, factory=dict)
    event_kinds: Mapping[str, EventKind] = field(hash=False, factory=dict)
    measures: Mapping[str, Measure] = field(hash=False, factory=dict)
    conditions: Mapping[str, Condition] = field(hash=False, factory=dict)
    ratings: Mapping[str, Rating] = field(hash=False, factory=dict)
    outcomes: Mapping[str, Outcome] = field(hash=False, factory=dict)
    thresholds: tuple[Threshold, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    easings: tuple[Easing, ...] = ()
    guards: tuple[Guard, ...] = ()
    tasks: tuple[Task, ...] = ()
    reviews: tuple[Review, ...] = ()
    near_review: Duration | None = None
    households: Households | None = None
    report: tuple[ReportItem, ...] = ()
    promises: tuple[Promise, ...] = ()
    accepts: tuple[Accepted, ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(hash=False, factory=dict)
    document: Mapping[str, Any] = field(hash=False, eq=False, repr=False, factory=dict)
    text: str | None = field(eq=False, repr=False, default=None)
    name: str = field(eq=False, repr=False, default="<ruleset>")
    adoption: Adoption | None = field(repr=False, default=None)

    def adopted_on(self, day: date | None = None) -> Adoption | None:
        """Return the record by which it stands adopted on a day, if one does.

        Nothing that was superseded or withdrawn stands adopted. Without a day, it is
        not asked whether that day has come.
        """
        record = self.adoption
        if record is None or self.status in OVER:
            return None
        return record if day is None or record.on <= day else None

    def status_on(self, day: date | None = None) -> str:
        """Return how far it is agreed: what it says of itself, unless a record does."""
        return self.status if self.adopted_on(day) is None else "adopted"
