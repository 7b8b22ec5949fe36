"""`check`: what careful readers would ask, silenced, put right, in every format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.analysis import CHECKS
from tests.cli.running import Command
from tests.unit.analysis.sound import a_sound_ruleset

AT = "2026-11-22T10:00:00Z"
DRAFT: Mapping[str, Any] = {"status": "draft"}
"""A draft needs no worked cases beside it."""
UNTIDY: Mapping[str, Any] = {"status": "draft", "title": "Neglect  screen"}
NOBODY: Mapping[str, Any] = {"status": "draft", "owner": None}


def a_file(
    folder: Path, changes: Mapping[str, Any] = DRAFT, name: str = "ruleset.json"
) -> Path:
    """Return a file with the sound ruleset and changes."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    text = json.dumps(a_sound_ruleset(changes), indent=2)
    file.write_text(text, encoding="utf-8", newline="\r\n")
    return file


def test_a_sound_ruleset_has_no_problems(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("check", a_file(tmp_path), "--strict")

    assert (ran.code, ran.out) == (0, "")
    assert "no problems. Neglect screen 1.0.0, draft" in ran.err


def test_a_warning_is_shown_with_its_place_and_what_to_write(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, NOBODY)
    ran = neglect_rules("check", file)

    assert ran.code == 0
    assert f"{file}:1:1 warning NR350 nobody is named" in ran.out
    assert '  hint: add "owner"' in ran.out
    assert "no problems, but 1 warning. Neglect screen" in ran.err


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param(NOBODY, 7, id="a-warning"),
        pytest.param(UNTIDY, 0, id="a-note"),
        pytest.param({"owner": None, "status": "nonsense"}, 3, id="refused"),
    ],
)
def test_strict_counts_warnings_and_not_notes(
    neglect_rules: Command, tmp_path: Path, changes: Mapping[str, Any], code: int
) -> None:
    assert neglect_rules("check", a_file(tmp_path, changes), "--strict").code == code


def test_dates_are_held_against_the_day_that_is_named(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ends = {
        "status": "consulted",
        "effective": {"from": "2025-04-01", "before": "2026-04-01"},
    }
    file = a_file(tmp_path, ends)

    assert "NR323" in neglect_rules("check", file, "--at", AT).out
    assert "NR323" in neglect_rules("check", file).out, "today is later"
    earlier = neglect_rules("check", file, "--at", "2026-03-31T10:00:00Z")
    assert "NR323" not in earlier.out


def test_versions_in_the_folders_beside_are_looked_at(
    neglect_rules: Command, tmp_path: Path
) -> None:
    a_file(
        tmp_path / "0.9.0",
        {**DRAFT, "version": "0.9.0", "effective": {"from": "2024-04-01"}},
    )
    a_file(tmp_path / "0.1.0", {**DRAFT, "id": "test.other"})
    (tmp_path / "0.2.0").mkdir()
    (tmp_path / "0.2.0" / "ruleset.json").write_text("{", "utf-8")
    own = a_file(tmp_path / "1.0.0")

    assert "this version and 0.9.0 are both in force" in neglect_rules("check", own).out
    elsewhere = a_file(tmp_path / "my copy")
    assert neglect_rules("check", elsewhere).out == "", "not a folder of a version"


def test_versions_named_together_are_looked_at(
    neglect_rules: Command, tmp_path: Path
) -> None:
    one = a_file(tmp_path, name="one.json")
    two = a_file(tmp_path, name="two.json")

    assert neglect_rules("check", one).out == ""
    assert neglect_rules("check", one, two).out.count("NR326") == 2


def test_a_worked_case_that_cannot_be_read_is_left_to_others(
    neglect_rules: Command, tmp_path: Path
) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "01.json").write_text("{", "utf-8")
    file = a_file(tmp_path / "1.0.0", {"status": "consulted"})

    assert "NR364" in neglect_rules("check", file).out


