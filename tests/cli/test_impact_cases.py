"""Where the cases that a change is tried on come from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.cli._impact_cases import Entry, recorded
from neglect_rules.impact import SetAside
from neglect_rules.loading import load_case
from tests.cli.impacting import (
    NOTHING,
    ONE_SIGN,
    a_case,
    lines,
    mixed,
    rulesets,
)
from tests.cli.running import AT, Command

ALONE: Final = a_case(None, ONE_SIGN)
WORKED: Final = {
    "format": 1,
    "name": "x",
    "at": AT,
    "case": {"subject": {"ref": "r", "born": "2021-01-01"}, "answers": NOTHING},
    "expect": {"met": []},
    "twins": [
        {"story": "…", "answers": {"A": "emerging"}, "expect": {"met": []}},
        {"story": "…", "answers": {"B": "emerging"}, "expect": {"met": []}},
    ],
}


@pytest.mark.parametrize(
    ("content", "indent", "code", "judged", "moved"),
    [
        pytest.param(ALONE, 1, 0, 1, ["1"], id="one case"),
        pytest.param([ALONE, 7, ALONE], 1, 8, 2, ["2", "16"], id="a list"),
        pytest.param([ALONE, 7, ALONE], None, 8, 2, ["1:2", "1:157"], id="in one line"),
        pytest.param(WORKED, 1, 0, 3, ["21", "30"], id="a worked case"),
        pytest.param(WORKED, None, 0, 3, ["1:215", "1:289"], id="all in one line"),
    ],
)
def test_cases_are_read_from_documents_as_well(  # noqa: PLR0913, PLR0917 - one for each column
    neglect_rules: Command,
    tmp_path: Path,
    content: Any,
    indent: int | None,
    code: int,
    judged: int,
    moved: list[str],
) -> None:
    file = tmp_path / "some.json"
    file.write_text(json.dumps(content, indent=indent), "utf-8")
    given = ("--cases", file, "--format", "json")
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)
    found = json.loads(ran.out)

    assert (ran.code, found["judged"]) == (code, judged)
    assert [each["ref"] for each in found["moved"]] == [f"{file}:{n}" for n in moved]
    assert len(found["set_aside"]) == (code == 8)


def test_a_case_that_is_not_as_it_should_be_is_told_with_where_in_it(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(a_case("r", {"A": {}}), indent=1), "utf-8")
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", file)

    assert ran.code == 8
    assert "It cannot be read as a case." in " ".join(ran.out.split())
    assert " at /answers/A. [NR" in ran.out


def test_the_same_reference_twice_is_refused_with_both_places_before_any_work(
    neglect_rules: Command, tmp_path: Path
) -> None:
    one = lines(tmp_path, [a_case("r1", ONE_SIGN), a_case("r2", NOTHING)])
    two = lines(tmp_path, [a_case("r3", NOTHING), a_case("r1", NOTHING)], "two.jsonl")
    given = ("--cases", one, "--cases", two, "--format", "lines")
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)

    assert ran.code == 6
    assert f"{two}:2:1 error NR110" in ran.out
    assert f"this reference stands at {one}, line 1 already" in ran.out
    assert '"moves"' not in ran.out


def test_a_case_without_a_moment_is_refused_by_name_unless_one_is_given(
    neglect_rules: Command, tmp_path: Path
) -> None:
    timeless = {k: v for k, v in a_case("r1", ONE_SIGN).items() if k != "at"}
    cases = lines(tmp_path, [timeless])
    files = rulesets(tmp_path)
    ran = neglect_rules("impact", *files, "--cases", cases)
    given = neglect_rules("impact", *files, "--cases", cases, "--at", AT)

    assert (ran.code, given.code) == (6, 0)
    assert f"{cases}:1:1 error NR612 no moment is given" in ran.out
    assert "1 of 1 case comes out higher" in given.out


def test_the_moment_of_a_case_is_stronger_than_the_one_for_those_without(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, [a_case("r1", ONE_SIGN)])
    early = "1990-01-01T00:00:00+00:00"  # before the child was born
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", cases, "--at", early)

    assert (ran.code, ran.err) == (0, "")


def test_of_many_problems_the_first_are_shown_and_all_are_counted(
    neglect_rules: Command, tmp_path: Path
) -> None:
    cases = lines(tmp_path, [a_case("r", NOTHING)] * 32)
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", cases)

    assert ran.code == 6
    assert ran.out.count("NR110") == 20
    assert "These are the first 20 of 31 problems." in ran.err


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("cases.csv", "x", 2, "cases are in a .json or .jsonl file"),
        ("none.jsonl", None, 6, "NR018"),
        ("none.json", None, 6, "NR018"),
        ("bad.json", "{", 6, "NR013"),
        ("bad.json", '{"case": {}}', 6, "NR101"),
        ("empty.jsonl", "\n\n", 2, "there is no case in"),
        ("empty.json", "[]", 2, "there is no case in"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(
    neglect_rules: Command,
    tmp_path: Path,
    name: str,
    content: str | None,
    code: int,
    said: str,
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content, "utf-8")
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", file)

    assert ran.code == code
    assert said in ran.out + ran.err


def test_a_file_named_twice_is_refused(neglect_rules: Command, tmp_path: Path) -> None:
    cases = lines(tmp_path, mixed(1))
    again = tmp_path / "." / ".." / tmp_path.name / "cases.jsonl"
    given = ("--cases", cases, "--cases", again)
    ran = neglect_rules("impact", *rulesets(tmp_path), *given)

    assert ran.code == 2
    assert "is named twice" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_refused_because_it_cannot_be_read_twice(
    neglect_rules: Command, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    ran = neglect_rules("impact", *rulesets(tmp_path), "--cases", pipe)

    assert ran.code == 2
    assert "it is read twice, so it must be a file" in ran.err


def test_a_case_that_lost_its_moment_while_the_others_were_read_is_set_aside() -> None:
    case = load_case({"format": 1, "subject": {}, "answers": {}})
    aside = recorded(Entry(file="f", line=3, source=case), None)

    assert isinstance(aside, SetAside)
    assert [each.code for each in aside.diagnostics] == ["NR612"]
