"""Checks of levels, rules, promises: what no case brings about, what never decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from neglect_rules.analysis._examined import Check, Examined, named
from neglect_rules.analysis._lint_scoring_follows import follows
from neglect_rules.analysis._lint_scoring_ground import Scored, rule_named, scored
from neglect_rules.analysis._promises import decided
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.model import Outcome
from neglect_rules.pointer import Pointer
from neglect_rules.program import OutcomeLink, RuleLink


def _no_level(examined: Examined) -> Iterator[Diagnostic]:
    """Yield levels that no case reaches, but where a rule that is never met is why."""
    looked = scored(examined)
    rules = examined.program.rules
    dead = [rule for rule in rules if rule.id in looked.never_met]
    for outcome in examined.program.outcomes:
        spec = examined.ruleset.outcomes[outcome.id]
        for place, grade in enumerate(outcome.grades):
            is_told = any(rule.gives.get(outcome.id) == grade for rule in dead)
            if not is_told and _is_out_of_reach(looked, outcome, place):
                yield Diagnostic(
                    "NR302",
                    f"no case reaches {_level(spec, grade)} of "
                    f"{named(spec.label, outcome.id)}",
                    Pointer(("outcomes", outcome.id, "grades", str(place))),
                    "give it with a rule, or take it out of the levels",
                )


def _is_out_of_reach(looked: Scored, outcome: OutcomeLink, place: int) -> bool:
    bit = 2 << place
    return looked.is_never(
        outcome.result,
        lambda value: value & -value == bit,
        lambda value: bool(value & bit),
    )


def _level(spec: Outcome, grade: str) -> str:
    return named(spec.labels.get(grade), grade)


def _never_met(examined: Examined) -> Iterator[Diagnostic]:
    dead = scored(examined).never_met
    for rule in examined.program.rules:
        if rule.kind != "promise" and rule.id in dead:
            yield Diagnostic(
                "NR303",
                f"no case can meet {rule_named(examined, rule)}",
                Pointer.parse(rule.at) / "when",
                "look for two answers that cannot be given together, and for a number "
                "that nothing adds up to",
            )


def _never_decides(examined: Examined) -> Iterator[Diagnostic]:
    """Yield rules that another rule makes needless; of two that are alike the later."""
    looked = scored(examined)
    left = {
        rule.id: rule
        for rule in examined.program.rules
        if rule.kind in {"threshold", "guard"} and rule.id not in looked.never_met
    }
    found = []
    for rule in reversed(tuple(left.values())):
        others = [other for other in left.values() if other is not rule]
        enough = _standing_in(looked, rule, others)
        if enough is not None:
            del left[rule.id]
            found.append((rule, enough))
    for rule, enough in reversed(found):
        told = ", ".join(rule_named(examined, other) for other in enough)
        yield Diagnostic(
            "NR304",
            f"{rule_named(examined, rule)} never decides: whenever it is met, so is "
            f"{told}",
            Pointer.parse(rule.at),
            "take it out, or let it give more; if it is there for its reason alone, "
            "keep it",
        )


def _standing_in(
    looked: Scored, rule: RuleLink, others: Sequence[RuleLink]
) -> Sequence[RuleLink] | None:
    """Return the rules that together give all that a rule gives; `None` if not all."""
    found: dict[str, RuleLink] = {}
    for outcome in looked.examined.program.outcomes:
        if outcome.id not in rule.gives:
            continue
        enough = (
            other
            for other in others
            if _gives_as_much(looked, rule, other, outcome)
            and follows(looked, rule.when, other.when)
        )
        other = next(enough, None)
        if other is None:
            return None
        found[other.id] = other
    return tuple(found.values())


def _gives_as_much(
    looked: Scored, rule: RuleLink, other: RuleLink, outcome: OutcomeLink
) -> bool:
    """Return whether a rule, once met, leaves another one nothing to give."""
    given = other.gives.get(outcome.id)
    if given is None:
        return False
    # A modifier raises what thresholds gave, so a guard does not stand in for one. And
    # a guard is there so that nothing lowers it, so only a guard stands in for it.
    raised = any(
        outcome.id in modifier.raise_ for modifier in looked.examined.ruleset.modifiers
    )
    kinds = {rule.kind} if raised else {rule.kind, "guard"}
    rank = outcome.grades.index
    return other.kind in kinds and rank(given) >= rank(rule.gives[outcome.id])


def _broken_promise(examined: Examined) -> Iterator[Diagnostic]:
    looked = scored(examined)
    for promise in _promises(examined):
        if promise.id not in looked.never_met and _is_broken(looked, promise):
            yield Diagnostic(
                "NR311",
                f"a case breaks {rule_named(examined, promise)}",
                Pointer.parse(promise.at),
                "put the rules right, or promise less; `neglect-rules prove` shows such a case",
            )


def _is_broken(looked: Scored, promise: RuleLink) -> bool:
    """Return whether it is certain that a case breaks a promise.

    What takes more than a short while to be certain of is left to `prove`.
    """
    steps = min(looked.share, _SHORT)
    found = looked.ventured(lambda: decided(looked.ground, promise, steps))
    return found is not None and found.known == "refuted"


def _empty_promise(examined: Examined) -> Iterator[Diagnostic]:
    dead = scored(examined).never_met
    for promise in _promises(examined):
        if promise.id in dead:
            yield Diagnostic(
                "NR312",
                f"{rule_named(examined, promise)} promises nothing: what it speaks of "
                "never happens",
                Pointer.parse(promise.at) / "whenever",
                "say when it shall hold so that a case can be like that",
            )


def _promises(examined: Examined) -> Iterator[RuleLink]:
    return (rule for rule in examined.program.rules if rule.kind == "promise")


_SHORT: Final = 40_000
"""How many steps a promise may take here."""

RULES: Final = (
    Check("NR302", Severity.WARNING, _no_level),
    Check("NR303", Severity.WARNING, _never_met),
    Check("NR304", Severity.NOTE, _never_decides),
    Check("NR311", Severity.WARNING, _broken_promise),
    Check("NR312", Severity.WARNING, _empty_promise),
)
