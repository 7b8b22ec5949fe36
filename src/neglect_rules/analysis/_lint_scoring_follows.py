"""Whether one condition is met whenever another is."""

from __future__ import annotations

from neglect_rules.analysis._lint_scoring_ground import Scored
from neglect_rules.program import Compare, Member, Quorum, Value
from neglect_rules.truth import Truth


def follows(looked: Scored, one: int, other: int) -> bool:
    """Return whether it is certain that `other` is met in every case that meets `one`.

    Cases that show otherwise are looked for first, then how the two are built; and
    every filled form is gone through last.
    """
    if any(_is_unlike(values[one], values[other]) for values in looked.samples):
        return False
    if _is_built_on(looked, one, other):
        return True
    return looked.ventured(lambda: _always(looked, one, other)) is True


def _is_unlike(one: Value, other: Value) -> bool:
    return one is Truth.TRUE and other is not Truth.TRUE


def _is_built_on(looked: Scored, one: int, other: int) -> bool:
    """Return whether `other` holds where `one` does, by how they are built."""
    alike, steps = looked.ground.alike, looked.ground.program.steps
    if alike[one] == alike[other]:
        return True
    match steps[one], steps[other]:
        case Compare() as more, Compare() as less:
            is_more = more.at_least >= less.at_least
            return alike[more.of] == alike[less.of] and is_more
        case Member() as narrow, Member() as wide:
            is_within = not narrow.among & ~wide.among
            return alike[narrow.of] == alike[wide.of] and is_within
        case _, Quorum(of=of, need=need) if (
            sum(_is_built_on(looked, one, each) for each in of) >= need
        ):
            return True
        case Quorum(of=of, need=need), _:
            # So many hold that one of those which are enough is among them.
            enough = sum(_is_built_on(looked, each, other) for each in of)
            return enough > len(of) - need
        case _:
            return False


def _always(looked: Scored, one: int, other: int) -> bool:
    """Return whether no filled form meets `one` and not `other`.

    Raises:
        SpentError: The budget is spent.
    """
    ground = looked.ground
    if _may_be_apart(looked, ground.node(one), ground.node(other)):
        return False
    if ground.is_said(one, other):
        return True
    return not _may_be_apart(looked, *ground.whole(one, other))


def _may_be_apart(looked: Scored, one: int, other: int) -> bool:
    joint = looked.ground.diagrams.join(_is_apart, one, other)
    return True in looked.ends(joint)


def _is_apart(one: Truth, other: Truth) -> bool:
    return one is not Truth.FALSE and other is not Truth.TRUE
