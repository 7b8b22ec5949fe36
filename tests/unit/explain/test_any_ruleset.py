"""Whatever the ruleset and the case: something readable is told, and a reason."""

from __future__ import annotations

import datetime as dt
from random import Random

import attrs
import pytest

from neglect_rules.errors import CaseError
from neglect_rules.evaluation import evaluate
from neglect_rules.explain import explain, explain_trace
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.testing import make_case, make_ruleset, settle
from tests.shipped import the_program, the_test

CASES = 4


@pytest.mark.parametrize("seed", range(24))
def test_every_decision_is_told_within_eighty_columns_and_with_a_reason(
    seed: int,
) -> None:
    random = Random(seed)
    document = settle(make_ruleset(random), lambda each: link(load_ruleset(each)))
    if document is None:
        pytest.skip("nothing could be settled from this draw")
    program = link(load_ruleset(document))
    for _ in range(CASES):
        case = make_case(random, document)
        try:
            at = dt.datetime.fromisoformat(case["at"])
            decision = evaluate(program, load_case(case), at=at)
        except CaseError:
            continue
        for text in (explain(decision), explain_trace(decision.trace)):
            assert max(map(len, text.splitlines())) <= 80
            reasons = text.partition("\nWhy\n---\n")[2].split("\n\n")
            for reason in reasons[: len(decision.outcomes)]:
                assert "\n  - " in reason


@pytest.mark.parametrize("seed", range(12))
def test_while_too_little_is_answered_no_low_level_is_named(seed: int) -> None:
    random, test = Random(seed), the_test("18")
    kept = random.sample(sorted(test.case.answers), 6)
    answers = {id_: test.case.answers[id_] for id_ in kept}
    decision = evaluate(
        the_program(), attrs.evolve(test.case, answers=answers), at=test.at
    )
    text = explain(decision)

    assert decision["level"].status == "not_determinable"
    assert "Universal services" not in text
    assert '"None"' not in text
