"""The contribution table adds up, at the floor and at the ceiling of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import TypeAlias

from neglect_rules.exact import Number
from neglect_rules.model import Domain, Indicator, Rating
from neglect_rules.trace import Account
from tests.property.drawn import Drawn

Range: TypeAlias = tuple[Fraction, Fraction | None]


def the_table_adds_up(drawn: Drawn, _: Random) -> None:
    """Points make contributions, contributions a score, scores the total.

    Where the age is open every cell is what it may be over all ages, so that a sum is
    within the sum of its parts; else they are the same.
    """
    decision = drawn.decide()
    account, ruleset = decision.account, drawn.program.ruleset
    exactly = len(decision._facts.worlds) == 1
    _points_weigh(drawn, account)
    for score in account.domains:
        adds = [c.adds for c in account.contributions if c.domain == score.id]
        spec = ruleset.domains[score.id]
        _same(score.raw, _combined(spec, adds), exactly=exactly)
        assert score.capped == _clamped(spec, score.raw)
        assert score.weighted == _times(spec.weight, score.capped)
    whole = _sum([score.weighted for score in account.domains])
    _same(account.total, whole, exactly=exactly)


def _points_weigh(drawn: Drawn, account: Account) -> None:
    ruleset = drawn.program.ruleset
    items: dict[str, Indicator | Rating] = {**ruleset.indicators, **ruleset.ratings}
    scored = {
        link.id for link in drawn.program.members if link.contribution is not None
    }
    assert {each.id for each in account.contributions} == scored
    for each in account.contributions:
        item = items[each.id]
        points = {g.id: g.points for g in ruleset.scales[item.scale or ""].grades}
        points["n/a"] = item.not_applicable_points
        held = [Fraction(points[grade]) for grade in each.grades]
        assert each.points == (min(held), max(held)), each.id
        assert each.adds == _times(item.weight, each.points), each.id


def _same(found: Range, parts: Range, *, exactly: bool) -> None:
    if exactly:
        assert found == parts
    assert found[0] >= parts[0]
    assert parts[1] is None or (found[1] is not None and found[1] <= parts[1])


def _combined(spec: Domain, adds: Sequence[Range]) -> Range:
    if spec.combine == "max" and adds:
        highs_of = (high or Fraction(0) for _, high in adds)
        return max(low for low, _ in adds), max(highs_of)
    if spec.combine == "count":
        lows, highs = (sum((a[n] or 0) > 0 for a in adds) for n in (0, 1))
        return Fraction(lows), Fraction(highs)
    return _sum(adds)


def _sum(ranges: Sequence[Range]) -> Range:
    return (
        sum((low for low, _ in ranges), Fraction(0)),
        sum((high or Fraction(0) for _, high in ranges), Fraction(0)),
    )


def _clamped(spec: Domain, raw: Range) -> Range:
    def inside(number: Fraction) -> Fraction:
        low = number if spec.floor is None else max(number, Fraction(spec.floor))
        return low if spec.cap is None else min(low, Fraction(spec.cap))

    return inside(raw[0]), inside(raw[1] or Fraction(0))


def _times(weight: Number, extent: Range) -> Range:
    ends = [Fraction(weight) * (end or 0) for end in extent]
    return min(ends), max(ends)
