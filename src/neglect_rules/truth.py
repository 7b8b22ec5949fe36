"""Three-valued truth: a missing answer is neither a yes nor a no.

The connectives are Kleene's strong ones, the tables that SQL uses for null. Each is
inclusion-isotone: learning more can turn *open* into true or false, never back.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum


class Truth(Enum):
    """The verdict on one condition.

    There is no `__bool__` on purpose: an enum member is always truthy, so compare
    with `is Truth.TRUE`.
    """

    TRUE = "true"
    FALSE = "false"
    OPEN = "open"


def negate(truth: Truth) -> Truth:
    """Return the opposite; open stays open."""
    if truth is Truth.OPEN:
        return Truth.OPEN
    return Truth.FALSE if truth is Truth.TRUE else Truth.TRUE


def quorum(truths: Sequence[Truth], need: int) -> Truth:
    """Return whether at least `need` of `truths` hold.

    True when enough are true already, false when even all the open ones would not
    be enough, open between the two. `need` of all is *all*, `need` of one is *any*.
    """
    certain = truths.count(Truth.TRUE)
    if certain >= need:
        return Truth.TRUE
    possible = certain + truths.count(Truth.OPEN)
    return Truth.OPEN if possible >= need else Truth.FALSE
