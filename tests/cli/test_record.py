"""Decisions, and what people do about them, are recorded by commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.logs import LATER, WHO, a_capsule
from tests.cli.running import Command
from tests.shipped import RULESET

_LEVEL = ("--outcome", "level")
_WHY = ("--reason", "Zebedee was seen.")
_OTHER = ("--actor", "staff-8", *WHO[2:])


def _last(log: Path) -> Any:
    line = (log / "log.jsonl").read_bytes().splitlines()[-1]
    return json.loads(line)


def test_a_decision_is_recorded_from_its_capsule(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    words = (
        "record", "decision", a_capsule(tmp_path, "02"), "--log", log, "--id", "b-2",
        "--subject", "child-7", "--retention", "until 25", *WHO,
    )  # fmt: skip
    inline = neglect_rules(*words, "--inline")
    ran = neglect_rules(*words)
    record = _last(log)

    assert (inline.code, "NR721" in inline.out) == (5, True)
    assert ran.out == "Recorded as number 14: b-2\n"
    assert record["core"]["subject"] == "child-7"
    assert record["context"]["retention"] == "until 25"
    assert record["context"]["by"]["ref"] == "staff-7"


def test_a_capsule_that_does_not_come_out_the_same_is_not_recorded(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    capsule = a_capsule(tmp_path, "01")
    document = json.loads(capsule.read_text("utf-8"))
    document["case"]["answers"]["SUP2"] = "met"
    capsule.write_text(json.dumps(document), encoding="utf-8")
    before = (log / "log.jsonl").read_bytes()
    ran = neglect_rules("record", "decision", capsule, "--log", log, *WHO)

    assert (ran.code, "NR701" in ran.out) == (5, True)
    assert (log / "log.jsonl").read_bytes() == before


def test_a_reference_that_cannot_be_one_is_refused_and_not_repeated(
    neglect_rules: Command, log: Path
) -> None:
    ran = neglect_rules(
        "record", "correct", "a-01", "--note", "x", "--log", log,
        "--subject", "Zebedee" * 50, *WHO,
    )  # fmt: skip

    assert ran.code == 5
    assert "Zebedee" not in ran.out + ran.err


def test_a_record_needs_one_place_to_go(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    words = ("record", "correct", "a-01", "--note", "The date.", *WHO)
    none = neglect_rules(*words)
    both = neglect_rules(*words, "--log", log, "--out", tmp_path / "e.json")

    out = neglect_rules(*words, "--out", tmp_path / "e.json")

    assert (none.code, both.code, out.code) == (2, 2, 0)
    assert "Nothing is recorded until it is added to a log." in out.err
    assert neglect_rules("log", "append", log, tmp_path / "e.json").code == 0


def test_an_override_goes_up_and_ends_when_it_is_taken_back(
    neglect_rules: Command, log: Path
) -> None:
    up = neglect_rules(
        "record", "override", "a-02", *_LEVEL, "--to", "specialist", *_WHY,
        "--until", "2027-01-01T00:00:00+00:00", "--id", "o-1", "--log", log, *WHO,
        *LATER,
    )  # fmt: skip
    subject = _last(log)["core"]["subject"]
    down = neglect_rules(
        "record", "override", "a-01", *_LEVEL, "--to", "targeted", *_WHY,
        "--log", log, *WHO, *LATER,
    )  # fmt: skip
    end = neglect_rules("record", "revoke", "o-1", *_WHY, "--log", log, *WHO, *LATER)
    wrong = neglect_rules("record", "revoke", "a-01", *_WHY, "--log", log, *WHO)

    assert (up.code, subject) == (0, "child-02")
    assert (down.code, "NR712" in down.out) == (5, True)
    assert "Nothing was recorded." in down.err
    assert (end.code, end.out[:22]) == (0, "Recorded as number 15:")
    assert (wrong.code, "NR733" in wrong.out) == (5, True)
    assert b"Zebedee" not in (log / "log.jsonl").read_bytes()


def test_the_named_person_decides_with_a_reason_on_what_stands(
    neglect_rules: Command, log: Path
) -> None:
    neglect_rules(
        "record", "override", "a-02", *_LEVEL, "--to", "specialist", *_WHY,
        "--log", log, *WHO, *LATER,
    )  # fmt: skip
    neglect_rules(
        "record", "dissent", "a-02", *_LEVEL, "--says", "universal", *_WHY,
        "--id", "d-1", "--log", log, *_OTHER, *LATER,
    )  # fmt: skip
    decide = ("record", "decide", "a-02", "--log", log, *LATER)
    silent = neglect_rules(*decide, "--level", "level=targeted", *_OTHER)
    own = neglect_rules(*decide, "--level", "level=targeted", *_WHY, *WHO)
    wrong = neglect_rules(*decide, "--level", "targeted", *_OTHER)
    lower = neglect_rules(*decide, "--level", "level=targeted", *_WHY, *_OTHER)
    level = _last(log)["core"]["outcomes"]["level"]
    stands = neglect_rules(*decide, *_OTHER)
    settled = neglect_rules(
        "record", "settle", "d-1", *_WHY, "--log", log, "--subject", "child-2b", *WHO
    )

    assert (silent.code, "NR711" in silent.out) == (5, True)
    assert (own.code, "NR713" in own.out) == (5, True)
    assert wrong.code == 2
    assert (level["stood"], level["decided"]) == ("specialist", "targeted")
    assert "decided otherwise than what stood" in lower.out
    assert "otherwise" not in stands.out
    assert settled.code == 0
    assert _last(log)["core"]["subject"] == "child-2b"


def test_what_was_raised_counts_although_its_reason_was_deleted(
    neglect_rules: Command, log: Path
) -> None:
    neglect_rules(
        "record", "override", "a-02", *_LEVEL, "--to", "specialist", *_WHY,
        "--id", "o-1", "--log", log, *WHO, *LATER,
    )  # fmt: skip
    neglect_rules("redact", log, "o-1", "--drop", "/**", "--for-good", "--yes", *WHO)
    neglect_rules("record", "decide", "a-02", "--log", log, *_OTHER, *LATER)

    assert _last(log)["core"]["outcomes"]["level"]["stood"] == "specialist"


def test_nothing_is_said_about_a_decision_that_can_no_longer_be_read(
    neglect_rules: Command, log: Path
) -> None:
    neglect_rules(
        "redact", log, "a-01", "--drop", "/case/answers/SUP1", "--for-good", "--yes",
        *WHO,
    )  # fmt: skip
    for id_, code in (("a-01", "NR736"), ("a-99", "NR733")):
        ran = neglect_rules(
            "record", "dissent", id_, *_LEVEL, "--says", "targeted", *_WHY,
            "--log", log, *WHO,
        )  # fmt: skip

        assert (ran.code, code in ran.out) == (5, True)


def test_what_was_shown_is_recorded_without_its_text(
    neglect_rules: Command, log: Path, tmp_path: Path
) -> None:
    page, binary = tmp_path / "page.txt", tmp_path / "page.bin"
    page.write_text("Zebedee", encoding="utf-8")
    binary.write_bytes(b"\xff")
    words = ("record", "shown", "a-01", "--audience", "family", "--log", log, *WHO)
    ran = neglect_rules(*words, "--text", page)
    wrong = neglect_rules(*words, "--text", binary)
    stored = b"".join(f.read_bytes() for f in log.rglob("*") if f.is_file())

    assert (ran.code, wrong.code) == (0, 2)
    assert b"Zebedee" not in stored


@pytest.mark.parametrize("change", ["published", "adopted", "retired"])
def test_what_becomes_of_a_ruleset_is_recorded(
    neglect_rules: Command, log: Path, change: str
) -> None:
    ran = neglect_rules("record", "ruleset", change, RULESET, "--log", log, *WHO)

    assert ran.code == 0
    assert _last(log)["kind"] == f"ruleset_{change}"


def test_a_correction_names_what_was_wrong_and_changes_nothing(
    neglect_rules: Command, log: Path
) -> None:
    before = (log / "log.jsonl").read_bytes()
    ran = neglect_rules(
        "record", "correct", "a-01", "--note", "The date.", "--log", log, *WHO
    )
    missing = neglect_rules(
        "record", "correct", "a-99", "--note", "The date.", "--log", log, *WHO
    )

    assert ran.code == 0
    assert (missing.code, "NR733" in missing.out) == (5, True)
    assert (log / "log.jsonl").read_bytes().startswith(before)
