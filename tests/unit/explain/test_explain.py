"""What people are told of a decision, and what they are never told."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest

from neglect_rules.errors import UnsupportedError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import explain, explain_trace, headline, notable
from tests.builders import NOON, a_case, a_program, a_threshold
from tests.shipped import decided, the_program

OUR_WORDS: Final = re.compile(
    r"\b(polarity|completion|canonical|pointer|floor|ceiling|choice|extent|kleene)s?\b",
    re.IGNORECASE,
)
_ALL: Final = [f"{n:02}" for n in range(1, 23) if n != 9]


def flat(text: str) -> str:
    """Return a text without its line breaks and indents."""
    return " ".join(text.split())


def section(text: str, title: str) -> str:
    """Return what stands under a title."""
    found = re.search(
        rf"(?m)^{title}\n-+\n(.*?)(?=\n\n[A-Z][^\n]*\n---|\Z)", text, re.DOTALL
    )
    return found[1] if found else ""


def told(
    answers: dict[str, Any], changes: dict[str, Any] | None = None, **more: Any
) -> str:
    """Return what is told of a case of the small ruleset."""
    return explain(_decided(answers, changes, **more))


def _decided(
    answers: dict[str, Any], changes: dict[str, Any] | None = None, **more: Any
) -> Decision:
    return evaluate(a_program(changes), a_case(answers, **more), at=NOON)


@pytest.mark.parametrize("number", _ALL)
def test_no_line_is_wider_than_eighty_columns(number: str) -> None:
    text = explain(decided(number))

    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("number", _ALL)
def test_none_of_our_own_words_reaches_the_screen(number: str) -> None:
    assert OUR_WORDS.findall(explain(decided(number))) == []


@pytest.mark.parametrize("number", _ALL)
def test_every_outcome_has_a_reason(number: str) -> None:
    decision = decided(number)
    paragraphs = section(explain(decision), "Why").split("\n\n")

    assert len(paragraphs) == len(decision.outcomes)
    assert all("\n  - " in paragraph for paragraph in paragraphs)


@pytest.mark.parametrize("number", _ALL)
def test_an_indicator_is_named_by_its_label_and_never_by_its_id(number: str) -> None:
    ids = the_program().ruleset.indicators
    text = explain(decided(number))

    assert [id_ for id_ in ids if re.search(rf"\b{id_}\b", text)] == []


def test_the_answer_that_met_a_guard_is_told_with_meaning_source_and_date() -> None:
    text = flat(section(explain(decided("01")), "Why"))

    assert "A critical sign of neglect is present. [G1]" in text
    assert "Left alone or with an unsuitable carer: Severe" in text
    assert "with an adult who is drunk, drugged or a known risk." in text
    assert "Reported by neighbour, 10 May 2026." in text


def test_what_moved_a_level_is_told_before_and_after() -> None:
    text = flat(section(explain(decided("22")), "Why"))

    assert 'Before this rule: "Early help". After it: "Targeted help with a plan".' in (
        text
    )


def test_strengths_are_listed_and_said_not_to_lower() -> None:
    text = section(explain(decided("01")), "Strengths")

    assert "They do not lower the level." in text
    assert "A safe adult who helps: Reliable" in text


def test_strengths_in_the_points_are_said_to_be_in_them() -> None:
    text = told({"S": "reliable"}, {"/indicators/S/domain": "health"})

    assert "They are in the points as the ruleset says." in flat(text)


def test_too_little_answered_names_no_low_level() -> None:
    text = explain(decided("03"))

    assert "Cannot be determined from what was recorded" in text
    assert "Universal services" not in text
    assert '"None"' not in text
    assert "Not needed" not in text


def test_too_little_answered_still_names_what_is_certain() -> None:
    text = flat(told({"A": "severe"}, {"/open_answers/enough": {"core": 1}}))

    assert "Level High Settled" in text


def test_too_little_answered_with_a_certain_middle_says_at_least() -> None:
    changes = {"/open_answers/enough": {"core": 1}}
    text = flat(told({"B": "established"}, changes))

    assert "At least: Middle Too little was answered: it could be" in text


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        pytest.param("ceiling", "recommends the highest possible", id="the-highest"),
        pytest.param(
            "person", "Left to a person while answers are open", id="a-person"
        ),
    ],
)
def test_what_a_ruleset_recommends_while_answers_are_open_is_said(
    wish: str, words: str
) -> None:
    text = flat(told({"B": "established"}, {"/open_answers/recommend": wish}))

    assert words in text
    assert "At least: Middle." in text


def test_a_thin_form_left_to_a_person_names_no_low_level() -> None:
    changes = {
        "/open_answers": {"recommend": "person", "enough": {"core": 1}},
        "/outcomes/level/labels": {"low": "Lowest of all"},
    }

    assert "Lowest of all" not in told({}, changes)


def test_critical_questions_come_first_with_whom_to_ask() -> None:
    text = section(explain(decided("05")), "Still open")

    assert text.startswith("Critical questions. Ask these first:\n  - Have you seen")
    assert "Ask: yourself; school or nursery; health visitor." in flat(text)


def test_too_little_with_one_level_possible_may_still_be_higher() -> None:
    changes = {"/indicators/B/zero_fill": True, "/open_answers/enough": {"core": 1}}
    text = flat(told({"A": "met", "C": "met"}, changes))

    assert "Too little was answered: it may be higher than what was recorded" in text


def test_a_question_that_only_certain_ratings_read_makes_no_difference() -> None:
    text = section(explain(decided("05")), "Still open")

    assert "Makes no difference as things stand: Attendance this school year." in text


def test_a_date_of_birth_known_in_part_is_asked_for() -> None:
    text = flat(section(explain(decided("20")), "Still open"))

    assert "When was the child born, or due?" in text


def test_what_is_only_suspected_is_said_to_be_unconfirmed() -> None:
    text = flat(explain(decided("01", twin=1)))

    assert "It rests on what is only suspected." in text
    assert "Unconfirmed. These are suspected, not confirmed:" in text
    assert "Suspected, not confirmed, reported by neighbour" in text
    assert "what is confirmed would not alone bring it there" in text


def test_suspicion_over_a_confirmed_middle_names_the_middle() -> None:
    answers = {"B": "severe", "A": {"grade": "severe", "suspected": True}}

    assert 'what is confirmed alone gives at least "Middle"' in flat(told(answers))


def test_both_of_two_raters_who_differ_are_shown() -> None:
    text = flat(section(explain(decided("13")), "Before you rely on this"))

    assert 'People differ on "Warmth and response"; both stay possible:' in text
    assert "Severe: seen by school, 30 April 2026." in text
    assert "Emerging: seen by health visitor, 6 May 2026." in text


def test_a_rater_without_a_grade_is_shown_beside_two_who_differ() -> None:
    records = [
        {"grade": "met", "by": "school"},
        {"grade": "severe", "by": "nurse"},
        {"state": "refused", "by": "worker"},
    ]
    text = flat(told({"A": records}))

    assert 'People differ on "A"; the worse one counts:' in text
    assert "Refused: recorded by worker." in text


def test_an_answer_out_of_date_is_said_to_count_as_it_was_or_worse() -> None:
    text = flat(explain(decided("19")))

    assert "Out of date. Each counts as it was recorded or worse:" in text
    assert "The child is seen: Met, but recorded too long ago." in text


def test_an_unanswered_question_counted_as_well_is_said() -> None:
    text = flat(explain(decided("17")))

    assert "a question was not answered and counted as if all were well" in text
    assert "Has what the day needs: not answered, counted as Met" in text


def test_a_level_that_rests_on_judgement_says_on_whose_answer() -> None:
    text = flat(explain(decided("15")))

    assert "It rests on a person's judgement." in text
    assert "rest on what a person judged: - Warmth and response: Severe" in text


def test_an_answer_outside_its_age_band_is_listed_as_not_counted() -> None:
    text = flat(told({"C": "met"}, {"/indicators/C/ages": {"before": 12}}))

    assert "Recorded, but not counted, as it is not asked of this child: - C: Met" in (
        text
    )


def test_a_broken_promise_names_whom_to_tell() -> None:
    promise = {
        "id": "P1",
        "whenever": {"indicator": "B", "at_least": "met"},
        "then": {"level": {"at_least": "high"}},
        "because": "We say so.",
    }
    text = flat(told({"B": "met"}, {"/promises": [promise], "/owner": "the board"}))

    assert "does not keep its own promise" not in text  # A is open: it may be kept
    sure = {"A": "met", "B": "met", "C": "met"}
    text = flat(told(sure, {"/promises": [promise], "/owner": "the board"}))
    assert 'does not keep its own promise: "We say so." [P1]. Tell the board.' in text


def test_a_declared_exception_is_told_in_the_authors_words() -> None:
    text = flat(explain(decided("01")))

    assert 'A worse answer can lower "The family\'s agreement".' in text
    assert "At the top level a referral does not wait for agreement" in text


def test_the_points_add_up_line_by_line() -> None:
    text = section(explain(decided("02")), "How the points add up")
    rows = [line for line in text.splitlines() if " x " in line and line[0] != " "]
    total = next(line for line in text.splitlines() if line.startswith("In all"))

    assert sum(float(row.split()[-1]) for row in rows) == float(total.split()[-1])


def test_a_limit_that_binds_is_said() -> None:
    text = told({"A": "severe", "B": "severe", "C": "met"})

    assert "Safety: Counted up to its limit of 6." in text


@pytest.mark.parametrize(
    ("status", "banner"),
    [
        ("draft", "Draft. Not finished"),
        ("illustrative", "Illustrative. Not issued or checked"),
        ("consulted", "Out for consultation."),
        ("superseded", "Superseded. A newer version"),
        ("withdrawn", "Withdrawn. Its owner has taken it back."),
    ],
)
def test_a_ruleset_that_is_not_adopted_has_a_banner(status: str, banner: str) -> None:
    assert told({}, {"/status": status}).startswith(banner)


def test_an_adopted_ruleset_has_none() -> None:
    assert told({}).startswith("Recommended level")


def test_a_ruleset_without_outcomes_recommends_nothing_and_tells_its_results() -> None:
    report = {"id": "R", "label": "The sum", "measure": {"total": "all"}}
    changes = {
        "/outcomes": ...,
        "/thresholds": ...,
        "/guards": ...,
        "/report": [report],
    }
    text = told({"A": "emerging"}, changes)

    assert "This ruleset recommends no level." in text
    assert "The sum: 1.5 to 11.5" in section(text, "Why")
    assert "  - A: Emerging" in section(text, "Why")


def test_a_person_decides() -> None:
    assert "This is a recommendation. A named person decides." in told({})


def test_notes_stay_out() -> None:
    text = told({"A": {"grade": "met", "note": "Mrs Smith told me"}}, note="A secret")

    assert "Smith" not in text
    assert "secret" not in text


def test_without_the_ruleset_there_are_only_ids() -> None:
    text = explain_trace(decided("01").trace)

    assert "Shown without the ruleset" in text
    assert "SUP2: severe" in text
    assert "Guard G1 is met." in text


def test_a_translation_gives_the_rulesets_own_words() -> None:
    text = explain(decided("01"), language="cy")

    assert "Arbenigol: gofal cymdeithasol plant" in text
    assert "Only the ruleset's own words are translated" in flat(text)


def test_a_language_that_the_ruleset_does_not_have_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="it has en-GB, cy"):
        explain(decided("01"), language="fr")


def test_the_rulesets_own_language_is_no_translation() -> None:
    assert explain(decided("01"), language="en-GB") == explain(decided("01"))


def test_a_record_and_its_trace_are_told_alike() -> None:
    decision = decided("08")

    assert explain(decision) == explain_trace(decision.trace, decision.program.ruleset)


def test_a_headline_is_the_level_and_then_how_sure_it_is() -> None:
    decision = decided("05")

    assert headline(decision.trace, decision.program.ruleset, "level") == (
        "At least: Targeted help with a plan",
        'Not settled: it could be "Specialist: children\'s social care".',
    )


def test_answers_of_concern_are_told_and_the_others_counted() -> None:
    decision = decided("01")
    grave, others = notable(decision.trace, decision.program.ruleset)

    assert [each.partition(":")[0] for each in grave] == [
        "Left alone or with an unsuitable carer"
    ]
    assert others == 17


@pytest.mark.parametrize(
    ("when", "words"),
    [
        pytest.param(
            {"not": {"indicator": "X", "in": ["yes"]}}, "X: No", id="what-is-not-so"
        ),
        pytest.param(
            {"subject": ["child"]}, "This is about: child.", id="the-kind-of-subject"
        ),
        pytest.param(
            {"measure": {"number": "N"}, "above": 2},
            "N: 3. The rule asks for more than 2.",
            id="a-number",
        ),
        pytest.param(
            {"measure": {"age": "months"}, "at_least": 24},
            "Age: 5 years.",
            id="an-age",
        ),
        pytest.param(
            {"measure": {"points": "B"}, "at_least": 2},
            "Points for B: 2. The rule asks for 2 or more.",
            id="points",
        ),
        pytest.param(
            {
                "measure": {
                    "max": [
                        {"score": "safety", "as": "capped"},
                        {"score": "health", "as": "capped"},
                    ]
                },
                "at_least": 1,
            },
            "Highest of the points for Safety and Health: 2.",
            id="the-highest-of-scores",
        ),
        pytest.param(
            {
                "measure": {
                    "sum": [
                        {"score": "safety", "as": "weighted"},
                        {"times": -1, "of": {"points": "C"}},
                    ]
                },
                "at_least": 1,
            },
            "Points for Safety, weighted less points for C: 3.",
            id="a-difference",
        ),
        pytest.param(
            {"measure": {"times": 2, "of": {"points": "B"}}, "at_least": 1},
            "2 times (points for B): 4.",
            id="a-product",
        ),
        pytest.param(
            {"measure": {"mean": ["B", "C"]}, "at_least": 1},
            "Mean points of B and C: 1.",
            id="a-mean",
        ),
        pytest.param(
            {"record": {"indicator": "B", "source": ["seen"]}},
            "B: Established Seen by worker.",
            id="how-it-is-known",
        ),
        pytest.param(
            {"record": {"coverage": "health", "below": 1}},
            "Answered in Health: 0 of 1, less than 100%.",
            id="too-little-answered",
        ),
    ],
)
def test_each_kind_of_condition_is_told(when: Any, words: str) -> None:
    answers = {
        "A": "met",
        "B": {"grade": "established", "source": "seen", "by": "worker"},
        "X": "no",
        "N": 3,
    }
    if "coverage" not in str(when):
        answers["C"] = "met"
    exempt = {"law": 5, "because": "It is a test."}
    threshold = a_threshold(_exempted(when, exempt))
    text = section(told(answers, {"/thresholds": [threshold]}), "Why")

    assert words in flat(text)


def _exempted(when: dict[str, Any], exempt: dict[str, Any]) -> dict[str, Any]:
    """Return a condition with an exception where linking asks for one."""
    needs = {"sum"} & set(str(when).replace("'", " ").split())
    return {**when, "exception": exempt} if needs else when
