"""Which group each case is counted in, from a table that stands beside the cases."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Final, final

import click
from attrs import field, frozen

COLUMNS: Final = ("ref", "group")
_FEW: Final = 6


@final
@frozen
class Groups:
    """The groups of a table.

    Attributes:
        of: For each reference its group.
        lines: For each reference the line on which it stands.
    """

    of: Mapping[str, str] = field(repr=False, hash=False)
    lines: Mapping[str, int] = field(repr=False, hash=False)

    def unknown(self, known: Collection[str]) -> list[int]:
        """Return the lines whose reference is of no case."""
        return [line for ref, line in self.lines.items() if ref not in known]


def read_groups(file: str) -> Groups:
    """Return the groups in a CSV file with the columns `ref` and `group`.

    Raises:
        UsageError: The file cannot be read, or a line of it cannot be used; all such
            lines are told, without what stands in them.
    """
    rows = csv.DictReader(StringIO(_text(file), newline=""), strict=True)
    of: dict[str, str] = {}
    lines: dict[str, int] = {}
    wrong: list[str] = []
    for ref, group, line in _cells(file, rows):
        problem = _problem(ref, group, lines)
        if problem is not None:
            wrong.append(f"  line {line}: {problem}")
        else:
            of[ref], lines[ref] = group, line
    if wrong:
        message = "\n".join([f"{file} cannot be used:", *wrong])
        raise click.UsageError(message)
    return Groups(of, lines)


def _text(file: str) -> str:
    try:
        # A spreadsheet writes a mark at the start of a CSV file in UTF-8.
        return Path(file).read_text("utf-8-sig")
    except OSError as reason:
        what = (reason.strerror or "not possible").lower()
        message = f"cannot read {file}: {what}"
    except UnicodeDecodeError:
        message = f"cannot read {file}: save it as CSV UTF-8 (comma delimited)"
    raise click.UsageError(message) from None


def _cells(file: str, rows: csv.DictReader[str]) -> Iterator[tuple[str, str, int]]:
    """Yield reference, group and line of each row that is not empty."""
    try:
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            named = " and ".join(f"`{name}`" for name in missing)
            message = (
                f"{file}, line 1: there is no column {named}. The first line has to be"
                " ref,group with a comma between them"
            )
            raise click.UsageError(message)
        for row in rows:
            ref, group = ((row[name] or "").strip() for name in COLUMNS)
            yield ref, group, rows.line_num
    except csv.Error:
        message = f"{file}, line {rows.line_num}: this is not CSV"
        raise click.UsageError(message) from None


def _problem(ref: str, group: str, lines: Mapping[str, int]) -> str | None:
    if not ref or not group:
        return f"the {'group' if ref else 'reference'} is missing"
    if not group.isprintable():
        return "the group has a character that cannot be shown"
    if ref in lines:
        return f"this reference stands on line {lines[ref]} already"
    return None


def told_lines(lines: list[int]) -> str:
    """Return line numbers as people list them, the first few of many."""
    shown = [f"{line:,}" for line in lines[:_FEW]]
    more = len(lines) - len(shown)
    if more:
        shown.append(f"{more:,} more")
    if len(shown) == 1:
        return f"line {shown[0]}"
    return f"lines {', '.join(shown[:-1])} and {shown[-1]}"
