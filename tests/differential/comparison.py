"""What the evaluator and the reference interpreter say of a case, side by side."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.linking import link
from neglect_rules.loading._case import case_of
from neglect_rules.loading._parameters import put_in_place
from neglect_rules.loading._structure import structured
from neglect_rules.loading._values import from_values
from neglect_rules.model import Case, Ruleset
from neglect_rules.program import Program
from neglect_rules.reference import decide
from neglect_rules.testing import Document, settle

Findings: TypeAlias = dict[str, Any]
Values: TypeAlias = dict[tuple[str, str], Any]


def read(document: Document) -> Ruleset:
    """Return a drawn ruleset, which is known to be valid, without asking the schema.

    The schema is slow, and other tests hold that what is drawn is valid by it.
    """
    value = from_values(document, "drawn", RulesetError).value
    placed = {k: v for k, v in put_in_place(value).items() if k != "$schema"}
    return attrs.evolve(structured(placed, Ruleset), document=value)


def read_case(document: Document) -> Case:
    """Return a drawn case, likewise without asking the schema."""
    return case_of(from_values(document, "drawn", CaseError).value)


def linked(document: Document) -> Program | None:
    """Return the Program of a drawn ruleset once its exceptions are declared."""
    made: list[Program] = []
    settled = settle(document, lambda each: made.append(link(read(each))))
    return None if settled is None else made[-1]


def decision_on(program: Program, case: Document) -> Decision:
    """Return the evaluator's decision at the moment that the case itself says."""
    return evaluate(program, read_case(case), at=datetime.fromisoformat(case["at"]))


def differences(
    program: Program, case: Document, parts: Any = None
) -> dict[str, tuple[Any, Any]]:
    """Return where the two differ: the place, the evaluator's and the other's word."""
    return differences_of(decision_on(program, case), parts)


def differences_of(decision: Decision, parts: Any = None) -> dict[str, tuple[Any, Any]]:
    """Return the same of a decision that was made."""
    one = flat(seen(decision))
    rules = decision.program.ruleset
    other = flat(decide(rules, decision.case, decision.at, parts))
    return {
        place: (one.get(place), other.get(place))
        for place in sorted(one.keys() | other.keys())
        if _as_set(place, one) != _as_set(place, other) and not _is_unread(place, one)
    }


def _as_set(place: str, found: dict[str, Any]) -> Any:
    """Return what stands at a place; whom it is about in whatever order (law 8)."""
    value = found.get(place)
    named = place.startswith(("|tasks|", "|critical_open"))
    return sorted(value) if named and isinstance(value, list) else value


def _is_unread(place: str, one: dict[str, Any]) -> bool:
    """Return whether this is about points that nothing reads: a Program has none."""
    return place.startswith("|points|") and place not in one


def flat(findings: Findings, place: str = "") -> dict[str, Any]:
    """Return findings as one level, by place."""
    found: dict[str, Any] = {}
    for key, value in findings.items():
        inner = f"{place}|{key}"
        found.update(flat(value, inner) if isinstance(value, dict) else {inner: value})
    return found


def seen(decision: Decision) -> Findings:
    """Return a decision in the form of the reference interpreter's findings."""
    trace = decision.trace.document
    ruled = [rule for rule in trace["rules"] if rule["kind"] != "promise"]
    broken = [w["about"] for w in trace["warnings"] if w["kind"] == "promise_broken"]
    values = {(e["at"], e["role"]): e["value"] for e in trace["entries"]}
    return {
        "outcomes": {id_: _outcome(held) for id_, held in trace["outcomes"].items()},
        "rules": {rule["id"]: rule["value"] for rule in ruled},
        "broken_promises": [id_ for about in broken for id_ in about],
        "enough": trace["enough"],
        "tasks": {
            task["id"]: {word: task[word] for word in ("certain", "possible")}
            for task in trace["tasks"]
        },
        "critical_open": trace["critical"]["open"],
        "reviews": {
            review["id"]: {"value": review["value"], "by": _day(review["by"])}
            for review in trace["reviews"]
        },
        "review_by": _day(trace["review_by"]),
        "conditions": {
            at: value
            for (at, role), value in values.items()
            if role == "condition" and _is_condition(at)
        },
        "report": _report(decision),
        **_scores(decision, values),
    }


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _report(decision: Decision) -> Findings:
    measured = {r.id for r in decision.program.ruleset.report if r.measure is not None}
    return {
        item["id"]: _extent(item["value"]) if item["id"] in measured else item["value"]
        for item in decision.trace.document["report"]
    }


def _is_condition(at: str) -> bool:
    """Return whether a verdict is about a condition: not a share, not a promise."""
    parts = at.split("/")
    promised = parts[1] == "promises" and parts[3] == "then"
    return parts[1] != "domains" and at != "/indicators" and not promised


def _outcome(held: Any) -> Findings:
    same = (
        "possible",
        "floor",
        "ceiling",
        "recommended",
        "status",
        "confirmed",
        "rests_on_suspicion",
        "rests_on_judgement",
        "rests_on_history",
        "last_seen",
    )
    return {
        **{name: held[name] for name in same},
        "after_thresholds": held["thresholds"],
        "after_modifiers": held["modified"],
        "after_easings": held["eased"],
    }


def _scores(decision: Decision, values: Values) -> Findings:
    program = decision.program
    scored = [link for link in program.members if link.contribution is not None]
    return {
        "contributions": {each.id: _adds(values, each.at) for each in scored},
        "domains": {
            each.id: {
                role: _extent(values[each.at, role])
                for role in ("raw", "capped", "weighted")
            }
            for each in program.domains
        },
        "total": _extent(values["", "total"]),
        "coverage": {
            each.domain: {
                role: _extent(values[each.at, role]) for role in ("answered", "due")
            }
            for each in program.coverage
        },
        "points": {
            at.rpartition("/")[2]: _extent(value)
            for (at, role), value in values.items()
            if role == "points"
        },
        "ratings": {
            name: values[f"/ratings/{name}/rule", "rule"]
            for name in program.ruleset.ratings
        },
    }


def _adds(values: Values, at: str) -> list[Fraction | None]:
    """Return a contribution; without a weight it is the points."""
    return _extent(values.get((at, "contribution")) or values[at, "points"])


def _extent(value: list[str | None]) -> list[Fraction | None]:
    return [None if end is None else Fraction(end) for end in value]


def told(found: dict[str, tuple[Any, Any]]) -> str:
    """Return the differences, one to a line, for a message."""
    return "\n".join(
        f"  {place}: evaluator {one}, reference {other}"
        for place, (one, other) in found.items()
    )
