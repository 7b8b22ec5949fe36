"""A filled-in table taken into a ruleset: what changed, or every reason against it.

Nothing is guessed and nothing is lost: a table is taken in as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, final

from attrs import field, frozen

from neglect_rules.diagnostics import nearest
from neglect_rules.editing._changes import Edit, edited
from neglect_rules.editing._entries import (
    DATE,
    NotUsableError,
    as_json,
    is_same,
    looks_like_a_date,
)
from neglect_rules.editing._grid import Cell, Refusal, Sheet, refuse
from neglect_rules.editing._tables import Kind, Row, Slot, Table, tables_of
from neglect_rules.model import Ruleset


@final
@frozen(kw_only=True)
class Change:
    """One value that a table changes.

    Attributes:
        cell: The cell's address.
        of: What it is about, such as `Left alone (SUP2), Help`.
        before: What the cell showed.
        after: What it shows now.
        edit: How the document changes.
    """

    cell: str
    of: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    edit: Edit = field(repr=False)


_Found: TypeAlias = Iterator[Change | Refusal]


def changes_in(ruleset: Ruleset, sheets: Sequence[Sheet]) -> tuple[Change, ...]:
    """Return what a filled-in table changes in a ruleset.

    Raises:
        TableError: With every reason why it cannot be taken in.
    """
    tables = tables_of(ruleset.document)
    known = {table.name: table for table in tables}
    found: list[Change | Refusal] = []
    given = {sheet.name: sheet for sheet in sheets}
    for sheet in sheets:
        if sheet.name in known:
            found += _of_sheet(known[sheet.name], sheet)
        elif not all(cell.is_empty for row in sheet.rows for cell in row):
            found.append(_unknown_sheet(sheet, known))
    found += [
        Refusal(table.name, "this table is missing; export it again and keep all of it")
        for table in tables
        if table.rows and table.name not in given
    ]
    refuse([each for each in found if isinstance(each, Refusal)])
    return tuple(each for each in found if isinstance(each, Change))


def taken_in(ruleset: Ruleset, changes: Sequence[Change]) -> str:
    """Return a ruleset's text with changes made, and all else as it was."""
    edits = [change.edit for change in changes]
    return edited(ruleset.text or "", ruleset.document, edits)


def _unknown_sheet(sheet: Sheet, known: Mapping[str, Table]) -> Refusal:
    told = f"no table is named `{sheet.name}`, so what stands there would be lost"
    near = nearest(sheet.name, known)
    at = next(c.at for row in sheet.rows for c in row if not c.is_empty)
    return Refusal(at, f"{told}; {near}" if near else told)


# Columns


def _of_sheet(table: Table, sheet: Sheet) -> _Found:
    places: dict[str, int] = {}
    wrong = list(_of_header(table, sheet, places))
    missing = [heading for heading in table.headings if heading not in places]
    if missing:
        named = ", ".join(f"`{heading}`" for heading in missing)
        wrong.append(Refusal(sheet.header[0].at, f"a column is missing: {named}"))
    yield from wrong
    if not wrong:
        yield from _of_rows(table, sheet, places)


def _of_header(table: Table, sheet: Sheet, places: dict[str, int]) -> Iterator[Refusal]:
    """Note where the columns are, and yield what is wrong with their headings."""
    for number, cell in enumerate(sheet.header):
        heading = cell.text.strip()
        if cell.problem:
            yield Refusal(cell.at, cell.problem)
        elif heading in places:
            yield Refusal(cell.at, f"the column `{heading}` stands twice")
        elif heading in table.headings:
            places[heading] = number
        elif heading and heading not in sheet.unused:
            told = f"no column is named `{heading}`, so what stands there would be lost"
            yield Refusal(cell.at, told)


# Rows


def _of_rows(table: Table, sheet: Sheet, places: Mapping[str, int]) -> _Found:
    known = {row.names: row for row in table.rows}
    columns = [places[heading] for heading in table.headings]
    seen: dict[tuple[str, ...], str] = {}
    for cells in sheet.rows:
        if all(cell.is_empty for cell in cells):
            continue
        used = [cells[number] for number in columns]
        yield from _stray(cells, columns)
        names = tuple(
            cell.text.strip()
            for cell, column in zip(used, table.columns, strict=False)
            if column.kind is Kind.NAME
        )
        if names in seen:
            told = f"the row of {_named(names)} stands twice, first in {seen[names]}"
            yield Refusal(used[0].at, told)
        elif names in known:
            seen[names] = used[0].at
            yield from _of_row(table, known[names], used)
        else:
            yield _unknown_row(names, used, known)
    yield from _missing(table, sheet, seen)


def _missing(
    table: Table, sheet: Sheet, seen: Mapping[tuple[str, ...], str]
) -> Iterator[Refusal]:
    for row in table.rows:
        if row.names not in seen:
            told = f"the row of {_named(row.names)} is missing"
            yield Refusal(sheet.header[0].at, f"{told} in {table.name}")


def _stray(cells: Sequence[Cell], columns: Sequence[int]) -> Iterator[Refusal]:
    for number, cell in enumerate(cells):
        if number not in columns and not cell.is_empty:
            told = "this cell is outside the table, so what stands there would be lost"
            yield Refusal(cell.at, told)


def _unknown_row(
    names: tuple[str, ...], used: Sequence[Cell], known: Mapping[tuple[str, ...], Row]
) -> Refusal:
    """Return why a row is refused whose name is not in the ruleset."""
    for cell, name in zip(used, names, strict=False):
        if cell.problem or looks_like_a_date(name):
            return Refusal(cell.at, cell.problem or DATE)
    wrong = next(
        number
        for number in range(len(names))
        if not any(row[: number + 1] == names[: number + 1] for row in known)
    )
    there = [row[wrong] for row in known if row[:wrong] == names[:wrong]]
    told = f"the ruleset has no {_named(names[: wrong + 1])} here"
    advice = "a row cannot be added or renamed in a spreadsheet, only in the file"
    near = nearest(names[wrong], there)
    return Refusal(used[wrong].at, f"{told}; {near or advice}")


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _of_row(table: Table, row: Row, used: Sequence[Cell]) -> _Found:
    first = len(row.names)
    columns = table.columns[first:]
    for slot, cell, column in zip(row.slots, used[first:], columns, strict=True):
        what = f"{row.called}, {column.heading}"
        found = _of_cell(slot, cell, column.kind, what)
        if found is not None:
            yield found


def _of_cell(slot: Slot, cell: Cell, kind: Kind, what: str) -> Change | Refusal | None:
    """Return what a cell changes, why it may not, or nothing."""
    if cell.problem:
        return Refusal(cell.at, cell.problem)
    if cell.text.replace("\r\n", "\n") == slot.shown:
        return None
    if slot.is_kept:
        told = "this value can be changed in the file only; put back what stood here"
        return Refusal(cell.at, told)
    if cell.is_empty and slot.is_required:
        return Refusal(cell.at, "this cell is empty, and something must stand here")
    try:
        written = as_json(cell.text, kind)
    except NotUsableError as reason:
        return Refusal(cell.at, str(reason))
    if _says_the_same(slot, written, kind):
        return None
    return Change(
        cell=cell.at,
        of=what,
        before=slot.shown,
        after=cell.text.strip(),
        edit=Edit(holder=slot.holder, key=slot.key, written=written, after=slot.after),
    )


def _says_the_same(slot: Slot, written: str | None, kind: Kind) -> bool:
    """Return whether a cell says what the document says, such as 1.0 for 1."""
    before = as_json(slot.shown, kind)
    if written is None or before is None:
        return written == before
    return is_same(written, before, kind)
