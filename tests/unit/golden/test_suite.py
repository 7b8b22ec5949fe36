"""Stories in a folder, run together and told to a build server."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from neglect_rules.golden import (
    Difference,
    junit_of,
    label_of,
    lines_at,
    read_stories,
    run_story,
)
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from tests.builders import a_program, a_ruleset
from tests.unit.golden.agreed import a_document, a_story


def test_stories_are_read_in_order_and_those_that_nobody_agreed_to_come_last(
    tmp_path: Path,
) -> None:
    for file in ("b.json", "a.json", "generated/0.json"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(json.dumps(a_document()), encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")

    stories, refused = read_stories(tmp_path)

    assert [each.file for each in stories] == ["a.json", "b.json", "generated/0.json"]
    assert [each.is_agreed for each in stories] == [True, True, False]
    assert [d.file for d in refused] == [str(tmp_path / "broken.json")]


def test_a_part_that_does_not_fit_is_refused_and_the_others_still_run() -> None:
    twins = [{"answers": {"NO_SUCH": "met"}, "expect": {}}]
    text = json.dumps(a_document(twins=twins), indent=1)

    done = run_story(a_program(), a_story(text))

    assert [part.where for part, _ in done.decided] == ["case"]
    assert [(d.code, str(d.at)) for d in done.refused] == [
        ("NR601", "/twins/0/answers/NO_SUCH")
    ]
    assert done.refused[0].span is not None


def _told(each: Difference) -> str:
    return f"<{each.what}> & \x1b more"


def test_a_build_server_reads_names_and_what_differs_and_no_answer() -> None:
    twins = [
        {"answers": {"A": "severe"}, "expect": {"not_met": ["G1", "T1"]}},
        {"answers": {"NO_SUCH": "met"}, "expect": {}},
    ]
    program = a_program()
    stories = [
        a_story(twins=twins, story="She is left alone."),
        a_story(file="02.json"),
    ]

    text = junit_of("test 1.0.0", [run_story(program, s) for s in stories], _told)

    root = ET.fromstring(text)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert root.attrib == {
        "name": "test 1.0.0",
        "tests": "4",
        "failures": "1",
        "errors": "1",
    }
    assert [(t.get("classname"), t.get("name")) for t in root.iter("testcase")] == [
        ("01-a.json", "Two signs, case"),
        ("01-a.json", "Two signs, twin 1"),
        ("01-a.json", "Two signs, twin 2"),
        ("02.json", "Two signs, case"),
    ]
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.attrib == {"message": "<G1> &   more"}
    assert failure.text == "<G1> &   more\n<T1> &   more"
    assert "alone" not in text
    assert "severe" not in text


def test_one_part_that_was_asked_for_is_the_only_test() -> None:
    twins = [{"answers": {"A": "severe"}, "expect": {}}]

    text = junit_of(
        "t", [run_story(a_program(), a_story(twins=twins), "twin 1")], _told
    )

    assert [t.get("name") for t in ET.fromstring(text).iter("testcase")] == [
        "Two signs, twin 1"
    ]


def test_a_place_is_named_by_the_words_of_what_stands_there() -> None:
    ruleset = a_program(
        {
            "/conditions": {"late": {"indicator": "A", "at_least": "severe"}},
            "/parameters": {"most": {"label": "The most", "number": 3}},
            "/tasks": [{"id": "K1", "task": "See it.", "when": {"subject": ["child"]}}],
        }
    ).ruleset

    assert [
        label_of(ruleset, at)
        for at in (
            "/thresholds/0/when",
            "/tasks/0",
            "/domains/safety/weight",
            "/parameters/most/number",
            "/conditions/late",
            "/open_answers/enough",
            "/scales/care/grades/1",
            "/title",
        )
    ] == [
        "It adds up [T1]",
        "See it [K1]",
        "Safety (safety)",
        "The most (most)",
        "The condition named late",
        "How open answers are dealt with",
        "What is named care",
        "Small",
    ]


def test_a_place_has_the_line_of_its_text_or_of_what_it_would_stand_in() -> None:
    text = json.dumps(a_ruleset(), indent=1, default=float)
    program = link(load_ruleset(text))
    places = ["/thresholds/0", "/domains/health/weight"]

    found = lines_at(program.ruleset, places)

    rows = text.splitlines()
    assert rows[found["/thresholds/0"]].strip() == '"id": "T1",'
    assert rows[found["/domains/health/weight"] - 1].strip() == '"health": {'
    assert lines_at(a_program().ruleset, places) == {}
