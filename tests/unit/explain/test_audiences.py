"""Who reads an explanation, and what each is shown as well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.errors import UnsupportedError
from neglect_rules.explain import (
    AUDIENCES,
    LAYERS,
    Sharing,
    explain,
    explain_trace,
    text_of,
)
from neglect_rules.people import Person, decide
from tests.shipped import decided
from tests.unit.explain.test_explain import flat, section
from tests.unit.explain.worked import CASES, judged, name_of, page, words_in_a_sentence

SOME: Final = [pytest.param(file, id=name_of(file)) for file in CASES[::9]]
EXAMPLE: Final = next(file for file in CASES if "neglect-screen" in file.parts)
ADDED: Final = {
    "practitioner": [],
    "auditor": ["How exact this is", "Places in the ruleset", "Fingerprints"],
    "policy": ["Every rule", "Weights and limits"],
}


def titles(layer: Any, audience: Any) -> list[str]:
    """Return the titles of the page of a worked case."""
    found = page(EXAMPLE, layer, audience).sections
    return [section.title for section in found if section.title is not None]


@pytest.mark.parametrize(("audience", "added"), ADDED.items())
def test_each_audience_has_the_page_with_its_own_sections_below(
    audience: str, added: list[str]
) -> None:
    assert titles("page", audience) == [*titles("page", "practitioner"), *added]


@pytest.mark.parametrize("audience", ADDED)
@pytest.mark.parametrize("layer", LAYERS)
def test_no_section_is_told_twice(layer: str, audience: str) -> None:
    found = titles(layer, audience)

    assert len(found) == len(set(found))


def test_the_page_of_a_practitioner_is_what_is_told_by_default() -> None:
    decision = decided("01")

    assert explain(decision, layer="page", audience="practitioner") == explain(decision)


@pytest.mark.parametrize("file", SOME)
@pytest.mark.parametrize("audience", ["auditor", "policy"])
def test_what_an_audience_is_shown_as_well_is_plain_and_within_eighty_columns(
    file: Path, audience: str
) -> None:
    found = page(file, "full", audience)

    assert words_in_a_sentence(found) < 20
    assert max(map(len, text_of(found).splitlines())) <= 80


def test_an_auditor_is_told_where_each_rule_and_each_answer_stands() -> None:
    text = section(explain(decided("01"), audience="auditor"), "Places in the ruleset")

    assert re.search(
        r"A critical sign of neglect is present. \[G1\] +Met. +/guards", text
    )
    assert re.search(r"\(SUP2\)\s+Severe\s+/indicators/SUP2", text)


def test_an_auditor_is_told_which_levels_are_possible_and_how_exact_that_is() -> None:
    decision = judged({"B": "established"})
    text = section(explain(decision, audience="auditor"), "How exact this is")

    assert 'Possible levels: "Middle" or "High".' in text
    assert "Exact: each of these levels can come about." in text
    assert 'Step by step: "Middle" by thresholds' in text


def test_an_auditor_is_told_no_low_level_where_too_little_was_answered() -> None:
    text = section(explain(decided("03"), audience="auditor"), "How exact this is")

    assert "What was recorded does not show how much is needed." in text
    assert "Universal services" not in text


def test_without_the_ruleset_an_auditor_has_ids_and_a_policy_lead_no_weights() -> None:
    trace = decided("01").trace

    assert "SUP2  " in explain_trace(trace, audience="auditor")
    assert "Weights" not in explain_trace(trace, audience="policy")


def test_a_policy_lead_is_told_weights_limits_and_points() -> None:
    text = section(explain(decided("01"), audience="policy"), "Weights and limits")

    assert re.search(r"Supervision and safety +1.5 +8\n", text)
    assert re.search(r"Has what the day needs \(PHY2\) +0.5\n", text)
    assert "How far a need goes unmet: Met 0, Emerging 1, Established 2" in flat(text)


def test_parts_without_limit_and_scales_without_points_are_told_as_such() -> None:
    changes = {
        "/scales/care/grades": [{"id": "met"}, {"id": "severe"}],
        "/scales/strength/grades": [{"id": "weak"}, {"id": "reliable"}],
        "/domains/safety/cap": ...,
    }
    text = section(
        explain(judged({}, changes), audience="policy"), "Weights and limits"
    )

    assert re.search(r"Safety +1.5 +none\n", text)
    assert "Points of each answer" not in text


def test_auditors_and_policy_leads_have_the_rules_id_in_the_line() -> None:
    decision = decided("01")

    assert "[G1]" not in explain(decision, layer="line")
    for audience in ("auditor", "policy"):
        assert "is present. [G1]" in explain(decision, layer="line", audience=audience)


def test_only_an_auditor_is_told_the_reference_of_a_person() -> None:
    decision = decided("22")
    manager = Person(ref="p-2", role="team manager", authority="scheme 7")
    made = decide(decision, person=manager, at=decision.at)
    told = {
        audience: explain(decision, audience=audience, people=made)
        for audience in ("practitioner", "auditor", "policy")
    }

    assert [a for a, text in told.items() if "p-2" in text] == ["auditor"]


@pytest.mark.parametrize(
    ("view", "names"),
    [
        pytest.param({"layer": "novel"}, LAYERS, id="layer"),
        pytest.param({"audience": "everybody"}, AUDIENCES, id="audience"),
    ],
)
def test_a_layer_or_audience_that_does_not_exist_is_refused_by_name(
    view: dict[str, Any], names: tuple[str, ...]
) -> None:
    with pytest.raises(UnsupportedError, match=", ".join(names)):
        explain(decided("01"), **view)


def test_what_may_be_shared_is_refused_for_anybody_but_a_family() -> None:
    with pytest.raises(UnsupportedError, match="audience `family` only"):
        explain(decided("01"), sharing=Sharing(kept_back=("SUP2",)))
