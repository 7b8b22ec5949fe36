"""What the weights of a ruleset mean, in words."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

import attrs
import click

from neglect_rules.analysis import weigh as weighed
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT, ruleset_of
from neglect_rules.cli._screen import example, say, say_banner, show
from neglect_rules.exact import written
from neglect_rules.linking import link
from neglect_rules.report.handbook import page_of_weights


@click.command(epilog=example("neglect-rules weigh example.neglect-screen@1.2.0"))
@click.argument("wanted", metavar="FILE|ID")
@AT
@FORMAT
def weigh(wanted: str, at: dt.datetime | None, form: str) -> int:
    """Say in words what the weights of a ruleset mean.

    Everything is worked out from the rules; nothing is looked up.
    """
    program = link(ruleset_of(wanted, at))
    found = weighed(program)
    if form == "json":
        say(json.dumps(attrs.asdict(found), default=_plain, indent=2))
    else:
        say_banner(program.ruleset)
        show(page_of_weights(program, found))
    return Exit.DONE


def _plain(value: Any) -> Any:
    return written(value) if isinstance(value, Fraction) else list(value)
