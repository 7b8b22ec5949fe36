"""A capsule: one JSON document with all that a stranger needs to check a decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, final

from attrs import field, frozen

from neglect_rules.canonical import canonical_bytes
from neglect_rules.evaluation import Decision
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.model import Case, Ruleset
from neglect_rules.trace import Trace


@final
@frozen
class Capsule:
    """A decision's ruleset, case, Program and trace, in the form of `capsule-1`.

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
        """Return the ruleset that judged.

        Raises:
            RulesetError: This version cannot read it.
        """
        return load_ruleset(self.document["ruleset"], name="<capsule>/ruleset")

    @cached_property
    def case(self) -> Case:
        """Return what was judged.

        Raises:
            CaseError: This version cannot read it.
        """
        return load_case(self.document["case"], name="<capsule>/case")


def capsule(decision: Decision) -> Capsule:
    """Return the capsule of a decision."""
    return Capsule(
        {
            "format": 1,
            "ruleset": decision.program.ruleset.document,
            "case": decision.case.document,
            "program": decision.program.document,
            "trace": decision.trace.document,
        }
    )
