"""A second opinion: what a ruleset says of a case, interpreted clause by clause.

It shares no code with the linker and the evaluator, so that they agree only by both
being right. That the ruleset links and the case fits is taken for granted. The numbers
in comments are clauses of docs/reference/semantics-1.md.

A choice is a set of positions on a scale. All else is an extent, the least and the
greatest possible; a verdict is one too, false being less than true, so `(False, True)`
is open. What rises with everything that it reads is found at both ends.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import chain, product
from math import ceil
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

from attrs import fields, has

from neglect_rules import model as m

# fmt: off
# Set by hand, a paragraph for what belongs together, to be read in one sitting.

Choice: TypeAlias = frozenset[int]
Extent: TypeAlias = tuple[Any, Any]

FALSE, OPEN, TRUE = (False, False), (False, True), (True, True)
NA = -1  # not applicable: before the lowest grade, and the last of `[*grades, "n/a"]`
NO_LIMIT = Fraction(10**300)  # still beyond every number when it is weighted
SIDES = {"at_least": ge, "above": gt, "at_most": le, "below": lt}
WORSE: Mapping[Any, Any] = {"concern": ge, "strength": le}  # a context scale has none


def decide(ruleset: m.Ruleset, case: m.Case, at: datetime) -> dict[str, Any]:
    """Return everything that the clauses say of a case, as plain values.

    Each possible birth date gives findings, and these are united (2.6); what is
    concluded from findings, such as a status, is concluded from the union.
    """
    parts, births = dict(_walk(ruleset)), {}
    bands = [item.ages for item in ruleset.indicators.values() if item.ages]
    read = [part.age for part in parts.values() if isinstance(part, m.Age)]
    for ages in _ages(ruleset.subjects.age_months or m.AgeBand(), case.subject, at.date()):
        told = [_within(ages, band) for band in bands] + [ages[name] for name in read]
        births[tuple(told)] = ages  # the ruleset cannot tell the others from this one

    def united(mode: str) -> Any:
        worlds = [_World(ruleset, case, at.date(), ages, mode) for ages in births.values()]
        return _unite([world.findings(parts) for world in worlds])

    return _concluded(ruleset, *map(united, ("", "openly", "confirmed", "unjudged")))


# 1 Values, and what the clauses do with them
def _extent(possible: Iterable[Any]) -> Extent:
    values = list(possible)
    return min(values), max(values)
def _ends(pick: Callable[[Any], Any], extents: Iterable[Extent]) -> Extent:
    pairs = list(extents)
    return pick([low for low, _ in pairs]), pick([high for _, high in pairs])
def _not(verdict: Extent) -> Extent:
    return _extent(not end for end in verdict)
def _compared(extent: Extent, **sides: Any) -> Extent:  # 4.3
    tests = [(SIDES[side], Fraction(k)) for side, k in sides.items() if k is not None]
    return _ends(all, [_extent(holds(e, k) for e in extent) for holds, k in tests])
