"""`prove`: the page, the exit codes, the JSON, and the cases that it keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.golden import read_test, run_test
from neglect_rules.linking import link
from neglect_rules.loading import against_schema, read_ruleset
from tests.builders import a_ruleset
from tests.cli.running import Command, Ran
from tests.unit.explain.test_explain import flat
from tests.unit.explain.test_findings import BROKEN, FALLING, PAST


def a_file(folder: Path, changes: Mapping[str, Any]) -> Path:
    """Return the file of a small ruleset, in a folder named after its version."""
    file = folder / "small" / "1.0.0" / "ruleset.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(a_ruleset(changes), default=float), encoding="utf-8")
    return file


def a_worked_case(folder: Path, name: str = "01.json", **changes: Any) -> Path:
    """Return the file of a worked case in which A is met; its twin's A is severe."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    document = {
        "format": 1,
        "name": "All is well",
        "at": "2026-05-01T12:00:00Z",
        "case": {"subject": {"age_months": 60}, "answers": {"A": "met", "N": 1.5}},
        "expect": {"outcomes": {"level": {"floor": "low"}}},
        "twins": [
            {
                "answers": {"A": "severe"},
                "expect": {"outcomes": {"level": {"floor": "high"}}},
            }
        ],
        **changes,
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def found_in(ran: Ran) -> dict[str, Any]:
    """Return what a command says in JSON, by what it is about."""
    document = json.loads(ran.out)
    assert against_schema(document, "findings", shows=True) == ()
    return {
        "/".join([each["claim"], *each["about"]]): each for each in document["findings"]
    }


