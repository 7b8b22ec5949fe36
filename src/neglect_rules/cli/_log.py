"""A log of decisions: opened once, then only ever added to."""

from __future__ import annotations

from typing import Any

import click
from attrs import evolve

from neglect_rules.audit.logs import create_log
from neglect_rules.audit.records import Form, load_evidence
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_export import export_log
from neglect_rules.cli._log_find import find_decisions, sample_decisions
from neglect_rules.cli._log_given import (
    FOLDER,
    acting,
    now,
    opened,
    says_who,
    tell,
)
from neglect_rules.cli._log_keys import add_key, new_key, retire_key, seal
from neglect_rules.cli._log_verify import heads, verify_log
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.errors import AuditError
from neglect_rules.loading import file_bytes


@click.group(
    epilog=example(
        "neglect-rules log open decisions --id north-2026 --admit adopted",
        "neglect-rules log verify decisions",
    )
)
def log() -> None:
    """Keep decisions in a log that shows if it was changed.

    Each record names the one before it. Who acts can stand in the environment:
    NEGLECT_RULES_ACTOR, NEGLECT_RULES_ROLE and NEGLECT_RULES_AUTHORITY.
    """


@click.command(
    "open",
    epilog=example(
        "neglect-rules log open decisions --id north-2026 --actor staff-7 \\",
        "  --role 'records officer' --authority 'records procedure 3'",
    ),
)
@FOLDER
@click.option(
    "--id",
    "name",
    required=True,
    metavar="ID",
    help="What the log is called, for ever.",
)
@click.option(
    "--admit",
    "admits",
    multiple=True,
    default=("adopted",),
    show_default=True,
    metavar="STATUS",
    help="Take decisions by such rulesets: adopted, illustrative. Again for more.",
)
@click.option(
    "--inline",
    is_flag=True,
    help="Also take records that hold every answer themselves, for ever.",
)
@says_who
def open_(
    folder: str, name: str, admits: tuple[str, ...], *, inline: bool, **given: Any
) -> int:
    """Make a new log in a folder.

    What it takes is said once and cannot be changed later.
    """
    who = evolve(acting(given), id="opened")
    forms: list[Form] = ["committed", "inline"] if inline else ["committed"]
    made = create_log(folder, name, who.context, clock=now, admits=admits, forms=forms)
    tell(*made.entries())
    say(f"It takes decisions by rulesets that are: {', '.join(sorted(set(admits)))}.")
    talk("Keep its head somewhere else from time to time: `neglect-rules log heads`.")
    return Exit.DONE


@click.command(
    epilog=example("neglect-rules log append decisions evidence.json more.json")
)
@FOLDER
@click.argument("files", metavar="EVIDENCE...", nargs=-1, required=True)
def append(folder: str, files: tuple[str, ...]) -> int:
    """Add what other programs or `record --out` wrote: all of it, or nothing.

    The same file can be sent again: it is recorded once.
    """
    several = [load_evidence(file_bytes(f, AuditError), name=f) for f in files]
    tell(*opened(folder).append(*several))
    return Exit.DONE


for _command in (
    open_, append, verify_log, heads, find_decisions, sample_decisions, export_log,
    new_key, add_key, retire_key, seal,
):  # fmt: skip
    log.add_command(_command)
