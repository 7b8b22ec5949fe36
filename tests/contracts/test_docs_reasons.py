"""The pages about reasons show what the commands and the library answer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.cli import run
from neglect_rules.loading import schema
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
        run(command.split()[1:])
        return capsys.readouterr().out

    assert not_shown(DOCS / "tutorials/read-a-decision.md", typed) == []


def test_the_guide_runs_and_prints_what_it_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    told = blocks(DOCS / "how-to/ask-the-next-question.md")
    names: dict[str, Any] = {"__name__": "guide"}
    for kind, text in told:
        if kind == "python":
            exec(text, names)
    printed = capsys.readouterr().out

    shown = [text for kind, text in told if kind == "text"]
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
