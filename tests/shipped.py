"""The example that ships and its worked cases, as tests want them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.golden import Test, read_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.program import Program

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "rulesets" / "example" / "neglect-screen"
RULESET = EXAMPLE / "1.2.0" / "ruleset.json"
CASES = sorted((EXAMPLE / "cases").glob("*.json"))


@cache
def the_program() -> Program:
    """Return the example that ships, linked."""
    return link(read_ruleset(RULESET))


def the_test(number: str) -> Test:
    """Return the worked case whose file begins with a number."""
    return read_test(next(f for f in CASES if f.name.startswith(number)))


def decided(number: str, twin: int | None = None) -> Decision:
    """Return the decision on a worked case, or on one of its twins, from 1."""
    test = the_test(number)
    case = test.case if twin is None else test.twins[twin - 1].case
    return evaluate(the_program(), case, at=test.at)
