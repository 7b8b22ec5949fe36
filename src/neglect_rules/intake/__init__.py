"""Questions out, answers in: what a form asks and what it gives back."""

from __future__ import annotations

from neglect_rules.intake._carry_over import Carried, CarriedOver, carry_over
from neglect_rules.intake._case_from import case_from
from neglect_rules.intake._past import earlier_from
from neglect_rules.intake._questions import Choice, Question, questions
from neglect_rules.intake._schema import case_schema

__all__ = [
    "Carried",
    "CarriedOver",
    "Choice",
    "Question",
    "carry_over",
    "case_from",
    "case_schema",
    "earlier_from",
    "questions",
]
