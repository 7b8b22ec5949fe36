"""Cases that try what no agreed case tries, found by changing a few answers.

The search is repeatable: what it leaves to chance is drawn from the fingerprint of the
ruleset's rules. That it finds nothing proves nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Final, TypeAlias, final

from attrs import define, field, frozen

from neglect_rules.errors import CaseError
from neglect_rules.golden._changes import AGE, Other, changed, others
from neglect_rules.golden._coverage import Coverage, Named
from neglect_rules.golden._distance import distance
from neglect_rules.golden._targets import Target, Tried, is_tried, tried
from neglect_rules.model import Case
from neglect_rules.program import Amount, Program, cone, indicators_read

_STARTS: Final = 3
_DEPTH: Final = 3
_WIDTH: Final = 60


@final
@frozen(kw_only=True)
class Found:
    """A case that tries something that no agreed case tries.

    Attributes:
        base: The name of the agreed case that it is like.
        made: The answers that are others.
        tries: What it tries that was not tried before.
    """

    base: str
    at: dt.datetime
    case: Case = field(repr=False)
    made: tuple[Other, ...]
    tries: tuple[Target, ...]


_Start: TypeAlias = tuple[Named, Tried]


@final
@define
class _Search:
    """A search while it goes on; `left` counts down what may still be looked at."""

    program: Program
    starts: Sequence[_Start]
    others: Mapping[str, tuple[Other, ...]]
    chance: Random
    left: int

    def look(self, start: Named, made: tuple[Other, ...]) -> Tried | None:
        """Return what a changed case comes to, if it fits."""
        self.left -= 1
        _, case, at = start
        found = changed(self.program, case, at, made)
        return None if found is None else tried(self.program, found, at)


def search(
    program: Program, covered: Coverage, cases: Sequence[Named], *, most: int = 6_000
) -> tuple[Found, ...]:
    """Return cases that try what is missing, each with what it adds.

    Args:
        program: The ruleset.
        covered: What is tried already.
        cases: The agreed cases to begin with.
        most: How many changed cases to look at before giving up.
    """
    chance = Random(program.fingerprint)  # noqa: S311 - repeatable, and no secret
    starts = list(_starts(program, cases))
    looking = _Search(program, starts, others(program), chance, most)
    # What few answers can try comes first, so that it is not left for want of time.
    missing = sorted(covered.missing, key=lambda each: len(_pool(looking, each)))
    found: list[Found] = []
    while missing and looking.left > 0:
        target, *missing = missing
        hit = _aimed(looking, target)
        if hit is not None:
            (base, _, at), made, seen = hit
            also = [each for each in missing if is_tried(each, seen)]
            missing = [each for each in missing if each not in also]
            tries = (target, *also)
            found.append(
                Found(base=base, at=at, case=seen.case, made=made, tries=tries)
            )
    return tuple(found)


def _starts(program: Program, cases: Sequence[Named]) -> Iterator[_Start]:
    for named in cases:
        try:
            yield named, tried(program, named[1], named[2])
        except CaseError:
            continue


_Made: TypeAlias = tuple[Other, ...]
_Hit: TypeAlias = tuple[Named, _Made, Tried]


def _aimed(looking: _Search, target: Target) -> _Hit | None:
    if target.kind == "answer":
        return _answered(looking, target)
    near = sorted(looking.starts, key=lambda start: _far(looking, target, start[1]))
    for start in near[:_STARTS]:
        hit = _climbed(looking, target, start)
        if hit is not None:
            return hit
    return None


def _far(looking: _Search, target: Target, seen: Tried) -> Fraction:
    return distance(looking.program, target, seen.values)


def _answered(looking: _Search, target: Target) -> _Hit | None:
    """Return the first agreed case in which just this answer can be given."""
    for start, _ in looking.starts:
        for other in looking.others[target.id]:
            seen = looking.look(start, (other,))
            if seen is not None and is_tried(target, seen):
                return start, (other,), seen
    return None


def _climbed(looking: _Search, target: Target, start: _Start) -> _Hit | None:
    """Return a case that tries a target, each change of it one that gets nearer.

    Where no one change gets nearer, two at once may.
    """
    named, seen = start
    made: _Made = ()
    far = _far(looking, target, seen)
    pool = _pool(looking, target)
    ones: list[_Made] = [(each,) for each in pool]
    twos: list[_Made] = list(combinations(pool, 2))
    while far and len(made) < _DEPTH:
        best = None
        for at_once, ways in enumerate((ones, twos), 1):
            tries = looking.chance.sample(ways, min(len(ways), _WIDTH * at_once))
            more = [_with(made, each) for each in tries]
            best = best or _nearest(looking, target, named, more, far)
        if best is None:
            return None
        far, made, seen = best
    return None if far else (named, made, seen)


def _nearest(
    looking: _Search, target: Target, start: Named, ways: Sequence[_Made], far: Fraction
) -> tuple[Fraction, _Made, Tried] | None:
    """Return the way that gets nearest to a target, if one gets nearer at all."""
    best: tuple[Fraction, _Made, Tried] | None = None
    for made in ways:
        seen = looking.look(start, made)
        gap = far if seen is None else _far(looking, target, seen)
        if seen is not None and gap < (best[0] if best else far):
            best = gap, made, seen
    return best


def _with(made: _Made, more: Sequence[Other]) -> _Made:
    ids = {other.id for other in more}
    kept = [each for each in made if each.id not in ids]
    return (*kept, *{other.id: other for other in more}.values())


def _pool(looking: _Search, target: Target) -> list[Other]:
    """Return every change of an answer that a target rests on."""
    if target.kind == "answer":
        return list(looking.others[target.id])
    steps = looking.program.steps
    held = [steps[index] for index in sorted(cone(steps, [target.step]))]
    ids = dict.fromkeys(id_ for step in held for id_ in indicators_read(step))
    if any(isinstance(step, Amount) and step.is_age for step in held):
        ids[AGE] = None
    return [other for id_ in ids for other in looking.others.get(id_, ())]
