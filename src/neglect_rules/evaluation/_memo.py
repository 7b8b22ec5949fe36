"""What a step with a table gives, worked out once for each set of inputs."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate
from typing import Final, final

from neglect_rules.evaluation._kinds import mapped
from neglect_rules.program import Choice, Extent, Map

_BITS: Final = 16
"""How many bits the sets of grades of all inputs may have for what they give to be
kept: so many results are still of moderate size."""


@final
class Memo(dict[int, "Choice | Extent"]):
    """What a step gives, by the sets of its inputs written one above the other.

    The bits of the first input are the lowest. What is asked for the first time is
    worked out, and kept: there are at most as many results as combinations of sets.
    """

    def __init__(self, step: Map) -> None:
        """Keep nothing yet."""
        self._step = step
        self._cut = tuple(zip(shifts(step.sizes), step.sizes, strict=True))

    def __missing__(self, key: int) -> Choice | Extent:
        """Return what the step gives for inputs that come for the first time."""
        inputs = [key >> shift & (1 << size) - 1 for shift, size in self._cut]
        found = self[key] = mapped(self._step, inputs)
        return found


def has_place(sizes: Sequence[int]) -> bool:
    """Return whether all that inputs of these sizes may come to is of moderate size."""
    return sum(sizes) <= _BITS


def shifts(sizes: Sequence[int]) -> Iterator[int]:
    """Yield how far the bits of each input are moved."""
    yield from accumulate(sizes[:-1], initial=0)


def alike(step: Map) -> Hashable:
    """Return what two steps have in common that give the same for the same inputs."""
    return step.sizes, step.table, step.grades is None
