"""A ruleset in an Excel workbook, and what people do to workbooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from neglect_rules.editing import TableError, as_xlsx, changes_in, from_xlsx, tables_of
from neglect_rules.loading import read_ruleset
from tests.shipped import RULESET
from tests.unit.editing.spreadsheets import MADE_A_DATE, small

DATE: Final = dt.date(2026, 5, 1)

openpyxl: Any = import_module("openpyxl")


def _book(change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return the workbook of the small ruleset after somebody worked in it."""
    book = openpyxl.load_workbook(BytesIO(as_xlsx(tables_of(small().document), "S")))
    change(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _in_book(change: Callable[[Any], None]) -> Any:
    return changes_in(small(), from_xlsx(_book(change), "t.xlsx"))


def _set(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def test_a_workbook_is_made_to_be_worked_in() -> None:
    book = openpyxl.load_workbook(BytesIO(_book()))
    sheet = book["Indicators"]

    assert book.sheetnames == [
        "Read me", "Indicators", "Grade descriptions", "Scale points", "Domains",
        "Parameters", "Rules", "Tasks", "Levels",
    ]  # fmt: skip
    assert sheet.freeze_panes == "B2"
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].alignment.wrap_text
    assert sheet["A2"].fill.fgColor.rgb != sheet["B2"].fill.fgColor.rgb
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=A sign", "s")
    assert sheet["B2"].quotePrefix
    assert book["Domains"]["C2"].value == 1.5
    assert sheet.data_validations.dataValidation[0].sqref == "G2:G3"


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "after"),
    [
        pytest.param("Domains", "C2", 2, "2", id="a-whole-number"),
        pytest.param("Domains", "C2", 2.25, "2.25", id="a-number-with-decimals"),
        pytest.param("Domains", "C2", 0.1 + 0.2, "0.3", id="a-number-as-it-is-shown"),
        pytest.param("Domains", "C2", "2.25", "2.25", id="a-number-as-text"),
        pytest.param("Indicators", "G3", True, "yes", id="true-is-yes"),
        pytest.param("Indicators", "G2", False, "no", id="false-is-no"),
        pytest.param("Indicators", "B3", 7, "7", id="a-number-in-a-text"),
    ],
)
def test_a_cell_of_a_workbook_changes_one_value(
    sheet: str, cell: str, value: Any, after: str
) -> None:
    (change,) = _in_book(_set(sheet, cell, value))

    assert (change.cell, change.after) == (f"{sheet}!{cell}", after)


def _commented(book: Any) -> None:
    comments: Any = import_module("openpyxl.comments")
    book["Domains"]["B2"].comment = comments.Comment("Why?", "A person")


def _merged(book: Any) -> None:
    book["Domains"].merge_cells("B2:C2")


def _own_sheet(book: Any) -> None:
    book.create_sheet("My notes")["B3"] = "Ask Ann"


def _dated_id(book: Any) -> None:
    book["Levels"]["A2"] = DATE


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            _set("Domains", "C2", DATE), f"Domains!C2: {MADE_A_DATE}", id="a-date"
        ),
        pytest.param(
            _set("Domains", "C2", "=1+1"),
            "Domains!C2: this is a formula; paste its value in its place",
            id="a-formula",
        ),
        pytest.param(
            _set("Domains", "C2", "#REF!"),
            "Domains!C2: the spreadsheet shows an error here",
            id="an-error",
        ),
        pytest.param(
            _set("Domains", "C2", 1 / 3),
            "Domains!C2: a number has at most 6 decimals and 15 digits",
            id="a-number-that-was-worked-out",
        ),
        pytest.param(
            _set("Domains", "B1", DATE), f"Domains!B1: {MADE_A_DATE}", id="in-a-heading"
        ),
        pytest.param(
            _set("Domains", "K9", "a note"),
            "Domains!K9: this cell is outside the table,"
            " so what stands there would be lost",
            id="a-note-beside-the-table",
        ),
        pytest.param(
            _commented,
            "Domains!B2: this cell has a comment, which would be lost; delete it here",
            id="a-comment",
        ),
        pytest.param(
            _merged,
            "Domains!B2: merged cells; undo the merge, and fill each cell",
            id="merged-cells",
        ),
        pytest.param(
            _own_sheet,
            "'My notes'!B3: no table is named `My notes`,"
            " so what stands there would be lost",
            id="a-sheet-of-their-own",
        ),
        pytest.param(_dated_id, f"Levels!A2: {MADE_A_DATE}", id="an-id-became-a-date"),
    ],
)
def test_what_a_workbook_would_lose_is_refused(
    change: Callable[[Any], None], message: str
) -> None:
    with pytest.raises(TableError) as refused:
        _in_book(change)

    assert message in str(refused.value).splitlines()


def test_an_empty_sheet_is_no_matter() -> None:
    assert _in_book(lambda book: book.create_sheet("Sheet1")) == ()


def _zipped(name: str, data: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"Table,Id", "this is not an Excel workbook", id="a-csv-file"),
        pytest.param(
            _zipped("a.txt", b"a"), "this is not an Excel workbook", id="a-zip-file"
        ),
        pytest.param(
            _zipped("a.txt", bytes(70_000_000)),
            "this workbook is larger than 64 MiB",
            id="a-file-that-unpacks-without-end",
        ),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(TableError) as refused:
        from_xlsx(data, "t.xlsx")

    assert str(refused.value).startswith(f"t.xlsx: {message}")


def test_a_workbook_that_comes_back_as_it_went_out_changes_nothing() -> None:
    ruleset = read_ruleset(RULESET)
    data = as_xlsx(tables_of(ruleset.document), "Title")

    assert changes_in(ruleset, from_xlsx(data, "t.xlsx")) == ()
    assert changes_in(small(), from_xlsx(_book(), "t.xlsx")) == ()


def test_a_sheet_that_was_emptied_is_refused() -> None:
    def emptied(book: Any) -> None:
        del book["Domains"]
        book.create_sheet("Domains")

    with pytest.raises(TableError) as refused:
        _in_book(emptied)

    assert str(refused.value).startswith("Domains!A1: a column is missing: `Id`")
