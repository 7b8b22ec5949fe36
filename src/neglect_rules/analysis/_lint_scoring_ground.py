"""What the checks of scores and rules share: one ground, gone through within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any, Final, TypeVar, final

from attrs import define

from neglect_rules.analysis._examined import Examined, named
from neglect_rules.analysis._ground import Ground
from neglect_rules.completions import CONSTANT, Node, SpentError, below
from neglect_rules.evaluation import Values
from neglect_rules.pointer import Pointer
from neglect_rules.program import RuleLink, cone
from neglect_rules.truth import Truth

BUDGET: Final = 300_000
"""How many steps all of these checks may take together: about a second."""
_DRAWN: Final = 60
"""How many forms are filled in at random, to see soon what can come about."""

_Found = TypeVar("_Found")


@final
@define
class Scored:
    """A ruleset as the checks of scores and rules look at it.

    Attributes:
        examined: The ruleset, with what stands around it.
        budget: How many steps may be taken in all.
    """

    examined: Examined
    budget: int = BUDGET

    @cached_property
    def ground(self) -> Ground:
        """What it comes to over every filled form."""
        return Ground(self.examined.program, self.examined.cases, self.budget)

    @cached_property
    def samples(self) -> tuple[Values, ...]:
        """Return what steps come to in worked cases, in forms drawn at random."""
        worked = (values for _, values in self.ground.judged)
        drawn = (values for _, values in self.ground.tried(_DRAWN))
        return (*worked, *drawn)

    @cached_property
    def read(self) -> frozenset[int]:
        """Return the steps on which something rests that people get or that rules ask.

        How much is answered is none of it: every question counts there.
        """
        program = self.examined.program
        found = [outcome.result for outcome in program.outcomes]
        found += [rule.when for rule in program.rules]
        found += [item.value for item in program.report]
        found += [each.when for each in program.reviews if each.when is not None]
        found += [task.when for task in program.tasks if task.when is not None]
        found += [s for task in program.tasks for _, s in task.members or ()]
        return cone(program.steps, found)

    @cached_property
    def never_met(self) -> frozenset[str]:
        """Return the rules, promises as well, whose condition no case can meet."""
        return frozenset(
            rule.id
            for rule in self.examined.program.rules
            if self.is_never(rule.when, _is_met, _may_be_met)
        )

    def is_never(
        self, step: int, shows: Callable[[Any], bool], perhaps: Callable[[Any], bool]
    ) -> bool:
        """Return whether it is certain that no case brings something about.

        Args:
            step: The step that shows it.
            shows: Whether a value of the step shows it.
            perhaps: Whether a value leaves it open.
        """
        if any(shows(values[step]) for values in self.samples):
            return False
        if not perhaps(self.ground.openly[step]):
            return True
        return self.ventured(lambda: self._is_ruled_out(step, perhaps)) is True

    def _is_ruled_out(self, step: int, perhaps: Callable[[Any], bool]) -> bool:
        """Return whether no filled form leaves something open.

        Raises:
            SpentError: The budget is spent.
        """
        if any(map(perhaps, self.ends(self.ground.node(step)))):
            return False
        return not any(map(perhaps, self.ends(*self.ground.whole(step))))

    def ends(self, root: Node) -> Iterator[Any]:
        """Yield every value that a function gives."""
        diagrams = self.ground.diagrams
        for node in below(diagrams, root):
            if diagrams.asks[node] == CONSTANT:
                yield diagrams.value[node]

    @property
    def share(self) -> int:
        """Return how many steps one question may take: half of what is left.

        So one that is too hard leaves enough for those after it.
        """
        return (self.budget - self.ground.diagrams.spent) // 2

    def ventured(self, work: Callable[[], _Found]) -> _Found | None:
        """Return what some work finds; nothing where it takes too many steps."""
        diagrams = self.ground.diagrams
        diagrams.budget = diagrams.spent + self.share
        try:
            return work()
        except SpentError:
            return None


@lru_cache(maxsize=1)
def scored(examined: Examined) -> Scored:
    """Return a ruleset as these checks look at it; the same for one after the other."""
    return Scored(examined)


def rule_named(examined: Examined, rule: RuleLink) -> str:
    """Return how a message names a rule."""
    entry = Pointer.parse(rule.at).resolve(examined.ruleset.document)
    return f"the {rule.kind} {named(entry.get('label'), rule.id)}"


def _is_met(value: Truth) -> bool:
    return value is Truth.TRUE


def _may_be_met(value: Truth) -> bool:
    return value is not Truth.FALSE
