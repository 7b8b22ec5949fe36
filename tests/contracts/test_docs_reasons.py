"""The pages about reasons show what the commands and the library answer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.cli import run
from neglect_rules.loading import schema

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
CASE: Final = DOCS / "tutorials/cases/two-questions-open.json"
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


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
    shutil.copy(CASE, tmp_path / "my-case.json")
    monkeypatch.chdir(tmp_path)
    shown, missing = "", []
    page = (DOCS / "tutorials/read-a-decision.md").read_text("utf-8")
    for kind, text in BLOCK.findall(page):
        if kind == "console":
            run(text.removeprefix("$ ").split()[1:])
            shown = " ".join(capsys.readouterr().out.split())
        elif kind == "diff":
            _edit(text)
        elif " ".join(text.split()) not in shown:
            missing.append(text)

    assert missing == []


def test_the_guide_runs_and_prints_what_it_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    page = (DOCS / "how-to/ask-the-next-question.md").read_text("utf-8")
    names: dict[str, Any] = {"__name__": "guide"}
    for kind, text in BLOCK.findall(page):
        if kind == "python":
            exec(text, names)
    printed = capsys.readouterr().out

    shown = [text for kind, text in BLOCK.findall(page) if kind == "text"]
    assert [text for text in shown if text not in printed] == []


def test_the_format_page_names_every_key_of_its_schema() -> None:
    page = (DOCS / "reference/reasons-format.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", page))

    assert _properties(schema("reasons")) - named == set()


def _properties(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for child in value for key in _properties(child)}
    if not hasattr(value, "items"):
        return set()
    own = set(value.get("properties", {}))
    return own | {key for child in value.values() for key in _properties(child)}
