"""A check of counts of events: what may have happened keeps a level possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from neglect_rules.analysis._examined import Check, Examined, named
from neglect_rules.analysis._lint_scoring_ground import Scored, rule_named, scored
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.evaluation import run
from neglect_rules.pointer import Pointer
from neglect_rules.program import Amount, RuleLink, cone
from neglect_rules.truth import Truth

_RAISES: Final = frozenset({"threshold", "modifier", "guard"})


def _open_for_ever(examined: Examined) -> Iterator[Diagnostic]:
    """Yield rules that stay possible for every child while a list is not complete."""
    looked = scored(examined)
    asked = _kinds_in_tasks(examined)
    for rule in examined.program.rules:
        if rule.kind not in _RAISES:
            continue
        for kind in sorted(_kinds_below(examined, rule.when) - asked):
            if _keeps_open(looked, rule, kind):
                spec = examined.ruleset.event_kinds[kind]
                yield Diagnostic(
                    "NR310",
                    f"{rule_named(examined, rule)} stays possible for every child until "
                    f"somebody says that the list of {named(spec.label, kind)} is "
                    "complete",
                    Pointer.parse(rule.at) / "when",
                    "add a task that asks for the whole list, or count these events in "
                    "a report alone",
                )


def _kinds_in_tasks(examined: Examined) -> frozenset[str]:
    """Return the kinds of event that some task looks at."""
    tasks = examined.program.tasks
    conditions = [task.when for task in tasks if task.when is not None]
    return _kinds_below(examined, *conditions)


def _kinds_below(examined: Examined, *steps: int) -> frozenset[str]:
    """Return the kinds of event on whose count some steps rest."""
    below = cone(examined.program.steps, steps)
    return frozenset(kind for index, kind in _counted(examined) if index in below)


def _counted(examined: Examined) -> Iterator[tuple[int, str]]:
    """Yield every leaf that counts events, with their kind."""
    for index, leaf in examined.program.leaves:
        if isinstance(leaf, Amount) and leaf.tally and leaf.of == "events":
            yield index, leaf.tally.of


def _keeps_open(looked: Scored, rule: RuleLink, kind: str) -> bool:
    """Return whether a rule may hold though every answer is at its best.

    Only of one kind of event it is not known how many there were.
    """
    program = looked.examined.program
    leaves = dict(looked.ground.form.leaves({}))
    for index, each in _counted(looked.examined):
        step = program.steps[index]
        if each == kind and isinstance(step, Amount):
            leaves[index] = step.open
    return run(program, leaves)[rule.when] is Truth.OPEN


EVENTS: Final = (Check("NR310", Severity.NOTE, _open_for_ever),)
