"""Tables: one case, and a row for each change of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.golden import is_for, load_test, parts_of, run_test
from tests.builders import a_program
from tests.unit.golden.agreed import a_document

ROWS: list[dict[str, Any]] = [
    {"answers": {"A": "met", "B": "met"}, "then": {"level": "low"}},
    {"answers": {"A": "severe"}, "then": {"level": "high"}, "story": "It is grave."},
    {"subject": {"age_months": 3}, "then": {"level": "middle"}},
    {"answers": {"A": None, "B": "emerging"}, "then": {"level": "low"}},
]


def test_every_row_comes_out_as_its_one_line_says() -> None:
    test = load_test(json.dumps(a_document(rows=ROWS, expect=...)))

    result = run_test(a_program(), test)

    assert result.differences == ()
    assert len(result.decisions) == 1 + len(ROWS)


def test_a_row_that_differs_says_which_row_and_where_its_grade_stands() -> None:
    rows = [ROWS[0], {"answers": {"A": "severe"}, "then": {"level": "low"}}]
    test = load_test(json.dumps(a_document(rows=rows)))

    (found,) = run_test(a_program(), test).differences

    assert str(found) == "row 2: level recommended: agreed low, found high"
    assert str(found.at) == "/rows/1/then/level"
    assert found.rules == ("/guards/0",)


def test_a_row_may_agree_that_nothing_is_recommended() -> None:
    rows = [{"answers": {"A": None}, "then": {"level": None}}]
    enough = {"recommend": "person", "enough": {"core": 1}}
    program = a_program({"/open_answers": enough})

    assert run_test(program, load_test(json.dumps(a_document(rows=rows)))).agrees


def test_one_part_can_be_run_alone() -> None:
    test = load_test(json.dumps(a_document(rows=ROWS)))

    assert [part.where for part in parts_of(test)] == [
        "case",
        "row 1",
        "row 2",
        "row 3",
        "row 4",
    ]
    assert len(run_test(a_program(), test, where="row 2").decisions) == 1
    assert is_for(test, a_program())


@pytest.mark.parametrize(
    ("changes", "code", "at"),
    [
        pytest.param({"expect": ...}, "NR101", "", id="neither-expect-nor-rows"),
        pytest.param(
            {"rows": [{"then": {"level": "low"}, "if": 1}]},
            "NR102",
            "/rows/0",
            id="an-unknown-key-of-a-row",
        ),
        pytest.param(
            {"rows": [{"answers": {"A": "met"}}]},
            "NR101",
            "/rows/0",
            id="a-row-without-then",
        ),
        pytest.param(
            {"rows": [{"subject": {"born": "2026-02-31"}, "then": {"level": "low"}}]},
            "NR104",
            "/rows/0/subject/born",
            id="an-impossible-date",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(
    changes: dict[str, Any], code: str, at: str
) -> None:
    with pytest.raises(CaseError) as refused:
        load_test(json.dumps(a_document(**changes), indent=1), name="table.json")

    (found, *_) = refused.value.diagnostics
    assert (found.code, str(found.at)) == (code, at)
    assert found.span is not None


def test_a_row_that_does_not_fit_the_ruleset_is_placed_in_its_row() -> None:
    rows = [{"answers": {"NO_SUCH": "met"}, "then": {"level": "low"}}]

    with pytest.raises(CaseError) as refused:
        run_test(a_program(), load_test(json.dumps(a_document(rows=rows))))

    assert str(refused.value.diagnostics[0].at) == "/rows/0/answers/NO_SUCH"
