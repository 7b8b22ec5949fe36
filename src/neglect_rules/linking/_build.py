"""The steps of a Program while it is being made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import final

from attrs import define, field

from neglect_rules.exact import Number, written
from neglect_rules.model import Exemption, Ruleset
from neglect_rules.program import (
    Amount,
    Clamp,
    Compare,
    Count,
    DomainLink,
    Extreme,
    Map,
    Not,
    Step,
    Sum,
    step_name,
)


@final
@define
class Build:
    """A ruleset on its way to a Program; the one thing here that changes.

    Attributes:
        ruleset: Checked: every name resolves, nothing goes in circles.
        steps: Steps so far, each reading only earlier ones.
        known: Steps by name, so that a shared part is one step.
        expected: What the author asked, by step.
        selections: The members of a step over a selection.
        exemptable: Where an exception may be declared, by step.
        exempt: Exceptions declared, by step.
        needed: For each indicator, what must hold for it to be asked at all.
        values: The grade or number of each indicator and rating made so far.
        outcomes: The result of each outcome made so far.
        domains: The scores of each domain made so far.
    """

    ruleset: Ruleset
    steps: list[Step] = field(factory=list)
    known: dict[str, int] = field(factory=dict)
    expected: dict[int, Mapping[str, object]] = field(factory=dict)
    selections: dict[int, tuple[tuple[str, int], ...]] = field(factory=dict)
    exemptable: dict[int, str] = field(factory=dict)
    exempt: dict[int, Exemption] = field(factory=dict)
    needed: dict[str, tuple[int, ...]] = field(factory=dict)
    values: dict[str, int] = field(factory=dict)
    outcomes: dict[str, int] = field(factory=dict)
    domains: dict[str, DomainLink] = field(factory=dict)

    def add(self, step: Step) -> int:
        """Return the position of `step`, added unless a step of its name is there."""
        name = step_name(step)
        if name not in self.known:
            self.known[name] = len(self.steps)
            self.steps.append(step)
        return self.known[name]

    def may_exempt(self, index: int, at: str, exception: Exemption | None) -> int:
        """Note that an exception may stand at `at` for this step, or does."""
        self.exemptable[index] = at
        if exception is not None:
            self.exempt[index] = exception
        return index

    def per(self, index: int) -> int:
        """Return what the integers of an extent count."""
        step = self.steps[index]
        if isinstance(step, Count):
            return 1
        assert isinstance(step, Amount | Sum | Clamp | Extreme | Map)  # noqa: S101
        return step.per


def linear(
    build: Build,
    at: str,
    role: str,
    terms: Iterable[tuple[int, Number | Fraction]],
    also: Sequence[Number | Fraction] = (),
) -> int:
    """Return the step of a weighted sum in the least common unit.

    Args:
        build: What is being built.
        at: Where the sum stands.
        role: What it is there.
        terms: Extents with their exact weights.
        also: Numbers that must be whole in the unit of the result, such as a cap.
    """
    shares = [(i, Fraction(weight) / build.per(i)) for i, weight in terms]
    per = lcm(
        *(share.denominator for _, share in shares),
        *(Fraction(number).denominator for number in also),
    )
    return build.add(
        Sum(
            at=at,
            role=role,
            of=tuple(i for i, _ in shares),
            weights=tuple(int(share * per) for _, share in shares),
            constant=0,
            per=per,
        )
    )


def alike(build: Build, at: str, indices: Sequence[int]) -> tuple[list[int], int]:
    """Return steps that count the same unit as `indices`, with that unit."""
    per = lcm(*(build.per(i) for i in indices))
    same = [
        i
        if build.per(i) == per
        else linear(build, at, f"~unit:{n}", [(i, 1)], [Fraction(1, per)])
        for n, i in enumerate(indices)
    ]
    return same, per


def extreme(
    build: Build,
    at: str,
    indices: Sequence[int],
    *,
    greatest: bool,
    role: str = "measure",
) -> int:
    """Return the step of the greatest or least of several extents."""
    same, per = alike(build, at, indices)
    step = Extreme(at=at, role=role, of=tuple(same), greatest=greatest, per=per)
    return build.add(step)


def test_number(
    build: Build, at: str, measure: int, bounds: Mapping[str, Number]
) -> int:
    """Return the step that puts an extent to a test (4.3).

    `bounds` holds exactly one of `at_least`, `above`, `at_most`, `below`.
    """
    ((word, number),) = bounds.items()
    exact = Fraction(number) * build.per(measure)
    turned = word in {"at_most", "below"}
    edge = floor(exact) + 1 if word in {"above", "at_most"} else ceil(exact)
    role = "~reaches" if turned else "condition"
    index = build.add(Compare(at=at, role=role, of=measure, at_least=edge))
    if turned:
        index = build.add(Not(at=at, role="condition", of=index))
    build.expected[index] = {word: written(Fraction(number))}
    return index
