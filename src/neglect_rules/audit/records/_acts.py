"""Records of what people did after a decision, which none of them changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from neglect_rules.audit.records._evidence import Context, Evidence, evidence
from neglect_rules.people import Decided, Dissent, Override


def override_evidence(
    said: Override, decision: str, context: Context, *, secret: bytes
) -> Evidence:
    """Return the evidence of a professional judgement that raises a level.

    Args:
        said: The override.
        decision: The id under which the decision was recorded.
        context: Under what circumstances; `by` is taken from the override.
        secret: See `disclosed`.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    core = {"decision": decision, "outcome": said.outcome, "to": said.to}
    if said.until is not None:
        core["until"] = said.until.isoformat()
    return _said("override", said, core, context, secret)


def dissent_evidence(
    said: Dissent, decision: str, context: Context, *, secret: bytes
) -> Evidence:
    """Return the evidence of another agency's view of a decision.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    core = {"decision": decision, "outcome": said.outcome, "says": said.says}
    return _said("dissent", said, core, context, secret)


def ended_evidence(
    of: Evidence, reason: str, context: Context, *, at: dt.datetime, secret: bytes
) -> Evidence:
    """Return the evidence that an override was taken back or a dissent settled.

    Args:
        of: The override or dissent, as it was recorded.
        reason: Why.
        context: Under what circumstances.
        at: From when on it no longer holds.
        secret: See `disclosed`.

    Raises:
        AuditError: NR722, the secret is too short.
        KeyError: Only an override or a dissent can end.
    """
    kind = {"override": "override_revoked", "dissent": "dissent_settled"}[of.kind]
    core = {"decision": of.record["core"]["decision"], "of": of.id}
    values = {"/reason": reason}
    return evidence(kind, core, values, context, decided=at, secret=secret)


def decided_evidence(
    decided: Decided, decision: str, context: Context, *, secret: bytes
) -> Evidence:
    """Return the evidence of what the named person decided.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    outcomes: dict[str, Mapping[str, str]] = {
        id_: {
            "computed": decided.standing[id_].computed,
            "stood": decided.standing[id_].grade,
            "decided": level,
        }
        for id_, level in decided.levels.items()
    }
    core = {"decision": decision, "outcomes": outcomes}
    values = {"/of": decided.to_dict()["of"]}
    if decided.reason is not None:
        values["/reason"] = decided.reason
    return evidence(
        "named_person_decided",
        core,
        values,
        context.of(decided.person),
        decided=decided.at,
        secret=secret,
    )


def shown_evidence(  # noqa: PLR0913 - to whom, how much, in which words
    text: str,
    decision: str,
    context: Context,
    *,
    at: dt.datetime,
    audience: str,
    layer: str,
    language: str,
    secret: bytes,
) -> Evidence:
    """Return the evidence of the text that a person saw.

    The record commits to a digest of it. The text itself is kept nowhere: who holds it
    can show that it is the one.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    core = {
        "decision": decision,
        "audience": audience,
        "layer": layer,
        "language": language,
    }
    values = {"/text": f"sha256:{sha256(text.encode('utf-8')).hexdigest()}"}
    return evidence("shown", core, values, context, decided=at, secret=secret)


def correction_evidence(
    of: str, note: str, context: Context, *, at: dt.datetime, secret: bytes
) -> Evidence:
    """Return the evidence that an earlier record was wrong, and how.

    The earlier record stays as it is.

    Args:
        of: The id of the record that was wrong.
        note: What was wrong.
        context: Under what circumstances.
        at: When it was noticed.
        secret: See `disclosed`.

    Raises:
        AuditError: NR722, the secret is too short.
    """
    values = {"/note": note}
    core = {"of": of}
    return evidence("correction", core, values, context, decided=at, secret=secret)


def _said(
    kind: str,
    said: Override | Dissent,
    core: Mapping[str, Any],
    context: Context,
    secret: bytes,
) -> Evidence:
    return evidence(
        kind,
        core,
        {"/of": said.of, "/reason": said.reason},
        context.of(said.person),
        decided=said.at,
        secret=secret,
    )
