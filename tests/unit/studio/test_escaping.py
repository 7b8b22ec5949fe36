"""Whatever is typed stays words: no element of a page comes from anybody but us."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.studio import Request, respond
from neglect_rules.studio._respond import TABS
from tests.unit.studio.asking import NOW, TEXT, asked, elements

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "' onfocus='alert(1)",
    "a\u202eb\u2066c",
)
FIELDS = ("born", "age_months", "day", "shipped", "old", "audience", "layer", "version")


def with_words(texts: list[str]) -> str:
    """Return the example's text with other reasons, and another title."""
    document = json.loads(TEXT)
    document["title"] = texts[0]
    for place, text in zip(document["thresholds"], texts, strict=False):
        place["because"] = text
    return json.dumps(document)


HARMLESS = with_words(["Words"] * (len(NASTY) - 1))
HARMFUL = with_words([*NASTY[:-1]])
TURNED = with_words([*NASTY[-1:]])


@pytest.mark.parametrize("tab", TABS)
def test_an_authors_words_never_become_elements(tab: str) -> None:
    harmless = asked(tab, ruleset=HARMLESS)

    assert elements(asked(tab, ruleset=HARMFUL).html) == elements(harmless.html)


@pytest.mark.parametrize("tab", sorted({*TABS} - {"check"}))
def test_nothing_turns_the_direction_of_what_is_read(tab: str) -> None:
    assert "\u202e" not in asked(tab, ruleset=TURNED).html


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("text", NASTY)
def test_what_stands_for_a_ruleset_never_becomes_elements(tab: str, text: str) -> None:
    shown = asked(tab, "check", ruleset=text)

    assert not {"script ", "img src onerror", "svg onload"} & {*elements(shown.html)}


@pytest.mark.parametrize("tab", TABS)
@settings(max_examples=8)
@given(
    text=st.text(max_size=40) | st.sampled_from(NASTY),
    field=st.sampled_from((*FIELDS, "ruleset", "old_text", "capsule")),
    action=st.sampled_from(["", "open", "check", "fix", "show", "compare", "replay"]),
)
def test_whatever_is_typed_there_is_a_page(
    tab: str, text: str, field: str, action: str
) -> None:
    fields = {"ruleset": TEXT, field: text}
    if tab in {"check", "compare", "prove"} and field != "ruleset":
        fields["ruleset"] = ""
    shown = respond(Request(tab=tab, action=action, now=NOW, fields=fields))

    assert "<h1" in shown.html
    assert not {"script ", "svg onload"} & {*elements(shown.html)}
