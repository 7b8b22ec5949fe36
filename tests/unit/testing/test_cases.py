"""The cases that tests draw: every state, every form, both sides of every edge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from neglect_rules.testing import (
    Document,
    Form,
    Shape,
    make_case,
    make_moment,
    make_ruleset,
    read_form,
    ruleset_and_case,
)
from neglect_rules.testing._answers import records_of
from neglect_rules.testing._calendar import (
    after,
    completed_months,
    part_date,
)
from neglect_rules.testing._edges import age_edges, edges_of
from tests.unit.testing.schema_use import everything, used, validator

SEEDS = range(100)
CASES = 8
SHAPES: tuple[Shape, ...] = ("any", "monotone")
STATES = {
    "not_asked",
    "not_known",
    "not_observed",
    "refused",
    "unable_to_score",
    "not_applicable",
}


@cache
def drawn(shape: Shape, seed: int) -> tuple[Form, list[Document]]:
    random = Random(seed)
    form = read_form(make_ruleset(random, shape=shape))
    return form, [make_case(random, form, shape=shape) for _ in range(CASES)]


def all_cases(shape: Shape = "any") -> Iterator[tuple[Form, Document]]:
    for seed in SEEDS:
        form, cases = drawn(shape, seed)
        for case in cases:
            yield form, case


def all_answers(shape: Shape = "any") -> Iterator[tuple[Form, Document, str, Any]]:
    for form, case in all_cases(shape):
        for name, answer in case["answers"].items():
            yield form, case, name, answer


def day_of(case: Document) -> date:
    return datetime.fromisoformat(case["at"]).date()


@pytest.mark.parametrize("shape", SHAPES)
def test_every_case_drawn_is_valid_by_its_schema(shape: Shape) -> None:
    cases = [case for seed in SEEDS for case in drawn(shape, seed)[1][:1]]
    wrong = [
        (error.json_path, error.message)
        for case in cases
        for error in validator("case-1").iter_errors(case)
    ]

    assert wrong == []


def test_every_construct_of_a_case_is_drawn() -> None:
    occurring = set().union(*(used("case-1", case) for _, case in all_cases()))

    assert everything("case-1") - occurring == set()


def test_every_way_to_write_an_answer_is_drawn() -> None:
    kinds = {type(answer).__name__ for *_, answer in all_answers()}

    assert kinds == {"str", "int", "Decimal", "dict", "list"}


def test_every_state_is_drawn_alone_and_beside_other_records() -> None:
    alone: set[str] = set()
    beside: set[str] = set()
    for *_, answer in all_answers():
        records = records_of(answer)
        states = {record["state"] for record in records if "state" in record}
        (alone if len(records) == 1 else beside).update(states)

    assert alone == STATES
    assert beside == STATES


def test_raters_agree_differ_and_number_up_to_three() -> None:
    graded = [
        [r["grade"] for r in records_of(answer) if "grade" in r]
        for form, _, name, answer in all_answers()
        if name not in form.past.followed
        and "per" not in form.document["indicators"][name]
    ]
    several = [grades for grades in graded if len(grades) > 1]

    assert {len(grades) for grades in several} == {2, 3}
    assert {len(set(grades)) for grades in several} >= {1, 2}


def test_numbers_stand_on_both_sides_of_every_kind_of_edge() -> None:
    sides = set()
    for form, _, name, answer in all_answers():
        for edge in edges_of(form.document, {"number": name}):
            for record in records_of(answer):
                if "number" in record:
                    sides.add(side(record["number"], edge))

    assert sides == {"below", "on", "above"}


def side(number: Any, edge: Any) -> str:
    if number == edge:
        return "on"
    return "below" if number < edge else "above"


def test_each_edge_of_a_numeric_band_is_met_from_both_sides() -> None:
    """Given cases enough, no edge inside the range of an indicator is left out."""
    for seed in range(15):
        form = read_form(make_ruleset(Random(seed)))
        random = Random(seed)
        cases = [make_case(random, form) for _ in range(150)]
        for name, permitted in form.numbers.items():
            given_numbers = {
                record["number"]
                for case in cases
                for record in records_of(case["answers"].get(name, []))
                if "number" in record
            }
            for edge in edges_of(form.document, {"number": name}):
                if permitted[0] < edge <= permitted[-1]:
                    below = max(n for n in permitted if n < edge)
                    at_edge = min(n for n in permitted if n >= edge)

                    assert {below, at_edge} <= given_numbers, (seed, name, edge)


def test_ages_stand_on_both_sides_of_an_edge() -> None:
    offsets = set()
    for form, case in all_cases():
        born = case["subject"].get("born", "")
        if len(born) == len("2020-01-01"):
            months = completed_months(date.fromisoformat(born), day_of(case))
            offsets |= {months - edge for edge in age_edges(form.document)}

    assert {-1, 0} <= offsets


def test_some_children_turn_the_age_of_an_edge_today_and_some_tomorrow() -> None:
    today, tomorrow = 0, 0
    for form, case in all_cases():
        born = case["subject"].get("born", "")
        if len(born) == len("2020-01-01"):
            birth, day = date.fromisoformat(born), day_of(case)
            edges = age_edges(form.document)
            before, now, next_ = (
                completed_months(birth, day + timedelta(days=n)) for n in (-1, 0, 1)
            )
            today += now in edges and before < now
            tomorrow += next_ in edges and now < next_

    assert min(today, tomorrow) > 0


def test_dates_are_fresh_stale_and_stale_since_today() -> None:
    left = set()
    for form, case, name, answer in all_answers():
        item = form.document["indicators"][name]
        for record in records_of(answer):
            if "date" in record and "stale_after" in item:
                end = after(date.fromisoformat(record["date"]), item["stale_after"])
                left.add((end - day_of(case)).days)

    assert {0, 1} <= left
    assert min(left) < 0 < max(left)


def test_no_date_is_after_the_moment() -> None:
    for _, case, _, answer in all_answers():
        for record in records_of(answer):
            dates = [record.get(k) for k in ("date", "first_seen", "last_seen")]

            assert all(d is None or d <= day_of(case).isoformat() for d in dates)


def test_not_applicable_is_recorded_only_where_it_is_permitted() -> None:
    for form, _, name, answer in all_answers():
        item = form.document["indicators"][name]
        said = any(r.get("state") == "not_applicable" for r in records_of(answer))

        limits = {"ask_if", "ages", "subjects"} & item.keys()

        assert not said or item.get("may_not_apply") or limits


def test_evidence_stands_where_it_is_required() -> None:
    asked = 0
    for form, _, name, answer in all_answers():
        item = form.document["indicators"][name]
        for record in records_of(answer):
            if record.get("grade") == item.get("evidence_required_at", ()):
                asked += 1

                assert {"source", "by", "date"} <= record.keys()
    assert asked


@pytest.mark.parametrize("known", ["born", "age_months", "due", "gestation_weeks"])
def test_ages_are_given_in_every_way(known: str) -> None:
    assert any(known in case["subject"] for _, case in all_cases())


def test_birth_dates_are_given_whole_and_in_part() -> None:
    lengths = {len(case["subject"].get("born", "")) for _, case in all_cases()}

    assert lengths == {0, len("2020"), len("2020-01"), len("2020-01-01")}


def test_no_child_is_drawn_outside_the_ages_that_the_ruleset_covers() -> None:
    for form, case in all_cases():
        limits = form.document["subjects"].get("age_months", {})
        subject = case["subject"]
        if "born" in subject and subject.get("kind", "child") == "child":
            first, last = part_date(subject["born"])
            oldest = completed_months(first, day_of(case))
            youngest = completed_months(min(last, day_of(case)), day_of(case))

            assert oldest >= limits.get("from", oldest)
            assert youngest < limits.get("before", youngest + 1)


def test_monotone_cases_have_whole_dates_and_nothing_suspected() -> None:
    for _, case in all_cases("monotone"):
        subject = case["subject"]
        records = [r for a in case["answers"].values() for r in records_of(a)]

        assert len(subject.get("born", "2020-01-01")) == len("2020-01-01")
        assert subject.keys() <= {"kind", "ref", "born", "due"}
        assert not any(record.get("suspected") for record in records)


def test_the_same_seed_gives_the_same_case() -> None:
    for seed in SEEDS[:20]:
        ruleset = make_ruleset(Random(seed))

        assert make_case(Random(5), ruleset) == make_case(Random(5), ruleset)


def test_a_moment_that_is_given_is_the_moment_of_the_case() -> None:
    at = make_moment(Random(3))

    assert make_case(Random(4), make_ruleset(Random(4)), at=at)["at"] == at.isoformat()


@given(ruleset_and_case())
@settings(max_examples=10)
def test_the_strategy_gives_cases_that_are_valid_too(pair: Any) -> None:
    assert validator("case-1").is_valid(pair[1])
