"""Whom to ring about a recorded decision, and what is due after that."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import cast

import click

from neglect_rules.audit import Capsule, moment_of
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT
from neglect_rules.cli._records import loaded
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.errors import SelectionError
from neglect_rules.loading import show_text
from neglect_rules.pathways import (
    Audience,
    CalendarError,
    Directory,
    DirectoryError,
    Due,
    Routable,
    due,
    read_directory,
    shipped_directory,
)
from neglect_rules.pathways import Route as Found
from neglect_rules.pathways import route as routed


@click.command(
    epilog=example(
        "neglect-rules route capsule.json --directory bcp \\",
        "  --at 2026-05-08T16:50:00+01:00",
    )
)
@click.argument("file", metavar="TRACE|CAPSULE")
@click.option(
    "--directory",
    "wanted",
    required=True,
    metavar="FILE|AREA",
    help="A directory's file, or the area of one that ships.",
)
@AT
@click.option(
    "--audience",
    type=click.Choice(["professional", "public"]),
    default="professional",
    help="Who rings.",
)
@FORMAT
def route(
    file: str, wanted: str, at: dt.datetime | None, audience: str, form: str
) -> int:
    """Say whom to ring about a recorded decision, and by when.

    The moment of the call is --at, else the moment of the decision. The clock is
    never read.
    """
    record = loaded(file)
    trace = record.trace if isinstance(record, Capsule) else record
    moment = at or moment_of(trace)
    directory = directory_of(wanted)
    if directory is None:
        return Exit.RULESET
    for_whom = cast("Audience", audience)
    found = routed(trace, directory, at=moment, audience=for_whom)
    tell(found, due_after(trace, directory, moment), form)
    return Exit.DONE


def due_after(
    about: Routable, directory: Directory, at: dt.datetime
) -> tuple[Due, ...] | None:
    """Return what is due; nothing where the calendar does not reach so far.

    Whom to ring is said all the same.
    """
    try:
        return due(about, directory, at=at)
    except CalendarError as unknown:
        talk(show_text(unknown.diagnostics))
        return None


def directory_of(wanted: str) -> Directory | None:
    """Return the directory that is named; where there is none, say why."""
    try:
        return _directory(wanted)
    except (DirectoryError, SelectionError) as refused:
        say(show_text(refused.diagnostics))
        is_read = isinstance(refused, DirectoryError)
        talk("The directory is refused." if is_read else "No such directory.")
        return None


def _directory(wanted: str) -> Directory:
    """Return the directory of a file, or the one that ships for an area."""
    is_file = "/" in wanted or os.sep in wanted or wanted.endswith(".json")
    if is_file or Path(wanted).is_file():
        return read_directory(wanted)
    return shipped_directory(wanted)


def tell(found: Found, dues: tuple[Due, ...] | None, form: str) -> None:
    """Write whom to ring and what is due after that."""
    if form == "json":
        listed = None if dues is None else [each.to_dict() for each in dues]
        say(json.dumps({"route": found.to_dict(), "due": listed}, indent=2))
        return
    say("\n".join(found.lines()))
    if dues is None:
        say("\nBy when something is due after that is not known.")
    elif dues:
        say("\nTo do after that")
        say("\n".join(f"- {each.line()}" for each in dues))
