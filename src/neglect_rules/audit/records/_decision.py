"""The record of one decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from neglect_rules.audit._capsule import Capsule, capsule
from neglect_rules.audit._moment import moment_of
from neglect_rules.audit.records._evidence import Context, Evidence, Form, evidence
from neglect_rules.audit.records._parts import parts_of
from neglect_rules.evaluation import Decision
from neglect_rules.trace import Trace

_OF_OUTCOME: Final = ("possible", "floor", "ceiling", "recommended", "status")
_WALL: Final = "0000-00-00T00:00:00"


def decision_evidence(
    decision: Decision | Capsule,
    context: Context,
    *,
    secret: bytes = b"",
    form: Form = "committed",
) -> Evidence:
    """Return the evidence of a decision, or of one kept in a capsule.

    What everybody may read is what came out and by which rules, and of each question
    whether it was answered; what was answered stands in the disclosures.

    Args:
        decision: What was decided. A capsule is taken at its word: replay it first.
        context: Under what circumstances it is recorded.
        secret: At least 32 random bytes, used once; see `disclosed`.
        form: `inline` writes every answer into the record itself.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    held = decision if isinstance(decision, Capsule) else capsule(decision)
    whole = held.document
    case, trace = whole["case"], whole["trace"]
    named = trace["ruleset"]
    documents = {
        named["fingerprint"]: whole["ruleset"],
        named["program"]: whole["program"],
    }
    if "adoption" in whole:
        documents[named["adoption"]["digest"]] = whole["adoption"]
    decided = moment_of(Trace(trace))
    return evidence(
        "decision",
        core_of(case, trace, decided),
        parts_of(case, trace),
        context,
        decided=decided,
        secret=secret,
        form=form,
        documents=documents,
    )


def core_of(
    case: Mapping[str, Any], trace: Mapping[str, Any], decided: dt.datetime
) -> dict[str, Any]:
    """Return what everybody may read of a decision.

    Args:
        case: The case as a JSON value.
        trace: The trace as one.
        decided: The moment of the decision, in its zone.
    """
    return {
        "ruleset": trace["ruleset"],
        "semantics": trace["semantics"],
        "day": trace["day"],
        "zone": trace["zone"],
        "offset": decided.isoformat(timespec="seconds")[len(_WALL) :],
        "inputs": {each["indicator"]: each["state"] for each in trace["leaves"]},
        "events": sorted(case.get("events", {})),
        "outcomes": dict(_outcomes(trace)),
        "met": [rule["id"] for rule in trace["rules"] if rule["value"] == "true"],
    }


def _outcomes(trace: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for id_, result in trace["outcomes"].items():
        yield id_, {key: result[key] for key in _OF_OUTCOME}
