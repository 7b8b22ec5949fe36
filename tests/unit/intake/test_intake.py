"""What a form asks and what it gives back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from neglect_rules.errors import CaseError
from neglect_rules.evaluation import evaluate
from neglect_rules.intake import case_from, case_schema, questions
from neglect_rules.loading import load_case
from neglect_rules.model import State, Subject
from tests.builders import NOON, a_program

CHILD = {"age_months": 60}
AGED = {
    "/indicators/B/ages": {"from": 24, "before": 60},
    "/indicators/B/grades": {
        "met": [
            {"ages": {"before": 36}, "text": "for the small"},
            {"ages": {"from": 36}, "text": "for the bigger"},
        ],
        "severe": "for all",
    },
    "/indicators/C/subjects": ["unborn"],
    "/indicators/A/ask_if": {"indicator": "X", "in": ["yes"]},
    "/indicators/A/help": "Look.",
    "/indicators/X/may_not_apply": True,
}


def ids(subject: Any, at: dt.datetime | None = None) -> list[str]:
    return [question.id for question in questions(a_program(AGED), subject, at=at)]


@pytest.mark.parametrize(
    ("subject", "at", "asked"),
    [
        pytest.param(CHILD, None, "ASXN", id="too-old-for-b"),
        pytest.param({"age_months": 30}, None, "ABSXN", id="of-an-age-for-b"),
        pytest.param({"age_months": 3}, None, "ASXN", id="too-young-for-b"),
        pytest.param({"born": "2021-05-01"}, NOON, "ASXN", id="by-birth-date"),
        pytest.param({"born": "2021-05-01"}, None, "ABSXN", id="no-moment-no-age"),
        pytest.param({"born": "2021"}, NOON, "ABSXN", id="perhaps-of-an-age-for-b"),
        pytest.param({"kind": "unborn"}, None, "ACSXN", id="unborn"),
        pytest.param({"kind": "unborn"}, NOON, "ACSXN", id="unborn-at-a-moment"),
        pytest.param(Subject(), NOON, "ABSXN", id="a-subject-of-unknown-age"),
    ],
)
def test_what_certainly_does_not_apply_is_not_asked(
    subject: Any, at: dt.datetime | None, asked: str
) -> None:
    assert "".join(ids(subject, at)) == asked


def test_a_question_carries_what_a_form_needs() -> None:
    asked = {q.id: q for q in questions(a_program(AGED), {"age_months": 30})}

    assert [(g.id, g.description) for g in asked["B"].grades][:2] == [
        ("met", "for the small"),
        ("emerging", ""),
    ]
    assert asked["B"].grades[3].description == "for all"
    assert asked["B"].domain == "Safety"
    assert asked["A"].help == "Look."
    assert asked["A"].may_be_spared
    assert State.NOT_APPLICABLE in asked["A"].states
    assert State.NOT_APPLICABLE not in asked["B"].states
    assert State.NOT_APPLICABLE in asked["X"].states
    assert asked["N"].number is not None
    assert asked["N"].grades == ()


def test_descriptions_for_every_age_that_may_be_are_given_together() -> None:
    asked = {q.id: q for q in questions(a_program(AGED), {"born": "2023"}, at=NOON)}

    assert asked["B"].grades[0].description == "for the small / for the bigger"


def test_questions_about_a_child_outside_the_ruleset_are_refused() -> None:
    with pytest.raises(CaseError, match="NR604"):
        questions(a_program(), {"born": "1990-01-01"}, at=NOON)


def test_plain_values_become_a_case_that_can_be_judged() -> None:
    program = a_program()
    answers = {
        "A": "severe",
        "B": State.NOT_KNOWN,
        "C": {
            "grade": "met",
            "source": "seen",
            "date": dt.date(2026, 4, 1),
            "note": "",
        },
        "S": [{"grade": "weak", "by": "hv"}, {"grade": "reliable", "suspected": True}],
        "X": None,
        "N": Decimal("2.5"),
    }

    case = case_from(program, subject=CHILD, answers=answers, at=NOON)

    assert set(case.answers) == {"A", "B", "C", "S", "N"}
    assert evaluate(program, case, at=NOON)["level"].recommended == "high"
    assert load_case(case.document).answers == case.answers


def test_a_state_may_be_given_by_its_name_and_a_blank_was_not_asked() -> None:
    case = case_from(
        a_program(),
        subject={"born": dt.date(2021, 1, 2)},
        answers={"A": "refused", "B": ""},
    )

    assert [r.state for r in case.answers["A"]] == [State.REFUSED]
    assert "B" not in case.answers


@pytest.mark.parametrize(
    "subject",
    [
        {"kind": "unborn", "due": "2026-08"},
        {"kind": "unborn", "gestation_weeks": 20},
        {"born": "2020", "ref": "c-1"},
        {"age_months": {"from": 10, "to": 12}},
    ],
)
def test_a_subject_reads_back_from_its_own_document(subject: dict[str, Any]) -> None:
    case = case_from(a_program(), subject=subject, answers={})

    assert load_case(case.document).subject == case.subject


WRONG = [
    ("NR601", {"Z": "met"}, "/answers/Z"),
    ("NR602", {"A": "weak"}, "/answers/A"),
    ("NR603", {"A": True}, "/answers/A"),
    ("NR603", {"N": 2.5}, "/answers/N"),
    ("NR602", {"N": Decimal("2.25")}, "/answers/N"),
    ("NR102", {"A": {"grade": "met", "sorce": "seen"}}, "/answers/A"),
    ("NR106", {"A": {"source": "seen"}}, "/answers/A"),
    ("NR106", {"A": {"grade": "met", "state": "refused"}}, "/answers/A"),
    ("NR103", {"A": {"grade": 3}}, "/answers/A/grade"),
    ("NR103", {"A": {"grade": "met", "date": "soon"}}, "/answers/A/date"),
    ("NR103", {"A": {"grade": "met", "date": NOON}}, "/answers/A/date"),
    ("NR103", {"A": {"grade": "met", "source": "heard"}}, "/answers/A/source"),
    ("NR103", {"A": {"state": "gone"}}, "/answers/A/state"),
    ("NR103", {"N": {"number": "2"}}, "/answers/N/number"),
    ("NR103", {"A": {"grade": "met", "suspected": 1}}, "/answers/A/suspected"),
    ("NR103", {"A": {"grade": "met", "duration_days": -1}}, "/answers/A/duration_days"),
    ("NR103", {"A": [{"grade": "met"}, {"grade": 3}]}, "/answers/A/1/grade"),
]


@pytest.mark.parametrize(("code", "answers", "place"), WRONG)
def test_a_wrong_answer_is_refused_in_its_place(
    code: str, answers: dict[str, Any], place: str
) -> None:
    with pytest.raises(CaseError) as caught:
        case_from(a_program(), subject=CHILD, answers=answers)

    assert [(d.code, str(d.at)) for d in caught.value.diagnostics] == [(code, place)]


def test_all_wrong_answers_are_said_at_once() -> None:
    answers = {"A": "weak", "Z": "met", "N": 99, "B": "met"}

    with pytest.raises(CaseError) as caught:
        case_from(a_program(), subject={"born": "soon"}, answers=answers)

    assert [str(d.at) for d in caught.value.diagnostics] == [
        "/subject/born",
        "/answers/A",
        "/answers/Z",
        "/answers/N",
    ]


@pytest.mark.parametrize(
    ("subject", "place"),
    [
        ({"kind": 3}, "/subject/kind"),
        ({"name": "x"}, "/subject"),
        ({"due": 3}, "/subject/due"),
        ({"age_months": "5"}, "/subject/age_months"),
        ({"age_months": {"from": 5, "to": "6"}}, "/subject/age_months"),
        ({"age_months": {"from": 6, "to": 5}}, "/subject/age_months"),
    ],
)
def test_a_wrong_subject_is_refused_in_its_place(
    subject: dict[str, Any], place: str
) -> None:
    with pytest.raises(CaseError) as caught:
        case_from(a_program(), subject=subject, answers={})

    assert [str(d.at) for d in caught.value.diagnostics] == [place]


def test_with_a_moment_dates_are_checked_as_well() -> None:
    answers = {"A": {"grade": "met", "date": "2026-12-01"}}

    with pytest.raises(CaseError, match="NR611"):
        case_from(a_program(), subject=CHILD, answers=answers, at=NOON)


def test_the_schema_of_a_case_takes_what_evaluate_takes() -> None:
    program = a_program(AGED)
    schema = case_schema(program)
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    case = {"format": 1, "subject": {}, "answers": {"A": "met", "N": 3}}

    assert judge.is_valid(case)
    assert not judge.is_valid({**case, "answers": {"Z": "met"}})
    assert not judge.is_valid({**case, "answers": {"A": "weak"}})
    assert not judge.is_valid({**case, "answers": {"N": 11}})
    assert judge.is_valid({**case, "answers": {"A": {"state": "refused"}}})
    assert schema["properties"]["answers"]["properties"]["A"]["title"] == "A"
    assert schema["properties"]["answers"]["properties"]["A"]["description"] == "Look."
