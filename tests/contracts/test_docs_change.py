"""The tutorial about changing a threshold shows what the command answers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from neglect_rules.cli import run
from tests.shipped import ROOT, RULESET

BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE: Final = ROOT / "docs/tutorials/change-a-threshold.md"


def _edit(change: str) -> None:
    """Do what a block of lines with `-` and `+` says, once, in the file it names."""
    first, *lines = change.splitlines()
    file = Path(first.removeprefix("--- "))
    old, new = ([row[1:] for row in lines if row[0] == sign] for sign in "-+")
    text = file.read_text("utf-8")
    assert "\n".join(old) in text
    file.write_text(text.replace("\n".join(old), "\n".join(new), 1), "utf-8")


def test_every_step_of_the_tutorial_shows_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("old.json", "new.json"):
        shutil.copy(RULESET, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    shown, missing, codes = "", [], []
    for kind, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "console":
            # The paper is left out here: its promises take most of a minute.
            words, *_ = text.removeprefix("$ ").split(" --paper")
            codes.append(run(words.split()[1:]))
            shown = capsys.readouterr().out
        elif kind == "diff":
            _edit(text)
        elif text not in shown:
            missing.append(text)

    assert (missing, codes) == ([], [7, 0])
