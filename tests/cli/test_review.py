"""The yearly pack of a log tells what a review looks at, and of no child."""

from __future__ import annotations

from pathlib import Path

from tests.cli.logs import LATER, NUMBERS, WHO, evidence
from tests.cli.running import Command
from tests.shipped import decided

_YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


def test_levels_are_counted_and_small_counts_are_not_told(
    neglect_rules: Command, the_log: Path
) -> None:
    ran = neglect_rules("review", the_log, *_YEAR)
    levels = [decided(n)["level"] for n in NUMBERS]
    lowest = sum((each.recommended or each.floor) == "universal" for each in levels)

    assert ran.code == 0
    assert ran.out.startswith("# Review of the log north-2026\n")
    assert "Decisions from 2026-01-01 to 2026-12-31: 12." in ran.out
    assert f"| Universal services | {lowest} of 12 |" in ran.out
    assert "| Targeted help with a plan | hidden |" in ran.out
    assert "(E1) | 5 of 12 | 0 of 5 | 0 of 5 | 0 of 5 |" in ran.out
    assert "P1" not in ran.out
    assert "The same again, byte for byte: 12 of 12" in ran.out
    assert "child-" not in ran.out


def test_levels_stand_in_the_order_of_their_ladder(
    neglect_rules: Command, the_log: Path
) -> None:
    out = neglect_rules("review", the_log).out
    places = [
        out.index(f"| {label}")
        for label in ("Universal services", "Early help |", "Targeted", "Specialist")
    ]

    assert "Decisions of all days: 12." in out
    assert places == sorted(places)


def test_what_people_did_is_counted_by_the_rules_that_were_met(
    neglect_rules: Command, log: Path
) -> None:
    for number in NUMBERS[:5]:
        neglect_rules(
            "record", "dissent", f"a-{number}", "--outcome", "level",
            "--says", "specialist", "--reason", "x", "--log", log, *WHO, *LATER,
        )  # fmt: skip
    neglect_rules("record", "correct", "a-01", "--note", "x", "--log", log, *WHO)
    out = neglect_rules("review", log).out

    assert "Another agency held another view: 5 of 12" in out
    assert "Raised by a professional judgement: 0 of 12" in out
    assert "Put right by a later record: 1 of 12" in out


def test_what_was_deleted_is_counted_and_decided_again_as_far_as_it_goes(
    neglect_rules: Command, log: Path
) -> None:
    neglect_rules(
        "redact", log, "a-01", "--drop", "/case/answers/SUP1", "--for-good", "--yes",
        *WHO,
    )  # fmt: skip
    out = neglect_rules("review", log).out

    assert "Something of it was deleted for good: 1 of 12" in out
    assert "The same again, byte for byte: 11 of 12" in out


def test_of_few_decisions_no_level_is_told(
    neglect_rules: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "few"
    neglect_rules("log", "open", folder, "--id", "n", "--admit", "illustrative", *WHO)
    neglect_rules("log", "append", folder, evidence(tmp_path, "01", "b-1"))
    out = neglect_rules("review", folder).out

    assert "Decisions: hidden." in out
    assert "Specialist" not in out


def test_a_review_of_no_decisions_says_so(
    neglect_rules: Command, the_log: Path, tmp_path: Path
) -> None:
    out = tmp_path / "review.md"
    ran = neglect_rules("review", the_log, "--from", "2027-01-01", "--out", out)
    missing = neglect_rules("review", the_log, "--out", tmp_path / "no" / "r.md")

    assert (ran.code, missing.code) == (0, 2)
    assert "There is nothing to decide again." in out.read_text("utf-8")
