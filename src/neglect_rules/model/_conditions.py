"""What a ruleset can ask of a case: conditions, as their author wrote them."""

from __future__ import annotations

from typing import TypeAlias, final

from attrs import frozen

from neglect_rules.exact import Number
from neglect_rules.model._measures import Measure
from neglect_rules.model._selections import Selection


@final
@frozen
class Exemption:
    """The author's word that a law may be broken in this place, with the reason."""

    law: int
    because: str


@final
@frozen(kw_only=True)
class AllOf:
    """Every one holds."""

    all: tuple[Condition, ...]
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class AnyOf:
    """At least one holds."""

    any: tuple[Condition, ...]
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class AtLeastOf:
    """At least so many hold."""

    at_least: int
    of: tuple[Condition, ...]
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class Not:
    """It does not hold."""

    not_: Condition
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class Named:
    """A condition that stands under `conditions`."""

    is_: str
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class IndicatorTest:
    """An answer's grade meets a test; not applicable meets none."""

    indicator: str
    at_least: str | None = None
    at_most: str | None = None
    in_: tuple[str, ...] | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class RatingTest:
    """A rating's grade meets a test."""

    rating: str
    at_least: str | None = None
    at_most: str | None = None
    in_: tuple[str, ...] | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class OutcomeTest:
    """An earlier outcome's final result meets a test."""

    outcome: str
    at_least: str | None = None
    at_most: str | None = None
    in_: tuple[str, ...] | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class MeasureTest:
    """A measure is on one side of a number."""

    measure: Measure
    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class Some:
    """At least one member of a selection meets its test."""

    some: Selection
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class Every:
    """All members of a selection meet its test; not applicable meets none."""

    every: Selection
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class NoneOf:
    """No member of a selection meets its test."""

    none: Selection
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class StateRecord:
    """How an answer is recorded, whatever its grade.

    Attributes:
        indicator: Whose record.
        state: True when any record of it has one of these states (`recorded` and
            `suspected` are states here too).
        source: True when any recorded grade has one of these sources; open when one
            names no source.
        cause: The same of causes. Only a task may ask for one.
    """

    indicator: str
    state: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None
    cause: tuple[str, ...] | None = None


@final
@frozen(kw_only=True)
class CoverageRecord:
    """Too little of a domain (or of `all`) is answered."""

    coverage: str
    below: Number


@final
@frozen(kw_only=True)
class RecordTest:
    """A record fact: how something is known, not what is known."""

    record: StateRecord | CoverageRecord
    exception: Exemption | None = None


@final
@frozen(kw_only=True)
class SubjectTest:
    """The subject is of one of these kinds."""

    subject: tuple[str, ...]
    exception: Exemption | None = None


Condition: TypeAlias = (
    AllOf
    | AnyOf
    | AtLeastOf
    | Not
    | Named
    | IndicatorTest
    | RatingTest
    | OutcomeTest
    | MeasureTest
    | Some
    | Every
    | NoneOf
    | RecordTest
    | SubjectTest
)
