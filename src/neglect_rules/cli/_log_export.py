"""A log as one file, for somebody who has nothing of ours."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from neglect_rules.audit import MASKS, export
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_given import FOLDER, opened
from neglect_rules.cli._screen import example, talk


@click.command(
    "export",
    epilog=example("neglect-rules log export decisions --mask auditor --out log.jsonl"),
)
@FOLDER
@click.option(
    "--mask",
    type=click.Choice(sorted(MASKS)),
    default="auditor",
    show_default=True,
    help="Who reads it: what they may not see is left out.",
)
@click.option("--out", metavar="FILE", help="Write it here; else it is shown.")
def export_log(folder: str, mask: str, out: str | None) -> int:
    """Write a log with its rulesets as lines of JSON, for others to check.

    The records stand there as they are, so that anybody can make their digests again.
    """
    lines = export(opened(folder), mask=MASKS[mask])
    if out is None:
        for line in lines:
            click.echo(line, nl=False)
    else:
        talk(f"{out}: {_written(out, lines):,} lines written.")
    return Exit.DONE


def _written(out: str, lines: Iterable[str]) -> int:
    """Write lines as they come, so that a long log is never held as a whole."""
    count = 0
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(line)
                count += 1
    except OSError as reason:
        message = f"cannot write {out}: {(reason.strerror or 'not possible').lower()}"
        raise click.UsageError(message) from None
    return count
