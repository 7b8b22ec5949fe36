"""The page, written or shown by the command."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from neglect_rules.studio import local
from neglect_rules.studio.local import _run
from tests.cli.running import AT, Command
from tests.unit.studio.asking import TEXT


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["nowhere"], "there is no folder nowhere", id="no folder"),
        pytest.param(["--port", "70000"], "70000", id="no port"),
        pytest.param(["a", "--export", "b"], "leave it out", id="two folders"),
    ],
)
def test_what_cannot_be_shown_is_said(
    neglect_rules: Command, arguments: list[str], said: str
) -> None:
    ran = neglect_rules("studio", *arguments)

    assert ran.code == 2
    assert said in ran.err


def test_a_port_that_is_taken_is_said(neglect_rules: Command, tmp_path: Path) -> None:
    with local.bound(0) as taken:
        port = taken.getsockname()[1]
        ran = neglect_rules("studio", tmp_path, "--port", str(port))

    assert ran.code == 2
    assert f"port {port} is taken" in ran.err


def test_only_this_computer_can_reach_the_page() -> None:
    with local.bound(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_without_its_extra_the_page_says_what_to_install(
    neglect_rules: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_run, "find_spec", lambda _: None)
    ran = neglect_rules("studio", tmp_path)

    assert ran.code == 2
    assert 'pip install "neglect-rules[studio]"' in ran.err


COMMAND = "from neglect_rules.cli import run; raise SystemExit(run(['studio', '.']))"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl and C are sent otherwise")
def test_the_page_is_shown_with_its_key_until_ctrl_and_c(tmp_path: Path) -> None:
    (tmp_path / "ruleset.json").write_text(TEXT, "utf-8")
    shown = subprocess.Popen(
        [sys.executable, "-u", "-c", COMMAND],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert shown.stdout is not None
    address = shown.stdout.readline().strip()
    browser = build_opener(HTTPCookieProcessor())
    with browser.open(address) as page:
        words = page.read().decode()
    shown.send_signal(signal.SIGINT)
    out, err = shown.communicate(timeout=30)

    assert "key=" not in page.url
    assert "In this folder" in words
    assert "Neglect screen" in words
    assert out == ""
    assert err.splitlines()[-1] == "Ended."
    assert "GET" not in err
    assert shown.returncode == 0
