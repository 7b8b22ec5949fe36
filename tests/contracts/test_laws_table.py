"""The table of laws names tests that are there, and every wrong version."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.property.laws.wrong import WRONG

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "reference" / "laws.md").read_text(encoding="utf-8")
ROWS = [line for line in TABLE.splitlines() if re.match(r"\| (\d+)? ?\| \*\*", line)]
NAMED = sorted(set(re.findall(r"`(tests/[^`]+\.py(?:::\w+)?)`", TABLE)))
NUMBER = {row: row.split("|")[1].strip() for row in ROWS}


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef)
    )


@pytest.mark.parametrize("named", NAMED)
def test_each_test_that_the_table_names_exists(named: str) -> None:
    file, _, name = named.partition("::")

    assert (ROOT / file).is_file()
    assert not name or name in names_in(file)


def test_every_law_has_a_row() -> None:
    assert list(NUMBER.values()) == [*map(str, range(1, 26)), ""]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: NUMBER[row] or "table")
def test_a_law_is_held_by_a_test_and_a_wrong_version_or_comes_later(row: str) -> None:
    number, held, caught = NUMBER[row], *(cell for cell in row.split("|")[3:5])
    versions = {name for name, wrong in WRONG.items() if str(wrong.law or "") == number}

    assert versions == set(re.findall(r'"([^"]+)"', caught))
    assert bool(versions) == ("`tests/" in held)
    assert versions or held.strip().startswith("later: needs ")
