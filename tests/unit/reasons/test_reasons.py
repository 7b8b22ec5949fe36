"""What people ask of a decision, on cases small enough to know the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.model import State
from neglect_rules.reasons import (
    Topic,
    how_close,
    reasons,
    still_possible,
    what_if,
    what_next,
    what_would_change,
    why,
    why_not,
)
from neglect_rules.reasons._runs import Runs
from tests.builders import NOON, a_case, a_program, a_threshold, asking

WELL = {"A": "met", "B": "met", "C": "met"}
_B = {"indicator": "B", "at_least": "emerging"}
_VISITS = {"/event_kinds": {"missed": {"label": "Missed", "ask": ["health"]}}}
_MISSED = {"measure": {"events": "missed"}, "at_least": 3}


def decided(
    answers: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    **more: Any,
) -> Decision:
    return evaluate(a_program(changes), a_case(answers, **more), at=NOON)


def ids(topics: Any) -> list[str]:
    return [topic.id for topic in topics]


def test_a_critical_sign_alone_is_reason_enough() -> None:
    found = why(decided({**WELL, "A": "severe", "B": "severe"}), "level")

    assert (found.floor, ids(found.answers)) == ("high", ["A"])
    assert (found.fewest, found.how) == (True, "exact")
    assert [(rule.id, ids(rule.answers)) for rule in found.met] == [
        ("T1", ["A"]),
        ("G1", ["A"]),
    ]


def test_points_from_several_answers_are_a_reason_together() -> None:
    answers = {"A": "emerging", "B": "emerging", "C": "emerging"}
    found = why(decided(answers), "level")

    assert (found.floor, ids(found.answers)) == ("middle", ["A", "B"])


def test_nothing_is_needed_for_the_lowest_level() -> None:
    found = why(decided(WELL), "level")

    assert (found.floor, found.answers, found.met) == ("low", (), ())


def test_a_smaller_set_is_found_where_sparing_one_by_one_ends_with_more() -> None:
    """C alone would do, and is spared first, as it weighs least."""
    either = {
        "any": [
            {"all": [{"indicator": i, "at_least": "emerging"} for i in "AB"]},
            {"indicator": "C", "at_least": "emerging"},
        ]
    }
    answers = {"A": "established", "B": "established", "C": "emerging"}
    decision = evaluate(asking(either, {"/guards": []}), a_case(answers), at=NOON)

    assert ids(why(decision, "level").answers) == ["C"]
    assert ids(why(decision, "level", budget=1).answers) == ["A", "B"]
    assert [why(decision, "level", budget=1).how, why(decision, "level").how] == [
        "search",
        "exact",
    ]


def test_each_answer_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {**WELL, "A": "severe", "S": "weak", "X": "yes", "N": 3}
    decision = decided(answers, {"/thresholds": [], "/guards/0/id": "G1"})
    runs = []
    again = Runs.again

    def counted(self: Runs, *given: Any) -> Any:
        runs.append(given)
        return again(self, *given)

    monkeypatch.setattr(Runs, "again", counted)
    found = why(decision, "level", budget=1)

    for_rules = len(found.met) * 3
    assert found.runs <= 2 * len(answers)
    assert len(runs) <= 2 * len(answers) + for_rules


def test_what_is_open_may_still_bring_each_level_that_some_answer_brings() -> None:
    found = still_possible(decided({"A": "met", "C": "met"}), "level")

    assert [each.grade for each in found.reached] == ["low", "middle"]
    assert [each.answers[0].value for each in found.reached] == [
        ("met",),
        ("established",),
    ]
    assert (found.ruled_out, found.unknown, found.how) == ((), (), "exact")


def test_a_level_that_no_answers_bring_is_ruled_out() -> None:
    """The bounds take the two tests of B apart; there is no B that meets both."""
    never = {
        "all": [
            {"indicator": "B", "at_least": "established"},
            {"indicator": "B", "at_most": "emerging"},
        ]
    }
    exception = {"law": 5, "because": "To show it."}
    program = asking({**never, "exception": exception}, {"/guards": []})
    decision = evaluate(program, a_case({"A": "met", "C": "met"}), at=NOON)

    found = still_possible(decision, "level")

    assert decision["level"].possible == ("low", "middle")
    assert [each.grade for each in found.reached] == ["low"]
    assert (found.ruled_out, found.how) == (("middle",), "exact")


def test_a_search_that_was_stopped_says_so() -> None:
    found = still_possible(decided({"A": "met", "C": "met"}), "level", budget=1)

    assert [each.grade for each in found.reached] == ["low", "middle"]
    assert (found.unknown, found.how) == ((), "exact")


def test_what_hangs_together_over_time_is_said_to_be_unknown() -> None:
    seen = {
        "measure": {
            "sightings": {"indicator": "B", "at_least": "severe"},
            "distinct": "dates",
        }
    }
    both = {
        "all": [{**seen, "at_least": 2}, {"indicator": "B", "at_least": "emerging"}]
    }
    decision = evaluate(asking(both, {"/guards": []}), a_case(), at=NOON)

    found = still_possible(decision, "level")
    asked = what_next(decision, "level")

    assert (found.reached, found.unknown) == ((), ("low", "middle"))
    assert found.how == "search"
    assert asked.questions[0].about.id == "B"
    assert asked.questions[0].verdict == "undecided"
    assert (asked.how, asked.settled_by) == ("search", ())


def test_an_answer_that_turns_it_whatever_was_seen_before_can_change_it() -> None:
    seen = {"sightings": {"indicator": "B", "at_least": "severe"}, "distinct": "dates"}
    often = a_threshold({"measure": seen, "at_least": 2})
    guard = {"indicator": "B", "at_least": "severe"}
    changes = {"/thresholds": [often], "/guards/0/when": guard}
    found = what_next(decided({"A": "met", "C": "met"}, changes), "level")

    (first, *_) = found.questions
    assert first.pair is not None
    assert (first.about.id, first.verdict) == ("B", "can_change")
    assert (first.pair.one_gives, first.pair.other_gives) == (
        ("low", "middle"),
        ("high",),
    )


def test_a_rule_that_is_not_met_says_what_it_lacks() -> None:
    (found, guard) = why_not(decided({**WELL, "A": "emerging"}), "level")

    assert (found.id, found.gives, found.verdict) == ("T1", "middle", "false")
    assert [(part.at, part.short) for part in found.failed] == [
        ("/thresholds/0/when", Fraction(3, 2))
    ]
    assert found.open == ()
    assert [(c.about.id, c.now) for c in found.needs.changes or ()] == [
        ("B", ("emerging",))
    ]
    assert (guard.id, guard.failed[0].short) == ("G1", None)


def test_of_a_rule_that_is_open_the_open_parts_are_told_one_by_one() -> None:
    named = {"/conditions": {"Q": {"indicator": "C", "at_least": "emerging"}}}
    when = {
        "all": [
            {"is": "Q"},
            {"indicator": "A", "at_least": "emerging"},
            {"measure": {"score": "safety", "as": "raw"}, "at_least": 1},
        ]
    }
    decision = evaluate(asking(when, named), a_case({"A": "emerging"}), at=NOON)

    (found, _) = why_not(decision, "level")

    assert [(part.at, part.verdict) for part in found.open] == [
        ("/conditions/Q", "open")
    ]
    assert found.verdict == "open"


def test_easings_and_what_gives_no_more_are_not_among_what_keeps_it_low() -> None:
    decision = decided(
        {**WELL, "A": "emerging", "B": "emerging"},
        {
            "/thresholds/-": {
                "id": "T3",
                "when": {"indicator": "C", "at_least": "severe"},
                "reach": {"level": "middle"},
                "because": "It may be.",
            }
        },
    )

    assert [each.id for each in why_not(decision, "level")] == ["G1"]


def test_the_fewest_changes_come_first_and_then_the_fewest_grade_steps() -> None:
    decision = decided({**WELL, "A": "emerging", "B": "emerging", "C": "emerging"})
    found = what_would_change(decision, "level", audience="policy")

    assert [(each.direction, each.grade, each.how) for each in found] == [
        ("up", "high", "exact"),
        ("down", "low", "exact"),
    ]
    assert [(c.about.id, c.was, c.now, c.steps) for c in found[0].changes or ()] == [
        ("A", ("emerging",), ("severe",), 2)
    ]
    assert [(c.now, c.steps) for c in found[1].changes or ()] == [(("met",), 1)]


def test_what_would_lower_a_level_is_told_to_those_who_look_after_the_rules() -> None:
    decision = decided({**WELL, "A": "severe"})

    assert what_would_change(decision, "level") == ()
    assert what_would_change(decision, "level", audience="family") == ()
    assert [
        e.grade for e in what_would_change(decision, "level", audience="auditor")
    ] == [
        "middle",
        "low",
    ]


def test_a_level_that_no_change_brings_says_so() -> None:
    decision = decided(WELL, {"/guards": []})
    (middle, high) = what_would_change(decision, "level")

    assert middle.changes is not None
    assert (high.changes, high.how) == (None, "exact")


@pytest.mark.parametrize(
    ("when", "changed"),
    [
        pytest.param({"indicator": "X", "in": ["yes"]}, None, id="a-circumstance"),
        pytest.param({"measure": {"age": "months"}, "at_least": 99}, None, id="an-age"),
        pytest.param(_MISSED, None, id="what-happened"),
        pytest.param(
            {"measure": {"number": "N"}, "at_least": 2},
            [("N", ("2", "2"))],
            id="number",
        ),
        pytest.param(
            {"indicator": "S", "at_most": "weak"}, [("S", ("weak",))], id="strength"
        ),
    ],
)
def test_only_what_can_change_is_changed(when: Any, changed: Any) -> None:
    program = asking(when, {**_VISITS, "/guards": []})
    answers = {**WELL, "S": "reliable", "X": "no", "N": 0}
    past = {"events": {"missed": {"complete": True, "records": []}}}
    decision = evaluate(program, a_case(answers, **past), at=NOON)

    middle = what_would_change(decision, "level")[0]

    found = middle.changes and [(c.about.id, c.now) for c in middle.changes]
    assert found == changed


def test_what_does_not_apply_is_not_changed() -> None:
    decision = decided(
        {**WELL, "C": "not_applicable"},
        {"/indicators/C/may_not_apply": True, "/guards": []},
    )
    (middle, _) = what_would_change(decision, "level")

    assert "C" not in ids(each.about for each in middle.changes or ())


@pytest.mark.parametrize(
    ("answers", "up"),
    [
        pytest.param(WELL, ["A"], id="one-change-is-least"),
        pytest.param({}, ["A"], id="an-open-answer"),
    ],
)
def test_a_stopped_search_tries_single_changes(answers: Any, up: list[str]) -> None:
    found = what_would_change(decided(answers), "level", budget=1)[-1]

    assert ids(each.about for each in found.changes or ()) == up
    assert found.how == "exact"


def test_a_stopped_search_tries_all_changes_and_spares_what_it_can() -> None:
    every = {"all": [{"indicator": i, "at_least": "emerging"} for i in "AB"]}
    program = asking(every, {"/guards": []})
    decision = evaluate(program, a_case(WELL), at=NOON)
    found = what_would_change(decision, "level", budget=1)

    assert sorted(ids(each.about for each in found[0].changes or ())) == ["A", "B"]
    assert [each.how for each in found] == ["search", "search"]
    assert found[1].changes is None


def test_a_level_that_every_answer_brings_is_the_only_one_reached() -> None:
    """The threshold holds whatever B is; only the bounds leave it open."""
    either = {
        "any": [
            {"indicator": "B", "at_least": "emerging"},
            {"indicator": "B", "at_most": "met"},
        ],
        "exception": {"law": 5, "because": "To show it."},
    }
    decision = evaluate(asking(either), a_case({"A": "met", "C": "met"}), at=NOON)

    assert decision["level"].floor == "low"
    found = still_possible(decision, "level")
    assert [each.grade for each in found.reached] == ["middle"]
    assert found.ruled_out == ("low",)


def test_questions_are_asked_by_what_they_can_do() -> None:
    program = {
        "/indicators/A/ask": ["school", "health"],
        "/indicators/X/ask": ["carer"],
    }
    found = what_next(decided({"B": "met"}, program), "level")

    assert [(q.about.id, q.verdict, q.decides, q.alone) for q in found.questions] == [
        ("A", "can_change", "high", "high"),
        ("C", "can_change", "middle", "middle"),
        ("S", "cannot", None, "low"),
        ("X", "cannot", None, "low"),
        ("N", "cannot", None, "low"),
    ]
    assert found.questions[0].ask == ("school", "health")
    assert [found.questions[n].core for n in (0, 2)] == [True, False]
    assert ids(found.settled_by) == ["A", "C"]
    assert [(s.grade, ids(e.about for e in s.answers)) for s in found.settling] == [
        ("low", ["A", "C"]),
        ("middle", ["A"]),
        ("high", ["A"]),
    ]
    assert found.how == "exact"


def test_a_question_that_is_looked_at_may_still_change_nothing() -> None:
    far = {"/thresholds/0/when/at_least": 400, "/guards": []}
    found = what_next(decided({}, far), "level")

    assert {each.verdict for each in found.questions} == {"cannot"}
    assert (found.settled_by, found.how) == ((), "exact")


def test_two_sets_of_answers_show_that_a_question_matters() -> None:
    (first, *_) = what_next(decided({"A": "met", "C": "met"}), "level").questions

    assert first.pair is not None
    assert (first.pair.one_gives, first.pair.other_gives) == (("low",), ("middle",))
    assert [s.value for s in first.pair.one + first.pair.other] == [
        ("met",),
        ("established",),
    ]


def test_what_was_only_filled_in_is_asked() -> None:
    filled = {"/indicators/C/zero_fill": True}
    found = what_next(decided({"A": "met", "B": "met"}, filled), "level")

    assert found.questions[0].about == Topic("indicator", "C")
    assert found.questions[0].verdict == "can_change"


def test_events_are_asked_of_who_knows_and_an_age_as_a_question() -> None:
    both = {"all": [_MISSED, {"measure": {"age": "months"}, "below": 24}]}
    program = asking(both, {**_VISITS, "/guards": []})
    decision = evaluate(
        program, a_case(WELL, {"age_months": {"from": 20, "to": 30}}), at=NOON
    )

    found = what_next(decision, "level")

    assert {
        (q.about.kind, q.about.id, q.ask)
        for q in found.questions
        if q.verdict == "can_change"
    } == {
        ("events", "missed", ("health",)),
        ("age", "", ()),
    }


def test_an_age_that_is_open_stays_open_in_what_would_settle_it() -> None:
    young = {"all": [{"measure": {"age": "months"}, "below": 24}, _B]}
    program = asking(young, {"/guards": []})
    answers = {"A": "met", "C": "met"}
    case = a_case(answers, {"age_months": {"from": 20, "to": 30}})
    decision = evaluate(program, case, at=NOON)

    found = what_next(decision, "level")

    assert [(q.about.kind, q.verdict, q.alone) for q in found.questions[:2]] == [
        ("indicator", "can_change", "low"),
        ("age", "can_change", "low"),
    ]
    assert [(s.grade, [e.value for e in s.answers]) for s in found.settling] == [
        ("low", [("met",)])
    ]


def test_where_the_budget_ends_late_it_is_not_known_what_a_question_decides() -> None:
    decision = decided({"B": "met"})
    spent = what_next(decision, "level").questions[0].about
    budgets = range(20, 400, 9)

    found = [what_next(decision, "level", budget=each) for each in budgets]

    assert all(each.questions[0].about == spent for each in found)
    assert any(
        q.verdict == "can_change" and q.decides is None
        for each in found
        for q in each.questions
    )


def test_many_numbers_that_no_step_tells_apart_are_searched_only() -> None:
    changes = {
        "/indicators/N/number": {"unit": "days", "from": 0, "before": 900, "step": 1},
        "/subjects/age_months": {"from": 0},
        "/guards": [],
    }
    measure = {"sum": [{"number": "N"}, {"age": "months"}]}
    program = asking({"measure": measure, "at_least": 300}, changes)
    decision = evaluate(program, a_case({**WELL, "N": 3}, {}), at=NOON)

    middle = what_would_change(decision, "level")[0]

    assert [(c.about.id, c.now) for c in middle.changes or ()] == [
        ("N", ("899", "899"))
    ]
    assert middle.how == "search"


def test_a_question_is_undecided_where_the_search_was_stopped() -> None:
    found = what_next(decided({"B": "met"}), "level", budget=1)

    verdicts = {q.about.id: (q.verdict, q.alone) for q in found.questions}
    assert verdicts["A"] == ("undecided", "high")
    assert verdicts["S"] == ("cannot", "low")
    assert (found.how, found.settling, found.settled_by) == ("search", (), ())


def test_questions_are_due_when_the_case_is_looked_at_again() -> None:
    review = {"/reviews": [{"id": "RV", "within": {"days": 30}, "because": "So."}]}
    (first, *_) = what_next(decided({}, review), "level").questions

    assert first.by == dt.date(2026, 5, 31)


def test_margins_are_in_the_numbers_of_the_rule() -> None:
    found = how_close(decided({**WELL, "A": "established", "C": "emerging"}), "level")

    (points, guard) = found.margins
    assert (found.floor, points.verdict) == ("middle", "true")
    assert (points.parts[0].spare, points.parts[0].short) == (Fraction(1), None)
    assert guard.parts[0].spare is None


def test_a_margin_of_an_open_measure_has_both_ends() -> None:
    found = how_close(decided({"A": "emerging", "C": "met"}), "level")

    part = found.margins[0].parts[0]
    assert (part.verdict, part.short, part.certain_short) == (
        "open",
        Fraction(0),
        Fraction(3, 2),
    )


def test_an_age_without_a_limit_is_short_of_nothing() -> None:
    old = {"measure": {"age": "months"}, "at_least": 90}
    changes = {"/guards": [], "/subjects/age_months": {"from": 0}}
    decision = evaluate(asking(old, changes), a_case(WELL, {}), at=NOON)

    (margin,) = how_close(decision, "level").margins
    assert (margin.parts[0].verdict, margin.parts[0].short) == ("open", Fraction(0))


def test_what_is_not_firm_is_named_where_the_level_hangs_on_it() -> None:
    stale = {"grade": "established", "date": "2024-01-01"}
    answers = {
        "A": {
            "grade": "severe",
            "suspected": True,
            "source": "seen",
            "by": "hv",
            "date": "2026-04-01",
        },
        "B": stale,
        "C": [{"grade": "emerging", "by": "one"}, {"grade": "met", "by": "two"}],
    }
    changes = {
        "/indicators/A/judgement": True,
        "/indicators/B/stale_after": {"months": 6},
        "/guards/0/when": {"indicator": "A", "at_least": "severe"},
    }
    found = how_close(decided(answers, changes), "level")

    assert [(h.about.id, h.because, h.floor) for h in found.hanging] == [
        ("A", ("suspected", "judgement"), "middle")
    ]


def test_stale_and_disagreeing_answers_are_not_firm() -> None:
    answers = {
        "B": {"grade": "established", "date": "2024-01-01"},
        "C": [
            {"grade": "established", "by": "one"},
            {"grade": "emerging", "by": "two"},
        ],
    }
    changes = {
        "/indicators/B/stale_after": {"months": 6},
        "/thresholds/0/when/at_least": 5,
    }
    found = how_close(decided(answers, changes), "level")

    assert [(h.about.id, h.because) for h in found.hanging] == [
        ("B", ("stale",)),
        ("C", ("disagreeing",)),
    ]


def test_one_person_who_saw_a_change_does_not_disagree() -> None:
    answers = {
        "B": [
            {"grade": "emerging", "by": "hv", "date": "2026-03-01"},
            {"grade": "established", "by": "hv", "date": "2026-04-01"},
        ]
    }
    found = how_close(decided(answers), "level")

    assert found.hanging == ()


@pytest.mark.parametrize(
    ("held", "at_least", "now"),
    [
        pytest.param(3, 6, ("6", "6"), id="up-to-the-edge"),
        pytest.param(9, -6, ("6", "6"), id="down-to-the-edge"),
    ],
)
def test_a_number_is_changed_no_further_than_it_must(
    held: int, at_least: int, now: tuple[str, str]
) -> None:
    measure = {"times": 1 if at_least > 0 else -1, "of": {"number": "N"}}
    program = asking({"measure": measure, "at_least": at_least}, {"/guards": []})
    decision = evaluate(program, a_case({**WELL, "N": held}), at=NOON)

    middle = what_would_change(decision, "level")[0]

    assert [(c.about.id, c.now) for c in middle.changes or ()] == [("N", now)]


def test_what_if_changes_answers_and_nothing_else() -> None:
    decision = decided({**WELL, "A": "emerging"})
    found = what_if(decision, {"A": "severe", "N": 4})

    assert [(p.outcome, p.grades) for p in found.before] == [("level", ("low",))]
    assert [(p.outcome, p.grades) for p in found.after] == [("level", ("high",))]
    assert [(t.id, t.was, t.now) for t in found.turned] == [
        ("T1", "false", "true"),
        ("G1", "false", "true"),
    ]
    assert [(c.about.id, c.was, c.now) for c in found.changes] == [
        ("A", ("emerging",), ("severe",)),
        ("N", ("0", "10.5"), ("4", "4")),
    ]


def test_what_if_names_only_the_rules_that_turn() -> None:
    found = what_if(decided(WELL), {"A": "established"})

    assert [each.id for each in found.turned] == ["T1"]


@pytest.mark.parametrize("unknown", [None, State.REFUSED, State.NOT_ASKED])
def test_what_if_an_answer_were_not_known(unknown: Any) -> None:
    found = what_if(decided({**WELL, "A": "severe"}), {"A": unknown})

    assert found.after[0].grades == ("low", "middle", "high")


@pytest.mark.parametrize(
    ("spared", "after"),
    [
        pytest.param({"/indicators/A/may_not_apply": True}, ("low",), id="it-may"),
        pytest.param(
            {"/indicators/A/ask_if": {"indicator": "X", "in": ["yes"]}},
            ("low", "middle", "high"),
            id="it-is-only-not-asked",
        ),
    ],
)
def test_what_if_an_answer_did_not_apply(spared: Any, after: Any) -> None:
    decision = decided({**WELL, "A": "severe", "X": "yes"}, spared)

    found = what_if(decision, {"A": State.NOT_APPLICABLE})

    assert found.after[0].grades == after


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({"A": "green"}, ["NR602"]),
        ({"Q": "met"}, ["NR601"]),
        ({"N": "met", "A": 3}, ["NR603", "NR603"]),
    ],
)
def test_what_if_refuses_what_does_not_fit(answers: Any, codes: list[str]) -> None:
    with pytest.raises(CaseError) as refused:
        what_if(decided(WELL), answers)

    assert [each.code for each in refused.value.diagnostics] == codes


def test_an_outcome_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        why(decided(WELL), "pathway")


def test_all_six_together_say_what_each_says_alone() -> None:
    review = {"/reviews": [{"id": "RV", "within": {"days": 30}, "because": "So."}]}
    decision = decided(
        {"A": "emerging"},
        {
            **review,
            "/thresholds/-": a_threshold({"indicator": "C", "at_least": "severe"}),
        },
    )
    found = reasons(decision, "level", audience="auditor")

    assert found.trace == decision.trace.fingerprint
    assert found.still_possible == still_possible(decision, "level")
    assert found.why == why(decision, "level")
    assert found.what_next == what_next(decision, "level")
    assert found.how_close == how_close(decision, "level")
    assert [(e.grade, e.changes) for e in found.what_would_change] == [
        (e.grade, e.changes)
        for e in what_would_change(decision, "level", audience="auditor")
    ]
    assert [each.id for each in found.why_not] == ["T1", "T9", "G1"]
    assert found.to_dict()["what_next"]["questions"][0]["by"] == "2026-05-31"
    assert found.to_dict()["format"] == 1
