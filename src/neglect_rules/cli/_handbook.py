"""A ruleset as a document for sign-off, as a picture, or as a transparency record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import click

from neglect_rules.analysis import change, weigh
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import AT, ruleset_of
from neglect_rules.cli._replace import replace_file
from neglect_rules.cli._route import directory_of
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.explain import Page
from neglect_rules.linking import link
from neglect_rules.pathways import Directory
from neglect_rules.program import Program
from neglect_rules.report.handbook import diagram as diagram_of
from neglect_rules.report.handbook import handbook as handbook_of
from neglect_rules.report.handbook import (
    handbook_title,
    html_document,
    markdown_document,
    mermaid_of,
    record_title,
    sheets,
    svg_of,
    text_document,
    transparency_record,
)

_FORMS: Final = ("text", "markdown", "html")
_ENDINGS: Final = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".txt": "text",
}
_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="For a screen, a note or a browser. Without it, what FILE ends with.",
)
_OUT = click.option(
    "--out",
    metavar="FILE",
    help="Write it here instead of on the screen: an .html, .md or .txt file.",
)
_FIGURE: Final = "The levels"
_SHORT: Final = 12


@click.command(
    epilog=example(
        "neglect-rules handbook hull.assessment@2.0.0 --out handbook.html",
        "neglect-rules handbook 2.0.0/ruleset.json --previous 1.0.0/ruleset.json",
    )
)
@click.argument("wanted", metavar="FILE|ID")
@click.option(
    "--previous",
    multiple=True,
    metavar="OLD",
    help="Also say what changed since that version. Several may be given.",
)
@click.option(
    "--directory",
    "area",
    metavar="FILE|AREA",
    help="Whom to call: a directory's file, or the area of one that ships.",
)
@click.option(
    "--diagram",
    "drawn",
    type=click.Choice(["svg", "mermaid"]),
    help="Draw only which rules lead to which level.",
)
@AT
@_FORM
@_OUT
def handbook(  # noqa: PLR0913, PLR0917 - each is an option
    wanted: str,
    previous: tuple[str, ...],
    area: str | None,
    drawn: str | None,
    at: dt.datetime | None,
    form: str | None,
    out: str | None,
) -> int:
    """Write a ruleset as a document that people read and sign.

    It says in words all that the ruleset asks, counts and recommends.
    """
    program = link(ruleset_of(wanted, at))
    if drawn is not None:
        found = diagram_of(program)
        _put(svg_of(found) if drawn == "svg" else mermaid_of(found), out)
        return Exit.DONE
    directory = None if area is None else directory_of(area)
    if area is not None and directory is None:
        return Exit.RULESET
    page = _page(program, previous, directory, at)
    figure = (_FIGURE, sheets(diagram_of(program)))
    title, kind = handbook_title(program), _kind(form, out, "text")
    _put(_written(page, title, program, kind, figure), out)
    return Exit.DONE


def _page(
    program: Program,
    previous: tuple[str, ...],
    directory: Directory | None,
    at: dt.datetime | None,
) -> Page:
    """Return the handbook; what changed is told from one version to the next."""
    talk("Working out what the weights mean. This can take some seconds.")
    newest_first = [program, *(link(ruleset_of(each, at)) for each in previous)]
    pairs = zip(newest_first[1:], newest_first, strict=False)
    changes = tuple(change(old, new) for old, new in pairs)
    return handbook_of(
        program, history=changes, directory=directory, weighing=weigh(program)
    )


@click.command(epilog=example("neglect-rules atrs hull.assessment@2.0.0"))
@click.argument("wanted", metavar="FILE|ID")
@AT
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="For a screen, a note or a browser. Without it, what FILE ends with.",
)
@_OUT
def atrs(wanted: str, at: dt.datetime | None, form: str | None, out: str | None) -> int:
    """Begin the record by which a public body says that it uses a ruleset.

    It has the headings of the Algorithmic Transparency Recording Standard. What no
    ruleset can show is marked to be completed.
    """
    program = link(ruleset_of(wanted, at))
    page = transparency_record(program)
    title, kind = record_title(program), _kind(form, out, "markdown")
    _put(_written(page, title, program, kind, None), out)
    return Exit.DONE


def _written(
    page: Page,
    title: str,
    program: Program,
    form: str,
    figure: tuple[str, tuple[str, ...]] | None,
) -> str:
    if form == "html":
        mark = program.document_fingerprint.removeprefix("sha256:")[:_SHORT]
        foot = f"{title}, check mark {mark}"
        language = program.ruleset.language
        return html_document(page, title, language, figure=figure, mark=foot)
    write = markdown_document if form == "markdown" else text_document
    return write(page, title)


def _kind(form: str | None, out: str | None, usual: str) -> str:
    """Return how it is written: as was said, else as the file's name ends."""
    ending = "" if out is None else Path(out).suffix.lower()
    return form or _ENDINGS.get(ending, usual)


def _put(text: str, out: str | None) -> None:
    if out is None:
        say(text.rstrip("\n"))
    else:
        replace_file(out, text.encode("utf-8"))
        talk(f"{out}: written.")
