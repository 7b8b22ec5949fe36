"""What people say about a recorded decision, held against that decision first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import click
from attrs import evolve

from neglect_rules import people
from neglect_rules.audit import decision_in, said_about
from neglect_rules.audit.logs import Entry, EvidenceLog
from neglect_rules.audit.records import (
    Evidence,
    decided_evidence,
    dissent_evidence,
    ended_evidence,
    override_evidence,
)
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import Moment
from neglect_rules.cli._log_given import (
    REASON,
    Acting,
    acting,
    opened,
    says_about,
    secret,
    tell,
)
from neglect_rules.cli._screen import example, say
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError

_BY: Final = "  --actor staff-7 --role 'team manager' --authority 'procedure 3'"
_OF = click.argument("of", metavar="DECISION")
_OUTCOME = click.option(
    "--outcome", required=True, metavar="ID", help="Which of its levels."
)


@click.command(
    epilog=example(
        "neglect-rules record override a-17 --outcome level --to specialist \\",
        "  --reason 'Seen at home today.' --log decisions \\",
        _BY,
    )
)
@_OF
@_OUTCOME
@click.option("--to", required=True, metavar="LEVEL", help="At least this level.")
@click.option("--until", type=Moment(), metavar="MOMENT", help="When it ends.")
@REASON
@says_about
def override(
    of: str,
    outcome: str,
    to: str,
    until: dt.datetime | None,
    reason: str,
    folder: str,
    **given: Any,
) -> int:
    """Record a professional judgement that the level must be higher.

    It only ever goes up. The decision itself stays as it was.
    """
    log, who = opened(folder), acting(given)
    said = people.override(
        decision_in(log, of),
        outcome,
        to,
        reason=reason,
        person=who.person,
        at=who.at,
        until=until,
    )
    who = _about(log, of, who)
    tell(*log.append(override_evidence(said, of, who.context, secret=secret())))
    return Exit.DONE


@click.command(
    epilog=example(
        "neglect-rules record dissent a-17 --outcome level --says targeted \\",
        "  --reason 'The school sees it otherwise.' --log decisions \\",
        "  --actor school-3 --role 'safeguarding lead' --authority 'procedure 8'",
    )
)
@_OF
@_OUTCOME
@click.option("--says", required=True, metavar="LEVEL", help="What they hold right.")
@REASON
@says_about
def dissent(
    of: str, outcome: str, says: str, reason: str, folder: str, **given: Any
) -> int:
    """Record that another agency holds another level to be right.

    Until that is settled, the higher of the two stands.
    """
    log, who = opened(folder), acting(given)
    said = people.dissent(
        decision_in(log, of),
        outcome,
        says,
        reason=reason,
        person=who.person,
        at=who.at,
    )
    who = _about(log, of, who)
    tell(*log.append(dissent_evidence(said, of, who.context, secret=secret())))
    return Exit.DONE


@click.command(
    epilog=example(
        "neglect-rules record revoke o-3 --reason 'Visited again.' \\",
        "  --log decisions \\",
        _BY,
    )
)
@click.argument("of", metavar="OVERRIDE")
@REASON
@says_about
def revoke(of: str, reason: str, folder: str, **given: Any) -> int:
    """Record that a professional judgement no longer holds."""
    return _end("override", of, reason, folder, given)


@click.command(
    epilog=example(
        "neglect-rules record settle d-2 --reason 'Agreed at the meeting.' \\",
        "  --log decisions \\",
        _BY,
    )
)
@click.argument("of", metavar="DISSENT")
@REASON
@says_about
def settle(of: str, reason: str, folder: str, **given: Any) -> int:
    """Record that agencies settled on what they held differently."""
    return _end("dissent", of, reason, folder, given)


def _end(kind: str, of: str, reason: str, folder: str, given: dict[str, Any]) -> int:
    log = opened(folder)
    entry = _entry(log, of, kind)
    who = _about(log, entry.document["core"]["decision"], acting(given))
    found = ended_evidence(
        Evidence(record=entry.record), reason, who.context, at=who.at, secret=secret()
    )
    tell(*log.append(found))
    return Exit.DONE


@click.command(
    epilog=example(
        "neglect-rules record decide a-17 --level level=specialist \\",
        "  --reason 'As the meeting agreed.' --log decisions \\",
        _BY,
    )
)
@_OF
@click.option(
    "--level",
    "levels",
    multiple=True,
    metavar="ID=LEVEL",
    help="What is decided; else what stands. Again for more.",
)
@click.option("--reason", metavar="TEXT", help="Why. Needed for another level.")
@says_about
def decide(
    of: str, levels: tuple[str, ...], reason: str | None, folder: str, **given: Any
) -> int:
    """Record what the named person decided.

    Only they may go lower than what stands, with a reason.
    """
    log, who = opened(folder), acting(given)
    decision = decision_in(log, of)
    overrides, dissents = said_about(log, of, decision)
    decided = people.decide(
        decision,
        person=who.person,
        at=who.at,
        levels=_levels(levels),
        reason=reason,
        overrides=overrides,
        dissents=dissents,
    )
    who = _about(log, of, who)
    tell(*log.append(decided_evidence(decided, of, who.context, secret=secret())))
    if decided.differs():
        say("The named person decided otherwise than what stood.")
    return Exit.DONE


def _levels(given: tuple[str, ...]) -> Mapping[str, str]:
    pairs = [each.partition("=") for each in given]
    if not all(id_ and level for id_, _, level in pairs):
        message = "--level takes an id, then =, then the level: --level level=targeted"
        raise click.UsageError(message)
    return {id_: level for id_, _, level in pairs}


def _about(log: EvidenceLog, of: str, who: Acting) -> Acting:
    """Return who acts, with the subject of a decision unless another is named."""
    if who.subject is not None:
        return who
    return evolve(
        who, subject=_entry(log, of, "decision").document["core"].get("subject")
    )


def _entry(log: EvidenceLog, id_: str, kind: str) -> Entry:
    for entry in log.entries():
        if entry.kind == kind and entry.id == id_:
            return entry
    message = f"the log has no {kind} of this id"
    hint = "`neglect-rules log find --json` shows what was recorded of each decision"
    raise AuditError((Diagnostic("NR733", message, hint=hint),))
