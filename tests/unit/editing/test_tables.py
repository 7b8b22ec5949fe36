"""A ruleset in a spreadsheet and back: nothing is lost, and every cell has a say."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.editing import as_csv, changes_in, from_csv, tables_of, taken_in
from neglect_rules.editing._csv import guarded, unguarded
from neglect_rules.loading import load_ruleset, read_ruleset
from neglect_rules.testing import make_ruleset
from tests.shipped import ROOT
from tests.unit.editing.spreadsheets import SMALL, changes, rows_of, small, with_cell

SHIPPED: Final = {
    f.parents[1].name: f for f in sorted((ROOT / "rulesets").glob("*/*/*/ruleset.json"))
}
"""The newest version of each ruleset that ships."""


# There and back


@pytest.mark.parametrize(
    "file", [pytest.param(file, id=name) for name, file in SHIPPED.items()]
)
def test_what_comes_back_as_it_went_out_changes_no_byte(file: Path) -> None:
    ruleset = read_ruleset(file)
    tables = tables_of(ruleset.document)
    found = changes_in(ruleset, from_csv(as_csv(tables), "t.csv", tables))

    assert found == ()
    assert taken_in(ruleset, found) == file.read_bytes().decode()


@settings(max_examples=10)
@given(st.integers(min_value=0, max_value=2**32))
def test_any_ruleset_comes_back_as_it_went_out(seed: int) -> None:
    text = json.dumps(make_ruleset(Random(seed)), default=float)
    ruleset = load_ruleset(text)

    assert changes(rows_of(ruleset), ruleset) == ()


@settings(max_examples=50)
@given(st.text("=+-@\t'a1; ", max_size=4))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert guarded(text)[:1] not in tuple("=+-@\t")
    assert unguarded(guarded(text)) == text


def test_what_looks_like_a_formula_is_guarded_in_the_file() -> None:
    assert "'=A sign" in rows_of(small())[1]


def test_a_csv_file_begins_as_excel_wants_it() -> None:
    assert as_csv(tables_of(small().document))[:3] == b"\xef\xbb\xbf"


def test_a_cell_shows_what_it_can_show_exactly() -> None:
    tables = {t.name: t for t in tables_of(small().document)}

    assert [row.shown for row in tables["Scale points"].rows] == [
        ("care", "met", "Met", "0"),
        ("care", "bad", "Bad", "(see the file)"),
    ]
    assert tables["Domains"].rows[0].shown[:4] == ("home", "Home", "1.50", "")
    assert tables["Indicators"].rows[0].shown[9] == "(see the file)"
    assert tables["Indicators"].rows[1].shown[9] == "home; school"
    assert [row.names for row in tables["Grade descriptions"].rows] == [
        ("A", "met", "all"),
        ("A", "bad", "before 24 months"),
        ("A", "bad", "from 24 months"),
        ("A", "bad", "from 24 months (2)"),
        ("B", "met", "all"),
        ("B", "bad", "all"),
    ]


# What changes


@pytest.mark.parametrize(
    ("cell", "text", "old", "new"),
    [
        pytest.param(
            ("Indicators", "B sign", "Label"), " Other ", '"B sign"', '"Other"',
            id="a-text",
        ),
        pytest.param(
            ("Indicators", "B sign", "Core"), "Yes",
            '"B sign", "scale": "care"', '"B sign", "scale": "care", "core": true',
            id="a-yes-that-was-not-there",
        ),
        pytest.param(
            ("Indicators", "A sign", "Core"), "", '"core": true', '"core": false',
            id="an-emptied-yes-is-a-no",
        ),
        pytest.param(
            ("Indicators", "A sign", "Domain"), "", '      "domain": "home",\n', "",
            id="an-emptied-cell-takes-its-line-out",
        ),
        pytest.param(
            ("Indicators", "B sign", "Who to ask"), "home;\nclub ",
            '["home", "school"]', '["home", "club"]',
            id="a-list",
        ),
        pytest.param(
            ("Domains", "home", "Weight"), "2.25", "1.50", "2.25", id="a-number",
        ),
        pytest.param(
            ("Domains", "home", "Cap"), "8", "1.50", '1.50, "cap": 8',
            id="a-number-that-was-not-there",
        ),
        pytest.param(
            ("Parameters", "many", "Number"), "3", '"number": 2', '"number": 3',
            id="a-parameter",
        ),
        pytest.param(
            ("Grade descriptions", "from 24 months A child.", "Description"), "X",
            '"A child."', '"X"',
            id="a-description-of-an-age",
        ),
        pytest.param(
            ("Grade descriptions", "B met", "Description"), "Fine.",
            '"grades": {}', '"grades": {"met": "Fine."}',
            id="a-description-that-was-not-there",
        ),
        pytest.param(
            ("Levels", "level high", "Label"), "High",
            '"low": "Low"', '"low": "Low", "high": "High"',
            id="a-level",
        ),
        pytest.param(
            ("Rules", "threshold", "Because"), 'So "it" is',
            "It is bad.", 'So \\"it\\" is',
            id="a-reason",
        ),
        pytest.param(("Tasks", "K1", "Task"), "Go.", "Talk.", "Go.", id="a-task"),
    ],
)  # fmt: skip
def test_one_cell_changes_one_place(
    cell: tuple[str, str, str], text: str, old: str, new: str
) -> None:
    table, names, heading = cell
    (change,) = changes(with_cell(table, names, heading, text))

    assert SMALL.count(old) == 1
    assert taken_in(small(), [change]) == SMALL.replace(old, new)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        pytest.param("Weight", "1.5", id="the-same-number-in-other-digits"),
        pytest.param("Label", "Home  ", id="spaces-after-it"),
    ],
)
def test_a_cell_that_says_the_same_changes_nothing(heading: str, text: str) -> None:
    assert changes(with_cell("Domains", "home", heading, text)) == ()


def test_columns_and_rows_may_stand_in_another_order() -> None:
    rows = rows_of(small())
    turned = [row[::-1] for row in [rows[0], *rows[:0:-1]]]

    assert changes(turned) == ()


def test_empty_rows_and_columns_do_not_matter() -> None:
    rows = [[*row, "", ""] for row in rows_of(small())]

    assert changes([*rows, [], [""] * len(rows[0])]) == ()


def test_a_change_says_where_and_of_what_it_is() -> None:
    (change,) = changes(with_cell("Domains", "home", "Cap", "8"))

    assert (change.cell, change.of) == ("T12", "Home (home), Cap")
    assert (change.before, change.after) == ("", "8")
