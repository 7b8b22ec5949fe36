"""All that is answered about a decision is in the form that its schema promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.golden import is_for, read_test
from neglect_rules.linking import link
from neglect_rules.loading import against_schema, read_ruleset, schema
from neglect_rules.loading._validator import make_validator
from neglect_rules.reasons import document, reasons, what_if
from tests.property.drawn import one_drawn, seeds

ROOT: Final = Path(__file__).parents[2] / "rulesets"
EVERY: Final = 60
DRAWN: Final = 6
BUDGET: Final = 4_000
SINGLE: Final = (
    "still_possible",
    "why",
    "why_not",
    "what_next",
    "what_would_change",
    "how_close",
)
SCHEMA: Final = schema("reasons")


def newest() -> list[Path]:
    """Return the newest version of each shipped ruleset."""
    areas = {file.parents[1] for file in ROOT.glob("*/*/*/ruleset.json")}
    return sorted(max(area.glob("*/ruleset.json")) for area in areas)


def wrong(found: Any, name: str | None = None) -> list[str]:
    """Return what the schema, or one definition of it, refuses."""
    if name is None:
        return [str(each) for each in against_schema(found, "reasons", shows=True)]
    part = {"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}
    return [error.message for error in make_validator(part).iter_errors(found)]


def _of(decision: Decision) -> Iterator[str]:
    """Yield all that is wrong with what is answered about a decision."""
    for outcome in decision.outcomes:
        found = reasons(decision, outcome, audience="auditor", budget=BUDGET).to_dict()
        yield from wrong(found)
    trial = document(what_if(decision, _trial(decision)))
    head = {"format": 1, "trace": decision.trace.fingerprint}
    yield from wrong({**head, "what_if": trial})


def _one_by_one(decision: Decision) -> Iterator[str]:
    """Yield all that is wrong with single answers, and with what commands tell."""
    for outcome in decision.outcomes:
        found = reasons(decision, outcome, audience="auditor", budget=BUDGET).to_dict()
        for name in SINGLE:
            yield from wrong(found[name], name)
        told = {"outcome": outcome, **{name: found[name] for name in SINGLE}}
        yield from wrong({"format": 1, "trace": found["trace"], "outcomes": [told]})
    yield from wrong(document(what_if(decision, _trial(decision))), "what_if")


def _trial(decision: Decision) -> Mapping[str, None]:
    return dict.fromkeys(list(decision.program.ruleset.indicators)[:3])


@pytest.mark.parametrize(
    "file", [pytest.param(f, id=f.parents[1].name) for f in newest()]
)
def test_what_is_answered_about_a_worked_case_fits_its_schema(file: Path) -> None:
    program = link(read_ruleset(file))
    tests = map(read_test, sorted((file.parents[1] / "cases").glob("*.json")))
    mine = [test for test in tests if is_for(test, program)][::EVERY]
    found = [
        fault
        for test in mine
        for fault in _of(evaluate(program, test.case, at=test.at))
    ]

    assert mine
    assert found == []


@pytest.mark.parametrize("number", range(DRAWN))
def test_what_is_answered_about_a_drawn_case_fits_its_schema(number: int) -> None:
    known = seeds()
    decision = one_drawn(known[number % len(known)], Random(number)).decide()

    assert [*_of(decision), *_one_by_one(decision)] == []


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param({}, id="nothing-is-answered"),
        pytest.param({"outcome": "level"}, id="all-six-belong-together"),
        pytest.param({"outcomes": [], "outcome": "level"}, id="two-forms-at-once"),
        pytest.param({"outcomes": [{"outcome": "level"}]}, id="no-answer-in-it"),
        pytest.param({"outcomes": [], "why_not": []}, id="an-answer-beside-it"),
        pytest.param({"outcomes": [], "note": "x"}, id="an-unknown-key"),
    ],
)
def test_what_is_no_answer_is_refused(keys: Mapping[str, Any]) -> None:
    assert wrong({"format": 1, "trace": f"sha256:{'0' * 64}", **keys})


def test_what_is_named_in_a_trace_is_named_as_everywhere() -> None:
    ours, theirs = SCHEMA["$defs"], schema("trace")["$defs"]

    for name in ("id", "grade", "grades", "number", "verdict", "place", "fingerprint"):
        assert ours[name] == theirs[name]


def _described(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        if value.get("type") == "object":
            yield from value.get("properties", {}).values()
        for child in value.values():
            yield from _described(child)
    elif isinstance(value, list):
        for child in value:
            yield from _described(child)


def test_every_property_says_what_it_is_and_every_object_is_closed() -> None:
    held = list(_described(SCHEMA))
    objects = [SCHEMA, *SCHEMA["$defs"].values()]

    assert held
    assert all({"title", "description"} <= each.keys() for each in held)
    assert all(
        each["additionalProperties"] is False
        for each in objects
        if each.get("type") == "object"
    )
