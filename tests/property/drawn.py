"""A ruleset with a case that fits it, drawn together, for the laws to look at.

Linking is what costs time, so each run draws one pool of rulesets and many cases for
each of them. The nightly run draws a pool that is much larger.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from random import Random
from typing import Any, TypeAlias, final

from attrs import evolve, field, frozen
from hypothesis import settings
from hypothesis import strategies as st

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.facts import Facts, facts
from neglect_rules.linking import link
from neglect_rules.model import Case
from neglect_rules.program import Program, RecordFact, cone
from neglect_rules.testing import (
    Document,
    Form,
    make_case,
    make_ruleset,
    read_form,
    settle,
)
from tests.differential.comparison import read, read_case

POOL = max(10, settings.default.max_examples * 2 // 5 if settings.default else 10)


@final
@frozen(kw_only=True)
class Drawn:
    """A ruleset and a case.

    Attributes:
        document: The ruleset's document, with the exceptions that it needs.
        program: The ruleset, linked.
        case: The case's document; it says its moment.
        seed: From which `make_ruleset` drew the ruleset, to make a failure again.
    """

    document: Document = field(repr=False)
    program: Program = field(repr=False)
    case: Document
    seed: int | None = None

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """Show what a failure can be made from again, and not the whole Program."""
        printer.text(f"<the ruleset of seed {self.seed} with the case {self.case}>")

    @property
    def at(self) -> dt.datetime:
        """The moment that the case says."""
        return dt.datetime.fromisoformat(self.case["at"])

    def read_case(self) -> Case:
        """Return the case itself."""
        return read_case(self.case)

    def facts(self) -> Facts:
        """Return what is known at the moment."""
        return facts(self.program, self.read_case(), self.at)

    @cached_property
    def decided(self) -> Decision:
        """The decision, made once: for laws that look at one decision many times."""
        return self.decide()

    @cached_property
    def known(self) -> Facts:
        """The facts, likewise."""
        return self.facts()

    def decide(self) -> Decision:
        """Return the decision at the moment that the case says."""
        return evaluate(self.program, self.read_case(), at=self.at)

    def with_answer(self, indicator: str, answer: Any) -> Drawn:
        """Return the same with another answer; `None` takes it out."""
        answers = {**self.case["answers"], indicator: answer}
        kept = {name: value for name, value in answers.items() if value is not None}
        return evolve(self, case={**self.case, "answers": kept})

    def with_subject(self, subject: Mapping[str, Any]) -> Drawn:
        """Return the same with another subject."""
        return evolve(self, case={**self.case, "subject": dict(subject)})

    def relinked(self, document: Document) -> Drawn:
        """Return the same case under another ruleset."""
        return evolve(self, document=document, program=link(read(document)))


Check: TypeAlias = Callable[[Drawn, Random], None]
"""A law as a function: it fails with an `AssertionError` where the law is broken."""


Ruled: TypeAlias = tuple[Document, Program, Form]
"""A ruleset that links, as its document and its Program, with what it asks."""


@cache
def pooled(seed: int) -> Ruled | None:
    """Return one ruleset of the pool; nothing where no exception can settle it."""
    return ruled(seed)


def ruled(seed: int) -> Ruled | None:
    """Return one ruleset; nothing where no exception can settle it."""
    linked: list[Program] = []

    def keep(document: Document) -> None:
        linked.append(link(read(document)))

    settled = settle(make_ruleset(Random(seed)), keep)
    if settled is None:
        return None
    return settled, linked[-1], read_form(settled)


@cache
def seeds(pool: int = POOL) -> list[int]:
    """Return the seeds of the rulesets in the pool."""
    return [seed for seed in range(pool) if pooled(seed) is not None]


def one_drawn(seed: int, random: Random) -> Drawn:
    """Return the ruleset of a seed with a case drawn for it."""
    found = pooled(seed)
    assert found is not None
    return with_case(found, seed, random)


def with_case(found: Ruled, seed: int, random: Random) -> Drawn:
    """Return a ruleset with a case drawn for it."""
    document, program, form = found
    case = make_case(random, form)
    return Drawn(document=document, program=program, case=case, seed=seed)


_numbers = st.integers(0, 10**9)


@st.composite
def draws(draw: st.DrawFn) -> Drawn:
    """Draw a ruleset of the pool with a case.

    Both come from numbers, not from single choices: the rulesets are small already,
    and shrinking a case choice by choice takes minutes where linking is in the loop.
    """
    seed = draw(st.sampled_from(seeds()))
    return one_drawn(seed, Random(draw(_numbers)))


choices = _numbers.map(Random)
"""Where a law's own choices come from."""


def reads_record_of(program: Program, outcome: str, indicator: str) -> bool:
    """Return whether an outcome rests on how an answer is known, not just on it."""
    root = next(link.result for link in program.outcomes if link.id == outcome)
    read = (program.steps[index] for index in cone(program.steps, [root]))
    return any(isinstance(s, RecordFact) and s.indicator == indicator for s in read)


def exempt_outcomes(program: Program, law: int) -> set[str]:
    """Return the outcomes for which a law is not claimed."""
    return {o for each in program.exempt if each.law == law for o in each.outcomes}
