"""The commands that write a handbook, a diagram and a draft transparency record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from neglect_rules.cli._exits import Exit
from tests.builders import a_ruleset
from tests.cli.running import Command, a_file
from tests.unit.report.handbook.books import Seen

SCREEN: Final = "hull.observation@2.0.0"


@pytest.fixture(name="ruleset")
def _ruleset(tmp_path: Path) -> Path:
    """Return the file of a small ruleset."""
    return a_file(tmp_path, json.dumps(a_ruleset(), default=float))


def test_a_handbook_is_written_to_the_screen_in_eighty_columns(
    neglect_rules: Command, ruleset: Path
) -> None:
    ran = neglect_rules("handbook", ruleset)

    assert ran.code == Exit.DONE
    assert ran.out.startswith("Small 1.0.0: handbook for sign-off\n")
    assert "\nSigned off by\n" in ran.out
    assert "\nWeights: one answer alone\n" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_handbook_is_written_to_a_file_with_the_picture_in_it(
    neglect_rules: Command, ruleset: Path, tmp_path: Path
) -> None:
    file = tmp_path / "handbook.html"
    ran = neglect_rules("handbook", ruleset, "--format", "html", "--out", file)
    found = Seen(file.read_text("utf-8"))

    assert (ran.code, ran.out) == (Exit.DONE, "")
    assert f"{file}: written." in ran.err
    assert "svg" in found.tags
    assert "script" not in found.tags


def test_contacts_and_changes_are_told_if_they_are_handed_in(
    neglect_rules: Command, ruleset: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new.json"
    text = ruleset.read_text("utf-8")
    new.write_text(text.replace('"1.0.0"', '"1.0.1"').replace("adds up", "sums up"))
    asked = ("handbook", new, "--previous", ruleset, "--directory", "hull")
    ran = neglect_rules(*asked, "--format", "markdown")

    assert ran.code == Exit.DONE
    assert "\n## Changes from version 1.0.0 to 1.0.1\n" in ran.out
    assert "\n## Contacts and hours\n" in ran.out


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_transparency_record_is_written_in_every_form(
    neglect_rules: Command, form: str, tmp_path: Path
) -> None:
    file = tmp_path / "record"
    ran = neglect_rules("atrs", SCREEN, "--format", form, "--out", file)

    assert ran.code == Exit.DONE
    assert "Tier 2: Owner and responsibility" in file.read_text("utf-8")


def test_a_diagram_is_drawn_as_a_picture_or_as_text(neglect_rules: Command) -> None:
    picture = neglect_rules("handbook", SCREEN, "--diagram", "svg")
    text = neglect_rules("handbook", SCREEN, "--diagram", "mermaid")

    assert ET.fromstring(picture.out).tag.endswith("svg")
    assert text.out.startswith("flowchart LR\n")
    assert (picture.err, text.err) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("handbook", "nobody.knows"), Exit.RULESET, id="no-such-ruleset"),
        pytest.param(("atrs", "nobody.knows"), Exit.RULESET, id="no-such-record"),
        pytest.param(
            ("handbook", SCREEN, "--directory", "nowhere"), Exit.RULESET, id="no-area"
        ),
        pytest.param(
            ("handbook", SCREEN, "--diagram", "png"), Exit.USAGE, id="no-such-picture"
        ),
        pytest.param(
            ("atrs", SCREEN, "--out", "/no/such/folder/record.md"),
            Exit.USAGE,
            id="no-such-folder",
        ),
    ],
)
def test_what_cannot_be_written_is_said_in_words(
    neglect_rules: Command, arguments: tuple[str, ...], code: Exit
) -> None:
    ran = neglect_rules(*arguments)

    assert ran.code == code
    assert "Traceback" not in ran.out + ran.err
