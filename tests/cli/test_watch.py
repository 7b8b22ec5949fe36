"""The command that checks again after each change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from neglect_rules.cli._exits import Exit
from neglect_rules.cli._watch import _seen
from neglect_rules.editing import Beginning, first_draft
from neglect_rules.model import Window
from tests.cli.running import Command
from tests.shipped import the_program

_WINDOW: Window = the_program().ruleset.effective


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    draft = first_draft(
        Beginning(id="a.b", title="T", owner="O", area="a", starts=_WINDOW.from_)
    )
    for name, text in draft.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def _ruleset(folder: Path) -> Path:
    return folder / "0.1.0" / "ruleset.json"


def _case(folder: Path) -> Path:
    return sorted((folder / "cases").iterdir())[1]


@pytest.mark.parametrize(
    "which",
    [
        pytest.param(lambda folder: folder, id="a-folder"),
        pytest.param(_ruleset, id="a-ruleset"),
        pytest.param(_case, id="a-worked-case"),
    ],
)
def test_a_sound_ruleset_and_its_cases_are_said_to_be_so(
    which: Callable[[Path], Path], folder: Path, neglect_rules: Command
) -> None:
    ran = neglect_rules("watch", which(folder), "--once")

    assert (ran.code, ran.out) == (Exit.DONE, "")
    assert "no problems. T 0.1.0, draft" in ran.err
    assert "2 worked cases came out as agreed, 0 not." in ran.err


def test_a_case_that_comes_out_otherwise_is_named(
    folder: Path, neglect_rules: Command
) -> None:
    _edit(
        _ruleset(folder),
        '"patchy_signs", "at_least": 3',
        '"patchy_signs", "at_least": 2',
    )
    ran = neglect_rules("watch", folder, "--once")

    assert ran.code == Exit.TEST
    assert (
        "02-three-small-things.json: twin 1: T1: agreed not met, found met" in ran.out
    )
    assert "1 worked case came out as agreed, 1 not." in ran.err


def test_a_case_that_is_refused_is_named_without_its_words(
    folder: Path, neglect_rules: Command
) -> None:
    _edit(_case(folder), '"CARE1": "patchy"', '"CARE1": "Ada"')
    ran = neglect_rules("watch", folder, "--once")

    assert ran.code == Exit.TEST
    assert "02-three-small-things.json: refused." in ran.out
    assert "NR602" in ran.out
    assert "Ada" not in ran.out + ran.err


def test_a_case_for_another_version_is_left_out(
    folder: Path, neglect_rules: Command
) -> None:
    _edit(_case(folder), '"name"', '"versions": ["9.0.0"], "name"')
    ran = neglect_rules("watch", folder, "--once")

    assert ran.code == Exit.DONE
    assert "1 worked case came out as agreed, 0 not." in ran.err


def test_a_ruleset_that_is_refused_is_shown_as_check_does(
    folder: Path, neglect_rules: Command
) -> None:
    _edit(_ruleset(folder), '"scale": "help"', '"scale": "helf"')
    ran = neglect_rules("watch", folder, "--once")

    assert ran.code == Exit.RULESET
    assert "unknown scale `helf`" in ran.out


def test_a_folder_without_a_ruleset_is_waited_for(
    tmp_path: Path, neglect_rules: Command
) -> None:
    ran = neglect_rules("watch", tmp_path, "--once")

    assert (ran.code, ran.err) == (Exit.DONE, "There is no ruleset.json here yet.\n")


def test_what_is_not_there_cannot_be_watched(
    tmp_path: Path, neglect_rules: Command
) -> None:
    ran = neglect_rules("watch", tmp_path / "nowhere")

    assert ran.code == Exit.USAGE
    assert "there is no file or folder" in ran.err


def test_a_file_that_is_being_replaced_is_not_there_for_a_moment(folder: Path) -> None:
    file = _ruleset(folder)
    before = set(_seen(str(file)))
    file.unlink()

    assert before - set(_seen(str(file))) == {file}


def test_each_change_is_looked_at_until_somebody_ends_it(
    folder: Path, neglect_rules: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing() -> None:
        return None

    def change() -> None:
        _edit(_ruleset(folder), '"scale": "help"', '"scale": "helf"')

    def end() -> None:
        raise KeyboardInterrupt

    steps = iter((nothing, change, nothing, end))
    monkeypatch.setattr(time, "sleep", lambda _: next(steps)())
    ran = neglect_rules("watch", folder)

    assert ran.code == Exit.DONE
    assert ran.out.count(" ------") == 2
    assert ran.out.count("unknown scale `helf`") == 1
    assert ran.err.count("Waiting for the next change.") == 2
    assert ran.err.endswith("Ended.\n")
