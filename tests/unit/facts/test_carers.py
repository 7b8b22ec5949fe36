"""Where each carer is asked about, the worst answer stands (3.11)."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.evaluation import Decision, evaluate
from tests.builders import NOON, a_case
from tests.unit.facts.histories import linked, measured

TWO = ["mother", "father"]
GRADES = ["met", "emerging", "established", "severe"]
OLD, FRESH = "2025-01-01", "2026-04-01"


def decided(
    id_: str, records: Any, spec: Any = None, carers: Any = TWO, **case: Any
) -> Decision:
    """Return a decision where one indicator is asked about each carer."""
    changes = {f"/indicators/{id_}/per": "carer"}
    changes |= {f"/indicators/{id_}/{key}": each for key, each in (spec or {}).items()}
    parts = {} if carers is None else {"carers": carers}
    answers = {} if records is None else {id_: records}
    return evaluate(linked(changes), a_case(answers, **parts, **case), at=NOON)


def leaf(id_: str, *args: Any, **more: Any) -> dict[str, Any]:
    """Return what is known of that indicator."""
    leaves = decided(id_, *args, **more).trace.document["leaves"]
    return next(dict(each) for each in leaves if each["indicator"] == id_)


def about(carer: str, grade: str, **more: Any) -> dict[str, Any]:
    """Return a record about a carer, of a grade or a state."""
    states = {"not_known", "refused", "not_applicable", "not_observed"}
    key = "state" if grade in states else "grade"
    return {key: grade, "about": carer, **more}


def mother(grade: str, **more: Any) -> dict[str, Any]:
    return about("mother", grade, **more)


def father(grade: str, **more: Any) -> dict[str, Any]:
    return about("father", grade, **more)


NA = {"may_not_apply": True}
STALE = {"stale_after": {"months": 6}}
OPENLY = {"disagree": "open"}
WORST: list[tuple[str, str, Any, Any, tuple[str, list[str]]]] = [
    (
        "the-worse-of-two",
        "A",
        [mother("met"), father("severe")],
        {},
        ("known", ["severe"]),
    ),
    (
        "one-without-a-record-may-be-worse",
        "A",
        mother("emerging"),
        {},
        ("not_asked", ["emerging", "established", "severe"]),
    ),
    ("nobody-asked", "A", None, {}, ("not_asked", GRADES)),
    (
        "the-worst-that-there-is-leaves-nothing-open",
        "A",
        mother("severe"),
        {},
        ("not_asked", ["severe"]),
    ),
    (
        "of-a-strength-the-weaker",
        "S",
        [mother("reliable"), father("weak")],
        {},
        ("known", ["weak"]),
    ),
    (
        "a-strength-of-one-alone",
        "S",
        father("reliable"),
        {},
        ("not_asked", ["weak", "reliable"]),
    ),
    (
        "what-does-not-apply-to-one-is-left-out",
        "A",
        [mother("emerging"), father("not_applicable")],
        NA,
        ("known", ["emerging"]),
    ),
    (
        "it-applies-to-neither",
        "A",
        [mother("not_applicable"), father("not_applicable")],
        NA,
        ("not_applicable", ["n/a"]),
    ),
    (
        "what-may-not-apply-to-one",
        "A",
        [mother("emerging"), father("not_known")],
        NA,
        ("not_known", ["emerging", "established", "severe"]),
    ),
    (
        "of-a-strength-what-does-not-apply-is-left-out",
        "S",
        [mother("reliable"), father("not_applicable")],
        NA,
        ("known", ["reliable"]),
    ),
    (
        "one-is-stale",
        "A",
        [mother("met", date=OLD), father("emerging", date=FRESH)],
        STALE,
        ("stale", ["emerging", "established", "severe"]),
    ),
    (
        "a-fresh-answer-about-one-does-not-freshen-the-other",
        "A",
        [mother("severe", date=OLD), father("met", date=FRESH)],
        STALE,
        ("stale", ["severe"]),
    ),
    (
        "two-records-about-one-are-that-ones",
        "A",
        [mother("met"), mother("established"), father("emerging")],
        {},
        ("known", ["established"]),
    ),
    (
        "people-may-differ-about-one-alone",
        "A",
        [mother("met"), mother("severe"), father("emerging")],
        OPENLY,
        ("known", ["emerging", "severe"]),
    ),
    (
        "one-filled-with-the-lowest",
        "B",
        mother("emerging"),
        {"zero_fill": True},
        ("zero_filled", ["emerging"]),
    ),
]


@pytest.mark.parametrize(
    ("id_", "records", "spec", "found"), [pytest.param(*row, id=i) for i, *row in WORST]
)
def test_the_answer_is_the_worst_of_what_stands_for_each_carer(
    id_: str, records: Any, spec: Any, found: tuple[str, list[str]]
) -> None:
    known = leaf(id_, records, spec)

    assert (known["state"], known["value"]) == found


LEAST_KNOWN: list[tuple[str, str, str]] = [
    ("met", "not_known", "not_known"),
    ("not_observed", "not_known", "not_known"),
    ("refused", "not_observed", "not_observed"),
    ("refused", "met", "refused"),
    ("not_applicable", "met", "known"),
    ("not_applicable", "refused", "refused"),
]


@pytest.mark.parametrize(
    ("one", "other", "state"),
    [pytest.param(*row, id=f"{row[0]}-and-{row[1]}") for row in LEAST_KNOWN],
)
def test_the_state_of_the_whole_is_that_of_whom_least_is_known(
    one: str, other: str, state: str
) -> None:
    for first, second in ((one, other), (other, one)):
        assert leaf("A", [mother(first), father(second)], NA)["state"] == state


def test_an_answer_about_one_of_two_is_not_yet_answered() -> None:
    def answered(*records: Any) -> Any:
        found = decided("C", list(records)).account.coverage
        return next(each.answered for each in found if each.domain == "health")

    assert answered(mother("met")) == (0, 0)
    assert answered(mother("met"), father("met")) == (1, 1)


def test_each_carers_answers_are_believed_apart() -> None:
    records = [mother("severe", date=OLD), father("met", date=FRESH)]
    later = [*records, mother("emerging", date="2026-03-01")]
    latest = {"believe": "latest"}

    assert leaf("A", records, latest)["value"] == ["severe"]
    known = leaf("A", later, latest)
    assert known["value"] == ["emerging"]
    assert [each.get("set_aside", False) for each in known["records"]] == [
        True,
        False,
        False,
    ]


def test_the_trace_says_of_whom_a_record_is() -> None:
    records = leaf("A", [mother("met"), father("met")])["records"]

    assert [record["about"] for record in records] == TWO


def test_without_carers_all_records_are_about_one() -> None:
    found = leaf("A", [{"grade": "met"}, {"grade": "established"}], carers=None)

    assert (found["state"], found["value"]) == ("known", ["established"])


def test_what_is_confirmed_is_the_worst_of_what_is_confirmed_of_each() -> None:
    doubtful = [mother("emerging"), father("severe", suspected=True)]

    known = leaf("A", doubtful)

    assert known["value"] == ["severe"]
    assert known["confirmed"] == ["emerging", "established", "severe"]


def test_two_carers_are_no_dispute_but_two_answers_about_one_are() -> None:
    def warned(*records: Any) -> list[str]:
        document = decided("A", list(records)).trace.document
        return [
            id_
            for each in document["warnings"]
            if each["kind"] == "raters_differ"
            for id_ in each["about"]
        ]

    assert warned(mother("met"), father("severe")) == []
    assert warned(mother("met"), mother("severe"), father("met")) == ["A"]


def test_what_is_counted_over_time_looks_at_all_carers_together() -> None:
    seen = {
        "sightings": {"indicator": "A", "at_least": "severe"},
        "distinct": "dates",
    }
    records = [mother("severe", date=OLD), father("severe", date=FRESH)]

    found = measured(seen, {"/indicators/A/per": "carer"}, {"A": records}, carers=TWO)

    assert found == ("2", "2")


BETTER = {"indicator": "A", "at_most": "emerging"}
LASTING = {"unbroken": BETTER, "in": "days"}
JANUARY, MARCH, APRIL = "2026-01-01", "2026-03-01", "2026-04-01"
MOTHER_STEADY = [mother("met", date=MARCH), mother("met", date=APRIL)]
TOGETHER: list[tuple[str, list[dict[str, Any]], tuple[str, str]]] = [
    (
        "the-other-was-last-seen-to-be-worse",
        [father("severe", date=JANUARY), *MOTHER_STEADY],
        ("0", "0"),
    ),
    (
        "the-other-has-got-better-as-well",
        [
            father("severe", date=JANUARY),
            father("met", date=MARCH),
            *MOTHER_STEADY,
        ],
        ("31", "31"),
    ),
    (
        "nothing-is-known-of-the-other-by-date",
        MOTHER_STEADY,
        ("31", "31"),
    ),
    (
        "the-other-is-severe-without-a-date",
        [father("severe"), *MOTHER_STEADY],
        ("0", "0"),
    ),
]


@pytest.mark.parametrize(
    ("records", "value"), [pytest.param(r, v, id=i) for i, r, v in TOGETHER]
)
def test_the_grade_of_a_date_is_the_worst_of_every_carers_latest(
    records: list[dict[str, Any]], value: tuple[str, str]
) -> None:
    changes = {"/indicators/A/per": "carer"}

    assert measured(LASTING, changes, {"A": records}, carers=TWO) == value


def test_one_carer_who_did_better_is_no_improvement_of_the_other() -> None:
    records = [father("severe", date="2026-01-05"), mother("severe", date="2026-01-05")]
    records.append(mother("met", date="2026-02-05"))
    reviews = ["2026-01-10", "2026-02-10"]
    in_vain = {"reviews_without_improvement": "A"}

    for per, value in (("carer", "1"), (None, "0")):
        changes = {} if per is None else {"/indicators/A/per": per}
        about_one = [{k: v for k, v in r.items() if k != "about"} for r in records]
        answers = {"A": about_one if per is None else records}
        carers = {} if per is None else {"carers": TWO}

        found = measured(in_vain, changes, answers, reviews=reviews, **carers)

        assert found == (value, value)


def test_one_filled_with_the_lowest_leaves_the_status_open() -> None:
    filled = {"/indicators/C/zero_fill": True, "/indicators/C/per": "carer"}
    answers = {"A": "met", "B": "met", "C": [mother("met")]}
    program = linked({**filled, "/thresholds/0/when/at_least": 1})

    level = evaluate(program, a_case(answers, carers=TWO), at=NOON)["level"]

    assert (level.floor, level.status) == ("low", "at_least")
