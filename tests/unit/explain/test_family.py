"""The page for a family: what it says, how plainly, and what it never gives away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.errors import UnsupportedError
from neglect_rules.evaluation import Decision
from neglect_rules.explain import Sharing, explain, explain_trace, text_of
from neglect_rules.explain._phrases import english
from neglect_rules.people import Person, decide, override, standing
from tests.shipped import decided
from tests.unit.explain.test_explain import flat, section
from tests.unit.explain.worked import (
    EVERY,
    judged,
    page,
    words_in_a_sentence,
)
from tests.unit.explain.worked import decided as worked

OURS: Final = {
    key: text.format(level="early help", who="your worker", task="Ring.", day="May")
    for key, text in english().texts.items()
    if key.startswith("family.")
}
HARD: Final = 6
MANAGER: Final = Person(ref="p-2", role="team manager", authority="scheme 7")


def told(decision: Decision, **more: Any) -> str:
    """Return the family's page, cleared for sharing."""
    return explain(decision, audience="family", cleared_for_sharing=True, **more)


def syllables(word: str) -> int:
    """Return about how many syllables a word has: groups of vowels, no silent e."""
    groups = re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))
    return max(1, len(groups))


def grade(text: str) -> float:
    """Return the school year that a text is fit for, as Flesch and Kincaid count."""
    sentences = [part for part in re.split(r"[.!?:]+\s*", text) if part]
    words = re.findall(r"[A-Za-z']+", text)
    length = len(words) / len(sentences)
    return 0.39 * length + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_our_own_sentences_for_a_family_can_be_read_at_ten() -> None:
    assert grade(" ".join(f"{text.rstrip('.')}." for text in OURS.values())) <= HARD


@pytest.mark.parametrize("key", [k for k, text in OURS.items() if text.count(" ") > 7])
def test_each_of_our_sentences_for_a_family_can_be_read_at_eleven(key: str) -> None:
    assert grade(OURS[key]) <= HARD + 1


@pytest.mark.parametrize("file", EVERY)
def test_a_familys_page_has_short_sentences_and_no_numbers_or_ids(file: Path) -> None:
    found, ruleset = page(file, "page", "family"), worked(file).program.ruleset
    text = text_of(found)
    ids = {*ruleset.indicators, *ruleset.ratings}
    ids |= {task.id for task in ruleset.tasks} | {rule.id for rule in ruleset.guards}

    assert words_in_a_sentence(found) < 20
    assert re.search(r"\b(points?|weights?|score|threshold|rule)\b", text) is None
    assert re.search(r"[\[\]/]|sha256", text) is None
    assert [id_ for id_ in ids if re.search(rf"\b{id_}\b", text)] == []


@pytest.mark.parametrize("file", EVERY)
def test_a_familys_page_names_nobody_who_said_or_saw_anything(file: Path) -> None:
    decision = worked(file)
    ours = flat(" ".join(OURS.values())).lower()
    labels = " ".join(i.label for i in decision.program.ruleset.indicators.values())
    records = [r for leaf in decision.account.leaves for r in leaf.get("records", ())]
    people = {str(r["by"]).replace("_", " ") for r in records if "by" in r}
    dates = {r["date"] for r in records if "date" in r}
    text = flat(text_of(page(file, "page", "family"))).lower()
    shown = [name for name in people if name in text]

    assert [n for n in shown if n not in ours and n not in labels.lower()] == []
    assert dates.isdisjoint(text.split())
    assert re.search(r"reported by|seen by|recorded by|said so", text) is None


@pytest.mark.parametrize("file", EVERY)
def test_a_familys_page_says_no_low_level_where_too_little_was_answered(
    file: Path,
) -> None:
    decision = worked(file)
    ruleset, text = decision.program.ruleset, text_of(page(file, "page", "family"))
    for id_, result in decision.outcomes.items():
        if result.status == "not_determinable" and result.recommended is None:
            lowest = result.grades[0]
            label = ruleset.outcomes[id_].labels.get(lowest, lowest)

            assert f"  {label}\n" not in text


