"""How many cases a change moves from where to where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, final

from attrs import define, field, frozen

from neglect_rules.impact._compare import Compared, Direction, SetAside
from neglect_rules.impact._groups import Counts, GroupRow, count, group_rows

Way: TypeAlias = Literal["up", "down", "both", "other"]
"""Which way a case goes on all its ladders together."""

_ORDER: Final = {"up": 0, "other": 1, "down": 2}


@final
@frozen(kw_only=True)
class OutcomeImpact:
    """How cases move on one ladder.

    Attributes:
        outcome: Its id.
        table: From which level to which, how many cases.
        directions: Which way that is, for those that differ.
    """

    outcome: str
    table: Mapping[tuple[str, str], int] = field(hash=False)
    directions: Mapping[tuple[str, str], Direction] = field(hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value."""
        return {
            "id": self.outcome,
            "table": [
                {
                    "was": pair[0],
                    "now": pair[1],
                    "direction": self.directions.get(pair, "same"),
                    "cases": cases,
                }
                for pair, cases in self.table.items()
            ],
        }


@final
@frozen(kw_only=True)
class Impact:
    """What a change does to cases that are there.

    Attributes:
        judged: How many cases both rulesets took.
        open: How many of these have an outcome that is not settled.
        ways: How many go up, down, both up and down, or elsewhere.
        outcomes: For each outcome that both have.
        moved: The cases that move, those that go up first and of these the gravest.
        set_aside: Cases that were not judged.
        set_aside_count: How many there are of these in all.
        groups: How the cases of each group move.
    """

    judged: int
    open: int
    ways: Mapping[Way, int] = field(hash=False)
    outcomes: tuple[OutcomeImpact, ...]
    moved: tuple[Compared, ...]
    set_aside: tuple[SetAside, ...]
    set_aside_count: int
    groups: tuple[GroupRow, ...] = ()

    @property
    def moved_count(self) -> int:
        """How many cases move in all."""
        return sum(self.ways.values())

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value, as `impact-1` has it below the two rulesets."""
        return {
            "judged": self.judged,
            "open": self.open,
            "ways": dict(self.ways),
            "outcomes": [each.to_dict() for each in self.outcomes],
            "moved": [each.to_dict() for each in self.moved],
            "set_aside": [each.to_dict() for each in self.set_aside],
            "groups": [
                {
                    "outcome": row.outcome,
                    "group": row.group or None,
                    "cases": row.cases,
                    "moves": dict(row.moves),
                }
                for row in self.groups
            ],
        }


@final
@define
class _Tally:
    """What has been counted so far."""

    groups: Mapping[str, str] | None
    most: int | None
    judged: int = 0
    open: int = 0
    ways: Counter[Way] = field(factory=Counter)
    tables: dict[str, Counter[tuple[str, str]]] = field(factory=dict)
    directions: dict[str, dict[tuple[str, str], Direction]] = field(factory=dict)
    moved: list[Compared] = field(factory=list)
    aside: list[SetAside] = field(factory=list)
    asides: int = 0
    counts: Counts = field(factory=dict)


def impact_of(
    found: Iterable[Compared | SetAside],
    *,
    groups: Mapping[str, str] | None = None,
    most: int | None = None,
) -> Impact:
    """Return what becomes of many cases together.

    Args:
        found: What became of each case; each is looked at once and let go.
        groups: For each case the group it is counted in.
        most: How many of those that move, and of those set aside, are kept by name.
            With it the memory used does not grow with the number of cases.
    """
    tally = _Tally(groups, most)
    for each in found:
        if isinstance(each, SetAside):
            tally.asides += 1
            if most is None or len(tally.aside) < most:
                tally.aside.append(each)
        else:
            _count(tally, each)
    return Impact(
        judged=tally.judged,
        open=tally.open,
        ways={way: tally.ways[way] for way in ("up", "down", "both", "other")},
        outcomes=tuple(_outcomes(tally)),
        moved=tuple(_gravest(tally.moved, most)),
        set_aside=tuple(tally.aside),
        set_aside_count=tally.asides,
        groups=group_rows(tally.counts),
    )


def _count(tally: _Tally, case: Compared) -> None:
    tally.judged += 1
    tally.open += case.is_open
    for outcome, pair in case.levels.items():
        tally.tables.setdefault(outcome, Counter())[pair] += 1
    for move in case.moved:
        known = tally.directions.setdefault(move.outcome, {})
        known[move.was, move.now] = move.direction
    if tally.groups is not None:
        count(tally.counts, case, tally.groups.get(case.ref, ""))
    if case.moved:
        tally.ways[_way(case)] += 1
        tally.moved.append(case)
        if tally.most is not None and len(tally.moved) > 2 * tally.most:
            tally.moved = _gravest(tally.moved, tally.most)


def _outcomes(tally: _Tally) -> Iterator[OutcomeImpact]:
    for outcome, table in tally.tables.items():
        directions = tally.directions.get(outcome, {})
        yield OutcomeImpact(outcome=outcome, table=table, directions=directions)


def _way(case: Compared) -> Way:
    ways = {move.direction for move in case.moved}
    if {"up", "down"} <= ways:
        return "both"
    return "up" if "up" in ways else "down" if "down" in ways else "other"


def _gravest(cases: list[Compared], most: int | None) -> list[Compared]:
    """Return cases in the order in which to look at them, so many at most.

    Of two alike the one that came first stays first, so cutting early loses none.
    """
    return sorted(cases, key=_urgency)[:most]


def _urgency(case: Compared) -> tuple[int, int, int]:
    return min((_ORDER[move.direction], move.above, -move.steps) for move in case.moved)
