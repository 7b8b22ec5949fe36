"""A record of who took a ruleset into use, beside what they took into use.

It names one version to the letter, so signing changes nothing that was signed, and any
change afterwards is noticed.
"""

from __future__ import annotations

from neglect_rules.adoption._attach import adopted, with_adoption
from neglect_rules.adoption._draft import draft
from neglect_rules.adoption._errors import AdoptionError
from neglect_rules.adoption._faults import faults, stands
from neglect_rules.adoption._load import load_adoption, read_adoption
from neglect_rules.adoption._read import FILE, beside, fit_for_use, read_ruleset
from neglect_rules.model import Adoption, Agreed, Dissenting, RulesetMark

__all__ = [
    "FILE",
    "Adoption",
    "AdoptionError",
    "Agreed",
    "Dissenting",
    "RulesetMark",
    "adopted",
    "beside",
    "draft",
    "faults",
    "fit_for_use",
    "load_adoption",
    "read_adoption",
    "read_ruleset",
    "stands",
    "with_adoption",
]
