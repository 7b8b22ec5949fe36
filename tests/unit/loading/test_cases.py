"""Cases that are JSON but no cases: code and place, never a value."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.loading import load_case, read_case
from neglect_rules.model import DateRange, MonthRange, Record, State

SECRET = "Zq9secret"


def case(**parts: Any) -> dict[str, Any]:
    return {"format": 1, "subject": {}, "answers": {}, **parts}


WRONG = [
    ("unknown-key", case(**{SECRET: 1}), ("NR102", "")),
    (
        "state-unknown",
        case(answers={"A": {"state": SECRET}}),
        ("NR104", "/answers/A/state"),
    ),
    ("no-head", case(answers={"A": {"by": "hv"}}), ("NR106", "/answers/A")),
    ("true-is-no-answer", case(answers={"A": True}), ("NR103", "/answers/A")),
    ("null-is-no-answer", case(answers={"A": None}), ("NR103", "/answers/A")),
    (
        "answer-is-no-id",
        case(answers={"A": f"{SECRET} {SECRET}"}),
        ("NR104", "/answers/A"),
    ),
    ("indicator-is-no-id", case(answers={f"{SECRET} x": "met"}), ("NR104", "/answers")),
    (
        "nor-what-stands-under-it",
        case(answers={f"{SECRET} x": {"grade": 3}}),
        ("NR104", "/answers"),
    ),
    ("no-records", case(answers={"A": []}), ("NR107", "/answers/A")),
    ("no-such-birthday", case(subject={"born": "2019-13"}), ("NR104", "/subject/born")),
    ("no-such-due-day", case(subject={"due": "2026-02-30"}), ("NR104", "/subject/due")),
    (
        "ages-turned",
        case(subject={"age_months": {"from": 5, "to": 4}}),
        ("NR105", "/subject/age_months/to"),
    ),
    (
        "age-too-great",
        case(subject={"age_months": 99999}),
        ("NR105", "/subject/age_months"),
    ),
    ("kind", case(subject={"kind": SECRET}), ("NR104", "/subject/kind")),
    ("no-such-moment", case(at="2026-02-30T10:00:00Z"), ("NR104", "/at")),
    ("moment-without-zone", case(at="2026-02-20T10:00:00"), ("NR104", "/at")),
    ("format", case(format=2), ("NR109", "/format")),
    ("answers-missing", {"format": 1, "subject": {}}, ("NR101", "")),
    (
        "weeks",
        case(subject={"gestation_weeks": -1}),
        ("NR105", "/subject/gestation_weeks"),
    ),
    (
        "suspected",
        case(answers={"A": {"grade": "met", "suspected": "no"}}),
        ("NR103", "/answers/A/suspected"),
    ),
]


@pytest.mark.parametrize(
    ("document", "expected"), [pytest.param(d, e, id=i) for i, d, e in WRONG]
)
def test_a_wrong_case_is_refused_with_code_and_place_alone(
    document: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(CaseError) as caught:
        load_case(document)

    found = caught.value.diagnostics
    assert expected in [(d.code, str(d.at)) for d in found]
    assert SECRET not in f"{caught.value!s} {found!r} {[d.hint for d in found]}"


def test_too_many_answers_are_refused_before_any_is_looked_at() -> None:
    answers = {f"A{n}": 3.5 for n in range(5001)}
    document = case(answers=dict.fromkeys(answers, "met"))

    with pytest.raises(CaseError) as caught:
        load_case(document)

    assert [(d.code, str(d.at)) for d in caught.value.diagnostics] == [
        ("NR613", "/answers")
    ]


def test_a_case_that_is_no_group_is_refused() -> None:
    with pytest.raises(CaseError):
        load_case("[]")
    with pytest.raises(CaseError):
        load_case('{"format": 1, "subject": {}, "answers": []}')


def test_every_way_of_writing_an_answer_is_read() -> None:
    read = load_case(
        """{"format": 1, "subject": {}, "answers": {
            "A": "severe", "B": "not_known", "C": {"state": "refused"},
            "N": 2.5, "S": [{"grade": "weak", "by": "hv"}, {"grade": "reliable"}],
            "D": {"grade": "met", "date": "2026-01-02", "suspected": true}}}"""
    ).answers

    assert read["A"] == (Record(grade="severe"),)
    assert read["B"] == (Record(state=State.NOT_KNOWN),)
    assert read["C"] == (Record(state=State.REFUSED),)
    assert str(read["N"][0].number) == "2.5"
    assert [record.by for record in read["S"]] == ["hv", None]
    assert read["D"][0].date == dt.date(2026, 1, 2)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-05-03", "2019-05-03", "2019-05-03"),
    ],
)
def test_a_date_known_in_part_is_any_day_of_it(
    written: str, first: str, last: str
) -> None:
    days = DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last))

    assert load_case(case(subject={"born": written})).subject.born == days


def test_subject_moment_and_ruleset_are_read() -> None:
    read = load_case(
        case(
            subject={"kind": "child", "ref": "c-1", "age_months": {"from": 3, "to": 5}},
            at="2026-05-01T10:00:00+01:00",
            ruleset={"id": "a.b", "version": "1.0.0"},
            note="kept",
        )
    )

    assert read.subject.age_months == MonthRange(3, 5)
    assert read.at is not None
    assert read.at.isoformat() == "2026-05-01T10:00:00+01:00"
    assert read.ruleset is not None
    assert (read.ruleset.id, read.ruleset.version) == ("a.b", "1.0.0")
    assert load_case(case(subject={"age_months": 4})).subject.age_months == MonthRange(
        4, 4
    )


def test_a_case_in_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('{"format": 1, "subject": {}, "answers": {}}', "utf-8")

    assert read_case(file).answers == {}
    with pytest.raises(CaseError, match="NR018"):
        read_case(tmp_path / "none.json")
