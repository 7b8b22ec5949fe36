"""Households that are JSON but no households: code and place, never a value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.households import load_household, read_household
from tests.unit.households.builders import (
    a_child,
    a_household,
    places,
    refused,
    unassessed,
)

SECRET = "Zq9secret"

WRONG: list[tuple[str, Any, tuple[str, str]]] = [
    ("no-children", a_household(), ("NR107", "/children")),
    ("children-missing", {"format": 1}, ("NR101", "")),
    ("not-an-object", [], ("NR103", "")),
    ("children-no-list", {"format": 1, "children": SECRET}, ("NR103", "/children")),
    ("a-child-no-object", a_household(SECRET), ("NR103", "/children/0")),  # type: ignore[arg-type]
    ("format", {**a_household(a_child("a")), "format": 2}, ("NR109", "/format")),
    ("unknown-key", a_household(a_child("a"), **{SECRET: 1}), ("NR102", "")),
    (
        "a-child-without-reference",
        a_household({"subject": {}, "answers": {}}),
        ("NR101", "/children/0/subject"),
    ),
    (
        "a-child-without-answers",
        a_household({"subject": {"ref": "a"}}),
        ("NR101", "/children/0"),
    ),
    (
        "not-assessed-and-answered",
        a_household({**a_child("a"), "not_assessed": True}),
        ("NR102", "/children/0"),
    ),
    (
        "assessed-and-says-so",
        a_household({**a_child("a"), "not_assessed": False}),
        ("NR102", "/children/0"),
    ),
    (
        "not-assessed-of-an-age",
        a_household({"subject": {"ref": "a", "born": "2019"}, "not_assessed": True}),
        ("NR102", "/children/0/subject"),
    ),
    (
        "a-carer-is-no-child",
        a_household(a_child("a", subject={"kind": "carer"})),
        ("NR104", "/children/0/subject/kind"),
    ),
    (
        "shared-notes",
        a_household(a_child("a"), shared={"note": SECRET}),
        ("NR102", "/shared"),
    ),
    (
        "no-such-birthday",
        a_household(
            a_child("a"), {"subject": {"ref": "b", "born": "2019-13"}, "answers": {}}
        ),
        ("NR104", "/children/1/subject/born"),
    ),
    (
        "no-such-moment",
        a_household(unassessed("a"), at="2026-02-30T10:00:00Z"),
        ("NR104", "/at"),
    ),
    (
        "references-alike",
        a_household(a_child(SECRET), unassessed("b"), unassessed(SECRET)),
        ("NR110", "/children/2/subject/ref"),
    ),
    (
        "a-wrong-shared-record",
        a_household(
            a_child("a"), shared={"answers": {"A": [{"grade": SECRET, "by": 1}]}}
        ),
        ("NR103", "/shared/answers/A/0/by"),
    ),
    (
        "too-many-answers-of-a-child",
        a_household(a_child("a", {f"Q{n}": "met" for n in range(5001)})),
        ("NR613", "/children/0/answers"),
    ),
    (
        "too-many-shared-answers",
        a_household(
            a_child("a"), shared={"answers": {f"Q{n}": 1 for n in range(5001)}}
        ),
        ("NR613", "/shared/answers"),
    ),
]


@pytest.mark.parametrize(
    ("document", "expected"), [pytest.param(d, e, id=i) for i, d, e in WRONG]
)
def test_a_wrong_household_is_refused_with_code_and_place_alone(
    document: Any, expected: tuple[str, str]
) -> None:
    with pytest.raises(CaseError) as caught:
        load_household(document)

    found = caught.value.diagnostics
    assert expected in places(found)
    assert SECRET not in f"{caught.value!s} {found!r} {[d.hint for d in found]}"


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = {"subject": {"ref": "a", "born": "2019-13"}, "answers": {}}
    turned = a_child("a", subject={"age_months": {"from": 5, "to": 4}})

    assert places(refused(wrong, turned, unassessed("c"), unassessed("c"))) == [
        ("NR104", "/children/0/subject/born"),
        ("NR105", "/children/1/subject/age_months/to"),
        ("NR110", "/children/1/subject/ref"),
        ("NR110", "/children/3/subject/ref"),
    ]


def test_records_of_both_parts_are_no_more_than_a_case_may_have() -> None:
    many = [{"grade": "met"}] * 60

    assert places(
        refused(a_child("a", {"A": many}), shared={"answers": {"A": many}})
    ) == [("NR107", "/children/0/answers/A")]


def test_what_is_wrong_is_shown_where_it_stands_in_the_text() -> None:
    text = json.dumps(a_household(a_child("a"), unassessed("b"), unassessed("b")))
    with pytest.raises(CaseError) as caught:
        load_household(text, name="home.json")
    (found,) = caught.value.diagnostics

    assert found.file == "home.json"
    assert found.span is not None
    assert text[found.span.column - 1 : found.span.end - 1] == '"b"'
    assert found.line is None


def test_a_household_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "home.json"
    file.write_text(
        json.dumps(
            a_household(
                a_child("a"),
                unassessed("b"),
                ref="H-1",
                at="2026-05-01T10:00:00Z",
                ruleset={"id": "test.small"},
            )
        ),
        encoding="utf-8",
    )
    found = read_household(file)

    assert [(each.ref, each.is_assessed) for each in found.children] == [
        ("a", True),
        ("b", False),
    ]
    assert (found.ref, found.ruleset and found.ruleset.id) == ("H-1", "test.small")
    assert found.at is not None
    with pytest.raises(CaseError, match="NR018"):
        read_household(tmp_path / "none.json")


def test_nothing_of_a_child_is_shown_to_a_developer() -> None:
    found = load_household(
        a_household(a_child(SECRET, {"A": "severe"}, note=SECRET), ref=SECRET)
    )

    assert SECRET not in repr(found)
    assert "severe" not in repr(found)
