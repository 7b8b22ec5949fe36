"""What the weights of a ruleset mean, worked out and not written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import final

from attrs import field, frozen

from neglect_rules.analysis._forms import Forms, forms_of
from neglect_rules.model import Indicator, Rating
from neglect_rules.program import Program, RuleLink, cone
from neglect_rules.truth import Truth


@final
@frozen(kw_only=True)
class SignWeight:
    """What one indicator or rating adds to the total, before caps.

    Attributes:
        adds: For each grade that it permits, low to high, the grade's points times its
            weight times the weight of its domain.
    """

    id: str
    domain: str
    scale: str
    adds: Mapping[str, Fraction] = field(hash=False)


@final
@frozen(kw_only=True)
class DomainWeight:
    """How heavy a domain is.

    Attributes:
        weight: The factor.
        most: The most that it can add to the total; `None` without a cap.
    """

    id: str
    weight: Fraction
    most: Fraction | None


@final
@frozen(kw_only=True)
class Spread:
    """Over how many domains a total must be spread to reach a grade.

    Attributes:
        rules: The rules that read scores or totals and give the grade or more.
        least: The fewest domains from which one of them could be met while all else is
            at its best. Fewer are ruled out for every child; `None` if all are.
    """

    outcome: str
    grade: str
    rules: tuple[str, ...]
    least: int | None


@final
@frozen(kw_only=True)
class Alone:
    """Which answers alone could bring a case to a grade, all else at its best."""

    outcome: str
    grade: str
    indicators: tuple[str, ...]


@final
@frozen(kw_only=True)
class Weighing:
    """What the weights of a ruleset mean."""

    signs: tuple[SignWeight, ...]
    domains: tuple[DomainWeight, ...]
    spread: tuple[Spread, ...]
    alone: tuple[Alone, ...]


def weigh(program: Program, *, points_only: bool = False) -> Weighing:
    """Return what the weights of a ruleset mean.

    `spread` and `alone` are read off decisions on forms with answers left open. Bounds
    hold every completion, so what they say cannot happen cannot; what could happen may
    still need an answer that no child gives together with the others.

    Args:
        program: The ruleset.
        points_only: Leave `spread` and `alone` empty: they take seconds.
    """
    signs, domains = tuple(_signs(program)), tuple(_domains(program))
    if points_only:
        return Weighing(signs=signs, domains=domains, spread=(), alone=())
    forms = forms_of(program)
    return Weighing(
        signs=signs,
        domains=domains,
        spread=tuple(_spread(forms)),
        alone=tuple(_alone(forms)),
    )


def _signs(program: Program) -> Iterator[SignWeight]:
    ruleset = program.ruleset
    things: dict[str, Indicator | Rating] = {**ruleset.indicators, **ruleset.ratings}
    for member in program.members:
        if member.contribution is None or member.domain is None:
            continue
        spec = things[member.id]
        weight = Fraction(spec.weight) * Fraction(ruleset.domains[member.domain].weight)
        grades = [
            grade
            for grade in ruleset.scales[spec.scale or ""].grades
            if grade.id in (getattr(spec, "permits", None) or [grade.id])
        ]
        adds = {grade.id: Fraction(grade.points) * weight for grade in grades}
        if any(adds.values()):
            yield SignWeight(
                id=member.id, domain=member.domain, scale=spec.scale or "", adds=adds
            )


def _domains(program: Program) -> Iterator[DomainWeight]:
    for id_, domain in program.ruleset.domains.items():
        weight = Fraction(domain.weight)
        most = None if domain.cap is None else Fraction(domain.cap) * weight
        yield DomainWeight(id=id_, weight=weight, most=most)


def _spread(forms: Forms) -> Iterator[Spread]:
    program = forms.program
    reading = [rule for rule in program.rules if _reads_scores(program, rule)]
    least = {rule.id: _fewest(forms, rule) for rule in reading}
    for outcome in program.outcomes:
        for position, grade in enumerate(outcome.grades[1:], start=1):
            enough = outcome.grades[position:]
            rules = tuple(r.id for r in reading if r.gives.get(outcome.id) in enough)
            known = [n for n in map(least.get, rules) if n is not None]
            if rules:
                yield Spread(
                    outcome=outcome.id,
                    grade=grade,
                    rules=rules,
                    least=min(known, default=None),
                )


def _reads_scores(program: Program, rule: RuleLink) -> bool:
    """Return whether a rule reads scores itself, and not through an outcome."""
    held = cone(program.steps, [rule.when])
    scores = {domain.raw for domain in program.domains} | {program.total}
    outcomes = {outcome.result for outcome in program.outcomes}
    return rule.kind != "promise" and bool(scores & held) and not outcomes & held


def _fewest(forms: Forms, rule: RuleLink) -> int | None:
    """Return the fewest domains whose answers, left open, leave a rule open."""
    asked = forms.asked
    for count in range(len(asked) + 1):
        for chosen in combinations(asked, count):
            open_ = frozenset().union(*(asked[domain] for domain in chosen))
            if _may_hold(forms, rule, open_):
                return count
    return None


def _may_hold(forms: Forms, rule: RuleLink, open_: frozenset[str]) -> bool:
    for kind in forms.program.ruleset.subjects.kinds:
        rules = forms.decided(kind, open_).trace.document["rules"]
        if any(r["at"] == rule.at and r["value"] != Truth.FALSE.value for r in rules):
            return True
    return False


def _alone(forms: Forms) -> Iterator[Alone]:
    kinds = forms.program.ruleset.subjects.kinds
    nothing = {kind: forms.decided(kind, ()) for kind in kinds}
    singly = {
        id_: {kind: forms.decided(kind, (id_,)) for kind in kinds} for id_ in forms.best
    }
    for outcome in forms.program.outcomes:
        reached: dict[str, list[str]] = {grade: [] for grade in outcome.grades}
        for id_, found in singly.items():
            tops = [
                found[kind][outcome.id].ceiling
                for kind in kinds
                if found[kind][outcome.id].ceiling != nothing[kind][outcome.id].ceiling
            ]
            if tops:
                reached[max(tops, key=outcome.grades.index)].append(id_)
        for grade in reversed(outcome.grades[1:]):
            if reached[grade]:
                ids = tuple(reached[grade])
                yield Alone(outcome=outcome.id, grade=grade, indicators=ids)
