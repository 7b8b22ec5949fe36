"""Deciding a record again: the same bytes come out, or the difference is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from neglect_rules.audit import (
    Capsule,
    Replay,
    capsule,
    load_capsule,
    load_trace,
    replay,
    replay_trace,
)
from neglect_rules.canonical import fingerprint
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset
from neglect_rules.trace import Trace
from tests.builders import NOON, a_case, a_program, a_ruleset, put
from tests.differential.jsonb import exact, stored
from tests.differential.worked import NUMBERS
from tests.shipped import decided

ANSWERS = {"A": "emerging", "B": "severe", "C": "not_known", "N": Decimal("2.5")}


def a_decision(
    changes: Mapping[str, Any] | None = None, at: dt.datetime = NOON
) -> Decision:
    return evaluate(a_program(changes), a_case(ANSWERS), at=at)


def a_record(changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = exact(capsule(a_decision(changes)).to_json())
    return found


def renewed(record: dict[str, Any]) -> Replay:
    """Replay a record after naming its parts as they are now."""
    trace = record["trace"]
    trace["case"] = fingerprint(record["case"])
    trace["ruleset"]["fingerprint"] = fingerprint(record["ruleset"])
    trace["ruleset"]["program"] = fingerprint(record["program"])
    return replay(Capsule(record))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_worked_case_replays_exactly(number: str) -> None:
    recorded = capsule(decided(number)).to_json()

    assert replay(load_capsule(recorded)).is_exact


def test_a_replay_says_what_it_compared() -> None:
    decision = a_decision()
    again = replay(capsule(decision))

    assert again.verdict == "exact"
    assert again.at is None
    assert again.diagnostics == ()
    assert again.entries == len(decision.trace.document["entries"])
    assert again.ruleset == decision.program.document_fingerprint
    assert str(again) == (
        f"exact ({again.entries} entries, 1 outcome,"
        f" ruleset {decision.program.document_fingerprint})"
    )


def test_a_ruleset_that_is_no_longer_in_force_replays() -> None:
    changes = {"/effective": {"from": "2026-05-01", "before": "2026-05-02"}}

    assert replay(capsule(a_decision(changes))).is_exact


@pytest.mark.parametrize(
    "zone",
    [
        pytest.param(dt.UTC, id="utc"),
        pytest.param(dt.timezone(dt.timedelta(hours=-9, minutes=-30)), id="an-offset"),
        pytest.param(
            dt.timezone(dt.timedelta(hours=1, seconds=15)), id="an-offset-in-seconds"
        ),
        pytest.param(ZoneInfo("Europe/London"), id="a-named-zone"),
        pytest.param(ZoneInfo("UTC"), id="a-zone-named-utc"),
    ],
)
def test_a_zone_comes_out_as_it_went_in(zone: dt.tzinfo) -> None:
    moment = dt.datetime(2026, 5, 1, 0, 30, 15, 7, tzinfo=zone)
    recorded = capsule(a_decision(at=moment)).to_json()

    assert replay(load_capsule(recorded)).is_exact


def test_both_half_past_ones_of_an_autumn_night_replay() -> None:
    for fold in (0, 1):
        moment = dt.datetime(
            2026, 10, 25, 1, 30, fold=fold, tzinfo=ZoneInfo("Europe/London")
        )
        recorded = capsule(a_decision(at=moment)).to_json()

        assert replay(load_capsule(recorded)).is_exact


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        pytest.param(
            "Mars/Olympus_Mons", "2026-05-01T12:00:00+01:00", id="unknown-here"
        ),
        pytest.param(
            "Europe/London", "2026-05-01T12:00:00+03:00", id="of-another-offset-here"
        ),
    ],
)
def test_a_zone_that_this_machine_reads_otherwise_still_replays(
    zone: str, moment: str
) -> None:
    record = a_record()
    put(record, "/trace/zone", zone)
    put(record, "/trace/moment", moment)

    assert replay(load_capsule(record)).is_exact


def test_what_a_database_does_to_a_record_changes_nothing() -> None:
    for decision in (a_decision(), decided("13"), decided("20")):
        recorded = capsule(decision)
        text = stored(exact(recorded.to_json()))
        again = load_capsule(text)

        assert text != recorded.to_json()
        assert again.to_json() == recorded.to_json()
        assert replay(again).is_exact


def test_another_order_of_keys_and_spelling_of_numbers_is_the_same_program() -> None:
    document = a_ruleset()
    program = link(load_ruleset(document))
    again = link(load_ruleset(_reversed(document)))
    case = a_case(ANSWERS)

    assert again.fingerprint == program.fingerprint
    assert again.document_fingerprint == program.document_fingerprint
    one, other = (evaluate(each, case, at=NOON) for each in (program, again))
    assert one.trace.to_json() == other.trace.to_json()


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [_reversed(each) for each in value]
    return Decimal(f"{value}0") if isinstance(value, Decimal) else value


def test_numbers_of_many_places_still_make_a_program_that_can_be_stored() -> None:
    tiny = Decimal("0.000003")
    program = a_program(
        {
            "/scales/care/grades/1/points": Decimal("0.000001"),
            "/scales/care/grades/3/points": Decimal("900000000.000001"),
            "/domains/safety/weight": tiny,
            "/indicators/A/weight": tiny,
        }
    )
    recorded = capsule(evaluate(program, a_case(ANSWERS), at=NOON)).to_json()

    assert replay(load_capsule(recorded)).is_exact


ALTERED = {
    "the-ruleset": ("/ruleset/title", "Other", "/ruleset"),
    "the-case": ("/case/answers/A", "severe", "/case"),
    "the-program": ("/program/open_answers/recommend", "ceiling", "/program"),
    "the-ruleset-named": (
        "/trace/ruleset/fingerprint",
        f"sha256:{'0' * 64}",
        "/ruleset",
    ),
    "the-version-named": (
        "/trace/ruleset/version",
        "9.9.9",
        "/trace/ruleset/version",
    ),
    "the-status-named": ("/trace/ruleset/status", "draft", "/trace/ruleset/status"),
    "a-moment-that-is-none": ("/trace/moment", "noon", "/trace/moment"),
    "a-trace-that-is-none": ("/trace", "x", "/trace"),
    "outcomes-that-are-none": ("/trace/outcomes", [], "/trace/outcomes"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_parts_that_do_not_belong_together_are_named(what: str) -> None:
    place, value, named = ALTERED[what]
    record = a_record()
    put(record, place, value)
    again = replay(Capsule(record))

    assert again.verdict == "altered"
    assert str(again.at) == named
    assert [d.code for d in again.diagnostics] == ["NR701"]


def test_another_result_is_a_mismatch_where_it_first_differs() -> None:
    record = a_record()
    put(record, "/trace/outcomes/level/floor", "high")
    again = replay(load_capsule(record))

    assert again.verdict == "mismatch"
    assert str(again.at) == "/outcomes/level/floor"
    assert [d.code for d in again.diagnostics] == ["NR704"]
    assert "`level`" in again.diagnostics[0].message


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        pytest.param("/trace/entries/0", ..., "/entries/0/at", id="an-entry-gone"),
        pytest.param("/trace/rules/0/value", "false", "/rules/0/value", id="a-verdict"),
        pytest.param("/trace/enough", False, "/enough", id="enough"),
        pytest.param("/trace/subject/ref", "x", "/subject/ref", id="something-more"),
        pytest.param("/trace/leaves/0/core", ..., "/leaves/0/core", id="a-flag-gone"),
    ],
)
def test_another_way_to_the_same_result_is_said(
    place: str, value: Any, named: str
) -> None:
    record = a_record()
    put(record, place, value)
    again = replay(Capsule(record))

    assert again.verdict == "same_outcome"
    assert str(again.at) == named
    assert str(again).startswith(f"same outcome, other trace at {named} (")


def test_a_case_that_is_refused_today_is_a_mismatch() -> None:
    record = a_record()
    put(record, "/case/answers/A", "enormous")
    again = renewed(record)

    assert (again.verdict, str(again.at)) == ("mismatch", "/case")
    assert [d.code for d in again.diagnostics] == ["NR602"]


def test_a_case_that_cannot_be_read_is_a_mismatch() -> None:
    record = a_record()
    put(record, "/case/subject/born", 7)
    again = renewed(record)

    assert (again.verdict, str(again.at)) == ("mismatch", "/case")
    assert [d.code for d in again.diagnostics] == ["NR103"]


def test_a_ruleset_that_this_version_cannot_read_is_unavailable() -> None:
    record = a_record()
    put(record, "/ruleset/timers", [])
    again = renewed(record)

    assert again.verdict == "ruleset_unavailable"
    assert [d.code for d in again.diagnostics] == ["NR108"]


def test_a_ruleset_that_does_not_link_is_unavailable() -> None:
    record = a_record()
    put(record, "/ruleset/thresholds/0/reach", {"nothing": "middle"})
    again = renewed(record)

    assert again.verdict == "ruleset_unavailable"
    assert [d.code for d in again.diagnostics] == ["NR201"]


def test_a_meaning_that_is_not_known_is_unavailable() -> None:
    record = a_record()
    put(record, "/trace/semantics", 2)

    for again in (replay(load_capsule(record)), _traced(record)):
        assert again.verdict == "meaning_unavailable"
        assert [d.code for d in again.diagnostics] == ["NR703"]
        assert "meaning unavailable at /semantics" in str(again)


def _traced(record: dict[str, Any]) -> Replay:
    ruleset, case = load_ruleset(record["ruleset"]), load_case(record["case"])
    return replay_trace(load_trace(record["trace"]), ruleset, case)


def test_a_trace_replays_with_the_ruleset_and_case_that_it_names() -> None:
    decision = a_decision()
    trace = load_trace(decision.trace.to_json())

    again = replay_trace(trace, decision.program.ruleset, decision.case)

    assert again.is_exact


def test_a_trace_without_its_ruleset_says_so() -> None:
    decision = a_decision()
    other = a_program({"/version": "2.0.0"}).ruleset

    for ruleset in (None, other):
        again = replay_trace(decision.trace, ruleset, decision.case)

        assert again.verdict == "ruleset_unavailable"
        assert [d.code for d in again.diagnostics] == ["NR702"]


def test_a_trace_with_another_content_of_its_ruleset_or_case_is_altered() -> None:
    decision = a_decision()
    ruleset = a_program({"/title": "Other"}).ruleset
    case = a_case({"A": "met"})

    first = replay_trace(decision.trace, ruleset, decision.case)
    second = replay_trace(decision.trace, decision.program.ruleset, case)

    assert (first.verdict, str(first.at)) == ("altered", "/ruleset")
    assert (second.verdict, str(second.at)) == ("altered", "/case")


def test_a_trace_that_is_none_is_altered() -> None:
    decision = a_decision()
    again = replay_trace(Trace({}), decision.program.ruleset, decision.case)

    assert (again.verdict, again.entries) == ("altered", 0)


def test_a_replay_is_a_value() -> None:
    again = replay(capsule(a_decision()))

    assert evolve(again, verdict="mismatch") != again
