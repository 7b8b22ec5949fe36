"""What is worked out from a Program once, and kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from neglect_rules.program._program import Program

T = TypeVar("T")


def once(work: Callable[[Program], T]) -> Callable[[Program], T]:
    """Return a function that works its result out once for each Program.

    The result lives as long as the Program does. It must follow from the Program alone,
    since threads that ask at the same moment may each work it out.
    """

    @wraps(work)
    def found(program: Program) -> T:
        kept = program.worked_out
        if work not in kept:
            kept[work] = work(program)
        result: T = kept[work]
        return result

    return found
