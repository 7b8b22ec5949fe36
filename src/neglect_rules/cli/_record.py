"""What was decided and done, recorded in a log."""

from __future__ import annotations

from typing import Any, Final

import click

from neglect_rules.adoption import read_ruleset
from neglect_rules.audit import load_capsule
from neglect_rules.audit import replay as replayed
from neglect_rules.audit.records import (
    correction_evidence,
    decision_evidence,
    ruleset_evidence,
    shown_evidence,
)
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_given import acting, keep, records, secret
from neglect_rules.cli._record_said import decide, dissent, override, revoke, settle
from neglect_rules.cli._screen import example
from neglect_rules.errors import AuditError
from neglect_rules.explain import AUDIENCES, LAYERS
from neglect_rules.linking import link
from neglect_rules.loading import file_bytes

_BY: Final = "  --actor staff-7 --role 'team manager' --authority 'procedure 3'"


@click.group(
    epilog=example(
        "neglect-rules record decision capsule.json --log decisions \\",
        _BY,
    )
)
def record() -> None:
    """Record a decision, and what people did about it, in a log.

    Nothing that is recorded changes what was recorded before. Who acts can stand in
    the environment: NEGLECT_RULES_ACTOR, NEGLECT_RULES_ROLE, NEGLECT_RULES_AUTHORITY.
    """


@click.command(
    epilog=example(
        "neglect-rules record decision capsule.json --log decisions --id a-17 \\",
        "  --subject child-4 --actor staff-7 --role 'social worker' \\",
        "  --authority 'procedure 3'",
    )
)
@click.argument("file", metavar="CAPSULE")
@click.option(
    "--inline",
    is_flag=True,
    help="Write every answer into the record itself; it can never be deleted.",
)
@records
def decision(
    file: str, folder: str | None, out: str | None, *, inline: bool, **given: Any
) -> int:
    """Record a decision from the capsule that `evaluate` wrote.

    It is decided again first. What does not come out the same is not recorded.
    """
    who = acting(given)
    capsule = load_capsule(file_bytes(file, AuditError), name=file)
    again = replayed(capsule)
    if not again.is_exact:
        raise AuditError(again.diagnostics)
    found = decision_evidence(
        capsule,
        who.context,
        secret=secret(),
        form="inline" if inline else "committed",
    )
    keep(found, folder, out)
    return Exit.DONE


@click.command(
    epilog=example(
        "neglect-rules record shown a-17 --text page.txt --audience family \\",
        "  --log decisions --actor staff-7 --role 'social worker' \\",
        "  --authority 'procedure 3'",
    )
)
@click.argument("of", metavar="DECISION")
@click.option("--text", "file", required=True, metavar="FILE", help="What they saw.")
@click.option(
    "--audience", required=True, type=click.Choice(AUDIENCES), help="Who saw it."
)
@click.option(
    "--layer", type=click.Choice(LAYERS), default="page", help="How much of it."
)
@click.option("--language", default="en", metavar="LANGUAGE", help="In which language.")
@records
def shown(  # noqa: PLR0913, PLR0917 - one argument for each option
    of: str,
    file: str,
    audience: str,
    layer: str,
    language: str,
    folder: str | None,
    out: str | None,
    **given: Any,
) -> int:
    """Record which text somebody saw. The text itself is not kept.

    Whoever keeps the text can show later that it is the one.
    """
    who = acting(given)
    found = shown_evidence(
        _text(file),
        of,
        who.context,
        at=who.at,
        audience=audience,
        layer=layer,
        language=language,
        secret=secret(),
    )
    keep(found, folder, out)
    return Exit.DONE


def _text(file: str) -> str:
    try:
        return file_bytes(file, AuditError).decode("utf-8")
    except UnicodeDecodeError:
        message = f"cannot read {file}: it is not text in UTF-8"
        raise click.UsageError(message) from None


@click.command(
    epilog=example(
        "neglect-rules record correct a-17 --log decisions \\",
        "  --note 'The date of the visit was wrong.' --actor staff-7 \\",
        "  --role 'social worker' --authority 'procedure 3'",
    )
)
@click.argument("of", metavar="RECORD")
@click.option("--note", required=True, metavar="TEXT", help="What was wrong.")
@records
def correct(
    of: str, note: str, folder: str | None, out: str | None, **given: Any
) -> int:
    """Record that an earlier record was wrong. It stays as it was."""
    who = acting(given)
    found = correction_evidence(of, note, who.context, at=who.at, secret=secret())
    keep(found, folder, out)
    return Exit.DONE


@click.command(
    epilog=example(
        "neglect-rules record ruleset adopted 1.2.0/ruleset.json \\",
        "  --log decisions --actor staff-7 --role 'policy lead' \\",
        "  --authority 'board minute 12'",
    )
)
@click.argument("change", type=click.Choice(["published", "adopted", "retired"]))
@click.argument("file", metavar="FILE")
@records
def ruleset(
    change: Any, file: str, folder: str | None, out: str | None, **given: Any
) -> int:
    """Record that a ruleset was published, adopted or retired.

    Of an adoption, the record that stands beside the ruleset is kept too.
    """
    who = acting(given)
    found = read_ruleset(file)
    link(found)
    keep(ruleset_evidence(change, found, who.context, at=who.at), folder, out)
    return Exit.DONE


for _command in (
    decision, override, revoke, dissent, settle, decide, shown, correct, ruleset,
):  # fmt: skip
    record.add_command(_command)
