"""What a step rests on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from neglect_rules.program._steps import (
    Amount,
    Answer,
    RecordFact,
    Select,
    Shift,
    Step,
)


def inputs(step: Step) -> tuple[int, ...]:
    """Return the steps that a step reads."""
    if isinstance(step, Answer | Amount | RecordFact):
        return ()
    of = (step.of,) if isinstance(step.of, int) else step.of
    found = tuple(index for index in of if index is not None)
    if isinstance(step, Select):
        return (step.chooser, *found)
    return (*found, *step.when) if isinstance(step, Shift) else found


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
