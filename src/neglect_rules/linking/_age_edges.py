"""From which ages on something may change, told from the steps that read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neglect_rules.program import Amount, Band, Compare, Step, Sum, readers


def age_edges(steps: Sequence[Step]) -> Mapping[int, tuple[int, ...] | None]:
    """Return for each age leaf the numbers at which a step tells ages apart.

    `None` where an age is added or reported, so that every number matters.
    """
    read_by = readers(steps)
    return {
        index: _edges(steps, read_by, index)
        for index, step in enumerate(steps)
        if isinstance(step, Amount) and step.is_age
    }


def _edges(
    steps: Sequence[Step], read_by: Sequence[Sequence[int]], index: int
) -> tuple[int, ...] | None:
    found: set[int] = set()
    for reader in read_by[index]:
        step = steps[reader]
        match step:
            case Compare():
                found.add(step.at_least)
            case Band():
                found.update(step.edges)
            case Sum() if step.of == (index,) and step.weights[0] > 0:
                beyond = _edges(steps, read_by, reader)
                if beyond is None:
                    return None
                # The least whole age whose multiple reaches the edge.
                weight = step.weights[0]
                found.update(-((step.constant - edge) // weight) for edge in beyond)
            case _:
                return None
    # A sum that nothing reads on is a report of the age itself.
    if not found and isinstance(steps[index], Sum):
        return None
    return tuple(sorted(found))
