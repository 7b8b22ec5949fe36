"""VS Code's own JSON part, driven with the settings that we ship."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.intake import case_schema
from neglect_rules.loading import against_schema
from tests.builders import a_program, a_ruleset
from tests.editor.annotations import MOST_OPTIONS, ROOT, filled, schema_of
from tests.editor.driving import Editor

pytestmark = pytest.mark.slow

RULESET: Final = "ours/1.0.0/ruleset.json"
CASE: Final = "ours/case.json"
MARK: Final = "@@"
"""Stands in a text where the person's cursor is."""

SHIPPED: Final = [
    file
    for folder in ("rulesets", "directories", "docs/tutorials", "docs/how-to")
    for file in sorted((ROOT / folder).rglob("*.json"))
]


def _written(document: Any) -> str:
    return json.dumps(document, indent=2, default=_number, ensure_ascii=False)


def _number(value: Any) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def _at(document: Any, place: str, value: Any) -> Any:
    """Return a copy of a document with a value put at a place; `-` appends."""
    copied = copy.deepcopy(document)
    *way, last = place.removeprefix("/").split("/")
    inner = copied
    for part in way:
        inner = (
            inner[int(part)] if isinstance(inner, list) else inner.setdefault(part, {})
        )
    if isinstance(inner, list):
        inner.append(value) if last == "-" else inner.__setitem__(int(last), value)
    else:
        inner[last] = value
    return copied


def _asked(file: str, marked: str, what: str) -> dict[str, Any]:
    """Return a question about the place that is marked in a text."""
    at = marked.index(MARK)
    return {"file": file, "text": marked.replace(MARK, "", 1), "what": what, "at": at}


PERSON: Final = {
    "format": 1,
    "at": "2026-05-12T10:00:00+01:00",
    "subject": {"age_months": 40},
    "answers": {"A": "met"},
}
EMPTY: Final[Mapping[str, list[Any]]] = {
    key: [] for key in ("modifiers", "easings", "guards", "tasks", "reviews")
}
BASE: Final = {**a_ruleset(), **EMPTY, "promises": [], "report": [], "accepts": []}
COMPLETED: Final = {
    "/indicators/NEW": "indicator",
    "/domains/new": "domain",
    "/scales/new": "scale",
    "/parameters/new": "parameter",
    "/sources/new": "source",
    "/event_kinds/new": "event_kind",
    "/measures/new": "measure",
    "/conditions/new": "condition",
    "/ratings/new": "rating",
    "/ratings/new/rule": "rule",
    "/outcomes/new": "outcome",
    "/thresholds/-": "threshold",
    "/thresholds/0/when": "condition",
    "/thresholds/0/reach/level": "grade",
    "/modifiers/-": "modifier",
    "/easings/-": "easing",
    "/guards/-": "guard",
    "/tasks/-": "task",
    "/reviews/-": "review",
    "/promises/-": "promise",
    "/report/-": "report_item",
    "/accepts/-": "accepted",
    "/households": "households",
    "/indicators/A/stale_after": "duration",
    "/indicators/A/ask_if": "condition",
    "/domains/health/weight": "number",
}
ANSWERED: Final = {
    "/answers/B": "answer",
    "/subject": "subject",
    "/events/missed": "happened",
}


def _base(name: str, place: str) -> Any:
    if place.startswith("/ratings/new/"):
        return _at(BASE, "/ratings/new", {"label": "R", "scale": "care"})
    return BASE if name == "ruleset" else PERSON


PLACES: Final = [
    *(("ruleset", RULESET, *each) for each in COMPLETED.items()),
    *(("case", CASE, *each) for each in ANSWERED.items()),
]


def _marked(name: str, place: str) -> str:
    """Return the text with the cursor where a value is still to be written."""
    text = _written(_at(_base(name, place), place, MARK))
    return text.replace(f'"{MARK}"', MARK)


def _put_in(text: str, item: dict[str, Any], pick: int) -> str:
    start, end = item["span"]
    return text[:start] + filled(item["text"], pick) + text[end:]


