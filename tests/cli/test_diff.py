"""What a change of a ruleset does, on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_ruleset
from tests.cli.running import AT, Command

HIGHER = {"/thresholds/0/when/at_least": 2}


def the_files(folder: Path, after: dict[str, Any]) -> tuple[Path, Path]:
    """Return the files of a small ruleset and of a changed one."""
    old, new = folder / "old.json", folder / "new.json"
    old.write_text(json.dumps(a_ruleset(), default=float), "utf-8")
    new.write_text(json.dumps(a_ruleset(after), default=float), "utf-8")
    return old, new


@pytest.mark.parametrize(
    ("version", "code"),
    [
        pytest.param("2.0.0", 0, id="it says enough"),
        pytest.param("1.1.0", 7, id="it says too little"),
    ],
)
def test_the_exit_says_whether_the_version_is_large_enough(
    neglect_rules: Command, tmp_path: Path, version: str, code: int
) -> None:
    files = the_files(tmp_path, {**HIGHER, "/version": version})
    ran = neglect_rules("diff", *files)

    assert (ran.code, ran.err) == (code, "")
    assert "Some cases go up, none go down." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_change_is_shown_for_machines(neglect_rules: Command, tmp_path: Path) -> None:
    files = the_files(tmp_path, {**HIGHER, "/version": "2.0.0"})
    ran = neglect_rules("diff", *files, "--format", "json")
    found = json.loads(ran.out)

    assert found["version"] == {
        "needed": "major",
        "said": "major",
        "least": "2.0.0",
        "enough": True,
        "apart": False,
    }


@pytest.mark.parametrize(
    ("name", "first"),
    [
        pytest.param("paper.md", "# Paper for the meeting", id="markdown"),
        pytest.param("PAPER.HTML", "<!DOCTYPE html>", id="web page"),
    ],
)
def test_a_paper_is_written(
    neglect_rules: Command, tmp_path: Path, name: str, first: str
) -> None:
    files = the_files(tmp_path, {**HIGHER, "/version": "2.0.0"})
    paper = tmp_path / name
    ran = neglect_rules("diff", *files, "--paper", paper, "--at", AT)
    text = paper.read_text("utf-8")

    assert ran.code == 0
    assert ran.err.endswith(f"{paper}: the paper for the meeting is written.\n")
    assert text.startswith(first)
    assert "12 May 2026" in text


def test_a_paper_is_of_today_unless_a_day_is_named(
    neglect_rules: Command, tmp_path: Path
) -> None:
    files = the_files(tmp_path, {})
    paper = tmp_path / "paper.md"
    ran = neglect_rules("diff", *files, "--paper", paper)

    assert ran.code == 0
    assert "It was made on " in paper.read_text("utf-8")


def test_a_paper_of_another_kind_is_refused_before_any_work(
    neglect_rules: Command, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    ran = neglect_rules("diff", "none.json", "none.json", "--paper", paper)

    assert (ran.code, paper.exists()) == (2, False)
    assert "a paper is a .md, .html or .docx file" in ran.err


def test_a_paper_for_word_is_written(neglect_rules: Command, tmp_path: Path) -> None:
    files = the_files(tmp_path, {**HIGHER, "/version": "2.0.0"})
    paper = tmp_path / "Paper.DOCX"
    ran = neglect_rules("diff", *files, "--paper", paper, "--at", AT)

    assert ran.code == 0
    assert ran.err.endswith(f"{paper}: the paper for the meeting is written.\n")
    assert paper.read_bytes().startswith(b"PK")


def test_without_the_part_for_word_the_way_to_get_it_is_named_before_any_work(
    neglect_rules: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    paper = tmp_path / "paper.docx"
    ran = neglect_rules("diff", "none.json", "none.json", "--paper", paper)

    assert (ran.code, paper.exists()) == (2, False)
    assert 'pip install "neglect-rules[docx]"' in ran.err
    assert "none.json" not in ran.err


def test_a_ruleset_that_is_refused_is_not_compared(
    neglect_rules: Command, tmp_path: Path
) -> None:
    old, new = the_files(tmp_path, {"/thresholds/0/reach": {"level": "nowhere"}})
    ran = neglect_rules("diff", old, new)

    assert ran.code == 3
