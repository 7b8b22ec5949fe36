"""A Program and a case to a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any, final

from attrs import field, frozen

from neglect_rules.canonical import fingerprint
from neglect_rules.evaluation._outcomes import OutcomeResult, outcome_results
from neglect_rules.evaluation._reviews import review_by, reviews_due
from neglect_rules.evaluation._run import Values
from neglect_rules.evaluation._runner import run_worlds
from neglect_rules.evaluation._trace import trace_document
from neglect_rules.facts import Facts, facts
from neglect_rules.model import Case
from neglect_rules.program import Program
from neglect_rules.trace import Account, Trace, account


@final
@frozen(kw_only=True)
class Decision:
    """What a ruleset recommends for a case at a moment, with its whole reason.

    It is a recommendation until a named person decides. Its trace and account are
    made when they are first read.

    Attributes:
        program: The ruleset that judged.
        case: What was judged.
        at: The moment.
        outcomes: What is recommended on each ladder, by the outcome's id.
    """

    program: Program = field(repr=False)
    case: Case = field(repr=False)
    at: dt.datetime
    outcomes: Mapping[str, OutcomeResult] = field(hash=False)
    _facts: Facts = field(repr=False)

    def __getitem__(self, outcome: str) -> OutcomeResult:
        """Return the result of one outcome.

        Raises:
            KeyError: The ruleset has no outcome of this id.
        """
        return self.outcomes[outcome]

    @cached_property
    def _values(self) -> Values:
        """Return what every step came to; what is recommended needs few of them."""
        return run_worlds(self.program, self._facts.worlds)

    @property
    def review_by(self) -> dt.date | None:
        """Return by when the case is to be looked at again, if the ruleset says it."""
        return review_by(reviews_due(self.program, self._values, self._facts.day))

    def is_review_overdue(self, at: dt.datetime) -> bool:
        """Return whether the case should have been looked at again before a moment.

        The last day for the review is in time until it ends, in the moment's zone.
        """
        by = self.review_by
        return by is not None and at.date() > by

    @cached_property
    def trace(self) -> Trace:
        """Return the reason: what was known and what every condition came to."""
        document = trace_document(
            self.program, self.case, self.at, self._facts, self._values, self.outcomes
        )
        return Trace(document)

    @cached_property
    def account(self) -> Account:
        """Return the trace as the tables that people read."""
        return account(self.trace)

    def is_of(self, program: Program, case: Case) -> bool:
        """Return whether this was decided from this ruleset and these answers."""
        return (
            program.fingerprint == self.program.fingerprint
            and program.document_fingerprint == self.program.document_fingerprint
            and fingerprint(case.document) == fingerprint(self.case.document)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the decision as a JSON value in the form of `decision-1`."""
        return self.account.to_dict()


def evaluate(program: Program, case: Case, *, at: dt.datetime) -> Decision:
    """Return the decision on a case at a moment.

    The same program, case and moment always give the same decision and the same bytes
    of trace. Nothing is read but the arguments: no clock, no file.

    Args:
        program: A linked ruleset.
        case: What was recorded.
        at: The moment. Must carry a time zone; its calendar gives the civil date.

    Raises:
        CaseError: The case does not fit the ruleset at this moment. All reasons are
            in it, none with an answer's value.

    Examples:
        A case of another ruleset, or a moment without a zone, is refused before
        anything is judged; see `tests/unit/facts/test_fit.py`.
    """
    known = facts(program, case, at)
    return Decision(
        program=program,
        case=case,
        at=at,
        outcomes=outcome_results(program, known),
        facts=known,
    )
