"""What a reader must know before trusting a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from neglect_rules.evaluation._outcomes import OutcomeResult
from neglect_rules.evaluation._run import Values
from neglect_rules.facts import (
    Facts,
    Known,
    improved_near_review,
    not_looked_at_again,
    overdue_review,
)
from neglect_rules.model import Case
from neglect_rules.program import Program
from neglect_rules.truth import Truth

Json = dict[str, Any]


def warnings(
    program: Program,
    case: Case,
    facts: Facts,
    values: Values,
    outcomes: Mapping[str, OutcomeResult],
) -> Iterator[Json]:
    """Yield each warning once, with what it is about."""
    status = program.status_on(facts.day)
    if status != "adopted":
        yield {"kind": "not_adopted", "about": [status]}
    for exempt in sorted(program.exempt, key=lambda each: each.at):
        yield {
            "kind": "law_not_claimed",
            "about": sorted(exempt.outcomes),
            "law": exempt.law,
            "at": exempt.at,
        }
    for state in ("stale", "zero_filled"):
        about = [k.indicator for k in facts.known if k.standing.state == state]
        if about:
            yield {"kind": state, "about": sorted(about)}
    for kind, about in (
        ("suspected", [k.indicator for k in facts.known if _any_suspected(k)]),
        ("raters_differ", list(_raters_differ(program, facts))),
        ("not_counted", list(_not_counted(program, facts, values))),
        ("promise_broken", list(_broken(program, values))),
        (
            "rests_on_judgement",
            [o for o, r in outcomes.items() if r.rests_on_judgement],
        ),
        ("rests_on_history", [o for o, r in outcomes.items() if r.rests_on_history]),
        ("improved_near_review", improved_near_review(program, case, facts.day)),
        ("need_not_looked_at_again", not_looked_at_again(case)),
        ("review_overdue", overdue_review(case, facts.day)),
    ):
        if about:
            yield {"kind": kind, "about": sorted(about)}


def _any_suspected(known: Known) -> bool:
    return any(record.suspected for record in known.standing_records)


def _raters_differ(program: Program, facts: Facts) -> Iterator[str]:
    """Yield indicators of which people said different things at one time.

    Where the ruleset says how history is believed, another date is another time; and
    each carer is another matter.
    """
    for known in facts.known:
        believed = program.ruleset.indicators[known.indicator].believe is not None
        said: dict[object, set[object]] = {}
        for record in known.standing_records:
            if record.state is None:
                when = (record.about, record.date if believed else None)
                said.setdefault(when, set()).add((record.grade, record.number))
        if any(len(grades) > 1 for grades in said.values()):
            yield known.indicator


def _not_counted(program: Program, facts: Facts, values: Values) -> Iterator[str]:
    """Yield indicators that were answered but do not apply: outside the age band."""
    counted = {link.id: link.value for link in program.members}
    for known in facts.known:
        gave = any(record.grade is not None for record in known.records)
        if gave and values[counted[known.indicator]] == 1:
            yield known.indicator


def _broken(program: Program, values: Values) -> Iterator[str]:
    for link in program.rules:
        if link.kind == "promise" and values[link.when] is Truth.TRUE:
            tests = program.promised[link.id].values()
            if any(values[index] is Truth.FALSE for index in tests):
                yield link.id
