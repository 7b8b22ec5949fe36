"""What a decision calls for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.pathways import NEEDS, Outcomes, Result, route, shipped_directory
from neglect_rules.pathways._needs import needed, outcomes_of
from tests.shipped import ROOT, the_program, the_test
from tests.unit.pathways.builders import (
    a_directory,
    a_document,
    a_result,
    a_rule,
    kinds,
    london,
)

AT = london("2026-05-06T10:00")


@pytest.mark.parametrize(
    ("outcomes", "need"),
    [
        pytest.param(a_result("specialist"), "safeguarding", id="what-is-recommended"),
        pytest.param(
            a_result(None, "targeted", "specialist"), "advice", id="the-floor"
        ),
        pytest.param(
            a_result("universal", "specialist"),
            "safeguarding",
            id="never-below-the-floor",
        ),
        pytest.param(
            a_result("specialist", "universal", "specialist"),
            "safeguarding",
            id="recommended-above-the-floor",
        ),
        pytest.param(a_result("universal"), "none", id="low"),
        pytest.param(
            a_result(None, "universal", determinable=False),
            "advice",
            id="low-and-thin-is-not-low",
        ),
        pytest.param(
            a_result(None, "specialist", determinable=False),
            "safeguarding",
            id="thin-with-a-floor",
        ),
        pytest.param(a_result("other"), "advice", id="no-rule-fits"),
        pytest.param(Outcomes("made.up", {}), "advice", id="no-outcome"),
    ],
)
def test_a_decision_calls_for(outcomes: Outcomes, need: str) -> None:
    assert needed(outcomes, a_directory()).need == need


@pytest.mark.parametrize(
    ("outcomes", "kind"),
    [
        pytest.param(
            a_result(None, "universal", determinable=False), "thin", id="thin"
        ),
        pytest.param(a_result("other"), "otherwise", id="otherwise"),
    ],
)
def test_a_need_that_rests_on_little_is_said(outcomes: Outcomes, kind: str) -> None:
    assert kind in kinds(route(outcomes, a_directory(), at=AT))


def test_the_first_rule_that_fits_counts_and_a_rule_may_be_for_one_ruleset() -> None:
    document = a_document()
    document["needs"]["first_of"] = [
        a_rule("targeted", "safeguarding", ruleset="made.up"),
        a_rule("targeted", "advice"),
    ]
    directory = a_directory(needs=document["needs"])
    result = Result(possible=("targeted",), recommended="targeted")

    assert needed(a_result("targeted"), directory).need == "safeguarding"
    assert needed(Outcomes("other", {"level": result}), directory).need == "advice"


@pytest.mark.parametrize("number", ["01", "03", "06", "16"])
def test_a_decision_and_its_trace_have_the_same_route(number: str) -> None:
    test = the_test(number)
    decision = evaluate(the_program(), test.case, at=test.at)
    directory = shipped_directory("bcp")

    assert outcomes_of(decision) == outcomes_of(decision.trace)
    assert (
        route(decision, directory, at=test.at).to_json()
        == route(decision.trace, directory, at=test.at).to_json()
    )


def test_a_worked_case_of_grave_neglect_goes_to_social_care() -> None:
    test = the_test("01")
    decision = evaluate(the_program(), test.case, at=test.at)

    assert route(decision, shipped_directory("hull"), at=test.at).need == "safeguarding"


RULESETS = sorted(
    path
    for area in ("bcp", "hull")
    for path in ROOT.glob(f"rulesets/{area}/*/*/ruleset.json")
)


@pytest.mark.parametrize(
    "path", [pytest.param(p, id="/".join(p.parts[-4:-1])) for p in RULESETS]
)
def test_a_worse_grade_of_an_areas_ruleset_never_calls_for_less(path: Any) -> None:
    ruleset = json.loads(path.read_text("utf-8"))
    directory = shipped_directory(ruleset["area"])

    for outcome, written in ruleset["outcomes"].items():
        found = [
            needed(
                Outcomes(
                    ruleset["id"],
                    {outcome: Result(possible=(grade,), recommended=grade)},
                ),
                directory,
            )
            for grade in written["grades"]
        ]
        # An outcome beside the level, such as the pathway, may leave low grades out.
        ranks = [NEEDS.index(each.need) for each in found if each.why == "rule"]

        assert ranks == sorted(ranks)
        assert ranks


@pytest.mark.parametrize("area", ["bcp", "hull"])
def test_every_rule_of_a_directory_names_grades_that_its_rulesets_have(
    area: str,
) -> None:
    rulesets = [json.loads(p.read_text("utf-8")) for p in RULESETS]
    for rule in shipped_directory(area).rules:
        held = [
            set(each["outcomes"][rule.outcome]["grades"])
            for each in rulesets
            if each["area"] == area
            and rule.outcome in each["outcomes"]
            and rule.ruleset in {None, each["id"]}
        ]

        assert held
        assert all(set(rule.grades) <= grades for grades in held)
