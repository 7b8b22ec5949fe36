"""What recorded answers stand for (clause 3)."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case, a_program, asking

STALE = {
    f"/indicators/{i}/stale_after": {"months": 6} for i in ("A", "S", "X", "N", "B")
}
OLD, EDGE, FRESH = "2025-01-01", "2025-11-01", "2025-11-02"


def stands_for(
    id_: str, answer: Any, changes: dict[str, Any] | None = None
) -> tuple[str, list[str]]:
    answers = {} if answer is None else {id_: answer}
    decision = evaluate(a_program(changes), a_case(answers), at=NOON)
    leaves = decision.trace.document["leaves"]
    leaf = next(each for each in leaves if each["indicator"] == id_)
    return leaf["state"], leaf["value"]


GRADES = ["met", "emerging", "established", "severe"]
NA = {"/indicators/A/may_not_apply": True}
FILL = {"/indicators/B/zero_fill": True}
OPENLY = {"/indicators/A/disagree": "open"}


def graded(grade: str, **more: Any) -> dict[str, Any]:
    return {"grade": grade, **more}


TABLE = [
    ("known", "A", "severe", {}, ("known", ["severe"])),
    ("nothing", "A", None, {}, ("not_asked", GRADES)),
    ("not-known", "A", "not_known", {}, ("not_known", GRADES)),
    ("may-not-apply", "A", "refused", NA, ("refused", ["n/a", *GRADES])),
    ("does-not-apply", "A", "not_applicable", NA, ("not_applicable", ["n/a"])),
    (
        "only-some-say-it-does-not-apply",
        "A",
        [{"state": "not_applicable"}, {"state": "not_known"}],
        NA,
        ("not_known", ["n/a", *GRADES]),
    ),
    (
        "only-permitted-grades",
        "A",
        "not_known",
        {"/indicators/A/permits": ["met", "severe"]},
        ("not_known", ["met", "severe"]),
    ),
    ("zero-filled", "B", None, FILL, ("zero_filled", ["met"])),
    ("zero-filled-though-refused", "B", "refused", FILL, ("zero_filled", ["met"])),
    (
        "stale",
        "A",
        graded("established", date=OLD),
        STALE,
        ("stale", ["established", "severe"]),
    ),
    (
        "stale-on-the-day",
        "A",
        graded("severe", date=EDGE),
        STALE,
        ("stale", ["severe"]),
    ),
    ("not-yet-stale", "A", graded("met", date=FRESH), STALE, ("known", ["met"])),
    ("undated-is-not-stale", "A", "met", STALE, ("known", ["met"])),
    (
        "stale-strength",
        "S",
        graded("reliable", date=OLD),
        STALE,
        ("stale", ["weak", "reliable"]),
    ),
    ("stale-weakness", "S", graded("weak", date=OLD), STALE, ("stale", ["weak"])),
    ("stale-context", "X", graded("no", date=OLD), STALE, ("stale", ["no", "yes"])),
    ("stale-number", "N", {"number": 3, "date": OLD}, STALE, ("stale", ["0", "10.5"])),
    (
        "stale-in-days",
        "A",
        graded("met", date="2026-04-21"),
        {"/indicators/A/stale_after": {"days": 10}},
        ("stale", GRADES),
    ),
    ("number", "N", 3, {}, ("known", ["3", "3"])),
    ("no-number", "N", "not_known", {}, ("not_known", ["0", "10.5"])),
    (
        "several-numbers",
        "N",
        [{"number": 5}, {"number": 2}, {"state": "not_known"}],
        {},
        ("known", ["2", "5"]),
    ),
    (
        "the-worst-of-several",
        "A",
        [graded("met"), graded("established"), {"state": "not_known"}],
        {},
        ("known", ["established"]),
    ),
    (
        "the-worst-of-several-strengths",
        "S",
        [graded("reliable"), graded("weak")],
        {},
        ("known", ["weak"]),
    ),
    (
        "several-kept-open",
        "A",
        [graded("met"), graded("severe")],
        OPENLY,
        ("known", ["met", "severe"]),
    ),
    (
        "context-is-always-open",
        "X",
        [graded("no"), graded("yes")],
        {},
        ("known", ["no", "yes"]),
    ),
    (
        "worst-of-a-stale-and-a-fresh",
        "A",
        [graded("emerging", date=OLD), graded("established", date=FRESH)],
        STALE,
        ("known", ["established"]),
    ),
]


@pytest.mark.parametrize(
    ("id_", "answer", "changes", "expected"),
    [pytest.param(i, a, c, e, id=n) for n, i, a, c, e in TABLE],
)
def test_a_record_stands_for_what_the_clauses_say(
    id_: str, answer: Any, changes: dict[str, Any], expected: tuple[str, list[str]]
) -> None:
    assert stands_for(id_, answer, changes) == expected


def confirmed(answer: Any) -> list[str]:
    decision = evaluate(a_program(), a_case({"A": answer}), at=NOON)
    leaf = decision.trace.document["leaves"][0]
    return list(leaf.get("confirmed", leaf["value"]))


def test_what_is_confirmed_is_what_stands_without_suspicion() -> None:
    suspected = graded("severe", suspected=True)

    assert confirmed(suspected) == GRADES
    assert confirmed([suspected, graded("emerging")]) == ["emerging"]
    assert confirmed("emerging") == ["emerging"]


def verdict(record: dict[str, Any], answer: Any) -> str:
    answers = {} if answer is None else {"A": answer}
    program = asking({"record": {"indicator": "A", **record}})
    decision = evaluate(program, a_case(answers), at=NOON)
    return str(decision.trace.value("/thresholds/0/when", "condition"))


SEEN = {"source": ["seen", "record"]}
RECORDS = [
    ("state", {"state": ["refused"]}, "refused", "true"),
    ("another-state", {"state": ["refused"]}, "not_known", "false"),
    ("no-record", {"state": ["not_asked"]}, None, "true"),
    ("recorded", {"state": ["recorded"]}, "met", "true"),
    ("not-recorded", {"state": ["recorded"]}, "refused", "false"),
    ("suspected", {"state": ["suspected"]}, graded("met", suspected=True), "true"),
    (
        "one-of-several",
        {"state": ["refused"]},
        [graded("met"), {"state": "refused"}],
        "true",
    ),
    ("source", SEEN, graded("met", source="seen"), "true"),
    ("another-source", SEEN, graded("met", source="carer_said"), "false"),
    ("no-source-named", SEEN, "met", "open"),
    ("source-of-nothing", SEEN, "refused", "false"),
    (
        "one-source-is-enough",
        SEEN,
        [graded("met"), graded("met", source="seen")],
        "true",
    ),
]


@pytest.mark.parametrize(
    ("record", "answer", "expected"),
    [pytest.param(r, a, e, id=i) for i, r, a, e in RECORDS],
)
def test_a_record_fact_is_what_was_recorded_not_what_is_so(
    record: dict[str, Any], answer: Any, expected: str
) -> None:
    assert verdict(record, answer) == expected


SKIP = {"/indicators/B/ask_if": {"indicator": "A", "at_least": "established"}}
SKIPPED = [
    ("asked-and-open", {"A": "severe"}, GRADES),
    ("spared", {"A": "met"}, ["n/a"]),
    ("perhaps-asked", {}, ["n/a", *GRADES]),
    ("a-recorded-grade-counts-anyway", {"A": "met", "B": "severe"}, ["severe"]),
    ("even-the-lowest", {"A": "met", "B": "met"}, ["met"]),
    ("a-refusal-is-no-grade", {"A": "met", "B": "refused"}, ["n/a"]),
    (
        "said-not-to-apply-but-asked",
        {"A": "severe", "B": "not_applicable"},
        GRADES,
    ),
]


@pytest.mark.parametrize(
    ("answers", "expected"), [pytest.param(a, e, id=i) for i, a, e in SKIPPED]
)
def test_skip_logic_spares_a_question_and_never_removes_evidence(
    answers: dict[str, str], expected: list[str]
) -> None:
    decision = evaluate(a_program(SKIP), a_case(answers), at=NOON)

    assert decision.trace.value("/indicators/B", "grade") == expected


def covered(answers: dict[str, Any], changes: dict[str, Any]) -> tuple[list[str], ...]:
    decision = evaluate(a_program(changes), a_case(answers), at=NOON)
    whole = decision.to_dict()["coverage"][0]
    return whole["answered"], whole["due"]


COVERAGE = [
    ("all", {"A": "met", "B": "met", "C": "met"}, {}, (["3", "3"], ["3", "3"])),
    (
        "states-are-no-answers",
        {"A": "refused", "B": "met"},
        {},
        (["1", "1"], ["3", "3"]),
    ),
    (
        "stale-is-not-answered",
        {"A": graded("met", date=OLD)},
        STALE,
        (["0", "0"], ["3", "3"]),
    ),
    ("spared-is-not-due", {"A": "met"}, SKIP, (["1", "1"], ["2", "2"])),
    ("perhaps-spared", {"C": "met"}, SKIP, (["1", "1"], ["2", "3"])),
    (
        "not-applicable-is-not-due",
        {"A": "not_applicable"},
        NA,
        (["0", "0"], ["2", "2"]),
    ),
    ("zero-filled-is-not-answered", {}, FILL, (["0", "0"], ["3", "3"])),
    (
        "without-core-all-count",
        {"X": "yes"},
        {f"/indicators/{i}/core": False for i in "ABC"},
        (["1", "1"], ["6", "6"]),
    ),
]


@pytest.mark.parametrize(
    ("answers", "changes", "expected"),
    [pytest.param(a, c, e, id=i) for i, a, c, e in COVERAGE],
)
def test_coverage_counts_what_is_answered_of_what_is_due(
    answers: dict[str, Any], changes: dict[str, Any], expected: tuple[list[str], ...]
) -> None:
    assert covered(answers, changes) == expected
