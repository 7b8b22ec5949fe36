"""How a decision is told, and to whom: what `explain` and `report` are both given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

import click

from neglect_rules.cli._screen import talk
from neglect_rules.explain import AUDIENCES, LAYERS, Sharing

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS: Final = (
    click.option(
        "--layer",
        type=click.Choice(LAYERS),
        default="page",
        help="How much of it: a line, a case note, the page, or the full account.",
    ),
    click.option(
        "--audience",
        type=click.Choice(AUDIENCES),
        default="practitioner",
        help="Who reads it. A family has a page of its own.",
    ),
    click.option("--language", metavar="LANGUAGE", help="A language the ruleset has."),
    click.option(
        "--cleared-for-sharing",
        "cleared",
        is_flag=True,
        help="You made sure that nobody is in danger if the family reads it.",
    ),
    click.option(
        "--share-task",
        "tasks",
        multiple=True,
        metavar="ID",
        help="A task that the family may read.",
    ),
    click.option(
        "--describe",
        "described",
        multiple=True,
        metavar="ID",
        help="An answer whose meaning the family may read.",
    ),
    click.option(
        "--keep-back",
        "kept_back",
        multiple=True,
        metavar="ID",
        help="An answer that the family's page must not name.",
    ),
)


def as_read(command: _Command) -> _Command:
    """Let a command be told how much of a decision is wanted, and for whom."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def reading(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given as `explain.page_of` takes it."""
    named = given["tasks"] or given["described"] or given["kept_back"]
    return {
        "layer": given["layer"],
        "audience": given["audience"],
        "language": given["language"],
        "cleared_for_sharing": given["cleared"],
        "sharing": Sharing(
            tasks=given["tasks"],
            described=given["described"],
            kept_back=given["kept_back"],
        )
        if named
        else None,
    }


def remind(given: Mapping[str, Any]) -> None:
    """Say what no program can see to."""
    if given["audience"] == "family":
        talk("Read it as the person who will get it, before you hand it over.")
