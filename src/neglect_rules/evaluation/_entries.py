"""What every condition and measure came to, as a trace lists it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, final

from attrs import field, frozen

from neglect_rules.evaluation._run import Values
from neglect_rules.evaluation._shown import shower
from neglect_rules.program import Amount, Answer, Program, Value, is_working, once
from neglect_rules.truth import Truth

Json = dict[str, Any]
Tests = tuple[tuple[str, int], ...]


@final
@frozen
class Entry:
    """An entry of every trace of a Program, but for what depends on the case.

    Attributes:
        index: The step.
        place: Where it stands, and as what.
        show: What a value of it looks like.
        expected: What the author asked, if the step tests something.
        tests: For a step over a selection, its members with their steps.
    """

    index: int
    place: Mapping[str, str] = field(repr=False, hash=False)
    show: Callable[[Value], Any] = field(repr=False)
    expected: Mapping[str, object] | None = field(repr=False, hash=False)
    tests: Tests | None = field(repr=False)


@once
def _every(program: Program) -> tuple[Entry, ...]:
    """Return the entries in the order in which a trace has them."""
    found = [
        Entry(
            index,
            {"at": step.at, "role": step.role},
            shower(step),
            program.expected.get(index),
            program.selections.get(index),
        )
        for index, step in enumerate(program.steps)
        if not (is_working(step) or isinstance(step, Answer | Amount))
    ]
    return tuple(sorted(found, key=lambda each: (each.place["at"], each.place["role"])))


def entries(program: Program, values: Values) -> Iterator[Json]:
    """Yield what each step came to that is no working and no answer."""
    for each in _every(program):
        entry: Json = {**each.place, "value": each.show(values[each.index])}
        if each.expected is not None:
            entry["expected"] = each.expected
        if each.tests is not None:
            entry.update(_members(each.tests, values))
        yield entry


def _members(tests: Tests, values: Values) -> Json:
    return {
        "met": sorted(id_ for id_, test in tests if values[test] is Truth.TRUE),
        "open": sorted(id_ for id_, test in tests if values[test] is Truth.OPEN),
    }
