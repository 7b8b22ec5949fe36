"""A Program on leaf values: interpreted at first, generated once that pays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial, reduce
from typing import Final, TypeAlias, final

from attrs import define, field

from neglect_rules.evaluation._generated import Judge, generated, is_too_large
from neglect_rules.evaluation._run import Values, interpreted, united
from neglect_rules.facts import Leaves
from neglect_rules.program import Program, Value, once

PAYS: Final = 40
"""From how many runs on it pays to generate: writing and compiling a Program takes as
long as some thirty interpreted runs do, as `benchmarks.evaluation` measures."""

_Kind: TypeAlias = tuple[bool, bool]
"""Whether only results are wanted, and whether easings are held."""


@final
@define
class _Runs:
    """How often a Program was run, with the functions generated for it."""

    program: Program = field(repr=False)
    left: int = PAYS
    made: dict[_Kind, Judge] = field(factory=dict, repr=False)

    def judge(self, kind: _Kind) -> Judge:
        """Return a function that judges; which one it is makes no difference."""
        found = self.made.get(kind)
        if found is not None:
            return found
        self.left -= 1
        if self.left >= 0 or is_too_large(self.program):
            return partial(_interpret, self.program, kind)
        only, held = kind
        roots = results_of(self.program) if only else None
        found = self.made[kind] = generated(self.program, roots, held=held)
        return found


@once
def _runs(program: Program) -> _Runs:
    return _Runs(program)


def _interpret(program: Program, kind: _Kind, leaves: Leaves) -> Values:
    only, held = kind
    values = interpreted(program.steps, leaves, held=held)
    return tuple(values[at] for at in results_of(program)) if only else values


@once
def results_of(program: Program) -> tuple[int, ...]:
    """Return the steps that say what is recommended, and whether enough is known."""
    ends = (
        (link.thresholds, link.modified, link.eased, link.result)
        for link in program.outcomes
    )
    enough = (link.enough for link in program.coverage)
    easings = (link.when for link in program.rules if link.kind == "easing")
    found = [*(step for each in ends for step in each), *enough, *easings]
    return tuple(dict.fromkeys(step for step in found if step is not None))


def run(program: Program, leaves: Leaves, *, held: bool = False) -> Values:
    """Return the value of every step; `leaves` gives those of the leaf steps.

    With `held` no easing is met that is only open (8.5).
    """
    return _runs(program).judge((False, held))(leaves)


def run_worlds(
    program: Program, worlds: Sequence[Leaves], *, held: bool = False
) -> Values:
    """Return what each step may be over several sets of leaf values (2.6)."""
    judge = _runs(program).judge((False, held))
    return _together([judge(leaves) for leaves in worlds])


def results(
    program: Program, worlds: Sequence[Leaves], *, held: bool = False
) -> Mapping[int, Value]:
    """Return the same of those steps alone that `results_of` gives."""
    judge = _runs(program).judge((True, held))
    values = _together([judge(leaves) for leaves in worlds])
    return dict(zip(results_of(program), values, strict=True))


def _together(runs: Sequence[Values]) -> Values:
    if len(runs) == 1:
        return runs[0]
    return tuple(reduce(united, values) for values in zip(*runs, strict=True))
