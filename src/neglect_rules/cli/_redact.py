"""A record without what a reader may not see, or without what nobody shall see."""

from __future__ import annotations

import sys
from textwrap import fill
from typing import Any

import click
from attrs import frozen

from neglect_rules.audit import MASKS, Mask, mask_of, redacted
from neglect_rules.audit.logs import Entry, EvidenceLog
from neglect_rules.audit.records import Evidence
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import write_private
from neglect_rules.cli._log_given import FOLDER, acting, may_say_who, opened, tell
from neglect_rules.cli._screen import WIDTH, example, say, talk
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import AuditError


@frozen(kw_only=True)
class _Chosen:
    """How what is hidden was chosen."""

    mask: str | None
    keep: tuple[str, ...]
    drop: tuple[str, ...]

    def of(self, evidence: Evidence) -> Mask:
        """Return the mask for a record.

        Raises:
            UsageError: It is not chosen, or in more than one way.
            AuditError: NR731, a place cannot be used.
        """
        if sum(map(bool, (self.mask, self.keep, self.drop))) != 1:
            message = "say one of --mask, --keep and --drop"
            raise click.UsageError(message)
        if self.mask is not None:
            return MASKS[self.mask]
        among = [each.name for each in evidence.disclosures]
        return mask_of(keep=self.keep, drop=self.drop, among=among)


@click.command(
    epilog=example(
        "neglect-rules redact decisions a-17 --mask researcher --out copy.json",
        "neglect-rules redact decisions a-17 --drop '**/note' --for-good \\",
        "  --actor staff-7 --role 'records officer' --authority 'procedure 3'",
    )
)
@FOLDER
@click.argument("of", metavar="ID")
@click.option("--mask", type=click.Choice(sorted(MASKS)), help="Who reads the copy.")
@click.option(
    "--keep",
    multiple=True,
    metavar="PLACE",
    help="Show this and nothing else, such as /case/answers/**.",
)
@click.option(
    "--drop", multiple=True, metavar="PLACE", help="Hide this, such as **/note."
)
@click.option("--out", metavar="FILE", help="Write the copy here.")
@click.option(
    "--for-good",
    is_flag=True,
    help="Delete it in the log itself. Nobody can read it again.",
)
@click.option("--yes", is_flag=True, help="Do not ask before it is deleted.")
@may_say_who
def redact(  # noqa: PLR0913 - one argument for each option
    folder: str,
    of: str,
    mask: str | None,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    out: str | None,
    *,
    for_good: bool,
    yes: bool,
    **given: Any,
) -> int:
    """Write a copy of a record that shows less, or delete answers for good.

    The copy can still be verified. What was deleted stays named in the log, with who
    deleted it.
    """
    if (out is None) == (not for_good):
        message = "say either --out FILE for a copy, or --for-good"
        raise click.UsageError(message)
    log = opened(folder)
    entry = _entry(log, of)
    whole = _whole(log, entry)
    chosen = _Chosen(mask=mask, keep=keep, drop=drop).of(whole)
    left = redacted(whole, chosen)
    if out is not None:
        write_private(out, left.to_json() + "\n")
        talk(f"{out}: written, {len(left.withheld):,} values hidden.")
        return Exit.DONE
    who = acting(given)
    _confirm(left.withheld, of, yes=yes)
    told = log.forget(of, left.withheld, who.context, at=who.at, mask=chosen.name)
    say(f"Deleted: {_values(len(left.withheld))}.")
    tell(told)
    return Exit.DONE


def _confirm(places: tuple[str, ...], of: str, *, yes: bool) -> None:
    """Ask before anything is deleted.

    Raises:
        UsageError: There is nothing to delete, or nobody who could be asked.
        Abort: The answer is no.
    """
    if not places:
        message = "there is nothing to delete: what stands in the record itself stays"
        raise click.UsageError(message)
    if yes:
        return
    if not sys.stdin.isatty():
        message = "nobody can be asked here: give --yes to delete for good"
        raise click.UsageError(message)
    listed = ", ".join(places)
    talk(fill(f"This would be deleted: {listed}", WIDTH, break_on_hyphens=False))
    click.confirm(
        f"Delete {_values(len(places))} of `{of}` for good?", abort=True, err=True
    )


def _values(count: int) -> str:
    return f"{count:,} {'value' if count == 1 else 'values'}"


def _entry(log: EvidenceLog, id_: str) -> Entry:
    for entry in log.entries():
        if entry.id == id_:
            return entry
    message = "the log has no record of this id"
    hint = "`neglect-rules log find` lists the decisions that it has"
    raise AuditError((Diagnostic("NR733", message, hint=hint),))


def _whole(log: EvidenceLog, entry: Entry) -> Evidence:
    """Return a record with all that can still be read of it."""
    found = {mark: log.archived(mark) for mark in entry.names}
    return Evidence(
        record=entry.record,
        disclosures=log.disclosures(entry.fingerprint) or (),
        documents={mark: each for mark, each in found.items() if each is not None},
    )
