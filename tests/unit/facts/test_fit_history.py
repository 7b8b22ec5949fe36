"""What a case says of the past and of carers must fit the ruleset and the day."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case
from tests.unit.facts.histories import KIND, linked, on

CHANGES = {
    **KIND,
    "/measures": {"points": {"points": "A"}},
    "/indicators/A/per": "carer",
}
TWO = ["mother", "father"]
ONE = {"date": "2026-04-02", "id": "E1"}


def misfits(**parts: Any) -> list[tuple[str, str]]:
    """Return code and place of all that does not fit."""
    with pytest.raises(CaseError) as caught:
        evaluate(linked(CHANGES), a_case(**parts), at=NOON)

    return [(each.code, str(each.at)) for each in caught.value.diagnostics]


def missed(*records: Any) -> dict[str, Any]:
    """Return events of the one kind that the ruleset has."""
    return {"missed": {"records": list(records)}}


def met(*about: str) -> list[dict[str, str]]:
    """Return a record about each of these."""
    return [{"grade": "met", "about": each} for each in about]


PAST: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    (
        "a-kind-of-event-that-is-not-asked-for",
        {"events": {"lost": {"records": []}}},
        [("NR601", "/events/lost")],
    ),
    (
        "an-event-to-come",
        {"events": missed(*on("2026-05-01", "2026-05-02"))},
        [("NR611", "/events/missed/records/1")],
    ),
    (
        "one-id-on-two-dates",
        {"events": missed(ONE, {**ONE, "date": "2026-04-03"})},
        [("NR614", "/events/missed/records/1")],
    ),
    (
        "each-later-one-is-named",
        {"events": missed(ONE, *({**ONE, "date": f"2026-04-0{n}"} for n in (2, 3, 4)))},
        [("NR614", "/events/missed/records/2"), ("NR614", "/events/missed/records/3")],
    ),
    (
        "an-assessment-to-come",
        {"earlier": {"date": "2026-05-02"}},
        [("NR611", "/earlier/date")],
    ),
    (
        "a-measure-that-was-never-asked",
        {"earlier": {"date": "2026-05-01", "measures": {"point": 1, "points": 1}}},
        [("NR601", "/earlier/measures/point")],
    ),
    (
        "a-need-that-is-not-asked",
        {"earlier": {"date": "2026-05-01", "needs": ["A", "Z"]}},
        [("NR601", "/earlier/needs/1")],
    ),
]


@pytest.mark.parametrize(
    ("parts", "found"), [pytest.param(p, f, id=i) for i, p, f in PAST]
)
def test_a_past_that_does_not_fit_is_refused_in_its_place(
    parts: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert misfits(**parts) == found


CARERS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    (
        "it-does-not-say-of-whom",
        {"answers": {"A": "met"}, "carers": TWO},
        [("NR615", "/answers/A")],
    ),
    (
        "one-of-several-does-not",
        {"answers": {"A": [*met("mother"), {"grade": "met"}]}, "carers": TWO},
        [("NR615", "/answers/A/1")],
    ),
    (
        "not-even-a-refusal-says-of-whom",
        {"answers": {"A": "refused"}, "carers": TWO},
        [("NR615", "/answers/A")],
    ),
    (
        "somebody-who-does-not-care-for-the-child",
        {"answers": {"A": met("mother", "uncle")}, "carers": TWO},
        [("NR615", "/answers/A/1")],
    ),
    (
        "no-carers-are-named",
        {"answers": {"A": met("mother")}},
        [("NR615", "/answers/A")],
    ),
    (
        "it-is-not-asked-of-each-carer",
        {"answers": {"B": met("mother")}, "carers": TWO},
        [("NR615", "/answers/B")],
    ),
    (
        "of-what-is-not-asked-at-all",
        {"answers": {"Z": met("mother")}, "carers": TWO},
        [("NR601", "/answers/Z"), ("NR615", "/answers/Z")],
    ),
]


@pytest.mark.parametrize(
    ("parts", "found"), [pytest.param(p, f, id=i) for i, p, f in CARERS]
)
def test_where_each_carer_is_asked_about_an_answer_says_of_which(
    parts: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert misfits(**parts) == found


FITS: list[tuple[str, dict[str, Any]]] = [
    ("an-event-today", {"events": missed(*on("2026-05-01"))}),
    ("two-entries-about-one-event", {"events": missed(ONE, {**ONE, "by": "gp"})}),
    ("a-review-to-come", {"reviews": ["2027-01-01"]}),
    ("an-assessment-today", {"earlier": {"date": "2026-05-01", "needs": ["A"]}}),
    ("each-carer", {"answers": {"A": met(*TWO)}, "carers": TWO}),
    ("one-carer-of-two", {"answers": {"A": met("father")}, "carers": TWO}),
    ("no-carers-and-about-nobody", {"answers": {"A": "met"}}),
    ("not-each-and-about-nobody", {"answers": {"B": "met"}, "carers": TWO}),
]


@pytest.mark.parametrize("parts", [pytest.param(p, id=i) for i, p in FITS])
def test_a_past_that_fits_is_taken(parts: dict[str, Any]) -> None:
    assert evaluate(linked(CHANGES), a_case(**parts), at=NOON).outcomes


def test_a_near_name_is_suggested() -> None:
    case = a_case(
        events={"mised": {"records": []}},
        earlier={"date": "2026-05-01", "measures": {"point": 1}},
    )

    with pytest.raises(CaseError) as caught:
        evaluate(linked(CHANGES), case, at=NOON)

    assert [each.hint for each in caught.value.diagnostics] == [
        "did you mean `missed`?",
        "did you mean `points`?",
    ]


def test_who_cares_for_the_child_is_asked_for_where_nobody_is_named() -> None:
    with pytest.raises(CaseError) as caught:
        evaluate(linked(CHANGES), a_case({"A": met("mother")}), at=NOON)

    assert caught.value.diagnostics[0].hint == 'list the carers under "carers"'


def test_no_reason_repeats_a_value() -> None:
    secret = "Zq9secret"
    ended = {"date": "2026-04-03", "id": secret}
    case = a_case(
        {"A": {"grade": "met", "about": secret}},
        carers=TWO,
        events=missed({**ended, "date": "2026-04-02"}, ended),
        earlier={"date": "2026-12-24", "needs": [secret], "measures": {"point": 777}},
    )

    with pytest.raises(CaseError) as caught:
        evaluate(linked(CHANGES), case, at=NOON)

    messages = " ".join(f"{d.message} {d.hint}" for d in caught.value.diagnostics)
    for hidden in (secret, "777", "12-24", "2026-04-03"):
        assert hidden not in messages
        assert hidden not in repr(case)
