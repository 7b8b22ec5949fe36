"""Where the worked cases of a ruleset are, and how files of them are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from neglect_rules.catalogue import shipped
from neglect_rules.cli._given import is_file
from neglect_rules.cli._replace import replace_file
from neglect_rules.golden import Ran, accept, told
from neglect_rules.model import Ruleset
from neglect_rules.packaged import folder

_PINS: Final = "fingerprints.json"


def folder_of(wanted: str, given: str | None) -> Path:
    """Return the folder of the worked cases of a ruleset.

    Raises:
        UsageError: There is no such folder.
    """
    place = Path(given) if given is not None else _beside(wanted)
    if not place.is_dir():
        message = f"there is no folder of cases at {place}; give one with --cases"
        raise click.UsageError(message)
    return place


def _beside(wanted: str) -> Path:
    """Return the folder `cases` beside the versions of a ruleset."""
    if is_file(wanted):
        return Path(wanted).resolve().parent.parent / "cases"
    id_ = wanted.partition("@")[0]
    path = next(entry.path for entry in shipped() if entry.id == id_)
    root = Path(str(folder("rulesets")))
    return root.joinpath(*path.split("/")[:-2]) / "cases"


def accept_all(
    ruleset: Ruleset, place: Path, ran: Sequence[Ran], *, released: bool
) -> list[str]:
    """Write what came out into the cases; return each thing that was changed.

    Raises:
        UsageError: A case is agreed for a version that was released.
    """
    wrong = [each for each in ran if each.differences]
    held = set[str]() if released else _released(ruleset.id, place)
    for each in wrong:
        _refuse_released(ruleset, each, held)
    return [line for each in wrong for line in _accept(ruleset, place, each)]


def _accept(ruleset: Ruleset, place: Path, ran: Ran) -> Iterator[str]:
    done = accept(ran)
    replace_file(place / ran.story.file, done.text.encode("utf-8"))
    for head, held in (
        ("Changed in", done.accepted),
        ("To change by hand in", done.by_hand),
    ):
        for one in held:
            yield f"{head} {ran.story.file}, {one.where}: {told(ruleset, one)}."


def _refuse_released(ruleset: Ruleset, each: Ran, held: set[str]) -> None:
    meant = set(each.story.test.versions) or held | {ruleset.version}
    frozen = sorted(meant & held)
    if frozen:
        message = (
            f"{each.story.file} was agreed for {', '.join(frozen)}, which is released."
            f" Write a case of its own for the new version, with"
            f' "versions": ["{ruleset.version}"]. Or give --released'
        )
        raise click.UsageError(message)


def _released(id_: str, place: Path) -> set[str]:
    """Return the released versions of a ruleset, as the pins say that are at hand."""
    here = [parent / _PINS for parent in place.resolve().parents]
    files = [file for file in here if file.is_file()][:1]
    return {
        version
        for text in (*_texts(files), (folder("rulesets") / _PINS).read_text("utf-8"))
        for name, version in _named(text)
        if name == id_
    }


def _texts(files: Sequence[Path]) -> Iterator[str]:
    yield from (file.read_text("utf-8") for file in files)


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Yield id and version of each path such as `example/neglect-screen/1.2.0/...`."""
    for path in json.loads(text):
        *folders, version, _ = path.split("/")
        yield ".".join(folders), version


def write(file: Path, text: str) -> None:
    """Write a file, its folder too if it is not there.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        message = f"cannot write {file}: {(reason.strerror or 'not possible').lower()}"
        raise click.UsageError(message) from None
    replace_file(file, text.encode("utf-8"))
