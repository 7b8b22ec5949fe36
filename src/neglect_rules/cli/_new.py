"""Begin a ruleset: a small draft that works, to be changed piece by piece."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._replace import replace_file
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.editing import (
    OWNER,
    VERSION,
    Beginning,
    first_draft,
    wrong_with_id,
)
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset


@click.command(
    epilog=example('neglect-rules new my-area --id my-area.screen --title "Our screen"')
)
@click.argument("folder", metavar="FOLDER")
@click.option("--id", "id_", required=True, help="Its id, the same for all versions.")
@click.option("--title", required=True, help="What people call it.")
@click.option("--area", help="Where it is used; the first part of the id if not said.")
@click.option("--owner", default=OWNER, help="Who answers for it.")
@click.option(
    "--from",
    "starts",
    metavar="DATE",
    help="The first day on which it can be used; today if not said.",
)
def new(
    folder: str, id_: str, title: str, area: str | None, owner: str, starts: str | None
) -> int:
    """Begin a ruleset from a small draft that already works.

    Nothing that is there is overwritten.
    """
    wrong = wrong_with_id(id_)
    if wrong:
        raise click.UsageError(wrong)
    beginning = Beginning(
        id=id_,
        title=title,
        owner=owner,
        area=area or id_.partition(".")[0],
        starts=_day(starts),
    )
    draft = first_draft(beginning)
    ruleset = f"{VERSION}/ruleset.json"
    link(load_ruleset(draft[ruleset], name=ruleset))
    place = _empty(folder)
    for name, text in draft.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        replace_file(place / name, text.encode("utf-8"))
        say(str(place / name))
    talk(f"A draft is ready. Now run `neglect-rules check {place / ruleset}`.")
    return Exit.DONE


def _day(written: str | None) -> dt.date:
    if written is None:
        return dt.datetime.now().astimezone().date()  # noqa: TID251 - a command may ask the clock
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        message = f"{written} is not a date such as 2026-04-01"
        raise click.UsageError(message) from None


def _empty(folder: str) -> Path:
    """Return a folder in which nothing stands yet.

    Raises:
        UsageError: Something stands there, or it is no folder.
    """
    place = Path(folder)
    if place.exists() and not place.is_dir():
        message = f"{folder} is a file; name a folder"
        raise click.UsageError(message)
    if place.is_dir() and any(place.iterdir()):
        message = (
            f"{folder} is not empty, and nothing is overwritten; name a new folder"
        )
        raise click.UsageError(message)
    return place
