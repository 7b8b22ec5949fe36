"""Random rulesets and cases for tests of the library and of what is built on it.

Everything drawn is valid by construction and the same seed gives the same document.
Needs the extra `testing`.
"""

from __future__ import annotations

from neglect_rules.testing._calendar import make_moment
from neglect_rules.testing._cases import completions, make_case
from neglect_rules.testing._draft import Document, Shape
from neglect_rules.testing._edges import Form, read_form
from neglect_rules.testing._rulesets import make_ruleset
from neglect_rules.testing._settle import settle
from neglect_rules.testing._strategies import cases, ruleset_and_case, rulesets

__all__ = [
    "Document",
    "Form",
    "Shape",
    "cases",
    "completions",
    "make_case",
    "make_moment",
    "make_ruleset",
    "read_form",
    "ruleset_and_case",
    "rulesets",
    "settle",
]
