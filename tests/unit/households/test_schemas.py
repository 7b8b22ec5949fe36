"""The two schemas of households say the same as those of a case and a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from neglect_rules.loading import schema

OF_A_CASE = (
    "id",
    "grade_id",
    "exact_date",
    "part_date",
    "moment",
    "record",
    "answer",
    "happened",
    "event",
    "earlier",
    "number_span",
)
OF_A_DECISION = ("id", "grade", "grades", "fingerprint", "date", "ids", "ruleset_named")
CASE, DECISION, HOUSEHOLD, DECIDED = (
    schema(name) for name in ("case", "decision", "household", "household-decision")
)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_what_is_recorded_of_a_child_is_recorded_as_in_a_case(name: str) -> None:
    assert HOUSEHOLD["$defs"][name] == CASE["$defs"][name]


def test_no_part_of_a_case_is_missing_in_a_household() -> None:
    assert CASE["$defs"].keys() - set(OF_A_CASE) == {"kind", "subject"}
    assert CASE["properties"].keys() - {"$schema", "format", "ruleset", "at"} == {
        *HOUSEHOLD["$defs"]["assessed"]["properties"],
        "carers",
    }


@pytest.mark.parametrize("key", ["answers", "events", "reviews", "earlier", "note"])
def test_each_part_of_a_child_is_as_in_a_case(key: str) -> None:
    assessed, shared = (HOUSEHOLD["$defs"][name] for name in ("assessed", "shared"))

    assert assessed["properties"][key] == CASE["properties"][key]
    assert (
        shared["properties"].get(key, CASE["properties"][key])
        == (CASE["properties"][key])
    )


def test_a_child_is_a_subject_with_a_reference() -> None:
    ours, theirs = HOUSEHOLD["$defs"]["subject"], CASE["$defs"]["subject"]

    assert ours["properties"].keys() == theirs["properties"].keys()
    for key in ours["properties"].keys() - {"ref"}:
        assert ours["properties"][key] == theirs["properties"][key]
    assert ours["required"] == ["ref"]
    assert set(HOUSEHOLD["$defs"]["kind"]["enum"]) < set(CASE["$defs"]["kind"]["enum"])


@pytest.mark.parametrize("name", OF_A_DECISION)
def test_what_is_named_in_a_decision_is_named_as_everywhere(name: str) -> None:
    assert DECIDED["$defs"][name] == DECISION["$defs"][name]


def _described(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        if value.get("type") == "object":
            yield from value.get("properties", {}).values()
        for child in value.values():
            yield from _described(child)
    elif isinstance(value, list):
        for child in value:
            yield from _described(child)


@pytest.mark.parametrize("whole", [HOUSEHOLD, DECIDED], ids=["household", "decision"])
def test_every_property_says_what_it_is_and_every_object_is_closed(whole: Any) -> None:
    held = list(_described(whole))
    objects = [whole, *whole["$defs"].values()]

    assert held
    assert all({"title", "description"} <= each.keys() for each in held)
    assert all(
        each["additionalProperties"] is False
        for each in objects
        if each.get("type") == "object"
    )
