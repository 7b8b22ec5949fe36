"""What was recorded about one subject at one moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal, final

from attrs import field, frozen

from neglect_rules.exact import Number


class State(StrEnum):
    """Why there is no grade. Each is a fact of its own; none of them means "no"."""

    NOT_ASKED = "not_asked"
    NOT_KNOWN = "not_known"
    NOT_OBSERVED = "not_observed"
    REFUSED = "refused"
    UNABLE_TO_SCORE = "unable_to_score"
    NOT_APPLICABLE = "not_applicable"


NOT_ASKED = State.NOT_ASKED
NOT_KNOWN = State.NOT_KNOWN
NOT_OBSERVED = State.NOT_OBSERVED
REFUSED = State.REFUSED
UNABLE_TO_SCORE = State.UNABLE_TO_SCORE
NOT_APPLICABLE = State.NOT_APPLICABLE


@final
@frozen(kw_only=True)
class Record:
    """What one person recorded for one indicator; exactly one of the first three.

    Attributes:
        grade: A grade's id.
        number: The value of a numeric indicator.
        state: Why there is neither.
        suspected: The grade is suspected, not confirmed.
        source: How it is known.
        date: The civil date on which it was so.
        by: Who says so: a pseudonym or role, never a name.
        about: Of which carer it speaks, where each carer is asked about.
    """

    grade: str | None = field(default=None, repr=False)
    number: Number | None = field(default=None, repr=False)
    state: State | None = field(default=None, repr=False)
    suspected: bool = field(default=False, repr=False)
    source: (
        Literal["seen", "child_said", "carer_said", "record", "third_party"] | None
    ) = field(default=None, repr=False)
    date: dt.date | None = field(default=None, repr=False)
    by: str | None = field(default=None, repr=False)
    about: str | None = field(default=None, repr=False)
    frequency: Literal["once", "occasional", "frequent", "constant"] | None = field(
        default=None, repr=False
    )
    duration_days: int | None = field(default=None, repr=False)
    first_seen: dt.date | None = field(default=None, repr=False)
    last_seen: dt.date | None = field(default=None, repr=False)
    cause: Literal["means", "skill", "will", "health"] | None = field(
        default=None, repr=False
    )
    note: str | None = field(default=None, repr=False)


@final
@frozen
class DateRange:
    """A civil date known to lie from `first` to `last`, both included."""

    first: dt.date = field(repr=False)
    last: dt.date = field(repr=False)


@final
@frozen
class MonthRange:
    """An age in completed months known to lie from `first` to `last`, included."""

    first: int = field(repr=False)
    last: int = field(repr=False)


@final
@frozen(kw_only=True)
class Subject:
    """Whom a case is about; an opaque reference, never a name.

    Attributes:
        kind: `child`, `unborn`, `carer`, `household` or `person`.
        ref: The caller's own reference.
        born: When, as far as it is known.
        age_months: The age at the moment, where no date of birth is known.
        due: When birth is or was due, as far as it is known.
        gestation_weeks: Completed weeks at the moment, where no due date is known.
    """

    kind: str = "child"
    ref: str | None = field(default=None, repr=False)
    born: DateRange | None = field(default=None, repr=False)
    age_months: MonthRange | None = field(default=None, repr=False)
    due: DateRange | None = field(default=None, repr=False)
    gestation_weeks: int | None = field(default=None, repr=False)


@final
@frozen(kw_only=True)
class RulesetRef:
    """The ruleset that a case was recorded for."""

    id: str
    version: str | None = None


@final
@frozen(kw_only=True)
class Event:
    """One entry about a dated event of concern.

    Attributes:
        date: When it happened.
        id: The same wherever the same event is recorded.
    """

    date: dt.date = field(repr=False)
    id: str | None = field(default=None, repr=False)
    source: (
        Literal["seen", "child_said", "carer_said", "record", "third_party"] | None
    ) = field(default=None, repr=False)
    by: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)


@final
@frozen(kw_only=True)
class Happened:
    """What is on record of one kind of event.

    Attributes:
        complete: The record is known to hold every one.
    """

    records: tuple[Event, ...] = field(repr=False)
    complete: bool = field(default=False, repr=False)


@final
@frozen(kw_only=True)
class NumberSpan:
    """A number known to lie in a range, both ends included."""

    from_: Number = field(repr=False)
    to: Number = field(repr=False)


@final
@frozen(kw_only=True)
class EarlierAssessment:
    """What the last assessment came to.

    Attributes:
        date: When it was made.
        measures: What named measures of the ruleset came to then.
        needs: The indicators that showed an unmet need then.
        review_by: The last day for the next review, as it was said then.
    """

    date: dt.date = field(repr=False)
    measures: Mapping[str, Number | NumberSpan] = field(
        hash=False, repr=False, factory=dict
    )
    needs: tuple[str, ...] = field(default=(), repr=False)
    review_by: dt.date | None = field(default=None, repr=False)


@final
@frozen(kw_only=True)
class Case:
    """The answers about one subject.

    Attributes:
        subject: Whom it is about.
        answers: One or more records for each indicator that was asked.
        carers: Who cares for the child: pseudonyms or roles.
        events: What is on record, by kind of event.
        reviews: The dates on which the plan was or will be reviewed.
        earlier: The last assessment, if there was one.
        ruleset: The ruleset it was recorded for, if it says so.
        at: The moment it speaks of, if it says so; with a time zone.
        note: Kept, never judged.
        document: The JSON value it was made from, for the fingerprint.
    """

    subject: Subject
    answers: Mapping[str, tuple[Record, ...]] = field(hash=False, repr=False)
    carers: tuple[str, ...] = field(default=(), repr=False)
    events: Mapping[str, Happened] = field(hash=False, repr=False, factory=dict)
    reviews: tuple[dt.date, ...] = field(default=(), repr=False)
    earlier: EarlierAssessment | None = field(default=None, repr=False)
    ruleset: RulesetRef | None = None
    at: dt.datetime | None = None
    note: str | None = field(default=None, repr=False)
    document: Mapping[str, Any] = field(hash=False, eq=False, repr=False, factory=dict)
