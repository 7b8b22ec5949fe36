"""Source that was written for a Program as functions that can be called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Final, TypeAlias, cast, final

from attrs import frozen

from neglect_rules.evaluation._source import source
from neglect_rules.facts import Leaves
from neglect_rules.program import Program, Value

Judge: TypeAlias = Callable[[Leaves], tuple[Value, ...]]
"""From the values of leaves to those of the steps that are wanted."""

TOO_LARGE: Final = 20_000
"""From how many steps on a Program is only interpreted: the compiler's time and memory
grow with the text, and one function of that length gains little."""


@final
@frozen
class _Told:
    """Source as whoever shows a traceback asks a module for it."""

    text: str

    def get_source(self, _: str) -> str:
        """Return the source, of whatever module."""
        return self.text


def generated(
    program: Program, roots: Sequence[int] | None = None, *, held: bool = False
) -> Judge:
    """Return a function that judges steps as `interpreted` does, and faster.

    Args:
        program: The ruleset.
        roots: The steps whose values are wanted, in this order; all, if not said.
        held: No easing is met that is only open (8.5).
    """
    made = source(program.steps, roots, held=held)
    # What is carried out is our own text: `source` lets no word of a ruleset into it.
    name = f"neglect_rules/evaluation/generated_{program.fingerprint[-12:]}.py"
    names = {**made.constants, "__name__": name, "__loader__": _Told(made.text)}
    exec(compile(made.text, name, "exec"), names)  # noqa: S102
    return cast("Judge", cast("FunctionType", names["judge"]))


def is_too_large(program: Program) -> bool:
    """Return whether a Program has more steps than are written as one function."""
    return len(program.steps) > TOO_LARGE
