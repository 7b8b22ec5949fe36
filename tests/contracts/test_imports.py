"""What an import costs, and which files stand alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import neglect_rules

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
    here = str(Path(neglect_rules.__file__).parents[1])
    begin = f"import sys\nsys.path.insert(0, {here!r})"
    program = f"{begin}\n{statement}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(done.stdout.splitlines())


JUDGE = "from neglect_rules import evaluate, load_case"
LAYERS = ("analysis", "explain", "golden", "households", "impact", "linking", "reasons")


def _heavy(statement: str, *but: str) -> set[str]:
    """Return what a statement loads that only few who make it can use."""
    ours = {f"neglect_rules.{layer}" for layer in LAYERS}
    heavy = {*HEAVY, *ours, "referencing", "rfc8785"} - {*but}
    return (_loaded_by(statement) - _loaded_by("pass")) & heavy


def test_importing_the_package_loads_nothing_but_its_front_door() -> None:
    loaded = _loaded_by("import neglect_rules")

    assert {name for name in loaded if name.startswith("neglect_rules.")} == {
        "neglect_rules.doors"
    }
    assert _heavy("import neglect_rules") == set()
    assert "attr" not in loaded


def test_importing_what_judges_a_case_loads_nothing_heavy() -> None:
    assert _heavy(JUDGE) == set()
    assert "neglect_rules.model._ruleset" not in _loaded_by(JUDGE)


def test_help_loads_no_analysis() -> None:
    loaded = _heavy("import neglect_rules.cli as c; c.run(['--help'])", "click")

    # Of `explain`, which lays out what commands show, its front door.
    assert loaded <= {"neglect_rules.explain"}


def test_reading_what_is_sound_does_not_load_what_says_why_not() -> None:
    statement = "from neglect_rules.catalogue import shipped; shipped()"

    assert _heavy(statement, "cattrs") == set()


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
