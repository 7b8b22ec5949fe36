"""What a case says of the past: read as it stands, or refused without a value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.loading import load_case
from neglect_rules.model import (
    EarlierAssessment,
    Event,
    Happened,
    NumberSpan,
    Record,
)

SECRET = "Zq9secret"


def case(**parts: Any) -> dict[str, Any]:
    return {"format": 1, "subject": {}, "answers": {}, **parts}


def before(**parts: Any) -> dict[str, Any]:
    return case(earlier={"date": "2026-02-01", **parts})


WRONG: list[tuple[str, dict[str, Any], tuple[str, str]]] = [
    (
        "no-such-day-of-an-event",
        case(events={"m": {"records": [{"date": "2026-02-30"}]}}),
        ("NR104", "/events/m/records/0/date"),
    ),
    (
        "an-event-without-a-date",
        case(events={"m": {"records": [{"id": "E1"}]}}),
        ("NR101", "/events/m/records/0"),
    ),
    ("a-kind-without-records", case(events={"m": {}}), ("NR101", "/events/m")),
    (
        "a-kind-that-is-no-id",
        case(events={f"{SECRET} x": {"records": []}}),
        ("NR104", "/events"),
    ),
    ("no-such-day-of-a-review", case(reviews=["2026-02-30"]), ("NR104", "/reviews/0")),
    ("one-review-twice", case(reviews=["2026-02-01"] * 2), ("NR110", "/reviews")),
    ("no-carers", case(carers=[]), ("NR107", "/carers")),
    ("one-carer-twice", case(carers=[SECRET, SECRET]), ("NR110", "/carers")),
    ("a-carer-with-a-space", case(carers=[f"{SECRET} x"]), ("NR104", "/carers/0")),
    ("no-earlier-date", case(earlier={}), ("NR101", "/earlier")),
    (
        "an-earlier-value-that-is-no-number",
        before(measures={"p": SECRET}),
        ("NR103", "/earlier/measures/p"),
    ),
    (
        "an-earlier-value-that-is-too-great",
        before(measures={"p": 10**10}),
        ("NR105", "/earlier/measures/p"),
    ),
    (
        "an-earlier-range-without-an-end",
        before(measures={"p": {"from": 1}}),
        ("NR101", "/earlier/measures/p"),
    ),
    (
        "an-earlier-range-turned-round",
        before(measures={"p": {"from": 4, "to": 1}}),
        ("NR105", "/earlier/measures/p/to"),
    ),
]


@pytest.mark.parametrize(
    ("document", "expected"), [pytest.param(d, e, id=i) for i, d, e in WRONG]
)
def test_a_wrong_past_is_refused_with_code_and_place_alone(
    document: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(CaseError) as caught:
        load_case(document)

    found = caught.value.diagnostics
    assert [(d.code, str(d.at)) for d in found] == [expected]
    assert SECRET not in f"{caught.value!s} {found!r} {[d.hint for d in found]}"


def test_all_that_a_case_says_of_the_past_is_read() -> None:
    entry = {"date": "2026-01-02", "id": "E1", "source": "record", "by": "gp"}
    found = load_case(
        case(
            carers=["mother", "father"],
            answers={"A": {"grade": "met", "about": "father"}},
            events={
                "m": {"complete": True, "records": [entry, {"date": "2026-01-03"}]}
            },
            reviews=["2026-06-01"],
            earlier={
                "date": "2026-02-01",
                "measures": {"p": 3, "q": {"from": Decimal("0.5"), "to": 2}},
                "needs": ["A"],
            },
        )
    )

    assert found.carers == ("mother", "father")
    assert found.answers == {"A": (Record(grade="met", about="father"),)}
    records = (
        Event(date=dt.date(2026, 1, 2), id="E1", source="record", by="gp"),
        Event(date=dt.date(2026, 1, 3)),
    )
    assert found.events == {"m": Happened(records=records, complete=True)}
    assert found.reviews == (dt.date(2026, 6, 1),)
    assert found.earlier == EarlierAssessment(
        date=dt.date(2026, 2, 1),
        measures={"p": 3, "q": NumberSpan(from_=Decimal("0.5"), to=2)},
        needs=("A",),
    )


def test_a_case_that_says_nothing_of_the_past_has_none() -> None:
    found = load_case(case())

    assert (found.carers, found.events, found.reviews) == ((), {}, ())
    assert found.earlier is None
