"""The commands that say why, why not more, what to ask next, what if."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.cli._exits import Exit
from neglect_rules.loading import against_schema
from tests.builders import a_ruleset
from tests.cli.running import AT, CASE, EXAMPLE, Command, Ran, a_file

COMMANDS: Final = ["why", "whynot", "ask"]
SECRET: Final = "Zebedee"
LEVELS: Final = ["low", "middle", "high"]
CHANGES: Final[Mapping[str, Any]] = {
    "/outcomes": {
        "level": {"grades": LEVELS, "label": "Level of need"},
        "route": {"grades": LEVELS, "label": "Route"},
    },
    "/thresholds/0/reach": {"level": "middle", "route": "middle"},
    "/guards/0/at_least": {"level": "high", "route": "middle"},
    "/translations": {"cy": {}},
}

every_command = pytest.mark.parametrize("name", COMMANDS)


@pytest.fixture(name="rules")
def _rules(tmp_path: Path) -> Path:
    """Return the file of a small ruleset with two outcomes."""
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(a_ruleset(CHANGES), default=float), encoding="utf-8")
    return file


@pytest.fixture(name="case")
def _case(tmp_path: Path) -> Path:
    """Return the file of a case that is not settled."""
    answers = {"A": "not_known", "B": "established", "C": "emerging", "N": 2}
    subject = {"age_months": 60}
    return a_file(
        tmp_path, {"format": 1, "at": AT, "subject": subject, "answers": answers}
    )


def asked(ran: Ran) -> Any:
    """Return what a command told machines, after it was held to its schema."""
    found = json.loads(ran.out)

    assert ran.code == Exit.DONE
    assert against_schema(found, "reasons", shows=True) == ()
    return found


@every_command
def test_a_page_answers_for_every_level(
    neglect_rules: Command, rules: Path, case: Path, name: str
) -> None:
    ran = neglect_rules(name, case, "--ruleset", rules)

    assert (ran.code, ran.err) == (Exit.DONE, "")
    assert "Level of need: recommended level at least" in ran.out
    assert "Route: recommended level" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@every_command
def test_one_level_may_be_asked_about(
    neglect_rules: Command, rules: Path, case: Path, name: str
) -> None:
    of_one = ["--ruleset", rules, "--outcome", "route"]
    page = neglect_rules(name, case, *of_one).out
    found = asked(neglect_rules(name, case, *of_one, "--format", "json"))

    assert "Route" in page
    assert "Level of need: recommended" not in page
    assert [each["outcome"] for each in found["outcomes"]] == ["route"]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("why", {"outcome", "still_possible", "why", "how_close"}),
        ("whynot", {"outcome", "why_not", "what_would_change"}),
        ("ask", {"outcome", "what_next"}),
    ],
)
def test_for_machines_each_command_tells_what_it_is_about(
    neglect_rules: Command, rules: Path, case: Path, name: str, keys: set[str]
) -> None:
    ran = neglect_rules(name, case, "--ruleset", rules, "--format", "json")
    found = asked(ran)

    assert [set(each) for each in found["outcomes"]] == [keys] * 2


def test_what_would_lower_a_level_is_told_to_those_who_keep_the_rules(
    neglect_rules: Command, rules: Path, case: Path
) -> None:
    asks = ["whynot", case, "--ruleset", rules, "--outcome", "level"]
    asks += ["--format", "json", "--audience"]
    ways = {
        audience: {
            change["direction"]
            for each in asked(neglect_rules(*asks, audience))["outcomes"]
            for change in each["what_would_change"]
        }
        for audience in ("practitioner", "policy", "auditor")
    }

    assert ways["practitioner"] == {"up"}
    assert ways["policy"] == ways["auditor"] == {"up", "down"}


@pytest.mark.parametrize("name", [*COMMANDS, "whatif"])
def test_a_family_is_not_shown_these_pages(
    neglect_rules: Command, rules: Path, case: Path, name: str
) -> None:
    ran = neglect_rules(name, case, "--ruleset", rules, "--audience", "family")

    assert (ran.code, ran.out) == (Exit.USAGE, "")


@every_command
def test_for_a_case_file_a_page_is_markdown(
    neglect_rules: Command, rules: Path, case: Path, name: str
) -> None:
    ran = neglect_rules(name, case, "--ruleset", rules, "--format", "markdown")

    assert ran.out.startswith("## W")
    assert "\n**Level of need: recommended level at least" in ran.out
    assert ran.out.endswith("\n")


def test_a_language_that_the_ruleset_has_is_used(
    neglect_rules: Command, rules: Path, case: Path
) -> None:
    ask = ["why", case, "--ruleset", rules, "--language"]

    assert "Only the ruleset's own words" in neglect_rules(*ask, "cy").out
    assert neglect_rules(*ask, "xx").code == Exit.USAGE


def test_a_language_is_not_for_machines(
    neglect_rules: Command, rules: Path, case: Path
) -> None:
    ran = neglect_rules(
        "why", case, "--ruleset", rules, "--language", "cy", "--format", "json"
    )

    assert ran.code == Exit.USAGE


@pytest.mark.parametrize(
    ("outcome", "hint"),
    [
        pytest.param("levl", "did you mean `level`?", id="a-slip"),
        pytest.param("q", "it has `level` or `route`", id="another"),
    ],
)
def test_a_level_that_is_not_there_is_answered_with_those_that_are(
    neglect_rules: Command, rules: Path, case: Path, outcome: str, hint: str
) -> None:
    ran = neglect_rules("why", case, "--ruleset", rules, "--outcome", outcome)

    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert hint in " ".join(ran.err.split())


@every_command
def test_a_case_is_refused_with_line_and_column_and_without_what_it_says(
    neglect_rules: Command, tmp_path: Path, name: str
) -> None:
    case = a_file(tmp_path, {**CASE, "answers": {"SUP1": SECRET}})
    ran = neglect_rules(name, case, "--ruleset", EXAMPLE)

    assert ran.code == Exit.CASE
    assert ran.out.startswith(f"{case}:1:")
    assert " error NR602 " in ran.out
    assert SECRET not in ran.out + ran.err


def test_for_machines_a_refused_case_is_a_list_of_findings(
    neglect_rules: Command, tmp_path: Path
) -> None:
    case = a_file(tmp_path, {**CASE, "answers": {"SUP1": SECRET}})
    ran = neglect_rules("ask", case, "--ruleset", EXAMPLE, "--format", "json")
    (found,) = json.loads(ran.out)["refused"]

    assert ran.code == Exit.CASE
    assert (found["code"], found["at"]) == ("NR602", "/answers/SUP1")


def test_a_trial_shows_now_and_then_and_records_nothing(
    neglect_rules: Command, rules: Path, case: Path
) -> None:
    before = case.read_bytes()
    ran = neglect_rules(
        "whatif", case, "--ruleset", rules, "--set", "C=severe", "--forget", "B"
    )

    assert (ran.code, ran.err) == (Exit.DONE, "")
    assert "This is a trial. Nothing was recorded." in ran.out
    assert "In the trial:" in ran.out
    assert "- C: Severe (now Emerging)" in ran.out
    assert "- B: not known (now Established)" in ran.out
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    ("value", "now"),
    [
        pytest.param("N=4", ["4", "4"], id="a-whole-number"),
        pytest.param("N=4.5", ["4.5", "4.5"], id="a-decimal"),
        pytest.param("X=yes", ["yes"], id="a-circumstance"),
        pytest.param("A=severe", ["severe"], id="a-grade"),
        pytest.param(
            "A=refused",
            ["met", "emerging", "established", "severe"],
            id="a-state-leaves-it-open",
        ),
    ],
)
def test_an_answer_to_try_is_a_grade_a_number_or_a_state(
    neglect_rules: Command, rules: Path, case: Path, value: str, now: list[str]
) -> None:
    ran = neglect_rules(
        "whatif", case, "--ruleset", rules, "--set", value, "--format", "json"
    )
    (change,) = asked(ran)["what_if"]["changes"]

    assert change["now"] == now


@pytest.mark.parametrize("form", ["text", "json"])
def test_answers_to_try_that_do_not_fit_are_blamed_on_the_option(
    neglect_rules: Command, rules: Path, case: Path, form: str
) -> None:
    ran = neglect_rules(
        "whatif", case, "--ruleset", rules, "--format", form,
        "--set", f"A={SECRET}", "--set", "AA=met", "--set", "N=often",
    )  # fmt: skip

    assert ran.code == Exit.USAGE
    assert "--set" in ran.out
    assert [ran.out.count(code) for code in ("NR602", "NR601")] == [1, 1]
    assert SECRET not in ran.out + ran.err
    assert "do not fit the ruleset" in ran.err


@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="nothing-to-try"),
        pytest.param(["--set", "A"], id="no-answer"),
        pytest.param(["--set", "=met"], id="no-id"),
        pytest.param(["--set", "A=met", "--forget", "A"], id="twice"),
    ],
)
def test_a_trial_must_say_what_to_try(
    neglect_rules: Command, rules: Path, case: Path, options: list[str]
) -> None:
    ran = neglect_rules("whatif", case, "--ruleset", rules, *options)

    assert (ran.code, ran.out) == (Exit.USAGE, "")


def test_the_schema_is_there_to_be_written(neglect_rules: Command) -> None:
    found = json.loads(neglect_rules("schema", "reasons").out)

    assert found["$id"].endswith("/reasons-1.schema.json")
