"""The commands of the tutorial and of the reference page are real."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import click
import pytest

from neglect_rules.cli import run
from neglect_rules.cli._commands import COMMANDS
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._main import commands
from tests.contracts.walked import not_shown

ROOT: Final = Path(__file__).parents[2]
TUTORIAL: Final = ROOT / "docs" / "tutorials" / "first-decision.md"
PAGE: Final = ROOT / "docs" / "reference" / "command-line.md"


def _typed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a command of the tutorial shows, findings and remarks together."""
    words = command.split()
    if words[:2] == ["python3", "-I"]:
        arguments = [sys.executable, "-I", str(ROOT / words[2]), *words[3:]]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr
    assert words[0] in {"python3", ".venv/bin/neglect-rules"}
    run(words[2:] if words[0] == "python3" else words[1:])
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_every_step_of_the_tutorial_shows_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert not_shown(TUTORIAL, lambda command: _typed(command, capsys)) == []


def _sections() -> dict[str, str]:
    """Return the text about each command on the reference page."""
    parts = PAGE.read_text("utf-8").split("\n## ")
    named = (re.match(r"`([\w-]+)`", part) for part in parts)
    return {m[1]: part for m, part in zip(named, parts, strict=True) if m}


def test_the_reference_page_has_a_section_for_every_command() -> None:
    assert set(_sections()) == set(COMMANDS)


def test_the_reference_page_has_the_purpose_of_every_command_as_help_has_it() -> None:
    text = PAGE.read_text("utf-8")
    rows = dict(
        re.findall(r"^\| \[`([\w-]+)`\]\(#.*?\) \| (.*) \|$", text, re.MULTILINE)
    )

    assert rows == {name: each.get_short_help_str(200) for name, each in _all()}


def _all() -> list[tuple[str, click.Command]]:
    return [(name, _command(name)) for name in COMMANDS]


def _command(name: str) -> click.Command:
    found = commands.get_command(click.Context(commands), name)
    assert found is not None

    return found


def test_the_list_of_commands_says_of_each_what_its_own_help_says_first() -> None:
    listed = {name: purpose for name, (_, purpose) in COMMANDS.items()}

    assert listed == {name: each.get_short_help_str(200) for name, each in _all()}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_reference_page_names_every_option_of_a_command(name: str) -> None:
    options = {
        word
        for each in _command(name).params
        if isinstance(each, click.Option)
        for word in each.opts
    }
    section = _sections()[name]

    assert {word for word in options if word not in section} == set()


def test_the_reference_page_lists_the_exit_codes() -> None:
    rows = re.findall(r"^\| (\d) \|", PAGE.read_text("utf-8"), re.MULTILINE)

    assert [int(row) for row in rows] == sorted(each.value for each in Exit)
