"""What a step rests on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any, Final, cast

from neglect_rules.program._steps import (
    Amount,
    Answer,
    Map,
    RecordFact,
    Select,
    Shift,
    Step,
)

_LEAVES: Final = frozenset({Answer, Amount, RecordFact})


def inputs(step: Step) -> tuple[int, ...]:
    """Return the steps that a step reads."""
    # By its type, not by `isinstance`: proofs ask this of every step many times.
    kind = type(step)
    if kind in _LEAVES:
        return ()
    of: Any = cast("Map", step).of
    if kind is Select:
        chooser = cast("Select", step).chooser
        return (chooser, *(index for index in of if index is not None))
    found: tuple[int, ...] = (of,) if isinstance(of, int) else of
    return (*found, *cast("Shift", step).when) if kind is Shift else found


def readers(steps: Sequence[Step]) -> tuple[tuple[int, ...], ...]:
    """Return for each step the steps that read it, in their order."""
    found: list[dict[int, None]] = [{} for _ in steps]
    for index, step in enumerate(steps):
        for of in inputs(step):
            found[of][index] = None
    return tuple(map(tuple, found))


def indicators_read(step: Step) -> tuple[str, ...]:
    """Return the indicators whose records a leaf looks at."""
    if isinstance(step, Amount) and step.tally is not None:
        return step.tally.indicators
    if isinstance(step, Answer | Amount | RecordFact) and step.indicator:
        return (step.indicator,)
    return ()


def cone(
    steps: Sequence[Step], roots: Iterable[int], stops: Container[int] = ()
) -> frozenset[int]:
    """Return `roots` with every step that they rest on; below `stops` nothing."""
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        index = waiting.pop()
        if index not in found:
            found.add(index)
            if index not in stops:
                waiting.extend(inputs(steps[index]))
    return frozenset(found)
