"""What people give by mistake: a code, a place, and never a child's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Any, Final

import pytest

from tests.cli.running import AT, CASE, EXAMPLE, Command, a_file
from tests.shipped import RULESET

SECRET: Final = "Zebedee"
QUICK: Final = 1.0  # refused for size, depth or encoding
FULL: Final = 10.0  # a document of full size


def a_case(**changes: Any) -> Mapping[str, Any]:
    """Return a case with some keys changed; `None` takes one out."""
    changed = {**CASE, **changes}
    return {key: value for key, value in changed.items() if value is not None}


def answering(**answers: Any) -> Mapping[str, Any]:
    """Return a case with these answers."""
    return a_case(answers=answers)


def many(count: int) -> str:
    """Return a case of so many answers."""
    return json.dumps(answering(**{f"Q{n}": SECRET for n in range(count)}))


TEXTS: Final = [
    pytest.param(f'{{"note": "{SECRET}", oops}}', "NR015", ":1:21", id="not-json"),
    pytest.param(f"{SECRET}", "NR001", ":1:1", id="no-json-at-all"),
    pytest.param(b'{"note": "Zebed\xe9e"}', "NR002", ":1:16", id="latin-1"),
    pytest.param(
        f'{{"note": "{SECRET}"}}'.encode("utf-16"), "NR002", ":1:1", id="utf-16"
    ),
    pytest.param(
        f'{{"answers": {{"SUP1": "{SECRET}", "SUP1": "met"}}}}',
        "NR005",
        ":1:33",
        id="a-key-twice",
    ),
    pytest.param('{"answers": {"ATT": NaN}}', "NR006", ":1:21", id="not-a-number"),
    pytest.param("[" * 10_000 + "]" * 10_000, "NR004", ":1:65", id="10000-deep"),
    pytest.param('{"n": "' + SECRET * 1_300_000 + '"}', "NR003", "", id="over-8-mib"),
    pytest.param(many(1_000_000), "NR003", "", id="a-million-answers"),
    pytest.param(many(300_000), "NR003", "", id="more-values-than-are-read"),
]

CASES: Final = [
    pytest.param(many(5_001), "NR613", "answers", id="too-many-answers"),
    pytest.param(answering(SUP22=SECRET), "NR601", "SUP22", id="unknown-indicator"),
    pytest.param(answering(SUP1="reliable"), "NR602", "SUP1", id="grade-of-another"),
    pytest.param(answering(SUP1=SECRET), "NR602", "SUP1", id="no-grade-at-all"),
    pytest.param(answering(ATT=101.5), "NR602", "ATT", id="number-out-of-range"),
    pytest.param(
        a_case(subject={"born": "2008-05-12"}), "NR604", "born", id="a-child-of-18"
    ),
    pytest.param(
        a_case(subject={"kind": "unborn", "due": "2026-08-01"}),
        "NR604",
        "kind",
        id="an-unborn-child",
    ),
    pytest.param(
        a_case(at="2026-05-12T10:00:00"), "NR104", '"at"', id="a-moment-without-a-zone"
    ),
    pytest.param(a_case(at=None), "NR612", "", id="no-moment"),
    pytest.param(
        a_case(subject={"born": "2031-02-03"}), "NR611", "born", id="born-tomorrow"
    ),
    pytest.param(a_case(surprise=SECRET), "NR102", "", id="an-unknown-key"),
    pytest.param(
        a_case(answers={"SUP1": [SECRET, 17]}),
        "NR",
        "SUP1",
        id="neither-grade-nor-state",
    ),
]


@pytest.mark.parametrize(("content", "code", "place"), TEXTS)
def test_a_text_that_cannot_be_read_is_refused_quickly_and_placed(
    neglect_rules: Command, tmp_path: Path, content: bytes | str, code: str, place: str
) -> None:
    file = a_file(tmp_path, content)
    neglect_rules("rulesets")  # what is loaded once is loaded now
    started = process_time()
    ran = neglect_rules("evaluate", file, "--ruleset", EXAMPLE)

    assert process_time() - started < QUICK
    assert ran.code == 6
    assert ran.out.startswith(f"{file}{place} error {code} ")
    _assert_discreet(ran.out + ran.err)


@pytest.mark.parametrize(("content", "code", "key"), CASES)
def test_a_case_that_does_not_fit_is_refused_and_placed(
    neglect_rules: Command,
    tmp_path: Path,
    content: str | Mapping[str, Any],
    code: str,
    key: str,
) -> None:
    file = a_file(tmp_path, content)
    ran = neglect_rules("evaluate", file, "--ruleset", f"{EXAMPLE}@1.2.0")
    place = ran.out.removeprefix(f"{file}:").split()[0]
    column = int(place.partition(":")[2])

    assert ran.code == 6
    assert f" error {code}" in ran.out.splitlines()[0]
    assert key in file.read_text(encoding="utf-8")[: column + 10]
    _assert_discreet(ran.out + ran.err)


def _assert_discreet(text: str) -> None:
    """Hold that neither a value nor our own plumbing is shown."""
    for word in (SECRET, "Zebed", "reliable", "101.5", "2008", "2031", "Traceback"):
        assert word not in text


@pytest.mark.slow
def test_as_many_answers_as_fit_a_document_are_refused_in_time(
    neglect_rules: Command, tmp_path: Path
) -> None:
    few = json.dumps(answering(**{f"Q{n}": 1 for n in range(190_000)}))
    file = a_file(tmp_path, few)
    started = process_time()
    ran = neglect_rules("evaluate", file, "--ruleset", EXAMPLE)

    assert process_time() - started < FULL
    assert (ran.code, "NR613" in ran.out) == (6, True)


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        pytest.param(["--at", "2026-05-12T10:00:00"], "NR606", 6, id="at-without-zone"),
        pytest.param(["--at", "2019-01-01T10:00:00Z"], "NR605", 6, id="not-in-force"),
    ],
)
def test_a_moment_that_does_not_fit_is_blamed_on_the_option(
    neglect_rules: Command,
    tmp_path: Path,
    arguments: list[str],
    code: str,
    exit_code: int,
) -> None:
    file = a_file(tmp_path, a_case(subject={"age_months": 40}))
    ran = neglect_rules("evaluate", file, "--ruleset", f"{EXAMPLE}@1.2.0", *arguments)

    assert ran.code == exit_code
    assert ran.out.startswith("--at")
    assert f"error {code} " in ran.out


def test_no_version_in_force_names_the_candidates(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, a_case(at="2019-01-01T10:00:00Z"))
    ran = neglect_rules("evaluate", file, "--ruleset", EXAMPLE)

    assert ran.code == 3
    assert "NR705" in ran.out
    assert "1.1.0 from 2024-01-01" in ran.out


def test_an_unknown_ruleset_is_told_the_nearest(
    neglect_rules: Command, tmp_path: Path
) -> None:
    file = a_file(tmp_path, CASE)
    ran = neglect_rules("evaluate", file, "--ruleset", "example.neglect-scren")

    assert ran.code == 3
    assert "did you mean `example.neglect-screen`?" in ran.out


def test_a_construct_not_yet_judged_is_refused_by_name_with_a_caret(
    neglect_rules: Command, tmp_path: Path
) -> None:
    timers = '"timers": [{"id": "X1"}],\n  "sources": {'
    text = RULESET.read_text(encoding="utf-8").replace('"sources": {', timers, 1)
    ran = neglect_rules("check", a_file(tmp_path, text))

    assert ran.code == 3
    assert "error NR108 " in ran.out
    assert '\n      "timers": [' in ran.out
    assert "\n      ^^^^^^^^\n" in ran.out


def test_one_wrong_letter_is_shown_with_its_line_and_the_right_spelling(
    neglect_rules: Command, tmp_path: Path
) -> None:
    text = RULESET.read_text(encoding="utf-8")
    wrong = text.replace('{"indicator": "SUP4"', '{"indicator": "SUP44"', 1)
    line = wrong[: wrong.index('"SUP44"')].count("\n") + 1
    file = a_file(tmp_path, wrong)
    ran = neglect_rules("check", file)

    assert ran.code == 3
    assert ran.out.startswith(f"{file}:{line}:")
    assert "NR201" in ran.out
    assert "did you mean `SUP4`?" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["evaluate", "--ruleset", EXAMPLE], 2, id="no-case"),
        pytest.param(["evaluate", "x.json"], 2, id="no-ruleset"),
        pytest.param(["nonsense"], 2, id="no-such-command"),
        pytest.param(["check", "--format", "xml", "x"], 2, id="no-such-format"),
        pytest.param(["schema", "poem"], 2, id="no-such-schema"),
        pytest.param(["schema", "trace", "--ruleset", "x"], 2, id="schema-of-a-trace"),
        pytest.param(["check", "nowhere.json"], 3, id="no-such-ruleset-file"),
        pytest.param(
            ["evaluate", "no.json", "--ruleset", EXAMPLE], 6, id="no-such-case"
        ),
        pytest.param(["questions", "--ruleset", EXAMPLE], 3, id="which-version"),
        pytest.param(
            ["questions", "--ruleset", EXAMPLE, "--at", AT, "--born", "2008-01-01"],
            6,
            id="questions-for-an-adult",
        ),
        pytest.param(
            ["evaluate", "a", "b", "--ruleset", EXAMPLE, "--trace", "t"],
            2,
            id="one-trace-of-two-cases",
        ),
        pytest.param(
            ["evaluate", "a", "--ruleset", EXAMPLE, "--at", "soon"], 2, id="no-moment"
        ),
        pytest.param(["explain", "no.json"], 5, id="no-such-record"),
        pytest.param(["replay", "no.json"], 5, id="no-such-capsule"),
    ],
)
def test_a_mistake_has_its_exit_code_and_no_traceback(
    neglect_rules: Command, arguments: list[str], code: int
) -> None:
    ran = neglect_rules(*arguments)

    assert ran.code == code
    assert ran.out + ran.err
    assert "Traceback" not in ran.out + ran.err
