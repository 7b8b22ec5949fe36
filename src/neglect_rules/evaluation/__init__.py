"""Programs run on facts: decisions, with a trace that is their reason."""

from __future__ import annotations

from neglect_rules.evaluation._evaluate import Decision, evaluate
from neglect_rules.evaluation._outcomes import OutcomeResult, Status
from neglect_rules.evaluation._run import Values, judged, run, run_worlds, united
from neglect_rules.evaluation._shown import shown

__all__ = [
    "Decision",
    "OutcomeResult",
    "Status",
    "Values",
    "evaluate",
    "judged",
    "run",
    "run_worlds",
    "shown",
    "united",
]
