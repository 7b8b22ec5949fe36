"""A case that does not fit is refused with every reason and no value."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case, a_program

EVIDENCE = {"/indicators/B/evidence_required_at": "established"}
BANDED = {"/indicators/B/ages": {"from": 24, "before": 60}}
UNBORN_ONLY = {"/indicators/B/subjects": ["unborn"]}
OPEN_ENDED = {"/indicators/B/ages": {"before": 60}}
SEEN = {"source": "seen", "by": "hv", "date": "2026-04-01"}
STRONG = {"/indicators/S/evidence_required_at": "weak"}


def misfits(
    changes: dict[str, Any], case: Any, at: dt.datetime = NOON
) -> list[tuple[str, str]]:
    with pytest.raises(CaseError) as caught:
        evaluate(a_program(changes), case, at=at)

    return [(each.code, str(each.at)) for each in caught.value.diagnostics]


ANSWERS = [
    ("unknown-indicator", "NR601", {}, {"Z": "met"}, "/answers/Z"),
    ("grade-of-another-scale", "NR602", {}, {"A": "weak"}, "/answers/A"),
    (
        "grade-not-permitted",
        "NR602",
        {"/indicators/B/permits": ["met", "severe"]},
        {"B": "emerging"},
        "/answers/B",
    ),
    ("number-for-a-grade", "NR603", {}, {"A": 3}, "/answers/A"),
    ("grade-for-a-number", "NR603", {}, {"N": "met"}, "/answers/N"),
    ("number-too-great", "NR602", {}, {"N": 11}, "/answers/N"),
    ("number-too-small", "NR602", {}, {"N": -1}, "/answers/N"),
    ("always-applies", "NR609", {}, {"A": "not_applicable"}, "/answers/A"),
    (
        "a-state-cannot-be-suspected",
        "NR603",
        {},
        {"A": {"state": "not_known", "suspected": True}},
        "/answers/A",
    ),
    (
        "date-to-come",
        "NR611",
        {},
        {"A": {"grade": "met", "date": "2026-05-02"}},
        "/answers/A",
    ),
    (
        "first-seen-to-come",
        "NR611",
        {},
        {"A": {"grade": "met", "first_seen": "2027-05-02"}},
        "/answers/A",
    ),
    (
        "evidence",
        "NR607",
        EVIDENCE,
        {"B": {"grade": "severe", "by": "hv"}},
        "/answers/B",
    ),
    ("evidence-of-a-weakness", "NR607", STRONG, {"S": "weak"}, "/answers/S"),
    ("outside-its-ages", "NR608", BANDED, {"B": "emerging"}, "/answers/B"),
    ("above-its-ages", "NR608", OPEN_ENDED, {"B": "emerging"}, "/answers/B"),
    ("of-another-kind", "NR608", UNBORN_ONLY, {"B": "emerging"}, "/answers/B"),
    (
        "second-of-two-records",
        "NR602",
        {},
        {"A": [{"grade": "met"}, {"grade": "weak"}]},
        "/answers/A/1",
    ),
    (
        "a-rating-is-not-asked",
        "NR601",
        {
            "/ratings": {
                "R": {"label": "R", "scale": "care", "rule": {"worst_of": ["A"]}}
            }
        },
        {"R": "met"},
        "/answers/R",
    ),
]


@pytest.mark.parametrize(
    ("code", "changes", "answers", "place"),
    [pytest.param(c, x, a, p, id=i) for i, c, x, a, p in ANSWERS],
)
def test_an_answer_that_does_not_fit_is_refused_in_its_place(
    code: str, changes: dict[str, Any], answers: dict[str, Any], place: str
) -> None:
    assert misfits(changes, a_case(answers)) == [(code, place)]


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        pytest.param(EVIDENCE, {"B": "emerging"}, id="below-the-grade"),
        pytest.param(EVIDENCE, {"B": {"grade": "severe", **SEEN}}, id="evidence-given"),
        pytest.param(STRONG, {"S": "reliable"}, id="a-strength-above-it"),
        pytest.param(BANDED, {"B": "met"}, id="forms-record-no-everywhere"),
        pytest.param(UNBORN_ONLY, {"B": "not_applicable"}, id="not-applicable"),
        pytest.param({}, {"N": 10}, id="the-last-number"),
    ],
)
def test_an_answer_that_fits_is_taken(
    changes: dict[str, Any], answers: dict[str, Any]
) -> None:
    assert evaluate(a_program(changes), a_case(answers), at=NOON).outcomes


def test_an_answer_that_may_be_inside_its_ages_is_taken() -> None:
    case = a_case({"B": "severe"}, {"born": "2024-05"})

    decision = evaluate(a_program(BANDED), case, at=NOON)

    assert decision.trace.value("/indicators/B", "grade") == ["severe"]


SUBJECTS = [
    ("too-old", "NR604", {"age_months": 216}, "/subject"),
    ("too-old-by-birth", "NR604", {"born": "2008-05-01"}, "/subject"),
    ("kind", "NR604", {"kind": "carer"}, "/subject/kind"),
    ("born-tomorrow", "NR611", {"born": "2026-05-02"}, "/subject/born"),
    (
        "unborn-with-a-birthday",
        "NR604",
        {"kind": "unborn", "born": "2026-01-01"},
        "/subject",
    ),
]


@pytest.mark.parametrize(
    ("code", "subject", "place"),
    [pytest.param(c, s, p, id=i) for i, c, s, p in SUBJECTS],
)
def test_a_subject_that_does_not_fit_is_refused(
    code: str, subject: dict[str, Any], place: str
) -> None:
    assert misfits({}, a_case({}, subject)) == [(code, place)]


def test_a_child_who_may_be_seventeen_is_taken_to_be() -> None:
    case = a_case({}, {"born": "2008"})

    assert evaluate(a_program(), case, at=NOON).outcomes


def test_the_subject_and_the_answers_are_said_together() -> None:
    case = a_case({"B": "emerging"}, {"age_months": 300})

    assert misfits(BANDED, case) == [("NR604", "/subject")]


MOMENTS = [
    ("naive", "NR606", dt.datetime(2026, 5, 1, 12), "/at"),  # noqa: DTZ001
    ("too-early", "NR605", dt.datetime(2019, 12, 31, 23, tzinfo=dt.UTC), "/at"),
    ("too-late", "NR605", dt.datetime(2027, 1, 1, tzinfo=dt.UTC), "/at"),
]


@pytest.mark.parametrize(
    ("code", "at", "place"), [pytest.param(c, a, p, id=i) for i, c, a, p in MOMENTS]
)
def test_a_moment_that_does_not_fit_is_refused(
    code: str, at: dt.datetime, place: str
) -> None:
    case = a_case({}, {"kind": "unborn"})

    assert misfits({"/effective/before": "2027-01-01"}, case, at) == [(code, place)]


def test_the_last_day_in_force_is_counted_on_the_moments_own_calendar() -> None:
    late = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    program = a_program({"/effective/before": "2027-01-01"})

    assert evaluate(program, a_case({}), at=late).outcomes


@pytest.mark.parametrize(
    ("ruleset", "place"),
    [
        ({"id": "other"}, "/ruleset/id"),
        ({"id": "test.small", "version": "9.0.0"}, "/ruleset/version"),
    ],
)
def test_a_case_of_another_ruleset_is_refused(
    ruleset: dict[str, str], place: str
) -> None:
    assert misfits({}, a_case({}, ruleset=ruleset)) == [("NR610", place)]


def test_no_reason_repeats_a_value() -> None:
    secret = "Zq9secret"
    case = a_case(
        {"A": secret, "N": 999, secret: "met"}, {"ref": secret, "age_months": 60}
    )

    with pytest.raises(CaseError) as caught:
        evaluate(a_program(), case, at=NOON)

    messages = " ".join(f"{d.message} {d.hint}" for d in caught.value.diagnostics)
    assert secret not in messages
    assert "999" not in messages
    assert secret not in repr(case)
