"""What to doubt in a history: better at reviews only, or not looked at again."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from neglect_rules.facts._history import window_start
from neglect_rules.facts._past import Past
from neglect_rules.model import Case, Duration
from neglect_rules.program import Program


def improved_near_review(program: Program, case: Case, day: dt.date) -> list[str]:
    """Return the indicators that got better only shortly before a review.

    Near a review they were milder than just before, and away from reviews they were
    graver again afterwards and never milder than they had been.
    """
    near, ruleset = program.ruleset.near_review, program.ruleset
    if near is None or not case.reviews:
        return []
    past = Past(ruleset=ruleset, case=case, day=day)
    return [
        id_
        for id_, spec in ruleset.indicators.items()
        if spec.scale is not None
        and ruleset.scales[spec.scale].kind != "context"
        and _only_near(past, id_, near)
    ]


def _only_near(past: Past, id_: str, near: Duration) -> bool:
    dated = [
        (grave, _is_near(past.case, date, near)) for date, grave in past.by_date(id_)
    ]
    away = [grave for grave, is_near in dated if not is_near]
    if any(now < was for was, now in pairwise(away)):
        return False
    return any(
        now < was and is_near and any(g > now for g, near in dated[n + 2 :] if not near)
        for n, ((was, _), (now, is_near)) in enumerate(pairwise(dated))
    )


def _is_near(case: Case, date: dt.date, near: Duration) -> bool:
    return any(window_start(near, review) < date <= review for review in case.reviews)


def not_looked_at_again(case: Case) -> list[str]:
    """Return the needs of the last assessment that were not graded since."""
    earlier = case.earlier
    if earlier is None:
        return []
    return [
        id_
        for id_ in earlier.needs
        if not any(
            record.grade is not None
            and record.date is not None
            and record.date > earlier.date
            for record in case.answers.get(id_, ())
        )
    ]


def overdue_review(case: Case, day: dt.date) -> list[str]:
    """Return the day by which a review was due, if none was held by then."""
    earlier = case.earlier
    if earlier is None or earlier.review_by is None or day <= earlier.review_by:
        return []
    held = any(earlier.date < each <= earlier.review_by for each in case.reviews)
    return [] if held else [earlier.review_by.isoformat()]
