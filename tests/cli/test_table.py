"""The commands that write a ruleset to a spreadsheet and take it in again."""

from __future__ import annotations

import datetime as dt
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.cli._exits import Exit
from neglect_rules.editing import Beginning, first_draft
from tests.cli.running import EXAMPLE, Command

DRAFT = first_draft(
    Beginning(id="a.b", title="T", owner="O", area="a", starts=dt.date(2026, 1, 1))
)["0.1.0/ruleset.json"]


@pytest.fixture(name="ruleset")
def _ruleset(tmp_path: Path) -> Path:
    file = tmp_path / "ruleset.json"
    file.write_bytes(DRAFT.encode())
    return file


@pytest.fixture(name="table")
def _table(ruleset: Path, neglect_rules: Command) -> Path:
    file = ruleset.with_name("table.csv")
    assert neglect_rules("table", "export", ruleset, file).code == Exit.DONE
    return file


def _edit(file: Path, old: str, new: str) -> None:
    data = file.read_bytes()
    assert data.count(old.encode()) == 1
    file.write_bytes(data.replace(old.encode(), new.encode()))


def test_an_export_says_what_it_holds(tmp_path: Path, neglect_rules: Command) -> None:
    file = tmp_path / "table.xlsx"
    ran = neglect_rules("table", "export", f"{EXAMPLE}@1.2.0", file)

    assert ran.code == Exit.DONE
    assert ran.out.startswith(f"{file}: Neglect screen 1.2.0 ({EXAMPLE}). Rows: ")
    assert "Indicators 24, Grade descriptions 63, Scale points 16" in ran.out


