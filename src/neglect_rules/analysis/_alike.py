"""Which steps are made in the same way, in one ruleset or in several."""

from __future__ import annotations

from collections.abc import Hashable

from neglect_rules.analysis._loose import key_of
from neglect_rules.completions import like
from neglect_rules.program import Amount, Answer, Program, RecordFact, inputs


def made_alike(*programs: Program) -> tuple[tuple[int, ...], ...]:
    """Return for each step of each ruleset a number, the same where made alike.

    Two steps are made alike that do the same to steps that are made alike.
    """
    known: dict[Hashable, int] = {}
    return tuple(_numbers(program, known) for program in programs)


def _numbers(program: Program, known: dict[Hashable, int]) -> tuple[int, ...]:
    found: list[int] = []
    for index, step in enumerate(program.steps):
        is_leaf = isinstance(step, Answer | Amount | RecordFact)
        read = tuple(found[of] for of in inputs(step))
        how = key_of(program, index) if is_leaf else (like(step), read)
        found.append(known.setdefault(how, len(known)))
    return tuple(found)
