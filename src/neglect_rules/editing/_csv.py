"""All tables in one CSV file, as spreadsheets read and write them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Final

from neglect_rules.editing._grid import Cell, Refusal, Sheet, TableError, address
from neglect_rules.editing._tables import Kind, Table

TABLE: Final = "Table"
"""The heading of the first column, which says to which table a row belongs."""

_MARK: Final = "\ufeff"
_DELIMITERS: Final = (",", ";", "\t")
# OWASP, CSV injection: a spreadsheet runs what begins like this. The wide forms count.
_STARTS: Final = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_GUARD: Final = "'"


def as_csv(tables: Sequence[Table]) -> bytes:
    """Return tables as one CSV file with a column for each heading that any has.

    It begins with a byte order mark: without one, spreadsheets misread it.
    """
    headings = _headings(tables)
    made = StringIO()
    writer = csv.writer(made)
    writer.writerow([TABLE, *headings])
    for table in tables:
        plain = {c.heading for c in table.columns if c.kind is Kind.NUMBER}
        for row in table.rows:
            cells = dict.fromkeys(headings, "")
            for heading, said in zip(table.headings, row.shown, strict=True):
                cells[heading] = said if heading in plain else guarded(said)
            writer.writerow([table.name, *cells.values()])
    return (_MARK + made.getvalue()).encode("utf-8")


def from_csv(data: bytes, name: str, tables: Sequence[Table]) -> tuple[Sheet, ...]:
    """Return the tables of a CSV file.

    Args:
        data: The file's bytes.
        name: What refusals of the whole file call it.
        tables: What it may hold.

    Raises:
        TableError: It is not a CSV file of ours.
    """
    rows = _rows(data, name)
    header = [cell.strip() for cell in rows[0]]
    column = header.index(TABLE)
    unused = frozenset({TABLE, *_headings(tables)})
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for number, row in enumerate(rows[1:], 2):
        padded = [*row, *[""] * (len(header) - len(row))]
        cells = [_cell(text, at, number) for at, text in enumerate(padded)]
        which = cells[column].text.strip()
        cells[column] = Cell(cells[column].at, "")
        if which or not all(cell.is_empty for cell in cells):
            found.setdefault(which, []).append(tuple(cells))
    top = tuple(Cell(address(at, 1), text) for at, text in enumerate(header))
    return tuple(Sheet(n, top, tuple(r), unused) for n, r in found.items())


def _headings(tables: Sequence[Table]) -> list[str]:
    return list(dict.fromkeys(h for table in tables for h in table.headings))


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Examples:
        >>> guarded("=1+1"), guarded("'=1"), guarded("plain")
        ("'=1+1", "''=1", 'plain')
    """
    return _GUARD + text if _is_risky(text.lstrip(_GUARD)) else text


def unguarded(text: str) -> str:
    """Return a text without the guard that `guarded` put before it."""
    is_ours = text.startswith(_GUARD) and _is_risky(text.lstrip(_GUARD))
    return text[1:] if is_ours else text


def _is_risky(text: str) -> bool:
    return text[:1] in _STARTS and bool(text)


def _cell(text: str, column: int, row: int) -> Cell:
    return Cell(address(column, row), unguarded(text))


def _rows(data: bytes, name: str) -> list[list[str]]:
    """Return the rows of a file, by the mark between cells that fits its header."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = "this is not UTF-8; save it again as `CSV UTF-8 (Comma delimited)`"
        raise TableError((Refusal(name, told),)) from None
    for delimiter in _DELIMITERS:
        try:
            rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        if rows and TABLE in [cell.strip() for cell in rows[0]]:
            return rows
    told = f"the first row has no column `{TABLE}`; export the table again"
    raise TableError((Refusal(name, told),))
