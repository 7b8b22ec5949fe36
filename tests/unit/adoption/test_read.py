"""A ruleset's file, read with the record that stands beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import neglect_rules as nr
from neglect_rules.adoption import AdoptionError, read_ruleset
from tests.builders import NOON, a_ruleset
from tests.unit.adoption.records import (
    a_consulted,
    a_record_of,
    an_adoption,
    put_down,
)

CONSULTED = a_ruleset({"/status": "consulted"})


def _codes(path: Path, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(AdoptionError) as refused:
        read_ruleset(path, **more)
    return [(d.code, Path(d.file).name) for d in refused.value.diagnostics if d.file]


def test_a_record_beside_a_ruleset_counts(tmp_path: Path) -> None:
    file = put_down(tmp_path, CONSULTED, a_record_of(a_consulted()))

    assert nr.link(nr.read_ruleset(file)).status_on(NOON.date()) == "adopted"
    assert read_ruleset(file, require="adopted").adoption is not None


def test_a_ruleset_without_a_record_is_read_as_it_was(tmp_path: Path) -> None:
    found = read_ruleset(put_down(tmp_path, CONSULTED))

    assert (found.adoption, found.status_on()) == (None, "consulted")


def test_a_record_that_is_kept_elsewhere_can_be_handed_over(tmp_path: Path) -> None:
    file = put_down(tmp_path, CONSULTED, {"beside": "not read"})
    found = read_ruleset(file, adoption=an_adoption(a_consulted()), require="adopted")

    assert found.status_on() == "adopted"


def test_a_changed_ruleset_does_not_run_on_an_old_signature(tmp_path: Path) -> None:
    file = put_down(
        tmp_path, {**CONSULTED, "title": "Other"}, a_record_of(a_consulted())
    )

    assert _codes(file) == [("NR163", "adoption.json")]
    assert _codes(file, require="adopted") == [("NR163", "adoption.json")]


def test_a_draft_beside_a_ruleset_is_refused(tmp_path: Path) -> None:
    file = put_down(tmp_path, CONSULTED, {"format": 1})

    assert {code for code, _ in _codes(file)} == {"NR101"}


@pytest.mark.parametrize(
    ("status", "says"),
    [
        pytest.param("consulted", "no adoption.json", id="it does not say so"),
        pytest.param("adopted", "it says that it is adopted, but no", id="it does"),
    ],
)
def test_what_nobody_adopted_is_refused_where_that_is_required(
    tmp_path: Path, status: str, says: str
) -> None:
    file = put_down(tmp_path, a_ruleset({"/status": status}))
    with pytest.raises(AdoptionError, match=says) as refused:
        read_ruleset(file, require="adopted")
    (found,) = refused.value.diagnostics

    assert (found.code, str(found.at), found.hint is not None) == (
        "NR160",
        "/status",
        True,
    )
    assert found.span is not None


def test_what_is_over_is_read_without_its_record_and_refused_with_it(
    tmp_path: Path,
) -> None:
    record = a_record_of(a_consulted())
    file = put_down(tmp_path, {**CONSULTED, "status": "superseded"}, record)

    assert read_ruleset(file).status_on() == "superseded"
    assert _codes(file, require="adopted") == [("NR167", "ruleset.json")]


def test_a_day_before_the_adoption_is_refused_where_it_is_named(tmp_path: Path) -> None:
    file = put_down(tmp_path, CONSULTED, a_record_of(a_consulted()))
    early = dt.datetime(2026, 4, 19, tzinfo=dt.UTC)
    late = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)

    assert _codes(file, require="adopted", at=early) == [("NR164", "adoption.json")]
    assert read_ruleset(file, at=early).adoption is not None
    assert read_ruleset(file, require="adopted", at=late).adoption is not None