def test_a_ruleset_of_which_all_is_proved_leaves_with_nought(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("prove", a_file(tmp_path, {}))

    assert ran.code == 0
    assert ran.out.startswith("9 of 9 things are proved to hold.\n")
    assert ran.err.startswith("Going through every way of filling in the form.")


def test_a_broken_promise_leaves_with_seven(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("prove", a_file(tmp_path, BROKEN))

    assert ran.code == 7
    assert "A promise is broken: Health comes first. [P1]" in ran.out


def test_a_search_is_no_failure_but_is_counted(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("prove", a_file(tmp_path, PAST))

    assert ran.code == 0
    assert "For 3 things there is no proof either way." in flat(ran.out)


def test_a_ruleset_that_is_refused_leaves_with_three(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("prove", a_file(tmp_path, {"/version": ...}))

    assert (ran.code, ran.err) == (3, "The ruleset is refused.\n")


@pytest.mark.parametrize("changes", [BROKEN, FALLING, PAST])
def test_the_json_is_in_the_form_of_its_schema(
    neglect_rules: Command, tmp_path: Path, changes: Mapping[str, Any]
) -> None:
    ran = neglect_rules("prove", a_file(tmp_path, changes), "--format", "json")
    document = json.loads(ran.out)

    assert against_schema(document, "findings", shows=True) == ()
    assert document["ruleset"]["id"] == "test.small"
    assert all(
        document["ruleset"][key].startswith("sha256:")
        for key in ("fingerprint", "program")
    )


def test_cases_beside_the_version_prove_what_they_show(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, {})
    a_worked_case(file.parents[1] / "cases")
    found = found_in(neglect_rules("prove", file, "--format", "json"))
    high = found["level_can_be_reached/level/high"]

    assert high["how"] == "cases"
    assert high["witness"]["case"]["answers"] == {"A": "severe", "N": 1.5}


def test_cases_for_other_versions_prove_nothing(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, {})
    a_worked_case(tmp_path / "mine", versions=["2.0.0"])
    ran = neglect_rules("prove", file, "--cases", tmp_path / "mine", "--format", "json")

    assert found_in(ran)["level_can_be_reached/level/high"]["how"] == "answers"


def test_a_promise_that_an_agreed_case_breaks_names_the_case(
    neglect_rules: Command, tmp_path: Path
) -> None:
    promise = {
        "id": "P1",
        "whenever": {"indicator": "A", "at_least": "severe"},
        "then": {"level": {"at_most": "middle"}},
    }
    file = a_file(tmp_path, {"/promises": [promise]})
    a_worked_case(tmp_path / "mine", "02-severe.json")
    ran = neglect_rules("prove", file, "--cases", tmp_path / "mine")

    assert ran.code == 7
    assert "An agreed case shows it: 02-severe.json, twin 1." in ran.out


def test_generated_cases_that_nobody_agreed_to_prove_nothing(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, {})
    a_worked_case(tmp_path / "mine", "generated/01.json")
    ran = neglect_rules("prove", file, "--cases", tmp_path / "mine", "--format", "json")

    assert found_in(ran)["level_can_be_reached/level/high"]["how"] == "answers"


def test_a_file_that_is_no_worked_case_is_named_and_left_out(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, {})
    a_worked_case(tmp_path / "mine", "bad.json", case=7)
    ran = neglect_rules("prove", file, "--cases", tmp_path / "mine")

    assert ran.code == 0
    assert ran.err.startswith("Left out, for they are no worked cases: bad.json.\n")


def test_a_folder_of_cases_that_is_not_there_is_wrong_usage(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("prove", a_file(tmp_path, {}), "--cases", tmp_path / "none")

    assert ran.code == 2
    assert "there is no folder of cases" in flat(ran.err)


def test_a_case_that_breaks_a_promise_is_kept_and_comes_out_as_it_says(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, kept = a_file(tmp_path, BROKEN), tmp_path / "new" / "kept"
    ran = neglect_rules("prove", file, "--keep", kept)
    (made,) = kept.iterdir()
    test = read_test(made)

    assert made.name == "promise-is-kept-P1.json"
    assert f"Written: {made}\n" in ran.err
    assert test.name == "A promise is broken: Health comes first. [P1]"
    assert test.versions == ("1.0.0",)
    assert test.expected.outcomes["level"]["floor"] == "low"
    assert run_test(link(read_ruleset(file)), test).agrees


def test_of_a_worse_answer_that_lowers_both_cases_are_kept(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, kept = a_file(tmp_path, FALLING), tmp_path / "kept"
    neglect_rules("prove", file, "--keep", kept)
    program = link(read_ruleset(file))
    tests = {each.stem: read_test(each) for each in sorted(kept.iterdir())}
    name = "worse-is-never-lower-level"

    assert {key: t.expected.outcomes["level"]["floor"] for key, t in tests.items()} == {
        f"{name}-milder": "middle",
        f"{name}-worse": "low",
    }
    assert all(run_test(program, each).agrees for each in tests.values())


def test_a_file_that_is_there_is_never_written_over(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file, kept = a_file(tmp_path, BROKEN), tmp_path / "kept"
    kept.mkdir()
    (kept / "promise-is-kept-P1.json").write_text("mine", encoding="utf-8")
    ran = neglect_rules("prove", file, "--keep", kept)

    assert (kept / "promise-is-kept-P1.json").read_text("utf-8") == "mine"
    assert "was there before. It was left as it is.\n" in ran.err


def test_a_long_reason_is_cut_to_what_the_name_of_a_case_may_hold(
    neglect_rules: Command, tmp_path: Path
) -> None:
    changes = {**BROKEN, "/promises/0/because": "Health comes first. " * 30}
    kept = tmp_path / "kept"
    neglect_rules("prove", a_file(tmp_path, changes), "--keep", kept)
    (made,) = kept.iterdir()

    assert len(read_test(made).name) == 200


def test_a_folder_that_cannot_be_written_to_is_wrong_usage(
    neglect_rules: Command, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("a file", encoding="utf-8")
    ran = neglect_rules("prove", a_file(tmp_path, BROKEN), "--keep", tmp_path / "kept")

    assert ran.code == 2
    assert f"cannot write to {tmp_path / 'kept'}" in ran.err.replace("\n", "")


def test_a_small_budget_leaves_more_without_a_proof(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, {})
    ran = neglect_rules("prove", file, "--budget", "1", "--format", "json")

    assert found_in(ran)["rule_can_be_met/T1"]["tried"] > 0


def test_the_example_that_ships_is_proved_with_its_agreed_cases(
    neglect_rules: Command,
) -> None:
    ran = neglect_rules("prove", "example.neglect-screen@1.2.0")

    assert ran.code == 0
    assert ran.out.startswith("Illustrative. ")
    assert "One thing does not hold." in flat(ran.out)
    assert "- The family's agreement: a worse answer can bring it down.\n" in ran.out
    assert "Known because an agreed case shows it:" in ran.out
