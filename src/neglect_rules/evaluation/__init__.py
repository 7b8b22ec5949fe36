"""Programs run on facts: decisions, with a trace that is their reason."""

from __future__ import annotations

from neglect_rules.evaluation._evaluate import Decision, evaluate
from neglect_rules.evaluation._outcomes import OutcomeResult, Status
from neglect_rules.evaluation._run import Values, run, run_worlds

__all__ = [
    "Decision",
    "OutcomeResult",
    "Status",
    "Values",
    "evaluate",
    "run",
    "run_worlds",
]
