"""Which records stand, where a ruleset says how far back answers are believed (3.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from neglect_rules.facts._calendar import add_months
from neglect_rules.model import Duration, Record

if TYPE_CHECKING:
    from neglect_rules.model import Believe

How: TypeAlias = "Believe | Literal['latest'] | None"
"""How far back answers are believed; `None` for all of them."""


def standing(
    believe: How, records: Sequence[Record], day: dt.date
) -> tuple[Record, ...]:
    """Return the records that stand; what gives only a state, or no date, always does.

    The answers of the latest date always stand, however long ago that is: time alone
    takes no answer away (law 24).
    """
    if believe is None:
        return tuple(records)
    found = {r.date for r in records if r.date is not None and r.state is None}
    dates = sorted(found, reverse=True)
    kept = set(_believed(believe, dates, day))
    return tuple(
        r for r in records if r.state is not None or r.date is None or r.date in kept
    )


def _believed(
    believe: Believe | Literal["latest"], dates: Sequence[dt.date], day: dt.date
) -> Sequence[dt.date]:
    """Return which of the dates are believed, of dates from the latest on."""
    if believe == "latest":
        return dates[:1]
    if believe.sustained is not None:
        return dates[: believe.sustained]
    since = window_start(believe.worst_within or Duration(), day)
    return [each for n, each in enumerate(dates) if not n or each > since]


def window_start(length: Duration, day: dt.date) -> dt.date:
    """Return the last day before a window that looks back from `day`.

    Examples:
        >>> window_start(Duration(months=12), dt.date(2024, 2, 29))
        datetime.date(2023, 2, 28)
    """
    return add_months(day - dt.timedelta(length.days or 0), -(length.months or 0))


def moved(day: dt.date, length: Duration) -> dt.date:
    """Return the day so long after `day` (2.2)."""
    return add_months(day + dt.timedelta(length.days or 0), length.months or 0)
