"""What a ruleset comes to over every filled form, worked out once for all who ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from random import Random
from types import MappingProxyType
from typing import Any, TypeAlias, final

from attrs import define

from neglect_rules.analysis._alike import made_alike
from neglect_rules.analysis._filled import Filled, drawn, filled
from neglect_rules.analysis._held import Held
from neglect_rules.analysis._known import Witness
from neglect_rules.analysis._loose import Loose, loose, open_values, unsaid
from neglect_rules.completions import (
    Diagrams,
    Node,
    Path,
    Space,
    cheapest,
)
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Values, evaluate, run, run_worlds
from neglect_rules.facts import facts
from neglect_rules.model import Case
from neglect_rules.program import Program, Value

_NOTHING: Mapping[int, Value] = MappingProxyType({})
Agreed: TypeAlias = tuple[Case, dt.datetime]
"""A case that people agreed on, with its moment."""


@final
@define
class Ground:
    """A ruleset with its filled forms, and what was worked out of them so far.

    Attributes:
        program: The ruleset.
        cases: Worked cases; those that do not fit are left aside.
        budget: How many steps may be taken in all.
        part: Only these filled forms are looked at, if said.
    """

    program: Program
    cases: Sequence[Agreed]
    budget: int
    part: Filled | None = None

    @cached_property
    def judged(self) -> Iterable[tuple[Agreed, Values]]:
        """Return the worked cases that fit, each with what every step comes to.

        Each is judged once, and only when somebody gets as far as it.
        """
        return Held(self._judged())

    def _judged(self) -> Iterator[tuple[Agreed, Values]]:
        for case, at in self.cases:
            with suppress(CaseError):
                worlds = facts(self.program, case, at).worlds
                yield (case, at), run_worlds(self.program, worlds)

    @cached_property
    def form(self) -> Filled:
        """Return every way of filling in the form that is looked at."""
        if self.part is not None:
            return self.part
        results = [link.result for link in self.program.outcomes]
        return filled(self.program, roots=results)

    def on(self, part: Filled, budget: int = 0) -> Ground:
        """Return the same with some of the filled forms only, and no cases.

        Args:
            part: Those forms.
            budget: How many steps may be taken there.
        """
        found = Ground(self.program, (), budget, part)
        found.openly = self.openly
        found.left_open = self.left_open
        return found

    def is_said(self, *steps: int) -> bool:
        """Return whether filled forms say all that some steps rest on."""
        return next(unsaid(self.program, steps), None) is None

    @cached_property
    def alike(self) -> tuple[int, ...]:
        """Return for each step a number that is the same where steps are made alike."""
        return made_alike(self.program)[0]

    @cached_property
    def diagrams(self) -> Diagrams:
        """Return where functions are stored."""
        return Diagrams(self.budget)

    @cached_property
    def openly(self) -> Mapping[int, Value]:
        """Return what each step may come to where nothing at all is known."""
        return open_values(self.program)

    @cached_property
    def left_open(self) -> tuple[Loose, ...]:
        """Return all that filled forms do not say, numbered the same for every step."""
        return loose((self.program,), (range(len(self.program.steps)),))

    def node(self, step: int) -> Node:
        """Return what a step comes to for every filled form.

        Raises:
            SpentError: The budget is spent.
        """
        return self.form.functions(0, [step], self.diagrams)[step]

    def whole(self, *steps: int, given: Mapping[int, Value] = _NOTHING) -> list[Node]:
        """Return what steps come to, with what filled forms do not say taken in.

        Args:
            steps: The steps.
            given: What other steps are known to come to.

        Raises:
            SpentError: The budget is spent.
        """
        known = {of: self.diagrams.constant(value) for of, value in given.items()}
        nodes = self.form.functions(0, steps, self.diagrams, self.left_open, known)
        return [nodes[step] for step in steps]

    def nearest(self, node: Node, wanted: Callable[[Any], bool]) -> Path | None:
        """Return the form with the fewest and mildest signs that a function picks."""
        way = cheapest(Space(self.form.questions(), self.diagrams, {}), node, wanted)
        return None if way is None else way.path

    def along(self, path: Path) -> Witness:
        """Return the form along a path as a case that shows something."""
        case = self.form.case(self.form.filling(path))
        return self.witness(case, self.form.readings[0].at)

    def witness(self, case: Case, at: dt.datetime) -> Witness:
        """Return a case that shows something, with the levels that are certain."""
        decision = evaluate(self.program, case, at=at)
        levels = {id_: result.floor for id_, result in decision.outcomes.items()}
        return Witness(case=case, at=at, levels=levels)

    def tried(self, count: int) -> Iterator[tuple[Path, Values]]:
        """Yield forms filled in at random, judged; the same ones each time.

        Before them each question's first answer throughout, and each one's last.
        """
        random, form = Random(count), self.form  # noqa: S311 - a search, no secret
        lasts = {n: len(asked.ways) - 1 for n, asked in enumerate(form.asked, start=1)}
        ends = [dict.fromkeys(lasts, 0), lasts]
        for turn in range(count):
            path = ends[turn] if turn < len(ends) else drawn(form, random)
            yield path, run(self.program, form.leaves(path))
