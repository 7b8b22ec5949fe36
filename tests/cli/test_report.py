"""Reports from the command line: a file is written, and the exit code tells."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.logs import LATER, WHO, a_capsule, damaged
from tests.cli.running import EXAMPLE, Command, Ran
from tests.shipped import RULESET
from tests.unit.report.parsed import Parsed, parsed

EARLIER = RULESET.parents[1] / "1.1.0" / "ruleset.json"


def told(ran: Ran, out: Path, code: int = 0) -> Parsed:
    """Return the report that a command wrote, having left with a code."""
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert f"{out}: written." in ran.err
    return parsed(out.read_text(encoding="utf-8"))


def test_a_decision_from_its_capsule(neglect_rules: Command, tmp_path: Path) -> None:
    file, out = a_capsule(tmp_path, "01"), tmp_path / "d.html"
    ran = neglect_rules("report", "decision", file, "--directory", "bcp", "--out", out)
    text = told(ran, out).text

    assert "Where each level stands" in text
    assert text.index("Whom to ring") < text.index("What to do")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_decision_from_a_log_tells_what_people_did(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    out = tmp_path / "d.html"
    asked = ("report", "decision", "--log", log, "--id", "a-04", "--out", out)
    assert "was recorded about this" not in told(neglect_rules(*asked), out).text
    about = ("a-04", "--log", log, *WHO, *LATER)
    raised = ("--outcome", "level", "--to", "specialist", "--reason", "Seen at night.")
    assert neglect_rules("record", "override", *about, *raised).code == 0
    assert "Seen at night." in told(neglect_rules(*asked), out).text
    decided = ("--level", "level=specialist", "--reason", "I agree.")
    assert neglect_rules("record", "decide", *about, *decided).code == 0
    text = told(neglect_rules(*asked), out).text
    assert "Seen at night." in text
    assert "I agree." in text


def test_a_family_gets_its_own_page_and_only_when_cleared(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, out = a_capsule(tmp_path, "01"), tmp_path / "d.html"
    asked = ("report", "decision", file, "--audience", "family", "--out", out)
    assert neglect_rules(*asked).code != 0
    assert not out.exists()
    ran = neglect_rules(*asked, "--cleared-for-sharing")

    assert "svg" not in told(ran, out).elements
    assert "Read it as the person who will get it" in ran.err


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("x.json", "--log", "y", "--id", "z"),
        ("--log", "y"),
        ("x.json", "--id", "z"),
    ],
)
def test_a_decision_is_named_in_one_way(
    neglect_rules: Command, asked: tuple[str, ...]
) -> None:
    ran = neglect_rules("report", "decision", *asked, "--out", "d.html")

    assert ran.code == 2
    assert "name a trace or capsule, or a log" in ran.err


def test_an_unknown_directory_writes_nothing(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, out = a_capsule(tmp_path, "01"), tmp_path / "d.html"
    ran = neglect_rules(
        "report", "decision", file, "--directory", "nowhere", "--out", out
    )

    assert ran.code == 3
    assert not out.exists()


def test_what_a_change_does(neglect_rules: Command, log: Path, tmp_path: Path) -> None:
    out = tmp_path / "i.html"
    ran = neglect_rules(
        "report", "impact", EARLIER, RULESET, "--log", log, "--out", out
    )
    assert ran.code in {0, 8}
    text = told(ran, out, ran.code).text

    assert "What the change does" in text
    assert "Not for use with a real child" in text


def test_a_replay_of_a_capsule_and_of_a_log(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    out = tmp_path / "r.html"
    file = a_capsule(tmp_path, "01")
    assert (
        "Exact."
        in told(neglect_rules("report", "replay", file, "--out", out), out).text
    )
    found = told(neglect_rules("report", "replay", log, "--out", out), out).text
    assert "Decisions decided again: 12." in found
    damaged(log, b'"universal"', b'"specialist"')
    broken = neglect_rules("report", "replay", log, "--out", out)
    assert "did not come out exactly the same" in told(broken, out, 5).text


def test_a_check_leads_with_what_to_do_and_folds_codes_away(
    neglect_rules: Command, tmp_path: Path
) -> None:
    wrong, out = tmp_path / "wrong.json", tmp_path / "c.html"
    text = RULESET.read_text(encoding="utf-8").replace('"points": 4', '"points": "x"')
    wrong.write_text(text, encoding="utf-8")
    ran = neglect_rules("report", "check", wrong, RULESET, "--out", out)
    found = told(ran, out, 3)

    assert "Expected a number, found a text." in found.text
    assert "Neglect screen 1.2.0" in found.text
    assert "No problems." in found.text
    assert found.elements.count("details") == 1
    assert found.text.index("What to do:") < found.text.index("NR103")


def test_the_yearly_pack(neglect_rules: Command, log: Path, tmp_path: Path) -> None:
    out = tmp_path / "y.html"
    found = told(neglect_rules("report", "review", log, "--out", out), out)

    assert "Review of the log north-2026" in found.text
    assert "table" in found.elements


def test_a_file_that_cannot_be_written_is_said(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, out = a_capsule(tmp_path, "01"), tmp_path / "none" / "d.html"
    ran = neglect_rules("report", "decision", file, "--out", out)

    assert ran.code == 2
    assert "cannot write" in ran.err


def test_a_trace_without_its_ruleset_needs_it(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"format": 1, "subject": {"age_months": 60}, "answers": {}}')
    trace, out = tmp_path / "t.json", tmp_path / "d.html"
    at = "2026-05-12T10:00:00+01:00"
    neglect_rules("evaluate", case, "--ruleset", EXAMPLE, "--at", at, "--trace", trace)
    assert (
        "Recommendation"
        in told(neglect_rules("report", "decision", trace, "--out", out), out).text
    )
    trace.write_text(trace.read_text().replace(EXAMPLE, "example.another"))
    ran = neglect_rules("report", "decision", trace, "--out", out)
    assert ran.code == 2
    assert "--ruleset" in ran.err