def test_where_a_thing_is_to_be_written_a_ready_made_text_is_offered(
    editor: Editor,
) -> None:
    asked = [
        _asked(file, _marked(name, at), "complete") for name, file, at, _ in PLACES
    ]
    missing = {}
    for (name, _, at, kind), items in zip(PLACES, editor(asked), strict=True):
        snippets = schema_of(name)["$defs"][kind]["defaultSnippets"]
        offered = {item["label"] for item in items}
        missing[at] = {snippet["label"] for snippet in snippets} - offered

    assert {at: labels for at, labels in missing.items() if labels} == {}


def test_what_is_offered_is_accepted_by_the_editor_and_by_us(editor: Editor) -> None:
    asked = [
        _asked(file, _marked(name, at), "complete") for name, file, at, _ in PLACES
    ]
    texts = [
        (
            name,
            {
                **question,
                "what": "problems",
                "text": _put_in(question["text"], item, pick),
            },
        )
        for (name, *_), question, items in zip(
            PLACES, asked, editor(asked), strict=True
        )
        for item in items
        for pick in range(MOST_OPTIONS if "|" in item["text"] else 1)
    ]
    problems = editor([question for _, question in texts])
    ours = [
        against_schema(json.loads(question["text"]), name, shows=True)
        for name, question in texts
    ]
    refused = [
        (question["text"], found)
        for (_, question), *both in zip(texts, problems, ours, strict=True)
        for found in both
        if found
    ]

    assert len(texts) > 100
    assert refused == []


def test_a_name_is_offered_where_a_section_wants_names(editor: Editor) -> None:
    sections = ["indicators", "domains", "scales", "conditions", "measures", "ratings"]
    texts = [
        _written(_at(BASE, f"/{each}", {MARK: 1})).replace(f'"{MARK}": 1', MARK)
        for each in sections
    ]
    found = editor([_asked(RULESET, text, "complete") for text in texts])

    assert [len(items) for items in found] == [1] * len(sections)


def test_words_to_choose_from_are_offered_with_what_they_mean(editor: Editor) -> None:
    [items] = editor([_asked(RULESET, _marked("ruleset", "/status"), "complete")])
    told = {json.loads(item["label"]): item["told"] for item in items}

    assert set(told) == set(schema_of("ruleset")["properties"]["status"]["enum"])
    assert told["adopted"] == "Agreed and in use. It runs without a banner."


def test_with_its_own_schema_a_case_offers_the_questions_and_their_grades(
    editor: Editor, tmp_path: Path
) -> None:
    file = tmp_path / "our-case.schema.json"
    file.write_text(_written(case_schema(a_program())), encoding="utf-8")
    head = f'{{"$schema": "{file.as_uri()}", "format": 1, "answers": '
    questions, grades = editor(
        [
            _asked(CASE, f"{head}{{{MARK}}}}}", "complete"),
            _asked(CASE, f'{head}{{"A": {MARK}}}}}', "complete"),
        ]
    )

    assert {"A", "B", "N"} <= {item["label"] for item in questions}
    assert {'"met"', '"severe"', '"refused"'} <= {item["label"] for item in grades}


HOVERED: Final = [
    (
        '"@@critical_at": "severe"',
        "From this grade towards worse, the answer is critical",
    ),
    ('"@@reach": {', "The level that is reached, for each outcome."),
    ('"@@when": {', "While it holds, the case is at the level or higher."),
    ('"@@at_least": 3', "This number or more."),
    ('"@@weight": 1.5', "What the domain's score is multiplied by, after its cap."),
    ('"@@effective": {', "The dates on which the ruleset is in force."),
    ('"@@from": "2020-01-01"', "The first day on which the ruleset is in force."),
    ('"@@domain": "safety"', "The domain in which it counts"),
    ('"status": "@@adopted"', "Agreed and in use\\. It runs without a banner\\."),
]


@pytest.mark.parametrize(("marked", "told"), HOVERED)
def test_a_key_is_explained_where_the_mouse_rests_on_it(
    editor: Editor, marked: str, told: str
) -> None:
    text = _written(BASE).replace(marked.replace(MARK, ""), marked, 1)
    [found] = editor([_asked(RULESET, text, "hover")])

    assert told in found


def _key_places(text: str) -> Iterator[int]:
    """Yield where each key of a text begins."""
    at = 0
    decoder = json.JSONDecoder()
    while (at := text.find('"', at)) >= 0:
        _, end = decoder.raw_decode(text, at)
        if text[end : end + 1] == ":":
            yield at + 1
        at = end


