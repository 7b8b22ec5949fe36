"""The command line, ready to run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.logs import a_log
from tests.cli.running import Command, command


@pytest.fixture(name="neglect_rules")
def _neglect_rules(capsys: pytest.CaptureFixture[str]) -> Command:
    return command(capsys)


@pytest.fixture(name="the_log", scope="session")
def _the_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log that is only read."""
    return a_log(tmp_path_factory.mktemp("log") / "decisions")


@pytest.fixture(name="log")
def _log(the_log: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(the_log, tmp_path / "decisions")