@pytest.mark.parametrize("file", EVERY)
def test_what_only_the_child_said_is_not_named(file: Path) -> None:
    decision = worked(file)
    text = flat(text_of(page(file, "page", "family")))
    spoken = [
        decision.program.ruleset.indicators[leaf["indicator"]].label
        for leaf in decision.account.leaves
        if leaf.get("records")
        and all(r.get("source") == "child_said" for r in leaf["records"])
    ]

    assert [label for label in spoken if f"- {label}" in text] == []


def test_a_family_is_told_nothing_unless_somebody_cleared_it() -> None:
    with pytest.raises(UnsupportedError, match="can put a child or an adult in danger"):
        explain(decided("01"), audience="family")


def test_clearing_is_for_a_familys_page_and_changes_no_other() -> None:
    decision = decided("01")

    assert explain(decision, cleared_for_sharing=True) == explain(decision)


@pytest.mark.parametrize("layer", ["line", "paragraph", "full"])
def test_a_family_has_one_page_of_its_own(layer: Any) -> None:
    with pytest.raises(UnsupportedError, match="ask for the layer `page`"):
        told(decided("01"), layer=layer)


def test_a_familys_page_is_not_made_of_ids() -> None:
    with pytest.raises(UnsupportedError, match="needs the ruleset"):
        explain_trace(decided("01").trace, audience="family", cleared_for_sharing=True)


def test_strengths_come_first_and_how_to_disagree_last() -> None:
    titles = re.findall(r"(?m)^(.+)\n-+$", told(decided("01")))

    assert titles == [
        "What is going well",
        "What people are worried about",
        "What is suggested",
        "What happens next",
        "If you think something is wrong",
    ]


def test_a_familys_page_says_that_it_is_a_suggestion_and_that_a_person_decides() -> (
    None
):
    text = flat(told(decided("01")))

    assert "It is only a suggestion, made with a form. A person decides" in text


def test_the_banner_stands_on_a_familys_page_too() -> None:
    assert told(decided("01")).startswith("Illustrative. Not issued or checked")
    assert told(judged({})).startswith("This page is for you and your family.")


def test_a_sign_is_named_by_its_label_and_its_grade_is_not() -> None:
    text = section(told(decided("01")), "What people are worried about")

    assert "- Left alone or with an unsuitable carer\n" in text
    assert "Severe" not in text
    assert "drunk" not in text


def test_where_no_strength_was_recorded_the_family_is_asked_for_them() -> None:
    text = flat(section(told(judged({"A": "severe"})), "What is going well"))

    assert text.startswith("Nobody has written down what is going well.")


def test_what_may_be_described_is_and_nothing_else_of_the_authors() -> None:
    text = told(decided("01"), sharing=Sharing(described=("SUP2", "PAR1", "PRO1")))

    assert "drunk, drugged or a known risk" in flat(text)


def test_an_answer_without_a_description_is_named_by_its_label() -> None:
    text = told(judged({"A": "severe"}), sharing=Sharing(described=("A",)))

    assert "- A\n\nA worry is not blame." in text


def test_an_answer_between_two_grades_is_named_but_not_described() -> None:
    stale = {"A": {"grade": "established", "date": "2025-01-01"}}
    changes = {
        "/indicators/A/grades": {"severe": "Very bad.", "established": "Bad."},
        "/indicators/A/stale_after": {"months": 1},
    }
    text = told(judged(stale, changes), sharing=Sharing(described=("A",)))

    assert "- A\n" in text
    assert "bad" not in text.lower()


def test_what_is_kept_back_is_not_named_nor_what_was_worked_out_from_it() -> None:
    open_page = told(decided("11"))
    kept = told(decided("11"), sharing=Sharing(kept_back=("MED4",)))

    assert "Immunisations" in open_page
    assert "Immunisations" not in kept
    assert "This page does not say everything" in flat(kept)
    assert "This page does not say everything" in flat(open_page)


