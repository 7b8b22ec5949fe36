"""How much is told: a line, a case note, the page, the full account."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.explain import explain, explain_trace, page_document, text_of
from neglect_rules.loading import against_schema
from tests.shipped import decided
from tests.unit.explain.worked import (
    CASES,
    EVERY,
    ROOT,
    judged,
    note_of,
    page,
    prose,
    without_ruleset,
    words_in_a_sentence,
)
from tests.unit.explain.worked import decided as worked

OUR_WORDS: Final = re.compile(
    r"\b(polarity|completion|canonical|pointer|floor|ceiling|choice|extent|kleene)s?\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", EVERY)
@pytest.mark.parametrize("layer", ["line", "paragraph", "full"])
def test_a_sentence_has_fewer_than_twenty_words_on_average(
    file: Path, layer: str
) -> None:
    assert words_in_a_sentence(page(file, layer)) < 20


@pytest.mark.parametrize("file", EVERY)
@pytest.mark.parametrize("layer", ["line", "paragraph", "full"])
def test_none_of_our_own_words_is_told_but_where_an_author_wrote_it(
    file: Path, layer: str
) -> None:
    found = [text for text in prose(page(file, layer)) if OUR_WORDS.search(text)]
    written = str(worked(file).program.ruleset.document)

    assert [text for text in found if text not in written] == []


@pytest.mark.parametrize("file", EVERY)
def test_the_line_is_one_line_for_each_outcome_and_short(file: Path) -> None:
    decision = worked(file)
    lines = explain(decision, layer="line").splitlines()

    assert len(lines) == max(1, len(decision.outcomes))
    assert max(map(len, lines)) < 200


@pytest.mark.parametrize("file", EVERY[::12])
@pytest.mark.parametrize("layer", ["line", "paragraph", "page", "full"])
def test_every_layer_is_told_within_eighty_columns_or_on_one_line(
    file: Path, layer: str
) -> None:
    text = text_of(page(file, layer))

    assert max(map(len, text.splitlines())) <= 80
    assert without_ruleset(file, layer).strip()


@pytest.mark.parametrize("file", EVERY[::12])
@pytest.mark.parametrize("layer", ["line", "paragraph", "page", "full"])
def test_a_page_as_json_is_in_the_form_of_its_schema(file: Path, layer: str) -> None:
    document = page_document(page(file, layer))

    assert against_schema(document, "page", shows=True) == ()
    assert document["format"] == 1


def test_a_page_as_json_has_every_kind_of_block() -> None:
    document = page_document(page(CASES[-1], "full"))
    kinds = {b["kind"] for part in document["sections"] for b in part["blocks"]}

    assert kinds == {"line", "bullet", "pairs", "table"}


def test_the_line_has_level_how_sure_and_chief_reason() -> None:
    lines = explain(judged({"A": "severe"}), layer="line").splitlines()

    assert lines == [
        'Level: recommended level "High", settled. One critical sign is enough.'
    ]


@pytest.mark.parametrize(
    ("answers", "changes", "told"),
    [
        pytest.param(
            {"A": "met", "B": "met", "C": "met"},
            {},
            'recommended level "Low", settled. No rule for more is met.',
            id="nothing-is-met",
        ),
        pytest.param(
            {"B": "established"},
            {},
            'recommended level at least "Middle", not settled. It adds up.',
            id="more-is-possible",
        ),
        pytest.param(
            {"B": "met"},
            {},
            'recommended level so far "Low", but it could be higher.'
            " No rule for more is certainly met.",
            id="nothing-is-certain",
        ),
        pytest.param(
            {},
            {"/open_answers/enough": {"core": 1}},
            "recommended level cannot be determined from what was recorded."
            " Too little was answered.",
            id="too-little",
        ),
        pytest.param(
            {"B": "established"},
            {"/open_answers/recommend": "ceiling"},
            'recommended level "High", not settled.',
            id="the-highest-possible",
        ),
        pytest.param(
            {"B": "established"},
            {"/open_answers/recommend": "person"},
            'left to a person while answers are open, but at least "Middle".',
            id="left-to-a-person",
        ),
        pytest.param(
            {"B": "met"},
            {"/open_answers/recommend": "person"},
            "left to a person while answers are open. No rule for more",
            id="left-to-a-person-and-nothing-is-certain",
        ),
    ],
)
def test_the_line_says_how_sure_it_is(
    answers: dict[str, Any], changes: dict[str, Any], told: str
) -> None:
    assert told in explain(judged(answers, changes), layer="line")


def test_the_line_says_that_it_rests_on_suspicion() -> None:
    suspected = {"A": {"grade": "severe", "suspected": True}}

    assert "It rests on what is only suspected." in explain(
        judged(suspected), layer="line"
    )


def test_a_reason_that_does_not_fit_the_line_is_left_out_whole() -> None:
    words = "This reason has no end. " * 20
    line = explain(
        judged({"A": "severe"}, {"/guards/0/because": words.strip()}), layer="line"
    )

    assert "This reason" not in line
    assert 'recommended level "High", settled.' in line


def test_the_line_of_a_ruleset_that_is_not_adopted_says_so() -> None:
    line = explain(judged({}, {"/status": "draft"}), layer="line")

    assert line.endswith("Draft: not for a real child.\n")


def test_without_the_ruleset_the_line_names_the_rule() -> None:
    line = explain_trace(decided("01").trace, layer="line")

    assert "Guard G1 is met." in line
    assert "It follows from" not in line


def test_without_the_ruleset_what_follows_from_another_outcome_is_said() -> None:
    line = explain_trace(decided("02").trace, layer="line")

    assert "It follows from an earlier result." in line


def test_a_ruleset_without_outcomes_has_a_line_and_a_note_too() -> None:
    report = {"id": "R", "label": "The sum", "measure": {"total": "all"}}
    gone: dict[str, Any] = {"/outcomes": ..., "/thresholds": ..., "/guards": ...}
    decision = judged({"A": "emerging"}, {**gone, "/report": [report]})

    note = note_of(explain(decision, layer="paragraph"))

    assert explain(decision, layer="line").startswith("This ruleset recommends no lev")
    assert "Results: The sum: 1.5 to 11.5." in note
    assert "There are 2 open questions." in note
    assert "Every rule" not in explain(decision, layer="full")
    assert "How exact" not in explain(decision, layer="full", audience="auditor")


def test_the_python_of_the_guide_runs_and_prints_what_the_page_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (ROOT / "docs/how-to/explain-a-decision.md").read_text("utf-8")
    names: dict[str, Any] = {}
    for code in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        exec(code, names)
    printed = capsys.readouterr().out
    shown = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)

    assert [block for block in shown if block not in printed] == []
