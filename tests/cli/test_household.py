"""The command that judges a household, in this process."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.audit import load_capsule, replay
from neglect_rules.cli._exits import Exit
from neglect_rules.loading import against_schema
from tests.cli.running import AT, EXAMPLE, Command
from tests.shipped import ROOT, the_test

FILES: Final = ROOT / "docs/how-to/households"
TWO: Final = FILES / "two-children.json"
THREE: Final = FILES / "one-not-assessed.json"
BCP: Final = "bcp.practitioner-toolkit@2.0.0"
SECRET: Final = "Zebedee"


def a_home(folder: Path, *children: Any, **more: Any) -> Path:
    """Return the file of a household."""
    file = folder / "home.json"
    whole = {"format": 1, "at": AT, **more, "children": list(children)}
    file.write_text(json.dumps(whole, default=float), encoding="utf-8")
    return file


def a_child(ref: str, **answers: Any) -> dict[str, Any]:
    return {"subject": {"ref": ref, "born": "2020-01-01"}, "answers": answers}


def test_a_household_is_judged_and_explained(neglect_rules: Command) -> None:
    ran = neglect_rules("household", TWO, "--ruleset", BCP)

    assert ran.code == Exit.DONE
    assert "Level of need     Level 4: Specialist, because of child A-1" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.err == ""


def test_where_one_is_not_assessed_it_cannot_be_determined(
    neglect_rules: Command,
) -> None:
    assert neglect_rules("household", THREE, "--ruleset", BCP).code == (
        Exit.NOT_DETERMINABLE
    )


def test_for_a_case_file_it_is_markdown(neglect_rules: Command) -> None:
    ran = neglect_rules("household", TWO, "--ruleset", BCP, "--format", "markdown")

    assert ran.out.startswith("**Illustrative. ")
    assert "\n- **Level of need**: Level 4: Specialist, because of child A-1" in ran.out
    assert ran.out.endswith("\n")
    assert not ran.out.endswith("\n\n")


def test_for_machines_it_is_json(neglect_rules: Command) -> None:
    ran = neglect_rules("household", THREE, "--ruleset", BCP, "--format", "json")
    found = json.loads(ran.out)

    assert ran.code == Exit.NOT_DETERMINABLE
    assert against_schema(found, "household-decision", shows=True) == ()
    assert [child["ref"] for child in found["children"]] == ["A-1", "B-2", "C-3"]


def test_the_option_is_stronger_than_the_documents_own_moment(
    neglect_rules: Command,
) -> None:
    at = "2026-06-01T09:00:00+01:00"
    ran = neglect_rules("household", TWO, "--ruleset", BCP, "--at", at)

    assert "1 June 2026 at 09:00" in ran.out


def test_each_assessed_child_has_a_trace_and_a_capsule_that_replays(
    neglect_rules: Command, tmp_path: Path
) -> None:
    home = a_home(
        tmp_path,
        {"subject": {"ref": "c"}, "not_assessed": True},
        a_child("a", **the_test("01").case.document["answers"]),
        shared={"answers": {"SUP1": {"grade": "emerging", "by": "school"}}},
    )
    traces, capsules = tmp_path / "new" / "traces", tmp_path / "capsules"
    ran = neglect_rules(
        "household", home, "--ruleset", EXAMPLE, "--trace", traces, "--capsule", capsules
    )  # fmt: skip
    again = replay(load_capsule((capsules / "child-2.json").read_bytes()))

    assert ran.code == Exit.DONE
    assert [file.name for file in capsules.iterdir()] == ["child-2.json"]
    assert "entries" in json.loads((traces / "child-2.json").read_text("utf-8"))
    assert again.is_exact
    assert stat.S_IMODE((traces / "child-2.json").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_said(
    neglect_rules: Command, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    ran = neglect_rules("household", TWO, "--ruleset", BCP, "--trace", taken)

    assert ran.code == Exit.USAGE
    assert f"cannot write into {taken}" in ran.err


def test_a_household_can_be_judged_and_routed_at_once(neglect_rules: Command) -> None:
    asked = ["household", TWO, "--ruleset", BCP, "--directory"]
    ran = neglect_rules(*asked, "bcp")

    assert ran.code == Exit.DONE
    _, _, ring = ran.out.partition("\nWhom to ring\n------------\n")
    assert "The result calls for children's social care." in ring
    assert "In danger now: 999." in ring
    assert neglect_rules(*asked, "nowhere").code == Exit.RULESET
    assert neglect_rules(*asked, "bcp", "--format", "json").code == Exit.USAGE


def test_a_household_is_refused_with_every_reason_and_place(
    neglect_rules: Command, tmp_path: Path
) -> None:
    home = a_home(
        tmp_path, a_child(SECRET, SUP1=SECRET), a_child("b", SUP1="met", NONE="met")
    )
    ran = neglect_rules("household", home, "--ruleset", EXAMPLE)
    lines = [line for line in ran.out.splitlines() if line.startswith(str(home))]

    assert ran.code == Exit.CASE
    assert [line.split(" error ")[1][:5] for line in lines] == ["NR602", "NR601"]
    assert SECRET not in ran.out + ran.err


def test_two_children_of_one_reference_are_refused_unnamed(
    neglect_rules: Command, tmp_path: Path
) -> None:
    home = a_home(tmp_path, a_child(SECRET), a_child(SECRET))
    ran = neglect_rules("household", home, "--ruleset", EXAMPLE, "--format", "json")
    (found,) = json.loads(ran.out)["refused"]

    assert ran.code == Exit.CASE
    assert (found["code"], found["at"]) == ("NR110", "/children/1/subject/ref")
    assert SECRET not in ran.out + ran.err


def test_without_a_moment_it_is_refused(neglect_rules: Command, tmp_path: Path) -> None:
    home = a_home(tmp_path, a_child("a"))
    home.write_text(home.read_text("utf-8").replace(f'"at": "{AT}", ', ""), "utf-8")

    assert "NR612" in neglect_rules("household", home, "--ruleset", EXAMPLE).out


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param("2026-05-12T10:00:00", "NR606", id="without-a-zone"),
        pytest.param("2019-01-01T10:00:00Z", "NR605", id="not-in-force"),
    ],
)
def test_a_moment_that_does_not_fit_is_blamed_on_the_option(
    neglect_rules: Command, at: str, code: str
) -> None:
    ruleset = ROOT / "rulesets/bcp/practitioner-toolkit/2.0.0/ruleset.json"
    ran = neglect_rules("household", TWO, "--ruleset", ruleset, "--at", at)

    assert ran.code == Exit.CASE
    assert ran.out.startswith("--at")
    assert code in ran.out


def test_a_file_that_is_not_there_is_refused(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("household", tmp_path / "none.json", "--ruleset", EXAMPLE)

    assert ran.code == Exit.CASE
    assert "NR018" in ran.out


@pytest.mark.parametrize("name", ["household", "household-decision"])
def test_the_schemas_are_there_to_be_written(neglect_rules: Command, name: str) -> None:
    assert json.loads(neglect_rules("schema", name).out)["$id"].endswith(
        f"/{name}-1.schema.json"
    )
