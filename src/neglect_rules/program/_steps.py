"""The kinds of step that a Program is made of.

Three kinds of value run between steps. A *verdict* is a `Truth`. A *choice* is a
non-empty set of positions on a scale, one bit each: bit 0 is "not applicable", bit 1
the lowest grade. An *extent* is a pair of scaled integers, the second `None` where no
upper limit is known; the number meant is the integer divided by the step's `per`.

Every kind is inclusion-isotone: narrower values in, narrower values out. That is laws
3 and 4, and a new kind must keep it.
"""

from __future__ import annotations

from typing import TypeAlias, final

from attrs import frozen

from neglect_rules.model import Within
from neglect_rules.truth import Truth

Choice: TypeAlias = int
Extent: TypeAlias = tuple[int, int | None]
Value: TypeAlias = Truth | Choice | Extent

NOT_APPLICABLE: Choice = 1
"""The choice that holds "not applicable" and nothing else."""


@final
@frozen(kw_only=True)
class Answer:
    """Leaf to choice: the grades that a record stands for.

    Attributes:
        at: Where in the author's document the step comes from, as a pointer.
        role: What it is of that place; `at` and `role` together name the step.
        indicator: Whose answer.
        grades: The scale, low to high.
        open: What no answer stands for.
        lowest: What zero-fill stands for; `open` where it is not declared.
    """

    at: str
    role: str
    indicator: str
    grades: tuple[str, ...]
    open: Choice
    lowest: Choice


OR_MORE = 10**6
"""What a count over time may come to at most, where nothing else limits it (5.14)."""


@final
@frozen(kw_only=True)
class Tally:
    """What is counted over time (5.9 to 5.13).

    Attributes:
        of: The kind of event, the indicator, the named measure, or what reviews look
            at, as the author wrote it.
        indicators: Those whose records are looked at.
        among: The grades that count, one bit each.
        distinct: What tells one sighting from another: `date`, `by`, `source`.
        within: How far back.
        worse: The gravest grade of the scale is among those that count.
        milder: The mildest is.
    """

    of: str
    indicators: tuple[str, ...] = ()
    among: Choice = 0
    distinct: str = ""
    within: Within = None
    worse: bool = False
    milder: bool = False


@final
@frozen(kw_only=True)
class Amount:
    """Leaf to extent: a number, an age, or what was counted over time.

    Attributes:
        of: `number`, the kind of age, or the measure of history.
        indicator: Whose number; empty for others.
        per: What the integers count: so many to one.
        open: What no answer stands for.
        tally: What is counted, if something is.
    """

    at: str
    role: str
    of: str
    indicator: str
    per: int
    open: Extent
    tally: Tally | None = None

    @property
    def is_age(self) -> bool:
        """Whether it is the subject's age."""
        return not self.indicator and self.tally is None


@final
@frozen(kw_only=True)
class RecordFact:
    """Leaf to verdict: a fact about how something is known.

    Attributes:
        indicator: Whose record; empty for the subject.
        fact: `answered`, `due`, `above_lowest`, `recorded`, `state`, `source`,
            `cause` or `subject`.
        among: The states, sources, causes or kinds asked about, if any.
    """

    at: str
    role: str
    indicator: str
    fact: str
    among: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Map:
    """Choices, through a finite table, to a choice or an extent.

    Attributes:
        of: The inputs.
        sizes: Positions of each input, "not applicable" included.
        table: A position or number for each combination, the last input fastest.
        grades: The scale of the result; `None` if it is an extent.
        per: What the table's numbers count, if it is an extent.
    """

    at: str
    role: str
    of: tuple[int, ...]
    sizes: tuple[int, ...]
    table: tuple[int, ...]
    grades: tuple[str, ...] | None = None
    per: int = 1


@final
@frozen(kw_only=True)
class Band:
    """Extent to choice: every band that the extent meets.

    Attributes:
        of: The input.
        edges: The least integer of each band but the first, rising.
        give: The position that each band gives, one more than there are edges.
    """

    at: str
    role: str
    of: int
    edges: tuple[int, ...]
    give: tuple[int, ...]
    grades: tuple[str, ...]


@final
@frozen(kw_only=True)
class Select:
    """Choices to choice: the union of those that the chooser may pick.

    Attributes:
        chooser: The input that picks; "not applicable" picks "not applicable".
        of: The choice for each of its grades; `None` where it cannot have it.
    """

    at: str
    role: str
    chooser: int
    of: tuple[int | None, ...]
    grades: tuple[str, ...]


@final
@frozen(kw_only=True)
class Sum:
    """Extents to extent: whole weights, then a constant."""

    at: str
    role: str
    of: tuple[int, ...]
    weights: tuple[int, ...]
    constant: int
    per: int


@final
@frozen(kw_only=True)
class Clamp:
    """Extent to extent: not below `low`, not above `high`."""

    at: str
    role: str
    of: int
    low: int | None
    high: int | None
    per: int


@final
@frozen(kw_only=True)
class Extreme:
    """Extents or choices to the same: the greatest or least; n/a is left out."""

    at: str
    role: str
    of: tuple[int, ...]
    greatest: bool
    grades: tuple[str, ...] | None = None
    per: int = 1


@final
@frozen(kw_only=True)
class Count:
    """Verdicts to extent: the true ones, up to those and the open ones."""

    at: str
    role: str
    of: tuple[int, ...]


@final
@frozen(kw_only=True)
class Compare:
    """Extent to verdict: is it `at_least` or more."""

    at: str
    role: str
    of: int
    at_least: int


@final
@frozen(kw_only=True)
class Member:
    """Choice to verdict: is it among `among`; n/a is among none."""

    at: str
    role: str
    of: int
    among: Choice


@final
@frozen(kw_only=True)
class Quorum:
    """Verdicts to verdict: do at least `need` hold."""

    at: str
    role: str
    of: tuple[int, ...]
    need: int


@final
@frozen(kw_only=True)
class Not:
    """Verdict to verdict: swaps."""

    at: str
    role: str
    of: int


@final
@frozen(kw_only=True)
class Reach:
    """Verdicts with levels, over a base, to choice.

    The result holds every level at or above the highest certain one that is that one
    or belongs to an open verdict.
    """

    at: str
    role: str
    of: tuple[int, ...]
    levels: tuple[int, ...]
    base: int
    grades: tuple[str, ...]


@final
@frozen(kw_only=True)
class Shift:
    """Choice to choice: moved where a verdict holds; the furthest result stands.

    Attributes:
        of: What is moved.
        when: The verdicts.
        by: By how many grades each raises; below nought it lowers. One shift never
            does both.
        limit: Beyond which position each does not move it.
        start: From which position on each moves it at all.
    """

    at: str
    role: str
    of: int
    when: tuple[int, ...]
    by: tuple[int, ...]
    limit: tuple[int, ...]
    start: tuple[int, ...]
    grades: tuple[str, ...]


Step: TypeAlias = (
    Answer
    | Amount
    | RecordFact
    | Map
    | Band
    | Select
    | Sum
    | Clamp
    | Extreme
    | Count
    | Compare
    | Member
    | Quorum
    | Not
    | Reach
    | Shift
)

Leaf: TypeAlias = Answer | Amount | RecordFact
