"""The tutorial about changing a threshold shows what the command answers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from neglect_rules.cli import run
from tests.contracts.walked import not_shown
from tests.shipped import ROOT, RULESET

PAGE: Final = ROOT / "docs/tutorials/change-a-threshold.md"


def test_every_step_of_the_tutorial_shows_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("old.json", "new.json"):
        shutil.copy(RULESET, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    codes = []

    def typed(command: str) -> str:
        # The paper is left out here: its promises take most of a minute.
        words, *_ = command.split(" --paper")
        codes.append(run(words.split()[1:]))
        return capsys.readouterr().out

    assert (not_shown(PAGE, typed), codes) == ([], [7, 0])
