"""A worked case against a ruleset: every difference from what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import final

from attrs import field, frozen

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.golden._differences import Said, agreed_otherwise
from neglect_rules.golden._load import Part, Test, inside, parts_of
from neglect_rules.golden._suffices import of_reason
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program


@final
@frozen
class Difference:
    """One thing that is not as agreed.

    Attributes:
        where: `case`, or which twin or row.
        what: What was compared, such as `level floor`.
        expected: What was agreed.
        found: What came out.
        about: The same as keys of what was agreed: `outcomes`, `level`, `floor`.
        at: Where in the worked case it was agreed.
        rules: Where in the ruleset stands what came out otherwise.
    """

    where: str
    what: str
    expected: str
    found: str
    about: tuple[str, ...] = ()
    at: Pointer = field(factory=Pointer)
    rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: agreed {self.expected}, found {self.found}"


@final
@frozen(kw_only=True)
class Result:
    """How a worked case came out.

    Attributes:
        name: The worked case's name.
        decisions: The case's decision, then those of its twins and rows.
        differences: Everything that is not as agreed; empty if all is.
    """

    name: str
    decisions: tuple[Decision, ...]
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Return whether everything came out as agreed."""
        return not self.differences


def is_for(test: Test, program: Program) -> bool:
    """Return whether a worked case is agreed for this version of the ruleset."""
    return not test.versions or program.ruleset.version in test.versions


def run_test(
    program: Program, test: Test, *, reasons: bool = True, where: str | None = None
) -> Result:
    """Return how a worked case, its twins and its rows come out.

    Args:
        program: The ruleset.
        test: What was agreed.
        reasons: Also decide again on the answers that are said to suffice, with one of
            them left out each time; this takes as long as all the rest.
        where: Only this part, such as `twin 2`.

    Raises:
        CaseError: The case does not fit the ruleset at its moment.
    """
    parts = [part for part in parts_of(test) if where in {None, part.where}]
    decisions = [decided(program, test, part) for part in parts]
    differences = [
        difference
        for part, decision in zip(parts, decisions, strict=True)
        for difference in differing(part, decision, reasons=reasons)
    ]
    return Result(
        name=test.name, decisions=tuple(decisions), differences=tuple(differences)
    )


def decided(program: Program, test: Test, part: Part) -> Decision:
    """Return the decision on one part of a worked case.

    Raises:
        CaseError: The part does not fit the ruleset at the moment.
    """
    with inside(part.held):
        return evaluate(program, part.case, at=test.at)


def differing(part: Part, decision: Decision, *, reasons: bool) -> Iterator[Difference]:
    """Yield every difference of one part, those that are found fastest first."""
    for said in agreed_otherwise(decision, part.expected):
        yield _difference(part, said)
    if reasons and part.expected.sufficient is not None:
        for said in of_reason(decision, part.expected):
            yield _difference(part, said)


def _difference(part: Part, said: Said) -> Difference:
    # A row says nothing but the grades: each stands under the outcome's own key.
    inner = said.about[1:2] if part.at.parts[-1] == "then" else said.about
    return Difference(
        where=part.where,
        what=said.what,
        expected=_told(said.agreed),
        found=_told(said.found),
        about=said.about,
        at=Pointer((*part.at.parts, *inner)),
        rules=said.rules,
    )


def _told(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value) or "none"
    return str(value)
