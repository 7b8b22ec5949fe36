"""What a ruleset concludes: outcomes, what moves them, what is reported or to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, final

from attrs import field, frozen

from neglect_rules.exact import Number
from neglect_rules.model._conditions import Condition, Exemption
from neglect_rules.model._durations import Duration
from neglect_rules.model._indicators import Provenance
from neglect_rules.model._measures import Measure
from neglect_rules.model._selections import GradeTest, Selection


@final
@frozen(kw_only=True)
class FromOutcome:
    """Where an outcome starts: at the grade that an earlier one maps to."""

    outcome: str
    map: Mapping[str, str] = field(hash=False)


@final
@frozen(kw_only=True)
class Outcome:
    """A ladder of grades, low to high, on which a case is placed."""

    grades: tuple[str, ...]
    label: str | None = None
    labels: Mapping[str, str] = field(hash=False, factory=dict)
    from_: FromOutcome | None = None
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class Threshold:
    """When a condition holds, reach a grade of one or more outcomes."""

    id: str
    when: Condition
    reach: Mapping[str, str] = field(hash=False)
    because: str
    label: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Modifier:
    """When a condition holds, raise what the thresholds gave.

    Attributes:
        raise_: By how many grades, for each outcome.
        up_to: No higher than this.
        from_at_least: Only what has reached this grade already is raised.
    """

    id: str
    when: Condition
    raise_: Mapping[str, int] = field(hash=False)
    up_to: Mapping[str, str] = field(hash=False)
    from_at_least: Mapping[str, str] = field(hash=False, factory=dict)
    because: str
    label: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Easing:
    """When improvement is shown, lower what came out so far; guards come after.

    Attributes:
        when: It may look at history only.
        lower: By how many grades, for each outcome.
        not_below: No lower than this.
    """

    id: str
    when: Condition
    lower: Mapping[str, int] = field(hash=False)
    not_below: Mapping[str, str] = field(hash=False)
    because: str
    label: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Guard:
    """When a condition holds, nothing lowers the outcome below a grade."""

    id: str
    when: Condition
    at_least: Mapping[str, str] = field(hash=False)
    because: str
    label: str | None = None
    source: str | None = None
    status: Provenance | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class Task:
    """Something to do, once or for each member of a selection."""

    id: str
    task: str
    when: Condition | None = None
    for_each: Selection | None = None
    who: str | None = None
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Review:
    """By when the case is looked at again, while a condition holds.

    Attributes:
        within: So long after the moment at the latest.
        when: Always, if not said.
    """

    id: str
    within: Duration
    because: str
    when: Condition | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Households:
    """What one child's result means for the other children of a household.

    Attributes:
        rescreen_at: When one child reaches this grade of an outcome, every other
            child is looked at afresh.
    """

    rescreen_at: Mapping[str, str] = field(hash=False)
    because: str
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class ReportItem:
    """A measure or rating given as a result in its own right."""

    id: str
    label: str
    measure: Measure | None = None
    rating: str | None = None
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Enough:
    """How much must be answered before a low result may be believed.

    Attributes:
        core: Share of the core indicators, from nought to one.
        each_domain: Share in every domain.
    """

    core: Number | None = None
    each_domain: Number | None = None


@final
@frozen(kw_only=True)
class OpenAnswers:
    """What a ruleset recommends while answers are open."""

    recommend: Literal["floor", "ceiling", "person"]
    enough: Enough = field(factory=Enough)
    because: str | None = None
    source: str | None = None
    status: Provenance | None = None


@final
@frozen(kw_only=True)
class Promise:
    """What the author claims of the ruleset. It decides nothing."""

    id: str
    whenever: Condition
    then: Mapping[str, GradeTest] = field(hash=False)
    because: str | None = None
