"""The command line, ready to run."""

from __future__ import annotations

import pytest

from tests.cli.running import Command, command


@pytest.fixture(name="neglect_rules")
def _neglect_rules(capsys: pytest.CaptureFixture[str]) -> Command:
    return command(capsys)
