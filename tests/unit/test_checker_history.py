"""What the checker makes of a history by itself: small Programs written by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.audit import capsule
from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case, a_program, put
from tests.differential.stranger import load_checker

stranger: Any = load_checker()

LEAP_DAY = "2024-02-29T12:00:00+00:00"
GRADES = ["met", "emerging", "established", "severe"]
FROM_ESTABLISHED = 0b11000
MONTHS_12 = {"months": 12, "days": None}
SINCE = "since_last_assessment"
MORE = "1000000"

_ANSWER = {
    "kind": "answer",
    "indicator": "A",
    "grades": GRADES,
    "open": 0b11110,
    "lowest": 0b10,
}
_ASKED = {
    "kind": "concern",
    "zero_fill": False,
    "may_not_apply": False,
    "judgement": False,
}
_TALLY = {"of": "A", "among": FROM_ESTABLISHED, "within": None, "worse": True}


def _checked(of: str, tally: Any, asked: Any, case: Any) -> Any:
    """Return the checker with a Program of one answer and one thing counted."""
    leaf = {
        "kind": "amount",
        "of": of,
        "indicator": "",
        "per": 1000,
        "open": [0, 10**9],
        "tally": {**_TALLY, **tally},
    }
    program = {
        "steps": {"/indicators/A#answer": _ANSWER, "/measures/m#~counted": leaf},
        "asked": {"A": {**_ASKED, **asked}},
        "members": {"A": {"core": False}},
    }
    whole = {"subject": {}, "answers": {}, **case}
    trace = {"moment": LEAP_DAY, "worlds": [{}]}
    return stranger._Check(
        {"ruleset": {}, "case": whole, "program": program, "trace": trace}
    )


def _looked_back(of: str, tally: Any = (), how: str = "", **case: Any) -> Any:
    """Return what a tally comes to, what counted, and what came before the window."""
    check = _checked(of, dict(tally), {"judgement": True}, case)
    known = {"A": check.knows("A", how)}
    (low, high), counted, passed, _ = check.tally("/measures/m#~counted", known)
    return (low, high), sorted({*counted}), sorted({*passed})


def _graded(*written: str) -> dict[str, Any]:
    """Return answers, each record written `grade date` or `grade date by`."""
    keys = ("grade", "date", "by")
    return {"A": [dict(zip(keys, each.split(), strict=False)) for each in written]}


def _missed(*written: str, **more: Any) -> dict[str, Any]:
    """Return events of a kind, each written `date` or `date id`."""
    keys = ("date", "id")
    entries = [dict(zip(keys, each.split(), strict=False)) for each in written]
    return {"missed": {"records": entries, **more}}


EVENTS: dict[str, Any] = {
    "an-id-on-several-entries-is-one-event": (
        _missed("2024-01-01 e1", "2024-01-01 e1", "2024-01-02", complete=True),
        None,
        ((2, 2), ["2024-01-02", "e1"], []),
    ),
    "an-entry-without-id-is-the-same-event-on-that-date": (
        _missed("2024-01-01", "2024-01-01 e1", complete=True),
        None,
        ((1, 1), ["e1"], []),
    ),
    "two-ids-on-one-date-are-two": (
        _missed("2024-01-01 e1", "2024-01-01 e2", "2024-01-01", complete=True),
        None,
        ((2, 2), ["e1", "e2"], []),
    ),
    "a-window-of-months-begins-after-the-last-day-of-a-shorter-month": (
        _missed("2023-02-28", "2023-03-01", complete=True),
        MONTHS_12,
        ((1, 1), ["2023-03-01"], ["2023-02-28"]),
    ),
    "an-incomplete-record-may-hold-more": (
        _missed("2024-01-01"),
        None,
        ((1, 10**6), ["2024-01-01"], []),
    ),
    "without-an-earlier-assessment-none-is-certain": (
        _missed("2024-01-01", "2024-01-02", complete=True),
        SINCE,
        ((0, 2), [], []),
    ),
    "a-kind-that-the-case-does-not-hold": ({}, None, ((0, 10**6), [], [])),
}


@pytest.mark.parametrize("name", EVENTS)
def test_events_are_told_apart(name: str) -> None:
    events, within, wanted = EVENTS[name]

    tally = {"of": "missed", "within": within}

    assert _looked_back("events", tally, events=events) == wanted


SIGHTINGS: dict[str, Any] = {
    "people-one-unnamed": (
        ("severe 2024-01-01 ann", "severe 2024-01-02 ann", "severe 2024-01-03"),
        {"distinct": "by"},
        ((1, 2), ["2024-01-01", "2024-01-02"], []),
    ),
    "dates-each-once": (
        ("severe 2024-01-01 ann", "severe 2024-01-01 bob", "met 2024-01-02 bob"),
        {"distinct": "date"},
        ((1, 1), ["2024-01-01"], []),
    ),
    "undated-where-there-is-a-window": (
        ("severe 2023-01-01 ann", "severe 2024-01-01 ann", "severe"),
        {"distinct": "date", "within": MONTHS_12},
        ((1, 2), ["2024-01-01"], ["2023-01-01"]),
    ),
    "only-before-the-window": (
        ("severe 2023-02-28 ann",),
        {"distinct": "by", "within": MONTHS_12},
        ((0, 0), [], ["2023-02-28"]),
    ),
    "nobody-graded-it": ((), {"distinct": "by"}, ((0, 10**6), [], [])),
}


@pytest.mark.parametrize("name", SIGHTINGS)
def test_sightings_are_told_apart(name: str) -> None:
    records, tally, wanted = SIGHTINGS[name]

    assert _looked_back("sightings", tally, answers=_graded(*records)) == wanted


UNBROKEN: dict[str, Any] = {
    "on-one-date-the-worst-stands": (
        ("severe 2024-02-01", "met 2024-02-10", "severe 2024-02-10"),
        {},
        ((9, 28), ["2024-02-01", "2024-02-10"], []),
    ),
    "what-is-better-ends-with-the-last-date": (
        ("severe 2024-01-01", "met 2024-02-01", "met 2024-02-10"),
        {"among": 0b10, "worse": False},
        ((9, 9), ["2024-02-01", "2024-02-10"], []),
    ),
    "broken-at-the-latest": (
        ("severe 2024-02-01", "met 2024-02-10"),
        {},
        ((0, 0), [], []),
    ),
    "never-graded": ((), {}, ((0, 10**6), [], [])),
}


@pytest.mark.parametrize("name", UNBROKEN)
def test_an_unbroken_run_goes_back_from_the_latest_date(name: str) -> None:
    records, tally, wanted = UNBROKEN[name]

    assert _looked_back("unbroken", tally, answers=_graded(*records)) == wanted


DATES = ["2024-01-01", "2024-01-11", "2024-01-21", "2024-02-01", "2024-03-01"]
REVIEWS: dict[str, Any] = {
    "the-latest-are-counted-back-to-one-that-was-better": (
        (
            "severe 2023-12-20",
            "emerging 2024-01-05",
            "emerging 2024-01-15",
            "severe 2024-01-25",
        ),
        ((2, 2), ["2024-01-21", "2024-02-01"], []),
    ),
    "one-without-a-new-grade-may-be-one-more": (
        ("severe 2023-12-20", "severe 2024-01-05", "severe 2024-01-25"),
        ((2, 3), ["2024-01-11", "2024-02-01"], []),
    ),
    "nothing-to-compare-with-may-be-one-more": (
        ("severe 2024-01-25",),
        ((0, 3), [], []),
    ),
    "never-above-the-lowest": (("met 2024-01-25",), ((0, 0), [], [])),
    "a-grade-at-the-lowest-before-ends-it": (
        ("met 2024-01-15", "severe 2024-01-25"),
        ((0, 0), [], []),
    ),
}


@pytest.mark.parametrize("name", REVIEWS)
def test_reviews_count_while_a_concern_is_no_better(name: str) -> None:
    records, wanted = REVIEWS[name]
    answers = _graded(*records)

    found = _looked_back("reviews_without_improvement", answers=answers, reviews=DATES)

    assert found == wanted


def test_the_first_review_only_gives_a_grade_to_compare_with() -> None:
    answers = _graded("severe 2023-12-20", "severe 2024-01-05")

    found = _looked_back(
        "reviews_without_improvement", answers=answers, reviews=DATES[:1]
    )

    assert found == ((0, 0), [], [])


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ("", (2, 2)),
        ("last_seen", (2, 2)),
        ("confirmed", (1, 1)),
        ("unjudged", (0, 10**6)),
    ],
)
def test_what_is_left_out_is_left_out_of_a_history_too(how: str, wanted: Any) -> None:
    answers = _graded("severe 2024-01-01", "severe 2024-01-02")
    answers["A"][1]["suspected"] = True
    tally = {"distinct": "date"}

    assert _looked_back("sightings", tally, how, answers=answers)[0] == wanted


@pytest.mark.parametrize(
    ("said", "wanted"), [(1.5, ["1.5", "1.5"]), ({"from": 1, "to": 2}, ["1", "2"])]
)
def test_an_earlier_value_is_what_the_case_says(said: Any, wanted: Any) -> None:
    case = {"earlier": {"date": "2023-11-01", "measures": {"total": said}}}

    check = _checked("earlier", {"of": "total"}, {}, case)

    assert [row["value"] for row in check.history()] == [wanted]


def test_a_window_says_its_first_day_and_null_while_that_is_open() -> None:
    events = _missed("2024-01-01")
    tally = {"of": "missed", "within": SINCE}
    earlier = {"date": "2023-12-31"}

    (known,) = _checked(
        "events", tally, {}, {"events": events, "earlier": earlier}
    ).history()
    (unknown,) = _checked("events", tally, {}, {"events": events}).history()

    assert (known["since"], known["counted"]) == ("2024-01-01", ["2024-01-01"])
    assert (unknown["since"], unknown["counted"]) == (None, [])


def _of_carers(asked: Any = (), *records: Any) -> Any:
    case = {"carers": ["mother", "father"], "answers": {"A": [*records]}}
    tally = {"distinct": "by"}
    return _checked("sightings", tally, {"per": "carer", **dict(asked)}, case)


def test_of_two_carers_the_worst_answer_stands() -> None:
    both = [
        {"grade": "established", "date": "2024-01-01", "about": "father"},
        {"grade": "met", "date": "2024-02-01", "about": "mother"},
    ]

    leaf = _of_carers({"believe": "latest"}, *both).leaves("A")

    assert (leaf["state"], leaf["value"]) == ("known", ["established"])
    assert leaf["records"] == both


def test_answers_are_set_aside_carer_by_carer() -> None:
    before = {"grade": "severe", "date": "2024-01-01", "about": "mother"}
    now = {"grade": "met", "date": "2024-02-01", "about": "mother"}
    other = {"grade": "emerging", "date": "2024-01-01", "about": "father"}

    leaf = _of_carers({"believe": "latest"}, before, now, other).leaves("A")

    assert leaf["records"] == [{**before, "set_aside": True}, now, other]
    assert leaf["value"] == ["emerging"]


def test_a_carer_without_a_record_is_not_asked() -> None:
    leaf = _of_carers((), {"grade": "established", "about": "mother"}).leaves("A")

    assert (leaf["state"], leaf["value"]) == ("not_asked", ["established", "severe"])


EASED: dict[str, Any] = {
    "lowered": (4, [("true", -2, 1)], {2}),
    "not-below": (4, [("true", -3, 3)], {3}),
    "never-raised": (2, [("true", -1, 3)], {2}),
    "perhaps": (4, [("open", -2, 1)], {4, 2}),
    "certainly-and-perhaps-further": (4, [("true", -1, 1), ("open", -3, 1)], {3, 1}),
    "certainly-and-perhaps-less": (4, [("true", -2, 1), ("open", -1, 1)], {2}),
    "not": (4, [("false", -3, 1)], {4}),
}


@pytest.mark.parametrize("name", EASED)
def test_an_easing_lowers_to_its_limit(name: str) -> None:
    grade, easings, wanted = EASED[name]
    truths, by, limit = zip(*easings, strict=True)
    step = {"kind": "shift", "by": by, "limit": limit, "start": [1] * len(by)}

    assert stranger._judged(step, [frozenset({grade}), *truths], "") == wanted


def _whole() -> str:
    """Return a capsule with events, sightings, an easing and a review."""
    seen = {"sightings": {"indicator": "A", "at_most": "emerging"}, "distinct": "dates"}
    easing = {
        "id": "E1",
        "when": {"measure": seen, "at_least": 2},
        "lower": {"level": 1},
        "not_below": {"level": "low"},
        "because": "It was seen to be better.",
    }
    missed = {"measure": {"events": "missed", "within": {"months": 3}}, "at_least": 1}
    changes: dict[str, Any] = {
        "/event_kinds": {"missed": {"label": "Missed appointment"}},
        "/indicators/A/per": "carer",
        "/thresholds/0/when": missed,
        "/guards": ...,
        "/easings": [easing],
        "/reviews": [
            {"id": "R1", "within": {"months": 1}, "because": "It may change."}
        ],
    }
    better = [
        {"grade": "established", "date": "2026-01-01", "about": "mother"},
        {"grade": "emerging", "date": "2026-03-01", "about": "mother"},
        {"grade": "met", "date": "2026-04-01", "about": "mother"},
    ]
    events = _missed("2026-02-01 e1", "2026-01-31", complete=True)
    case = a_case({"A": better}, carers=["mother"], events=events)
    return capsule(evaluate(a_program(changes), case, at=NOON)).to_json()


def test_a_capsule_with_a_history_is_found_the_same() -> None:
    document = json.loads(_whole())

    assert "test.small" in stranger.check(_whole())
    assert len(document["trace"]["history"]) == 2
    assert document["trace"]["outcomes"]["level"]["eased"] == ["low"]


ALTERED: dict[str, Any] = {
    "what-it-came-to": ("/trace/history/0/value", ["0", "1"]),
    "what-counted": ("/trace/history/0/counted/0", "2026-02-01"),
    "what-passed": ("/trace/history/1/passed", []),
    "since-when": ("/trace/history/1/since", "2026-01-31"),
    "what-was-counted": ("/trace/history/0/measure", "unbroken"),
    "one-less": ("/trace/history/1", ...),
    "eased": ("/trace/outcomes/level/eased", ["middle"]),
    "as-last-seen": ("/trace/outcomes/level/last_seen/floor", "middle"),
    "on-history": ("/trace/outcomes/level/rests_on_history", True),
    "a-review": ("/trace/reviews/0/by", "2026-06-02"),
    "whether-it-is-asked-for": ("/trace/reviews/0/value", "open"),
    "the-earliest": ("/trace/review_by", None),
    "whom-it-is-about": ("/trace/leaves/0/records/0/about", "father"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_history_altered_is_named(name: str) -> None:
    at, value = ALTERED[name]
    document = json.loads(_whole())
    put(document, at, value)

    with pytest.raises(stranger.Failure, match=r"^/trace/"):
        stranger.check(json.dumps(document))
