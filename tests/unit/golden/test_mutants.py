"""Which small changes the agreed cases notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.golden import Fate, Mutation, agreed_parts, mutations, survey
from neglect_rules.golden._mutants import _differs
from neglect_rules.golden._mutation import mutated
from neglect_rules.golden._screen import changed, may_differ, watch
from neglect_rules.linking import link
from neglect_rules.program import Program
from tests.builders import a_program
from tests.unit.facts.histories import linked
from tests.unit.golden.agreed import ran
from tests.unit.golden.test_over_time import CASE, CHANGES, DATED, REVIEW


def not_settled(_: Program, __: Program) -> bool | None:
    """Prove nothing."""
    return None


def always(_: Program, __: Program) -> bool | None:
    """Say that everything is the same."""
    return True


def fates(
    program: Program, at: str, equivalent: Any = not_settled, **more: Any
) -> dict[str, Fate]:
    """Return what becomes of every change at one place, by what stands there then."""
    mine = [each for each in mutations(program.ruleset) if each.at.startswith(at)]
    found = survey(program, agreed_parts([ran(program, **more)]), equivalent, mine)
    return {each.now: fate for each, fate in found.fates}


AT_EDGE: dict[str, Any] = {"subject": {"age_months": 60}, "answers": {"A": "established", "B": "met", "C": "met"}}  # fmt: skip
EDGE = "/thresholds/0/when/at_least"
LEVEL = {"outcomes": {"level": {"recommended": "middle"}}}


def test_a_case_at_an_edge_notices_when_the_edge_moves_up_and_not_when_down() -> None:
    assert fates(a_program(), EDGE, case=AT_EDGE, expect=LEVEL) == {
        "2 or more": Fate.MISSED,
        "4 or more": Fate.CAUGHT,
        "more than 3": Fate.CAUGHT,
    }


def test_a_twin_just_below_the_edge_notices_the_rest() -> None:
    answers = {"A": "emerging", "C": "emerging"}
    twins = [{"answers": answers, "expect": {"not_met": ["T1"]}}]
    found = fates(a_program(), EDGE, case=AT_EDGE, expect=LEVEL, twins=twins)

    assert found["2 or more"] is Fate.CAUGHT


def test_a_change_that_is_proved_to_be_none_is_not_missed() -> None:
    found = fates(a_program(), EDGE, always, case=AT_EDGE, expect=LEVEL)

    assert found["2 or more"] is Fate.SAME


def test_a_change_with_the_same_fingerprint_is_none_without_a_proof() -> None:
    count = {"count": {"from": "all", "graded": {"at_least": "severe"}}}
    when = {"measure": count, "at_least": 1}
    program = a_program({"/thresholds/0/when": when})
    nothing = Mutation(at="/title", was="Small", now="Smaller", edits=())

    found = survey(program, (), not_settled, [nothing])

    assert found.fates == ((nothing, Fate.SAME),)


def test_a_change_that_would_be_refused_does_not_count() -> None:
    found = fates(a_program(), "/scales/care", case=AT_EDGE, expect=LEVEL)

    assert found['"met" 1 and "emerging" 0 points'] is Fate.REFUSED


def test_a_case_that_no_longer_fits_notices_a_change() -> None:
    program = a_program({"/indicators/A/ages": {"from": 60}})
    found = fates(program, "/indicators/A/ages", case=AT_EDGE, expect=LEVEL)

    assert found == {
        "from 59 months of age": Fate.MISSED,
        "from 61 months of age": Fate.CAUGHT,
    }


def test_answers_that_suffice_notice_what_the_levels_do_not() -> None:
    expect = {"outcomes": {"level": {"floor": "middle"}}}
    case = {
        "subject": {"age_months": 60},
        "answers": {"A": "established", "B": "established", "C": "met"},
    }
    weight = "/indicators/B/weight"
    alone = fates(a_program(), weight, case=case, expect=expect)
    both = fates(a_program(), weight, case=case, expect={**expect, "sufficient": ["A"]})

    assert alone == {"weight 0": Fate.MISSED, "weight 2": Fate.MISSED}
    assert both == {"weight 0": Fate.MISSED, "weight 2": Fate.MISSED}

    spared = {**expect, "sufficient": ["B"]}
    assert (
        fates(a_program(), weight, case=case, expect=spared)["weight 0"] is Fate.CAUGHT
    )


def test_what_does_not_agree_or_says_nothing_notices_nothing() -> None:
    wrong = {"outcomes": {"level": {"recommended": "low"}}}
    done = [ran(a_program(), expect=wrong), ran(a_program(), expect={})]

    assert agreed_parts(done) == ()


def test_a_survey_tries_everything_and_counts_what_became_of_it() -> None:
    program = a_program()
    found = survey(program, agreed_parts([ran(program)]), not_settled)

    assert [each for each, _ in found.fates] == list(mutations(program.ruleset))
    assert sum(found.count(fate) for fate in Fate) == len(found.fates)
    assert len(found.missed) == found.count(Fate.MISSED) > 0


CARE: Mapping[str, Any] = {
    "/indicators/B/zero_fill": True,
    "/indicators/A/stale_after": {"months": 3},
    "/indicators/C/ages": {"from": 24},
    "/open_answers/enough": {"core": Decimal("0.5"), "each_domain": Decimal("0.5")},
    "/tasks": [
        {
            "id": "K1",
            "task": "See.",
            "when": {"indicator": "A", "at_least": "emerging"},
        },
        {"id": "K2", "task": "Go.", "for_each": {"from": "all", "graded": "critical"}},
    ],
    "/reviews": [REVIEW, {"id": "V2", "within": {"months": 1}, "because": "Always."}],
    "/promises": [
        {
            "id": "P1",
            "whenever": {"indicator": "A", "at_least": "severe"},
            "then": {"level": {"at_least": "low"}},
        }
    ],
    "/report": [{"id": "sum", "label": "Sum", "measure": {"total": "all"}}],
}
"""A small ruleset with all that a worked case can compare."""

TWINS: Sequence[Mapping[str, Any]] = [
    {"answers": {"A": "emerging", "B": None}, "expect": {"outcomes": {"level": {"status": "at_least"}}}},
    {"answers": {"A": None}, "expect": {"open": ["T1"], "review_by": "2026-05-08"}},
    {"answers": {"B": "severe"}, "expect": {"outcomes": {"level": {"last_seen": "middle"}}}},
    {"answers": {"B": "severe"}, "expect": {"warnings": {"improved_near_review": []}}},
    {"answers": {"C": "severe"}, "expect": {"report": {"sum": "7"}, "tasks": ["K1"]}},
    {"answers": {"C": "severe"}, "expect": {"outcomes": {"level": {"floor": "middle"}}, "sufficient": ["A"]}},
]  # fmt: skip

STORIES: Mapping[str, Mapping[str, Any]] = {
    "plain": {"case": AT_EDGE, "expect": {"met": ["T1"]}, "twins": TWINS},
    "of-no-known-age": {
        "case": {**AT_EDGE, "subject": {"age_months": {"from": 24, "to": 30}}},
        "expect": {"outcomes": {"level": {"floor": "middle"}}, "not_met": ["G1"]},
    },
    "with-a-history": {"case": CASE, "expect": {"met": ["T9"]}},
    "with-an-easing-open": {
        "case": {**CASE, "answers": {"B": "met"}},
        "expect": {"open": ["E1"]},
    },
}


@pytest.mark.parametrize("name", STORIES)
def test_what_is_told_without_deciding_is_what_deciding_tells(name: str) -> None:
    past = "ea" in name or "history" in name
    program = linked({**CARE, **CHANGES, "/guards": []}) if past else a_program(CARE)
    done = ran(program, **STORIES[name])
    watched = [watch(program, *each) for each in agreed_parts([done])]
    found = {True: 0, False: 0}
    # Every third change keeps the test short; another third is as good.
    for each in mutations(program.ruleset)[::3]:
        try:
            other = link(mutated(program.ruleset, each))
        except RulesetError:
            continue
        new = changed(program, other)
        for one in watched:
            may = may_differ(one, new)
            found[may] += 1

            assert may or not _differs(other, one), each.at

    assert done.differences == ()
    assert found[True] > 0
    assert found[False] > 0 or name == "with-an-easing-open"


def test_what_only_the_latest_answers_show_is_noticed() -> None:
    later = {"grade": "emerging", "date": "2026-03-01"}
    answers = {**CASE["answers"], "A": [DATED[0], later]}
    story = {
        "case": {**CASE, "answers": answers},
        "expect": {"outcomes": {"level": {"last_seen": "low"}}},
    }
    program = linked({**CHANGES, "/guards": [], "/easings": []})

    found = fates(program, "/thresholds/0/when/at_least", **story)

    assert found['from "emerging"'] is Fate.CAUGHT


def test_another_way_with_open_answers_is_always_looked_at() -> None:
    program, other = a_program(), a_program({"/open_answers/recommend": "ceiling"})
    (agreed,) = agreed_parts([ran(program)])

    assert may_differ(watch(program, *agreed), changed(program, other))
    assert not may_differ(watch(program, *agreed), changed(program, program))


@pytest.mark.parametrize(
    ("place", "now"),
    [
        ("/reviews/0/within/days", "6 days"),
        ("/reviews/1/within/months", "2 months"),
        ("/open_answers/enough/core", "a share of 1 of the core questions"),
    ],
)
def test_what_stands_beside_the_steps_is_looked_at_as_well(
    place: str, now: str
) -> None:
    story = {
        "case": AT_EDGE | {"answers": {"B": "severe", "C": "met"}},
        "expect": {
            "outcomes": {"level": {"status": "at_least"}},
            "review_by": "2026-05-08",
        },
    }
    found = fates(a_program({**CARE, "/indicators/B/zero_fill": False}), place, **story)

    assert now in found
    assert found[now] is (Fate.MISSED if "months" in now else Fate.CAUGHT)
