"""What a rule asks for, thing by thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import cast

from neglect_rules.program import (
    Compare,
    Extent,
    Program,
    Quorum,
    RuleLink,
    Value,
    inputs,
)
from neglect_rules.reasons._model import Part
from neglect_rules.truth import Truth


def parts(
    program: Program, rule: RuleLink, values: Mapping[int, Value]
) -> tuple[Part, ...]:
    """Return the single tests of a rule's condition, in the order of the author.

    Groups are taken apart, and so are named conditions; a test of a selection and a
    negation are one thing each.
    """
    found: dict[tuple[str, str], Part] = {}
    for index in _tests(program, rule.when):
        part = _part(program, index, values)
        found.setdefault((part.at, part.role), part)
    return tuple(found.values())


def _tests(program: Program, index: int) -> Iterator[int]:
    step = program.steps[index]
    if isinstance(step, Quorum) and index not in program.selections:
        for read in inputs(step):
            yield from _tests(program, read)
    else:
        yield index


def _part(program: Program, index: int, values: Mapping[int, Value]) -> Part:
    step, verdict = program.steps[index], cast("Truth", values[index])
    if not isinstance(step, Compare):
        return Part(at=step.at, role=step.role, verdict=verdict.value)
    per = getattr(program.steps[step.of], "per", 1)
    low, high = cast("Extent", values[step.of])
    best = None if high is None else max(0, step.at_least - high)
    return Part(
        at=step.at,
        role=step.role,
        verdict=verdict.value,
        short=Fraction(best or 0, per) if verdict is not Truth.TRUE else None,
        certain_short=Fraction(max(0, step.at_least - low), per),
        spare=Fraction(low - step.at_least, per) if verdict is Truth.TRUE else None,
    )
