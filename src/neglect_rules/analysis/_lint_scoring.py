"""Checks of scores and rules: what never matters, and what never comes about.

What is found is certain. Where it would take too long to be sure, nothing is said.
"""

from __future__ import annotations

from typing import Final

from neglect_rules.analysis._lint_scoring_events import EVENTS
from neglect_rules.analysis._lint_scoring_points import POINTS
from neglect_rules.analysis._lint_scoring_rules import RULES

SCORING: Final = (*RULES, *POINTS, *EVENTS)
