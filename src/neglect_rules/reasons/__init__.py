"""Answers to what people ask of a decision: why, why not more, what next, what if."""

from __future__ import annotations

from neglect_rules.reasons._change import Audience, what_would_change
from neglect_rules.reasons._close import how_close
from neglect_rules.reasons._document import document
from neglect_rules.reasons._model import (
    Change,
    Close,
    Counterfactual,
    Hanging,
    How,
    Margin,
    Met,
    Next,
    NotMet,
    Pair,
    Part,
    Possible,
    Question,
    Reached,
    Said,
    Settling,
    StillPossible,
    Topic,
    Turned,
    Verdict,
    WhatIf,
    Why,
)
from neglect_rules.reasons._next import what_next
from neglect_rules.reasons._possible import still_possible
from neglect_rules.reasons._reasons import Reasons, reasons
from neglect_rules.reasons._view import BUDGET
from neglect_rules.reasons._what_if import Answer, what_if
from neglect_rules.reasons._why import why
from neglect_rules.reasons._why_not import why_not

__all__ = [
    "BUDGET",
    "Answer",
    "Audience",
    "Change",
    "Close",
    "Counterfactual",
    "Hanging",
    "How",
    "Margin",
    "Met",
    "Next",
    "NotMet",
    "Pair",
    "Part",
    "Possible",
    "Question",
    "Reached",
    "Reasons",
    "Said",
    "Settling",
    "StillPossible",
    "Topic",
    "Turned",
    "Verdict",
    "WhatIf",
    "Why",
    "document",
    "how_close",
    "reasons",
    "still_possible",
    "what_if",
    "what_next",
    "what_would_change",
    "why",
    "why_not",
]
