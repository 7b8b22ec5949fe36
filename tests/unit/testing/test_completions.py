"""What an open case may turn out to be, for brute force."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pytest

from neglect_rules.testing import Document, completions, make_case, make_ruleset
from tests.unit.testing.schema_use import validator

AT = "2026-03-01T12:00:00+00:00"


def a_ruleset(**item: Any) -> Document:
    """Return a ruleset with one indicator, `I1`, and a number, `N1`, in three bands."""
    bands = [{"give": "met"}, {"from": 2, "give": "some"}, {"above": 4, "give": "bad"}]
    limits = {"unit": "days", "from": 0, "before": 7, "step": 1}
    grades = [{"id": "met"}, {"id": "some"}, {"id": "bad"}]
    return {
        "subjects": {"kinds": ["child"]},
        "scales": {"S": {"kind": "concern", "grades": grades}},
        "indicators": {
            "I1": {"label": "I", "scale": "S", **item},
            "N1": {"label": "N", "number": limits, "disagree": "open"},
        },
        "ratings": {
            "R1": {
                "label": "R",
                "scale": "S",
                "rule": {"bands": bands, "of": {"number": "N1"}},
            }
        },
    }


def a_case(**answers: Any) -> Document:
    return {"format": 1, "at": AT, "subject": {}, "answers": {"N1": 3, **answers}}


def turned_out(ruleset: Document, case: Document, name: str = "I1") -> list[Any]:
    return [each["answers"].get(name) for each in completions(ruleset, case)]


def grades(answers: list[Any]) -> list[Any]:
    return [[record.get("grade", "n/a") for record in records] for records in answers]


@pytest.mark.parametrize(
    ("item", "answer", "expected"),
    [
        pytest.param({}, "some", ["some"], id="a-grade-stays"),
        pytest.param({"zero_fill": True}, "refused", ["refused"], id="zero-fill-stays"),
        pytest.param({"ask_if": {}}, "refused", ["refused"], id="skippable-stays"),
        pytest.param({"ages": {}}, "refused", ["refused"], id="aged-stays"),
        pytest.param(
            {"may_not_apply": True},
            "not_applicable",
            ["not_applicable"],
            id="not-applicable-is-an-answer",
        ),
    ],
)
def test_what_is_settled_already_stays(
    item: Document, answer: str, expected: list[str]
) -> None:
    assert turned_out(a_ruleset(**item), a_case(I1=answer)) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({}, [["met"], ["some"], ["bad"]], id="every-grade"),
        pytest.param({"permits": ["met", "bad"]}, [["met"], ["bad"]], id="permitted"),
        pytest.param(
            {"may_not_apply": True},
            [["n/a"], ["met"], ["some"], ["bad"]],
            id="not-applicable-too",
        ),
    ],
)
def test_an_open_answer_becomes_each_permitted_grade(
    item: Document, expected: list[list[str]]
) -> None:
    answers = turned_out(a_ruleset(**item), a_case(I1="not_known"))

    assert grades(answers) == expected


def test_an_answer_that_is_missing_is_open() -> None:
    assert len(turned_out(a_ruleset(), a_case())) == 3


def test_a_stale_answer_becomes_itself_or_worse_as_of_today_and_stays_suspected() -> (
    None
):
    ruleset = a_ruleset(stale_after={"months": 6})
    stale = {"grade": "some", "date": "2025-09-01", "suspected": True}

    found = turned_out(ruleset, a_case(I1=stale))

    today = {"date": "2026-03-01", "suspected": True}
    assert found == [[{"grade": "some", **today}], [{"grade": "bad", **today}]]


def test_an_answer_is_fresh_until_its_time_is_up() -> None:
    ruleset = a_ruleset(stale_after={"months": 6})
    fresh = {"grade": "some", "date": "2025-09-02"}

    assert turned_out(ruleset, a_case(I1=fresh)) == [fresh]


def test_raters_who_differ_stand_for_each_of_them_where_that_is_open() -> None:
    two = [{"grade": "met"}, {"grade": "bad"}]

    worst = turned_out(a_ruleset(), a_case(I1=two))
    open_ = turned_out(a_ruleset(disagree="open"), a_case(I1=two))

    assert grades(worst) == [["met", "bad"]]
    assert grades(open_) == [["met"], ["bad"]]


def test_what_needs_evidence_is_given_it() -> None:
    ruleset = a_ruleset(evidence_required_at="bad")

    *_, (gravest,) = turned_out(ruleset, a_case())

    assert gravest.keys() == {"grade", "source", "by", "date"}


def test_an_unknown_number_stands_at_both_ends_and_on_both_sides_of_each_edge() -> None:
    found = turned_out(a_ruleset(), a_case(I1="met", N1="not_known"), "N1")

    assert [records[0]["number"] for records in found] == [0, 1, 2, 3, 4, 5, 6]


def test_numbers_that_differ_stand_for_what_lies_between() -> None:
    two = [{"number": 5}, {"number": 3}]

    found = turned_out(a_ruleset(), a_case(I1="met", N1=two), "N1")

    assert [records[0]["number"] for records in found] == [3, 4, 5]


def test_past_the_limit_the_mildest_and_the_gravest_are_there() -> None:
    case = a_case(N1="refused")

    whole = list(completions(a_ruleset(), case))
    part = list(completions(a_ruleset(), case, limit=5))

    assert len(whole) == 21
    assert len(part) <= 6
    assert (part[0], part[-1]) == (whole[0], whole[-1])


def test_all_completions_differ() -> None:
    whole = list(completions(a_ruleset(), a_case(N1="refused")))

    assert all(one != other for one, other in pairwise(whole))


def test_monotone_cases_have_at_most_four_hundred_completions() -> None:
    sizes = []
    for seed in range(60):
        random = Random(seed)
        ruleset = make_ruleset(random, shape="monotone")
        case = make_case(random, ruleset, shape="monotone")
        sizes.append(sum(1 for _ in completions(ruleset, case, limit=10_000)))

    assert max(sizes) <= 400
    assert sum(size > 1 for size in sizes) > 30


def test_completions_are_valid_by_their_schema() -> None:
    for seed in range(20):
        random = Random(seed)
        ruleset = make_ruleset(random)
        case = make_case(random, ruleset)
        for each in completions(ruleset, case, limit=5):
            assert validator("case-1").is_valid(each)


def test_an_answer_whose_records_are_counted_over_time_stays() -> None:
    ruleset = a_ruleset(disagree="open", stale_after={"months": 1})
    seen = {"indicator": "I1", "at_least": "some"}
    ruleset["measures"] = {"M": {"sightings": seen, "distinct": "dates"}}
    two = [{"grade": "met", "date": "2025-01-01"}, {"grade": "bad"}]

    assert turned_out(ruleset, a_case(I1=two)) == [two]
    assert len(turned_out(ruleset, a_case(I1="not_known"))) == 3


def test_of_each_carer_it_is_open_by_itself() -> None:
    case = {**a_case(), "carers": ["mother", "father"]}
    case["answers"]["I1"] = [
        {"grade": "some", "about": "father"},
        {"state": "not_known", "about": "mother"},
    ]

    found = turned_out(a_ruleset(per="carer"), case)

    about = [{"about": "mother"}, {"about": "father"}]
    assert found == [
        [{"grade": grade, **about[0]}, {"grade": "some", **about[1]}]
        for grade in ["met", "some", "bad"]
    ]


def test_nobody_is_asked_about_where_the_case_names_no_carers() -> None:
    answers = turned_out(a_ruleset(per="carer"), a_case(I1="not_known"))

    assert grades(answers) == [["met"], ["some"], ["bad"]]


def test_a_carer_of_whom_nothing_is_said_is_open_too() -> None:
    case = {**a_case(), "carers": ["mother", "father"]}

    assert len(turned_out(a_ruleset(per="carer"), case)) == 9
