"""Pages on why, why not more, what to ask next, what if; and who may read them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import pytest

from neglect_rules.errors import CaseError, UnsupportedError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import (
    page_of_what_if,
    page_of_what_next,
    page_of_why,
    page_of_why_not,
    text_of,
)
from neglect_rules.explain._phrases import Phrases, english
from neglect_rules.model import State
from neglect_rules.reasons import what_next
from tests.builders import NOON, a_case, a_program, a_threshold, asking
from tests.unit.explain.test_explain import OUR_WORDS, flat

WELL: Final = {"A": "met", "B": "met", "C": "met"}
COVERAGE: Final[Mapping[str, Any]] = {
    "/open_answers": {
        "recommend": "floor",
        "enough": {"core": Decimal("0.75"), "each_domain": Decimal("0.5")},
    }
}
VISITS: Final[Mapping[str, Any]] = {
    "/event_kinds": {"missed": {"label": "Missed", "ask": ["health visitor"]}},
    "/thresholds/-": {
        "id": "H1",
        "when": {"measure": {"events": "missed"}, "at_least": 3},
        "reach": {"level": "high"},
        "because": "Missed too often.",
    },
}
NEXT_LEVEL: Final = {"label": "Next", "grades": ["none", "some"]}
PAGES: Final = (page_of_why, page_of_why_not, page_of_what_next)

every_page = pytest.mark.parametrize(
    "page", [pytest.param(each, id=each.__name__) for each in PAGES]
)


def decided(
    answers: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    **more: Any,
) -> Decision:
    """Return a decision on a case of the small ruleset."""
    return evaluate(a_program(changes), a_case(answers, **more), at=NOON)


def why(decision: Decision, audience: Any = "practitioner", **more: Any) -> str:
    return flat(text_of(page_of_why(decision, audience=audience, **more)))


def why_not(decision: Decision, audience: Any = "practitioner", **more: Any) -> str:
    return flat(text_of(page_of_why_not(decision, audience=audience, **more)))


def ask(decision: Decision, audience: Any = "practitioner", **more: Any) -> str:
    return flat(text_of(page_of_what_next(decision, audience=audience, **more)))


def what_if(
    decision: Decision, answers: Mapping[str, Any], audience: Any = "practitioner"
) -> str:
    return flat(text_of(page_of_what_if(decision, answers, audience=audience)))


# who may read them


@every_page
def test_a_family_is_sent_to_the_page_that_is_made_for_it(page: Any) -> None:
    with pytest.raises(UnsupportedError, match="made for a family"):
        page(decided(WELL), audience="family")


@every_page
def test_an_audience_that_is_not_there_is_refused_with_those_that_are(
    page: Any,
) -> None:
    with pytest.raises(UnsupportedError, match="there are practitioner, auditor"):
        page(decided(WELL), audience="press")


@every_page
def test_a_ladder_that_is_not_there_is_refused(page: Any) -> None:
    with pytest.raises(KeyError, match="route"):
        page(decided(WELL), ["route"])


@every_page
def test_a_language_that_the_ruleset_lacks_is_refused(page: Any) -> None:
    with pytest.raises(UnsupportedError, match="no words in cy"):
        page(decided(WELL), language="cy")


@every_page
def test_the_librarys_own_sentences_may_be_in_another_language(page: Any) -> None:
    texts = {key: f"<{text}>" for key, text in english().texts.items()}
    told = text_of(page(decided(WELL), phrases=Phrases("qaa", texts)))

    assert "<This is about a recommendation. A named person decides.>" in told


@every_page
def test_without_a_ladder_a_page_says_that_no_level_is_recommended(page: Any) -> None:
    changes = {"/outcomes": ..., "/thresholds": ..., "/guards": ...}
    report = {"/report": [{"id": "all", "label": "All", "measure": {"total": "all"}}]}
    told = flat(text_of(page(decided(WELL, {**changes, **report}))))

    assert "This ruleset recommends no level." in told


@every_page
@pytest.mark.parametrize("audience", ["practitioner", "policy", "auditor"])
def test_none_of_our_own_words_is_on_a_page(page: Any, audience: Any) -> None:
    told = text_of(page(decided({"B": "severe"}, VISITS), audience=audience))

    assert OUR_WORDS.findall(told) == []


def test_an_id_stands_beside_its_label_for_those_who_check() -> None:
    changes = {"/indicators/A/label": "Left alone"}
    decision = decided({**WELL, "A": "severe"}, changes)

    assert "- Left alone: Severe" in why(decision)
    assert "- Left alone (A): Severe" in why(decision, "policy")


def test_places_are_for_auditors_only() -> None:
    decision = decided({**WELL, "A": "severe"})

    assert "Place: /guards/0" in why(decision, "auditor")
    assert "/guards/0" not in why(decision, "policy") + why(decision)


# why


def test_the_answers_that_alone_are_enough_are_told_with_their_rules() -> None:
    told = why(decided({**WELL, "B": "severe", "C": "severe"}))

    assert "certain because of this answer alone: - B: Severe Without it" in told
    assert 'It adds up. [T1] Gives: Level "Middle". - B: Severe' in told


def test_where_several_are_needed_it_says_that_no_fewer_would_do() -> None:
    told = why(decided({"A": "emerging", "B": "emerging", "C": "emerging"}))

    assert "because of these 2 answers alone: - A: Emerging - B: Emerging" in told
    assert "No smaller set of answers would do." in told


def test_where_the_search_was_stopped_it_says_so() -> None:
    answers = {"A": "emerging", "B": "emerging", "C": "emerging"}
    told = why(decided(answers), budget=1)

    assert "There may be a smaller set of answers: the search was stopped." in told


def test_a_ladder_with_the_same_reason_points_to_the_first() -> None:
    changes = {
        "/outcomes/next": NEXT_LEVEL,
        "/guards/0/at_least": {"level": "high", "next": "some"},
    }
    one = why(decided({**WELL, "A": "severe"}, changes))
    open_ = why(
        decided(
            {"A": "emerging", "B": "emerging", "C": "met"},
            {
                "/outcomes/next": {"label": "Next", "grades": ["none", "some", "all"]},
                "/thresholds/0/reach": {"level": "middle", "next": "some"},
                "/guards/0/at_least": {"level": "high", "next": "all"},
                "/indicators/D": {**_d(), "critical_at": "severe"},
            },
        )
    )

    assert 'certain because of the same answer as "Level".' in one
    assert 'At least "Some" is certain because of the same 2 answers' in open_


def _d() -> dict[str, Any]:
    return {"domain": "health", "scale": "care", "label": "D"}


def test_of_the_lowest_level_it_says_that_no_rule_for_more_is_met() -> None:
    settled, open_ = why(decided(WELL)), why(decided({"A": "met", "B": "met"}))

    assert "No rule for more is met, and no open answer could meet one." in settled
    assert "No rule for more is certainly met." in open_
    assert 'More can still come out: "Middle".' in open_
    assert "Still open: C." in open_
    assert "We looked at every combination of answers to what is open." in open_


def test_where_too_little_was_answered_it_names_no_low_level() -> None:
    both = {"level": "middle", "next": "some"}
    changes = {"/outcomes/next": NEXT_LEVEL, "/thresholds/0/reach": both}
    changes |= COVERAGE
    told = why(decided({"S": "reliable"}, changes))

    assert "Too little was answered to recommend a level. Core questions" in told
    assert "Too little was answered for this as well." in told
    assert '"Low"' not in told


def test_many_open_questions_are_counted_not_named() -> None:
    more = {f"/indicators/D{n}": {**_d(), "label": f"D{n}"} for n in range(5)}

    assert "8 questions are still open." in why(decided({}, more))


def test_what_rests_on_how_things_were_recorded_says_so() -> None:
    refused = {"record": {"indicator": "X", "state": ["refused"]}}
    decision = evaluate(
        asking(refused, {"/guards": []}), a_case({**WELL, "X": "refused"}), at=NOON
    )
    told = why(decision)

    assert "No answer is needed for this. It rests on something else" in told
    assert "No answer is needed to meet it." in told


def test_what_open_answers_bring_only_together_is_told() -> None:
    """Whichever is answered to X, one of two rules is met."""
    either = [
        a_threshold({"indicator": "X", "in": [grade]}, id=f"T{grade}")
        for grade in ("no", "yes")
    ]
    changes = {"/thresholds": either, "/guards": []}
    told = why(decided({**WELL, "X": "not_known"}, changes))

    assert (
        'Whatever the answers to what is open, it comes to at least "Middle".' in told
    )


def test_a_level_that_no_answers_bring_is_told_apart() -> None:
    """The points may reach three for two reasons that cannot both hold."""
    both = {"all": [{"indicator": "X", "in": [grade]} for grade in ("no", "yes")]}
    changes = {"/thresholds": [a_threshold(both)], "/guards": []}
    told = why(decided({**WELL, "X": "not_known"}, changes))

    assert 'No answers to what is open bring "Middle", though the range' in told


def test_where_not_every_combination_was_looked_at_it_says_so() -> None:
    both = {"all": [{"indicator": "X", "in": [grade]} for grade in ("no", "yes")]}
    changes = {"/thresholds": [a_threshold(both)], "/guards": []}
    told = why(decided({**WELL, "X": "not_known"}, changes), budget=1)

    assert "Not every combination of answers could be looked at." in told
    assert "We looked at every combination" not in told


def test_what_is_recorded_of_events_may_be_the_reason() -> None:
    events = {"missed": {"complete": True, "records": _missed(3)}}

    assert "- Missed (what is on record)" in why(decided(WELL, VISITS, events=events))


def _missed(count: int) -> list[dict[str, str]]:
    return [{"date": f"2026-04-0{n + 1}"} for n in range(count)]


def test_for_auditors_it_says_how_it_was_found() -> None:
    decision = decided({"A": "severe"})
    exact, stopped = why(decision, "auditor"), why(decision, "auditor", budget=1)

    assert "Fewest answers: exact," in exact
    assert "What is still possible: exact," in exact
    assert "Fewest answers: search only, stopped after 1 steps." in stopped
    assert "How this was found" not in why(decision)


# how firm


def test_an_answer_that_is_not_firm_is_told_with_what_would_be_without_it() -> None:
    suspected = {"grade": "severe", "suspected": True}
    lowest = why(decided({**WELL, "A": suspected}))
    middle = why(decided({**WELL, "A": suspected, "B": "established"}))

    assert "Not firm: it is suspected, not confirmed." in lowest
    assert "Level: without it, what is left would not come this far." in lowest
    assert 'Level: without it, at least "Middle".' in middle


def test_a_rule_that_is_missed_by_a_little_is_told_with_how_little() -> None:
    when = {"measure": {"total": "all"}, "at_least": 12}
    rule = a_threshold(when, id="T2", reach={"level": "high"})
    decision = decided({"A": "severe", "B": "severe", "C": "severe"})
    near = decided(
        {"A": "established", "B": "established", "C": "severe"},
        {"/thresholds/-": {**rule, "when": {**when, "at_least": 11}}},
    )

    assert "These rules for more are missed by little" not in why(decision)
    assert "Found: 10. It is 1 point short." in why(near)


def _close(when: Any, answers: Mapping[str, Any]) -> str:
    """Return what is told of how close a rule for the highest level is."""
    rule = a_threshold(when, id="T2", reach={"level": "high"})
    return why(decided(answers, {"/thresholds/-": rule}))


SIGNS: Final = {
    "measure": {"count": {"from": "all", "graded": {"at_least": "emerging"}}},
    "at_least": 3,
}
FAR: Final = {"measure": {"total": "all"}, "at_least": 40}
HELD: Final = {"indicator": "B", "at_least": "emerging"}
LOST: Final = {"indicator": "C", "at_least": "emerging"}


@pytest.mark.parametrize(
    ("when", "near"),
    [
        pytest.param(SIGNS, True, id="one-short"),
        pytest.param(FAR, False, id="far-off"),
        pytest.param({"all": [SIGNS, HELD]}, True, id="the-rest-holds"),
        pytest.param({"all": [SIGNS, LOST]}, False, id="something-else-is-missing"),
        pytest.param({"any": [SIGNS, FAR]}, True, id="one-way-is-near"),
        pytest.param({"any": [LOST, FAR]}, False, id="no-way-is-near"),
        pytest.param(
            {"at_least": 2, "of": [SIGNS, HELD, LOST]}, True, id="one-of-two-is-near"
        ),
        pytest.param(
            {"at_least": 3, "of": [SIGNS, HELD, LOST]}, False, id="one-is-too-few"
        ),
    ],
)
def test_a_rule_is_near_if_small_numbers_alone_are_missing(
    when: Any, near: bool
) -> None:
    told = _close(when, {"A": "emerging", "B": "emerging", "C": "met"})

    assert ("These rules for more are missed by little" in told) is near


def test_a_named_condition_is_looked_into() -> None:
    rule = a_threshold({"is": "several"}, id="T2", reach={"level": "high"})
    changes = {"/conditions": {"several": SIGNS}, "/thresholds/-": rule}
    told = why(decided({"A": "emerging", "B": "emerging", "C": "met"}, changes))

    assert "3 or more. Found: 2. It is 1 short." in told


def test_a_rule_that_is_only_just_met_is_for_those_who_keep_the_rules() -> None:
    decision = decided({"A": "emerging", "B": "emerging", "C": "met"})

    assert "These rules are only just met" not in why(decision)
    assert "only just met: - It adds up. [T1]" in why(decision, "policy")
    assert "Found: 3. There are 0 points to spare." in why(decision, "policy")


def test_a_rule_that_is_met_by_far_is_not_only_just_met() -> None:
    decision = decided({"A": "met", "B": "severe", "C": "severe"})

    assert "only just met" not in why(decision, "policy")


# why not more


@pytest.mark.parametrize(
    ("when", "words"),
    [
        pytest.param({"indicator": "A", "at_least": "severe"}, "A: Severe.", id="sign"),
        pytest.param(
            {"every": {"from": {"domains": ["health"]}, "graded": {"in": ["severe"]}}},
            "All: signs at Severe in Health.",
            id="every",
        ),
        pytest.param(
            {"some": {"from": "all", "graded": {"in": ["severe"]}}},
            "At least one: signs at Severe.",
            id="some",
        ),
        pytest.param(
            {"none": {"from": "all", "graded": {"at_most": "met"}}},
            "None: signs at Met.",
            id="none",
        ),
        pytest.param(
            {"not": {"all": [{"indicator": i, "at_most": "met"} for i in "AB"]}},
            "Not this: All of these: A: Met; B: Met.",
            id="not",
        ),
        pytest.param(
            {"not": {"any": [{"indicator": i, "at_most": "met"} for i in "AB"]}},
            "Not this: Any of these: A: Met; B: Met.",
            id="not-any",
        ),
        pytest.param(
            {
                "not": {
                    "at_least": 1,
                    "of": [{"indicator": i, "at_most": "met"} for i in "AB"],
                }
            },
            "Not this: At least 1 of these: A: Met; B: Met.",
            id="not-so-many",
        ),
        pytest.param(
            {"not": {"is": "well"}}, "Not this: A: Met.", id="not-what-is-named"
        ),
        pytest.param(
            {
                "any": [
                    {"subject": ["unborn"]},
                    {"indicator": "A", "at_least": "severe"},
                ]
            },
            "It is about an unborn child.",
            id="who",
        ),
        pytest.param(
            {"measure": {"number": "N"}, "at_least": 4}, "N: 4 or more.", id="amount"
        ),
    ],
)
def test_what_a_rule_asks_for_is_told_in_words(when: Any, words: str) -> None:
    named = {"well": {"indicator": "A", "at_most": "met"}}
    program = asking(when, {"/conditions": named, "/guards": []})
    told = why_not(evaluate(program, a_case({**WELL, "N": 1}), at=NOON), "policy")

    assert words in told or words.replace("A:", "A -") in told


def test_each_rule_for_more_says_what_it_lacks_and_what_would_meet_it() -> None:
    told = why_not(decided({"A": "met", "B": "emerging", "C": "met"}))

    assert (
        'It adds up. [T1] Would give: Level "Middle". It is not met. These do not hold:'
        " - Weighted points in all: 3 or more. Found: 1.5. It is 1.5 points short."
        " One answer would meet it:"
    ) in told
    assert "It is no reason to change an answer." in told


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param({"A": "met", "B": "met"}, "It may be up to 3 points short."),
        pytest.param({"A": "met", "B": "emerging"}, "It may be up to 1.5 points"),
    ],
    ids=["nothing-certain", "some"],
)
def test_of_a_number_that_is_open_the_most_that_may_be_missing_is_told(
    answers: Mapping[str, Any], words: str
) -> None:
    assert words in why_not(decided(answers))


def test_of_a_number_that_is_short_at_best_the_least_is_told() -> None:
    rule = a_threshold({"measure": {"total": "all"}, "at_least": 8}, id="T2")
    decision = decided({"A": "met", "B": "met"}, {"/thresholds": [rule]})

    assert "Found: 0 to 4. It is at least 4 points short." in why_not(decision)


def test_at_the_top_there_is_no_rule_for_more() -> None:
    told = why_not(decided({**WELL, "A": "severe"}))

    assert "There is no rule that would give more." in told
    assert "Rules that would give more" not in told


def test_what_no_answer_can_meet_is_told_apart() -> None:
    old = a_threshold({"subject": ["unborn"]}, id="T2")
    told = why_not(decided(WELL, {"/thresholds/-": old}))

    assert "No answers that can change would meet these." in told


def test_rules_that_take_more_are_told_in_short_except_to_those_who_check() -> None:
    rules = {
        "/thresholds": [
            a_threshold({"measure": {"total": "all"}, "at_least": n}, id=f"P{n}")
            for n in (1, 2, 3, 4, 5, 6, 7, 8)
        ]
    }
    decision = decided(WELL, rules)

    assert "Rules further off" in why_not(decision)
    assert 'Would give: Level "Middle". It would take 2 other answers.' in (
        why_not(decision)
    )
    assert "Rules further off" not in why_not(decision, "policy")


def test_where_the_search_was_stopped_fewer_answers_may_do() -> None:
    changes = {"/thresholds/0/when/at_least": 9}
    told = why_not(decided(WELL, changes), budget=1)

    assert "Fewer answers may do: the search was stopped." in told


def test_where_nothing_was_found_it_says_that_the_search_was_stopped() -> None:
    rules = [
        a_threshold({"measure": {"total": "all"}, "at_least": 60 + n}, id=f"P{n}")
        for n in range(7)
    ]
    told = why_not(decided(WELL, {"/thresholds": rules, "/guards": []}), budget=1)

    assert "We found no answers that would meet it. The search was stopped." in told
    assert "We found no answers that would do. The search was stopped." in told


def test_only_those_who_keep_the_rules_are_told_what_would_lower_a_level() -> None:
    decision = decided({**WELL, "A": "severe"})

    assert "For no more than this to be possible" not in why_not(decision)
    assert 'For no more than this to be possible: Level "Middle"' in (
        why_not(decision, "policy")
    )


def test_an_auditor_is_told_how_many_are_exact() -> None:
    told = why_not(decided(WELL), "auditor")

    assert "Place: /thresholds/0" in told
    assert "Fewest answers for a rule: exact for 2 of 2," in told


# what to ask next


def test_a_question_is_told_with_what_it_could_bring_and_who_can_answer() -> None:
    changes = {
        "/indicators/A/ask_as": "Is the child left alone?",
        "/indicators/A/ask": ["child", "school"],
    }
    told = ask(decided({"B": "met", "C": "met"}, changes))

    assert (
        'the answer to this could bring: Level "High". - Is the child left alone?'
        " A: not asked. Core question. Ask: child; school."
    ) in told
    assert "One open question can change the recommended level." in told


def test_what_an_answer_brings_only_with_others_is_told_apart() -> None:
    changes = {"/thresholds/0/when/at_least": 9, "/guards": []}
    told = ask(decided({}, changes))

    assert 'With other answers, these could bring: Level "Middle".' in told


def test_what_settles_it_is_told_and_how_many_must_be_answered() -> None:
    told = ask(decided({"A": "met"}))

    assert 'This one answer would settle it at "Middle":' in told
    assert "To be sure, 2 questions must be answered" in told
    assert "Until then more may be needed than what was recorded shows." in told
    assert "We looked at every combination of answers." in told


def test_which_answers_settle_the_lowest_is_for_those_who_keep_the_rules() -> None:
    decision = decided({"A": "met"})

    assert 'would settle it at "Low"' not in ask(decision)
    assert 'These 2 answers would settle it at "Low"' in ask(decision, "policy")


def test_questions_that_cannot_change_it_stand_at_the_end() -> None:
    told = ask(decided({"A": "severe", "B": "met"}))

    assert "No open question can change the recommended level." in told
    assert "Answers to these cannot change the recommended level." in told
    assert "They may still help. C" in told


def test_where_too_little_was_answered_it_says_how_much_is_needed() -> None:
    told = ask(decided({"A": "met", "S": "not_known"}, COVERAGE))

    assert "Too little was answered so far: Core questions in all" in told
    assert "They also count towards how much was answered." in told


def test_where_nothing_is_open_it_says_so() -> None:
    decision = decided({**WELL, "S": "reliable", "X": "no", "N": 1})

    assert "No question is open." in ask(decision)


def test_what_could_not_be_told_is_asked_as_well() -> None:
    told = ask(decided({"A": "met"}), budget=1)

    assert "We found no open question that certainly can change" in told
    assert "We could not tell if the answers to these can change" in told
    assert "To be sure" not in told


def test_events_and_the_age_are_asked_as_questions() -> None:
    old = a_threshold({"measure": {"age": "months"}, "at_least": 24}, id="T8")
    by_age = decided(WELL, {"/thresholds/-": old}, subject={"born": "2024"})

    assert "Is every time on record? Missed." in ask(decided(WELL, VISITS))
    assert "Ask: health visitor." in ask(decided(WELL, VISITS))
    assert "When was the child born, or due?" in ask(by_age)


def test_an_auditor_is_shown_two_cases_that_differ_in_one_answer() -> None:
    decision = decided({"B": "met", "C": "met"})
    told = ask(decision, "auditor")

    assert "Shown by two cases that differ in this answer." in told
    assert "A: Severe:" in told or "A: Met:" in told
    assert "Which questions matter: exact," in told
    assert "Shown by two cases" not in ask(decision)


def test_a_question_that_matters_on_one_ladder_only_stands_where_it_does() -> None:
    changes = {
        "/outcomes/next": NEXT_LEVEL,
        "/thresholds/-": {
            "id": "N1",
            "when": {"indicator": "X", "in": ["yes"]},
            "reach": {"next": "some"},
            "because": "Yes.",
        },
    }
    decision = decided({**WELL, "A": "severe"}, changes)
    told = ask(decision, "auditor")

    assert 'the answer to this could bring: Next "Some". - X (X)' in told or (
        'the answer to this could bring: Next "Some". - X: not asked.' in told
    )
    assert {q.verdict for q in what_next(decision, "level").questions} == {"cannot"}


# what if


def test_a_trial_says_that_nothing_was_recorded_and_what_would_come_out() -> None:
    told = what_if(decided(WELL), {"A": "severe", "B": None})

    assert "This is a trial. Nothing was recorded. 2 answers were replaced:" in told
    assert "- A: Severe (now Met) - B: not known (now Met)" in told
    assert "Now: In the trial: Level Low High" in told
    assert "These would be met: - It adds up. [T1]" in told


def test_a_trial_that_gives_less_warns() -> None:
    told = what_if(decided({**WELL, "A": "severe"}), {"A": "met"})

    assert "Less than now: Level. Change what is recorded only if" in told
    assert "These would no longer be met for certain:" in told


def test_a_trial_warns_where_a_known_answer_makes_less_possible() -> None:
    """Both B and C are needed for more: B is open, C is known."""
    both = {"all": [{"indicator": id_, "at_least": "emerging"} for id_ in "BC"]}
    changes = {"/thresholds": [a_threshold(both)], "/guards": []}
    decision = decided({"A": "met", "C": "severe"}, changes)

    assert "Less than now" not in what_if(decision, {"B": "met"})
    assert "Less than now: Level." in what_if(decision, {"C": "met"})


def test_a_trial_that_changes_nothing_says_so() -> None:
    told = what_if(decided(WELL), {"N": 3})

    assert "No level would be different." in told
    assert "No rule would turn." in told
    assert "- N: 3 days (now not asked)" in told


def test_rules_that_open_or_close_in_a_trial_are_told() -> None:
    opened = what_if(decided(WELL), {"A": None})
    closed = what_if(decided({"B": "met", "C": "met"}), {"A": "met"})

    assert "These would be open: - It adds up. [T1]" in opened
    assert "These could no longer be met: - It adds up. [T1]" in closed


def test_a_broken_promise_is_no_rule_that_turns() -> None:
    promise = {
        "id": "P1",
        "whenever": {"indicator": "A", "at_least": "emerging"},
        "then": {"level": {"at_least": "middle"}},
        "because": "So we said.",
    }
    told = what_if(decided(WELL, {"/promises": [promise]}), {"A": "emerging"})

    assert "No rule would turn." in told


def test_what_does_not_apply_may_be_tried() -> None:
    decision = decided(WELL, {"/indicators/B/may_not_apply": True})
    told = what_if(decision, {"B": State.NOT_APPLICABLE})

    assert "- B: does not apply (now Met)" in told


def test_where_too_little_was_answered_a_trial_shows_no_low_level() -> None:
    thin = what_if(decided({"A": "met"}, COVERAGE), {"A": "emerging"})
    all_but = what_if(decided({"A": "met"}, COVERAGE), {"B": "met", "C": "met"})

    assert "not known, perhaps Middle" in thin
    assert "cannot be said" in all_but
    assert "Low" not in thin + all_but


def test_where_a_question_was_counted_unanswered_a_trial_shows_no_low_level() -> None:
    changes = {
        "/indicators/C/zero_fill": True,
        "/guards": [],
    }
    told = what_if(decided({"A": "met", "B": "met"}, changes), {"A": "emerging"})

    assert "Level cannot be said cannot be said" in told


def test_answers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(CaseError):
        page_of_what_if(decided(WELL), {"A": "often"})
