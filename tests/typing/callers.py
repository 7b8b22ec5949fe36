"""What a caller's type checker sees: checked by mypy, never run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import assert_type

import neglect_rules as nr

MOMENT = datetime(2026, 5, 12, tzinfo=UTC)


def ten_lines() -> None:
    rules = nr.shipped_ruleset("example.neglect-screen", at=MOMENT)
    program = nr.link(rules)
    case = nr.case_from(
        program, subject={"born": "2019-05"}, answers={"A": "met", "B": nr.NOT_KNOWN}
    )
    decision = nr.evaluate(program, case, at=MOMENT)

    assert_type(rules, nr.Ruleset)
    assert_type(program, nr.Program)
    assert_type(nr.questions(program, {}), list[nr.Question])
    assert_type(case, nr.Case)
    assert_type(decision, nr.Decision)
    assert_type(decision["level"], nr.OutcomeResult)
    assert_type(decision["level"].recommended, str | None)
    assert_type(decision.outcomes, Mapping[str, nr.OutcomeResult])
    assert_type(decision.trace.to_json(), str)
    assert_type(nr.explain(decision), str)


def errors() -> None:
    try:
        nr.load_ruleset("{}")
    except nr.RulesetError as error:
        assert_type(error.diagnostics, tuple[nr.Diagnostic, ...])
