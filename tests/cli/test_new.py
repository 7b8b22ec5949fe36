"""The command that begins a ruleset."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neglect_rules.cli._exits import Exit
from neglect_rules.golden import read_test, run_test
from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from tests.cli.running import Command

TITLE = 'Our "own" screen'
GIVEN = ("--id", "my-area.screen", "--title", TITLE)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, neglect_rules: Command) -> Path:
    folder = tmp_path / "my area"
    ran = neglect_rules(
        "new", folder, *GIVEN, "--owner", "The board", "--from", "2026-12-01"
    )
    assert ran.code == Exit.DONE
    return folder


def test_a_draft_has_all_that_belongs_to_a_ruleset(folder: Path) -> None:
    names = sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file()
    )

    assert names == [
        "0.1.0/ruleset.json",
        "CHANGELOG.md",
        "SOURCES.md",
        "cases/01-left-with-someone-who-cannot-care.json",
        "cases/02-three-small-things.json",
    ]


def test_a_draft_says_what_was_given(folder: Path) -> None:
    ruleset = read_ruleset(folder / "0.1.0" / "ruleset.json")

    assert (ruleset.id, ruleset.title, ruleset.owner) == (
        "my-area.screen", TITLE, "The board",
    )  # fmt: skip
    assert (ruleset.area, ruleset.status) == ("my-area", "draft")
    assert str(ruleset.effective.from_) == "2026-12-01"
    assert (folder / "SOURCES.md").read_text("utf-8").count(TITLE) == 1


def test_a_draft_passes_every_check_and_is_laid_out(
    folder: Path, neglect_rules: Command
) -> None:
    checked = neglect_rules("check", folder / "0.1.0" / "ruleset.json")
    laid = neglect_rules("fmt", "--check", *sorted(folder.rglob("*.json")))

    assert (checked.code, checked.out) == (Exit.DONE, "")
    assert (laid.code, laid.out) == (Exit.DONE, "")


def test_every_rule_of_a_draft_says_why_and_from_where(folder: Path) -> None:
    document = json.loads((folder / "0.1.0" / "ruleset.json").read_text("utf-8"))
    rules = [
        rule
        for key in ("thresholds", "guards", "reviews")
        for rule in document[key]
    ]  # fmt: skip

    assert all(rule.keys() >= {"because", "source", "status"} for rule in rules)


def test_the_worked_cases_of_a_draft_come_out_as_agreed(folder: Path) -> None:
    program = link(read_ruleset(folder / "0.1.0" / "ruleset.json"))
    found = [
        difference
        for file in sorted((folder / "cases").iterdir())
        for difference in run_test(program, read_test(file)).differences
    ]

    assert found == []


def test_the_first_day_is_today_if_none_is_given(
    tmp_path: Path, neglect_rules: Command
) -> None:
    ran = neglect_rules("new", tmp_path, *GIVEN, "--area", "north")
    ruleset = read_ruleset(tmp_path / "0.1.0" / "ruleset.json")

    assert ran.err.startswith("A draft is ready. Now run `neglect-rules check ")
    assert (ruleset.area, ruleset.owner) == ("north", "The team that wrote this draft")
    assert abs(ruleset.effective.from_.toordinal() - _today(tmp_path)) <= 1


def _today(folder: Path) -> int:
    """Return the day on which a folder was made."""
    seconds_in_a_day, first_day = 86_400, 719_163
    return int(folder.stat().st_mtime) // seconds_in_a_day + first_day


def test_nothing_is_overwritten(folder: Path, neglect_rules: Command) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    ran = neglect_rules("new", folder, *GIVEN)

    assert ran.code == Exit.USAGE
    assert "is not empty, and nothing is overwritten; name a new folder" in ran.err
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ("--id", "my area", "--title", "T"),
            "`my area` cannot be an id; an id begins with a letter",
            id="an-id-with-a-space",
        ),
        pytest.param(
            (*GIVEN, "--from", "1.4.2026"),
            "1.4.2026 is not a date such as 2026-04-01",
            id="a-date-as-people-write-it",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_plain_words(
    arguments: tuple[str, ...], said: str, tmp_path: Path, neglect_rules: Command
) -> None:
    folder = tmp_path / "new"
    ran = neglect_rules("new", folder, *arguments)

    assert ran.code == Exit.USAGE
    assert said in ran.err
    assert not folder.exists()


def test_a_file_is_no_folder(tmp_path: Path, neglect_rules: Command) -> None:
    file = tmp_path / "file"
    file.touch()
    ran = neglect_rules("new", file, *GIVEN)

    assert ran.code == Exit.USAGE
    assert "is a file; name a folder" in ran.err


def test_a_title_that_no_ruleset_can_have_is_refused_with_nothing_written(
    tmp_path: Path, neglect_rules: Command
) -> None:
    folder = tmp_path / "new"
    ran = neglect_rules("new", folder, "--id", "a.b", "--title", "A\u202eB")

    assert ran.code == Exit.RULESET
    assert "NR007" in ran.out
    assert not folder.exists()
