"""Texts put right: only spaces, only in texts, and never a rule."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neglect_rules.analysis import _fixes, fixed
from neglect_rules.analysis._tidy import tidy
from neglect_rules.errors import InternalError
from neglect_rules.linking import link
from neglect_rules.loading import load_ruleset
from neglect_rules.program import Program
from tests.unit.analysis.sound import a_sound_ruleset


def linked(text: str) -> Program:
    return link(load_ruleset(text))


def with_help(words: str, **more: Any) -> str:
    document = a_sound_ruleset(more)
    document["indicators"]["FOOD"]["help"] = words
    return json.dumps(document, indent=3, ensure_ascii=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("One  two", "One two", id="two-spaces"),
        pytest.param(" One ", "One", id="at-the-ends"),
        pytest.param("One\u00a0two", "One two", id="no-break-space"),
        pytest.param("One\u202ftwo", "One two", id="narrow-space"),
        pytest.param("One\ttwo", "One two", id="tab"),
        pytest.param("One , two .", "One, two.", id="before-a-mark"),
        pytest.param("One \n  two", "One\ntwo", id="round-a-line-break"),
        pytest.param("One .5 two", "One .5 two", id="a-number"),
        pytest.param("One ... two", "One ... two", id="dots"),
        pytest.param("One: two\n\nThree", "One: two\n\nThree", id="nothing-to-do"),
        pytest.param(
            "Child\u2019s \u201cown\u201d", "Child\u2019s \u201cown\u201d", id="quotes"
        ),
    ],
)
def test_spaces_are_put_right_and_nothing_else(before: str, after: str) -> None:
    assert tidy(before) == after
    assert tidy(after) == after


def test_only_the_text_itself_changes_in_the_file() -> None:
    text = with_help('Say  "when" .').replace('"severe"', '"sev\\u0065re"', 1)
    done = fixed(linked(text))

    assert [(str(fix.at), fix.after) for fix in done.fixes] == [
        ("/indicators/FOOD/help", 'Say "when".')
    ]
    assert done.text == text.replace('Say  \\"when\\" .', 'Say \\"when\\".')


def test_several_texts_are_put_right_each_in_its_place() -> None:
    text = with_help("One  two.", title="Neglect  screen")
    done = fixed(linked(text))

    assert done.text == text.replace("One  two", "One two").replace("t  s", "t s")
    assert linked(done.text).fingerprint == linked(text).fingerprint


def test_where_nothing_is_wrong_nothing_is_done() -> None:
    done = fixed(linked(with_help("One two.")))

    assert (done.fixes, done.text) == ((), with_help("One two."))


def test_a_text_of_spaces_alone_is_left_to_its_author() -> None:
    assert fixed(linked(with_help("  "))).fixes == ()


def test_words_of_a_source_are_never_touched() -> None:
    source = {"sources": {"guidance": {"title": "Working  Together"}}}

    assert fixed(linked(with_help("One.", **source))).fixes == ()


def test_a_text_that_would_change_a_rule_is_refused() -> None:
    program = linked(with_help("One two."))
    other = with_help("One two.").replace(
        '"at_least": "worrying"', '"at_least": "severe"'
    )

    with pytest.raises(InternalError, match="change the rules"):
        _fixes._make_sure(program, other)


def test_a_ruleset_without_a_text_has_nothing_to_put_right() -> None:
    program = link(load_ruleset(a_sound_ruleset({"title": "Neglect  screen"})))

    assert fixed(program).fixes == ()