def test_a_table_that_nobody_changed_changes_nothing(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    ran = neglect_rules("table", "import", ruleset, table)

    assert (ran.code, ran.out) == (Exit.DONE, "")
    assert ran.err == "0 changes. All is as it was.\n"
    assert ruleset.read_bytes().decode() == DRAFT


def test_a_changed_cell_of_a_workbook_changes_one_value_and_is_said(
    ruleset: Path, neglect_rules: Command
) -> None:
    table = ruleset.with_name("table.xlsx")
    neglect_rules("table", "export", ruleset, table)
    book: Any = import_module("openpyxl").load_workbook(table)
    book["Domains"]["C3"] = 1.25
    book.save(table)
    ran = neglect_rules("table", "import", ruleset, table)

    assert ran.code == Exit.DONE
    assert ran.out == 'Domains!C3  Daily care (daily_care), Weight: "1" is now "1.25"\n'
    assert ran.err == (
        f"1 change. Written to {ruleset}. Now run `neglect-rules check {ruleset}`.\n"
    )
    assert ruleset.read_bytes().decode() == DRAFT.replace(
        '"weight": 1,', '"weight": 1.25,'
    )


def test_each_change_is_said_in_few_words(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    _edit(table, "The family knows of nobody.", "")
    _edit(table, "Levels,,Early help,", f"Levels,,{'Early help ' * 9},")
    _edit(
        table,
        ",WELL1,Health care when it is needed,health,need,,",
        ",WELL1,Health care when it is needed,health,need,2,",
    )
    ran = neglect_rules("table", "import", ruleset, table, "--diff")
    told = [line.partition("  ")[2] for line in ran.out.splitlines() if "  " in line]

    assert told[0] == 'Health care when it is needed (WELL1), Weight: now "2"'
    assert told[1].startswith("People who help the family (HELP1, nobody, all), ")
    assert told[1].endswith('Description: "The family knows of nobody." is taken out')
    assert told[2].startswith(
        'Level of need (level, early_help), Label: "Early help" is'
    )
    assert told[2].endswith(f'now "{"Early help " * 5}Ea..."')


def test_diff_shows_what_would_change_and_writes_nothing(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    _edit(table, "Enough to eat and drink", "Food and drink")
    ran = neglect_rules("table", "import", ruleset, table, "--diff")

    assert ran.code == Exit.DONE
    assert '-      "label": "Enough to eat and drink",' in ran.out
    assert '+      "label": "Food and drink",' in ran.out
    assert ran.err == "1 change. Nothing was written.\n"
    assert ruleset.read_bytes().decode() == DRAFT


def test_out_leaves_the_ruleset_as_it_is(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    out = ruleset.with_name("new.json")
    _edit(table, "Enough to eat and drink", "Food and drink")
    ran = neglect_rules("table", "import", ruleset, table, "--out", out)

    assert ran.code == Exit.DONE
    assert ruleset.read_bytes().decode() == DRAFT
    assert out.read_bytes().decode() == DRAFT.replace(
        "Enough to eat and drink", "Food and drink"
    )


def test_translations_of_what_changed_are_named(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    said = '{"cy": {"/domains/safety/label": "Diogelwch", "/title": "T"}}'
    _edit(ruleset, '"format": 1,', f'"format": 1, "translations": {said},')
    _edit(table, "safety,Safety,", "safety,Being safe,")
    ran = neglect_rules("table", "import", ruleset, table, "--diff")

    assert ran.err.endswith("Look at the translations too: cy/domains/safety/label.\n")


def test_a_refused_table_is_refused_with_all_its_problems(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    _edit(table, "SAFE2,Dangers kept out of reach", "SAFE9,Dangers kept out of reach")
    _edit(
        table,
        "health,Health and feelings,,,1.25",
        'health,Health and feelings,,,"1,25"',
    )
    ran = neglect_rules("table", "import", ruleset, table)

    assert ran.code == Exit.RULESET
    assert ran.out.splitlines() == [
        "B3: the ruleset has no `SAFE9` here; did you mean `SAFE2`?",
        "A1: the row of `SAFE2` is missing in Indicators",
        "F50: a number has a point and no comma; write 1.25",
    ]
    assert ran.err == "The table is refused: 3 problems. Nothing was written.\n"
    assert ruleset.read_bytes().decode() == DRAFT


def test_a_ruleset_that_would_not_work_any_more_is_refused_with_the_cell(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    _edit(
        table,
        "SAFE1,Someone fit to care is there,safety,need",
        "SAFE1,Someone fit to care is there,safety,neef",
    )
    ran = neglect_rules("table", "import", ruleset, table)

    assert ran.code == Exit.RULESET
    assert "unknown scale `neef` (cell E2)" in ran.out
    assert "Nothing was written." in ran.err
    assert ruleset.read_bytes().decode() == DRAFT


def test_a_problem_that_no_cell_has_stands_as_it_is(
    table: Path, ruleset: Path, neglect_rules: Command
) -> None:
    _edit(
        table,
        "SAFE1,Someone fit to care is there,safety,need,,grave",
        "SAFE1,Someone fit to care is there,safety,need,,",
    )
    _edit(
        table,
        "SAFE2,Dangers kept out of reach,safety,need,,grave",
        "SAFE2,Dangers kept out of reach,safety,need,,",
    )
    _edit(
        table,
        "CARE1,Enough to eat and drink,daily_care,need,,grave",
        "CARE1,Enough to eat and drink,daily_care,need,,",
    )
    _edit(
        table,
        "WELL1,Health care when it is needed,health,need,,grave",
        "WELL1,Health care when it is needed,health,need,,",
    )
    ran = neglect_rules("table", "import", ruleset, table)

    assert ran.code == Exit.RULESET
    assert "NR205" in ran.out
    assert "(cell " not in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ("export", EXAMPLE, "table.ods"),
            "table.ods is neither a .csv file nor an .xlsx file",
            id="another-kind-of-file",
        ),
        pytest.param(
            ("import", f"{EXAMPLE}@1.2.0", "table.csv"),
            "a ruleset that ships is never changed; give --out NEW.json",
            id="a-ruleset-that-ships",
        ),
    ],
)
def test_wrong_use_is_said_in_plain_words(
    arguments: tuple[str, ...], said: str, neglect_rules: Command
) -> None:
    ran = neglect_rules("table", *arguments)

    assert ran.code == Exit.USAGE
    assert said in ran.err


def test_without_the_part_for_excel_the_way_to_get_it_is_named(
    ruleset: Path, neglect_rules: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    table = ruleset.with_name("table.xlsx")
    ran = neglect_rules("table", "export", ruleset, table)

    assert ran.code == Exit.USAGE
    assert 'pip install "neglect-rules[xlsx]"' in ran.err
    assert not table.exists()
