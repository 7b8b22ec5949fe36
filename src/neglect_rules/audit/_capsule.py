"""A capsule: one JSON document with all that a stranger needs to check a decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, final

from attrs import field, frozen

from neglect_rules.adoption import load_adoption, with_adoption
from neglect_rules.canonical import canonical_bytes
from neglect_rules.evaluation import Decision
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.model import Case, Ruleset
from neglect_rules.trace import Trace


@final
@frozen
class Capsule:
    """A decision's ruleset, case, Program and trace, in the form of `capsule-1`.

    Where a record says that the ruleset was adopted, it holds that too.

    It holds the whole case, with every note: who may read the case may read the
    capsule, and nobody else.

    Attributes:
        document: The JSON value. Who reads it must not change it.
    """

    document: Mapping[str, Any] = field(repr=False, hash=False)

    def to_json(self) -> str:
        """Return the capsule as canonical JSON text."""
        return canonical_bytes(self.document).decode("utf-8")

    @cached_property
    def trace(self) -> Trace:
        """Return the recorded reason."""
        return Trace(self.document["trace"])

    @cached_property
    def ruleset(self) -> Ruleset:
        """Return the ruleset that judged, with its adoption if it had one.

        Raises:
            RulesetError: This version cannot read it, or its adoption does not stand.
        """
        ruleset = load_ruleset(self.document["ruleset"], name="<capsule>/ruleset")
        if "adoption" not in self.document:
            return ruleset
        record = load_adoption(self.document["adoption"], name="<capsule>/adoption")
        return with_adoption(ruleset, record)

    @cached_property
    def case(self) -> Case:
        """Return what was judged.

        Raises:
            CaseError: This version cannot read it.
        """
        return load_case(self.document["case"], name="<capsule>/case")


def capsule(decision: Decision) -> Capsule:
    """Return the capsule of a decision; if by an adopted ruleset, with that record."""
    program = decision.program
    record = program.ruleset.adopted_on(decision.at.date())
    return Capsule(
        {
            "format": 1,
            "ruleset": program.ruleset.document,
            **({} if record is None else {"adoption": record.document}),
            "case": decision.case.document,
            "program": program.document,
            "trace": decision.trace.document,
        }
    )
