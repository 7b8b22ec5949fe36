"""How many of the latest reviews in a row saw a concern that was no better (5.13)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from neglect_rules.facts._past import Past
from neglect_rules.truth import Truth


def reviewed(past: Past, id_: str) -> tuple[int, int, list[dt.date]]:
    """Return the least and greatest number of such reviews, with those certain.

    What was never recorded above its lowest grade cannot have got better.
    """
    dates = sorted({each for each in past.case.reviews if each <= past.day})
    if not dates[1:]:
        return 0, 0, []
    lowest, dated = mildest(past, id_), past.by_date(id_)
    every = [past.gravity(id_, record.grade or "") for record in past.records(id_)]
    if every and max(every) <= lowest:
        return 0, 0, []
    perhaps = 0
    certain: list[dt.date] = []
    for before, review in reversed(list(pairwise(dates))):
        verdict = _no_better(dated, lowest, before, review)
        if verdict is Truth.FALSE:
            break
        if verdict is Truth.TRUE:
            certain.append(review)
        else:
            perhaps += 1
    return len(certain), len(certain) + perhaps, certain


def _no_better(
    dated: Sequence[tuple[dt.date, int]],
    mildest: int,
    before: dt.date,
    review: dt.date,
) -> Truth:
    then = [grave for date, grave in dated if date <= before]
    since = [grave for date, grave in dated if before < date <= review]
    if not then or not since:
        return Truth.OPEN
    same = then[-1] > mildest and since[-1] >= then[-1]
    return Truth.TRUE if same else Truth.FALSE


def mildest(past: Past, id_: str) -> int:
    """Return how grave the mildest permitted grade of an indicator is."""
    spec = past.ruleset.indicators[id_]
    scale = past.ruleset.scales[spec.scale or ""]
    return min(
        past.gravity(id_, grade.id)
        for grade in scale.grades
        if spec.permits is None or grade.id in spec.permits
    )
