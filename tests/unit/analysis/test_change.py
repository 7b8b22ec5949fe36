"""What a change of a ruleset does: as a whole, edit by edit, to its version."""

from __future__ import annotations

from typing import Any, Final

import pytest

from neglect_rules.analysis import Change, change
from neglect_rules.loading import against_schema
from tests.builders import a_program, a_threshold

HIGHER: Final = {"/thresholds/0/when/at_least": 2}
LOWER: Final = {"/thresholds/0/when/at_least": 4}
SOME: Final = {"indicator": "C", "at_least": "established"}
TOP: Final = ["low", "middle", "high", "top"]


def changed(after: dict[str, Any], version: str = "2.0.0", **more: int) -> Change:
    """Return what a change of a small ruleset does."""
    return change(a_program(), a_program({"/version": version, **after}), **more)


def effects(found: Change) -> dict[str, str]:
    """Return what each edit does alone, but for that of the version."""
    return {
        f"{each.edit.what} {each.edit.id}": each.effect
        for each in found.edits
        if each.edit.key != "version"
    }


@pytest.mark.parametrize(
    ("after", "effect"),
    [
        pytest.param(HIGHER, "raises", id="fewer points are enough"),
        pytest.param(LOWER, "lowers", id="more points are needed"),
        pytest.param({"/domains/health/weight": 0}, "lowers", id="no weight"),
        pytest.param(
            {"/outcomes/level/grades": TOP, "/thresholds/0/reach/level": "top"},
            "other",
            id="a level that only the new one has",
        ),
    ],
)
def test_a_change_moves_cases_in_the_direction_that_it_has(
    after: dict[str, Any], effect: str
) -> None:
    directions = {
        "raises": {"up"},
        "lowers": {"down"},
        "other": {"other"},
    }
    found = changed(after)

    assert {way for o in found.moves.outcomes for way in o.movers} == directions[effect]


def test_a_single_edit_does_what_the_whole_does() -> None:
    assert effects(changed(HIGHER)) == {"threshold T1": "raises"}


def test_edits_that_undo_each_other_in_part_are_told_apart() -> None:
    found = changed(
        {**HIGHER, "/domains/health/weight": 0, "/domains/health/label": "?"}
    )

    assert [each.effect for each in found.edits] == [
        "words",
        "words",
        "lowers",
        "raises",
    ]


def test_an_edit_alone_may_move_some_up_and_some_down() -> None:
    found = changed({"/thresholds/0/when": SOME, "/domains/health/weight": 2})

    assert effects(found) == {"domain health": "raises", "threshold T1": "both"}


def test_an_edit_alone_may_bring_a_level_that_is_new() -> None:
    lowest = {"/outcomes/level/grades": ["none", "middle", "high"]}
    found = changed({**lowest, **HIGHER})

    assert effects(found) == {"outcome level": "other", "threshold T1": "raises"}


def test_an_edit_that_needs_another_cannot_be_made_alone() -> None:
    found = changed(
        {"/outcomes/level/grades": TOP, "/guards/0/at_least/level": "top", **HIGHER}
    )

    assert effects(found) == {
        "outcome level": "nothing",
        "threshold T1": "raises",
        "guard G1": "not_alone",
    }


def test_what_cannot_move_a_form_is_not_looked_at() -> None:
    found = changed(
        {
            "/effective/before": "2030-01-01",
            "/tasks": [{"id": "K1", "task": "Ask.", "when": SOME}],
            "/measures": {"sum": {"total": "all"}},
        },
        "1.1.0",
    )

    assert set(effects(found).values()) == {"nothing"}


def test_a_look_that_is_too_dear_is_left_out() -> None:
    several = {**HIGHER, "/domains/health/weight": 2}
    enough = changed(several).moves.steps
    found = changed(several, budget=enough)

    assert found.moves.known == "proved"
    assert set(effects(found).values()) == {"not_analysed"}


def test_no_more_than_twelve_edits_are_looked_at_alone() -> None:
    first = a_program().ruleset.document["thresholds"]
    more = [a_threshold(SOME, id=f"N{number}") for number in range(14)]
    found = changed({"/thresholds": [*first, *more]})

    assert [*effects(found).values()] == ["raises"] * 12 + ["not_analysed"] * 2


@pytest.mark.parametrize(
    ("after", "needed", "least"),
    [
        pytest.param({}, "none", "1.0.0", id="nothing changed"),
        pytest.param({"/title": "Tiny"}, "patch", "1.0.1", id="words"),
        pytest.param({"/effective/before": "2030-01-01"}, "patch", "1.0.1", id="dates"),
        pytest.param(
            {"/indicators/D": {"scale": "care", "label": "D"}},
            "minor",
            "1.1.0",
            id="a question that moves nobody",
        ),
        pytest.param(HIGHER, "major", "2.0.0", id="a case moves"),
        pytest.param({"/indicators/S": ...}, "major", "2.0.0", id="a question is gone"),
        pytest.param(
            {"/indicators/X/permits": ["no"]}, "major", "2.0.0", id="an answer is gone"
        ),
    ],
)
def test_the_version_follows_from_what_changed(
    after: dict[str, Any], needed: str, least: str
) -> None:
    found = change(a_program(), a_program(after)).numbering

    assert (found.needed, found.least) == (needed, least)


@pytest.mark.parametrize(
    ("version", "said", "enough"),
    [
        pytest.param("1.0.0", "none", False, id="the same"),
        pytest.param("1.0.1", "patch", False, id="the third"),
        pytest.param("1.1.0", "minor", False, id="the second"),
        pytest.param("2.0.0", "major", True, id="the first"),
        pytest.param("0.9.0", "none", False, id="backwards"),
    ],
)
def test_a_version_says_enough_or_it_does_not(
    version: str, said: str, enough: bool
) -> None:
    found = changed(HIGHER, version).numbering

    assert (found.said, found.enough) == (said, enough)


def test_the_numbers_of_two_rulesets_say_nothing_about_each_other() -> None:
    found = changed({**HIGHER, "/id": "test.other"}, "1.0.0").numbering

    assert (found.apart, found.enough) == (True, True)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({}, id="version only"),
        pytest.param(HIGHER, id="up"),
        pytest.param({"/domains/safety/weight": 2, "/indicators/S": ...}, id="more"),
    ],
)
def test_a_change_as_json_is_in_the_form_that_its_schema_promises(
    after: dict[str, Any],
) -> None:
    assert against_schema(changed(after).to_dict(), "change", shows=True) == ()


def test_counts_are_text_that_adds_up() -> None:
    found = changed(HIGHER).to_dict()["moves"]
    rows = found["outcomes"][0]["table"]

    assert sum(int(row["forms"]) for row in rows) == int(found["forms"])
