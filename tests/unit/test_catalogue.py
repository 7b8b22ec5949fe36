"""Exactly one version of a ruleset is in force, or an error names the candidates."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import Any

import pytest

from neglect_rules.catalogue import Shipped, choose, shipped, shipped_ruleset
from neglect_rules.errors import SelectionError


def version(number: str, first: str, until: str | None = None) -> Shipped:
    return Shipped(
        id="a.b",
        version=number,
        title="T",
        area="a",
        status="draft",
        first=dt.date.fromisoformat(first),
        until=None if until is None else dt.date.fromisoformat(until),
        path="",
        file=files("neglect_rules"),
    )


OLD = version("1.0.0", "2024-01-01", "2025-01-01")
NEW = version("2.0.0", "2025-01-01")
TWIN = version("2.1.0", "2025-06-01")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2024-12-31", OLD, id="the-last-day-of-the-old"),
        pytest.param("2025-01-01", NEW, id="the-first-day-of-the-new"),
    ],
)
def test_the_version_in_force_on_the_day_is_chosen(day: str, expected: Shipped) -> None:
    assert choose([OLD, NEW], "a.b", day=dt.date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("entries", "question", "hint"),
    [
        pytest.param(
            [OLD, NEW],
            {"day": dt.date(2023, 1, 1)},
            "there is 1.0.0 from 2024-01-01 before 2025-01-01; 2.0.0 from 2025-01-01",
            id="none-in-force",
        ),
        pytest.param(
            [NEW, TWIN],
            {"day": dt.date(2026, 1, 1)},
            "2.0.0 from 2025-01-01; 2.1.0 from 2025-06-01",
            id="two-in-force",
        ),
        pytest.param(
            [OLD, NEW],
            {},
            "1.0.0 from 2024-01-01 before 2025-01-01; 2.0.0 from 2025-01-01",
            id="no-day-and-no-version",
        ),
        pytest.param(
            [OLD],
            {"version": "3.0.0"},
            "there is 1.0.0 from 2024-01-01 before 2025-01-01",
            id="no-such-version",
        ),
    ],
)
def test_none_or_two_is_an_error_that_names_the_candidates(
    entries: list[Shipped], question: dict[str, Any], hint: str
) -> None:
    with pytest.raises(SelectionError) as caught:
        choose(entries, "a.b", **question)

    assert [(d.code, d.hint) for d in caught.value.diagnostics] == [("NR705", hint)]


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(SelectionError) as near:
        shipped_ruleset("example.neglect-scren", version="1.2.0")
    with pytest.raises(SelectionError) as far:
        choose([OLD], "zzz")

    assert near.value.diagnostics[0].hint == "did you mean `example.neglect-screen`?"
    assert far.value.diagnostics[0].hint == "there is `a.b`"


def test_a_version_can_be_asked_for_that_is_no_longer_in_force() -> None:
    assert shipped_ruleset("example.neglect-screen", version="1.1.0").version == "1.1.0"


def test_every_shipped_ruleset_stands_in_a_folder_of_its_id_and_version() -> None:
    for entry in shipped():
        area, _, name = entry.id.partition(".")

        assert entry.path == f"{area}/{name}/{entry.version}/ruleset.json"
        assert area == entry.area


def test_windows_of_one_ruleset_do_not_overlap() -> None:
    for one in shipped():
        for day in (one.first, one.first - dt.timedelta(1)):
            held = [e for e in shipped() if e.id == one.id and e.is_in_force(day)]

            assert len(held) <= 1