def test_what_was_worked_out_is_named_where_no_sign_of_it_is() -> None:
    changes = {
        "/ratings": {
            "R": {
                "label": "Days away",
                "scale": "care",
                "domain": "health",
                "rule": {
                    "grades": [
                        {
                            "when": {"measure": {"number": "N"}, "at_least": 3},
                            "give": "established",
                        }
                    ],
                    "otherwise": "met",
                },
            }
        }
    }
    decision = judged({"N": 5}, changes)
    kept = told(decision, sharing=Sharing(kept_back=("N",)))

    assert "- Days away\n" in told(decision)
    assert "Days away" not in kept


def test_a_slip_in_what_is_kept_back_is_refused_and_not_ignored() -> None:
    for sharing in (Sharing(kept_back=("SUP22",)), Sharing(tasks=("SUP2",))):
        with pytest.raises(
            UnsupportedError, match="no answer or task of that id: `SUP"
        ):
            told(decided("01"), sharing=sharing)


def test_only_tasks_that_are_cleared_and_due_are_told_with_who_does_them() -> None:
    text = told(decided("01"), sharing=Sharing(tasks=("K10", "K14")))
    found = flat(section(text, "What happens next"))

    assert "Find out why one part" in found
    assert "Who does it: the lead worker." in found
    assert "appointments" not in found
    assert "Ring children's" not in text
    assert "What happens next" in told(decided("01"))


def test_a_task_that_is_for_nobody_in_particular_is_told_alone() -> None:
    task = {"id": "K", "task": "Meet again.", "when": {"indicator": "A", "in": ["met"]}}
    decision = judged({"A": "met"}, {"/tasks": [task]})

    assert "- Meet again.\n" in told(decision, sharing=Sharing(tasks=("K",)))


def test_when_it_is_looked_at_again_is_said_or_that_no_day_is_set() -> None:
    assert "looked at again by 22 May 2026." in flat(told(decided("01")))
    assert "No date is set" in told(judged({}))


@pytest.mark.parametrize(
    ("answers", "changes", "words"),
    [
        ({"A": "severe"}, {}, "Level   High\n"),
        ({"B": "established"}, {}, "Level   At least: Middle\n"),
        ({"B": "met"}, {}, "Level   So far: Low\n"),
        ({}, {"/open_answers/enough": {"core": 1}}, "Level   Too little is known"),
        ({}, {"/open_answers/recommend": "ceiling"}, "Level   High\n"),
        ({}, {"/open_answers/recommend": "person"}, "Level   Too little is known"),
    ],
)
def test_the_suggested_level_is_told_as_surely_as_it_is_known(
    answers: dict[str, Any], changes: dict[str, Any], words: str
) -> None:
    text = told(judged(answers, changes))

    assert words in text
    assert ("can still change" in text) is (answers != {"A": "severe"})


def test_a_ruleset_without_levels_suggests_none_to_a_family() -> None:
    gone: dict[str, Any] = {"/outcomes": ..., "/thresholds": ..., "/guards": ...}
    report = {"id": "R", "label": "The sum", "measure": {"total": "all"}}
    text = told(judged({}, {**gone, "/report": [report]}))

    assert "This form does not suggest" in text
    assert "The sum" not in text


def test_what_a_person_decided_is_told_in_place_of_what_is_suggested() -> None:
    decision = decided("22")
    made = decide(
        decision, person=MANAGER, at=decision.at, levels={"level": "early_help"},
        reason="The neighbour was wrong.",
    )  # fmt: skip
    text = told(decision, people=made)

    assert "A form made a suggestion, and a person has decided." in flat(text)
    assert "Level of need            Early help\n" in section(text, "What was decided")
    assert "neighbour" not in text
    assert "p-2" not in text


def test_what_stands_is_told_in_place_of_what_is_suggested() -> None:
    decision = decided("22")
    raised = override(
        decision, "level", "specialist", reason="She is afraid of him.",
        person=MANAGER, at=decision.at,
    )  # fmt: skip
    text = told(decision, people=standing(decision, at=decision.at, overrides=[raised]))

    assert "Specialist: children's social care" in text
    assert "Early help assessment" in text
    assert "afraid" not in text
