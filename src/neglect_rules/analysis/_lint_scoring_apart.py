"""Which grades are told apart by what follows from them.

Neighbours on a scale are looked at: bit `n` of a number stands for "the grade at
position `n` is told from the one above it".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import prod

from neglect_rules.analysis._examined import Examined
from neglect_rules.program import (
    Amount,
    Extreme,
    Map,
    Member,
    Step,
    inputs,
)

_EVERY = ~0


def told_apart(steps: Sequence[Step], read: Collection[int]) -> Mapping[int, int]:
    """Return for each step of grades which of them are told apart by what reads it.

    Where it is not plain from a step, every grade is taken to be told apart.

    Args:
        steps: The steps of a ruleset.
        read: Those that people get something of, with all that they rest on.
    """
    asked = {of for index in read for of in inputs(steps[index])}
    # What nothing reads is a result of its own.
    told = {index: 0 if index in asked else _EVERY for index in read}
    for index in sorted(read, reverse=True):
        for of, by in _told_by(steps[index], told[index]):
            told[of] |= by
    return told


def _told_by(step: Step, after: int) -> Iterator[tuple[int, int]]:
    """Yield what a step reads, with what it tells apart of it.

    Args:
        step: The step.
        after: What is told apart of the step itself.
    """
    match step:
        case Member(of=of, among=among):
            yield of, among ^ among >> 1
        case Map():
            for place, of in enumerate(step.of):
                yield of, _by_table(step, place, after)
        case Extreme(of=of, grades=tuple()):
            yield from ((each, after) for each in of)
        case _:
            yield from ((of, _EVERY) for of in inputs(step))


def _by_table(step: Map, place: int, after: int) -> int:
    """Return what a table tells apart of one of its inputs."""
    stride, size = prod(step.sizes[place + 1 :]), step.sizes[place]
    found = 0
    for first in range(len(step.table)):
        n = first // stride % size
        if n + 1 < size:
            low, high = sorted((step.table[first], step.table[first + stride]))
            between = (1 << high - low) - 1
            if between if step.grades is None else after >> low & between:
                found |= 1 << n
    return found


def told_on_record(examined: Examined, read: Collection[int], id_: str) -> int:
    """Return what is told apart of an indicator's grades before they are answers.

    What is counted over time is, and from where on somebody must say who saw it.
    """
    found = 0
    for index in read:
        step = examined.program.steps[index]
        if isinstance(step, Amount) and step.tally and id_ in step.tally.indicators:
            found |= step.tally.among ^ step.tally.among >> 1
    spec = examined.ruleset.indicators.get(id_)
    if spec is not None and spec.evidence_required_at is not None:
        grades = [g.id for g in examined.ruleset.scales[str(spec.scale)].grades]
        found |= 1 << grades.index(spec.evidence_required_at)
    return found
