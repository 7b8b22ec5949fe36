"""What we promise to keep: the front door, and the ten lines of the README."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

import neglect_rules

ROOT = Path(__file__).resolve().parents[2]


DOORS = ("", ".analysis", ".audit", ".explain", ".loading", ".locations", ".model")


def told(package: types.ModuleType) -> dict[str, str]:
    """Return the names that a type checker sees in a package, with their modules."""
    tree = ast.parse(Path(str(package.__file__)).read_text("utf-8"))
    (only,) = (node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.name: str(node.module)
        for node in only.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("name", DOORS)
def test_a_front_door_opens_what_it_lists_and_what_a_type_checker_sees(
    name: str,
) -> None:
    package = importlib.import_module(f"neglect_rules{name}")
    seen = told(package)
    parts = {part for part, home in seen.items() if home == "neglect_rules"}

    assert seen.keys() - parts == set(package.__all__)
    assert seen.keys() <= set(dir(package))
    for each, home in seen.items():
        assert getattr(package, each) is getattr(importlib.import_module(home), each)


def test_a_name_that_is_not_there_is_an_ordinary_mistake() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = neglect_rules.nothing  # type: ignore[attr-defined]


def test_loading_a_part_leaves_the_function_of_the_same_name_in_its_place() -> None:
    statement = "import neglect_rules.explain; from neglect_rules import explain"
    told = "import neglect_rules as nr; print(callable(explain), nr.explain is explain)"
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}; {told}"],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == "True True\n"


def test_a_star_import_takes_what_is_listed() -> None:
    names: dict[str, Any] = {}

    exec("from neglect_rules import *", names)

    assert names.keys() - {"__builtins__"} == set(neglect_rules.__all__)


def test_every_public_class_and_function_says_what_it_is() -> None:
    silent = [
        name
        for name in neglect_rules.__all__
        if callable(value := getattr(neglect_rules, name)) and not value.__doc__
    ]

    assert silent == []


def ten_lines() -> str:
    """Return the README's Python example."""
    (example,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    return str(example)


def test_the_readmes_ten_lines_run_as_they_are_written(capsys: Any) -> None:
    names: dict[str, Any] = {}

    exec(compile(ten_lines(), "README.md", "exec"), names)

    assert names["level"] == "specialist"
    assert "Recommended level" in capsys.readouterr().out
