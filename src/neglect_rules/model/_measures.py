"""What a ruleset can count or add: measures, as their author wrote them."""

from __future__ import annotations

from typing import Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.exact import Number
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
)
"""A measure in place, or the name of one that stands under `measures`."""
