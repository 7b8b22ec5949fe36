"""The page to check, try and compare on, shown from here or written as files."""

from __future__ import annotations

import datetime as dt
import webbrowser
from collections.abc import Mapping
from pathlib import Path

import click

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT
from neglect_rules.cli._replace import replace_file
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.studio import local, make_sure_of_studio, single_file, site


@click.command(
    epilog=example(
        "neglect-rules studio my-area",
        "neglect-rules studio --export site",
        "neglect-rules studio --single-file page.html",
    )
)
@click.argument("folder", metavar="[FOLDER]", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=(
    "Show the page at this port of this computer; a free one, if not said."
))  # fmt: skip
@click.option("--open/--no-open", "opens", help="Open the page in your browser.")
@click.option(
    "--export",
    "to",
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
def studio(
    folder: str | None,
    port: int,
    opens: bool,  # noqa: FBT001 - click passes it by name
    to: str | None,
    file: str | None,
    at: dt.datetime | None,
) -> int:
    """Show a page to check, change, try and compare rulesets, or write it as files.

    It works with the rulesets in FOLDER, or in the current folder, and is shown to
    nobody but you. It goes on until you press Ctrl and C together.

    What is written as files needs nothing installed: any web server can show it. What
    is typed or opened there is not sent anywhere and not kept.
    """
    if to is None and file is None:
        return _show(Path(folder or "."), port, at, opens=opens)
    if folder is not None:
        message = "FOLDER is for the page that is shown; leave it out to write files"
        raise click.UsageError(message)
    return _write(to, file, at or _now())


def _show(folder: Path, port: int, at: dt.datetime | None, *, opens: bool) -> int:
    """Show the page until an interrupt ends it."""
    if not folder.is_dir():
        message = f"there is no folder {folder}"
        raise click.UsageError(message)
    local.make_sure_of_server()
    try:
        listening = local.bound(port)
    except OSError:
        message = f"port {port} is taken; leave --port out for a free one"
        raise click.UsageError(message) from None
    keys = local.new_keys()
    page = local.app(folder, keys, lambda: at or _now())
    with listening:
        address = local.address_of(listening, keys)
        say(address)
        talk("Open this address in a browser. Press Ctrl and C to end.")
        if opens:
            webbrowser.open(address)
        try:
            local.serve(page, listening)
        except KeyboardInterrupt:
            talk("Ended.")
    return Exit.DONE


def _write(to: str | None, file: str | None, moment: dt.datetime) -> int:
    make_sure_of_studio()
    if to is not None:
        written = site(moment)
        _write_all(to, written)
        size = _size(sum(map(len, written.values())))
        talk(f"{to}: {len(written)} files, {size}. Begin with index.html.")
    if file is not None:
        whole = single_file(moment)
        replace_file(file, whole)
        talk(f"{file}: written, {_size(len(whole))}. Open it in a browser.")
    return Exit.DONE


def _write_all(folder: str, written: Mapping[str, bytes]) -> None:
    try:
        for name, data in written.items():
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    except OSError as reason:
        what = (reason.strerror or "not possible").lower()
        message = f"cannot write to {folder}: {what}"
        raise click.UsageError(message) from None


def _now() -> dt.datetime:
    # The first view says which rulesets are in force.
    return dt.datetime.now().astimezone()  # noqa: TID251 - a command may ask the clock


def _size(count: int) -> str:
    return f"{count / 1_000_000:.0f} MB"
