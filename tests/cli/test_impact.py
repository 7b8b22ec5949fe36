"""What a change does to cases that are there, on the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.cli import _impact, _impact_cases
from neglect_rules.loading._validator import make_validator
from tests.cli.impacting import (
    HIGHER,
    NOTHING,
    ONE_SIGN,
    RENAMED,
    a_case,
    lines,
    mixed,
    rulesets,
)
from tests.cli.running import Command
from tests.shipped import ROOT
from tests.unit.explain.test_explain import OUR_WORDS


def test_the_verdict_comes_first_and_the_cases_with_their_reasons_last(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, mixed(6))
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", cases)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Small, from 1.0.0 to 2.0.0\n"
        "\n"
        "2 of 6 cases come out higher, none lower.\n"
        "\n"
        "From level to level\n"
        "-------------------\n"
        "Level\n"
        "                       Cases, of that level before\n"
        'Up: "Low" to "Middle"                       2 of 4\n'
        'No change: "Low"                            2 of 4\n'
        'No change: "Middle"                         2 of 2\n'
        "\n"
        "The cases to look at\n"
        "--------------------\n"
        "Those that go up come first, the gravest at the top.\n"
        "\n"
        "r0\n"
        '- Level: up from "Low" to "Middle"\n'
        "  Met now: It adds up. [T1]\n"
        "\n"
        "r3\n"
        '- Level: up from "Low" to "Middle"\n'
        "  Met now: It adds up. [T1]\n"
    )


@pytest.mark.parametrize(
    ("after", "before", "cases", "verdict"),
    [
        (HIGHER, {}, mixed(1), "1 of 1 case comes out higher, none lower."),
        ({}, HIGHER, mixed(6), "2 of 6 cases come out lower, none higher."),
        ({}, {}, mixed(6), "None of 6 cases comes out at another level."),
        (
            RENAMED,
            {},
            mixed(6),
            "2 of 6 cases come out at a level that only one of the versions has.",
        ),
        ({}, {}, ["{"], "No case could be judged."),
        (
            {"/thresholds/0/when/at_least": 1, "/thresholds/0/reach/level": "middle"},
            {"/thresholds/0/reach/level": "high"},
            mixed(6),
            "2 of 6 cases come out higher, 2 lower.",
        ),
    ],
    ids=["up", "down", "nowhere", "elsewhere", "none judged", "both"],
)
def test_the_verdict_says_how_many_go_which_way(
    neglect_rules: Command,
    tmp_path: Path,
    after: Mapping[str, Any],
    before: Mapping[str, Any],
    cases: list[Any],
    verdict: str,
) -> None:
    files = rulesets(tmp_path, after, before)
    ran = neglect_rules("impact", *files, "--cases", lines(tmp_path, cases))

    assert verdict in ran.out
    assert ("may get less help" in ran.out) == (
        "lower" in verdict.replace("none lower", "")
    )
    assert max(map(len, ran.out.splitlines())) <= 80
    assert OUR_WORDS.findall(ran.out) == []


def test_each_kind_of_reason_has_words_of_its_own(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, mixed(3))
    stricter = {"/thresholds/0/when/at_least": 100}
    fewer = neglect_rules("impact", *rulesets(tmp_path, stricter), "--cases", cases)
    higher = {"/thresholds/0/reach/level": "high"}
    other = neglect_rules("impact", *rulesets(tmp_path, higher), "--cases", cases)
    neither = neglect_rules("impact", *rulesets(tmp_path, RENAMED), "--cases", cases)

    assert "  No longer met: It adds up. [T1]\n" in fewer.out
    assert "  Met as before, gives another level now: It adds up. [T1]\n" in other.out
    assert '- Level: from "Middle" to "Mid"\n' in neither.out


def test_what_only_one_version_gives_and_open_answers_are_told(
    neglect_rules: Command, tmp_path: Path
) -> None:
    more = {"/outcomes/care": {"label": "Care plan", "grades": ["none", "plan"]}}
    cases = lines(tmp_path, [a_case("r1", NOTHING), a_case("r2", {"A": "met"})])
    there = neglect_rules("impact", *rulesets(tmp_path, more), "--cases", cases)
    back = neglect_rules("impact", *rulesets(tmp_path, {}, more), "--cases", cases)

    assert "because only the new version gives it: Care plan." in there.out
    assert "because only the old version gives it: Care plan." in back.out
    assert "1 of 2 cases still have open answers" in there.out


def test_two_different_rulesets_are_each_named(
    neglect_rules: Command, tmp_path: Path
) -> None:
    files = rulesets(tmp_path, {"/id": "test.other", "/title": "Other"})
    ran = neglect_rules("impact", *files, "--cases", lines(tmp_path, mixed(1)))

    assert ran.out.startswith("From Small 1.0.0 to Other 1.0.0\n")


@pytest.mark.parametrize(
    ("options", "listed", "rest"),
    [([], 20, "… and 3 more (use --format lines or --all)"), (["--all"], 23, None)],
)
def test_twenty_cases_are_listed_unless_all_are_asked_for(
    neglect_rules: Command,
    tmp_path: Path,
    options: list[str],
    listed: int,
    rest: str | None,
) -> None:
    cases = [a_case(f"r{n}", ONE_SIGN) for n in range(23)] + ["{"] * 22
    file = lines(tmp_path, cases)
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", file, *options)

    assert "23 of 23 cases come out higher" in ran.out
    assert ran.out.count("- Level: up from") == listed
    assert (rest is None) or rest in ran.out
    assert ran.out.count("It cannot be read as a case.") == min(listed, 22)
    assert ("… and 2 more (use --all)" in ran.out) == (rest is not None)


def test_what_cannot_be_judged_is_set_aside_with_its_place_and_no_answer(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(
        tmp_path,
        [
            a_case("r1", ONE_SIGN),
            "",
            '{"secret": "SECRET"',
            a_case("r4", {"A": {"grade": "SECRET", "by": "no id"}}),
            a_case("r5", {"A": "SECRET"}),
            a_case("r6", {**NOTHING, "S": "weak"}),
            "[" * 100_000,
        ],
    )
    without = {"/indicators/S": ..., "/scales/strength": ...}
    ran = neglect_rules("impact", *rulesets(tmp_path, without), "--cases", cases)

    assert (ran.code, ran.err) == (8, "")
    assert "6 cases were set aside and not judged." in ran.out
    assert "No case could be judged." in ran.out
    for told in (
        f"{cases}, line 3. It cannot be read as a case.",
        f"{cases}, line 4. It cannot be read as a case.",
        f"r5, {cases}, line 5. The old ruleset does not take it.",
        f"r6, {cases}, line 6. The new ruleset does not take it.",
        f"{cases}, line 7. It cannot be read as a case.",
    ):
        # A long path may be broken where a line ends.
        assert "".join(told.split()) in "".join(ran.out.split())
    assert "SECRET" not in ran.out


def test_a_line_that_is_too_long_is_set_aside_and_the_next_is_read(
    neglect_rules: Command, tmp_path: Path
) -> None:
    long = '{"note": "' + "x" * (_impact_cases.MOST_LINE + 10)
    cases = lines(tmp_path, [long, a_case("r2", ONE_SIGN)])
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", cases)

    assert ran.code == 8
    assert "1 of 1 case comes out higher" in ran.out
    assert "1 case was set aside" in ran.out
    assert "[NR003]" in ran.out


def test_lines_are_for_machines_one_for_each_case_that_moves(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, [*mixed(6), "{"])
    files = rulesets(tmp_path)
    ran = neglect_rules("impact", *files, "--cases", cases, "--format", "lines")
    found = [json.loads(line) for line in ran.out.splitlines()]
    unread = "It cannot be read as a case. `{` is never closed (column 1). [NR013]"

    assert ran.code == 8
    assert [each["ref"] for each in found] == ["r0", "r3"]
    assert found[0]["moves"][0]["now_met"] == ["T1"]
    assert ran.err.splitlines() == [
        f"Set aside: {cases}, line 7. {unread}",
        "2 of 6 cases come out higher, none lower.",
        "Cases set aside and not judged: 1.",
    ]


def test_the_document_for_machines_has_the_form_that_its_schema_says(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, [*mixed(30), "{"])
    groups = tmp_path / "groups.csv"
    groups.write_text("ref,group\n" + "".join(f"r{n},g{n % 2}\n" for n in range(28)))
    given = ("--cases", cases, "--groups", groups, "--format", "json")
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)
    found = json.loads(ran.out)
    text = (ROOT / "schemas/impact-1.schema.json").read_text("utf-8")
    schema = make_validator(json.loads(text))

    assert (ran.code, ran.err) == (8, "Cases set aside and not judged: 1.\n")
    assert list(schema.iter_errors(found)) == []
    assert (found["judged"], found["ways"]["up"], len(found["moved"])) == (30, 10, 10)
    assert [row["group"] for row in found["groups"]] == ["g0", "g1", None]
    assert found["set_aside"] == [
        {
            "ref": f"{cases}:31",
            "place": f"{cases}, line 31",
            "ruleset": None,
            "codes": ["NR013"],
        }
    ]


def test_how_far_it_is_is_shown_to_somebody_who_looks_on(
    neglect_rules: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = lines(tmp_path, mixed(5))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(_impact, "_STEP", 2)
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", cases)

    shown = "".join(f"\r{n} of 5 cases judged" for n in (2, 4, 5))
    assert ran.err == f"{shown}\n"


def test_a_ruleset_that_is_refused_is_not_compared(
    neglect_rules: Command, tmp_path: Path
) -> None:
    files = rulesets(tmp_path, {"/thresholds/0/reach": {"level": "nowhere"}})
    ran = neglect_rules("impact", *files, "--cases", "none.jsonl")

    assert ran.code == 3
