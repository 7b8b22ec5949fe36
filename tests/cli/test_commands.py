"""Each command does what it says, and leaves with the right code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from neglect_rules import cli
from neglect_rules.cli import _check
from neglect_rules.cli._commands import COMMANDS
from tests.cli.running import AT, CASE, EXAMPLE, Command, a_file
from tests.shipped import RULESET, the_test


def a_worked_case(folder: Path, number: str) -> Path:
    """Return a file with the case of a worked case."""
    test = the_test(number)
    return a_file(folder, {**test.case.document, "at": test.at.isoformat()})


def test_help_of_every_command_has_an_example(neglect_rules: Command) -> None:
    for name in COMMANDS:
        ran = neglect_rules(name, "--help")

        assert ran.code == 0
        assert f"  Example:\n    neglect-rules {name}" in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80


def test_help_names_every_exit_code(neglect_rules: Command) -> None:
    ran = neglect_rules("--help")

    assert all(f"{code} " in ran.out.partition("Exit codes:")[2] for code in range(9))


def test_a_case_is_judged_and_explained(neglect_rules: Command, tmp_path: Path) -> None:
    ran = neglect_rules("evaluate", a_worked_case(tmp_path, "01"), "--ruleset", EXAMPLE)

    assert ran.code == 0
    assert "A critical sign of neglect is present. [G1]" in ran.out
    assert ran.err == ""


def test_the_option_is_stronger_than_the_cases_own_moment(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case = a_worked_case(tmp_path, "01")
    ran = neglect_rules(
        "evaluate", case, "--ruleset", EXAMPLE, "--at", "2026-06-01T09:00:00+01:00"
    )

    assert "1 June 2026 at 09:00" in ran.out


def test_what_cannot_be_determined_has_its_own_code(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("evaluate", a_worked_case(tmp_path, "03"), "--ruleset", EXAMPLE)

    assert ran.code == 4


def test_of_several_cases_the_gravest_code_is_given(
    neglect_rules: Command, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    good, thin = a_worked_case(folders[0], "01"), a_worked_case(folders[1], "03")
    refused = a_file(folders[2], {**CASE, "answers": {"NONE": "met"}})

    assert neglect_rules("evaluate", good, thin, "--ruleset", EXAMPLE).code == 4
    ran = neglect_rules(
        "evaluate", good, thin, refused, "--ruleset", EXAMPLE, "--format", "json"
    )
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 6
    assert [line["case"] for line in lines] == [str(good), str(thin), str(refused)]
    assert lines[0]["decision"]["outcomes"]["level"]["recommended"] == "specialist"
    assert lines[2]["refused"][0]["code"] == "NR601"


def test_one_case_as_json_is_the_decision(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case = a_worked_case(tmp_path, "01")
    ran = neglect_rules("evaluate", case, "--ruleset", EXAMPLE, "--format", "json")

    decision = json.loads(ran.out)
    assert decision["outcomes"]["level"]["recommended"] == "specialist"


def test_a_sound_ruleset_is_said_to_be_sound(neglect_rules: Command) -> None:
    ran = neglect_rules("check", RULESET)

    assert ran.code == 0
    assert ran.out == ""
    assert "no problems. Neglect screen 1.2.0, illustrative" in ran.err


def test_problems_of_all_files_are_one_json_list(
    neglect_rules: Command, tmp_path: Path
) -> None:
    bad = a_file(tmp_path, "{}")
    ran = neglect_rules("check", RULESET, bad, "--format", "json")

    assert ran.code == 3
    assert {each["file"] for each in json.loads(ran.out)} == {str(bad)}
    assert neglect_rules("check", RULESET, "--format", "json").out == "[]\n"


def test_problems_stand_beside_the_lines_on_github(
    neglect_rules: Command, tmp_path: Path
) -> None:
    ran = neglect_rules("check", a_file(tmp_path, "{}"), "--format", "github")

    assert ran.out.startswith("::error file=")


def test_questions_are_for_the_age(neglect_rules: Command) -> None:
    baby = neglect_rules("questions", "--ruleset", RULESET, "--age-months", "8")
    teen = neglect_rules("questions", "--ruleset", RULESET, "--age-months", "170")

    assert (baby.code, teen.code) == (0, 0)
    assert "SUP3" not in baby.out
    assert "SUP3" in teen.out
    assert max(map(len, baby.out.splitlines())) <= 80


def test_questions_as_json_name_grades_and_states(neglect_rules: Command) -> None:
    ran = neglect_rules(
        "questions", "--ruleset", EXAMPLE, "--at", AT, "--born", "2012-05", "--format", "json"
    )  # fmt: skip
    found = {each["id"]: each for each in json.loads(ran.out)}

    assert [grade["id"] for grade in found["SUP1"]["grades"]][-1] == "severe"
    assert "refused" in found["SUP1"]["states"]
    assert found["ATT"]["number"] == {
        "unit": "percent", "from": 0, "before": 100.1, "step": 0.1
    }  # fmt: skip


def test_a_schema_is_json(neglect_rules: Command) -> None:
    assert "$defs" in json.loads(neglect_rules("schema", "ruleset").out)


def test_the_schema_of_a_case_for_a_ruleset_knows_its_questions(
    neglect_rules: Command,
) -> None:
    ran = neglect_rules("schema", "case", "--ruleset", RULESET)

    assert "SUP1" in json.loads(ran.out)["properties"]["answers"]["properties"]


def test_what_ships_is_listed(neglect_rules: Command) -> None:
    ran = neglect_rules("rulesets")

    assert [EXAMPLE, "1.2.0"] in [line.split()[:2] for line in ran.out.splitlines()]
    assert max(map(len, ran.out.splitlines())) <= 80
    entries = json.loads(neglect_rules("rulesets", "--format", "json").out)
    assert {entry["version"] for entry in entries if entry["id"] == EXAMPLE} == {
        "1.1.0", "1.2.0"
    }  # fmt: skip


def test_the_demonstration_shows_case_reason_and_what_to_try(
    neglect_rules: Command,
) -> None:
    ran = neglect_rules("demo")

    assert ran.code == 0
    for words in ("The case (made up)", "Why", "one answer away", "Try next"):
        assert words in ran.out


def test_what_the_demonstration_saves_can_be_judged_and_checked(
    neglect_rules: Command, tmp_path: Path
) -> None:
    place = tmp_path / "try"

    assert neglect_rules("demo", "--save", place).code == 0
    assert neglect_rules("check", place / "ruleset.json").code == 0
    judged = neglect_rules(
        "evaluate", place / "case.json", "--ruleset", place / "ruleset.json"
    )
    assert "A critical sign of neglect is present." in judged.out
    assert neglect_rules("demo", "--save", place).code == 2


def test_an_installation_is_sound(neglect_rules: Command) -> None:
    ran = neglect_rules("self-check")

    assert ran.out.splitlines()[-1].endswith(": 0 problems.")
    assert "worked cases" in ran.out
    assert ran.code == 0


def test_a_recorded_reason_is_told_again(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case = a_worked_case(tmp_path, "01")
    trace, whole = tmp_path / "trace.json", tmp_path / "capsule.json"
    judged = neglect_rules(
        "evaluate", case, "--ruleset", EXAMPLE, "--trace", trace, "--capsule", whole
    )

    again = neglect_rules("explain", whole)
    assert sorted(again.out.splitlines()) == sorted(judged.out.splitlines())
    assert neglect_rules("explain", trace).out == judged.out
    assert neglect_rules("explain", trace, "--ruleset", RULESET).out == judged.out
    welsh = neglect_rules("explain", whole, "--language", "cy")
    assert "Arbenigol: gofal cymdeithasol plant" in welsh.out
    assert neglect_rules("explain", whole, "--language", "fr").code == 2


def test_a_record_is_decided_again_and_compared(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case = a_worked_case(tmp_path, "01")
    trace, whole = tmp_path / "trace.json", tmp_path / "capsule.json"
    neglect_rules(
        "evaluate", case, "--ruleset", EXAMPLE, "--trace", trace, "--capsule", whole
    )

    for arguments in ([whole], [trace, "--case", case]):
        ran = neglect_rules("replay", *arguments)
        assert ran.code == 0
        assert ran.out.startswith("Exact.")
        assert "3 outcomes, ruleset sha256:" in ran.out
    assert neglect_rules("replay", trace).code == 2


def test_a_changed_record_is_refused_by_replay_and_by_explain(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case, whole = a_worked_case(tmp_path, "01"), tmp_path / "capsule.json"
    neglect_rules("evaluate", case, "--ruleset", EXAMPLE, "--capsule", whole)
    record = json.loads(whole.read_text(encoding="utf-8"))
    record["case"]["answers"]["SUP2"] = "met"
    whole.write_text(json.dumps(record), encoding="utf-8")

    ran = neglect_rules("replay", whole)
    assert ran.code == 5
    assert ran.out.startswith("Altered. The parts do not belong together. Place: /case")
    assert "NR701" in ran.out
    assert neglect_rules("explain", whole).code == 5


def test_a_case_is_no_record(neglect_rules: Command, tmp_path: Path) -> None:
    ran = neglect_rules("explain", a_worked_case(tmp_path, "01"))

    assert ran.code == 5
    assert "this is neither a trace nor a capsule" in ran.out


def test_a_reason_is_not_told_in_another_rulesets_words(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case, trace = a_worked_case(tmp_path, "01"), tmp_path / "trace.json"
    neglect_rules("evaluate", case, "--ruleset", EXAMPLE, "--trace", trace)
    ran = neglect_rules("explain", trace, "--ruleset", f"{EXAMPLE}@1.1.0")

    assert (ran.code, "NR702" in ran.out) == (5, True)


def test_a_console_that_knows_few_characters_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = RULESET.read_text(encoding="utf-8").replace("Neglect screen", "Sgrin ŵ é ☂")
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="cp1252"))
    case = a_worked_case(tmp_path, "01")
    ruleset = tmp_path / "ruleset.json"
    ruleset.write_text(text, encoding="utf-8")
    code = cli.run(["evaluate", str(case), "--ruleset", str(ruleset)])
    sys.stdout.flush()

    assert code == 0
    assert "Sgrin ? é ?" in buffer.getvalue().decode("cp1252")


def test_a_mistake_of_ours_is_said_to_be_ours_and_repeats_nothing(
    neglect_rules: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Any) -> Any:
        message = "Zebedee was here"
        raise LookupError(message)

    monkeypatch.setattr(_check, "read_ruleset", fails)
    ran = neglect_rules("check", RULESET)

    assert ran.code == 1
    assert "We failed" in ran.err
    assert "LookupError at test_commands.py" in ran.err
    assert "Zebedee" not in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in neglect_rules("--debug", "check", RULESET).err


def test_colour_needs_a_terminal(neglect_rules: Command) -> None:
    assert "\x1b[" not in neglect_rules("demo").out


def test_a_file_that_cannot_be_written_is_a_wrong_use(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case = a_worked_case(tmp_path, "01")
    ran = neglect_rules(
        "evaluate", case, "--ruleset", EXAMPLE, "--trace", tmp_path / "no" / "t.json"
    )

    assert ran.code == 2
    assert "cannot write" in ran.err


def test_what_speaks_of_a_child_is_written_for_its_owner_only(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case, trace = a_worked_case(tmp_path, "01"), tmp_path / "trace.json"
    neglect_rules("evaluate", case, "--ruleset", EXAMPLE, "--trace", trace)

    assert trace.read_text(encoding="utf-8").startswith("{")
    if sys.platform != "win32":
        assert trace.stat().st_mode & 0o077 == 0
