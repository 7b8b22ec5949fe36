"""What is known is left out, until what it is about changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.analysis import (
    KnownFinding,
    baseline_text,
    digest_of,
    examine,
    known_from,
    load_baseline,
    out_of_date,
    without_known,
)
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.errors import RulesetError
from neglect_rules.loading import against_schema, load_ruleset
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer
from tests.unit.analysis.sound import a_sound_ruleset, looked_at

LONG = " ".join(["word"] * 26)
FOOD = a_sound_ruleset()["indicators"]["FOOD"]
RULE = a_sound_ruleset()["thresholds"][0]
OTHER = {**RULE, "id": "T0", "when": {"indicator": "ALONE", "at_least": "worrying"}}


def entry(**changes: Any) -> dict[str, Any]:
    return {"indicators": {"FOOD": {**FOOD, **changes}}}


def looked(changes: Mapping[str, Any]) -> tuple[Ruleset, tuple[Diagnostic, ...]]:
    examined = looked_at(changes)
    return examined.ruleset, examine(examined)


def known(changes: Mapping[str, Any]) -> tuple[KnownFinding, ...]:
    return known_from(*looked(changes))


def left(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return what is new when a baseline of one ruleset is held against another."""
    return [found.code for found in without_known(*looked(after), known(before))]


def test_what_was_there_before_is_left_out() -> None:
    assert left(entry(help=LONG), entry(help=LONG)) == []
    assert left({}, entry(help=LONG)) == ["NR330"]


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        pytest.param(
            entry(help=LONG), entry(help=LONG, core=False), ["NR330"], id="same-entry"
        ),
        pytest.param(
            entry(help=LONG),
            {**entry(help=LONG), "title": "Another"},
            [],
            id="another-entry",
        ),
        pytest.param(
            entry(help=LONG),
            {**entry(help=LONG), "version": "1.0.1"},
            [],
            id="the-next-version",
        ),
        pytest.param(
            entry(help=LONG), entry(ask_as=LONG), ["NR330"], id="another-text-in-it"
        ),
        pytest.param(
            {"thresholds": [{**RULE, "because": LONG}]},
            {"thresholds": [OTHER, {**RULE, "because": LONG}]},
            [],
            id="an-entry-of-a-list-moves",
        ),
        pytest.param(
            {"thresholds": [{**RULE, "because": LONG}]},
            {"thresholds": [{**RULE, "because": LONG, "id": "T0"}]},
            ["NR330"],
            id="an-entry-of-a-list-changes",
        ),
        pytest.param({"owner": None}, {"owner": None, "title": "B"}, [], id="missing"),
        pytest.param(
            {"status": "withdrawn"},
            {"status": "withdrawn", "effective": {"from": "2025-05-01"}},
            ["NR325"],
            id="dates-are-one-entry",
        ),
        pytest.param(
            {"status": "draft", "translations": {"cy": {"/title": "Neglect screen"}}},
            {
                "status": "draft",
                "translations": {"cy": {"/title": "Neglect screen", "/area": "Ardal"}},
            },
            [],
            id="each-translation-is-an-entry",
        ),
        pytest.param(
            entry(help=LONG),
            {"id": "test.other", **entry(help=LONG)},
            ["NR330"],
            id="another-ruleset",
        ),
    ],
)
def test_a_finding_is_known_by_the_entry_around_it(
    before: Mapping[str, Any], after: Mapping[str, Any], codes: list[str]
) -> None:
    assert left(before, after) == codes


def test_the_layout_of_a_file_changes_nothing() -> None:
    document = a_sound_ruleset(entry(help=LONG))
    plain = load_ruleset(json.dumps(document))
    spread = load_ruleset(json.dumps(document, indent=4, sort_keys=True))
    finding = Diagnostic("NR330", "long", Pointer(("indicators", "FOOD", "help")))

    assert digest_of(plain, finding) == digest_of(spread, finding)


def test_the_wording_of_a_message_changes_nothing() -> None:
    ruleset, (found,) = looked(entry(help=LONG))
    reworded = evolve(found, message="another", hint=None, line=None, span=None)

    assert digest_of(ruleset, reworded) == digest_of(ruleset, found)


def test_a_finding_at_something_that_is_not_there_is_known_by_what_is() -> None:
    ruleset = load_ruleset(a_sound_ruleset())
    one = Diagnostic("NR330", "long", Pointer(("nowhere", "at", "all")))
    other = Diagnostic("NR330", "long", Pointer(("nowhere", "else")))

    assert digest_of(ruleset, one) != digest_of(ruleset, other)


def test_an_error_is_never_left_out() -> None:
    ruleset, (found,) = looked(entry(help=LONG))
    error = evolve(found, severity=Severity.ERROR)

    assert known_from(ruleset, [error]) == ()
    assert without_known(ruleset, [error], known_from(ruleset, [found])) == (error,)


def test_what_matches_nothing_any_more_is_named() -> None:
    old = known(entry(help=LONG))

    assert out_of_date(old, known({}), {"test.sound"}) == old
    assert out_of_date(old, known(entry(help=LONG)), {"test.sound"}) == ()
    assert out_of_date(old, known({}), {"test.other"}) == (), "it was not looked at"


def test_a_baseline_is_read_as_it_was_written() -> None:
    both = (*known(entry(help=LONG)), *known({"owner": None}))
    text = baseline_text([*both, *both])

    assert load_baseline(text, name="known.json") == tuple(sorted(both))
    assert against_schema(json.loads(text), "baseline", shows=True) == ()
    assert load_baseline(baseline_text([]), name="known.json") == ()


def test_what_is_no_baseline_is_refused_with_its_place() -> None:
    with pytest.raises(RulesetError) as refused:
        load_baseline('{"format": 1}', name="known.json")

    (found,) = refused.value.diagnostics
    assert (found.code, found.file) == ("NR101", "known.json")
