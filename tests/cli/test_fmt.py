"""The command that lays out documents."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from neglect_rules.cli._exits import Exit
from tests.cli.running import Command
from tests.shipped import RULESET

MADE = '{"format":1,"name":"A","list":["a","b"],"number":1.50}'
LAID = '{\n  "format": 1,\n  "name": "A",\n  "list": ["a", "b"],\n  "number": 1.50\n}\n'


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    file = tmp_path / "some.json"
    file.write_bytes(MADE.encode())
    return file


def test_a_file_is_laid_out_where_it_stands(file: Path, neglect_rules: Command) -> None:
    ran = neglect_rules("fmt", file)

    assert (ran.code, ran.out) == (Exit.DONE, f"{file}\n")
    assert ran.err == "1 file, 1 changed.\n"
    assert file.read_bytes() == LAID.encode()


def test_a_file_that_is_laid_out_is_not_touched(
    file: Path, neglect_rules: Command
) -> None:
    file.write_bytes(LAID.encode())
    os.utime(file, (1, 1))
    ran = neglect_rules("fmt", file)

    assert (ran.code, ran.out, file.stat().st_mtime) == (Exit.DONE, "", 1)


def test_check_writes_nothing_and_names_what_would_change(
    file: Path, tmp_path: Path, neglect_rules: Command
) -> None:
    sound = tmp_path / "sound.json"
    sound.write_bytes(LAID.encode())
    ran = neglect_rules("fmt", "--check", file, sound)

    assert (ran.code, ran.out) == (Exit.TEST, f"{file}\n")
    assert ran.err == "2 files, 1 would change.\n"
    assert file.read_bytes() == MADE.encode()


def test_diff_shows_what_would_change_and_writes_nothing(
    file: Path, neglect_rules: Command
) -> None:
    ran = neglect_rules("fmt", "--diff", file)

    assert ran.code == Exit.DONE
    assert ran.out.splitlines()[:4] == [
        f"--- {file}",
        f"+++ {file} (new)",
        "@@ -1 +1,6 @@",
        f"-{MADE}",
    ]
    assert file.read_bytes() == MADE.encode()


def test_a_byte_order_mark_and_windows_line_ends_are_taken_out(
    file: Path, neglect_rules: Command
) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + LAID.replace("\n", "\r\n").encode())
    neglect_rules("fmt", file)

    assert file.read_bytes() == LAID.encode()


def test_a_slip_in_a_ruleset_is_shown_with_its_line_and_left_as_it_is(
    file: Path, neglect_rules: Command
) -> None:
    slip = '{\n  "indicators": {"A" {}}\n}'
    file.write_bytes(slip.encode())
    ran = neglect_rules("fmt", file)

    assert ran.code == Exit.RULESET
    assert f"{file}:2:21 error NR015" in ran.out
    assert '"indicators": {"A" {}}' in ran.out
    assert file.read_bytes() == slip.encode()


def test_a_slip_in_what_may_be_a_case_shows_no_line_of_it(
    file: Path, neglect_rules: Command
) -> None:
    file.write_bytes(b'{\n  "subject": {"name" "Ada"}\n}')
    ran = neglect_rules("fmt", file)

    assert ran.code == Exit.CASE
    assert f"{file}:2:21 error NR015" in ran.out
    assert "Ada" not in ran.out + ran.err


def test_the_files_after_a_refused_one_are_laid_out_all_the_same(
    file: Path, tmp_path: Path, neglect_rules: Command
) -> None:
    missing = tmp_path / "missing.json"
    ran = neglect_rules("fmt", missing, file)

    assert ran.code == Exit.RULESET
    assert "NR018" in ran.out
    assert file.read_bytes() == LAID.encode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_and_links_stay(
    file: Path, tmp_path: Path, neglect_rules: Command
) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(file)
    neglect_rules("fmt", link)

    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_bytes() == LAID.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", file.name]


def test_what_cannot_be_replaced_stays_whole_and_leaves_nothing_behind(
    file: Path, neglect_rules: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuses)
    ran = neglect_rules("fmt", file)

    assert ran.code == Exit.USAGE
    assert "permission denied. Is it open in another program?" in ran.err
    assert file.read_bytes() == MADE.encode()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_ruleset_spread_over_lines_by_a_program_comes_back_short(
    tmp_path: Path, neglect_rules: Command
) -> None:
    spread = tmp_path / "ruleset.json"
    value = json.loads(RULESET.read_text("utf-8"))
    spread.write_text(json.dumps(value, indent=2, ensure_ascii=False), "utf-8")
    neglect_rules("fmt", spread)
    lines = spread.read_text("utf-8").splitlines()

    assert '  "effective": {"from": "2026-04-01"},' in lines
    assert '      "stale_after": {"months": 6},' in lines
    assert "" in lines
    assert len(lines) < 1.1 * len(RULESET.read_text("utf-8").splitlines())
