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
    Unit,
    space,
    units,
)
from neglect_rules.evaluation import Decision, judged, shown, united
from neglect_rules.facts import Facts, Leaves, facts
from neglect_rules.program import (
    Amount,
    Answer,
    Choice,
    OutcomeLink,
    Program,
    RuleLink,
    Value,
    cone,
)
from neglect_rules.reasons._model import Said, topic
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
    """

    program: Program = field(repr=False)
    link: OutcomeLink
    facts: Facts = field(repr=False)
    among: frozenset[int] = field(repr=False)
    rules: tuple[RuleLink, ...] = field(repr=False)
    decision: Decision = field(repr=False)

    @cached_property
    def values(self) -> Mapping[int, Value]:
        """Return what each of those steps comes to."""
        return self.judged({})

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
        return self.judged(leaves)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return what the outcome asks about."""
        every = units(self.program)
        return tuple(u for u in every if not self.among.isdisjoint(u.leaves))

    @property
    def leaves(self) -> Leaves:
        """Return what every leaf holds, in the first of several sets of ages."""
        return self.facts.worlds[0]

    def judged(self, replaced: Leaves, root: int | None = None) -> Mapping[int, Value]:
        """Return what the steps come to with other leaf values.

        Args:
            replaced: These.
            root: Only what this step rests on is judged.
        """
        among = self.among if root is None else cone(self.program.steps, [root])
        found: dict[int, Value] = {}
        for world in self.facts.worlds:
            values = self._judged(sorted(among), {**world, **replaced})
            for index, value in values.items():
                found[index] = united(found[index], value) if index in found else value
        return found

    def _judged(self, among: Iterable[int], leaves: Leaves) -> Mapping[int, Value]:
        found: dict[int, Value] = {}
        for index in among:
            leaf = leaves.get(index)
            step = self.program.steps[index]
            found[index] = judged(step, found) if leaf is None else leaf
        return found

    def choice(self, values: Mapping[int, Value]) -> Choice:
        """Return the possible grades among values."""
        return cast("Choice", values[self.link.result])

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
        filled = {
            leaf: value
            for each in self.facts.known
            if each.standing.state == "zero_filled"
            for leaf, value in self._open(each.step)
        }
        if not filled:
            return self
        worlds = self.facts.instead(filled)
        return evolve(self, facts=evolve(self.facts, worlds=worlds))

    def _open(self, leaf: int) -> Iterator[tuple[int, Value]]:
        step = self.program.steps[leaf]
        if isinstance(step, Answer | Amount):
            yield leaf, step.open

    def space(
        self, questions: Iterable[Question], roots: Sequence[int], budget: int
    ) -> Space:
        """Return steps as functions of questions.

        Raises:
            SpentError: The budget did not last.
        """
        diagrams = Diagrams(budget)
        return space(self.program, self.facts.worlds, questions, roots, diagrams)

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


def view(decision: Decision, outcome: str) -> View:
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
