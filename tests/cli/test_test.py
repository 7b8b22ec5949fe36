"""`test`: what is not as agreed, what no case tries, what no case notices."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest

from neglect_rules.cli._test_mutants import mutants_page, surveyed
from neglect_rules.explain import text_of
from neglect_rules.golden import (
    Fate,
    Survey,
    agreed_parts,
    coverage,
    coverage_page,
    mutations,
    survey,
    told,
)
from tests.builders import NOON, a_case, a_program, a_ruleset, a_threshold, asking
from tests.cli.running import EXAMPLE, Command
from tests.shipped import the_program
from tests.unit.golden.agreed import a_document, ran

WIDTH: Final = 80


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    """Return a folder with a small ruleset and a folder of cases."""
    (tmp_path / "1.0.0").mkdir()
    (tmp_path / "cases").mkdir()
    _write(tmp_path / "1.0.0" / "ruleset.json", a_ruleset())
    return tmp_path


def _write(file: Path, document: Mapping[str, Any]) -> None:
    text = json.dumps(document, indent=2, default=float)
    file.write_text(text, encoding="utf-8")


def put_case(place: Path, file: str = "01-two.json", **more: Any) -> Path:
    """Return the file of a worked case that was put beside the ruleset."""
    found = place / "cases" / file
    found.parent.mkdir(exist_ok=True)
    _write(found, a_document(**more))
    return found


WRONG: Final[Mapping[str, Any]] = {
    "story": "She is five.",
    "expect": {"outcomes": {"level": {"floor": "low", "status": "at_least"}}},
    "twins": [
        {
            "story": "It is grave.",
            "answers": {"A": "severe"},
            "expect": {"not_met": ["G1"]},
        }
    ],
}


def ruleset(place: Path) -> Path:
    """Return the file of the small ruleset."""
    return place / "1.0.0" / "ruleset.json"


def test_what_agrees_says_nothing_but_how_many(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place)
    put_case(place, "02-other.json", versions=["9.9.9"])

    done = neglect_rules("test", ruleset(place))

    assert (done.code, done.out) == (
        0,
        (
            "Small 1.0.0: 1 agreed file with 1 case, all as agreed.\n"
            "For other versions only: 1 file.\n"
        ),
    )


def test_where_no_case_is_for_the_version_nothing_is_shown_to_be_agreed(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, versions=["9.9.9"])

    done = neglect_rules("test", ruleset(place))

    assert done.code == 7
    assert done.out.startswith("Small 1.0.0: no case that fits is agreed for it.\n")


def test_what_differs_is_said_with_its_place_and_how_to_see_it_again(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, **WRONG)
    lines = ruleset(place).read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines) if '"id": "T1"' in text)

    done = neglect_rules("test", ruleset(place))

    assert done.code == 7
    assert done.out == (
        "01-two.json: Two signs\n"
        '  Level, certain at least: agreed "Low", found "Middle".\n'
        f"  In the ruleset: It adds up [T1], line {line}.\n"
        "  And 2 other things in this file.\n"
        "  To see it again:\n"
        f'  neglect-rules test {ruleset(place)} --only "01-two.json"\n'
        "\n"
        "Small 1.0.0: 1 agreed file with 2 cases, 2 not as agreed.\n"
    )


def test_the_command_that_is_shown_works_as_it_is_typed(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, **{**WRONG, "expect": {}})
    cases = place / "cases"
    shown = neglect_rules("test", ruleset(place), "--cases", cases)
    (line,) = [x for x in shown.out.splitlines() if x.startswith("  neglect-rules")]

    done = neglect_rules(*shlex.split(line)[1:])

    assert line.endswith('--only "01-two.json" --twin 1')
    assert done.code == 7
    assert done.out.startswith(
        "01-two.json, twin 1: Two signs\n"
        "  It is grave.\n"
        "  One critical sign is enough [G1]: agreed not met, found met.\n"
        "  In the ruleset: line "
    )


def test_one_story_alone_is_said_with_all_that_differs(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, "more/02.json", **WRONG)

    done = neglect_rules("test", ruleset(place), "--only", "more\\02.json")

    assert done.out.count(": agreed ") == 3
    assert '"at least this, perhaps more", found "settled"' in done.out
    assert "It is grave." in done.out
    assert '--only "more/02.json"\n' in done.out


def test_a_row_is_named_and_asked_for_as_a_row(
    neglect_rules: Command, place: Path
) -> None:
    rows = [{"answers": {"A": "severe"}, "then": {"level": "low"}}]
    put_case(place, rows=rows)

    shown = neglect_rules("test", ruleset(place))
    done = neglect_rules("test", ruleset(place), "--only", "01-two.json", "--row", "1")

    assert '--only "01-two.json" --row 1\n' in shown.out
    assert 'Level, recommended level: agreed "Low", found "High".' in done.out


def test_a_ruleset_whose_name_has_a_blank_is_put_in_quotes(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, **WRONG)
    spaced = place / "my rules.json"
    _write(spaced, a_ruleset())

    done = neglect_rules("test", spaced, "--cases", place / "cases")

    assert f'test "{spaced}" --cases "{place / "cases"}" --only' in done.out


def test_a_file_that_is_no_case_and_one_that_does_not_fit_are_refused_with_places(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, "02.json", twins=[{"answers": {"Q": "met"}, "expect": {}}])
    (place / "cases" / "03.json").write_text('{"format": 1', encoding="utf-8")

    done = neglect_rules("test", ruleset(place))
    alone = neglect_rules("test", ruleset(place), "--only", "03.json")

    assert (done.code, alone.code) == (6, 6)
    assert "03.json:1:1 error NR013" in done.out
    assert "02.json:28:14 error NR601" in done.out
    assert "1 agreed file with 1 case, all as agreed" in done.out


def test_what_was_generated_is_told_apart_and_fails_nothing(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place)
    put_case(place, "generated/a.json")
    same = neglect_rules("test", ruleset(place))
    put_case(place, "generated/a.json", **WRONG)

    done = neglect_rules("test", ruleset(place))

    assert (same.code, done.code) == (0, 0)
    assert "agreed by nobody: 1 case, unchanged." in " ".join(same.out.split())
    assert "2 cases, 2 come out otherwise than when made." in " ".join(done.out.split())


def test_what_came_out_is_accepted_and_listed(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, **WRONG, versions=["1.0.0"])

    done = neglect_rules("test", ruleset(place), "--accept")

    assert done.code == 0
    assert done.out.startswith(
        'Changed in 01-two.json, case: Level, certain at least: agreed "Low", found\n'
        '  "Middle".\n'
    )
    assert "Small 1.0.0: 1 agreed file with 2 cases, all as agreed." in done.out
    assert neglect_rules("test", ruleset(place)).code == 0


def test_what_cannot_be_accepted_is_left_and_still_fails(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, expect={"met": ["T7"]})

    done = neglect_rules("test", ruleset(place), "--accept")

    assert done.code == 7
    assert "To change by hand in 01-two.json, case: the ruleset has no rule" in done.out


def test_a_released_version_keeps_what_was_agreed_unless_it_is_said_twice(
    neglect_rules: Command, place: Path
) -> None:
    home = place / "test" / "small"
    pins = {"test/small/1.0.0/ruleset.json": "sha256:0", "other/1.0.0/ruleset.json": ""}
    _write(place / "fingerprints.json", pins)
    for part in ("1.0.0", "cases"):
        (home / part).mkdir(parents=True)
    _write(home / "1.0.0" / "ruleset.json", a_ruleset())
    file = put_case(home, **WRONG)
    before = file.read_bytes()
    asked = ("test", ruleset(home), "--accept")

    refused = neglect_rules(*asked)
    kept = file.read_bytes()
    done = neglect_rules(*asked, "--released")

    assert (refused.code, kept) == (2, before)
    assert "was agreed for 1.0.0, which is released" in refused.err
    assert done.code == 0


def test_a_build_server_gets_a_report_of_the_agreed_cases(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, **WRONG)
    put_case(place, "generated/a.json")
    file = place / "out" / "junit.xml"

    done = neglect_rules("test", ruleset(place), "--junit", file)

    root = ET.parse(file).getroot()
    assert done.code == 7
    assert (root.get("name"), root.get("tests"), root.get("failures")) == (
        "test.small 1.0.0",
        "2",
        "2",
    )
    assert "Level, certain at least" in (root[0][0][0].get("message") or "")


def test_machines_get_all_of_it_as_one_document(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, **WRONG)

    done = neglect_rules(
        "test", ruleset(place), "--format", "json", "--coverage", "--generate"
    )

    found = json.loads(done.out)
    assert found["ruleset"] == {"id": "test.small", "version": "1.0.0"}
    assert found["stories"][0]["differences"][0] == {
        "where": "case",
        "at": "/expect/outcomes/level/floor",
        "agreed": "low",
        "found": "middle",
        "rules": ["/thresholds/0"],
        "told": 'Level, certain at least: agreed "Low", found "Middle"',
    }
    assert found["coverage"]["counts"]["rule"] == {"tried": 3, "of": 4}
    assert found["refused"] == []
    assert any("generated" in line for line in found["wrote"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--twin", "1"], "need --only", id="a-twin-of-nothing"),
        pytest.param(["--row", "1"], "need --only", id="a-row-of-nothing"),
        pytest.param(
            ["--only", "01-two.json", "--twin", "1", "--row", "1"],
            "not both",
            id="a-twin-and-a-row",
        ),
        pytest.param(
            ["--only", "01-two.json", "--coverage", "--mutate"],
            "--coverage and --mutate",
            id="one-case-and-what-needs-all",
        ),
        pytest.param(["--released"], "goes with --accept", id="released-alone"),
        pytest.param(
            ["--only", "01-two.json", "--twin", "9"], "has no twin 9", id="no-such-twin"
        ),
        pytest.param(["--cases", "nowhere"], "no folder of cases", id="no-cases"),
        pytest.param(
            ["--junit", "01-two.json/x.xml"], "cannot write", id="a-file-in-a-file"
        ),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    neglect_rules: Command,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    said: str,
) -> None:
    put_case(place)
    monkeypatch.chdir(place / "cases")

    done = neglect_rules("test", ruleset(place), *options)

    assert done.code == 2
    assert said in " ".join(done.err.split())


def test_what_ships_is_run_by_its_id_and_never_written_to(
    neglect_rules: Command,
) -> None:
    wanted = f"{EXAMPLE}@1.1.0"

    done = neglect_rules("test", wanted)
    refused = neglect_rules("test", wanted, "--accept")

    assert done.code == 0
    assert (
        "Neglect screen 1.1.0: 1 agreed file with 2 cases, all as agreed." in done.out
    )
    assert refused.code == 2
    assert "what ships is never written to" in refused.err


def test_what_the_cases_never_try_is_said_in_the_rulesets_words(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, expect={})

    done = neglect_rules("test", ruleset(place), "--coverage")

    text = " ".join(done.out.split())
    assert done.code == 0
    assert "Rules, each met once and not met once 2 4" in text
    assert "- It adds up [T1]: never not met." in text
    assert "- It adds up [T1]: never 2.5 (just below 3) or 3 (the edge itself)." in text
    assert '- A (A): never "Met", "Emerging", "Severe" or left open.' in text
    assert "- N (N): never a number." in text
    assert max(map(len, done.out.splitlines())) <= WIDTH


def test_a_ruleset_of_which_all_is_tried_has_nothing_more_to_say() -> None:
    program = a_program()
    cases = [("c", a_case({"A": "severe"}), NOON)]
    found = coverage(program, cases)
    whole = coverage(program, cases)
    done = type(whole)(targets=tuple(found.by), by=found.by)

    assert "Never" not in text_of(coverage_page(program.ruleset, done))


def test_every_kind_of_condition_is_said_in_words() -> None:
    program = the_program()
    text = " ".join(
        text_of(coverage_page(program.ruleset, coverage(program, []))).split()
    )

    assert "Enough answered of Health (health): never met or not met." in text
    assert "Enough answered of all: never met or not met." in text
    assert "The condition named acts_sooner: Any of these:" in text
    assert "never none" not in text


def test_cases_are_written_for_what_is_not_tried_and_ours_are_written_again(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place, expect={"met": ["T1"]})
    folder = place / "cases" / "generated"

    done = neglect_rules("test", ruleset(place), "--generate")
    names = sorted(file.name for file in folder.iterdir())
    held = {file.name: file.read_bytes() for file in folder.iterdir()}
    ours = folder / "rule-g1-met.json"
    put_case(place, f"generated/{names[0]}", story="We agreed.")
    again = neglect_rules("test", ruleset(place), "--generate")

    assert done.code == 0
    assert (
        "Wrote generated/rule-g1-met.json: One critical sign is enough [G1]:"
        in done.out
    )
    assert (
        f"{names[0]} is there, and somebody agreed to it: left as it is."
        in " ".join(again.out.split())
    )
    assert ours.read_bytes() == held[ours.name]
    assert neglect_rules("test", ruleset(place)).code == 0


def test_an_edge_that_no_number_lies_on_has_one_just_above() -> None:
    sums = {"sum": [{"points": "A"}, {"points": "B"}]}
    program = asking({"measure": sums, "at_least": 7})
    text = text_of(coverage_page(program.ruleset, coverage(program, [])))

    assert "… [T9]: never 6 (just below 7) or 8 (just above 7)." in text


def test_what_no_search_found_is_counted(neglect_rules: Command, place: Path) -> None:
    past = a_threshold({"measure": {"events": "missed"}, "at_least": 2})
    whole = a_ruleset(
        {"/thresholds": [past], "/event_kinds": {"missed": {"label": "Missed"}}}
    )
    _write(ruleset(place), whole)
    put_case(place, expect={})

    done = neglect_rules("test", ruleset(place), "--generate")

    assert "Nothing was found for 4 things that no case tries." in done.out


def test_changes_that_no_case_notices_fail_and_are_named(
    neglect_rules: Command, place: Path
) -> None:
    put_case(place)

    done = neglect_rules("test", ruleset(place), "--mutate", "--format", "json")

    found = json.loads(done.out)["changes"]
    assert done.code == 7
    assert "Trying " in done.err
    assert {each["fate"] for each in found} >= {"missed", "caught", "refused"}
    assert {
        "at": "/thresholds/0/when/at_least",
        "was": "3 or more",
        "now": "2 or more",
        "fate": "missed",
    } in found


def test_a_change_that_is_not_noticed_is_said_with_its_line() -> None:
    program = the_program()
    wanted = ("/domains/health/weight", "/thresholds/0")
    some = [each for each in mutations(program.ruleset) if each.at in wanted]
    found = Survey(fates=tuple((each, Fate.MISSED) for each in some))
    text = text_of(mutants_page(program.ruleset, found))
    lines = (program.ruleset.text or "").splitlines()
    (line,) = re.findall(r"- Health \(health\), line (\d+): weight 1 instead", text)

    assert '"weight": 1.5' in lines[int(line) - 1]
    assert re.search(r"\[E1\], line \d+: left out\.", text.replace("\n  ", " "))
    assert max(map(len, text.splitlines())) <= WIDTH


def test_where_every_change_is_noticed_none_is_listed() -> None:
    text = text_of(mutants_page(a_program().ruleset, Survey(fates=())))

    assert "Noticed by no agreed case" not in text


def nothing(*_: object) -> bool | None:
    """Prove nothing."""
    return None


def test_several_processors_find_what_one_finds() -> None:
    program = a_program()
    agreed = agreed_parts([ran(program)])
    some = mutations(program.ruleset)[:9]

    alone = surveyed(program, agreed, some, at_once=1)
    shared = surveyed(program, agreed, some, at_once=2)

    fates = [fate for _, fate in alone.fates]
    assert [fate for _, fate in shared.fates] == fates
    assert [change.at for change, _ in shared.fates] == [each.at for each in some]
    assert len(survey(program, agreed, nothing, some).fates) == len(some)


TASK: Final = {
    "id": "K1",
    "task": "See it.",
    "when": {"indicator": "A", "at_least": "met"},
}
MORE: Final = {
    "/tasks": [TASK],
    "/report": [{"id": "sum", "label": "Sum", "measure": {"total": "all"}}],
}


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        pytest.param(
            {"outcomes": {"other": {"floor": "low"}}},
            "the ruleset has no outcome called other",
            id="no-such-outcome",
        ),
        pytest.param(
            {"outcomes": {"level": {"recommended": None}}},
            'Level, recommended level: agreed nothing, found "Middle"',
            id="no-recommendation",
        ),
        pytest.param(
            {"tasks": []}, "tasks that were not agreed: See it [K1]", id="a-task-more"
        ),
        pytest.param(
            {"tasks": ["K1", "K9"]},
            "tasks that were agreed and are not there: K9",
            id="a-task-less",
        ),
        pytest.param(
            {"report": {"sum": "5"}}, "Sum (sum): agreed 5, found 6", id="a-sum"
        ),
        pytest.param(
            {"report": {"x": "5"}},
            "the ruleset reports nothing called x",
            id="no-such-report",
        ),
        pytest.param(
            {"warnings": {"rests_on_judgement": ["level", "A", "Q"]}},
            'the warning "rests on judgement": agreed A (A), Q, Level, found none',
            id="a-warning",
        ),
        pytest.param(
            {"review_by": "2026-05-02"},
            "the next review by: agreed 2026-05-02, found none",
            id="a-review",
        ),
        pytest.param(
            {"sufficient": ["B", "Q"]},
            "the answers that are said to be enough are not all in the case: Q",
            id="answers-that-are-not-there",
        ),
        pytest.param(
            {"sufficient": ["A", "B"], "outcomes": {"level": {"floor": "middle"}}},
            "the answers that are said to be enough: A (A) can be spared",
            id="an-answer-too-many",
        ),
        pytest.param(
            {"sufficient": ["C"], "outcomes": {"level": {"floor": "middle"}}},
            'the answers that are said to be enough: alone they make "Low" certain,'
            ' and not "Middle"',
            id="answers-too-few",
        ),
    ],
)
def test_each_difference_is_said_in_words(expect: dict[str, Any], words: str) -> None:
    program = a_program(MORE)
    (first, *_) = ran(program, expect=expect).differences

    assert told(program.ruleset, first) == words
