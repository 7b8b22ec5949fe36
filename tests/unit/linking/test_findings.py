"""What is wrong with a ruleset, found without making a Program of it."""

from __future__ import annotations

import pytest

from benchmarks.defects import Defect, defects
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError
from neglect_rules.linking import findings, linked
from neglect_rules.loading import load_ruleset


def said(text: str, *, named: bool) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a text, with a Program made of it or without."""
    try:
        ruleset = load_ruleset(text)
        return linked(ruleset)[1] if named else findings(ruleset)
    except RulesetError as refused:
        return tuple(refused.diagnostics)


@pytest.mark.parametrize("defect", [*defects()], ids=lambda defect: defect.name)
def test_the_same_is_found_whether_a_program_is_wanted_or_not(defect: Defect) -> None:
    assert said(defect.text, named=False) == said(defect.text, named=True)
