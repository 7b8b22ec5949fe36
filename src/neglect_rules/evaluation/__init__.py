"""Programs run on facts: decisions, with a trace that is their reason."""

from __future__ import annotations

from neglect_rules.evaluation._evaluate import Decision, evaluate
from neglect_rules.evaluation._generated import generated
from neglect_rules.evaluation._outcomes import OutcomeResult, Status
from neglect_rules.evaluation._run import Values, interpreted, judged, united
from neglect_rules.evaluation._runner import run, run_worlds
from neglect_rules.evaluation._shown import shown

__all__ = [
    "Decision",
    "OutcomeResult",
    "Status",
    "Values",
    "evaluate",
    "generated",
    "interpreted",
    "judged",
    "run",
    "run_worlds",
    "shown",
    "united",
]
