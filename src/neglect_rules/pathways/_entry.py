"""One contact on a route, and one thing that is odd about a route."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.pathways._model import Contact, Week, Window

Role: TypeAlias = Literal["emergency", "main", "urgent", "other"]

Kind: TypeAlias = Literal[
    "moment_unknown",
    "not_in_force",
    "stale",
    "calendar",
    "gap",
    "overlap",
    "nobody",
    "thin",
    "otherwise",
]


@final
@frozen
class Notice:
    """Something that is odd about a route.

    Attributes:
        kind: What it is, for machines.
        text: The same in words.
    """

    kind: Kind
    text: str


@final
@frozen(kw_only=True)
class Entry:
    """One contact on a route.

    Attributes:
        role: `main` serves the need, `urgent` is for what cannot wait until somebody
            who serves it is there, `emergency` is always listed, `other` is listed
            because the moment is not known.
        is_open: Whether it is listed as open; `None` if that is not known.
        until: When it closes, in the directory's zone, if open and known.
        opens: When it opens next, in the directory's zone, if closed and known.
    """

    contact: Contact
    role: Role
    is_open: bool | None
    until: dt.datetime | None = None
    opens: dt.datetime | None = None

    @property
    def is_by_weekday(self) -> bool:
        """Return whether hours by weekday are published."""
        return isinstance(self.contact.hours, Week)

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as a JSON value."""
        return {
            "contact": self.contact.id,
            "label": self.contact.label,
            "role": self.role,
            "why": _WHY[self.role],
            "purposes": list(self.contact.purposes),
            "numbers": list(self.contact.numbers),
            "hours": _HOURS.get(str(self.contact.hours), "published"),
            "open": self.is_open,
            "until": written(self.until),
            "opens": written(self.opens),
            "effective": _window(self.contact.effective),
            "verified_on": self.contact.verified_on.isoformat(),
        }


_WHY = {
    "emergency": "Always listed: a child may be in danger now.",
    "main": "Serves what the decision calls for.",
    "urgent": "For what cannot wait until somebody who serves the need is there.",
    "other": "Listed because the moment is not known.",
}
_HOURS = {"always": "always", "unknown": "not published"}


def written(at: dt.datetime | None) -> str | None:
    """Return a moment as JSON has it."""
    return None if at is None else at.isoformat()


def _window(window: Window) -> dict[str, str]:
    ends = {"from": window.first, "before": window.before}
    return {key: day.isoformat() for key, day in ends.items() if day is not None}
