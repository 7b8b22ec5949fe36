"""Laws 5 and 6 and exactness, decided from the structure when a ruleset is linked."""

from __future__ import annotations

from typing import Any

import pytest

from neglect_rules.diagnostics import Severity
from neglect_rules.errors import RulesetError
from neglect_rules.linking import link, linked
from neglect_rules.loading import load_ruleset
from tests.builders import a_program, a_ruleset, a_threshold, asking

SEVERE = {"indicator": "A", "at_least": "severe"}
MILD = {"indicator": "A", "at_most": "emerging"}
STRONG = {"indicator": "S", "at_least": "reliable"}
EXCEPTION = {"law": 5, "because": "It is meant."}
WHEN = "/thresholds/0/when"
RATED = {"label": "R", "scale": "care"}


def refused(when: Any, changes: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    with pytest.raises(RulesetError) as caught:
        asking(when, changes)

    return [(each.code, str(each.at)) for each in caught.value.diagnostics]


FALLING = [
    ("at-most-on-a-concern", MILD, WHEN),
    ("not", {"not": SEVERE}, WHEN),
    ("none", {"none": {"from": "all", "graded": {"at_least": "severe"}}}, WHEN),
    ("hole", {"indicator": "A", "in": ["met", "severe"]}, WHEN),
    ("strength-that-helps-up", STRONG, WHEN),
    ("inside-all", {"all": [SEVERE, MILD]}, f"{WHEN}/all/1"),
    (
        "negative-times",
        {"measure": {"times": -1, "of": {"points": "A"}}, "at_least": -1},
        WHEN,
    ),
    ("below", {"measure": {"total": "all"}, "below": 3}, WHEN),
    ("outcome-read-downwards", {"outcome": "first", "at_most": "no"}, WHEN),
]
FIRST = {
    "/outcomes/first": {"grades": ["no", "yes"]},
    "/guards": [
        {"id": "G", "when": SEVERE, "at_least": {"first": "yes"}, "because": "…"}
    ],
}


@pytest.mark.parametrize(
    ("when", "place"), [pytest.param(w, p, id=i) for i, w, p in FALLING]
)
def test_a_rule_that_a_worse_answer_could_undo_is_refused(
    when: dict[str, Any], place: str
) -> None:
    assert refused(when, FIRST) == [("NR210", place)]


@pytest.mark.parametrize(
    "when",
    [
        pytest.param({"not": MILD}, id="two-turns-are-none"),
        pytest.param({"not": STRONG}, id="want-of-a-strength"),
        pytest.param({"indicator": "S", "at_most": "weak"}, id="weak-strength"),
        pytest.param({"indicator": "X", "in": ["yes"]}, id="context"),
        pytest.param({"not": {"indicator": "X", "in": ["yes"]}}, id="not-context"),
        pytest.param(
            {"measure": {"age": "months"}, "below": 24}, id="age-is-no-answer"
        ),
        pytest.param(
            {"not": {"record": {"indicator": "A", "state": ["refused"]}}},
            id="record-facts-are-no-answers",
        ),
        pytest.param(
            {"measure": {"number": "N"}, "at_most": 3}, id="numbers-have-no-worse"
        ),
    ],
)
def test_what_no_worse_answer_can_undo_is_linked(when: dict[str, Any]) -> None:
    assert asking(when).outcomes[0].id == "level"


def test_a_declared_exception_lets_it_pass_and_is_kept_with_its_outcomes() -> None:
    program = asking({**MILD, "exception": EXCEPTION})

    assert [(e.law, e.at, e.outcomes) for e in program.exempt] == [
        (5, f"{WHEN}/exception", ("level",))
    ]


def test_an_exception_where_nothing_falls_is_warned_of() -> None:
    document = a_ruleset(
        {"/thresholds": [a_threshold({**SEVERE, "exception": EXCEPTION})]}
    )

    _, warnings = linked(load_ruleset(document))

    assert [(w.code, w.severity) for w in warnings] == [("NR111", Severity.WARNING)]


def test_falling_points_are_refused_where_a_rule_reads_them() -> None:
    changes = {"/scales/care/grades/3/points": 0}

    when = {"measure": {"total": "all"}, "above": 1}

    assert refused(when, changes) == [("NR210", "/indicators/A")]


def test_an_exception_on_the_scale_lets_falling_points_pass() -> None:
    changes = {"/scales/care/grades/3/points": 0, "/scales/care/exception": EXCEPTION}

    program = asking({"measure": {"total": "all"}, "above": 1}, changes)

    assert [e.at for e in program.exempt] == ["/scales/care/exception"]


def test_an_item_skipped_when_things_get_worse_is_refused() -> None:
    found = refused(
        {"measure": {"points": "B"}, "at_least": 1}, {"/indicators/B/ask_if": MILD}
    )

    assert found == [("NR210", "/indicators/B/ask_if")]


def test_an_item_asked_when_things_get_worse_is_linked() -> None:
    asked_later = {"/indicators/B/ask_if": SEVERE}

    assert asking({"measure": {"points": "B"}, "at_least": 1}, asked_later).steps


@pytest.mark.parametrize(
    ("above", "links"), [("emerging", True), ("established", False)]
)
def test_the_most_common_is_linked_only_where_it_cannot_fall(
    above: str, links: bool
) -> None:
    rule = {"most_common": ["A", "B", "C"], "tie": "worse", "unless_above": above}
    changes = {"/ratings": {"R": {**RATED, "rule": rule}}}
    when = {"rating": "R", "at_least": "established"}

    if links:
        assert asking(when, changes).steps
    else:
        assert refused(when, changes) == [("NR210", "/ratings/R")]


def test_an_outcome_that_starts_lower_where_the_earlier_is_higher_is_refused() -> None:
    start = {"outcome": "level", "map": {"low": "yes", "middle": "no", "high": "no"}}
    changes = {"/outcomes/next": {"grades": ["no", "yes"], "from": start}}

    assert refused(SEVERE, changes) == [("NR210", "/outcomes/next")]


def test_a_guard_that_reads_a_strength_is_refused() -> None:
    guard = {"id": "G1", "when": {"any": [SEVERE, {"not": STRONG}]}}
    guard |= {"at_least": {"level": "high"}, "because": "…"}

    assert refused(SEVERE, {"/guards": [guard]}) == [("NR211", "/guards/0/when")]


def test_a_guard_may_read_a_strength_where_its_author_says_so() -> None:
    guard = {"id": "G1", "when": {"not": STRONG}, "at_least": {"level": "high"}}
    guard |= {"because": "…", "exception": {"law": 6, "because": "It is meant."}}

    program = a_program({"/guards": [guard]})

    assert [(e.law, e.outcomes) for e in program.exempt] == [(6, ("level",))]


def test_a_needless_exception_on_a_guard_is_warned_of() -> None:
    for law in (5, 6):
        guard = {"id": "G1", "when": SEVERE, "at_least": {"level": "high"}}
        guard |= {"because": "…", "exception": {"law": law, "because": "…"}}
        _, warnings = linked(load_ruleset(a_ruleset({"/guards": [guard]})))

        assert [str(w.at) for w in warnings] == ["/guards/0/exception"]


def outcome(when: dict[str, Any], changes: dict[str, Any] | None = None) -> Any:
    return asking(when, changes).outcomes[0]


def test_bounds_are_exact_by_structure_where_every_step_has_one_direction() -> None:
    link = outcome({"any": [SEVERE, {"measure": {"total": "all"}, "above": 3}]})

    assert (link.pure, link.free) == (True, ())


def test_a_context_answer_read_in_two_ways_must_be_known_for_exact_bounds() -> None:
    yes, no = {"indicator": "X", "in": ["yes"]}, {"indicator": "X", "in": ["no"]}

    both = outcome({"any": [yes, no]})

    assert (both.pure, len(both.free)) == (True, 1)
    assert outcome(yes).free == ()


def test_a_set_with_a_hole_makes_no_claim_of_exact_bounds() -> None:
    when = {"indicator": "A", "in": ["met", "severe"], "exception": EXCEPTION}

    assert outcome(when).pure is False


def test_a_context_answer_that_may_not_apply_makes_no_claim_of_exact_bounds() -> None:
    changes = {
        "/indicators/X/may_not_apply": True,
        "/scales/yes_no/grades/1/points": 1,
    }

    assert outcome({"measure": {"points": "X"}, "at_least": 1}, changes).pure is False


def test_a_linked_ruleset_is_the_same_however_its_keys_are_ordered() -> None:
    document = a_ruleset()
    turned = dict(reversed(document.items()))

    one, other = (link(load_ruleset(each)) for each in (document, turned))

    assert one.fingerprint == other.fingerprint
