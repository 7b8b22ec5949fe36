"""Begin the record that a body adopted a ruleset."""

from __future__ import annotations

import json
from pathlib import Path

import click

from neglect_rules.adoption import FILE, draft
from neglect_rules.catalogue import shipped_ruleset
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import is_file
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset


@click.command(
    epilog=example(
        "neglect-rules adopt 1.2.0/ruleset.json",
        "neglect-rules adopt 1.2.0/ruleset.json --out adoption-to-fill-in.json",
    )
)
@click.argument("wanted", metavar="RULESET")
@click.option("--out", metavar="FILE", help="Write it here; never over a file.")
def adopt(wanted: str, out: str | None) -> int:
    """Begin the record that a body adopted a ruleset, for people to fill in.

    RULESET is a file, or the id of one that ships with its version (ID@VERSION). What
    was adopted is filled in. By whom, when and where that is written down is not, and
    until it is, the record is refused.
    """
    # A record that stands beside it already is the one that this is to replace.
    if is_file(wanted):
        ruleset = read_ruleset(wanted)
    else:
        id_, _, version = wanted.partition("@")
        ruleset = shipped_ruleset(id_, version=version or None)
    link(ruleset)
    text = json.dumps(draft(ruleset), indent=2)
    if out is None:
        say(text)
    else:
        _write(out, text)
    talk(f"Fill it in once the body has agreed, and put it beside the ruleset: {FILE}.")
    return Exit.DONE


def _write(out: str, text: str) -> None:
    try:
        with Path(out).open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as reason:
        message = f"cannot write {out}: {(reason.strerror or 'not possible').lower()}"
        raise click.UsageError(message) from None
    talk(f"{out}: written.")
