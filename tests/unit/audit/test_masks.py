"""Masks: what each reader may see, and that a slip never shows more."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.audit import MASKS, Mask, mask_of, redacted, replay_record
from neglect_rules.audit.records import load_evidence
from neglect_rules.errors import AuditError
from tests.unit.audit.kept import some_evidence

PLACES = [each.name for each in some_evidence().disclosures]


@pytest.mark.parametrize(
    ("mask", "place", "shows"),
    [
        ("practitioner", "/case/answers/A/note", True),
        ("team_manager", "/case/answers/A/note", False),
        ("team_manager", "/case/note", False),
        ("team_manager", "/case/answers/A/by", True),
        ("team_manager", "/reason", True),
        ("auditor", "/case/subject/ref", False),
        ("auditor", "/trace/subject", False),
        ("auditor", "/case/answers/A/date", True),
        ("researcher", "/case/answers/A/grade", True),
        ("researcher", "/case/answers/A", True),
        ("researcher", "/case/answers/B/0/grade", True),
        ("researcher", "/case/answers/A/date", False),
        ("researcher", "/case/answers/A/by", False),
        ("researcher", "/case/answers/A/note", False),
        ("researcher", "/case/subject/born", False),
        ("researcher", "/trace/leaves/0", False),
        ("researcher", "/trace/outcomes/level", True),
        ("researcher", "/reason", False),
        ("researcher", "/something/new", False),
    ],
)
def test_each_mask_shows_what_its_reader_may_see(
    mask: str, place: str, shows: bool
) -> None:
    assert MASKS[mask].shows(place) is shows


@pytest.mark.parametrize("name", MASKS)
def test_what_a_mask_leaves_still_verifies_and_replays(name: str) -> None:
    evidence = some_evidence()
    copy = redacted(evidence, MASKS[name])
    read = load_evidence(copy.to_json())
    found = replay_record(read.record, read.disclosures, read.documents.get)

    others = {"practitioner": "exact", "researcher": "inconclusive"}
    assert found.verdict == others.get(name, "consistent")
    assert read.record == evidence.record
    assert len(read.disclosures) + len(read.withheld) == len(PLACES)


def test_an_auditor_without_the_notes_can_decide_again_exactly_but_for_the_mark() -> (
    None
):
    copy = redacted(some_evidence(), MASKS["auditor"])
    found = replay_record(copy.record, copy.disclosures, copy.documents.get)

    assert found.hidden == ()


def test_places_to_keep_hide_all_else() -> None:
    mask = mask_of(keep=["/case/answers/A/**"], among=PLACES)

    shown = [place for place in PLACES if mask.shows(place)]
    assert shown
    assert all(place.startswith("/case/answers/A/") for place in shown)


def test_places_to_drop_leave_all_else() -> None:
    mask = mask_of(drop=["/case/answers/A/note"], among=PLACES)

    assert [p for p in PLACES if not mask.shows(p)] == ["/case/answers/A/note"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"keep": ["/a"], "drop": ["/b"]},
        {"keep": ["case/answers"]},
        {"drop": ["/case/answer/A"]},
        {"drop": ["/case/answers/A/note", "/case/answers/Z"]},
        {"drop": ["/case//A"]},
        {"drop": ["/case/**/note"]},
        {"drop": ["/"]},
    ],
)
def test_a_slip_is_refused_and_shows_nothing(asked: Any) -> None:
    with pytest.raises(AuditError) as refused:
        mask_of(among=PLACES, **asked)

    assert {d.code for d in refused.value.diagnostics} == {"NR731"}


def test_a_mask_of_nothing_shows_nothing() -> None:
    assert not Mask(name="none", keep=()).shows("/case/note")
