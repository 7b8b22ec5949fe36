"""What the names of a ruleset stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from neglect_rules.model import (
    GradeTest,
    Indicator,
    IndicatorTest,
    Members,
    OutcomeTest,
    Rating,
    RatingTest,
    Ruleset,
    Scale,
    Seen,
    Selection,
)

Thing = Indicator | Rating
"""What has a grade: an indicator, or a rating wherever an indicator may stand."""

AnyGradeTest = GradeTest | IndicatorTest | RatingTest | OutcomeTest | Seen


def thing(ruleset: Ruleset, id_: str) -> Thing | None:
    """Return the indicator or rating of this id, if there is one."""
    return ruleset.indicators.get(id_) or ruleset.ratings.get(id_)


def things(ruleset: Ruleset) -> Iterator[tuple[str, Thing]]:
    """Yield indicators, then ratings, in document order (4.4)."""
    yield from ruleset.indicators.items()
    yield from ruleset.ratings.items()


def scale_of(ruleset: Ruleset, id_: str) -> Scale | None:
    """Return the scale of an indicator or rating; a number has none."""
    found = thing(ruleset, id_)
    if found is None or found.scale is None:
        return None
    return ruleset.scales.get(found.scale)


def grade_ids(scale: Scale) -> tuple[str, ...]:
    """Return the grades of a scale, low to high."""
    return tuple(grade.id for grade in scale.grades)


def place_of(ruleset: Ruleset, id_: str) -> str:
    """Return where an indicator or rating stands."""
    folder = "indicators" if id_ in ruleset.indicators else "ratings"
    return f"/{folder}/{id_}"


def members(ruleset: Ruleset, selection: Selection) -> list[str]:
    """Return the members of a selection in document order (4.4)."""
    critical = selection.graded == "critical"
    return [
        id_
        for id_, spec in things(ruleset)
        if _is_meant(ruleset, selection.from_, id_, spec)
        and not (critical and spec.critical_at is None)
    ]


def _is_meant(ruleset: Ruleset, wanted: Members, id_: str, spec: Thing) -> bool:
    if wanted.indicators is not None:
        return id_ in wanted.indicators
    scale = scale_of(ruleset, id_)
    if scale is None or scale.kind == "context":
        return False
    if wanted.domains is not None:
        return spec.domain in wanted.domains
    if wanted.tag is not None:
        return wanted.tag in spec.tags
    return spec.domain is not None


def scored_members(ruleset: Ruleset, domain: str) -> list[str]:
    """Return what adds to a domain's score, in document order (5.2)."""
    return [
        id_
        for id_, spec in things(ruleset)
        if spec.domain == domain and is_scored(ruleset, spec)
    ]


def is_scored(ruleset: Ruleset, spec: Thing) -> bool:
    """Return whether a thing that stands in a domain adds to its score."""
    scale = ruleset.scales.get(spec.scale or "")
    return spec.domain is not None and scale is not None and scale.kind != "context"


def concern_indicators(ruleset: Ruleset, name: str) -> tuple[str, ...]:
    """Return the concern indicators that a name covers: its own, a domain's, or all."""
    alone = name in ruleset.indicators
    return tuple(
        id_
        for id_, spec in ruleset.indicators.items()
        if spec.scale is not None
        and ruleset.scales[spec.scale].kind == "concern"
        and (id_ == name if alone else name in {"all", spec.domain})
    )


def named_grades(test: AnyGradeTest) -> tuple[str, ...]:
    """Return the grades that a test names."""
    if test.in_ is not None:
        return test.in_
    return (test.at_least or test.at_most or "",)


def grades_meant(test: AnyGradeTest, grades: Sequence[str]) -> int:
    """Return the positions for which a test holds, one bit each, n/a never (4.2)."""
    if test.in_ is not None:
        meant = [grade in test.in_ for grade in grades]
    elif test.at_least is not None:
        first = grades.index(test.at_least)
        meant = [index >= first for index in range(len(grades))]
    else:
        last = grades.index(test.at_most or "")
        meant = [index <= last for index in range(len(grades))]
    return sum(1 << index + 1 for index, holds in enumerate(meant) if holds)


def grades_critical(
    spec: Thing, kind: Literal["concern", "strength", "context"], grades: Sequence[str]
) -> int:
    """Return the positions at or beyond `critical_at`, towards worse (4.4)."""
    if kind == "strength":
        return grades_meant(GradeTest(at_most=spec.critical_at), grades)
    return grades_meant(GradeTest(at_least=spec.critical_at), grades)
