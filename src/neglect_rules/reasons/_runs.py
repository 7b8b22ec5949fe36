"""A Program judged again and again, each time only where something changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from typing import TypeAlias, final

from attrs import field, frozen

from neglect_rules.evaluation import judged, united
from neglect_rules.facts import Leaves
from neglect_rules.program import Step, Value, inputs

Run: TypeAlias = tuple[Mapping[int, Value], ...]
"""What each step comes to, one mapping for each set of ages."""


@final
@frozen
class Runs:
    """Steps of a Program with the leaf values of a case.

    Attributes:
        steps: All steps of the Program.
        among: Those that are judged.
        worlds: What every leaf holds, one mapping for each set of ages.
    """

    steps: Sequence[Step] = field(repr=False)
    among: frozenset[int] = field(repr=False)
    worlds: Sequence[Leaves] = field(repr=False)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Return the steps that are judged, each after those it reads."""
        return tuple(sorted(self.among))

    @cached_property
    def readers(self) -> Mapping[int, tuple[int, ...]]:
        """Return for each step those that read it."""
        found: dict[int, list[int]] = {index: [] for index in self.order}
        for index in self.order:
            for read in inputs(self.steps[index]):
                found[read].append(index)
        return {index: tuple(readers) for index, readers in found.items()}

    @cached_property
    def recorded(self) -> Run:
        """Return what the case as it is comes to."""
        return tuple(self._first(leaves) for leaves in self.worlds)

    def _first(self, leaves: Leaves) -> Mapping[int, Value]:
        values: dict[int, Value] = {}
        for index in self.order:
            leaf = leaves.get(index)
            values[index] = judged(self.steps[index], values) if leaf is None else leaf
        return values

    def again(self, replaced: Leaves, before: Run | None = None) -> Run:
        """Return what it comes to with other leaf values.

        Args:
            replaced: These.
            before: What it is compared with; the case as it is, if not said.
        """
        runs = self.recorded if before is None else before
        return tuple(self._again(replaced, values) for values in runs)

    def _again(
        self, replaced: Leaves, before: Mapping[int, Value]
    ) -> Mapping[int, Value]:
        values, touched = dict(before), set[int]()
        for leaf, value in replaced.items():
            if leaf in values and values[leaf] != value:
                values[leaf] = value
                touched.update(self.readers[leaf])
        for index in self.order if touched else ():
            if index in touched:
                value = judged(self.steps[index], values)
                if value != values[index]:
                    values[index] = value
                    touched.update(self.readers[index])
        return values


def together(run: Run, index: int) -> Value:
    """Return what a step may come to over all sets of ages."""
    return reduce(united, (values[index] for values in run))


def everywhere(run: Run, among: Iterable[int]) -> Mapping[int, Value]:
    """Return what each step may come to over all sets of ages."""
    return {index: together(run, index) for index in among}
