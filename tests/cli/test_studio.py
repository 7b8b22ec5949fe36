"""The page that needs no installation, written by the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import AT, Command


def test_the_page_is_written_the_same_each_time(
    neglect_rules: Command, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        ran = neglect_rules("studio", "--export", folder, "--at", AT)

        assert ran.code == 0
        assert "Begin with index.html." in ran.err

    names = [f.relative_to(first) for f in first.rglob("*") if f.is_file()]

    assert Path("python/installed.zip") in names
    assert all((first / n).read_bytes() == (second / n).read_bytes() for n in names)


def test_a_folder_that_cannot_be_written_is_said(
    neglect_rules: Command, tmp_path: Path
) -> None:
    (tmp_path / "site").write_text("in the way", "utf-8")
    ran = neglect_rules("studio", "--export", tmp_path / "site")

    assert ran.code == 2
    assert "cannot write to" in ran.err


@pytest.mark.slow
def test_one_file_is_written(neglect_rules: Command, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    ran = neglect_rules("studio", "--single-file", file, "--at", AT)

    assert ran.code == 0
    assert "Open it in a browser." in ran.err
    assert file.stat().st_size < 12_000_000


def test_a_place_must_be_named(neglect_rules: Command) -> None:
    assert neglect_rules("studio").code == 2
