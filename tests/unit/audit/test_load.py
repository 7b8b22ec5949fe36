"""Traces and capsules that are not what they should be are refused, without a value."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from neglect_rules.audit import capsule, load_capsule, load_trace
from neglect_rules.errors import AuditError
from neglect_rules.evaluation import evaluate
from tests.builders import NOON, a_case, a_program, put
from tests.differential.jsonb import exact

SECRET = "zzsecretzz"


def a_record() -> dict[str, Any]:
    decision = evaluate(a_program(), a_case({"A": "severe", "N": 7}), at=NOON)
    found: dict[str, Any] = exact(capsule(decision).to_json())
    return found


def refused(load: Callable[[Any], object], source: Any) -> list[tuple[str, str]]:
    with pytest.raises(AuditError) as caught:
        load(source)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value)
    return [(d.code, str(d.at)) for d in caught.value.diagnostics]


def test_a_trace_is_read_from_text_bytes_and_values() -> None:
    trace = a_record()["trace"]
    text = json.dumps(trace, indent=2)

    assert load_trace(text) == load_trace(text.encode()) == load_trace(trace)
    assert load_trace(text).document == trace


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("{'a': 1}", "NR008", id="not-json"),
        pytest.param('{"a": 1, "a": 2}', "NR005", id="a-key-twice"),
        pytest.param('{"a": NaN}', "NR006", id="not-a-number"),
        pytest.param("[" * 100 + "]" * 100, "NR004", id="too-deep"),
        pytest.param(b"\xff\xfe\x00", "NR002", id="not-utf-8"),
        pytest.param("[]", "NR103", id="a-list"),
        pytest.param("{}", "NR101", id="nothing-in-it"),
    ],
)
def test_text_that_is_no_record_is_refused(text: str | bytes, code: str) -> None:
    assert code in {found for found, _ in refused(load_trace, text)}
    assert code in {found for found, _ in refused(load_capsule, text)}


@pytest.mark.parametrize(
    ("at", "value", "found"),
    [
        pytest.param("/format", 2, ("NR109", "/format"), id="another-format"),
        pytest.param("/extra", SECRET, ("NR102", ""), id="a-part-more"),
        pytest.param("/case", ..., ("NR101", ""), id="a-part-less"),
        pytest.param(
            "/trace/leaves/0/state",
            SECRET,
            ("NR104", "/trace/leaves/0/state"),
            id="no-state",
        ),
        pytest.param(
            "/trace/leaves/0/value",
            7,
            ("NR103", "/trace/leaves/0/value"),
            id="no-value",
        ),
        pytest.param(
            "/trace/moment", SECRET, ("NR104", "/trace/moment"), id="no-moment"
        ),
        pytest.param(
            "/trace/moment",
            "2026-02-30T10:00:00+01:00",
            ("NR104", "/trace/moment"),
            id="no-such-day",
        ),
        pytest.param("/trace/zone", "../x", ("NR104", "/trace/zone"), id="no-zone"),
        pytest.param(
            "/trace/semantics", "1", ("NR103", "/trace/semantics"), id="no-meaning"
        ),
        pytest.param(
            "/program/steps/~1indicators~1A#points/kind",
            SECRET,
            ("NR104", "/program/steps/~1indicators~1A#points/kind"),
            id="no-kind-of-step",
        ),
    ],
)
def test_a_part_of_another_form_is_refused_at_its_place(
    at: str, value: Any, found: tuple[str, str]
) -> None:
    record = a_record()
    put(record, at, value)

    assert found in refused(load_capsule, record)


def test_a_record_of_a_later_meaning_is_read_whatever_its_form() -> None:
    record = a_record()
    record["trace"] = {"semantics": 2, "a new part": {}}
    record["program"] = {"steps": [1, 2, 3]}
    record["format"] = 1

    assert load_capsule(record).trace.document["semantics"] == 2


def test_a_trace_of_a_later_meaning_is_read_whatever_its_form() -> None:
    assert load_trace({"format": 1, "semantics": 2}).document["semantics"] == 2


@pytest.mark.parametrize("number", [0, -1, True, None])
def test_what_is_no_number_of_a_meaning_is_not_a_later_one(number: Any) -> None:
    assert refused(load_trace, {"format": 1, "semantics": number})
