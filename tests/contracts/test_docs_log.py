"""The tutorial about a log shows what the commands answer."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Final

import click
import pytest

from neglect_rules.cli import run
from neglect_rules.cli._main import commands
from tests.contracts.walked import blocks, not_shown

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
CASE: Final = DOCS / "tutorials/cases/two-questions-open.json"


def test_every_step_of_the_tutorial_shows_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(CASE, tmp_path / "my-case.json")
    monkeypatch.chdir(tmp_path)

    def typed(command: str) -> str:
        first, *words = shlex.split(command)
        if first == "export":
            for name, _, value in (word.partition("=") for word in words):
                monkeypatch.setenv(name, value)
            return ""
        run(words)
        return capsys.readouterr().out

    assert not_shown(DOCS / "tutorials/replay-a-decision.md", typed) == []


def test_the_commands_of_the_guide_and_their_options_are_real() -> None:
    told = blocks(DOCS / "how-to/find-and-sample-decisions.md")
    lines = [
        line for kind, text in told if kind == "console" for line in text.split("\n")
    ]
    unknown = [
        (line, word)
        for line in lines
        if line
        for word in shlex.split(line)
        if word.startswith("--") and word not in _options(shlex.split(line)[2:])
    ]

    assert unknown == []


def _options(words: list[str]) -> set[str]:
    command: click.Command = commands
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    return {
        name
        for each in command.params
        if isinstance(each, click.Option)
        for name in (*each.opts, *each.secondary_opts)
    }
