"""What each tab of the page shows, from what lies open on it."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from neglect_rules.audit import capsule
from neglect_rules.studio import respond
from neglect_rules.studio._request import Request
from neglect_rules.studio._respond import TABS
from tests.shipped import decided
from tests.unit.studio.asking import CHILD, NOW, OLD, TEXT, answers, asked, words_of

NEED_ONE = ("check", "try", "explain", "compare", "handbook")
BROKEN = TEXT.replace('"format": 1,', '"format": 1', 1)
WRONG = TEXT.replace('"format": 1,', '"format": "one",', 1)


def filled(tab: str, action: str, fields: dict[str, str]) -> str:
    """Return the words of a tab."""
    request = Request(tab=tab, action=action, now=NOW, fields=fields)
    return words_of(respond(request).html)


@pytest.mark.parametrize("tab", NEED_ONE)
def test_a_tab_without_a_ruleset_says_to_choose_one(tab: str) -> None:
    assert "Choose a ruleset first" in words_of(asked(tab).html)


@pytest.mark.parametrize("tab", [*NEED_ONE[1:]])
@pytest.mark.parametrize("text", [BROKEN, WRONG, "{}", "nonsense"])
def test_a_tab_with_a_refused_ruleset_points_to_what_to_put_right(
    tab: str, text: str
) -> None:
    shown = asked(tab, ruleset=text)

    assert 'href="#/check"' in shown.html


def test_an_unknown_tab_is_the_first_one() -> None:
    assert asked("../../etc").tab == "start"


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_has_one_first_heading_and_skips_no_level(tab: str) -> None:
    html = asked(tab, ruleset=TEXT).html
    levels = [int(part[0]) for part in html.split("<h")[1:] if part[0].isdigit()]

    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_shipped_ruleset_is_opened_with_how_far_it_is_agreed() -> None:
    shown = asked("start", "open", shipped=OLD)

    assert json.loads(shown.fields["ruleset"])["version"] == "1.1.0"
    assert "Not for use with a real child." in words_of(shown.html)


def test_opening_nothing_is_an_error_that_points_at_the_choice() -> None:
    shown = asked("start", "open")

    assert shown.title.startswith("Error: ")
    assert 'href="#shipped-1"' in shown.html
    assert 'id="shipped-1"' in shown.html


def test_a_sound_ruleset_has_no_problems() -> None:
    assert "No problems found." in words_of(asked("check", ruleset=TEXT).html)


def test_a_problem_says_where_it_is_and_how_to_mend_it() -> None:
    shown = asked("check", "check", ruleset=BROKEN)

    assert "Line 3, column" in words_of(shown.html)
    assert 'href="#ruleset" data-line="3"' in shown.html
    assert shown.title.startswith("Error: ")


def test_a_document_that_does_not_fit_says_why() -> None:
    shown = asked("check", "check", ruleset=WRONG)

    assert "format" in words_of(shown.html)
    assert "Problem" in words_of(shown.html)


def test_spaces_in_texts_are_put_right_and_nothing_else() -> None:
    loose = TEXT.replace('"title": "Neglect screen"', '"title": "Neglect  screen "', 1)
    shown = asked("check", "fix", ruleset=loose)

    assert shown.fields["ruleset"] == TEXT
    assert "No rule has changed." in shown.said


def test_the_text_comes_back_to_the_letter() -> None:
    laid_out = asked("check", "tidy", ruleset=TEXT).fields["ruleset"]
    shown = asked("check", "save", ruleset=laid_out)

    assert shown.file is not None
    assert shown.file.text == laid_out
    assert shown.said == "The ruleset is ready to save."


def test_what_is_saved_is_laid_out_first_and_the_page_says_so() -> None:
    loose = TEXT.replace('\n  "format": 1,', '\n        "format": 1,', 1)
    shown = asked("check", "save", ruleset=loose)

    assert shown.file is not None
    assert shown.file.text == shown.fields["ruleset"] != loose
    assert json.loads(shown.file.text) == json.loads(TEXT)
    assert shown.file.text == asked("check", "tidy", ruleset=TEXT).fields["ruleset"]
    assert "The layout is tidy now. No rule has changed." in words_of(shown.html)


def test_a_text_with_a_slip_is_saved_as_it_is() -> None:
    shown = asked("check", "save", ruleset=BROKEN)

    assert shown.file is not None
    assert shown.file.text == BROKEN
    assert "layout" not in shown.said


@pytest.mark.slow
def test_a_proof_says_what_holds() -> None:
    shown = asked("prove", "prove", ruleset=TEXT)

    assert "A proof is about the rules." in words_of(shown.html)
    assert shown.said == "The proof is done."


def test_an_empty_form_says_that_too_little_is_known() -> None:
    shown = asked("try", **CHILD)

    assert "Cannot be determined" in words_of(shown.html)
    assert "0 of 24 questions answered." in words_of(shown.html)


def test_the_worst_answers_settle_the_highest_level() -> None:
    assert "Specialist: children's social care" in filled("try", "", answers(-1))


def test_what_to_ask_next_is_said_when_it_is_asked_for() -> None:
    assert "Ask" in filled("try", "next", {**answers(0), "answer.SUP2": ""})


def test_the_same_case_stands_beside_under_another_version() -> None:
    words = filled("try", "", {**answers(0), "version": OLD})

    assert "Under Neglect screen, version 1.1.0" in words
    assert "cannot be judged there" not in words


def test_a_case_stands_beside_under_what_the_ruleset_was_when_it_was_opened() -> None:
    fields = {**answers(0), "version": "before", "before": TEXT}
    changed = TEXT.replace('"title": "Neglect screen"', '"title": "Ours"', 1)
    same = filled("try", "", fields)
    other = filled("try", "", {**fields, "ruleset": changed})

    assert changed != TEXT
    assert "hat it was when you opened it" not in same
    assert "What it was when you opened it" in other
    assert "Under what it was when you opened it" in other


def test_a_day_before_the_ruleset_was_in_force_points_at_the_day() -> None:
    shown = asked("try", **CHILD, day="2020-01-01")

    assert 'href="#day"' in shown.html


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("day", "xyzzy"),
        ("born", "xyzzy"),
        ("age_months", "xyzzy"),
        ("date.SUP1", "xyzzy"),
    ],
)
def test_what_cannot_be_read_is_pointed_at_and_never_repeated(
    field: str, text: str
) -> None:
    fields = {"ruleset": TEXT, field: text, "answer.SUP1": "grade:met"}
    request = Request(tab="try", now=NOW, fields=fields)
    shown = respond(request)

    assert f'href="#{field}"' in shown.html
    assert f'id="{field}"' in shown.html
    assert text not in words_of(shown.html)
    assert text not in shown.said
    assert "1 of 24 questions answered." in words_of(shown.html)


def test_an_answer_that_the_ruleset_no_longer_offers_is_blank() -> None:
    fields = {**CHILD, "answer.SUP1": "grade:gone"}

    assert "0 of 24 questions answered." in filled("try", "", fields)


@pytest.mark.parametrize("layer", ["line", "paragraph", "page", "full"])
@pytest.mark.parametrize("audience", ["practitioner", "auditor", "policy"])
def test_a_decision_is_explained_to_each_reader_at_each_length(
    audience: str, layer: str
) -> None:
    fields = {**answers(-1), "audience": audience, "layer": layer}

    assert "Specialist" in filled("explain", "show", fields)


def test_a_family_has_no_page_until_somebody_says_it_is_safe() -> None:
    fields = {**answers(-1), "audience": "family"}

    assert "nobody is in danger" in filled("explain", "show", fields)
    assert "There is a problem" not in filled(
        "explain", "show", {**fields, "cleared": "yes"}
    )


def test_two_versions_are_compared_in_words() -> None:
    words = words_of(asked("compare", "compare", ruleset=TEXT, old=OLD).html)

    assert "Neglect screen" in words
    assert "1.1.0" in words


def test_a_file_of_ones_own_can_be_compared_with() -> None:
    fields = {"ruleset": TEXT, "old": "file", "old_text": TEXT}
    words = words_of(asked("compare", "compare", **fields).html)

    assert "There is a problem" not in words


@pytest.mark.parametrize("old", ["", "file", "no@1"])
def test_comparing_with_nothing_points_at_the_choice(old: str) -> None:
    assert 'href="#old-1"' in asked("compare", "compare", ruleset=TEXT, old=old).html


@pytest.mark.slow
def test_a_paper_for_the_meeting_is_a_file() -> None:
    shown = asked("compare", "paper", ruleset=TEXT, old=OLD)

    assert shown.file is not None
    assert shown.file.text.startswith("<!DOCTYPE html>")


def test_the_handbook_has_every_question_and_every_reason() -> None:
    document = json.loads(TEXT)
    words = words_of(asked("handbook", ruleset=TEXT).html)

    assert all(
        " ".join(each["because"].split()) in words for each in document["thresholds"]
    )


def test_a_capsule_is_decided_again() -> None:
    text = capsule(decided("01")).to_json()
    words = words_of(asked("replay", "replay", capsule=text).html)

    assert "The same decision comes out again" in words


def test_an_altered_capsule_is_told_from_a_sound_one() -> None:
    text = capsule(decided("01")).to_json().replace('"met"', '"partial"', 1)
    shown = asked("replay", "replay", capsule=text)

    assert "The file was altered" in words_of(shown.html)


def test_what_is_no_capsule_is_an_error_with_the_place() -> None:
    shown = asked("replay", "replay", capsule="{")

    assert 'href="#capsule"' in shown.html
    assert shown.title.startswith("Error: ")


def test_a_decision_is_kept_as_a_capsule_that_replays() -> None:
    request = Request(tab="try", action="capsule", now=NOW, fields=answers(-1))
    kept = respond(request).file

    assert kept is not None
    assert "comes out again" in words_of(asked("replay", capsule=kept.text).html)


def test_the_layout_is_tidied_and_no_rule_changed() -> None:
    loose = TEXT.replace('\n  "format": 1,', '\n        "format": 1,', 1)

    shown = asked("check", "tidy", ruleset=loose)

    assert (
        shown.fields["ruleset"]
        == asked("check", "tidy", ruleset=TEXT).fields["ruleset"]
    )
    assert json.loads(shown.fields["ruleset"]) == json.loads(TEXT)


def test_a_text_that_is_no_json_is_not_laid_out() -> None:
    assert "ruleset" not in asked("check", "tidy", ruleset=BROKEN).fields


def test_a_look_tells_what_reading_finds_and_says_that_it_is_not_all() -> None:
    sound, broken = (asked("check", "look", ruleset=t) for t in (TEXT, BROKEN))

    assert sound.said == "No problems found so far. Press Check to look at all of it."
    assert broken.said.startswith("Found: 1 problem so far.")
    # Nothing jumps to the top of the page while somebody types.
    assert 'id="errors"' not in broken.html
    assert [each.line for each in broken.marks] == [3]


@pytest.mark.parametrize(
    ("was", "slip"),
    [
        ('"description":', '"descripton":'),
        ('"at_most": 0', '"atmost": 0'),
        ('"kind": "concern"', '"kind": "concerns"'),
        ('"domain": "health"', '"domain": "helth"'),
        ('{"is": "has_lasted"}', '{"is": "has_lastd"}'),
    ],
)
def test_what_a_mark_offers_to_write_puts_the_finding_right(
    was: str, slip: str
) -> None:
    text = TEXT.replace(was, slip, 1)
    assert text != TEXT
    marked = [each for each in asked("check", "look", ruleset=text).marks if each.fix]
    assert marked

    each = marked[0]
    lines = text.split("\n")
    line = lines[each.line - 1]
    lines[each.line - 1] = line[: each.column - 1] + each.fix + line[each.end - 1 :]

    assert "\n".join(lines) == TEXT
