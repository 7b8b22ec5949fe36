"""What holds of a ruleset for every case, or a case for which it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from neglect_rules.analysis._falls import fallen
from neglect_rules.analysis._ground import Agreed, Ground
from neglect_rules.analysis._known import Finding
from neglect_rules.analysis._promises import kept
from neglect_rules.analysis._reached import Wanted, reached
from neglect_rules.completions import SpentError
from neglect_rules.program import OutcomeLink, Program, RuleLink
from neglect_rules.truth import Truth

BUDGET = 2_000_000
"""How many steps proofs may take together, unless the caller says otherwise."""

_LAW_5, _LAW_6 = 5, 6


def prove(
    program: Program, cases: Sequence[Agreed] = (), budget: int = BUDGET
) -> tuple[Finding, ...]:
    """Return what is claimed of every ruleset, and what its author promises.

    Args:
        program: The ruleset.
        cases: Worked cases with their moments; what they show need not be searched
            for. Those that do not fit are left aside.
        budget: How many steps may be taken.
    """
    ground = Ground(program, cases, budget)
    promises = (rule for rule in program.rules if rule.kind == "promise")
    return (
        *_from_structure(ground),
        *_levels(ground),
        *_rules(ground),
        *(kept(ground, rule) for rule in promises),
    )


def _from_structure(ground: Ground) -> Iterator[Finding]:
    """Yield what linking has shown, but for what an exception was declared.

    Every kind of step narrows when what it reads narrows (law 4), linking refuses what
    could fall when an answer gets worse (law 5) or a guard that reads a strength (law
    6), and a household's result is made as the highest of its children's (law 9).
    """
    program = ground.program
    for outcome in program.outcomes:
        if _is_exempt(program, _LAW_5, outcome.id):
            yield _falls(ground, outcome)
        else:
            yield Finding(
                claim="worse_is_never_lower",
                about=(outcome.id,),
                known="proved",
                how="structure",
            )
    yield Finding(
        claim="learning_only_narrows", about=(), known="proved", how="structure"
    )
    for outcome in program.outcomes:
        is_exempt = _is_exempt(program, _LAW_6, outcome.id)
        yield Finding(
            claim="strengths_do_not_cancel_danger",
            about=(outcome.id,),
            known="not_analysed" if is_exempt else "proved",
            how=None if is_exempt else "structure",
            why="exception" if is_exempt else "",
        )
    yield Finding(
        claim="household_is_at_least_its_worst_child",
        about=(),
        known="proved",
        how="structure",
    )


def _is_exempt(program: Program, law: int, outcome: str) -> bool:
    return any(e.law == law and outcome in e.outcomes for e in program.exempt)


def _falls(ground: Ground, outcome: OutcomeLink) -> Finding:
    """Return whether a declared exception lets a worse answer lower an outcome."""
    say = partial(Finding, claim="worse_is_never_lower", about=(outcome.id,))
    try:
        found = fallen(ground, ground.node(outcome.result))
    except SpentError:
        return say(known="not_analysed", why="too_much")
    if found is None:
        return say(known="not_analysed", why="exception")
    milder, worse = (ground.along(path) for path in found)
    return say(
        known="refuted", how="answers", witness=milder, other=worse, why="exception"
    )


def _levels(ground: Ground) -> Iterator[Finding]:
    """Yield for every level whether a case can reach it."""
    for outcome in ground.program.outcomes:
        for position, grade in enumerate(outcome.grades, start=1):
            yield reached(ground, _level(outcome, grade, 1 << position))


def _level(outcome: OutcomeLink, grade: str, bit: int) -> Wanted:
    return Wanted(
        claim="level_can_be_reached",
        about=(outcome.id, grade),
        step=outcome.result,
        certain=lambda value: value & -value == bit,
        perhaps=lambda value: bool(value & bit),
    )


def _rules(ground: Ground) -> Iterator[Finding]:
    """Yield for every rule whether a case can meet it."""
    for rule in ground.program.rules:
        if rule.kind != "promise":
            yield reached(ground, _met(rule))


def _met(rule: RuleLink) -> Wanted:
    return Wanted(
        claim="rule_can_be_met",
        about=(rule.id,),
        step=rule.when,
        certain=lambda value: value is Truth.TRUE,
        perhaps=lambda value: value is not Truth.FALSE,
    )
