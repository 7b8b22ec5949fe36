"""What a change of a ruleset does to cases that are there."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar, final

import click
from attrs import frozen

from neglect_rules.audit.logs import EvidenceLog
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import Moment, ruleset_of
from neglect_rules.cli._impact_cases import entries, recorded, surveyed
from neglect_rules.cli._impact_groups import Groups, read_groups, told_lines
from neglect_rules.cli._impact_log import known_in, recorded_in
from neglect_rules.cli._log_given import opened
from neglect_rules.cli._screen import example, say, say_banner, show, talk
from neglect_rules.explain import Page
from neglect_rules.impact import (
    MOST,
    Compared,
    Impact,
    Recorded,
    SetAside,
    aside_line,
    compare,
    impact_of,
    impact_page,
    verdict,
)
from neglect_rules.linking import link
from neglect_rules.program import Program

_Command = TypeVar("_Command", bound=Callable[..., Any])

_STEP: Final = 100
"""After how many cases the progress is written again."""


@final
@frozen(kw_only=True)
class _Asked:
    """What was given on the command line; `whole` asks for every case by name."""

    old: str
    new: str
    files: tuple[str, ...]
    folder: str | None
    groups: str | None
    whole: bool
    at: dt.datetime | None
    form: str

    @property
    def most(self) -> int | None:
        """How many cases are kept by name; nothing for all of them."""
        if self.form == "lines":
            return 0
        return None if self.whole or self.form == "json" else MOST


_OPTIONS: Final = (
    click.argument("old", metavar="OLD"),
    click.argument("new", metavar="NEW"),
    click.option(
        "--cases",
        "files",
        multiple=True,
        metavar="FILE",
        help="Cases: .json, or .jsonl with one in each line. Again for more files.",
    ),
    click.option(
        "--log",
        "folder",
        metavar="FOLDER",
        help="Instead of --cases: every decision in this log, by its id.",
    ),
    click.option(
        "--groups",
        metavar="FILE",
        help="A CSV file with the columns ref and group. No ruleset sees it.",
    ),
    click.option("--all", "whole", is_flag=True, help="List every case, not only 20."),
    click.option(
        "--at",
        type=Moment(),
        metavar="MOMENT",
        help="The moment of cases that say none.",
    ),
)


def of_cases(command: _Command) -> _Command:
    """Let a command be given two rulesets, and cases to judge by both."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(
    epilog=example(
        "neglect-rules impact old.json new.json --cases last-year.jsonl",
        "neglect-rules impact old.json new.json --cases a.json --cases b.json",
        "neglect-rules impact old.json new.json --log decisions",
    )
)
@of_cases
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "lines"]),
    default="text",
    help="For people, for machines, or a line of JSON for each case that moves.",
)
def impact(**given: Any) -> int:
    """Say which recorded cases a change moves, from which level to which.

    OLD and NEW are files, or ids of rulesets that ship (ID@VERSION for a version). Each
    case is judged by both at its own moment. Those that go up come first.
    """
    asked = _Asked(**given)
    before, after, whole = _judged(asked)
    _tell(asked, before, after, whole)
    return Exit.SET_ASIDE if whole.set_aside_count else Exit.DONE


def impact_told(**given: Any) -> tuple[Program, Page, bool]:
    """Return what a change does as a page, with the ruleset after the change.

    The third value is whether cases were set aside.
    """
    asked = _Asked(**given, form="text")
    before, after, whole = _judged(asked)
    page = impact_page(before, after, whole, grouped=asked.groups is not None)
    return after, page, bool(whole.set_aside_count)


def _judged(asked: _Asked) -> tuple[Program, Program, Impact]:
    """Judge each case by both rulesets.

    Raises:
        UsageError: It was not said where the cases are, or they are said twice.
    """
    if bool(asked.files) == bool(asked.folder):
        message = "say where the cases are: --cases FILE or --log FOLDER"
        raise click.UsageError(message)
    if asked.groups is not None and asked.form == "lines":
        message = "--groups needs a page or a document: leave out --format lines"
        raise click.UsageError(message)
    before, after = (
        link(ruleset_of(each, asked.at)) for each in (asked.old, asked.new)
    )
    groups = None if asked.groups is None else read_groups(asked.groups)
    log = None if asked.folder is None else opened(asked.folder)
    known = surveyed(asked.files, asked.at) if log is None else known_in(log)
    if groups is not None:
        _tell_unknown(asked, groups, known)
    found = _progress(compare(before, after, _cases(asked, log)), len(known))
    if asked.form == "lines":
        found = _as_lines(found)
    return before, after, impact_of(found, groups=groups and groups.of, most=asked.most)


def _cases(asked: _Asked, log: EvidenceLog | None) -> Iterator[Recorded | SetAside]:
    if log is not None:
        return recorded_in(log)
    return (recorded(entry, asked.at) for entry in entries(asked.files))


def _tell_unknown(asked: _Asked, groups: Groups, known: Iterable[str]) -> None:
    """Say which lines of the groups are of no case: a slip, or a case left out."""
    lines = groups.unknown(frozenset(known))
    if lines:
        talk(f"{asked.groups}: no case has the reference on {told_lines(lines)}.")


def _progress(
    found: Iterator[Compared | SetAside], every: int
) -> Iterator[Compared | SetAside]:
    """Pass cases on, and say how far it is if somebody looks on."""
    looks_on = sys.stderr.isatty()
    for number, each in enumerate(found, start=1):
        yield each
        if looks_on and (number % _STEP == 0 or number == every):
            end = number == every
            click.echo(f"\r{number:,} of {every:,} cases judged", nl=end, err=True)


def _as_lines(
    found: Iterable[Compared | SetAside],
) -> Iterator[Compared | SetAside]:
    """Pass cases on, and write those that move and those set aside as they come."""
    for each in found:
        if isinstance(each, SetAside):
            talk(aside_line(each))
        elif each.moved:
            say(json.dumps(each.to_dict()))
        yield each


def _tell(asked: _Asked, before: Program, after: Program, whole: Impact) -> None:
    if asked.form == "text":
        say_banner(after.ruleset)
        show(impact_page(before, after, whole, grouped=asked.groups is not None))
        return
    if asked.form == "json":
        say(json.dumps(_document(before, after, whole), indent=2))
    else:
        talk(verdict(whole))
    if whole.set_aside_count:
        talk(f"Cases set aside and not judged: {whole.set_aside_count:,}.")


def _document(before: Program, after: Program, whole: Impact) -> dict[str, Any]:
    """Return what becomes of the cases in the form of `impact-1`."""
    return {
        "format": 1,
        "old": _named(before),
        "new": _named(after),
        **whole.to_dict(),
    }


def _named(program: Program) -> dict[str, str]:
    return {
        "id": program.ruleset.id,
        "version": program.ruleset.version,
        "document": program.document_fingerprint,
        "rules": program.fingerprint,
    }
