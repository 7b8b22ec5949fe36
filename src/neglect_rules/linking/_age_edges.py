"""From which ages on something may change, told from the steps that read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from neglect_rules.program import Amount, Band, Compare, Step, Sum, inputs


def age_edges(steps: Sequence[Step]) -> Mapping[int, tuple[int, ...] | None]:
    """Return for each age leaf the numbers at which a step tells ages apart.

    `None` where an age is added or reported, so that every number matters.
    """
    return {
        index: _edges(steps, index)
        for index, step in enumerate(steps)
        if isinstance(step, Amount) and step.is_age
    }


def _edges(steps: Sequence[Step], index: int) -> tuple[int, ...] | None:
    found: set[int] = set()
    for reader in _readers(steps, index):
        step = steps[reader]
        match step:
            case Compare():
                found.add(step.at_least)
            case Band():
                found.update(step.edges)
            case Sum() if step.of == (index,) and step.weights[0] > 0:
                beyond = _edges(steps, reader)
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


def _readers(steps: Sequence[Step], index: int) -> Iterator[int]:
    return (n for n in range(index + 1, len(steps)) if index in inputs(steps[n]))
