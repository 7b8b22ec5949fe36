"""Whatever a file is called, nothing outside the folder is read or written."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from neglect_rules.studio._folder import Taken, Unsaved, Written
from neglect_rules.studio.local._keeping import mark_of, saved, saved_as, taken
from neglect_rules.studio.local._names import is_inside, place_of, wrong_with_name
from tests.unit.studio.local.folders import everything, small, written

SECRET = small("Secret")
PARTS = (
    "..", ".", "", "...", "~", "a", "secret.json", "ruleset.json", "out", "out.json",
    "dangling.json", "%2e%2e", "C:", "\\..", "..\\secret.json", "a\x00.json", "\ud800.json",
    ".previous", "new", "new.json", "con.json", "/etc/passwd", "secret.json ",
)  # fmt: skip
names = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=5).map("/".join)


def a_folder_beside_a_secret(outer: Path) -> Path:
    """Return a folder with links that lead out of it."""
    written(outer / "secret.json", SECRET)
    written(outer / "in" / "a" / "ruleset.json", small())
    (outer / "in" / "out").symlink_to(outer, target_is_directory=True)
    (outer / "in" / "out.json").symlink_to(outer / "secret.json")
    (outer / "in" / "dangling.json").symlink_to(outer / "new.json")
    (outer / "in" / "a" / "out").symlink_to("../..")
    return (outer / "in").resolve()


@settings(max_examples=40)
@given(name=names)
@example(name="out/secret.json")
@example(name="a/out/secret.json")
@example(name="../secret.json")
@example(name="out.json")
@example(name="dangling.json")
def test_nothing_outside_is_read_or_written_whatever_is_asked(name: str) -> None:
    with TemporaryDirectory() as made:
        outer = Path(made).resolve()
        root = a_folder_beside_a_secret(outer)
        outside = {k: v for k, v in everything(outer).items() if k[:3] != "in/"}
        for asked in (name, f"{outer}/{name}", f"{name}/secret.json"):
            read = taken(root, asked)
            saved(root, asked, small("Changed"), mark_of(SECRET.encode()))
            saved_as(root, asked, small("Changed"))

            assert not (isinstance(read, Taken) and "Secret" in read.text)

        now = {k: v for k, v in everything(outer).items() if k[:3] != "in/"}

        assert now == outside


def test_what_is_kept_before_a_save_stays_in_the_folder_too(tmp_path: Path) -> None:
    root = (tmp_path / "in").resolve()
    file = written(root / "ruleset.json", small())
    (tmp_path / "elsewhere").mkdir()
    (root / ".previous").symlink_to(tmp_path / "elsewhere")
    outcome = saved(root, "ruleset.json", small("New"), mark_of(file.read_bytes()))

    assert isinstance(outcome, Unsaved)
    assert file.read_text() == small()
    assert everything(tmp_path / "elsewhere") == {}


@given(name=names)
def test_a_name_that_is_taken_as_one_is_in_the_folder(name: str) -> None:
    root = Path("/somewhere/that/is/not")
    place = place_of(root, name)

    assert place is None or is_inside(root, place)
    assert place is None or place.name.endswith(".json")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("ruleset.json", "", id="plain"),
        pytest.param("Bögen (neu)/1.0.0/ruleset.json", "", id="words of any language"),
        pytest.param("", "Write a name", id="nothing"),
        pytest.param("ruleset", "End the name with", id="no ending"),
        pytest.param("ruleset.JSON", "End the name with", id="another ending"),
        pytest.param("/ruleset.json", "slash", id="from the root"),
        pytest.param("a//ruleset.json", "slash", id="two slashes"),
        pytest.param("../ruleset.json", "begin with a dot", id="upwards"),
        pytest.param("a/.git/config.json", "begin with a dot", id="hidden"),
        pytest.param("a./ruleset.json", "end with a dot", id="Windows drops the dot"),
        pytest.param("C:ruleset.json", "Use none of these", id="a drive"),
        pytest.param("a\\ruleset.json", "Use none of these", id="Windows slashes"),
        pytest.param("a\nb.json", "Use none of these", id="line breaks"),
        pytest.param("nul.json", "Windows keeps", id="a device"),
        pytest.param("x" * 101 + ".json", "too long", id="long"),
        pytest.param("a/" * 9 + "r.json", "too long", id="deep"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name: str, said: str) -> None:
    found = wrong_with_name(name)

    assert said in found
    assert bool(said) == bool(found)


def test_a_new_file_may_stand_in_a_new_folder(tmp_path: Path) -> None:
    outcome = saved_as(tmp_path.resolve(), " my-area/1.1.0/ruleset.json ", small())

    assert isinstance(outcome, Written)
    assert outcome.taken.name == "my-area/1.1.0/ruleset.json"
    assert (tmp_path / outcome.taken.name).read_text() == small()
