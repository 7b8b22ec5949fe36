"""Groups of cases on the command line, without small counts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from neglect_rules.cli._impact_groups import told_lines
from tests.cli.impacting import (
    lines,
    mixed,
    rulesets,
)
from tests.cli.running import Command

WRONG_LINES: Final = """\
  line 3: the reference is missing
  line 4: the group is missing
  line 5: this reference stands on line 2 already
  line 6: the group has a character that cannot be shown
  line 7: the group is missing
"""


def test_groups_are_told_with_their_sizes_and_without_small_counts(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, mixed(39))
    groups = tmp_path / "groups.csv"
    table = [f"r{n},{'North' if n < 21 else 'South'}" for n in range(39)]
    text = "\ufeffref,group,more\r\n" + ",x\r\n".join([*table, "r77,South", ""])
    groups.write_bytes(text.encode())
    ran = neglect_rules(
        "impact", *rulesets(tmp_path), "--cases", cases, "--groups", groups
    )

    assert ran.code == 0
    assert ran.err == f"{groups}: no case has the reference on line 41.\n"
    assert (
        "Level\n"
        "       Cases  Up  No change\n"
        "North     21   7         14\n"
        "South     18   6         12\n"
    ) in ran.out
    assert "Counts under 5 are hidden" in ran.out


def test_a_small_group_is_hidden_with_the_next_and_no_group_is_said(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, mixed(30))
    groups = tmp_path / "groups.csv"
    rows = [f"r{n},{'North' if n < 21 else 'South'}\n" for n in range(28)]
    groups.write_text("ref,group\n" + "".join(rows))
    given = ("--cases", cases, "--groups", groups)
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)

    assert (
        "North               21       7         14\n"
        "South           hidden  hidden     hidden\n"
        "No group given  hidden  hidden     hidden\n"
    ) in ran.out


def test_where_no_two_groups_are_large_enough_that_is_said(
    neglect_rules: Command, tmp_path: Path
) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text("ref,group\nr0,North\n")
    given = ("--cases", lines(tmp_path, mixed(3)), "--groups", groups)
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)

    assert "There are no two groups large enough to be shown." in ran.out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name;group\nr1;x\n", "line 1: there is no column `ref` and `group`."),
        ("ref,team\nr1,x\n", "line 1: there is no column `group`."),
        ("", "line 1: there is no column `ref` and `group`."),
        (
            "ref,group\nr1,x\n,y\nr2,\nr1,z\nr3,a\x1bb\nr4\n",
            WRONG_LINES,
        ),
        ('ref,group\nr1,"x\n', "this is not CSV"),
        ("ref,group\nr1,Zürich\n".encode("cp1252"), "save it as CSV UTF-8"),
        (None, "no such file"),
    ],
)
def test_groups_that_cannot_be_used_are_refused_line_by_line(
    neglect_rules: Command, tmp_path: Path, table: str | bytes | None, said: str
) -> None:
    groups = tmp_path / "groups.csv"
    if table is not None:
        groups.write_bytes(table.encode() if isinstance(table, str) else table)
    given = ("--cases", lines(tmp_path, mixed(3)), "--groups", groups)
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)

    assert ran.code == 2
    assert said in ran.err


def test_groups_do_not_go_with_lines(neglect_rules: Command, tmp_path: Path) -> None:
    given = ("--cases", "x.jsonl", "--groups", "g.csv", "--format", "lines")
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)

    assert ran.code == 2
    assert "--groups needs a page or a document" in ran.err


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([2], "line 2"),
        ([2, 3], "lines 2 and 3"),
        ([*range(2, 9)], "lines 2, 3, 4, 5, 6, 7 and 1 more"),
    ],
)
def test_lines_are_listed_as_people_do(numbers: list[int], said: str) -> None:
    assert told_lines(numbers) == said
