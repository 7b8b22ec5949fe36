"""Which small changes to a ruleset no worked case notices.

A ruleset with such a change could be used by mistake and every agreed case would still
come out as agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import TypeAlias, final

from attrs import field, frozen

from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.golden._load import Expected, Part, Test
from neglect_rules.golden._mutation import Mutation, mutated
from neglect_rules.golden._mutations import mutations
from neglect_rules.golden._run import decided, differing
from neglect_rules.golden._screen import Changed, Watch, changed, may_differ, watch
from neglect_rules.golden._suite import Ran
from neglect_rules.linking import link
from neglect_rules.program import Program

Agreed: TypeAlias = tuple[Test, Part]
"""A part of a worked case that comes out as agreed."""

Equivalent: TypeAlias = Callable[[Program, Program], bool | None]
"""Whether two rulesets are proved to mean the same; `None` where it is not settled."""


class Fate(Enum):
    """What became of a small change."""

    REFUSED = auto()
    CAUGHT = auto()
    SAME = auto()
    MISSED = auto()


@final
@frozen(kw_only=True)
class Survey:
    """What became of every small change to a ruleset.

    Attributes:
        fates: Each change with what became of it, in the order of the ruleset.
    """

    fates: tuple[tuple[Mutation, Fate], ...] = field(repr=False)

    @property
    def missed(self) -> tuple[Mutation, ...]:
        """The changes that no case notices and that are not proved to be none."""
        return tuple(change for change, fate in self.fates if fate is Fate.MISSED)

    def count(self, fate: Fate) -> int:
        """Return how many changes met with a fate."""
        return sum(each is fate for _, each in self.fates)


def survey(
    program: Program,
    agreed: Iterable[Agreed],
    equivalent: Equivalent,
    changes: Sequence[Mutation] | None = None,
) -> Survey:
    """Return which small changes to a ruleset its worked cases notice.

    Args:
        program: The ruleset.
        agreed: What comes out as agreed, as `agreed_parts` gives it.
        equivalent: Whether two rulesets are proved to mean the same.
        changes: Which changes; all that there are, if not said.
    """
    watched = [watch(program, *each) for each in agreed]
    made = mutations(program.ruleset) if changes is None else changes
    fates = ((change, _fate(program, change, watched, equivalent)) for change in made)
    return Survey(fates=tuple(fates))


def agreed_parts(ran: Iterable[Ran]) -> tuple[Agreed, ...]:
    """Return each part that says something and comes out as it says."""
    nothing = Expected()
    return tuple(
        (each.story.test, part)
        for each in ran
        for part, _ in each.decided
        if part.where not in each.failed and part.expected != nothing
    )


def _fate(
    program: Program, change: Mutation, watched: list[Watch], equivalent: Equivalent
) -> Fate:
    try:
        other = link(mutated(program.ruleset, change))
    except RulesetError:
        return Fate.REFUSED
    if other.fingerprint == program.fingerprint:
        return Fate.SAME
    if _is_caught(changed(program, other), watched):
        return Fate.CAUGHT
    return Fate.SAME if equivalent(program, other) else Fate.MISSED


def _is_caught(new: Changed, watched: list[Watch]) -> bool:
    """Return whether a case comes out otherwise; the last to notice is asked first."""
    for place, each in enumerate(watched):
        if may_differ(each, new) and _differs(new.program, each):
            watched.insert(0, watched.pop(place))
            return True
    return False


def _differs(program: Program, watch: Watch) -> bool:
    try:
        decision = decided(program, watch.test, watch.part)
    except CaseError:
        return True
    return any(True for _ in differing(watch.part, decision, reasons=True))
