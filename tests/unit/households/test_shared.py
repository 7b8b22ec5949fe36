"""What is shared: put to whom it can be asked of, and refused where it stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from neglect_rules.households import evaluate_household, load_household
from tests.builders import a_program
from tests.unit.households.builders import (
    RESCREEN,
    WELL,
    a_child,
    a_household,
    decided,
    places,
    refused,
    unassessed,
)

BANDS = {
    "/indicators/A/ages": {"from": 24},
    "/indicators/B/ages": {"before": 132},
    "/indicators/C/subjects": ["child"],
}


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param({"age_months": 60}, (), id="asked-of-all-ages"),
        pytest.param({"age_months": 7}, ("A",), id="too-young"),
        pytest.param({"age_months": 180}, ("B",), id="too-old"),
        pytest.param(
            {"age_months": {"from": 20, "to": 24}}, (), id="perhaps-old-enough"
        ),
        pytest.param(
            {"age_months": {"from": 20, "to": 23}}, ("A",), id="too-young-for-sure"
        ),
        pytest.param({"kind": "unborn", "due": "2026-07"}, ("A", "C"), id="not-born"),
        pytest.param({}, (), id="of-no-known-age"),
    ],
)
def test_what_cannot_be_asked_of_a_child_is_not_put_and_is_named(
    subject: Any, expected: tuple[str, ...]
) -> None:
    child = {"subject": {"ref": "a", **subject}, "answers": {}}
    answers = {"C": "emerging", "B": "emerging", "A": "emerging"}
    (found,) = decided(child, changes=BANDS, shared={"answers": answers}).children

    assert found.not_put == expected
    assert found.decision is not None
    assert found.decision.case.answers.keys() == {"A", "B", "C"} - set(expected)


def test_an_answer_of_the_childs_own_outside_its_ages_is_refused() -> None:
    baby = a_child("a", {"A": "severe"}, subject={"age_months": 7})

    assert places(refused(baby, changes=BANDS)) == [("NR608", "/children/0/answers/A")]


def test_a_shared_answer_may_be_about_the_unborn_alone() -> None:
    changes = {"/indicators/C/subjects": ["unborn"]}
    unborn = {"subject": {"ref": "b", "kind": "unborn"}, "answers": {}}
    decision = decided(
        a_child("a"), unborn, changes=changes, shared={"answers": {"C": "severe"}}
    )

    assert [child.not_put for child in decision.children] == [("C",), ()]


def test_a_shared_record_counts_as_one_of_the_childs_own() -> None:
    child = a_child("a", {**WELL, "A": {"grade": "met", "by": "worker"}})
    shared = {"answers": {"A": {"grade": "severe", "by": "school"}}}
    decision = decided(child, a_child("b", {"B": "met", "C": "met"}), shared=shared)

    for each in decision.children:
        assert each.decision is not None
        assert each.decision["level"].floor == "high"


def test_every_problem_of_every_child_is_said_at_once_where_it_stands() -> None:
    found = refused(
        a_child("a", {"A": "yes", "NONE": "met"}),
        unassessed("b"),
        a_child(
            "c", {"B": [{"grade": "met"}, {"grade": "no"}]}, subject={"age_months": 900}
        ),
        shared={"answers": {"C": "yes", "B": {"grade": "met", "date": "2031-01-01"}}},
    )

    assert places(found) == [
        ("NR601", "/children/0/answers/NONE"),
        ("NR602", "/children/0/answers/A"),
        ("NR602", "/children/2/answers/B/1"),
        ("NR602", "/shared/answers/C"),
        ("NR604", "/children/2/subject"),
        ("NR611", "/shared/answers/B"),
    ]


def test_what_is_shared_is_looked_at_though_it_is_put_to_nobody() -> None:
    found = refused(
        unassessed("a"),
        changes=BANDS,
        shared={"answers": {"A": "yes", "NONE": "met"}},
        ruleset={"id": "test.other"},
    )

    assert places(found) == [
        ("NR601", "/shared/answers/NONE"),
        ("NR602", "/shared/answers/A"),
        ("NR610", "/ruleset/id"),
    ]


def test_a_moment_without_a_zone_is_refused_once() -> None:
    household = load_household(a_household(a_child("a"), a_child("b")))
    with pytest.raises(Exception, match="NR606") as caught:
        evaluate_household(a_program(), household, at=dt.datetime(2026, 5, 1))  # noqa: DTZ001

    assert places(getattr(caught.value, "diagnostics", ())) == [("NR606", "/at")]


def test_no_message_names_a_value_or_a_child() -> None:
    secret = "Zq9secret"
    found = refused(
        a_child(secret, {"A": {"grade": "no", "by": secret, "note": secret}}),
        a_child("b", {"B": {"grade": "no", "by": secret}}),
        shared={"answers": {"C": {"grade": "no", "note": secret}}},
    )

    assert len(found) == 3
    assert secret not in repr(found)
    assert "`no`" not in repr(found)


def test_nothing_of_a_child_is_shown_to_a_developer() -> None:
    secret = "Zq9secret"
    decision = decided(
        a_child(secret, {"A": {"grade": "severe", "note": secret}}),
        unassessed(f"{secret}-2"),
        changes=RESCREEN,
    )

    assert secret not in f"{decision!r}{decision.children!r}{decision.tasks!r}"
    assert "severe" not in repr(decision)


EVENTS = {"/event_kinds": {"missed": {"label": "Not brought"}}}


def test_one_event_on_two_days_is_refused_over_both_parts() -> None:
    def missed(day: str) -> Any:
        return {"missed": {"records": [{"id": "E1", "date": day}]}}

    found = refused(
        a_child("a", events=missed("2026-01-01")),
        changes=EVENTS,
        shared={"events": missed("2026-01-02")},
    )

    assert len(found) == 1
    assert str(found[0].at).startswith(("/children/0/events", "/shared/events"))


def test_carers_of_the_household_are_those_of_every_child() -> None:
    changes = {"/indicators/A/per": "carer"}
    about = [{"grade": "met", "about": "mother"}, {"grade": "severe", "about": "uncle"}]
    child = a_child("a", {**WELL, "A": about})

    assert decided(
        child,
        a_child("b", WELL | {"A": about[:1]}),
        changes=changes,
        carers=["mother", "uncle"],
    )["level"].worst == ("a",)
    assert {
        str(each.at) for each in refused(child, changes=changes, carers=["mother"])
    } == {"/children/0/answers/A/1"}
