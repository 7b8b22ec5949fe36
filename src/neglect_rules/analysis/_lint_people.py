"""Checks of fairness to people: what must never count, and who must never wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Final

from neglect_rules.analysis._examined import Check, Examined, named
from neglect_rules.analysis._word_lists import Topic, met
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.model import (
    AnyOf,
    Case,
    Condition,
    Named,
    OutcomeTest,
    Record,
    Ruleset,
    Subject,
)
from neglect_rules.pointer import Pointer
from neglect_rules.program import Amount, Answer, Program, Quorum, RecordFact, cone


def _must_not_count(
    code: str, topic: Topic, examined: Examined
) -> Iterator[Diagnostic]:
    """Yield indicators that move a result and ask for what must not move one."""
    if not examined.ruleset.language.startswith("en"):
        return
    counted = _counted(examined)
    for id_, spec in examined.ruleset.indicators.items():
        if id_ not in counted:
            continue
        for key, words in (("label", spec.label), ("ask_as", spec.ask_as or "")):
            for each in met(topic, words):
                yield Diagnostic(
                    code,
                    f"{named(spec.label, id_)} counts `{each.word}`: "
                    f"{each.avoided.why}",
                    Pointer(("indicators", id_, key)),
                    f"let it move no result; ask {each.avoided.write}",
                )


def _counted(examined: Examined) -> frozenset[str]:
    """Return the indicators that can move an outcome, a score or a rating."""
    program = examined.program
    roots = [outcome.result for outcome in program.outcomes]
    roots += [domain.raw for domain in program.domains]
    held = (program.steps[index] for index in cone(program.steps, roots))
    leaves = (s for s in held if isinstance(s, Answer | Amount | RecordFact))
    return frozenset(leaf.indicator for leaf in leaves)


def _not_urgent(examined: Examined) -> Iterator[Diagnostic]:
    program = examined.program
    enough = frozenset(_enough(program))
    critical = {each.id: each.critical for each in program.members}
    calm: dict[str, Decision] = {}
    for id_, spec in examined.ruleset.indicators.items():
        grade = spec.critical_at
        if grade is None or critical[id_] in enough:
            continue
        for kind in spec.subjects or examined.ruleset.subjects.kinds:
            if kind not in calm:
                calm[kind] = _decided(examined, kind, {})
            if _is_urgent(examined, calm[kind], kind, id_, grade):
                break
        else:
            yield Diagnostic(
                "NR358",
                f"{named(spec.label, id_)} is critical at `{grade}`, but alone that "
                "brings nothing into the upper half of its levels",
                Pointer(("indicators", id_, "critical_at")),
                f'add a guard with {{"indicator": "{id_}", "at_least": "{grade}"}}',
            )


def _enough(program: Program) -> Iterator[int]:
    """Yield the steps of which one alone meets a rule for an upper level."""
    ladders = {outcome.id: outcome.grades for outcome in program.outcomes}
    for rule in program.rules:
        upper = any(_is_upper(ladders[id_], grade) for id_, grade in rule.gives.items())
        if rule.kind in {"threshold", "guard"} and upper:
            yield from _alone(program, rule.when)


def _alone(program: Program, index: int) -> Iterator[int]:
    step = program.steps[index]
    if isinstance(step, Quorum) and step.need == 1:
        for each in step.of:
            yield from _alone(program, each)
    yield index


def _is_upper(ladder: tuple[str, ...], grade: str) -> bool:
    return 2 * ladder.index(grade) >= len(ladder)


def _is_urgent(
    examined: Examined, calm: Decision, kind: str, id_: str, grade: str
) -> bool:
    """Return whether a grade alone can bring an outcome into its upper half.

    Where an outcome may be there already, the grade must at least move it.
    """
    grave = _decided(examined, kind, {id_: grade})
    return any(
        _is_upper(outcome.grades, grave[outcome.id].ceiling)
        and grave[outcome.id].possible != calm[outcome.id].possible
        for outcome in examined.program.outcomes
    )


def _not_reviewed(examined: Examined) -> Iterator[Diagnostic]:
    """Yield levels that no review asks for, where reviews ask for levels.

    A review that asks for anything else may hold at a level or not, so it is only
    added to: the levels of one ladder must be there in full.
    """
    ruleset = examined.ruleset
    asked: dict[str, set[str]] = {}
    for review in ruleset.reviews:
        if review.when is None:
            return
        for outcome, grades in _levels(ruleset, review.when):
            asked.setdefault(outcome, set()).update(grades)
    missing = {
        outcome: [
            grade
            for grade in ruleset.outcomes[outcome].grades[1:]
            if grade not in grades
        ]
        for outcome, grades in asked.items()
    }
    if missing and all(missing.values()):
        outcome, grades = min(missing.items(), key=lambda pair: len(pair[1]))
        labels = ruleset.outcomes[outcome].labels
        for grade in grades:
            yield Diagnostic(
                "NR359",
                f"no review asks for {named(labels.get(grade), grade)} of `{outcome}`",
                Pointer(("reviews",)),
                "say by when a child at this level is looked at again",
            )


def _levels(ruleset: Ruleset, when: Condition) -> Iterator[tuple[str, Collection[str]]]:
    """Yield the levels at which a condition surely holds, by outcome."""
    match when:
        case AnyOf():
            for each in when.any:
                yield from _levels(ruleset, each)
        case Named():
            yield from _levels(ruleset, ruleset.conditions[when.is_])
        case OutcomeTest(at_least=str(least)):
            grades = ruleset.outcomes[when.outcome].grades
            yield when.outcome, grades[grades.index(least) :]
        case OutcomeTest(in_=tuple(grades)):
            yield when.outcome, grades
        case _:
            pass


def _decided(examined: Examined, kind: str, worse: Mapping[str, str]) -> Decision:
    """Return the decision on a form at its best, but for what is said of it."""
    day = examined.ruleset.effective.from_
    answers = {
        id_: (Record(grade=grade, source="seen", by="one", date=day),)
        for id_, grade in {**examined.forms.best, **worse}.items()
    }
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    case = Case(subject=Subject(kind=kind), answers=answers)
    return evaluate(examined.program, case, at=noon)


PEOPLE: Final = (
    Check("NR355", Severity.WARNING, partial(_must_not_count, "NR355", "means")),
    Check("NR356", Severity.WARNING, partial(_must_not_count, "NR356", "protected")),
    Check("NR357", Severity.WARNING, partial(_must_not_count, "NR357", "place")),
    Check("NR358", Severity.WARNING, _not_urgent),
    Check("NR359", Severity.WARNING, _not_reviewed),
)
