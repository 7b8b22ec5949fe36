"""A Program of which nothing is claimed judges as the one that is looked at closely."""

from __future__ import annotations

from pathlib import Path

import pytest

from neglect_rules.linking import link, outlined
from neglect_rules.loading import read_ruleset
from tests.shipped import ROOT

SHIPPED = sorted((ROOT / "rulesets").glob("*/*/*/ruleset.json"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: "-".join(file.parts[-4:-1]))
def test_what_is_not_looked_at_is_made_of_the_same_steps(file: Path) -> None:
    ruleset = read_ruleset(file)
    whole, outline = link(ruleset), outlined(ruleset)

    assert outline.steps == whole.steps
    assert outline.rules == whole.rules
    assert [o.result for o in outline.outcomes] == [o.result for o in whole.outcomes]
    assert not any(outcome.pure for outcome in outline.outcomes)
