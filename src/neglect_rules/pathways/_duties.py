"""What must be done after a route was taken, by when, and what is overdue.

Hours are hours that pass, whatever clocks show; working days and months are civil days
of the directory's zone, and something due on a day is in time until that day ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, final

from attrs import frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.facts import add_months
from neglect_rules.pathways._calendar import Calendar, add_working_days
from neglect_rules.pathways._entry import written
from neglect_rules.pathways._model import Directory, Duty
from neglect_rules.pathways._needs import Routable, needed
from neglect_rules.pathways._times import day_words, time_words
from neglect_rules.pointer import Pointer


@final
@frozen(kw_only=True)
class Due:
    """A duty with the instant or the civil day by which it must be done.

    Attributes:
        by: The last instant that is in time, in the directory's zone; `None` if it is
            due by a day.
        day: The last day that is in time; `None` if it is due by an instant.
        zone: Whose days they are, by its name.
    """

    duty: Duty
    by: dt.datetime | None
    day: dt.date | None
    zone: dt.tzinfo

    def is_overdue(self, at: dt.datetime) -> bool:
        """Return whether it is too late at a moment.

        Raises:
            CaseError: The moment has no time zone (NR606).
        """
        moment = _moment(at)
        if self.by is not None:
            return moment > self.by.astimezone(dt.UTC)
        return self.day is not None and moment.astimezone(self.zone).date() > self.day

    def to_dict(self) -> dict[str, Any]:
        """Return the duty as a JSON value."""
        day = None if self.day is None else self.day.isoformat()
        return {
            "duty": self.duty.id,
            "task": self.duty.task,
            "by": written(self.by),
            "day": day,
            "source": self.duty.source,
            "status": self.duty.provenance,
        }

    def line(self) -> str:
        """Return the duty in words."""
        end = self.day if self.by is None else self.by.date()
        day = "" if end is None else day_words(end, weekday=True)
        time = "" if self.by is None else f"{time_words(self.by)} on "
        return f"By {time}{day}: {self.duty.task}"


def due(
    decision: Routable,
    directory: Directory,
    *,
    at: dt.datetime,
    calendar: Calendar | None = None,
) -> tuple[Due, ...]:
    """Return what must be done after a route was taken at a moment, and by when.

    Args:
        decision: A decision, its trace, its outcomes, or a need.
        directory: It says the duties.
        at: When the time begins to run.
        calendar: Bank holidays; those that ship unless given.

    Raises:
        CaseError: The moment has no time zone (NR606).
        CalendarError: The calendar does not know a year that working days pass.
    """
    need = needed(decision, directory).need
    moment = _moment(at)
    return tuple(
        _due(duty, directory, moment, calendar)
        for duty in directory.duties
        if need in duty.after
    )


def overdue(dues: Iterable[Due], *, at: dt.datetime) -> tuple[Due, ...]:
    """Return those of some duties that are too late at a moment.

    Raises:
        CaseError: The moment has no time zone (NR606).
    """
    return tuple(each for each in dues if each.is_overdue(at))


def _due(
    duty: Duty, directory: Directory, at: dt.datetime, calendar: Calendar | None
) -> Due:
    zone, within = directory.zone_info, duty.within
    if within.unit == "hours":
        by = (at + dt.timedelta(hours=within.count)).astimezone(zone)
        return Due(duty=duty, by=by, day=None, zone=zone)
    today = at.astimezone(zone).date()
    if within.unit == "months":
        day = add_months(today, within.count)
    else:
        division = directory.division
        day = add_working_days(today, within.count, division, calendar=calendar)
    return Due(duty=duty, by=None, day=day, zone=zone)


def _moment(at: dt.datetime) -> dt.datetime:
    if at.utcoffset() is None:
        message = "the moment has no time zone"
        hint = "write it with one, such as 2026-05-12T10:00:00+01:00"
        raise CaseError((Diagnostic("NR606", message, Pointer(("at",)), hint),))
    return at.astimezone(dt.UTC)
