"""What a ruleset asks about: scales, domains, indicators, ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.exact import Number
from neglect_rules.model._conditions import Condition, Exemption
from neglect_rules.model._durations import Duration
from neglect_rules.model._ratings import Rule

Provenance: TypeAlias = Literal["published", "adapted", "proposed"]


@final
@frozen(kw_only=True)
class AgeBand:
    """Ages in completed months; the unborn are below nought."""

    from_: int | None = None
    before: int | None = None


@final
@frozen(kw_only=True)
class Grade:
    """One grade of a scale; points are none of its meaning until a score adds them."""

    id: str
    label: str | None = None
    points: Number = 0


@final
@frozen(kw_only=True)
class Scale:
    """Grades from low to high.

    Attributes:
        kind: `concern`: higher is worse; `strength`: lower is worse; `context`:
            nothing is worse.
        grades: From low to high.
        because: Why; a context scale must say it.
    """

    kind: Literal["concern", "strength", "context"]
    grades: tuple[Grade, ...]
    label: str | None = None
    because: str | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class Domain:
    """A weighted group of indicators with a score.

    Attributes:
        weight: Multiplies the capped score.
        cap: The raw score counts no higher.
        floor: The raw score counts no lower.
        combine: `sum` of points, `max` of points, or `count` of members that score
            above nought.
    """

    label: str
    weight: Number = 1
    cap: Number | None = None
    floor: Number | None = None
    combine: Literal["sum", "max", "count"] = "sum"
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class NumberRange:
    """What a numeric indicator may hold: from, before, in steps, in a unit."""

    unit: str
    from_: Number
    before: Number
    step: Number


@final
@frozen(kw_only=True)
class AgedText:
    """A description for one band of ages."""

    text: str
    ages: AgeBand


@final
@frozen(kw_only=True)
class Believe:
    """Which of several dated answers stand; exactly one is set.

    Attributes:
        worst_within: Those of so long before the moment, and the latest.
        sustained: Those of so many latest dates: milder is believed when it has lasted.
    """

    worst_within: Duration | None = None
    sustained: int | None = None


@final
@frozen(kw_only=True)
class Indicator:
    """One sign of neglect, strength or context that a ruleset asks about.

    Attributes:
        domain: The domain in which it counts; context may stand outside any.
        scale: The scale of its grades; or `number`.
        number: For an amount instead of a grade.
        weight: Multiplies its grade points.
        permits: The grades of the scale that may be given; all, if not said.
        critical_at: From this grade on (towards worse) it is critical.
        core: It counts towards coverage.
        judgement: Only a person can answer it; a decision resting on it says so.
        may_not_apply: "Not applicable" may be recorded.
        not_applicable_points: What "not applicable" scores.
        ages: The ages for which it is asked.
        subjects: The kinds of subject for which it is asked.
        ask_if: It is asked only while this holds. A recorded grade counts anyway.
        stale_after: After this long a grade stands for itself or worse.
        believe: Which of several dated answers stand; all of them, if not said.
        per: `carer` where each carer is asked about, and the worst answer stands.
        disagree: What several raters' grades stand for together.
        zero_fill: No answer counts as the lowest grade; said in every decision.
        evidence_required_at: From this grade on an answer says who saw it and when.
        ask: Who can answer.
    """

    label: str
    domain: str | None = None
    scale: str | None = None
    number: NumberRange | None = None
    weight: Number = 1
    ask_as: str | None = None
    help: str | None = None
    grades: Mapping[str, str | tuple[AgedText, ...]] = field(hash=False, factory=dict)
    permits: tuple[str, ...] | None = None
    critical_at: str | None = None
    core: bool = False
    judgement: bool = False
    tags: tuple[str, ...] = ()
    may_not_apply: bool = False
    not_applicable_points: Number = 0
    ages: AgeBand | None = None
    subjects: tuple[str, ...] | None = None
    ask_if: Condition | None = None
    stale_after: Duration | None = None
    believe: Literal["latest"] | Believe | None = None
    per: Literal["carer"] | None = None
    disagree: Literal["worst", "open"] | None = None
    zero_fill: bool = False
    evidence_required_at: str | None = None
    ask: tuple[str, ...] = ()
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class EventKind:
    """A kind of dated event of concern, such as a missed appointment.

    Attributes:
        help: What counts as one.
        ask: Who can say.
    """

    label: str
    help: str | None = None
    ask: tuple[str, ...] = ()
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Rating:
    """A grade made from others; used wherever an indicator may be.

    Attributes:
        scale: The scale of its grades.
        rule: How it is made.
        domain: With a domain it counts in score, coverage and contribution table.
    """

    label: str
    scale: str
    rule: Rule
    domain: str | None = None
    weight: Number = 1
    core: bool = False
    tags: tuple[str, ...] = ()
    critical_at: str | None = None
    not_applicable_points: Number = 0
    help: str | None = None
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None
    exception: Exemption | None = None
