"""A command is loaded when it is called, not when another one is.

`--help` lists what each is for without loading any.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, final

import click

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "adopt": (
        "_adopt.adopt",
        "Begin the record that a body adopted a ruleset, for people to fill in.",
    ),
    "ask": (
        "_reasons.ask",
        "Say which open question to ask next, of whom, and what it could bring.",
    ),
    "atrs": (
        "_handbook.atrs",
        "Begin the record by which a public body says that it uses a ruleset.",
    ),
    "carry-over": (
        "_carry.carry_over",
        "Carry a case over to a newer version, or to a ruleset that accepts it.",
    ),
    "check": ("_check.check", "Say all that is wrong with rulesets, line by line."),
    "demo": ("_shipped.demo", "Show a decision about a child, with its reasons."),
    "diff": (
        "_diff.diff",
        "Say what changed from OLD to NEW, whom it moves, and which version it needs.",
    ),
    "evaluate": ("_evaluate.evaluate", "Judge cases by a ruleset and say why."),
    "explain": ("_records.explain", "Say in words why a recorded level was given."),
    "fmt": ("_fmt.fmt", "Lay out rulesets, cases and other documents as ours are."),
    "handbook": (
        "_handbook.handbook",
        "Write a ruleset as a document that people read and sign.",
    ),
    "household": (
        "_household.household",
        "Judge the children of a household, each on their own and all together.",
    ),
    "impact": (
        "_impact.impact",
        "Say which recorded cases a change moves, from which level to which.",
    ),
    "log": ("_log.log", "Keep decisions in a log that shows if it was changed."),
    "new": ("_new.new", "Begin a ruleset from a small draft that already works."),
    "prove": (
        "_prove.prove",
        "Prove what a ruleset does for every case, or show where it does not.",
    ),
    "questions": ("_forms.questions", "List what a ruleset asks about a child."),
    "record": (
        "_record.record",
        "Record a decision, and what people did about it, in a log.",
    ),
    "redact": (
        "_redact.redact",
        "Write a copy of a record that shows less, or delete answers for good.",
    ),
    "replay": (
        "_records.replay",
        "Decide a record again and compare; or every decision in a log.",
    ),
    "report": (
        "_report.report",
        "Make a page to look at, to print and to keep.",
    ),
    "review": (
        "_review.review",
        "Write what a yearly review of a log's decisions looks at.",
    ),
    "route": (
        "_route.route",
        "Say whom to ring about a recorded decision, and by when.",
    ),
    "rulesets": ("_shipped.rulesets", "List the rulesets that ship."),
    "schema": ("_forms.schema", "Write the JSON Schema of a kind of document."),
    "self-check": (
        "_self_check.self_check",
        "Check that all that ships is sound on this computer.",
    ),
    "studio": (
        "_studio.studio",
        "Show a page to check, change, try and compare rulesets, or write it as files.",
    ),
    "table": (
        "_table.table",
        "Edit a ruleset's questions, points and words in a spreadsheet.",
    ),
    "test": (
        "_test.test",
        "Run the worked cases of a ruleset, and say what is not as agreed.",
    ),
    "watch": (
        "_watch.watch",
        "Check again whenever a ruleset or a worked case is saved.",
    ),
    "weigh": ("_weigh.weigh", "Say in words what the weights of a ruleset mean."),
    "whatif": (
        "_reasons.whatif",
        "Try what would come out if some answers were others.",
    ),
    "why": (
        "_reasons.why",
        "Say which answers alone make a level certain, and how firm that is.",
    ),
    "whynot": (
        "_reasons.whynot",
        "Say which rules for more are not met, and what each of them lacks.",
    ),
}
"""For each command its module and function, and the first sentence of its help."""


@final
class Commands(click.Group):
    """The commands of `COMMANDS`, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or nothing where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name][0].split(".")
        found = getattr(import_module(f"neglect_rules.cli.{module}"), function)
        assert isinstance(found, click.Command)  # noqa: S101 - for the type checker
        return found

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the list of commands, from what is known before they are loaded."""
        listed = [
            click.Command(name, help=purpose) for name, (_, purpose) in COMMANDS.items()
        ]
        click.Group(commands=listed).format_commands(ctx, formatter)
