"""What a trace says of history and of reviews to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, final

from attrs import frozen

from neglect_rules.evaluation._run import Values
from neglect_rules.evaluation._shown import shown
from neglect_rules.facts import Counted, Facts, moved, window_opens
from neglect_rules.model import Case
from neglect_rules.program import Amount, Program
from neglect_rules.truth import Truth

Json = dict[str, Any]
_NOTHING = Counted(value=(0, 0))


def history(
    program: Program, case: Case, facts: Facts, values: Values
) -> Iterator[Json]:
    """Yield what each measure of history looked at, where there was anything."""
    for index, step in program.leaves:
        if not isinstance(step, Amount) or step.tally is None:
            continue
        counted = facts.histories["recorded"][index]
        if counted == _NOTHING:
            continue
        found: Json = {
            "at": step.at,
            "measure": step.of,
            "of": step.tally.of,
            "value": shown(step, values[index]),
            "counted": sorted(counted.counted),
        }
        if step.tally.within is not None:
            since = window_opens(step.tally.within, case, facts.day)
            found["since"] = since and since.isoformat()
            found["passed"] = sorted(counted.passed)
        yield found


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
