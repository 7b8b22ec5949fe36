"""Every way of installing carries the same schemas and rulesets."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import venv
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DATA = ("assets", "schemas", "rulesets", "directories", "calendars")
SOURCE = (*DATA, "checker", "docs", "src", "tests", "tools")
MADE_BY_TOOLS = ("__pycache__", "_build", ".pytest_cache", ".hypothesis")

# INVARIANT: the fallback is the package's own promise: `_data` if it is there, else
# the checkout that the editable install points at.
ASK = """
import hashlib, json, pathlib, sys
import neglect_rules
package = pathlib.Path(neglect_rules.__file__).parent
data = package / "_data"
root = data if data.is_dir() else package.parents[1]
print(json.dumps({
    path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
    for folder in ("assets", "schemas", "rulesets", "directories", "calendars")
    for path in (root / folder).rglob("*")
    if path.is_file()
}))
"""


def _hashes(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every schema and ruleset file below a folder."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in DATA
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def _run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout and return what it wrote."""
    done = subprocess.run(
        [str(word) for word in command],
        check=False,
        cwd=cwd,
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _environment() -> Mapping[str, str]:
    """Return the environment without what would point back at the checkout."""
    return {name: v for name, v in os.environ.items() if name != "PYTHONPATH"}


def _fresh_environment(folder: Path) -> Path:
    """Make a virtual environment and return the folder of its programs."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin")


@pytest.fixture(name="built", scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from the sdist."""
    folder = tmp_path_factory.mktemp("built")
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    _run(*build, ROOT, cwd=folder)
    return folder


@pytest.fixture(name="from_wheel", scope="module")
def _from_wheel(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    programs = _fresh_environment(folder / "venv")
    (wheel,) = built.glob("*.whl")
    _run(programs / "python", "-m", "pip", "install", "-q", wheel, cwd=folder)
    return programs


@pytest.fixture(name="editable", scope="module")
def _editable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editable")
    programs = _fresh_environment(folder / "venv")
    _run(programs / "python", "-m", "pip", "install", "-q", "-e", ROOT, cwd=folder)
    return programs


@pytest.mark.parametrize("way", ["from_wheel", "editable"])
def test_schemas_and_rulesets_are_the_same_bytes_however_installed(
    way: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    programs: Path = request.getfixturevalue(way)
    (tmp_path / "ask.py").write_text(ASK, encoding="utf-8")
    installed = json.loads(_run(programs / "python", "ask.py", cwd=tmp_path))

    assert installed == _hashes(ROOT)
    assert installed


@pytest.mark.parametrize("way", ["from_wheel", "editable"])
def test_the_installed_build_passes_its_own_self_check(
    way: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    programs: Path = request.getfixturevalue(way)

    assert _run(programs / "neglect-rules", "self-check", cwd=tmp_path)


def test_the_sdist_holds_everything_needed_to_test_itself(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in SOURCE
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not set(path.parts) & set(MADE_BY_TOOLS)
    }

    assert wanted - held == set()
    assert {"run.py", "pyproject.toml", ".ci/run", "LICENSE", "README.md"} <= held