def test_a_baseline_leaves_out_what_is_known_and_says_so(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, known = a_file(tmp_path, NOBODY), tmp_path / "known.json"
    wrote = neglect_rules("check", file, "--write-baseline", known)
    ran = neglect_rules("check", file, "--baseline", known, "--strict")

    assert (wrote.code, wrote.out) == (0, "")
    assert "1 finding written down." in wrote.err
    assert (ran.code, ran.out) == (0, "")
    assert "1 finding left out: known from the baseline." in ran.err


def test_what_a_baseline_knows_and_is_gone_is_named(
    neglect_rules: Command, tmp_path: Path
) -> None:
    known = tmp_path / "known.json"
    neglect_rules("check", a_file(tmp_path, NOBODY), "--write-baseline", known)
    ran = neglect_rules("check", a_file(tmp_path), "--baseline", known)

    assert "The baseline has NR350 at the whole ruleset" in ran.err


def test_a_refused_ruleset_is_in_no_baseline_and_left_out_by_none(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, known = a_file(tmp_path, {"status": "nonsense"}), tmp_path / "known.json"

    assert neglect_rules("check", file, "--write-baseline", known).code == 3
    assert json.loads(known.read_text("utf-8"))["findings"] == []
    assert "NR104" in neglect_rules("check", file, "--baseline", known).out


def test_what_is_no_baseline_is_wrong_usage(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("check", a_file(tmp_path), "--baseline", a_file(tmp_path))

    assert ran.code == 2
    assert "is not a baseline" in ran.err
    assert "NR10" in ran.out


def test_spaces_are_put_right_and_nothing_else_in_the_file(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, UNTIDY)
    before = file.read_bytes()
    ran = neglect_rules("check", file, "--fix")

    assert file.read_bytes() == before.replace(b"Neglect  screen", b"Neglect screen")
    assert b"\r\n" in before
    assert (ran.code, ran.out) == (0, "")
    assert "1 text put right. No rule has changed.\n  /title: Neglect screen" in ran.err


def test_what_would_be_put_right_can_be_seen_first(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, UNTIDY)
    before = file.read_bytes()
    ran = neglect_rules("check", file, "--fix", "--diff")

    assert file.read_bytes() == before
    assert '-  "title": "Neglect  screen",\n+  "title": "Neglect screen",' in ran.out
    assert neglect_rules("check", a_file(tmp_path), "--fix", "--diff").out == ""


def test_where_nothing_is_to_be_put_right_the_file_is_not_written(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path)
    written = file.stat().st_ino
    ran = neglect_rules("check", file, "--fix")

    assert file.stat().st_ino == written
    assert "0 texts put right" in ran.err


def test_a_refused_ruleset_is_not_touched(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, {**UNTIDY, "status": "nonsense"})
    before = file.read_bytes()

    assert neglect_rules("check", file, "--fix").code == 3
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["check"], "name a ruleset's file", id="no-file"),
        pytest.param(["check", "x.json", "--diff"], "give both", id="diff-alone"),
        pytest.param(
            ["check", "x.json", "--baseline", "a", "--write-baseline", "b"],
            "not both at once",
            id="two-baselines",
        ),
        pytest.param(
            ["check", "--explain", "NR34O"], "did you mean `NR", id="wrong-letter"
        ),
        pytest.param(
            ["check", "--explain", "spelling"], "no code spelling", id="no-code"
        ),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    neglect_rules: Command, arguments: list[str], words: str
) -> None:
    ran = neglect_rules(*arguments)

    assert ran.code == 2
    assert words in ran.err


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_every_check_is_explained_in_lines_for_a_console(
    neglect_rules: Command, code: str
) -> None:
    ran = neglect_rules("check", "--explain", code.lower())

    assert ran.code == 0
    assert ran.out.startswith(f"{code} ")
    assert "\nHow to silence it\n-----------------\n" in ran.out


def test_other_codes_are_explained_in_one_line(neglect_rules: Command) -> None:
    ran = neglect_rules("check", "--explain", "NR201")

    assert ran.out == "NR201: an unknown name.\n"


def test_a_note_is_a_notice_on_github(neglect_rules: Command, tmp_path: Path) -> None:
    ran = neglect_rules("check", a_file(tmp_path, UNTIDY), "--format", "github")

    assert ran.out.startswith("::notice file=")


def test_a_note_is_a_note_for_machines(neglect_rules: Command, tmp_path: Path) -> None:
    ran = neglect_rules("check", a_file(tmp_path, UNTIDY), "--format", "json")

    (found,) = json.loads(ran.out)
    assert (found["severity"], found["at"]) == ("note", "/title")


def test_sarif_holds_the_findings_with_their_pages(
    neglect_rules: Command, tmp_path: Path
) -> None:
    bad = a_file(tmp_path, {"status": "nonsense"}, name="bad.json")
    ran = neglect_rules("check", a_file(tmp_path, NOBODY), bad, "--format", "sarif")

    (run,) = json.loads(ran.out)["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["NR350", "NR104"]
    digests = [each.get("partialFingerprints") for each in run["results"]]
    assert (digests[0] is not None, digests[1]) == (True, None)
    rules = {each["id"]: each for each in run["tool"]["driver"]["rules"]}
    assert rules["NR350"]["help"]["markdown"].startswith("# NR350")
    assert rules["NR104"]["shortDescription"]["text"]
