"""What a ruleset can count or add: measures, as their author wrote them."""

from __future__ import annotations

from typing import Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.exact import Number
from neglect_rules.model._durations import Within
from neglect_rules.model._selections import Selection


@final
@frozen(kw_only=True)
class Score:
    """A domain's score: raw, after its cap, or after its weight as well."""

    score: str
    as_: Literal["raw", "capped", "weighted"]


@final
@frozen(kw_only=True)
class Total:
    """The sum of weighted domain scores, of all domains or of some."""

    total: Literal["all"] | tuple[str, ...]


@final
@frozen(kw_only=True)
class Points:
    """The grade points of one indicator or rating, before any weight."""

    points: str


@final
@frozen(kw_only=True)
class NumberOf:
    """The value of a numeric indicator, in its own unit."""

    number: str


@final
@frozen(kw_only=True)
class Age:
    """The subject's age: completed months, corrected months or gestation weeks."""

    age: Literal["months", "corrected_months", "gestation_weeks"]


@final
@frozen(kw_only=True)
class CountOf:
    """How many members meet a test, or in how many domains one does."""

    count: Selection
    distinct: Literal["domains"] | None = None


@final
@frozen(kw_only=True)
class SumOf:
    """The sum of measures."""

    sum: tuple[Measure, ...]


@final
@frozen(kw_only=True)
class MaxOf:
    """The greatest of measures."""

    max: tuple[Measure, ...]


@final
@frozen(kw_only=True)
class MinOf:
    """The least of measures."""

    min: tuple[Measure, ...]


@final
@frozen(kw_only=True)
class Times:
    """A measure multiplied by a number; a negative one turns its direction."""

    times: Number
    of: Measure


@final
@frozen(kw_only=True)
class Mean:
    """The mean of the points of a fixed list, none of which may be missing."""

    mean: tuple[str, ...]


@final
@frozen(kw_only=True)
class Seen:
    """An indicator with a test of its grade, put to each of its records."""

    indicator: str
    at_least: str | None = None
    at_most: str | None = None
    in_: tuple[str, ...] | None = None


@final
@frozen(kw_only=True)
class Events:
    """How many events of a kind there were."""

    events: str
    within: Within = None


@final
@frozen(kw_only=True)
class Sightings:
    """On how many dates, by how many people or from how many sources one was seen."""

    sightings: Seen | Selection
    distinct: Literal["dates", "people", "sources"]
    within: Within = None


@final
@frozen(kw_only=True)
class Unbroken:
    """For how many days every observation has met a test."""

    unbroken: Seen | Selection
    in_: Literal["days"]


@final
@frozen(kw_only=True)
class Change:
    """A named measure less its value at the earlier assessment."""

    change: str


@final
@frozen(kw_only=True)
class Earlier:
    """The value of a named measure at the earlier assessment."""

    earlier: str


@final
@frozen(kw_only=True)
class ReviewsWithoutImprovement:
    """How many of the latest reviews in a row saw a concern no better.

    Attributes:
        reviews_without_improvement: An indicator, a domain, or `all`.
    """

    reviews_without_improvement: str


OfHistory: TypeAlias = (
    Events | Sightings | Unbroken | Change | Earlier | ReviewsWithoutImprovement
)
"""A measure that looks back."""

Measure: TypeAlias = (
    str
    | Score
    | Total
    | Points
    | NumberOf
    | Age
    | CountOf
    | SumOf
    | MaxOf
    | MinOf
    | Times
    | Mean
    | OfHistory
)
"""A measure in place, or the name of one that stands under `measures`."""
