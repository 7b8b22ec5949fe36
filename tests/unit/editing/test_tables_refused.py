"""A table that would lose something is refused, every problem by its cell."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Final

import pytest

from neglect_rules.editing import TableError, changes_in, from_csv, tables_of
from tests.unit.editing.spreadsheets import (
    MADE_A_DATE,
    Rows,
    changes,
    rows_of,
    small,
    with_cell,
)

ADVICE: Final = "a row cannot be added or renamed in a spreadsheet, only in the file"
LOST: Final = "so what stands there would be lost"


def _refused(rows: Sequence[Sequence[str]]) -> list[str]:
    with pytest.raises(TableError) as refused:
        changes(rows)
    assert str(refused.value).splitlines() == [str(r) for r in refused.value.refusals]
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("cell", "text", "message"),
    [
        pytest.param(
            ("Domains", "home", "Weight"), "1,5",
            "F12: a number has a point and no comma; write 1.5",
            id="a-decimal-comma",
        ),
        pytest.param(
            ("Domains", "home", "Weight"), "01-May",
            f"F12: {MADE_A_DATE}",
            id="a-date-for-a-number",
        ),
        pytest.param(
            ("Domains", "home", "Weight"), "a lot", "F12: this is not a number",
            id="a-word-for-a-number",
        ),
        pytest.param(
            ("Domains", "home", "Weight"), "0.30000000000000004",
            "F12: a number has at most 6 decimals and 15 digits",
            id="a-number-that-was-worked-out",
        ),
        pytest.param(
            ("Indicators", "A sign", "Label"), " ",
            "C2: this cell is empty, and something must stand here",
            id="an-empty-label",
        ),
        pytest.param(
            ("Indicators", "A sign", "Core"), "maybe", "H2: expected `yes` or `no`",
            id="neither-yes-nor-no",
        ),
        pytest.param(
            ("Indicators", "A sign", "Critical from"), "1/2/2026",
            f"G2: {MADE_A_DATE}",
            id="a-date-for-a-grade",
        ),
        pytest.param(
            ("Scale points", "care bad", "Points"), "4",
            "S11: this value can be changed in the file only; put back what stood here",
            id="a-value-that-is-a-parameter",
        ),
        pytest.param(
            ("Domains", "home", "Question"), "Why?",
            "I12: this cell is outside the table, so what stands there would be lost",
            id="a-cell-of-another-table",
        ),
    ],
)  # fmt: skip
def test_a_cell_is_refused_by_its_address(
    cell: tuple[str, str, str], text: str, message: str
) -> None:
    table, names, heading = cell
    rows = with_cell(table, names, heading, text)

    assert _refused(rows) == [message]


def _renamed(rows: Rows) -> None:
    rows[1][1] = "AA"


def _added(rows: Rows) -> None:
    rows.append(["Domains", "garden", "Garden"])


def _dated(rows: Rows) -> None:
    rows[1][1] = "01-May"


def _twice(rows: Rows) -> None:
    rows.append(rows[1])


def _without_column(rows: Rows) -> None:
    for row in rows:
        del row[3]


def _column_twice(rows: Rows) -> None:
    rows[0].append("Label")


def _new_column(rows: Rows) -> None:
    rows[0].append("Notes")


def _without_table(rows: Rows) -> None:
    rows[:] = [row for row in rows if row[0] != "Domains"]


def _other_table(rows: Rows) -> None:
    rows.append(["Domain", "home"])


def _unknown_table(rows: Rows) -> None:
    rows.append(["Notes", "see above"])


def _other_grade(rows: Rows) -> None:
    next(r for r in rows if r[0] == "Scale points")[15] = "mett"


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        pytest.param(
            _renamed,
            [
                "A1: the row of `A` is missing in Indicators",
                "B2: the ruleset has no `AA` here; did you mean `A`?",
            ],
            id="a-changed-id",
        ),
        pytest.param(
            _added,
            [f"B18: the ruleset has no `garden` here; {ADVICE}"],
            id="an-added-row",
        ),
        pytest.param(
            _dated,
            [
                "A1: the row of `A` is missing in Indicators",
                f"B2: {MADE_A_DATE}",
            ],
            id="an-id-that-became-a-date",
        ),
        pytest.param(
            _twice, ["B18: the row of `A` stands twice, first in B2"], id="a-row-twice"
        ),
        pytest.param(
            _without_column,
            ["A1: a column is missing: `Domain`"],
            id="a-missing-column",
        ),
        pytest.param(
            _column_twice, ["AA1: the column `Label` stands twice"], id="a-column-twice"
        ),
        pytest.param(
            _new_column,
            ["AA1: no column is named `Notes`, so what stands there would be lost"],
            id="a-column-of-their-own",
        ),
        pytest.param(
            _without_table,
            ["Domains: this table is missing; export it again and keep all of it"],
            id="a-missing-table",
        ),
        pytest.param(
            _other_table,
            [f"B18: no table is named `Domain`, {LOST}; did you mean `Domains`?"],
            id="a-misspelled-table",
        ),
        pytest.param(
            _unknown_table,
            ["B18: no table is named `Notes`, so what stands there would be lost"],
            id="a-table-of-their-own",
        ),
        pytest.param(
            _other_grade,
            [
                "A1: the row of `care`, `met` is missing in Scale points",
                "P10: the ruleset has no `care`, `mett` here; did you mean `met`?",
            ],
            id="a-grade-that-the-scale-does-not-have",
        ),
    ],
)
def test_a_changed_shape_is_refused(
    change: Callable[[Rows], None], messages: list[str]
) -> None:
    rows = rows_of(small())
    change(rows)

    assert sorted(_refused(rows)) == messages


def test_all_problems_are_said_at_once() -> None:
    rows = with_cell("Domains", "home", "Weight", "1,5")
    rows[1][2] = ""

    assert [line.partition(":")[0] for line in _refused(rows)] == ["C2", "F12"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            "Table\xa3".encode("cp1252"),
            "t.csv: this is not UTF-8; save it again as `CSV UTF-8 (Comma delimited)`",
            id="windows-letters",
        ),
        pytest.param(
            b"a,b\r\n",
            "t.csv: the first row has no column `Table`; export the table again",
            id="another-file",
        ),
        pytest.param(
            b"",
            "t.csv: the first row has no column `Table`; export the table again",
            id="nothing",
        ),
        pytest.param(
            b'Table,"' + b"x" * 200_000,
            "t.csv: the first row has no column `Table`; export the table again",
            id="a-cell-without-end",
        ),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(TableError) as refused:
        from_csv(data, "t.csv", ())

    assert str(refused.value) == message


def test_semicolons_between_cells_are_read_too() -> None:
    made = StringIO()
    csv.writer(made, delimiter=";").writerows(rows_of(small()))
    tables = tables_of(small().document)
    sheets = from_csv(made.getvalue().encode(), "t.csv", tables)

    assert changes_in(small(), sheets) == ()
