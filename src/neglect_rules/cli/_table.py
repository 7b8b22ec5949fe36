"""A ruleset's signs, points and words in a spreadsheet, and back again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
from attrs import evolve

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._given import is_file, ruleset_of
from neglect_rules.cli._replace import differences, replace_file
from neglect_rules.cli._screen import example, say, talk
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.editing import (
    Change,
    TableError,
    as_csv,
    as_xlsx,
    changes_in,
    from_csv,
    from_xlsx,
    tables_of,
    taken_in,
)
from neglect_rules.errors import RulesetError
from neglect_rules.explain import plural
from neglect_rules.linking import link
from neglect_rules.loading import file_bytes, load_ruleset
from neglect_rules.model import Ruleset

_MANY: Final = 60


@click.group(
    epilog=example(
        "neglect-rules table export my-ruleset/1.0.0/ruleset.json table.xlsx"
    )
)
def table() -> None:
    """Edit a ruleset's questions, points and words in a spreadsheet."""


@table.command(
    "export",
    epilog=example(
        "neglect-rules table export example.neglect-screen@1.2.0 my-table.xlsx"
    ),
)
@click.argument("wanted", metavar="RULESET")
@click.argument("file", metavar="FILE.csv|FILE.xlsx")
def export(wanted: str, file: str) -> int:
    """Write a ruleset's tables to a CSV file or an Excel workbook."""
    is_book = _is_book(file)
    ruleset = ruleset_of(wanted, None)
    link(ruleset)
    tables = tables_of(ruleset.document)
    title = f"{ruleset.title} {ruleset.version} ({ruleset.id})"
    replace_file(file, as_xlsx(tables, title) if is_book else as_csv(tables))
    counts = ", ".join(f"{t.name} {len(t.rows)}" for t in tables if t.rows)
    say(f"{file}: {title}. Rows: {counts}.")
    return Exit.DONE


@table.command(
    "import",
    epilog=example("neglect-rules table import my-ruleset.json my-table.xlsx --diff"),
)
@click.argument("wanted", metavar="RULESET")
@click.argument("file", metavar="FILE.csv|FILE.xlsx")
@click.option("--out", metavar="NEW.json", help="Write here; leave RULESET as it is.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
def take_in(wanted: str, file: str, out: str | None, diff: bool) -> int:  # noqa: FBT001 - click
    """Write what a spreadsheet changed into a ruleset, and nothing else.

    The whole spreadsheet is taken in, or nothing. All problems are said at once.
    """
    if not (is_file(wanted) or out or diff):
        message = "a ruleset that ships is never changed; give --out NEW.json"
        raise click.UsageError(message)
    is_book = _is_book(file)
    ruleset = ruleset_of(wanted, None)
    data = file_bytes(file, RulesetError)
    try:
        tables = tables_of(ruleset.document)
        sheets = from_xlsx(data, file) if is_book else from_csv(data, file, tables)
        changes = changes_in(ruleset, sheets)
    except TableError as refused:
        say(str(refused))
        found = plural(len(refused.refusals), "problem")
        talk(f"The table is refused: {found}. Nothing was written.")
        return Exit.RULESET
    text = taken_in(ruleset, changes)
    target = out or wanted
    _refuse_unless_sound(text, target, changes)
    for change in changes:
        say(f"{change.cell}  {change.of}: {_told(change)}")
    if diff:
        say(differences(wanted, ruleset.text or "", text))
    elif out or changes:
        replace_file(target, text.encode("utf-8"))
    talk(_summary(changes, None if diff else target, ruleset))
    return Exit.DONE


def _is_book(file: str) -> bool:
    """Return whether a file's name is that of a workbook rather than of a CSV file."""
    suffix = Path(file).suffix.lower()
    if suffix not in {".csv", ".xlsx"}:
        message = f"{file} is neither a .csv file nor an .xlsx file"
        raise click.UsageError(message)
    return suffix == ".xlsx"


def _refuse_unless_sound(text: str, name: str, changes: Sequence[Change]) -> None:
    """Raise if the changed ruleset cannot be used; each problem names its cell."""
    try:
        link(load_ruleset(text, name=name))
    except RulesetError as refused:
        found = tuple(_with_cell(each, changes) for each in refused.diagnostics)
        talk("With these changes the ruleset cannot be used. Nothing was written.")
        raise RulesetError(found) from None


def _with_cell(found: Diagnostic, changes: Sequence[Change]) -> Diagnostic:
    for change in changes:
        if found.at.is_within(change.edit.at):
            return evolve(found, message=f"{found.message} (cell {change.cell})")
    return found


def _told(change: Change) -> str:
    before, after = _short(change.before), _short(change.after)
    if not before:
        return f"now {after}"
    return f"{before} is now {after}" if after else f"{before} is taken out"


def _short(words: str) -> str:
    line = " ".join(words.split())
    shown = line if len(line) <= _MANY else f"{line[: _MANY - 3]}..."
    return f'"{shown}"' if shown else ""


def _summary(changes: Sequence[Change], written: str | None, ruleset: Ruleset) -> str:
    told = [f"{plural(len(changes), 'change')}."]
    if written is None or not changes:
        told.append("Nothing was written." if written is None else "All is as it was.")
    else:
        told.append(f"Written to {written}. Now run `neglect-rules check {written}`.")
    stale = [
        f"{language}{change.edit.at}"
        for change in changes
        for language, texts in ruleset.translations.items()
        if str(change.edit.at) in texts
    ]
    if stale:
        told.append(f"Look at the translations too: {', '.join(stale)}.")
    return " ".join(told)
