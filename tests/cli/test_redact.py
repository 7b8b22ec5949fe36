"""What a reader may not see is hidden, what nobody shall see is deleted."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.audit.records import load_evidence
from tests.cli.logs import WHO
from tests.cli.running import Command

_PLACE = "/case/answers/SUP1"


def test_a_copy_shows_less_and_still_verifies(
    neglect_rules: Command, the_log: Path, tmp_path: Path
) -> None:
    out = tmp_path / "copy.json"
    ways = (("--mask", "researcher"), ("--keep", _PLACE), ("--drop", _PLACE))
    for words, hides in zip(ways, (False, False, True), strict=True):
        ran = neglect_rules("redact", the_log, "a-01", *words, "--out", out)
        found = load_evidence(out.read_bytes())

        assert ran.code == 0
        assert found.withheld
        assert len(found.documents) == 2
        assert (_PLACE in found.withheld) == hides


def test_a_slip_in_a_place_is_refused(
    neglect_rules: Command, the_log: Path, tmp_path: Path
) -> None:
    out = tmp_path / "copy.json"
    words = ("redact", the_log, "a-01", "--out", out)
    slip = neglect_rules(*words, "--drop", "/case/answers/SPU1")
    both = neglect_rules(*words, "--drop", _PLACE, "--mask", "auditor")
    neither = neglect_rules(*words)
    nowhere = neglect_rules("redact", the_log, "a-01", "--drop", _PLACE)
    missing = neglect_rules("redact", the_log, "a-99", "--drop", _PLACE, "--out", out)

    assert (slip.code, "NR731" in slip.out) == (5, True)
    assert (both.code, neither.code, nowhere.code) == (2, 2, 2)
    assert (missing.code, "NR733" in missing.out) == (5, True)
    assert not out.exists()


def test_what_is_deleted_is_gone_and_said_to_be_gone(
    neglect_rules: Command, log: Path
) -> None:
    words = ("redact", log, "a-01", "--drop", _PLACE, "--for-good")
    unasked = neglect_rules(*words, *WHO)
    nobody = neglect_rules(*words, "--yes")
    done = neglect_rules(*words, "--yes", *WHO)
    verified = neglect_rules("log", "verify", log)
    again = neglect_rules("redact", log, "opened", *words[3:], "--yes", *WHO)
    empty = neglect_rules(
        "redact", log, "opened", "--mask", "auditor", "--for-good", "--yes", *WHO
    )

    assert (unasked.code, "--yes" in unasked.err) == (2, True)
    assert (nobody.code, "--actor" in nobody.err) == (2, True)
    assert done.out.startswith("Deleted: 1 value.\nRecorded as number 14: ")
    assert verified.code == 0
    assert "1 deleted as recorded" in verified.out
    assert (again.code, empty.code) == (5, 2)
    last = json.loads((log / "log.jsonl").read_bytes().splitlines()[-1])
    assert last["core"]["removed"] == [_PLACE]


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 130)])
def test_a_person_is_asked_before_anything_is_deleted(
    neglect_rules: Command,
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
) -> None:
    class Typed:
        def isatty(self) -> bool:
            return True

        def readline(self, *_: Any) -> str:
            return answer

    monkeypatch.setattr(sys, "stdin", Typed())
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answer.strip())
    before = (log / "log.jsonl").read_bytes()
    ran = neglect_rules("redact", log, "a-01", "--drop", _PLACE, "--for-good", *WHO)

    assert ran.code == code
    assert f"This would be deleted: {_PLACE}" in ran.err
    assert ((log / "log.jsonl").read_bytes() == before) == (code != 0)
