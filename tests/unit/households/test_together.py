"""A child's case out of two parts, and the way back to where each thing stands."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.households._together import (
    Parts,
    origin,
    parts_of,
    shared_parts,
    together,
)
from neglect_rules.loading import against_schema
from neglect_rules.pointer import Pointer
from tests.unit.households.builders import a_child, a_household

SHARED: dict[str, Any] = {
    "answers": {
        "A": [{"grade": "met"}, {"grade": "severe"}],
        "B": "not_known",
        "N": 3,
        "X": {"grade": "yes"},
    },
    "events": {
        "missed": {"complete": True, "records": [{"date": "2026-02-01"}]},
        "moved": {"complete": True, "records": [{"date": "2025-02-01"}]},
    },
    "reviews": ["2026-03-01", "2026-04-01"],
}
OWN: dict[str, Any] = {
    "events": {"missed": {"records": [{"date": "2026-01-01"}]}},
    "reviews": ["2026-04-01", "2026-02-01"],
    "earlier": {"date": "2026-01-01"},
    "note": "Seen twice.",
}


def the_parts(*not_put: str) -> Parts:
    """Return the parts of a second child's case."""
    answers = {
        "A": "emerging",
        "B": [{"grade": "met"}],
        "N": [{"number": 1}],
        "C": "met",
    }
    document = a_household(
        a_child("a"), a_child("b", answers, **OWN), carers=["mother"], shared=SHARED
    )
    return parts_of(document, 1, not_put)


def test_the_case_is_both_parts_together() -> None:
    case = together(the_parts())

    assert against_schema(case, "case", shows=True) == ()
    assert case["carers"] == ["mother"]
    assert case["subject"]["ref"] == "b"
    assert case["answers"] == {
        "A": [{"grade": "emerging"}, {"grade": "met"}, {"grade": "severe"}],
        "B": [{"grade": "met"}, {"state": "not_known"}],
        "N": [{"number": 1}, {"number": 3}],
        "C": "met",
        "X": {"grade": "yes"},
    }
    assert (case["earlier"], case["note"]) == (OWN["earlier"], OWN["note"])


def test_events_are_complete_only_if_all_who_name_the_kind_say_so() -> None:
    events = together(the_parts())["events"]

    assert events["moved"] == SHARED["events"]["moved"]
    assert events["missed"] == {
        "complete": False,
        "records": [{"date": "2026-01-01"}, {"date": "2026-02-01"}],
    }


def test_events_of_two_complete_records_are_complete() -> None:
    missed = {"complete": True, "records": []}
    document = a_household(
        a_child("a", events={"missed": missed}), shared={"events": {"missed": missed}}
    )

    assert together(parts_of(document, 0))["events"] == {"missed": missed}


def test_review_dates_are_united() -> None:
    assert together(the_parts())["reviews"] == [
        "2026-04-01",
        "2026-02-01",
        "2026-03-01",
    ]


def test_what_nobody_wrote_is_not_made_up() -> None:
    assert together(parts_of(a_household(a_child("a")), 0)).keys() == {
        "format",
        "subject",
        "answers",
    }


def test_what_is_not_put_is_left_out_of_the_shared_part_only() -> None:
    answers = together(the_parts("A", "X"))["answers"]

    assert answers["A"] == "emerging"
    assert "X" not in answers


ORIGINS = [
    ("", "/children/1"),
    ("/at", "/at"),
    ("/ruleset/id", "/ruleset/id"),
    ("/carers/0", "/carers/0"),
    ("/subject/born", "/children/1/subject/born"),
    ("/earlier/date", "/children/1/earlier/date"),
    ("/answers", "/children/1/answers"),
    ("/answers/C", "/children/1/answers/C"),
    ("/answers/X/grade", "/shared/answers/X/grade"),
    ("/answers/A", "/children/1/answers/A"),
    ("/answers/A/0", "/children/1/answers/A"),
    ("/answers/A/1", "/shared/answers/A/0"),
    ("/answers/A/2/date", "/shared/answers/A/1/date"),
    ("/answers/B/0", "/children/1/answers/B"),
    ("/answers/B/1", "/shared/answers/B"),
    ("/answers/UNKNOWN", "/children/1/answers/UNKNOWN"),
    ("/events", "/children/1/events"),
    ("/events/moved/records/0", "/shared/events/moved/records/0"),
    ("/events/missed", "/children/1/events/missed"),
    ("/events/missed/records/0/date", "/children/1/events/missed/records/0/date"),
    ("/events/missed/records/1/date", "/shared/events/missed/records/0/date"),
    ("/reviews", "/children/1/reviews"),
    ("/reviews/0", "/children/1/reviews/0"),
    ("/reviews/2", "/shared/reviews/0"),
]


@pytest.mark.parametrize(
    ("at", "expected"), [pytest.param(a, e, id=a or "root") for a, e in ORIGINS]
)
def test_everything_in_a_case_is_traced_to_where_it_stands(
    at: str, expected: str
) -> None:
    assert str(origin(the_parts(), Pointer.parse(at))) == expected


def test_of_nobodys_case_all_is_shared() -> None:
    parts = shared_parts(a_household(a_child("a"), shared=SHARED))
    places = ["/answers/A/1", "/events/moved/records/0", "/reviews/1", "/answers"]

    assert [str(origin(parts, Pointer.parse(at))) for at in places] == [
        f"/shared{at}" for at in places
    ]
