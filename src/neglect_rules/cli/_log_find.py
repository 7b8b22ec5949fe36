"""Decisions in a log that are looked for, or drawn by nobody's choice."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import click

from neglect_rules.audit import Found, Wanted, find, sample
from neglect_rules.audit.logs import EvidenceLog
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._log_given import FOLDER, opened
from neglect_rules.cli._log_words import Words, plain
from neglect_rules.cli._screen import example, say, talk

_Command = TypeVar("_Command", bound=Callable[..., Any])

_LATER: Final[Mapping[str, str]] = {
    "override": "raised by a professional judgement",
    "override_revoked": "professional judgement taken back",
    "dissent": "another agency holds another view",
    "dissent_settled": "other view settled",
    "named_person_decided": "decided by the named person",
    "shown": "shown to somebody",
    "correction": "put right by a later record",
    "redaction": "values deleted for good",
}


class Day(click.ParamType[dt.date]):
    """A civil day in ISO 8601."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day that a text names."""
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail("expected a day such as 2026-05-12", param, ctx)


def between(command: _Command) -> _Command:
    """Give a command the first and the last day."""
    for option in (
        click.option("--to", "until", type=Day(), metavar="DAY", help="The last day."),
        click.option(
            "--from", "since", type=Day(), metavar="DAY", help="The first day."
        ),
    ):
        command = option(command)
    return command


_JSON = click.option(
    "--json", "as_json", is_flag=True, help="One line of JSON for each, for machines."
)


def _wants(command: _Command) -> _Command:
    options = (
        click.option("--subject", metavar="REF", help="Of whom, by your reference."),
        click.option(
            "--ruleset", metavar="ID", help="By which ruleset: ID or ID@VERSION."
        ),
        click.option("--level", metavar="ID", help="A level that came out."),
        click.option(
            "--override/--no-override",
            "overridden",
            default=None,
            help="Where people held or decided otherwise; or where nobody did.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return between(command)


@click.command(
    "find",
    epilog=example(
        "neglect-rules log find decisions --level specialist --override",
        "neglect-rules log find decisions --from 2026-01-01 --to 2026-03-31 --json",
    ),
)
@FOLDER
@_wants
@_JSON
def find_decisions(folder: str, *, as_json: bool, **wanted: Any) -> int:
    """List the decisions in a log that fit, with what was done about them since."""
    log = opened(folder)
    found = list(find(log, Wanted(**wanted)))
    _tell(log, found, as_json=as_json)
    talk(f"{len(found):,} {'decision fits' if len(found) == 1 else 'decisions fit'}.")
    return Exit.DONE


@click.command(
    "sample",
    epilog=example(
        "neglect-rules log sample decisions 20 --seed 'lottery 21 Nov: 4 9 17'"
    ),
)
@FOLDER
@click.argument("size", metavar="SIZE", type=click.IntRange(min=1))
@click.option("--seed", required=True, metavar="TEXT", help="Say it before, in public.")
@_wants
@_JSON
def sample_decisions(
    folder: str, size: int, seed: str, *, as_json: bool, **wanted: Any
) -> int:
    """Draw some decisions, so that nobody chooses which are looked at.

    Whoever has the log and the seed draws the same ones.
    """
    log = opened(folder)
    found = list(find(log, Wanted(**wanted)))
    drawn = sample(found, size, seed=seed)
    _tell(log, drawn, as_json=as_json)
    talk(f"{len(drawn):,} drawn from {len(found):,}.")
    return Exit.DONE


def _tell(log: EvidenceLog, found: Sequence[Found], *, as_json: bool) -> None:
    words = Words(log)
    for number, each in enumerate(found):
        if as_json:
            say(json.dumps(_document(each)))
        else:
            say("\n".join(_lines(each, words)) + "\n" * (number < len(found) - 1))


def _document(found: Found) -> dict[str, Any]:
    return {
        "sequence": found.entry.sequence,
        "id": found.entry.id,
        "core": found.core,
        "later": [
            {"sequence": each.sequence, "id": each.id, "kind": each.kind}
            for each in found.later
        ],
    }


def _lines(found: Found, words: Words) -> Iterator[str]:
    core = found.core
    named = core["ruleset"]
    yield f"Number {found.entry.sequence:,}: {plain(found.entry.id)}"
    yield f"  {core['day']}, {words.title(core)} {named['version']}"
    for id_, result in core["outcomes"].items():
        level = words.level(core, id_, result["recommended"] or result["floor"])
        more = "" if result["status"] == "settled" else ", or more"
        yield f"  {words.outcome(core, id_)}: {level}{more}"
    for each in found.later:
        what = _LATER.get(each.kind, each.kind.replace("_", " "))
        yield f"  Number {each.sequence:,}: {what}"
