"""How long the six answers about a decision take, in decisions.

Run it as `python -m benchmarks.reasons`. The case is a worked case of `hull.assessment`
in which the last answers are taken out until fourteen questions are open. Machines
differ, so what counts is the ratio to one decision on the same case; seconds are for
the limit of one second.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from attrs import evolve

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.golden import read_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.reasons import (
    how_close,
    reasons,
    still_possible,
    what_next,
    what_would_change,
    why,
    why_not,
)

AREA = Path(__file__).parents[1] / "rulesets" / "hull" / "assessment"
OPEN, TURNS = 14, 7


def the_decision() -> Decision:
    """Return a decision on a case with fourteen open questions."""
    program = link(read_ruleset(AREA / "2.0.0" / "ruleset.json"))
    test = read_test(AREA / "cases" / "02-ten-small-things.json")
    answers = dict(test.case.answers)
    outcome = program.outcomes[0].id
    while True:
        case = evolve(test.case, answers=dict(answers))
        decision = evaluate(program, case, at=test.at)
        asked = what_next(decision, outcome).questions
        matter = sum(each.verdict == "can_change" for each in asked)
        if matter >= OPEN:
            return decision
        answers.popitem()


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of several turns."""
    found = []
    for _ in range(TURNS):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def main() -> int:
    """Print how long each answer takes, and all of them together."""
    decision = the_decision()
    outcome = next(iter(decision.outcomes))
    one = seconds(
        lambda: evaluate(decision.program, decision.case, at=decision.at).outcomes
    )
    works: dict[str, Callable[[], object]] = {
        "what is still possible": lambda: still_possible(decision, outcome),
        "why": lambda: why(decision, outcome),
        "why not more": lambda: why_not(decision, outcome),
        "what next": lambda: what_next(decision, outcome),
        "what would change it": lambda: what_would_change(
            decision, outcome, audience="auditor"
        ),
        "how close": lambda: how_close(decision, outcome),
        "all six together": lambda: reasons(decision, outcome, audience="auditor"),
    }
    print(f"one decision: {one * 1000:.1f} ms")
    for name, work in works.items():
        took = seconds(work)
        print(f"{name:24}{took:6.3f} s {took / one:7.0f} decisions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