def test_every_key_of_the_example_is_explained(editor: Editor) -> None:
    file = max(ROOT.glob("rulesets/example/*/*/ruleset.json"))
    text = file.read_text("utf-8")
    places = list(_key_places(text))
    name = file.relative_to(ROOT).as_posix()
    asked = [{"file": name, "text": text, "what": "hover", "at": at} for at in places]
    silent = [
        text[at : text.index('"', at)]
        for at, told in zip(places, editor(asked), strict=True)
        if not told.rstrip().endswith(".")
    ]

    assert len(places) > 500
    assert silent == []


WRONG: Final = [
    pytest.param(
        "ruleset", "/id", "our screen", "An id begins with a letter", id="an-id"
    ),
    pytest.param(
        "ruleset",
        "/thresholds/0/id",
        "1st",
        "An id begins with a letter",
        id="the-id-of-a-rule",
    ),
    pytest.param(
        "ruleset",
        "/effective/from",
        "1 April 2026",
        "Write the date as year-month-day",
        id="a-date",
    ),
    pytest.param(
        "ruleset",
        "/effective/from",
        "2026-13-01",
        "It must be a day that exists",
        id="no-such-month",
    ),
    pytest.param(
        "ruleset",
        "/indicators/A/critical_at",
        "very bad",
        "A grade's id has letters",
        id="a-grade",
    ),
    pytest.param(
        "ruleset", "/version", "1.0", "Write three numbers with dots", id="a-version"
    ),
    pytest.param(
        "ruleset", "/status", "final", '"draft", "illustrative"', id="an-unknown-word"
    ),
    pytest.param(
        "case", "/answers/A", "not so good", "A grade's id has letters", id="an-answer"
    ),
    pytest.param(
        "case",
        "/at",
        "12 May",
        "Write the date, the time and the offset",
        id="a-moment",
    ),
    pytest.param("case", "/subject", {"born": "May"}, "2019-05 or 2019", id="a-birth"),
]


@pytest.mark.parametrize(("name", "place", "value", "message"), WRONG)
def test_what_is_wrong_is_said_plainly_and_where_it_stands(
    editor: Editor, name: str, place: str, value: Any, message: str
) -> None:
    text = _written(_at(BASE if name == "ruleset" else PERSON, place, value))
    file = RULESET if name == "ruleset" else CASE
    [found] = editor([{"file": file, "text": text, "what": "problems", "at": 0}])
    word = value if isinstance(value, str) else next(iter(value.values()))

    assert [text[slice(*each["span"])] for each in found] == [json.dumps(word)]
    assert message in found[0]["message"]


def test_a_name_that_cannot_be_one_is_marked_as_a_name(editor: Editor) -> None:
    text = _written(_at(BASE, "/domains/my domain", {"label": "Ours"}))
    [found] = editor([{"file": RULESET, "text": text, "what": "problems", "at": 0}])

    assert [text[slice(*each["span"])] for each in found] == ['"my domain"']
    assert found[0]["message"].startswith("An id begins with a letter")


def test_what_ships_has_no_problem_at_all(editor: Editor) -> None:
    asked = [
        {
            "file": file.relative_to(ROOT).as_posix(),
            "text": file.read_text("utf-8"),
            "what": "problems",
            "at": 0,
        }
        for file in SHIPPED
    ]
    found = {
        question["file"]: problems
        for question, problems in zip(asked, editor(asked), strict=True)
        if problems
    }

    assert sum(file.name == "ruleset.json" for file in SHIPPED) > 3
    assert found == {}


MATCHED: Final = {
    "ruleset.json": "Ruleset",
    "our-screen/0.1.0/ruleset.json": "Ruleset",
    "rulesets/hull/assessment/2.0.0/ruleset.json": "Ruleset",
    "rulesets/hull/assessment/cases/01.json": "Test case",
    "our-screen/cases/01-left.json": "Test case",
    "case.json": "Case",
    "try/case.json": "Case",
    "try/case-mended.case.json": "Case",
    "home.household.json": "Household",
    "directories/hull/directory.json": "Directory",
    "package.json": "",
}


def test_our_files_are_known_by_their_names(editor: Editor) -> None:
    asked = [
        {"file": name, "text": '{"format": 1}', "what": "schema", "at": 0}
        for name in MATCHED
    ]

    assert dict(zip(MATCHED, editor(asked), strict=True)) == MATCHED
