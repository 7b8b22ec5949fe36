"""What is proved, run and compared on the page, and the cases that show it."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from neglect_rules.canonical import plain
from neglect_rules.catalogue import shipped
from neglect_rules.golden import is_for, load_test, run_test
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.studio import Request, Response, respond
from tests.builders import a_ruleset
from tests.shipped import ROOT, the_program
from tests.unit.studio.asking import NOW, OLD, TEXT, asked, words_of

CASES: Final = sorted((ROOT / "rulesets/example/neglect-screen/cases").glob("*.json"))
THIS: Final = [
    file
    for file in CASES
    if is_for(load_test(file.read_text("utf-8"), name=file.name), the_program())
]


def promising() -> str:
    """Return a small ruleset that promises what it does not keep."""
    promise = {
        "id": "P1",
        "whenever": {"subject": ["child"]},
        "then": {"level": {"at_most": "low"}},
        "because": "Nobody is ever worried about.",
    }
    return json.dumps(plain({**a_ruleset(), "promises": [promise]}))


def asked_of(tab: str, action: str, fields: dict[str, str]) -> Response:
    """Return what a tab shows."""
    return respond(Request(tab=tab, action=action, now=NOW, fields=fields))


def files(*names: tuple[str, str]) -> str:
    """Return files as the page sends them."""
    return json.dumps([{"name": name, "text": text} for name, text in names])


def test_nothing_is_proved_before_it_is_asked_for() -> None:
    shown = asked("prove", ruleset=promising())

    assert "What does not hold" not in words_of(shown.html)
    assert shown.said == "Nothing was proved yet."


def test_a_proof_stays_while_the_ruleset_does() -> None:
    first = asked("prove", "prove", ruleset=promising())
    fields = {"ruleset": promising(), **first.fields}

    again = asked_of("prove", "", fields)
    other = asked_of("prove", "", {**fields, "ruleset": json.dumps(plain(a_ruleset()))})

    assert "keep-1" in first.html
    assert again.html == first.html
    assert other.said == "Nothing was proved yet."


def test_a_case_that_shows_a_failure_is_tried_with_what_it_shows() -> None:
    shown = asked("prove", "try-1", ruleset=promising(), answer__B="grade:severe")

    assert shown.tab == "try"
    assert shown.fields["answer.B"] != "grade:severe"
    assert "to put right" not in shown.said


def test_a_case_that_shows_a_failure_is_kept_as_a_test_that_runs() -> None:
    shown = asked("prove", "keep-1", ruleset=promising())

    assert shown.file is not None
    test = load_test(shown.file.text, name=shown.file.name)
    program = link(load_ruleset(promising()))
    assert run_test(program, test).agrees


@pytest.mark.parametrize("action", ["try-9", "keep-9", "try-x", "nonsense"])
def test_what_is_not_there_is_not_tried(action: str) -> None:
    assert asked("prove", action, ruleset=promising()).tab == "prove"


def test_the_tests_that_ship_are_run() -> None:
    shown = asked("tests", "shipped", ruleset=TEXT)

    assert "all as agreed." in shown.said
    assert "Not as agreed" not in words_of(shown.html)


def test_what_the_tests_never_try_is_said() -> None:
    words = words_of(asked("tests", "cover", ruleset=TEXT, tests="shipped").html)

    assert "What the agreed cases try" in words


def test_a_test_that_is_no_longer_as_agreed_is_shown_and_tried() -> None:
    text = TEXT.replace('"number": 3,', '"number": 2,', 1)
    fields = {"ruleset": text, "tests": "shipped"}

    shown = asked_of("tests", "run", fields)
    tried = asked_of("tests", "try-1", fields)

    assert "not as agreed" in shown.said
    assert "agreed" in words_of(shown.html).partition("Not as agreed")[2]
    assert tried.tab == "try"


def test_files_of_ones_own_are_run_and_those_that_are_none_are_named() -> None:
    given = files((THIS[0].name, THIS[0].read_text("utf-8")), ("broken.json", "{"))

    shown = asked("tests", "run", ruleset=TEXT, tests=given)

    assert "1 file with" in shown.said
    assert "broken.json, line 1" in words_of(shown.html)


def test_tests_for_other_versions_are_run_only_if_asked_for() -> None:
    text = TEXT.replace('"version": "1.2.0"', '"version": "1.9.0"', 1)
    fields = {"ruleset": text, "tests": "shipped"}

    alone = asked_of("tests", "run", fields)
    all_ = asked_of("tests", "run", {**fields, "others": "yes"})

    assert "agreed for other versions only" in words_of(alone.html)
    assert "Not run" not in words_of(all_.html)


def a_case(**more: Any) -> dict[str, Any]:
    """Return a recorded case."""
    subject = {"ref": "A-1", "born": "2022-01-30"}
    return {"format": 1, "subject": subject, "answers": {"SUP2": "severe"}, **more}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.json", json.dumps(a_case())),
        ("list.json", json.dumps([a_case()])),
        ("lines.jsonl", json.dumps(a_case()) + "\n\n"),
        ("worked.json", THIS[0].read_text("utf-8")),
    ],
)
def test_recorded_cases_are_judged_by_both(name: str, text: str) -> None:
    fields = {"ruleset": TEXT, "old": OLD, "cases": files((name, text))}

    shown = asked_of("impact", "impact", fields)

    assert shown.title == "Try a change on recorded cases"
    assert "case" in shown.said
    assert "No case could be judged." not in shown.said


def test_what_is_no_case_is_set_aside_with_its_place() -> None:
    text = "\n".join([json.dumps(a_case()), "{", json.dumps({"format": 1})])
    fields = {"ruleset": TEXT, "old": OLD, "cases": files(("lines.jsonl", text))}

    words = words_of(asked_of("impact", "impact", fields).html)

    assert "2 cases were set aside" in words
    assert "lines.jsonl, line 2" in words


def test_the_ruleset_as_it_was_opened_can_be_compared_with() -> None:
    opened = asked("start", "open", shipped="example.neglect-screen@1.2.0")
    new = TEXT.replace('"number": 3,', '"number": 2,', 1)
    fields = {**opened.fields, "ruleset": new, "old": "before"}

    compared = asked_of("compare", "compare", fields)

    assert compared.said == "The comparison is ready."
    assert "What it was when you opened it" in words_of(compared.html)


@pytest.mark.parametrize("missing", ["cases", "old"])
def test_what_was_not_chosen_is_asked_for(missing: str) -> None:
    fields = {"ruleset": TEXT, "old": OLD, "cases": files(("a.json", "[]"))}
    fields.pop(missing)

    shown = asked_of("impact", "impact", fields)

    assert shown.title.startswith("Error: ")


def test_every_ruleset_that_ships_has_its_tests() -> None:
    for entry in shipped()[:1]:
        text = entry.file.read_text("utf-8")
        assert asked("tests", ruleset=text).html.count('value="shipped"') == 1


def test_a_case_that_a_change_moves_is_tried() -> None:
    new = TEXT.replace('"number": 3,', '"number": 2,', 1)
    fields = {"ruleset": new, "before": TEXT, "old": "before"}

    compared = asked_of("compare", "compare", fields)
    tried = asked_of("compare", "try-1", fields)

    assert "Cases that it moves" in words_of(compared.html)
    assert tried.tab == "try"
    assert "Early help" in tried.said


def test_a_rule_says_what_it_asks_where_its_numbers_are_changed() -> None:
    words = words_of(asked("change", ruleset=TEXT, part="rules").html)

    assert "It asks: " in words
