"""Measures of history to steps: leaves counted from the case, then what they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from neglect_rules.linking import _items as items
from neglect_rules.linking._build import Build, extreme, linear
from neglect_rules.linking._scope import (
    concern_indicators,
    grade_ids,
    grades_critical,
    grades_meant,
    members,
)
from neglect_rules.model import (
    Earlier,
    Events,
    ReviewsWithoutImprovement,
    Seen,
    Selection,
    Sightings,
    Unbroken,
)
from neglect_rules.program import OR_MORE, Amount, Count, Extent, Quorum, Tally

PER = 10**6
"""An earlier value has six decimals at most."""
_FROM_NOUGHT: Extent = (0, OR_MORE)
_MOST = 10**9
_DISTINCT = {"dates": "date", "people": "by", "sources": "source"}
Followed = Sightings | Unbroken | ReviewsWithoutImprovement


def events(build: Build, node: Events, at: str) -> int:
    """Return the step of a count of events (5.9)."""
    leaf = _leaf(build, at, "events", Tally(of=node.events, within=node.within))
    return linear(build, at, "measure", [(leaf, 1)])


def earlier(build: Build, name: str, at: str) -> int:
    """Return the leaf of what a measure came to at the last assessment (5.12)."""
    open_ = (-_MOST * PER, _MOST * PER)
    return _leaf(build, at, "earlier", Tally(of=name), per=PER, open_=open_)


def compared(build: Build, node: Earlier, at: str) -> int:
    """Return the step of an earlier value."""
    return linear(build, at, "measure", [(earlier(build, node.earlier, at), 1)])


def followed(build: Build, node: Followed, at: str) -> int:
    """Return the step of what indicators show over time: the greatest of them."""
    match node:
        case Sightings(sightings=seen, distinct=distinct, within=within):
            tallies = [
                Tally(of=id_, distinct=_DISTINCT[distinct], within=within, **meant)
                for id_, meant in _meant(build, seen)
            ]
            return _greatest(build, at, "sightings", tallies)
        case Unbroken(unbroken=seen):
            tallies = [Tally(of=id_, **meant) for id_, meant in _meant(build, seen)]
            return _greatest(build, at, "unbroken", tallies)
        case ReviewsWithoutImprovement(reviews_without_improvement=name):
            ids = concern_indicators(build.ruleset, name)
            tallies = [Tally(of=id_, indicators=(id_,)) for id_ in ids]
            return _greatest(build, at, "reviews_without_improvement", tallies)
        case _ as never:
            assert_never(never)


def _meant(
    build: Build, seen: Seen | Selection
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each indicator with the grades of its scale that count."""
    if isinstance(seen, Seen):
        yield seen.indicator, _grades(build, seen.indicator, seen)
        return
    for id_ in members(build.ruleset, seen):
        if id_ in build.ruleset.indicators:
            yield id_, _grades(build, id_, seen.graded)


def _grades(build: Build, id_: str, test: Any) -> dict[str, Any]:
    scale, spec = items.scale(build, id_), build.ruleset.indicators[id_]
    grades = grade_ids(scale)
    if test == "critical":
        among = grades_critical(spec, scale.kind, grades)
    else:
        among = grades_meant(test, grades)
    ends = (1, len(grades))
    gravest, mildest = ends if scale.kind == "strength" else ends[::-1]
    return {
        "indicators": (id_,),
        "among": among,
        "worse": bool(among >> gravest & 1),
        "milder": bool(among >> mildest & 1),
    }


def _greatest(build: Build, at: str, of: str, tallies: Sequence[Tally]) -> int:
    each = [_while_asked(build, at, of, tally) for tally in tallies]
    return extreme(build, at, each, greatest=True)


def _while_asked(build: Build, at: str, of: str, tally: Tally) -> int:
    """Return the step of a tally that is nought while its indicator is not asked."""
    leaf = _leaf(build, at, of, tally, f":{tally.of}")
    if not _may_not_be_asked(build, tally.of):
        return leaf
    needed = build.needed[tally.of]
    place = f"/indicators/{tally.of}"
    held = Quorum(at=place, role="~is asked", of=needed, need=len(needed))
    count = Count(at=place, role="~times asked", of=(build.add(held),))
    terms = [(build.add(count), OR_MORE)]
    limit = linear(build, place, "~counted at most", terms)
    role = f"~while asked:{tally.of}"
    return extreme(build, at, [leaf, limit], greatest=False, role=role)


def _may_not_be_asked(build: Build, id_: str) -> bool:
    spec = build.ruleset.indicators[id_]
    limits = (spec.may_not_apply, spec.ages, spec.subjects, spec.ask_if)
    return any(limits)


def _leaf(  # noqa: PLR0913 - a leaf is what it is made of
    build: Build,
    at: str,
    of: str,
    tally: Tally,
    whose: str = "",
    *,
    per: int = 1,
    open_: Extent = _FROM_NOUGHT,
) -> int:
    leaf = Amount(
        at=at,
        role=f"~counted{whose}",
        of=of,
        indicator="",
        per=per,
        open=open_,
        tally=tally,
    )
    return build.add(leaf)
