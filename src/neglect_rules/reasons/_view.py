"""A decision laid open for one outcome: its steps, its leaves, what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast, final

from attrs import evolve, field, frozen

from neglect_rules.completions import (
    Diagrams,
    Path,
    Question,
    Space,
    SpentError,
    Unit,
    ages,
    completed,
    in_order,
    space,
    units,
)
from neglect_rules.evaluation import Decision, shown
from neglect_rules.facts import Facts, Leaves, facts
from neglect_rules.program import (
    Answer,
    Choice,
    OutcomeLink,
    Program,
    RuleLink,
    Value,
    cone,
)
from neglect_rules.reasons._model import Said, topic
from neglect_rules.reasons._runs import Run, Runs, everywhere, together
from neglect_rules.truth import Truth

BUDGET = 400_000
"""How many steps a search may take, unless the caller says otherwise."""


@final
@frozen
class View:
    """A decision, laid open for one outcome.

    Attributes:
        link: The outcome's steps.
        facts: What was known.
        among: The steps on which the outcome rests.
        rules: The rules that speak of it, in document order, promises left out.
        budget: How many steps a search may take.
    """

    program: Program = field(repr=False)
    link: OutcomeLink
    facts: Facts = field(repr=False)
    among: frozenset[int] = field(repr=False)
    rules: tuple[RuleLink, ...] = field(repr=False)
    decision: Decision = field(repr=False)
    budget: int

    @cached_property
    def runs(self) -> Runs:
        """Return the steps with the leaf values of the case."""
        return Runs(self.program.steps, self.among, self.facts.worlds)

    @cached_property
    def values(self) -> Mapping[int, Value]:
        """Return what each step comes to."""
        return everywhere(self.runs.recorded, self.among)

    @cached_property
    def opened(self) -> Mapping[int, Value]:
        """Return the same where every answer is open."""
        steps = self.program.steps
        leaves = {
            leaf: getattr(steps[leaf], "open", self.leaves[leaf])
            for unit in self.units
            for leaf in unit.leaves
            if unit.kind != "age"
        }
        return everywhere(self.runs.again(leaves), self.among)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return what the outcome asks about."""
        every = units(self.program)
        return tuple(u for u in every if not self.among.isdisjoint(u.leaves))

    @property
    def leaves(self) -> Leaves:
        """Return what every leaf holds, in the first of several sets of ages."""
        return self.facts.worlds[0]

    @property
    def held(self) -> Choice:
        """Return the possible grades."""
        return self.possible(self.runs.recorded)

    def possible(self, run: Run) -> Choice:
        """Return the possible grades of a run."""
        return cast("Choice", together(run, self.link.result))

    def grades(self, choice: Choice) -> tuple[str, ...]:
        """Return the grades that a choice of the outcome holds, low to high."""
        return tuple(
            grade
            for position, grade in enumerate(self.link.grades, start=1)
            if choice >> position & 1
        )

    @cached_property
    def asked_openly(self) -> View:
        """Return the same with every answer open that was only filled in (8.2)."""
        steps = self.program.steps
        filled = {
            each.step: cast("Answer", steps[each.step]).open
            for each in self.facts.known
            if each.standing.state == "zero_filled"
        }
        if not filled:
            return self
        worlds = self.facts.instead(filled)
        return evolve(self, facts=evolve(self.facts, worlds=worlds))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return what is open, with every answer to it."""
        return tuple(
            question
            for unit in self.units
            if (question := self._question(unit)) is not None
        )

    @cached_property
    def has_range(self) -> bool:
        """Whether an answer is looked at as a range only, on every way through.

        What is possible then need not be brought about by any one answer.
        """
        return any(len(q.ways) == 1 and not q.ways[0].whole for q in self.questions)

    def _question(self, unit: Unit) -> Question | None:
        if unit.kind == "age" and self.facts.worlds[1:]:
            return ages(self.program, self.facts.worlds, unit)
        return completed(self.program, unit, self.leaves, self.among, self.values)

    @cached_property
    def whole(self) -> Space | None:
        """Return the outcome over all complete sets of answers to what is open."""
        return self.space(self.questions, [self.link.result])

    def space(
        self, questions: Iterable[Question], roots: Sequence[int]
    ) -> Space | None:
        """Return steps as functions of questions; `None` if the budget is spent."""
        diagrams = Diagrams(self.budget)
        worlds = self.facts.worlds
        try:
            asked = in_order(self.program, questions, roots)
            return space(self.program, worlds, asked, roots, diagrams)
        except SpentError:
            return None

    def spent(self, found: Space | None) -> int:
        """Return how many steps a search took."""
        return self.budget if found is None else found.diagrams.spent

    def said(self, unit: Unit, leaves: Leaves) -> Iterator[Said]:
        """Yield what an answer says, leaf by leaf."""
        for leaf, value in leaves.items():
            step = self.program.steps[leaf]
            told = tuple(shown(step, value))
            yield Said(about=topic(unit), at=step.at, value=told)

    def path_said(self, found: Space, path: Path) -> tuple[Said, ...]:
        """Return what is answered on the way along a path."""
        told: list[Said] = []
        for number, way in sorted(path.items()):
            question = found.questions[number - 1]
            told += self.said(question.unit, question.ways[way].leaves)
        return tuple(told)


def view(decision: Decision, outcome: str, budget: int = BUDGET) -> View:
    """Lay a decision open for one outcome.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    program = decision.program
    link = {each.id: each for each in program.outcomes}[outcome]
    return View(
        program,
        link,
        facts(program, decision.case, decision.at),
        cone(program.steps, [link.result]),
        tuple(
            rule
            for rule in program.rules
            if rule.kind != "promise" and outcome in rule.gives
        ),
        decision,
        budget,
    )


def lowest(choice: Choice) -> int:
    """Return the position of the least grade of a choice."""
    return (choice & -choice).bit_length() - 1


def highest(choice: Choice) -> int:
    """Return the position of the greatest grade of a choice."""
    return choice.bit_length() - 1


def is_true(value: object) -> bool:
    """Return whether a verdict is certain."""
    return value is Truth.TRUE
