"""Counts of a review point to no child."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neglect_rules.audit import FEWEST, Found, part, reviewed, told
from neglect_rules.audit.logs import Entry, StoredLog
from neglect_rules.canonical import canonical_bytes
from tests.unit.audit.memory import MemoryStore

_COUNTS = st.lists(st.integers(1, 12), max_size=6)


@given(_COUNTS)
def test_no_small_count_is_told(counts: list[int]) -> None:
    found = told(counts)

    assert all(each is None or each >= FEWEST for each in found)


@given(_COUNTS)
def test_what_is_told_is_true(counts: list[int]) -> None:
    pairs = zip(counts, told(counts), strict=True)

    assert all(shown in {None, count} for count, shown in pairs)


@given(_COUNTS.filter(lambda counts: len(counts) > 1))
def test_what_is_not_told_cannot_be_worked_out_from_the_sum(counts: list[int]) -> None:
    hidden = [
        count
        for count, shown in zip(counts, told(counts), strict=True)
        if shown is None
    ]

    assert len(hidden) != 1
    assert len(hidden) == len(counts) or not hidden or sum(hidden) > len(hidden)


@given(st.integers(0, 30), st.integers(0, 30))
def test_of_a_part_neither_it_nor_the_rest_is_told_if_small(
    one: int, rest: int
) -> None:
    small = {*range(1, FEWEST)}

    assert part(one, one + rest) == (None if {one, rest} & small else one)


def test_large_counts_are_all_told() -> None:
    assert told([5, 6, 7]) == [5, 6, 7]
    assert told([]) == []


def _found(day: str) -> Found:
    named = {"fingerprint": "sha256:1", "adoption": {"digest": "sha256:2"}}
    core = {"day": day, "ruleset": named, "outcomes": {}, "met": []}
    line = canonical_bytes({"kind": "decision", "core": core, "log": {}})
    return Found(entry=Entry(line))


@pytest.mark.parametrize(
    ("adoption", "overdue"),
    [({"next_review": "2026-05-12"}, 6), ({"next_review": "2027-01-01"}, 0), ({}, 0)],
)
def test_a_decision_after_the_day_of_review_is_overdue(
    adoption: dict[str, str], overdue: int
) -> None:
    store = MemoryStore()
    store.put("documents", "2", canonical_bytes(adoption))
    log = StoredLog(store, clock=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    days = ["2026-05-12"] * 5 + ["2026-05-13"] * 6
    (each,) = reviewed(log, map(_found, days))

    assert (each.of, each.overdue) == (11, overdue)


def test_of_few_decisions_of_a_ruleset_nothing_is_told() -> None:
    log = StoredLog(MemoryStore(), clock=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    (each,) = reviewed(log, [_found("2026-05-12")])

    assert (each.of, each.overdue, each.ladders, each.rules) == (None, None, (), ())
