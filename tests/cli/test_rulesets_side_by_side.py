"""Weighing a ruleset, and carrying a case over from one to another."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

from tests.builders import a_ruleset
from tests.cli.running import Command, a_file

BANNER = "Illustrative. Not issued or checked by any safeguarding partnership."
VISIT = {"/id": "test.visit", "/title": "A visit", "/status": "illustrative"}
ANSWERS = {
    "A": {"grade": "severe", "source": "seen"},
    "B": "established",
    "C": {"state": "not_observed"},
}


def a_file_of(folder: Path, name: str, changes: dict[str, Any]) -> Path:
    """Return a file with a small ruleset, changed."""
    (folder / name).mkdir()
    return a_file(
        folder / name, json.loads(json.dumps(a_ruleset(changes), default=float))
    )


def test_weights_are_said_in_words(neglect_rules: Command, tmp_path: Path) -> None:
    ran = neglect_rules("weigh", a_file_of(tmp_path, "one", {}))

    assert ran.code == 0
    assert (
        "- One severe sign in Safety counts as six emerging signs in Health." in ran.out
    )
    assert "- middle: points in a single part may reach it. [T1]" in ran.out
    assert "- high: 1 answer (A)." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_what_the_weights_say_moves_with_the_weights(
    neglect_rules: Command, tmp_path: Path
) -> None:
    heavier = {"/domains/safety/weight": 3, "/thresholds/0/when/at_least": 20}

    ran = neglect_rules("weigh", a_file_of(tmp_path, "one", heavier))

    assert "counts as twelve emerging signs in Health." in ran.out
    assert "points cannot reach it from fewer than two parts. [T1]" in ran.out


def test_weights_as_json_are_exact(neglect_rules: Command, tmp_path: Path) -> None:
    ran = neglect_rules("weigh", a_file_of(tmp_path, "one", {}), "--format", "json")

    found = json.loads(ran.out)
    assert found["domains"][0] == {"id": "safety", "weight": "1.5", "most": "9"}
    assert found["signs"][0]["adds"]["severe"] == "6"


def carried(neglect_rules: Command, folder: Path, *more: Any) -> Any:
    """Return what comes of a visit's case that is carried over."""
    taken = [
        {"from": "test.visit", "indicator": id_, "highest": "severe"} for id_ in "AC"
    ]
    old = a_file_of(folder, "visit", VISIT)
    new = a_file_of(folder, "new", {"/accepts": taken, "/status": "illustrative"})
    case = {"format": 1, "subject": {"age_months": 60}, "answers": ANSWERS}
    file = a_file(folder, case)
    return neglect_rules("carry-over", file, "--ruleset", old, "--to", new, *more)


def test_of_every_answer_it_is_said_what_became_of_it(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = carried(neglect_rules, tmp_path)

    assert ran.code == 0
    assert ran.out.startswith(BANNER)
    assert (
        "Kept (2 questions)\n  Taken in as it was recorded:\n    A A\n    C C"
        in ran.out
    )
    assert "Left open: ask again (1 question)" in ran.out
    assert "Small does not take this in:\n    B B" in ran.out


def test_the_new_case_is_saved_for_its_owner_and_can_be_judged(
    neglect_rules: Command, tmp_path: Path
) -> None:
    saved = tmp_path / "newer.json"

    ran = carried(neglect_rules, tmp_path, "--save", saved)
    rules = tmp_path / "new" / "case.json"
    judged = neglect_rules(
        "evaluate", saved, "--ruleset", rules, "--at", "2026-05-01T12:00:00Z"
    )

    assert str(saved) in ran.err
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert judged.code == 0
    assert "high" in judged.out.lower()


def test_what_was_carried_over_as_json(neglect_rules: Command, tmp_path: Path) -> None:
    found = json.loads(carried(neglect_rules, tmp_path, "--format", "json").out)

    assert {each["indicator"]: each["what"] for each in found["answers"]} == {
        "A": "kept",
        "B": "left_open",
        "C": "kept",
    }
    assert found["case"]["answers"].keys() == {"A", "C"}


def test_a_ruleset_that_sends_thin_forms_up_is_warned_of(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules(
        "check", a_file_of(tmp_path, "one", {"/open_answers/recommend": "ceiling"})
    )

    assert ran.code == 0
    assert "warning NR301 a form with no answer or with a quarter" in ran.out


def test_a_refused_case_is_not_carried_over(
    neglect_rules: Command, tmp_path: Path
) -> None:
    rules = a_file_of(tmp_path, "one", {})
    file = a_file(tmp_path, {"format": 1, "subject": {}, "answers": {"A": True}})

    ran = neglect_rules("carry-over", file, "--ruleset", rules, "--to", rules)

    assert ran.code == 6
    assert "True" not in ran.out
