"""All tables as one Excel workbook, a sheet for each.

Needs the extra `xlsx`. What a workbook could hold beside plain cells is refused by its
address, so that no formula, date or comment is lost or misread.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from neglect_rules.editing._entries import DATE
from neglect_rules.editing._grid import Cell, Refusal, Sheet, TableError, address
from neglect_rules.editing._tables import NO, YES, Column, Kind, Row, Table
from neglect_rules.errors import UnsupportedError

READ_ME: Final = "Read me"
"""A sheet for people, which is not read back."""

_MOST_BYTES: Final = 67_108_864
_WIDTHS: Final = {
    Kind.NAME: 22,
    Kind.TEXT: 50,
    Kind.ID: 16,
    Kind.NUMBER: 10,
    Kind.YES_NO: 8,
    Kind.LIST: 30,
}
_GREY: Final = "FFE7E6E6"
_BLUE: Final = "FFDDEBF7"
_WORDS: Final = (
    "Change the white cells. Leave the grey cells as they are: they say which row it is.",
    "Write a number with a point, such as 1.5. Write yes or no under Core.",
    "Write several people under Who to ask with a semicolon between them.",
    "Do not add, delete or rename rows, columns or sheets. That is done in the file.",
    "A formula, a date, a merged cell or a comment is refused, so that nothing is lost.",
    "A cell that shows (see the file) can be changed in the ruleset's file only.",
)


def as_xlsx(tables: Sequence[Table], title: str) -> bytes:
    """Return tables as a workbook.

    Raises:
        UnsupportedError: The extra `xlsx` is not installed.
    """
    book = _library().Workbook()
    _write_words(book.active, title)
    for table in tables:
        if table.rows:
            _write(book.create_sheet(table.name), table)
    book.active = 1
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def from_xlsx(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the tables of a workbook.

    Args:
        data: The file's bytes.
        name: What refusals of the whole file call it.

    Raises:
        TableError: It is not a workbook.
        UnsupportedError: The extra `xlsx` is not installed.
    """
    library = _library()
    _refuse_other_files(data, name)
    with warnings.catch_warnings():
        # It warns of decoration that it leaves out; we read cells only.
        warnings.simplefilter("ignore")
        try:
            book = library.load_workbook(BytesIO(data))
        except (KeyError, ValueError, TypeError, OSError, SyntaxError):
            raise TableError((_unreadable(name),)) from None
    return tuple(_read(sheet) for sheet in book.worksheets if sheet.title != READ_ME)


def _library() -> Any:
    try:
        return import_module("openpyxl")
    except ImportError:
        message = (
            "Excel files need one more part;"
            ' install it with: pip install "neglect-rules[xlsx]". A CSV file needs none'
        )
        raise UnsupportedError(message) from None


# Writing


def _write_words(sheet: Any, title: str) -> None:
    sheet.title = READ_ME
    for row, words in enumerate((title, "", *_WORDS), 1):
        _put(sheet.cell(row, 1), words)
    sheet.column_dimensions["A"].width = 100
    sheet.cell(1, 1).font = import_module("openpyxl.styles").Font(bold=True)


def _write(sheet: Any, table: Table) -> None:
    styles = import_module("openpyxl.styles")
    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    for number, column in enumerate(table.columns, 1):
        head = sheet.cell(1, number, column.heading)
        head.font = styles.Font(bold=True)
        head.fill = styles.PatternFill("solid", fgColor=_BLUE)
        head.alignment = wrapped
        width = _WIDTHS[column.kind]
        sheet.column_dimensions[head.column_letter].width = width
    grey = styles.PatternFill("solid", fgColor=_GREY)
    for number, row in enumerate(table.rows, 2):
        for place, (column, said) in enumerate(
            zip(table.columns, row.shown, strict=True), 1
        ):
            cell = sheet.cell(number, place)
            _fill(cell, column, said)
            cell.alignment = wrapped
            if _is_grey(row, place):
                cell.fill = grey
    names = sum(column.kind is Kind.NAME for column in table.columns)
    sheet.freeze_panes = sheet.cell(2, names + 1)
    sheet.auto_filter.ref = sheet.dimensions
    _offer_yes_and_no(sheet, table)


def _is_grey(row: Row, place: int) -> bool:
    """Return whether the cell at a place is not to be changed."""
    slot = place - len(row.names) - 1
    return slot < 0 or row.slots[slot].is_kept


def _fill(cell: Any, column: Column, said: str) -> None:
    if column.kind is Kind.NUMBER and _is_number(said):
        cell.value = Decimal(said)
    else:
        _put(cell, said)
    if column.kind in {Kind.NAME, Kind.ID, Kind.LIST}:
        # As text, so that nothing typed here becomes a date.
        cell.number_format = "@"


def _is_number(said: str) -> bool:
    return said[-1:].isdigit()


def _put(cell: Any, words: str) -> None:
    """Write words that are never taken for a formula."""
    if words:
        cell.value = words
        cell.data_type = "s"
        cell.quotePrefix = words[0] in "=+-@"


def _offer_yes_and_no(sheet: Any, table: Table) -> None:
    validation = import_module("openpyxl.worksheet.datavalidation")
    for number, column in enumerate(table.columns):
        if column.kind is Kind.YES_NO:
            offered = validation.DataValidation("list", formula1=f'"{YES},{NO}"')
            ends = (address(number, 2), address(number, len(table.rows) + 1))
            offered.add(":".join(ends))
            sheet.add_data_validation(offered)


# Reading


def _unreadable(name: str) -> Refusal:
    told = "this is not an Excel workbook; save it as `Excel Workbook (*.xlsx)`"
    return Refusal(name, told)


def _refuse_other_files(data: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except BadZipFile:
        raise TableError((_unreadable(name),)) from None
    if size > _MOST_BYTES:
        raise TableError((Refusal(name, "this workbook is larger than 64 MiB"),))


def _read(sheet: Any) -> Sheet:
    merged = {
        (span.min_row, span.min_col): "merged cells; undo the merge, and fill each cell"
        for span in sheet.merged_cells.ranges
    }
    rows = [
        tuple(_cells(sheet.title, row, number, merged))
        for number, row in enumerate(sheet.iter_rows(), 1)
    ]
    first = rows[0] if rows else (Cell(address(0, 1, sheet.title), ""),)
    return Sheet(sheet.title, first, tuple(rows[1:]))


def _cells(
    title: str, row: Sequence[Any], number: int, merged: dict[tuple[int, int], str]
) -> Iterator[Cell]:
    for column, cell in enumerate(row):
        problem = merged.get((number, column + 1)) or _problem(cell)
        text = "" if problem else _text(cell.value)
        yield Cell(address(column, number, title), text, problem)


def _problem(cell: Any) -> str | None:
    """Return why a cell cannot be read as a word or number."""
    if cell.comment is not None:
        return "this cell has a comment, which would be lost; delete it here"
    if cell.data_type == "f":
        return "this is a formula; paste its value in its place"
    if cell.data_type == "e":
        return "the spreadsheet shows an error here"
    if isinstance(cell.value, dt.date | dt.time | dt.timedelta):
        return DATE
    return None


def _text(value: Any) -> str:
    """Return what a cell holds, a number as a document writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return value
    # A spreadsheet works with 15 digits; what it stores beyond them is noise.
    number = Decimal(f"{value:.15g}")
    whole = number.to_integral_value()
    return f"{whole if number == whole else number:f}"
