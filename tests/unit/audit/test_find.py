"""Finding and sampling decisions, and a log as one file."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.audit import MASKS, Wanted, export, find, sample
from neglect_rules.audit.logs import Entry, StoredLog
from neglect_rules.audit.records import (
    decided_evidence,
    decision_evidence,
    dissent_evidence,
    ended_evidence,
    override_evidence,
)
from neglect_rules.canonical import canonical_bytes
from neglect_rules.evaluation import evaluate
from neglect_rules.people import decide, dissent, override
from tests.builders import NOON, a_case, a_program
from tests.unit.audit.kept import SECRET, WORKER, a_context, a_log, some_evidence

LATER = NOON + dt.timedelta(days=40)


def a_log_of_four() -> StoredLog:
    """Return a log: d-1 grave, d-2 raised, d-3 later, d-4 decided otherwise."""
    program = a_program()
    low = evaluate(program, a_case({"A": "met", "B": "met", "C": "met"}), at=NOON)
    late = evaluate(program, a_case({"A": "severe"}), at=LATER)
    evidence = [
        some_evidence("d-1", "s-1"),
        decision_evidence(low, a_context("d-2", "s-2"), secret=SECRET),
        decision_evidence(late, a_context("d-3", "s-1"), secret=SECRET),
        decision_evidence(low, a_context("d-4", "s-4"), secret=SECRET),
    ]
    raised = override(low, "level", "high", reason="She hides.", person=WORKER, at=NOON)
    over = override_evidence(raised, "d-2", a_context("o-1"), secret=SECRET)
    ended = ended_evidence(over, "Seen.", a_context("o-2"), at=LATER, secret=SECRET)
    other = evolve(WORKER, ref="m-1", role="manager")
    decided = decide(
        low, person=other, at=NOON, levels={"level": "middle"}, reason="Why."
    )
    named = decided_evidence(decided, "d-4", a_context("n-1"), secret=SECRET)
    return a_log(*evidence, over, ended, named)


def ids(**wanted: Any) -> list[str]:
    return [each.entry.id for each in find(a_log_of_four(), Wanted(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["d-1", "d-2", "d-3", "d-4"]),
        ({"subject": "s-1"}, ["d-1", "d-3"]),
        ({"subject": "s-9"}, []),
        ({"ruleset": "test.small"}, ["d-1", "d-2", "d-3", "d-4"]),
        ({"ruleset": "test.small@1.0.0"}, ["d-1", "d-2", "d-3", "d-4"]),
        ({"ruleset": "test.small@2.0.0"}, []),
        ({"since": LATER.date()}, ["d-3"]),
        ({"until": NOON.date()}, ["d-1", "d-2", "d-4"]),
        ({"since": NOON.date(), "until": NOON.date()}, ["d-1", "d-2", "d-4"]),
        ({"level": "low"}, ["d-2", "d-4"]),
        ({"overridden": True}, ["d-2", "d-4"]),
        ({"overridden": False}, ["d-1", "d-3"]),
        ({"subject": "s-4", "overridden": True}, ["d-4"]),
    ],
)
def test_decisions_are_found_by_what_everybody_may_read(
    wanted: Any, expected: list[str]
) -> None:
    assert ids(**wanted) == expected


def test_what_was_recorded_later_stands_beside_the_decision() -> None:
    (found,) = find(a_log_of_four(), Wanted(subject="s-2"))

    assert [each.kind for each in found.later] == ["override", "override_revoked"]


def test_another_agencys_view_counts_as_overridden() -> None:
    said = dissent(
        evaluate(a_program(), a_case({"A": "met"}), at=NOON),
        "level",
        "high",
        reason="We saw more.",
        person=WORKER,
        at=NOON,
    )
    log = a_log_of_four()
    log.append(dissent_evidence(said, "d-3", a_context("x"), secret=SECRET))

    assert [f.entry.id for f in find(log, Wanted(overridden=True))] == [
        "d-2",
        "d-3",
        "d-4",
    ]


def test_a_sample_is_the_same_for_everybody_with_the_seed() -> None:
    found = list(find(a_log_of_four()))

    drawn = {
        seed: [f.entry.id for f in sample(found, 2, seed=seed)] for seed in "abcdefgh"
    }
    again = {s: [f.entry.id for f in sample(reversed(found), 2, seed=s)] for s in drawn}
    assert drawn == again
    assert len({tuple(each) for each in drawn.values()}) > 1
    assert [f.entry.id for f in sample(found, 9, seed="a")] == [
        "d-1",
        "d-2",
        "d-3",
        "d-4",
    ]


def test_an_export_holds_each_line_as_it_stands_and_what_the_mask_shows() -> None:
    log = a_log_of_four()
    first, *rest = [json.loads(line) for line in export(log, mask=MASKS["researcher"])]
    records = [each for each in rest if "record" in each]

    assert first["head"] == str(log.head)
    assert [Entry(_bytes(each["record"])).digest for each in records] == [
        entry.digest for entry in log.entries()
    ]
    assert "at the door" not in json.dumps(rest)
    assert len([each for each in rest if "document" in each]) == 2
    assert all("/reason" in each["withheld"] for each in records if "o-1" in str(each))


def test_an_export_may_begin_later() -> None:
    lines = list(export(a_log_of_four(), start=5))

    assert json.loads(lines[1])["record"]["log"]["sequence"] == 5


def _bytes(record: Any) -> bytes:

    return canonical_bytes(record)
