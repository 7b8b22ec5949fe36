"""What a change of a ruleset does, before anybody is judged by it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from textwrap import fill
from typing import Final

import click

from neglect_rules.analysis import Change, change, prove
from neglect_rules.cli._check_edition import edition_line
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, FORMAT, ruleset_of
from neglect_rules.cli._replace import replace_file
from neglect_rules.cli._screen import WIDTH, example, say, show, talk
from neglect_rules.explain import (
    make_sure_of_word,
    page_of_change,
    paper_docx,
    paper_html,
    paper_markdown,
)
from neglect_rules.linking import link

_WORD: Final = ".docx"
_PAPERS: Final = {".md": paper_markdown, ".html": paper_html}


@click.command(
    epilog=example(
        "neglect-rules diff 1.2.0/ruleset.json 2.0.0/ruleset.json",
        "neglect-rules diff hull.assessment@1.0.0 hull.assessment@2.0.0 --paper p.md",
    )
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--paper",
    metavar="FILE",
    help="Write a paper for the meeting too: a .md, .html or .docx file.",
)
@AT
@FORMAT
def diff(
    old: str, new: str, paper: str | None, at: dt.datetime | None, form: str
) -> int:
    """Say what changed from OLD to NEW, whom it moves, and which version it needs.

    OLD and NEW are files, or ids of rulesets that ship (ID@VERSION for a version).
    """
    _make_sure(paper)
    found = change(link(ruleset_of(old, at)), link(ruleset_of(new, at)))
    if form == "json":
        say(json.dumps(found.to_dict(), indent=2))
    else:
        line = edition_line(found.old.ruleset, found.new.ruleset)
        if line is not None:
            say(fill(line, WIDTH) + "\n")
        show(page_of_change(found))
    if paper is not None:
        # A paper says on which day it was made.
        moment = at or dt.datetime.now().astimezone()  # noqa: TID251 - a command may ask the clock
        _write(paper, found, moment.date())
    return Exit.DONE if found.numbering.enough else Exit.TEST


def _make_sure(paper: str | None) -> None:
    """Refuse a paper of a kind that cannot be written, before any work is done.

    Raises:
        UsageError: With what is possible.
        UnsupportedError: It is a Word file, and what writes one is not installed.
    """
    suffix = None if paper is None else Path(paper).suffix.lower()
    if suffix == _WORD:
        make_sure_of_word()
    elif suffix is not None and suffix not in _PAPERS:
        message = f"cannot write {paper}: a paper is a .md, .html or .docx file"
        raise click.UsageError(message)


def _write(paper: str, found: Change, day: dt.date) -> None:
    talk("Looking at what the new version promises. This can take a minute.")
    suffix = Path(paper).suffix.lower()
    findings = prove(found.new)
    if suffix == _WORD:
        data = paper_docx(found, findings, day)
    else:
        data = _PAPERS[suffix](found, findings, day).encode("utf-8")
    replace_file(paper, data)
    talk(f"{paper}: the paper for the meeting is written.")
