"""What came of a year's decisions, in counts that point to no child."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias, final

from attrs import field, frozen

from neglect_rules.audit._find import Found
from neglect_rules.audit.logs import EvidenceLog

FEWEST: Final = 5
"""Counts under this are not told, as the Office for National Statistics advises."""

Count: TypeAlias = int | None
"""A count, or nothing where it must not be told."""


@final
@frozen(kw_only=True)
class Ladder:
    """The decisions of one ruleset by what came out on one ladder.

    Attributes:
        outcome: The id of the ladder.
        of: How many decisions.
        levels: For each level that came out, how often.
    """

    outcome: str
    of: Count
    levels: Mapping[str, Count] = field(hash=False)


@final
@frozen(kw_only=True)
class Rule:
    """A rule that was met, with what people did about those decisions.

    Attributes:
        id: The id of the rule.
        met: In how many decisions it was met.
        raised: In how many of them somebody raised a level.
        disputed: In how many another agency held another view.
        decided: In how many the named person decided otherwise.
    """

    id: str
    met: Count
    raised: Count
    disputed: Count
    decided: Count


@final
@frozen(kw_only=True)
class Reviewed:
    """The decisions by one version of a ruleset.

    Attributes:
        example: One of them, by which labels are found.
        of: How many there are.
        overdue: How many were made after the day by which it was to be looked at.
        ladders: By level.
        rules: By the rules that were met.
    """

    example: Found
    of: Count
    overdue: Count
    ladders: tuple[Ladder, ...]
    rules: tuple[Rule, ...]


def reviewed(log: EvidenceLog, found: Iterable[Found]) -> tuple[Reviewed, ...]:
    """Return the decisions of a log in counts, ruleset by ruleset.

    Args:
        log: The log, for the adoptions that its decisions name.
        found: The decisions to count.
    """
    by_ruleset: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        by_ruleset[each.core["ruleset"]["fingerprint"]].append(each)
    groups = list(by_ruleset.values())
    sizes = told([len(group) for group in groups])
    return tuple(
        _of_ruleset(log, group, size) for group, size in zip(groups, sizes, strict=True)
    )


def told(counts: Sequence[int]) -> list[Count]:
    """Return counts whose sum is known, those left out that must not be told.

    One small count is never left out alone, since the others would tell it, nor
    several of which each can only be one.

    Args:
        counts: Each at least one.
    """
    order = sorted(range(len(counts)), key=lambda n: counts[n])
    hidden = [n for n in order if counts[n] < FEWEST]
    while len(hidden) < len(order) and hidden and _is_told(counts, hidden):
        hidden.append(order[len(hidden)])
    return [None if n in hidden else count for n, count in enumerate(counts)]


def _is_told(counts: Sequence[int], hidden: Sequence[int]) -> bool:
    return len(hidden) == 1 or sum(counts[n] for n in hidden) == len(hidden)


def part(count: int, of: int) -> Count:
    """Return a part of a whole that is known, if neither it nor the rest is small."""
    return None if 0 < count < FEWEST or 0 < of - count < FEWEST else count


def _of_ruleset(log: EvidenceLog, group: Sequence[Found], size: Count) -> Reviewed:
    reviews = _Reviews(log)
    overdue = sum(reviews.is_overdue(each) for each in group)
    return Reviewed(
        example=group[0],
        of=size,
        overdue=None if size is None else part(overdue, len(group)),
        ladders=() if size is None else tuple(_ladders(group)),
        rules=() if size is None else tuple(_rules(group)),
    )


def _ladders(group: Sequence[Found]) -> Iterable[Ladder]:
    for outcome in group[0].core["outcomes"]:
        results = [each.core["outcomes"][outcome] for each in group]
        levels = Counter(each["recommended"] or each["floor"] for each in results)
        cells = told(list(levels.values()))
        yield Ladder(
            outcome=outcome,
            of=len(group),
            levels=dict(zip(levels, cells, strict=True)),
        )


def _rules(group: Sequence[Found]) -> Iterable[Rule]:
    met = sorted({id_ for each in group for id_ in each.core["met"]})
    for id_ in met:
        where = [each for each in group if id_ in each.core["met"]]
        whole = part(len(where), len(group))
        counts = {
            "raised": sum(_has(each, "override") for each in where),
            "disputed": sum(_has(each, "dissent") for each in where),
            "decided": sum(each.is_decided_otherwise for each in where),
        }
        cells = {
            key: None if whole is None else part(n, len(where))
            for key, n in counts.items()
        }
        yield Rule(id=id_, met=whole, **cells)


def _has(found: Found, kind: str) -> bool:
    return any(each.kind == kind for each in found.later)


@final
class _Reviews:
    """By which day each adoption was to be looked at again."""

    def __init__(self, log: EvidenceLog) -> None:
        self._log = log
        self._days: dict[str, dt.date | None] = {}

    def is_overdue(self, found: Found) -> bool:
        mark = found.core["ruleset"].get("adoption", {}).get("digest")
        if mark is None:
            return False
        if mark not in self._days:
            day = (self._log.archived(mark) or {}).get("next_review")
            self._days[mark] = None if day is None else dt.date.fromisoformat(day)
        due = self._days[mark]
        return due is not None and dt.date.fromisoformat(found.core["day"]) > due
