"""Every decision of a log is decided again, and what came of it is told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from neglect_rules.loading import against_schema
from tests.cli.logs import WHO, a_capsule, damaged, evidence
from tests.cli.running import Command


def _deleted(neglect_rules: Command, log: Path, id_: str, *places: str) -> None:
    drops = [word for place in places for word in ("--drop", place)]
    ran = neglect_rules("redact", log, id_, *drops, "--for-good", "--yes", *WHO)
    assert ran.code == 0


def test_a_whole_log_comes_out_the_same_with_one_process_or_two(
    neglect_rules: Command, the_log: Path
) -> None:
    alone = neglect_rules("replay", the_log)
    machines = neglect_rules("replay", the_log, "--json", "--workers", "2")
    report = json.loads(machines.out)

    assert alone.code == machines.code == 0
    assert alone.out == (
        "Decisions decided again: 12\n  The same again, byte for byte  12\n"
    )
    assert against_schema(report, "replay-report", shows=True) == ()
    assert report["verdicts"] == {"exact": 12}
    assert report["span"] == [1, 13]


def test_a_part_of_a_log_is_decided_again(
    neglect_rules: Command, the_log: Path
) -> None:
    ran = neglect_rules("replay", the_log, "--from", "3", "--to", "5", "--json")
    none = neglect_rules("replay", the_log, "--from", "99")

    assert json.loads(ran.out)["span"] == [3, 5]
    assert [each["sequence"] for each in json.loads(ran.out)["records"]] == [3, 4, 5]
    assert none.out == "Decisions decided again: 0\n"


def test_what_is_hidden_is_named_by_its_label(
    neglect_rules: Command, log: Path
) -> None:
    _deleted(neglect_rules, log, "a-01", "/case/answers/SUP1", "/case/subject/**")
    ran = neglect_rules("replay", log, "--record", *WHO)
    report = json.loads(neglect_rules("replay", log, "--json", "--record", *WHO).out)

    assert ran.code == 0
    assert "The same again, byte for byte" in ran.out
    assert "Number 2: a-01" in ran.out
    assert "Watched over as age and place require (SUP1)" in ran.out
    assert "Recorded as number 15:" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert against_schema(report, "replay-report", shows=True) == ()
    records = (log / "log.jsonl").read_bytes().splitlines()
    assert [json.loads(each)["kind"] for each in records[-2:]] == ["replay_report"] * 2


def test_a_changed_record_is_told_and_nothing_after_it_is_believed(
    neglect_rules: Command, log: Path
) -> None:
    damaged(log, b'"subject":"child-03"', b'"subject":"child-99"')
    ran = neglect_rules("replay", log)

    assert ran.code == 5
    assert "CHANGED since" in ran.out
    assert "NR724" in ran.out


def test_a_decision_is_not_made_again_without_its_ruleset(
    neglect_rules: Command, log: Path
) -> None:
    for file in (log / "documents").iterdir():
        file.unlink()
    ran = neglect_rules("replay", log, "--to", "2")

    assert ran.code == 0
    assert "the ruleset is not at hand" in ran.out
    assert "NR702" in ran.out


def test_a_record_that_is_no_record_is_told_by_its_number(
    neglect_rules: Command, log: Path
) -> None:
    lines = (log / "log.jsonl").read_bytes().splitlines(keepends=True)
    lines[2] = b"[" + lines[2][1:]
    (log / "log.jsonl").write_bytes(b"".join(lines))
    ran = neglect_rules("replay", log)

    assert ran.code == 5
    assert "\nNumber 3\n  CHANGED since it was recorded.\n" in ran.out


def test_what_an_unknown_meaning_decided_is_left_alone(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    file = evidence(tmp_path, "01", "b-1")
    document = json.loads(file.read_text("utf-8"))
    document["record"]["core"]["semantics"] = 99
    file.write_text(json.dumps(document), encoding="utf-8")
    neglect_rules("log", "append", log, file)
    ran = neglect_rules("replay", log, "--from", "14")

    assert ran.code == 0
    assert "NR703" in ran.out
    assert "Hint: replay it with a version of the library that can." in ran.out


def test_options_for_a_log_are_refused_for_a_file_and_the_other_way_round(
    neglect_rules: Command, the_log: Path, tmp_path: Path
) -> None:
    capsule = a_capsule(tmp_path, "01")

    assert neglect_rules("replay", capsule, "--json").code == 2
    assert neglect_rules("replay", the_log, "--case", capsule).code == 2
    assert neglect_rules("replay", the_log, "--record").code == 2


def test_progress_is_for_a_terminal_only(
    neglect_rules: Command, the_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = neglect_rules("replay", the_log, "--to", "3")
    monkeypatch.setattr("neglect_rules.cli._log_replay._STEP", 2)
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    ran = neglect_rules("replay", the_log, "--to", "3")

    assert quiet.err == ""
    assert "2 records decided again" in ran.err
