"""A recorded decision as it was, so that people can say something about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from neglect_rules.audit._hidden import is_judged
from neglect_rules.audit._moment import moment_in
from neglect_rules.audit._recorded import program_of, replay_record
from neglect_rules.audit.logs import Entry, EvidenceLog, chained
from neglect_rules.audit.records import CASE, strangers, whole_of
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.loading import load_case
from neglect_rules.model import Case
from neglect_rules.people import Decided, Dissent, Override, Person, Standing, standing
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program

_GONE: Final = "(deleted)"
_HINT: Final = "`neglect-rules replay` says what is wrong with each record of a log"


def decision_in(log: EvidenceLog, id_: str) -> Decision:
    """Return a decision as it was recorded, made again from what the log keeps.

    Args:
        log: Any log.
        id_: The id under which the decision was recorded.

    Raises:
        AuditError: NR733, the log has no decision of this id; NR736, deciding again
            does not give the same record, such as where answers were deleted.
    """
    entry = _entry(log, id_)
    record, held = entry.record, log.disclosures(entry.fingerprint) or ()
    programs: dict[str, Program] = {}
    found = replay_record(record, held, log.archived, programs)
    if found.verdict != "exact":
        message = "the decision can no longer be read as it was"
        at = Pointer(("records", str(entry.sequence)))
        raise AuditError((Diagnostic("NR736", message, at, _HINT), *found.diagnostics))
    core = record["core"]
    shown = record.get("inline") or {each.name: each.value for each in held}
    case = load_case(whole_of(shown, CASE), name="<record>")
    program = program_of(core["ruleset"], log.archived, programs)
    at_ = moment_in(record["context"]["decided"], core["zone"])
    return evaluate(program, case, at=at_)


def case_in(log: EvidenceLog, entry: Entry) -> tuple[Case, dt.datetime]:
    """Return the case of a recorded decision, and the moment at which it was judged.

    Notes may be missing: no ruleset sees them.

    Raises:
        AuditError: NR736, something that a ruleset could judge cannot be read; NR730,
            what is kept is not what was recorded.
        CaseError: This version cannot read the case.
    """
    record, held = entry.record, log.disclosures(entry.fingerprint) or ()
    if foreign := tuple(strangers(record, held)):
        raise AuditError(foreign[:1])
    shown = record.get("inline") or {each.name: each.value for each in held}
    kept = record.get("sealed", {"parts": shown})["parts"].keys()
    gone = [Pointer.parse(place) for place in kept - shown.keys()]
    if any(at.is_within(CASE) and is_judged(at.parts) for at in gone):
        message = "answers of this decision can no longer be read"
        raise AuditError((Diagnostic("NR736", message),))
    at_ = moment_in(record["context"]["decided"], record["core"]["zone"])
    return load_case({"format": 1, **whole_of(shown, CASE)}, name="<record>"), at_


def said_about(
    log: EvidenceLog, id_: str, decision: Decision
) -> tuple[tuple[Override, ...], tuple[Dissent, ...]]:
    """Return what a log holds of overrides and dissents about a decision.

    One whose reason was deleted still counts: what was raised stays raised.

    Args:
        log: Any log.
        id_: The id under which the decision was recorded.
        decision: The decision.
    """
    about = [e for e in chained(log) if e.document["core"].get("decision") == id_]
    ended = {
        each.document["core"]["of"]: _moment(each)
        for each in about
        if each.kind in {"override_revoked", "dissent_settled"}
    }
    mark = decision.trace.fingerprint
    overrides = _overrides(log, [e for e in about if e.kind == "override"], ended, mark)
    dissents = _dissents(log, [e for e in about if e.kind == "dissent"], ended, mark)
    return tuple(overrides), tuple(dissents)


def people_about(
    log: EvidenceLog, id_: str, decision: Decision, *, at: dt.datetime
) -> Mapping[str, Standing] | Decided:
    """Return what the named person decided, as a log holds it; else what stands.

    Of several decisions of named persons the last counts.

    Args:
        log: Any log.
        id_: The id under which the decision was recorded.
        decision: The decision.
        at: The moment at which to say what stands, where nobody has decided.
    """
    overrides, dissents = said_about(log, id_, decision)
    found = [
        entry
        for entry in chained(log)
        if entry.kind == "named_person_decided"
        and entry.document["core"]["decision"] == id_
    ]
    moment = _moment(found[-1]) if found else at
    stood = standing(decision, at=moment, overrides=overrides, dissents=dissents)
    if not found:
        return stood
    outcomes: Mapping[str, Any] = found[-1].document["core"]["outcomes"]
    return Decided(
        decision=decision,
        standing=stood,
        levels={ladder: each["decided"] for ladder, each in outcomes.items()},
        reason=_reason(log, found[-1], None),
        person=_person(found[-1]),
        at=moment,
    )


def _overrides(
    log: EvidenceLog, entries: list[Entry], ended: Mapping[str, dt.datetime], mark: str
) -> Iterator[Override]:
    for each in entries:
        core = each.document["core"]
        until = core.get("until")
        ends = [ended.get(each.id), until and dt.datetime.fromisoformat(until)]
        yield Override(
            of=mark,
            outcome=core["outcome"],
            to=core["to"],
            reason=_reason(log, each) or _GONE,
            person=_person(each),
            at=_moment(each),
            until=min((end for end in ends if end), default=None),
        )


def _dissents(
    log: EvidenceLog, entries: list[Entry], ended: Mapping[str, dt.datetime], mark: str
) -> Iterator[Dissent]:
    for each in entries:
        core = each.document["core"]
        yield Dissent(
            of=mark,
            outcome=core["outcome"],
            says=core["says"],
            reason=_reason(log, each) or _GONE,
            person=_person(each),
            at=_moment(each),
            settled=ended.get(each.id),
        )


def _entry(log: EvidenceLog, id_: str) -> Entry:
    for entry in chained(log):
        if entry.kind == "decision" and entry.id == id_:
            return entry
    message = "the log has no decision of this id"
    hint = "`neglect-rules log find` lists those that it has"
    raise AuditError((Diagnostic("NR733", message, hint=hint),))


def _reason(log: EvidenceLog, entry: Entry, unsaid: str | None = _GONE) -> str | None:
    held = log.disclosures(entry.fingerprint) or ()
    values = {each.name: each.value for each in held}
    return values.get("/reason", unsaid)


def _person(entry: Entry) -> Person:
    by: Mapping[str, Any] = entry.document["context"]["by"]
    return Person(**by)


def _moment(entry: Entry) -> dt.datetime:
    return dt.datetime.fromisoformat(entry.document["context"]["decided"])
