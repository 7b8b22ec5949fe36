"""Whatever happens between opening and saving, nothing that anybody wrote is lost."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.studio._folder import Taken, Unsaved, Written
from neglect_rules.studio.local import _keeping
from neglect_rules.studio.local._keeping import saved, saved_as, taken
from tests.unit.studio.local.folders import everything, opened, small, written

NAME = "ruleset.json"
TITLES = st.sampled_from(["A", "B", "C", "D"])
STEPS = st.lists(
    st.tuples(st.just("elsewhere"), TITLES)
    | st.tuples(st.just("deleted"), st.none())
    | st.tuples(st.just("opens"), st.integers(0, 1))
    | st.tuples(st.just("saves"), st.tuples(st.integers(0, 1), TITLES)),
    max_size=12,
)


@settings(max_examples=40)
@given(steps=STEPS)
def test_a_save_replaces_only_what_its_page_opened_and_that_is_kept(
    steps: list[tuple[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        root = Path(made).resolve()
        file = written(root / NAME, small())
        pages = [opened(root, NAME), opened(root, NAME)]
        for what, given_ in steps:
            if what == "elsewhere":
                written(file, small(given_))
            elif what == "deleted":
                file.unlink(missing_ok=True)
            elif what == "opens" and file.exists():
                pages[given_] = opened(root, NAME)
            elif what == "saves":
                which, title = given_
                pages[which] = _held_to_the_law(root, pages[which], small(title))


def _held_to_the_law(root: Path, page: Taken, text: str) -> Taken:
    """Save from a page, and return what lies open on it then."""
    file = root / NAME
    before = file.read_text() if file.exists() else None
    outcome = saved(root, NAME, text, page.mark)
    after = file.read_text() if file.exists() else None
    kept = [v.decode() for k, v in everything(root).items() if k != NAME]
    if before in {page.text, text}:
        assert isinstance(outcome, Written)
        assert after == text
        assert before == text or before in kept
        return outcome.taken
    assert isinstance(outcome, Unsaved)
    assert after == before
    return page


def test_an_edit_while_a_save_is_under_way_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / NAME, small())
    page = opened(tmp_path, NAME)
    keep = _keeping._put_by

    def edited_meanwhile(*given_: Any) -> Path:
        written(file, small("Theirs"))
        return keep(*given_)

    monkeypatch.setattr(_keeping, "_put_by", edited_meanwhile)
    outcome = saved(tmp_path, NAME, small("Mine"), page.mark)

    assert isinstance(outcome, Unsaved)
    assert outcome.is_changed
    assert file.read_text() == small("Theirs")


def _full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("where", "what"), [(os, "fsync"), (os, "replace"), (tempfile, "mkstemp")]
)
@pytest.mark.parametrize("from_", [0, 1], ids=["while keeping", "while saving"])
def test_a_save_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Any, what: str, from_: int
) -> None:
    file = written(tmp_path / NAME, small())
    page = opened(tmp_path, NAME)
    monkeypatch.setattr(where, what, _after(from_, getattr(where, what)))
    outcome = saved(tmp_path, NAME, small("New"), page.mark)

    assert isinstance(outcome, Unsaved)
    assert "no space left on device" in outcome.said
    assert file.read_text() == small()
    assert not [each for each in everything(tmp_path) if each.endswith(".part")]


def _after(calls: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that works a number of times, then the disk is full."""
    left = [calls]

    def call(*given_: Any, **named: Any) -> Any:
        left[0] -= 1
        return real(*given_, **named) if left[0] >= 0 else _full()

    return call


def test_a_new_file_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", _full)
    outcome = saved_as(tmp_path, NAME, small())

    assert isinstance(outcome, Unsaved)
    assert everything(tmp_path) == {}


def test_a_new_name_never_replaces_a_file(tmp_path: Path) -> None:
    file = written(tmp_path / NAME, small())
    outcome = saved_as(tmp_path, NAME, small("New"))

    assert isinstance(outcome, Unsaved)
    assert "already" in outcome.said
    assert file.read_text() == small()


def test_every_version_before_a_save_is_kept_under_the_next_number(
    tmp_path: Path,
) -> None:
    written(tmp_path / NAME, small("0"))
    page = opened(tmp_path, NAME)
    for number in (1, 2, 3):
        outcome = saved(tmp_path, NAME, small(str(number)), page.mark)

        assert isinstance(outcome, Written)
        assert outcome.previous == f".previous/ruleset.{number}.json"
        assert (tmp_path / outcome.previous).read_text() == small(str(number - 1))

        page = outcome.taken


def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    file = written(tmp_path / NAME, small())
    file.chmod(0o600)
    outcome = saved(tmp_path, NAME, small("New"), opened(tmp_path, NAME).mark)

    assert isinstance(outcome, Written)
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / outcome.previous).stat().st_mode & 0o777 == 0o600


def test_what_is_saved_is_laid_out(tmp_path: Path) -> None:
    loose = small().replace("\n  ", "  \r\n\t")
    outcome = saved_as(tmp_path, NAME, loose)

    assert isinstance(outcome, Written)
    assert outcome.taken.text == small()
    assert (tmp_path / NAME).read_text() == small()


def test_a_text_with_a_slip_is_saved_as_it_is(tmp_path: Path) -> None:
    broken = small().replace(",", "", 1)
    outcome = saved_as(tmp_path, NAME, broken)

    assert isinstance(outcome, Written)
    assert (tmp_path / NAME).read_text() == broken
    assert opened(tmp_path, NAME).text == broken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(" \n", "no text to save", id="nothing"),
        pytest.param(f"{small()}\ud800", "no file can hold", id="half a character"),
    ],
)
def test_what_cannot_be_saved_is_said(tmp_path: Path, text: str, said: str) -> None:
    for outcome in (saved(tmp_path, "", text, ""), saved_as(tmp_path, NAME, text)):
        assert isinstance(outcome, Unsaved)
        assert said in outcome.said

    assert everything(tmp_path) == {}


def test_a_file_with_a_mark_of_its_encoding_is_opened_and_saved(
    tmp_path: Path,
) -> None:
    file = tmp_path / NAME
    file.write_bytes(b"\xef\xbb\xbf" + small().encode())
    page = opened(tmp_path, NAME)
    outcome = saved(tmp_path, NAME, page.text, page.mark)

    assert page.text == small()
    assert isinstance(outcome, Written)
    assert file.read_text() == small()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b'{"answers": {}}', "no such ruleset", id="a case"),
        pytest.param(small("\xe9").encode("latin-1"), "UTF-8", id="another encoding"),
        pytest.param(None, "no such ruleset", id="no file"),
    ],
)
def test_what_is_no_ruleset_is_not_opened(
    tmp_path: Path, data: bytes | None, said: str
) -> None:
    if data is not None:
        (tmp_path / NAME).write_bytes(data)
    outcome = taken(tmp_path, NAME)

    assert isinstance(outcome, Unsaved)
    assert said in outcome.said


def test_a_file_that_was_deleted_is_not_begun_again(tmp_path: Path) -> None:
    written(tmp_path / NAME, small())
    page = opened(tmp_path, NAME)
    shutil.move(tmp_path / NAME, tmp_path / "moved.json")
    outcome = saved(tmp_path, NAME, small("New"), page.mark)

    assert isinstance(outcome, Unsaved)
    assert "moved or deleted" in outcome.said
    assert everything(tmp_path) == {"moved.json": small().encode()}
