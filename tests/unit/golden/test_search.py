"""Cases that try what no agreed case tries, and how they are written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.golden import (
    Found,
    coverage,
    draft_name,
    draft_of,
    is_ours,
    load_test,
    run_test,
    search,
)
from neglect_rules.golden._changes import AGE, Other, changed, others
from neglect_rules.golden._distance import distance
from neglect_rules.golden._targets import Target, targets, tried
from neglect_rules.model import Case
from neglect_rules.program import Program
from tests.builders import NOON, a_case, a_program, a_threshold, asking

GOOD = {"A": "met", "B": "met", "C": "met", "S": "weak", "X": "no", "N": 3}


def looked_for(
    program: Program, *cases: Case, most: int = 2_000
) -> tuple[list[Found], set[Target]]:
    """Return what is found from some cases, and what is still not tried then."""
    named = [(f"c{n}", case, NOON) for n, case in enumerate(cases)]
    found = list(search(program, coverage(program, named), named, most=most))
    more = [("found", each.case, NOON) for each in found]
    return found, set(coverage(program, [*named, *more]).missing)


def test_every_rule_edge_and_answer_of_a_small_ruleset_is_found_from_one_case() -> None:
    found, left = looked_for(a_program(), a_case(GOOD))

    assert left == set()
    assert all(len(each.made) <= 3 for each in found)


def test_the_same_search_finds_the_same() -> None:
    first, _ = looked_for(a_program(), a_case(GOOD), most=400)
    again, _ = looked_for(a_program(), a_case(GOOD), most=400)

    assert [(f.case.document, f.tries) for f in first] == [
        (f.case.document, f.tries) for f in again
    ]


def test_each_case_that_is_found_adds_something() -> None:
    found, _ = looked_for(a_program(), a_case(GOOD), most=400)
    all_tries = [target for each in found for target in each.tries]

    assert len(all_tries) == len(set(all_tries))
    assert all(each.tries for each in found)


def test_a_search_stops_when_it_has_looked_at_enough() -> None:
    found, left = looked_for(a_program(), a_case(GOOD), most=3)

    assert len(found) <= 3
    assert left


def test_what_no_change_of_an_answer_can_try_is_not_found() -> None:
    past = {"measure": {"events": "missed"}, "at_least": 2}
    program = asking(past, {"/event_kinds": {"missed": {"label": "Missed"}}})

    _, left = looked_for(program, a_case(GOOD), a_case({"NO_SUCH": "met"}))

    assert {(t.kind, t.need) for t in left} == {
        ("rule", "met"),
        ("rule", "not met"),
        ("edge", "below"),
        ("edge", "from"),
    }


def test_ages_on_both_sides_of_an_edge_are_tried() -> None:
    young = {"measure": {"age": "months"}, "below": 24}
    found, left = looked_for(
        asking({"all": [young, {"indicator": "A", "at_least": "severe"}]}), a_case(GOOD)
    )

    assert left == set()
    assert {
        each.case.document["subject"]["age_months"]
        for each in found
        if AGE in {other.id for other in each.made}
    } >= {23, 24}


BANDS: Mapping[str, Any] = {
    "label": "R",
    "scale": "care",
    "rule": {
        "bands": [{"give": "met"}, {"from": 5, "give": "severe"}],
        "of": {"number": "N"},
    },
}


def test_numbers_on_both_sides_of_a_band_are_tried() -> None:
    program = a_program({"/ratings": {"R": BANDS}})
    found, left = looked_for(program, a_case(GOOD))

    assert left == set()
    assert {4.5, 5} <= {each.case.document["answers"].get("N") for each in found}


def test_an_answer_that_no_agreed_case_can_give_is_not_found() -> None:
    program = a_program({"/indicators/C/ages": {"from": 24}})
    _, left = looked_for(program, a_case(GOOD, {"age_months": 3}))

    assert ("C", "severe") in {(t.id, t.need) for t in left}


def test_states_sources_and_suspicions_that_rules_ask_for_are_tried() -> None:
    asked = [
        {"record": {"indicator": "A", "state": ["refused", "suspected"]}},
        {"record": {"indicator": "C", "state": ["not_asked"]}},
        {"record": {"indicator": "B", "source": ["child_said"]}},
    ]
    _, left = looked_for(asking({"any": asked}), a_case(GOOD))

    assert {t for t in left if t.kind == "condition"} == set()


CHANGES: Mapping[str, Any] = {
    "/indicators/A/evidence_required_at": "severe",
    "/indicators/B/per": "carer",
    "/indicators/B/disagree": ...,
    "/indicators/C/ages": {"from": 24},
    "/indicators/C/may_not_apply": True,
}


def a_wider_program() -> Program:
    """Return a small ruleset with answers that must say more than a grade."""
    changes = {key: value for key, value in CHANGES.items() if value is not ...}
    return a_program(changes)


@pytest.mark.parametrize(
    ("other", "answers"),
    [
        pytest.param(
            Other("A", "severe"),
            {"A": {"source": "seen", "by": "worker", "date": "2026-05-01", "grade": "severe"}},
            id="with-evidence",
        ),
        pytest.param(
            Other("B", "emerging"),
            {"B": [{"grade": "emerging", "about": "one"}, {"grade": "emerging", "about": "two"}]},
            id="of-every-carer",
        ),
        pytest.param(Other("A", "not_known"), {"A": "not_known"}, id="a-state"),
        pytest.param(Other("N", 4), {"N": 4}, id="a-number"),
        pytest.param(Other(AGE, 3), {"C": None}, id="an-age-at-which-less-is-asked"),
    ],
)  # fmt: skip
def test_an_answer_is_written_with_all_that_must_be_said_with_it(
    other: Other, answers: dict[str, Any]
) -> None:
    case = a_case({"A": "met", "C": "emerging"}, carers=["one", "two"])

    made = changed(a_wider_program(), case, NOON, (other,))

    assert made is not None
    held = made.document["answers"]
    assert {id_: held.get(id_) for id_ in answers} == answers
    assert evaluate(a_wider_program(), made, at=NOON).case is made


def test_a_change_that_does_not_fit_is_none() -> None:
    young = a_case({"A": "met"}, {"age_months": 3})
    unborn = a_case({}, {"kind": "unborn", "due": "2026-06-01"})

    assert changed(a_wider_program(), young, NOON, (Other("C", "severe"),)) is None
    assert changed(a_wider_program(), unborn, NOON, (Other(AGE, 3),)) is None


def test_what_an_answer_could_be_instead_is_all_that_is_permitted() -> None:
    found = others(a_wider_program())

    assert [each.answer for each in found["C"]] == [
        "met",
        "emerging",
        "established",
        "severe",
        "not_known",
        "not_applicable",
    ]
    assert [str(each.answer) for each in found["N"]] == [
        "not_known",
        "0",
        "0.5",
        "10",
        "10.5",
    ]


def far(program: Program, target: Target, **answers: Any) -> float:
    """Return how far a case with these answers is from trying a target."""
    seen = tried(program, a_case({**GOOD, **answers}), NOON)
    return float(distance(program, target, seen.values))


def the(program: Program, kind: str, need: str) -> Target:
    """Return the last target of a kind that needs this."""
    return [t for t in targets(program) if (t.kind, t.need) == (kind, need)][-1]


def test_a_case_is_nearer_the_nearer_its_numbers_are() -> None:
    program = a_program({"/guards": []})
    met, below = the(program, "rule", "met"), the(program, "edge", "below")

    assert far(program, met) > far(program, met, A="emerging") > 0
    assert far(program, met, A="severe") == 0
    assert far(program, below, C="emerging", A="emerging") == 0
    assert far(program, below, A="severe") > far(program, below, A="established")


def test_a_case_is_nearer_the_more_of_many_conditions_hold() -> None:
    signs = [{"indicator": id_, "at_least": "severe"} for id_ in "ABC"]
    program = asking({"at_least": 2, "of": signs}, {"/guards": []})
    met, unmet = the(program, "rule", "met"), the(program, "rule", "not met")

    assert [far(program, met, **dict.fromkeys(ids, "severe")) for ids in ("", "A", "AB")] == [2, 1, 0]  # fmt: skip
    assert far(program, unmet, A="severe", B="severe", C="severe") == 2


def test_one_condition_is_enough_to_undo_a_rule_that_needs_all() -> None:
    signs = [{"indicator": id_, "at_least": "severe"} for id_ in "ABC"]
    program = asking({"all": signs}, {"/guards": []})
    unmet = the(program, "rule", "not met")

    assert far(program, unmet, A="severe", B="severe", C="severe") == 1


def test_a_condition_that_is_turned_round_is_as_far_as_what_it_turns() -> None:
    program = asking({"not": {"indicator": "X", "in": ["no"]}})

    assert far(program, the(program, "rule", "met")) == 1
    assert far(program, the(program, "rule", "not met")) == 0


def test_an_open_number_is_farther_than_any_that_is_known() -> None:
    past = {"measure": {"events": "missed"}, "at_least": 2}
    program = asking(past, {"/event_kinds": {"missed": {"label": "Missed"}}})

    first = next(t for t in targets(program) if t.need == "not met")

    assert far(program, the(program, "edge", "from")) > 1000
    assert 0 < far(program, first) < 1


def a_draft() -> tuple[Program, Found, str]:
    """Return a case that was found, and how it is written down."""
    program = a_program(
        {
            "/tasks": [
                {
                    "id": "K1",
                    "task": "See.",
                    "when": {"indicator": "A", "at_least": "met"},
                }
            ],
            "/thresholds/-": a_threshold({"indicator": "X", "in": ["yes"]}),
        }
    )
    (found, *_), _ = looked_for(
        program, a_case({**GOOD, "N": Decimal("4.5")}, note="Kept.")
    )
    return program, found, draft_of(program, found, "It adds up [T1]: met")


def test_a_draft_agrees_with_what_comes_out_today_and_says_that_nobody_agreed() -> None:
    program, found, text = a_draft()
    test = load_test(text)

    assert run_test(program, test).agrees
    assert test.case.answers == found.case.answers
    assert test.versions == (program.ruleset.version,)
    assert test.name == "Not agreed yet: It adds up [T1]: met"
    assert test.story.startswith("Nobody has agreed to this case yet. It is c0, with")
    assert is_ours(text)
    assert not is_ours(text.replace("Nobody has agreed", "Everybody agreed"))


def test_a_draft_expects_every_rule_and_task_and_keeps_no_note() -> None:
    _, _, text = a_draft()
    document = json.loads(text)
    expect = document["expect"]

    assert sorted(expect["met"] + expect["not_met"] + expect["open"]) == [
        "G1",
        "T1",
        "T9",
    ]
    assert expect["tasks"] == ["K1"]
    assert set(expect["outcomes"]["level"]) == {
        "floor",
        "ceiling",
        "recommended",
        "status",
    }
    assert "note" not in document["case"]
    assert '"tasks": ["K1"]' in text


def test_a_file_has_the_same_name_whenever_it_is_made() -> None:
    edge = Target(kind="edge", at="/conditions/under_two", need="below", edge="24")
    rule = Target(kind="rule", at="/thresholds/0", id="T1", need="not met")

    assert draft_name(edge) == "edge-conditions-under-two-below-24.json"
    assert draft_name(rule) == "rule-t1-not-met.json"
