"""A case looked back upon from a day, for what is counted over time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.facts._history import window_start
from neglect_rules.model import Case, Record, Within

if TYPE_CHECKING:
    from neglect_rules.model import Ruleset

Mode: TypeAlias = Literal["recorded", "confirmed", "unjudged"]
"""As recorded, without what is suspected, or without a person's judgement."""


@final
@frozen(kw_only=True)
class Past:
    """A case looked back upon from a day.

    Attributes:
        mode: Which of its records are looked at.
    """

    ruleset: Ruleset
    case: Case = field(repr=False)
    day: dt.date
    mode: Mode = "recorded"

    def records(self, id_: str) -> list[Record]:
        """Return the records of an indicator that give a grade."""
        if self.mode == "unjudged" and self.ruleset.indicators[id_].judgement:
            return []
        return [
            record
            for record in self.case.answers.get(id_, ())
            if record.grade is not None
            and not (self.mode == "confirmed" and record.suspected)
        ]

    def gravity(self, id_: str, grade: str) -> int:
        """Return how grave a grade is: higher is worse."""
        scale = self.ruleset.scales[self.ruleset.indicators[id_].scale or ""]
        position = [each.id for each in scale.grades].index(grade) + 1
        return -position if scale.kind == "strength" else position

    def by_date(self, id_: str) -> list[tuple[dt.date, int]]:
        """Return each date on which an indicator was graded, with its grade (5.11).

        Where each carer is asked about, it is the worst of every carer's latest.
        """
        found: dict[dt.date, dict[str | None, int]] = {}
        for record in self.records(id_):
            if record.date is not None:
                grave = self.gravity(id_, record.grade or "")
                of_date = found.setdefault(record.date, {})
                of_date[record.about] = max(grave, of_date.get(record.about, grave))
        latest: dict[str | None, int] = {}
        dated = []
        for date, each in sorted(found.items(), key=lambda item: item[0]):
            latest.update(each)
            dated.append((date, max(latest.values())))
        return dated


def window_opens(within: Within, case: Case, day: dt.date) -> dt.date | None:
    """Return the first day that a window holds; `None` where it is not known (2.7)."""
    if within is None:
        return dt.date.min
    if within == "since_last_assessment":
        last = None if case.earlier is None else case.earlier.date
    else:
        last = window_start(within, day)
    return None if last is None else last + dt.timedelta(1)
