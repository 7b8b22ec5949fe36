"""Check rulesets: every problem at once, each with its line and a caret."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

import click

from neglect_rules.analysis import thin_forms
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.explain import plural
from neglect_rules.golden import is_for, read_test
from neglect_rules.linking import linked
from neglect_rules.loading import read_ruleset, show_github, show_json, show_text
from neglect_rules.model import Case, Ruleset
from neglect_rules.placing import located
from neglect_rules.program import Program

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
    thin = located(
        thin_forms(program, _cases(file, program)), program.ruleset, with_lines=True
    )
    return (*warnings, *thin), True


def _cases(file: str, program: Program) -> list[tuple[Case, dt.datetime]]:
    """Return the worked cases in the folder `cases` beside a ruleset's versions."""
    found = []
    for path in sorted((Path(file).resolve().parent.parent / "cases").glob("*.json")):
        # A worked case that cannot be read is for `self-check` and the tests to tell.
        with suppress(CaseError):
            test = read_test(path)
            if is_for(test, program):
                found.append((test.case, test.at))
    return found


def _summary(ruleset: Ruleset) -> str:
    counts = (
        plural(len(ruleset.indicators), "indicator"),
        plural(len(ruleset.thresholds), "threshold"),
        plural(len(ruleset.modifiers), "modifier"),
        plural(len(ruleset.guards), "guard"),
    )
    named = f"{ruleset.title} {ruleset.version}, {ruleset.status}"
    return f"{named}: {', '.join(counts)}."
