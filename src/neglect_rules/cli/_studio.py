"""The page that needs no installation, written into a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import click

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT
from neglect_rules.cli._replace import replace_file
from neglect_rules.cli._screen import example, talk
from neglect_rules.studio import make_sure_of_studio, single_file, site


@click.command(
    epilog=example(
        "neglect-rules studio --export site",
        "neglect-rules studio --single-file page.html",
    )
)
@click.option(
    "--export",
    "folder",
    metavar="SITE",
    help="The folder to write it into. Files of the same names are replaced.",
)
@click.option(
    "--single-file",
    "file",
    metavar="FILE",
    help="Write all of it into one file, which opens without any server.",
)
@AT
def studio(folder: str | None, file: str | None, at: dt.datetime | None) -> int:
    """Write a page to check, try and compare rulesets with nothing to install.

    Any web server can show the folder. The page works in the browser: what is typed
    or opened on it is not sent anywhere and not kept.
    """
    if folder is None and file is None:
        message = "say where: --export SITE, or --single-file FILE"
        raise click.UsageError(message)
    make_sure_of_studio()
    # The first view says which rulesets are in force.
    moment = at or dt.datetime.now().astimezone()  # noqa: TID251 - a command may ask the clock
    if folder is not None:
        written = site(moment)
        _write(folder, written)
        size = _size(sum(map(len, written.values())))
        talk(f"{folder}: {len(written)} files, {size}. Begin with index.html.")
    if file is not None:
        whole = single_file(moment)
        replace_file(file, whole)
        talk(f"{file}: written, {_size(len(whole))}. Open it in a browser.")
    return Exit.DONE


def _write(folder: str, written: Mapping[str, bytes]) -> None:
    try:
        for name, data in written.items():
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    except OSError as reason:
        what = (reason.strerror or "not possible").lower()
        message = f"cannot write to {folder}: {what}"
        raise click.UsageError(message) from None


def _size(count: int) -> str:
    return f"{count / 1_000_000:.0f} MB"
