"""What an import costs, and which files stand alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "cattrs",
    "click",
    "hypothesis",
    "importlib.metadata",
    "jsonschema",
    "rich",
)
STANDALONE = (
    pytest.param("checker/neglect_check.py", id="a-stranger-runs-the-checker"),
    pytest.param("run.py", id="nothing-is-installed-yet-when-run-starts"),
)


def _loaded_by(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter has after a statement."""
    program = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(done.stdout.splitlines())


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavier = _loaded_by("import neglect_rules") - _loaded_by("pass")

    assert heavier & set(HEAVY) == set()


@pytest.mark.parametrize("name", STANDALONE)
def test_a_file_that_stands_alone_imports_only_the_standard_library(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }

    assert imported - set(sys.stdlib_module_names) == set()


@pytest.mark.parametrize("name", STANDALONE)
def test_a_file_that_stands_alone_parses_on_python_3_8(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")

    assert ast.parse(source, feature_version=(3, 8)).body
