"""The decisions of a log are the cases on which a change is tried."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.logs import WHO
from tests.cli.running import EXAMPLE, Command

_OLD, _NEW = f"{EXAMPLE}@1.1.0", f"{EXAMPLE}@1.2.0"


def test_recorded_decisions_are_judged_by_both_rulesets(
    neglect_rules: Command, the_log: Path
) -> None:
    ran = neglect_rules("impact", _NEW, _NEW, "--log", the_log, "--format", "json")
    page = neglect_rules("impact", _OLD, _NEW, "--log", the_log)

    assert ran.code == 0
    assert json.loads(ran.out)["judged"] == 12
    assert "12" in page.out


def test_what_can_no_longer_be_read_is_set_aside(
    neglect_rules: Command, log: Path
) -> None:
    for id_, place in (("a-01", "/case/answers/SUP1"), ("a-02", "/trace/**")):
        neglect_rules("redact", log, id_, "--drop", place, "--for-good", "--yes", *WHO)
    ran = neglect_rules("impact", _NEW, _NEW, "--log", log)

    assert ran.code == 8
    assert "a-01" in ran.out
    assert "a-02" not in ran.out


def test_cases_come_from_files_or_from_a_log(
    neglect_rules: Command, the_log: Path, tmp_path: Path
) -> None:
    both = ("--log", the_log, "--cases", "a.json")
    empty = tmp_path / "empty"
    neglect_rules("log", "open", empty, "--id", "e", *WHO)

    assert neglect_rules("impact", _OLD, _NEW).code == 2
    assert neglect_rules("impact", _OLD, _NEW, *both).code == 2
    assert neglect_rules("impact", _OLD, _NEW, "--log", empty).code == 2


def test_what_was_changed_is_set_aside_and_not_judged(
    neglect_rules: Command, log: Path
) -> None:
    held = sorted((log / "disclosures").iterdir())
    first, second = (json.loads(file.read_text("utf-8")) for file in held[:2])
    first["disclosures"] = second["disclosures"]
    held[0].write_text(json.dumps(first), encoding="utf-8")
    ran = neglect_rules("impact", _NEW, _NEW, "--log", log)

    assert ran.code == 8
    assert "[NR730]" in ran.out
