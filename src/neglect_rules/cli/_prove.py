"""Prove what a ruleset does for every case, or show a case for which it does not."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click

from neglect_rules.analysis import Finding
from neglect_rules.analysis import prove as proved
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT, ruleset_of
from neglect_rules.cli._screen import example, say, say_banner, show, talk
from neglect_rules.cli._test_places import folder_of
from neglect_rules.explain import page_of_findings
from neglect_rules.golden import is_for, parts_of, read_stories, shown_cases
from neglect_rules.linking import link
from neglect_rules.model import Case
from neglect_rules.program import Program

_Agreed: TypeAlias = tuple[str, Case, dt.datetime]


@click.command(
    epilog=example(
        "neglect-rules prove my-ruleset/1.0.0/ruleset.json",
        "neglect-rules prove example.neglect-screen@1.2.0 --keep shown",
    )
)
@click.argument("wanted", metavar="FILE|ID")
@click.option(
    "--cases", metavar="FOLDER", help="The cases, if not in `cases` beside the version."
)
@click.option(
    "--keep", metavar="FOLDER", help="Write the cases that show a failure here."
)
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many steps it may take: more may prove more.",
)
@AT
@FORMAT
def prove(
    wanted: str,
    cases: str | None,
    keep: str | None,
    budget: int | None,
    at: dt.datetime | None,
    form: str,
) -> int:
    """Prove what a ruleset does for every case, or show where it does not."""
    program = link(ruleset_of(wanted, at))
    agreed = tuple(_agreed(program, wanted, cases))
    talk("Going through every way of filling in the form. This may take a minute.")
    given = [(case, moment) for _, case, moment in agreed]
    limit = {} if budget is None else {"budget": budget}
    found = proved(program, given, **limit)
    if form == "json":
        say(json.dumps(_document(program, found), indent=2))
    else:
        say_banner(program.ruleset)
        show(page_of_findings(program, found, agreed))
    if keep is not None:
        _keep(program, found, Path(keep))
    # What is declared as an exception is not claimed: it is shown, and does not fail.
    fails = any(f.known == "refuted" and f.why != "exception" for f in found)
    return Exit.TEST if fails else Exit.DONE


def _agreed(program: Program, wanted: str, given: str | None) -> Iterator[_Agreed]:
    """Yield every case that was agreed for this version, and its twins, by name."""
    try:
        place = folder_of(wanted, given)
    except click.UsageError:
        # A ruleset need not have worked cases, but a folder that is named is there.
        if given is not None:
            raise
        return
    stories, refused = read_stories(place)
    if refused:
        files = sorted({Path(str(each.file)).name for each in refused})
        talk(f"Left out, for they are no worked cases: {', '.join(files)}.")
    for story in stories:
        if story.is_agreed and is_for(story.test, program):
            for part in parts_of(story.test):
                where = "" if part.where == "case" else f", {part.where}"
                yield f"{story.file}{where}", part.case, story.test.at


def _document(program: Program, found: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings as a JSON value in the form of `findings-1`."""
    ruleset = program.ruleset
    return {
        "format": 1,
        "ruleset": {
            "id": ruleset.id,
            "version": ruleset.version,
            "status": ruleset.status_on(),
            "fingerprint": program.document_fingerprint,
            "program": program.fingerprint,
        },
        "findings": [each.to_dict() for each in found],
    }


def _keep(program: Program, found: Sequence[Finding], folder: Path) -> None:
    """Write each case that shows a failure as a worked case; never over a file.

    Raises:
        UsageError: A file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in shown_cases(program, found):
            _write(folder / name, text)
    except OSError as reason:
        what = (reason.strerror or "not possible").lower()
        message = f"cannot write to {folder}: {what}"
        raise click.UsageError(message) from None


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as made:
            made.write(text)
    except FileExistsError:
        talk(f"{file} was there before. It was left as it is.")
    else:
        talk(f"Written: {file}")
