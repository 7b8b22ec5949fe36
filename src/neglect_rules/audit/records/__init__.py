"""What is kept of a decision, and of all that people do about it, as records."""

from __future__ import annotations

from neglect_rules.audit.records._acts import (
    correction_evidence,
    decided_evidence,
    dissent_evidence,
    ended_evidence,
    override_evidence,
    shown_evidence,
)
from neglect_rules.audit.records._decision import core_of, decision_evidence
from neglect_rules.audit.records._disclosures import (
    Disclosure,
    disclosed,
    read_disclosures,
)
from neglect_rules.audit.records._evidence import (
    ALGORITHM,
    Context,
    Evidence,
    Form,
    engine,
)
from neglect_rules.audit.records._load import load_evidence, strangers
from neglect_rules.audit.records._notices import (
    key_evidence,
    opened_evidence,
    recovered_evidence,
    redaction_evidence,
    report_evidence,
    ruleset_evidence,
    sealing_evidence,
)
from neglect_rules.audit.records._parts import CASE, TRACE, parts_of, whole_of

__all__ = [
    "ALGORITHM",
    "CASE",
    "TRACE",
    "Context",
    "Disclosure",
    "Evidence",
    "Form",
    "core_of",
    "correction_evidence",
    "decided_evidence",
    "decision_evidence",
    "disclosed",
    "dissent_evidence",
    "ended_evidence",
    "engine",
    "key_evidence",
    "load_evidence",
    "opened_evidence",
    "override_evidence",
    "parts_of",
    "read_disclosures",
    "recovered_evidence",
    "redaction_evidence",
    "report_evidence",
    "ruleset_evidence",
    "sealing_evidence",
    "shown_evidence",
    "strangers",
    "whole_of",
]
