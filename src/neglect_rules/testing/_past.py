"""What a ruleset looks back at, so that dates stand on the edges of its windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeAlias, final

from attrs import field, frozen

from neglect_rules.testing._calendar import before, plus_months
from neglect_rules.testing._draft import Document, chance, pick
from neglect_rules.testing._history import SINCE
from neglect_rules.testing._plain import kind_of, members_of

Span: TypeAlias = Any
"""How far back something turns: so many months or days, or since last time."""
TESTS = ("at_least", "above", "at_most", "below")
"""What a measure may be compared by."""
_OVER_TIME = ("sightings", "unbroken")
_TELLING = {
    *_OVER_TIME,
    *("events", "reviews_without_improvement", "change", "earlier", "measure"),
}
_USUAL: Span = {"days": 90}
_BESIDE = [0, 1, -1]
_LONG = 400


@final
@frozen(kw_only=True)
class Past:
    """What of a case's history a ruleset reads.

    Attributes:
        events: Each kind of event, with where its windows begin.
        followed: Each indicator whose records are counted, with where that turns.
        reviewed: The indicators that reviews look at.
        compares: It reads an earlier assessment.
        near_review: How long before a review an improvement is pointed out.
    """

    events: Mapping[str, Sequence[Span]] = field(factory=dict)
    followed: Mapping[str, Sequence[Span]] = field(factory=dict)
    reviewed: frozenset[str] = frozenset()
    compares: bool = False
    near_review: Mapping[str, int] | None = None

    @property
    def is_read(self) -> bool:
        """Whether a ruleset looks back at all."""
        return bool(self.followed or self.events or self.compares)


@final
@frozen(kw_only=True)
class Times:
    """The dates of one case that its records and events are drawn beside.

    Attributes:
        day: The civil date.
        earlier: The earlier assessment.
        reviews: Every review, whether it was or is to come.
    """

    day: date
    earlier: date | None = None
    reviews: Sequence[date] = ()


def read_past(document: Document, parts: Sequence[Document]) -> Past:
    """Return what a ruleset without parameters, with these parts, looks back at."""
    telling = [part for part in parts if not _TELLING.isdisjoint(part)]
    reviewed = frozenset(
        name
        for part in telling
        for name in _looked_at(document, part.get("reviews_without_improvement"))
    )
    return Past(
        events=_windows(document, telling),
        followed={**dict.fromkeys(sorted(reviewed), ()), **_turns(document, telling)},
        reviewed=reviewed,
        compares=any(_compares(part) for part in telling),
        near_review=document.get("near_review"),
    )


def _windows(document: Document, telling: Sequence[Document]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {n: [] for n in document.get("event_kinds", {})}
    for part in telling:
        if isinstance(part.get("events"), str):
            found[part["events"]].append(part.get("within", _USUAL))
    return found


def _turns(document: Document, telling: Sequence[Document]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for part in telling:
        for name in (n for h in _OVER_TIME for n in _seen(document, part.get(h))):
            found.setdefault(name, []).append(part.get("within", _USUAL))
    for name, spans in _compared(document, telling) if found else ():
        found[name] += spans
    return found


def _compares(part: Document) -> bool:
    texts = (part.get("change"), part.get("earlier"))
    return part.get("within") == SINCE or any(isinstance(each, str) for each in texts)


def _seen(document: Document, node: Any) -> list[str]:
    """Return the indicators that something looks at: one, or those of a selection."""
    if not isinstance(node, dict) or not node.keys() & {"indicator", "graded"}:
        return []
    if "indicator" in node:
        return [node["indicator"]]
    meant = members_of(document, node["from"])
    return [name for name in meant if name in document["indicators"]]


def _compared(
    document: Document, parts: Sequence[Document]
) -> Iterator[tuple[str, list[Span]]]:
    """Yield after how many unbroken days a condition turns, by indicator."""
    named = document.get("measures", {})
    for part in parts:
        measure = part.get("measure")
        held = named.get(measure) if isinstance(measure, str) else measure
        if isinstance(held, dict) and "unbroken" in held:
            edges = [int(part[key]) for key in TESTS if key in part]
            spans = [{"days": edge} for edge in edges if edge > 0]
            for name in _seen(document, held["unbroken"]):
                yield name, spans


def _looked_at(document: Document, name: Any) -> list[str]:
    """Return the indicators on concern scales that an indicator, domain or all is."""
    asked = document["indicators"] if isinstance(name, str) else {}
    return [
        each
        for each in [name] * (name in asked) or asked
        if "scale" in asked[each]
        and kind_of(document, each) == "concern"
        and name in {"all", each, asked[each].get("domain")}
    ]


def edge_of(random: Random, span: Span, times: Times) -> date:
    """Return the last day before a window, or a day beside it."""
    if span == SINCE:
        last = times.earlier or times.day - timedelta(days=60)
    else:
        last = before(times.day, span)
    return last + timedelta(days=pick(random, _BESIDE))


def past_day(random: Random, spans: Sequence[Span], times: Times) -> date:
    """Return a day of history: at an edge, beside a review, odd, or just any."""
    day = times.day
    if spans and chance(random, 45):
        found = edge_of(random, pick(random, spans), times)
    elif times.reviews and chance(random, 50):
        beside = timedelta(days=pick(random, _BESIDE))
        found = pick(random, times.reviews) + beside
    elif chance(random, 20):
        first = plus_months(day, -random.randint(0, 14)).replace(day=1)
        found = first - timedelta(days=1)  # the end of a month; once in years 29/2
    else:
        found = day - timedelta(days=random.randint(0, _LONG))
    return min(found, day)
