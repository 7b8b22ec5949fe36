"""What a command was given: a ruleset by file or id, a moment, a file to write."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import click

from neglect_rules.adoption import read_ruleset
from neglect_rules.catalogue import shipped_ruleset
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer

_EXAMPLE = "2026-05-12T10:00:00+01:00"


class Moment(click.ParamType[dt.datetime]):
    """A moment in ISO 8601; without a time zone it is refused as a case would be."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the moment that a text names."""
        if isinstance(value, dt.datetime):
            return value
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"expected a moment such as {_EXAMPLE}", param, ctx)
        if moment.tzinfo is None:
            raise CaseError((_zoneless(),))
        return moment


def _zoneless() -> Diagnostic:
    return Diagnostic(
        "NR606",
        "the moment has no time zone",
        Pointer(("at",)),
        f"write it with one, such as {_EXAMPLE}",
        file="--at",
    )


RULESET = click.option(
    "--ruleset",
    "wanted",
    required=True,
    metavar="FILE|ID",
    help="A ruleset's file, or the id of one that ships (ID@VERSION for a version).",
)
AT = click.option(
    "--at", type=Moment(), metavar="MOMENT", help=f"The moment, such as {_EXAMPLE}."
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for machines.",
)


def is_file(wanted: str) -> bool:
    """Return whether a ruleset is named by its file rather than by its id."""
    parts = ("/" in wanted, os.sep in wanted, wanted.endswith(".json"))
    return any(parts) or Path(wanted).exists()


def ruleset_of(wanted: str, at: dt.datetime | None) -> Ruleset:
    """Return the ruleset of a file, or the shipped one of an id in force at a moment.

    The record of its adoption that stands beside a file counts.

    Raises:
        RulesetError: The file's ruleset is refused, or the record beside it.
        SelectionError: No shipped ruleset, or more than one, answers.
    """
    if is_file(wanted):
        return read_ruleset(wanted)
    id_, _, version = wanted.partition("@")
    return shipped_ruleset(id_, at=at, version=version or None)


def write_private(path: str, text: str) -> None:
    """Write a file that only its owner may read: it speaks of a child."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        handle = os.open(path, flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as reason:
        what = (reason.strerror or "not possible").lower()
        message = f"cannot write {path}: {what}"
        raise click.UsageError(message) from None
