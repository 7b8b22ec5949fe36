"""Checks of what counts: signs, grades, weights, limits, strengths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, cast

from neglect_rules.analysis._examined import Check, Examined, named
from neglect_rules.analysis._lint_scoring_apart import told_apart, told_on_record
from neglect_rules.analysis._lint_scoring_ground import rule_named, scored
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.exact import written
from neglect_rules.model import Domain, Indicator, Scale
from neglect_rules.pointer import Pointer
from neglect_rules.program import Clamp, cone, indicators_read

_LAW_6: Final = 6


def _unread_sign(examined: Examined) -> Iterator[Diagnostic]:
    """Yield signs of concern that nothing reads.

    Strengths are asked so that people can build on them, context so that they
    understand. Those need no rule.
    """
    ruleset = examined.ruleset
    read = _read(examined)
    for id_, spec in ruleset.indicators.items():
        is_sign = (
            spec.scale is not None and ruleset.scales[spec.scale].kind == "concern"
        )
        if is_sign and id_ not in read:
            yield Diagnostic(
                "NR305",
                f"{named(spec.label, id_)} is asked, and its answer changes nothing: "
                "no rule, score or task looks at it",
                Pointer(("indicators", id_)),
                "let a rule or a score look at it, or do not ask it",
            )


def _read(examined: Examined) -> frozenset[str]:
    steps = examined.program.steps
    read = scored(examined).read
    return frozenset(id_ for index in read for id_ in indicators_read(steps[index]))


def _grade_alike(examined: Examined) -> Iterator[Diagnostic]:
    """Yield grades of a scale of concern that count as the one below them, always."""
    for id_, scale in examined.ruleset.scales.items():
        if scale.kind != "concern":
            continue
        apart = _told_apart(examined, id_, scale)
        if not any(apart):
            continue
        for n, is_apart in enumerate(apart, start=1):
            if not is_apart:
                lower, grade = scale.grades[n - 1], scale.grades[n]
                yield Diagnostic(
                    "NR306",
                    f"{named(grade.label, grade.id)} always counts the same as "
                    f"{named(lower.label, lower.id)}",
                    Pointer(("scales", id_, "grades", str(n))),
                    "give it points or a rule of its own, or make the two one grade",
                )


def _told_apart(examined: Examined, id_: str, scale: Scale) -> Sequence[bool]:
    """Return for each grade but the first whether something tells it from the last."""
    program, ruleset = examined.program, examined.ruleset
    read = scored(examined).read
    told = told_apart(program.steps, read)
    found = 0
    for member in program.members:
        held = ruleset.ratings if member.rating else ruleset.indicators
        if held[member.id].scale == id_:
            found |= told.get(member.value, 0)
            found |= told_on_record(examined, read, member.id)
    return [bool(found >> n & 1) for n in range(1, len(scale.grades))]


def _idle_weight(examined: Examined) -> Iterator[Diagnostic]:
    """Yield weights of nought, then those of a score that nothing reads."""
    ruleset, read = examined.ruleset, scored(examined).read
    steps = {
        Pointer.parse(member.at): member.contribution
        for member in examined.program.members
        if not member.rating
    }
    weighed: list[tuple[tuple[str, str], Indicator | Domain]] = [
        *((("indicators", id_), spec) for id_, spec in ruleset.indicators.items()),
        *((("domains", id_), spec) for id_, spec in ruleset.domains.items()),
    ]
    steps |= {
        Pointer.parse(each.at): each.weighted for each in examined.program.domains
    }
    for parts, spec in weighed:
        at = Pointer(parts)
        if spec.weight == 0:
            why = "weighs nothing, so its points never count"
        elif spec.weight != 1 and steps[at] not in read:
            why = "has a weight, and nothing reads the score that it is for"
        else:
            continue
        yield Diagnostic(
            "NR307",
            f"{named(spec.label, parts[1])} {why}",
            at / "weight",
            "let a rule read the score, or take the weight out",
        )


def _idle_limit(examined: Examined) -> Iterator[Diagnostic]:
    """Yield limits of a score that its points never go beyond."""
    ground = scored(examined).ground
    for domain in examined.program.domains:
        clamp = cast("Clamp", examined.program.steps[domain.capped])
        low, high = cast("tuple[int, int]", ground.openly[domain.raw])
        spec = examined.ruleset.domains[domain.id]
        at = Pointer.parse(domain.at)
        if clamp.high is not None and high < clamp.high:
            most = written(Fraction(high, clamp.per))
            yield Diagnostic(
                "NR308",
                f"the points of {named(spec.label, domain.id)} never come to more than "
                f"{most}, so its limit of {spec.cap} changes nothing",
                at / "cap",
                "lower the limit, or take it out",
            )
        if clamp.low is not None and low > clamp.low:
            least = written(Fraction(low, clamp.per))
            yield Diagnostic(
                "NR308",
                f"the points of {named(spec.label, domain.id)} never come to less than "
                f"{least}, so its lower limit of {spec.floor} changes nothing",
                at / "floor",
                "raise the limit, or take it out",
            )


def _strength_crosses(examined: Examined) -> Iterator[Diagnostic]:
    for each in examined.program.exempt:
        if each.law != _LAW_6:
            continue
        *parts, _ = Pointer.parse(each.at).parts
        at = Pointer(tuple(parts))
        guard = next(r for r in examined.program.rules if r.at == str(at))
        told = ", ".join(_strengths(examined, guard.when))
        yield Diagnostic(
            "NR309",
            f"{rule_named(examined, guard)} looks at a strength ({told}), so good news "
            "may hide a danger",
            Pointer.parse(each.at),
            "let a threshold look at the strength, and let the guard hold without it",
        )


def _strengths(examined: Examined, step: int) -> Iterator[str]:
    """Yield the strengths on which a condition rests."""
    program, ruleset = examined.program, examined.ruleset
    read = {
        id_
        for index in cone(program.steps, [step])
        for id_ in indicators_read(program.steps[index])
    }
    for id_, spec in ruleset.indicators.items():
        is_graded = id_ in read and spec.scale is not None
        if is_graded and ruleset.scales[str(spec.scale)].kind == "strength":
            yield named(spec.label, id_)


POINTS: Final = (
    Check("NR305", Severity.WARNING, _unread_sign),
    Check("NR306", Severity.NOTE, _grade_alike),
    Check("NR307", Severity.WARNING, _idle_weight),
    Check("NR308", Severity.NOTE, _idle_limit),
    Check("NR309", Severity.WARNING, _strength_crosses),
)
