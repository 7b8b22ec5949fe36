"""How a ruleset makes one grade from others: ratings, as their author wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.exact import Number
from neglect_rules.model._conditions import Condition
from neglect_rules.model._measures import Measure


@final
@frozen(kw_only=True)
class Band:
    """From an edge upward, give a grade; the first band has no edge.

    Attributes:
        give: The grade.
        from_: The edge, included.
        above: The edge, not included.
    """

    give: str
    from_: Number | None = None
    above: Number | None = None


@final
@frozen(kw_only=True)
class Bands:
    """The band that a measure falls in; gaps and overlaps cannot be written."""

    bands: tuple[Band, ...]
    of: Measure


@final
@frozen(kw_only=True)
class Choose:
    """The rule that another answer picks; unknown, all of them count."""

    choose: str
    by: Mapping[str, Give] = field(hash=False)


@final
@frozen(kw_only=True)
class GradeWhen:
    """A grade, or a further rule, while a condition holds."""

    when: Condition
    give: Give


@final
@frozen(kw_only=True)
class Grades:
    """The worst whose condition holds.

    Attributes:
        grades: The branches, in any order.
        otherwise: The grade when none holds, or `n/a`.
    """

    grades: tuple[GradeWhen, ...]
    otherwise: str


@final
@frozen(kw_only=True)
class Row:
    """One row of a table: a list of grades, or `"any"`, for each input."""

    when: tuple[tuple[str, ...] | Literal["any"], ...]
    give: str


@final
@frozen(kw_only=True)
class Table:
    """A complete decision table over at most four inputs.

    Attributes:
        table: The inputs: indicators or ratings.
        rows: Any input that does not apply gives `n/a` unless a row names `n/a`.
        hit: `unique`: no two rows overlap; `highest`: the highest grade counts.
    """

    table: tuple[str, ...]
    rows: tuple[Row, ...]
    hit: Literal["unique", "highest"]


@final
@frozen(kw_only=True)
class WorstOf:
    """The worst of several grades on one scale; what does not apply is left out."""

    worst_of: tuple[str, ...]


@final
@frozen(kw_only=True)
class MostCommon:
    """The most common of several grades on one concern scale.

    Attributes:
        most_common: The members; what does not apply is left out.
        tie: Which of several equally common grades counts.
        unless_above: A member beyond this grade makes the rating the worst of all.
    """

    most_common: tuple[str, ...]
    tie: Literal["worse"]
    unless_above: str | None = None


Rule: TypeAlias = Bands | Choose | Grades | Table | WorstOf | MostCommon

Give: TypeAlias = str | Rule
"""A grade, or a further rule in its place."""
