"""What a ruleset says of reviews, on the day of a decision."""

from __future__ import annotations

import datetime as dt
from typing import Any, final

from attrs import frozen

from neglect_rules.evaluation._run import Values
from neglect_rules.facts import moved
from neglect_rules.program import Program
from neglect_rules.truth import Truth

Json = dict[str, Any]


@final
@frozen(kw_only=True)
class ReviewDue:
    """A review with the last day for it.

    Attributes:
        truth: Whether it is asked for.
    """

    id: str
    at: str
    truth: Truth
    by: dt.date


def reviews_due(
    program: Program, values: Values, day: dt.date
) -> tuple[ReviewDue, ...]:
    """Return what the ruleset says of reviews, in its order (9.4)."""
    verdicts = [
        Truth.TRUE if link.when is None else values[link.when]
        for link in program.reviews
    ]
    return tuple(
        ReviewDue(id=link.id, at=link.at, truth=verdict, by=moved(day, link.within))
        for link, verdict in zip(program.reviews, verdicts, strict=True)
        if isinstance(verdict, Truth)
    )


def review_by(reviews: tuple[ReviewDue, ...]) -> dt.date | None:
    """Return the earliest day of those asked for, or perhaps asked for."""
    days = [each.by for each in reviews if each.truth is not Truth.FALSE]
    return min(days, default=None)


def reviews_document(reviews: tuple[ReviewDue, ...]) -> Json:
    """Return reviews as a trace has them."""
    by = review_by(reviews)
    return {
        "reviews": [
            {
                "id": each.id,
                "at": each.at,
                "value": each.truth.value,
                "by": each.by.isoformat(),
            }
            for each in reviews
        ],
        "review_by": by and by.isoformat(),
    }
