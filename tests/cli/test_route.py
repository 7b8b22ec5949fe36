"""The command that says whom to ring, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import click
import pytest

from neglect_rules.audit import capsule
from neglect_rules.cli._exits import Exit
from neglect_rules.cli._route import route
from neglect_rules.errors import AuditError, CaseError
from neglect_rules.evaluation import evaluate
from tests.cli.running import Command
from tests.shipped import the_program, the_test
from tests.unit.pathways.builders import a_document

Ring: TypeAlias = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="ring")
def _ring(capsys: pytest.CaptureFixture[str]) -> Ring:
    """Return a function that calls the command and gives its code, output and talk."""

    def ran(*arguments: str | Path) -> tuple[int, str, str]:
        code = route.main(args=[str(each) for each in arguments], standalone_mode=False)
        written = capsys.readouterr()
        return code, written.out, written.err

    return ran


@pytest.fixture(name="record")
def _record(tmp_path: Path) -> Path:
    """Return a capsule of a worked case of grave neglect."""
    test = the_test("01")
    decision = evaluate(the_program(), test.case, at=test.at)
    file = tmp_path / "capsule.json"
    file.write_text(capsule(decision).to_json(), encoding="utf-8")
    return file


def test_a_case_can_be_judged_and_routed_at_once(
    neglect_rules: Command, tmp_path: Path
) -> None:
    test = the_test("01")
    case = tmp_path / "case.json"
    case.write_text(json.dumps(dict(test.case.document), default=float), "utf-8")
    at = test.at.isoformat()
    asked = ["evaluate", case, "--ruleset", "example.neglect-screen", "--at", at]

    ran = neglect_rules(*asked, "--directory", "bcp")

    why, _, ring = ran.out.partition("\nWhom to ring\n------------\n")
    assert "A critical sign of neglect is present. [G1]" in why
    assert "In danger now: 999." in ring
    assert max(map(len, ran.out.splitlines())) <= 80
    assert neglect_rules(*asked, "--directory", "nowhere").code == Exit.RULESET
    assert (
        neglect_rules(*asked, "--directory", "bcp", "--format", "json").code
        == Exit.USAGE
    )


FRIDAY = "2026-05-08T16:50:00+01:00"


def test_it_says_whom_to_ring(ring: Ring, record: Path) -> None:
    code, out, err = ring(record, "--directory", "bcp", "--at", FRIDAY)

    assert code == Exit.DONE
    assert "Friday 8 May 2026 at 4:50pm." in out
    assert "Try Out of Hours Service: 01202 738256." in out
    assert "Published hours leave a gap" in out
    assert err == ""


def test_a_trace_serves_as_well_as_a_capsule(
    ring: Ring, record: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "trace.json"
    document = json.loads(record.read_text("utf-8"))["trace"]
    trace.write_text(json.dumps(document), encoding="utf-8")

    assert ring(trace, "--directory", "bcp") == ring(record, "--directory", "bcp")


def test_without_a_moment_that_of_the_decision_counts(ring: Ring, record: Path) -> None:
    _, out, _ = ring(record, "--directory", "hull")

    assert "Tuesday 12 May 2026 at 10am." in out
    assert "By 10am on Thursday 14 May 2026: Send the written referral form." in out


def test_for_machines_it_is_json(ring: Ring, record: Path) -> None:
    _, out, _ = ring(
        record, "--directory", "hull", "--format", "json", "--audience", "public"
    )
    found = json.loads(out)

    assert found["route"]["audience"] == "public"
    assert found["route"]["need"] == "safeguarding"
    assert found["due"][0]["duty"] == "written-referral"


def a_file(folder: Path, document: Any) -> Path:
    file = folder / "directory.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_a_directory_may_be_a_file(ring: Ring, record: Path, tmp_path: Path) -> None:
    code, out, _ = ring(record, "--directory", a_file(tmp_path, a_document()))

    assert code == Exit.DONE
    assert "Ring Office: 01632 960001. Open until 5pm today." in out


def test_a_directory_that_is_refused_has_its_place(
    ring: Ring, record: Path, tmp_path: Path
) -> None:
    file = a_file(tmp_path, a_document(zone="Europe/Poole"))
    code, out, err = ring(record, "--directory", file)

    assert code == Exit.RULESET
    assert "NR201 unknown time zone `Europe/Poole`" in out
    assert err == "The directory is refused.\n"


def test_an_area_without_a_directory_is_said(ring: Ring, record: Path) -> None:
    code, out, err = ring(record, "--directory", "leeds")

    assert code == Exit.RULESET
    assert "there is `bcp` or `hull`" in out
    assert err == "No such directory.\n"


@pytest.mark.parametrize("form", ["text", "json"])
def test_whom_to_ring_is_said_where_by_when_is_not_known(
    ring: Ring, record: Path, tmp_path: Path, form: str
) -> None:
    duty = {
        "id": "form",
        "task": "Send the form.",
        "within": {"working_days": 1},
        "after": ["advice", "safeguarding"],
        "source": "made-up",
        "status": "proposed",
    }
    file = a_file(tmp_path, a_document(duties=[duty]))
    at = "2040-05-09T10:00:00+01:00"
    code, out, err = ring(record, "--directory", file, "--at", at, "--format", form)

    assert code == Exit.DONE
    assert "999" in out
    assert ("is not known" if form == "text" else '"due": null') in out
    assert "NR105" in err


def test_a_moment_without_a_zone_is_refused(ring: Ring, record: Path) -> None:
    with pytest.raises(CaseError):
        ring(record, "--directory", "bcp", "--at", "2026-05-08T16:50:00")


def test_what_is_no_record_is_refused(ring: Ring, tmp_path: Path) -> None:
    with pytest.raises(AuditError):
        ring(a_file(tmp_path, a_document()), "--directory", "bcp")


def test_help_has_an_example_and_fits_the_screen() -> None:
    context = click.Context(
        route, info_name="neglect-rules route", max_content_width=80
    )
    words = route.get_help(context)

    assert "  Example:\n    neglect-rules route" in words
    assert max(map(len, words.splitlines())) <= 80
