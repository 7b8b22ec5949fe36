"""What a condition asks, before anybody has answered anything."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.explain import asked, words
from tests.builders import asking

SIGNS = {"from": {"indicators": ["A", "B"]}, "graded": {"at_least": "severe"}}
CASES: list[tuple[str, Any, str]] = [
    ("grade", {"indicator": "A", "at_least": "emerging"}, "A (A): Emerging or worse"),
    ("lowest", {"indicator": "S", "at_least": "weak"}, "S (S): applies to this child"),
    (
        "measure",
        {"measure": {"total": "all"}, "above": 3},
        "Weighted points in all: more than 3",
    ),
    (
        "count",
        {"measure": {"count": SIGNS}, "at_least": 2},
        "Signs at Severe (A, B): 2 or more",
    ),
    ("no-count", {"not": {"measure": {"count": SIGNS}, "at_least": 1}}, "Not this:"),
    ("some", {"some": SIGNS}, "At least one: signs at Severe (A, B)"),
    ("every", {"every": SIGNS}, "All: signs at Severe (A, B)"),
    ("none", {"none": SIGNS}, "None: signs at Severe (A, B)"),
    (
        "critical",
        {"some": {"from": "all", "graded": "critical"}},
        "At least one: critical signs",
    ),
    ("state", {"record": {"indicator": "A", "state": ["refused"]}}, "A (A): refused"),
    (
        "source",
        {"record": {"indicator": "A", "source": ["seen", "child_said"]}},
        "A (A): seen or said by the child",
    ),
    (
        "coverage",
        {"record": {"coverage": "safety", "below": 1}},
        "Fewer than 100% are answered in Safety",
    ),
    (
        "coverage-of-all",
        {"record": {"coverage": "all", "below": 1}},
        "Fewer than 100% are answered in all",
    ),
    ("subject", {"subject": ["unborn"]}, "It is about an unborn child"),
    ("one-of-one", {"any": [{"subject": ["child"]}]}, "It is about a child"),
]


def told(condition: Any) -> list[tuple[int, str]]:
    """Return the lines of a condition, each with how far it stands in."""
    excused = {"exception": {"law": 5, "because": "It is meant."}}
    turned = {"not", "none"} & condition.keys()
    program = asking({**condition, **excused} if turned else condition)
    found = program.ruleset.thresholds[0].when
    return [
        (line.level, line.text) for line in asked(words(program.ruleset, None), found)
    ]


@pytest.mark.parametrize(
    ("condition", "line"), [pytest.param(c, t, id=id_) for id_, c, t in CASES]
)
def test_one_line_says_what_is_asked(condition: Any, line: str) -> None:
    assert told(condition)[0] == (0, line)


def test_groups_stand_in_and_named_conditions_are_spelt_out() -> None:
    program = asking(
        {
            "all": [
                {"is": "worry"},
                {"at_least": 2, "of": [{"subject": ["child"]}, {"is": "worry"}]},
            ]
        },
        {"/conditions": {"worry": {"any": [{"some": SIGNS}, {"subject": ["unborn"]}]}}},
    )
    found = asked(words(program.ruleset, None), program.ruleset.thresholds[0].when)

    assert [(line.level, line.text) for line in found] == [
        (0, "All of these:"),
        (1, "Any of these:"),
        (2, "At least one: signs at Severe (A, B)"),
        (2, "It is about an unborn child"),
        (1, "At least 2 of these:"),
        (2, "It is about a child"),
        (2, "Any of these:"),
        (3, "At least one: signs at Severe (A, B)"),
        (3, "It is about an unborn child"),
    ]
