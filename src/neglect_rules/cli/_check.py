"""Check rulesets: every problem at once, each with its line and a caret."""

from __future__ import annotations

import click

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError
from neglect_rules.explain import plural
from neglect_rules.linking import linked
from neglect_rules.loading import read_ruleset, show_github, show_json, show_text
from neglect_rules.model import Ruleset

_SHOW = {"text": show_text, "json": show_json, "github": show_github}


@click.command(
    epilog=example(
        "neglect-rules check rulesets/example/neglect-screen/1.2.0/ruleset.json"
    )
)
@click.argument("files", metavar="RULESET...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_SHOW)),
    default="text",
    help="For people, for machines, or beside the lines on GitHub.",
)
def check(files: tuple[str, ...], form: str) -> int:
    """Say all that is wrong with rulesets, line by line."""
    found: list[Diagnostic] = []
    refused = False
    for file in files:
        problems, sound = _problems(file)
        found += problems
        refused = refused or not sound
    if found or form == "json":
        say(_SHOW[form](found))
    return Exit.RULESET if refused else Exit.DONE


def _problems(file: str) -> tuple[tuple[Diagnostic, ...], bool]:
    """Return what is wrong or odd in a file, and whether its ruleset can be used."""
    try:
        program, warnings = linked(read_ruleset(file))
    except RulesetError as refused:
        talk(f"{file}: {plural(len(refused.diagnostics), 'problem')}.")
        return refused.diagnostics, False
    talk(f"{file}: no problems. {_summary(program.ruleset)}")
    return warnings, True


def _summary(ruleset: Ruleset) -> str:
    counts = (
        plural(len(ruleset.indicators), "indicator"),
        plural(len(ruleset.thresholds), "threshold"),
        plural(len(ruleset.modifiers), "modifier"),
        plural(len(ruleset.guards), "guard"),
    )
    named = f"{ruleset.title} {ruleset.version}, {ruleset.status}"
    return f"{named}: {', '.join(counts)}."
