"""What our schemas say to people who edit our files."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from tests.editor.annotations import (
    EDITED,
    MOST_OPTIONS,
    ROOT,
    hover,
    inside,
    keys,
    merged,
    parts,
    schema_of,
    snippet_value,
)

PAGE: Final = (ROOT / "docs/how-to/edit-in-vs-code.md").read_text("utf-8")
every_schema = pytest.mark.parametrize("name", EDITED)

OURS: Final = re.compile(
    r"\b(polarity|completion|canonical|pointer|kleene|floor|ceiling|extent|regex"
    r"|pattern|string|boolean|integer|array|object|schema-level)\b",
    re.IGNORECASE,
)
READY_MADE: Final = {
    "indicator": 2,
    "domain": 1,
    "scale": 2,
    "threshold": 1,
    "modifier": 1,
    "easing": 1,
    "guard": 1,
    "condition": 14,
    "measure": 17,
    "rule": 6,
    "task": 2,
    "review": 1,
    "promise": 1,
}
"""For what a ruleset is made of, how many ready-made texts there are at least."""


def _told(name: str) -> list[tuple[str, str]]:
    """Return everything that a schema says to people, with where it stands."""
    told = []
    for place, part in parts(schema_of(name)):
        texts = [part.get("markdownDescription"), part.get("patternErrorMessage")]
        texts += part.get("enumDescriptions", ())
        told += [(place, text) for text in texts if isinstance(text, str)]
    return told


@every_schema
def test_every_key_has_words_of_its_own_to_be_shown(name: str) -> None:
    whole = schema_of(name)
    silent = [
        place
        for place, part in keys(whole)
        if hover(part, whole)
        != (part.get("markdownDescription") or part.get("description"))
        or not hover(part, whole)
    ]

    assert silent == []


@every_schema
def test_what_a_kind_of_value_is_never_hides_what_a_key_means(name: str) -> None:
    whole = schema_of(name)
    hidden = [
        place
        for place, part in keys(whole)
        for inner in inside(part, whole)
        if "description" in inner and "markdownDescription" not in inner
    ]

    assert hidden == []


@every_schema
def test_every_word_to_choose_from_is_explained(name: str) -> None:
    whole = schema_of(name)
    short = [
        place
        for place, part in parts(whole)
        if isinstance(part.get("enum"), list)
        and len(part["enum"]) != len(part.get("enumDescriptions", ()))
    ]

    assert short == []


@every_schema
def test_every_form_that_is_asked_for_is_asked_for_in_words(name: str) -> None:
    whole = schema_of(name)
    bare = [
        place
        for place, part in parts(whole)
        if isinstance(part.get("pattern"), str) and "patternErrorMessage" not in part
    ]

    assert bare == []


@every_schema
def test_what_is_said_is_in_short_sentences_and_none_of_our_words(name: str) -> None:
    odd = [
        (place, text)
        for place, text in _told(name)
        if OURS.search(re.sub(r"`[^`]*`", "", text))
        or not text.endswith(".")
        or max(len(each.split()) for each in re.split(r"(?<=[.:]) ", text)) > 25
    ]

    assert odd == []


@every_schema
def test_a_ready_made_text_is_accepted_whatever_is_picked_in_it(name: str) -> None:
    whole = schema_of(name)
    refused = []
    for place, part in parts(whole):
        for snippet in part.get("defaultSnippets", ()):
            part_alone: Any = {"$defs": whole["$defs"], **merged(part, whole)}
            validator = Draft202012Validator(part_alone)
            refused += [
                (place, snippet["label"], error.message)
                for pick in range(MOST_OPTIONS)
                for error in validator.iter_errors(snippet_value(snippet["body"], pick))
            ]

    assert refused == []


@every_schema
def test_no_two_ready_made_texts_of_one_place_have_the_same_name(name: str) -> None:
    twice = [
        (place, label)
        for place, part in parts(schema_of(name))
        for label, count in Counter(
            snippet["label"] for snippet in part.get("defaultSnippets", ())
        ).items()
        if count > 1
    ]

    assert twice == []


@pytest.mark.parametrize(("kind", "least"), READY_MADE.items())
def test_there_is_a_ready_made_text_for_what_a_ruleset_is_made_of(
    kind: str, least: int
) -> None:
    assert len(schema_of("ruleset")["$defs"][kind]["defaultSnippets"]) >= least


@pytest.mark.parametrize("head", ["condition", "measure", "rule"])
def test_every_kind_of_a_construct_has_a_ready_made_text(head: str) -> None:
    whole = schema_of("ruleset")
    part = whole["$defs"][head]
    kinds = {each["required"][0] for each in part.get("then", part)["oneOf"]}
    bodies = [each["body"] for each in part["defaultSnippets"]]

    assert kinds - {
        key for body in bodies if isinstance(body, dict) for key in body
    } == (set())


@every_schema
def test_what_stands_under_a_name_has_words_to_be_shown(name: str) -> None:
    whole = schema_of(name)
    silent = [
        place
        for place, part in parts(whole)
        if isinstance(part.get("additionalProperties"), dict)
        and not hover(part["additionalProperties"], whole)
        and not any(hover(each, whole) for each in inside(part, whole))
    ]

    assert silent == []


def test_the_page_shows_the_settings_that_ship() -> None:
    shipped = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    [shown] = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)

    assert json.loads(shown)["json.schemas"] == shipped["json.schemas"]


def test_the_page_has_the_schemas_of_all_that_people_edit() -> None:
    assert re.findall(r"neglect-rules schema (\w+) >", PAGE) == [
        *("ruleset", "test", "case", "household", "directory")
    ]


def test_what_the_page_says_that_you_are_told_is_what_the_schema_says() -> None:
    told = {
        part["patternErrorMessage"]
        for _, part in parts(schema_of("ruleset"))
        if "patternErrorMessage" in part
    }
    shown = re.findall(
        r"^\| `\"(?:id|from|critical_at)\":.*` \| (.*) \|$", PAGE, re.MULTILINE
    )

    assert len(shown) == 3
    assert set(shown) <= told


def test_the_page_counts_the_ready_made_conditions() -> None:
    offered = schema_of("ruleset")["$defs"]["condition"]["defaultSnippets"]

    assert len(offered) == 16
    assert "sixteen kinds of condition" in PAGE
