"""A value changed in a form changes just that value of the file, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neglect_rules.catalogue import shipped
from neglect_rules.pointer import Pointer
from neglect_rules.studio import Request, Response, respond
from neglect_rules.studio._spots import Spot, every_spot
from neglect_rules.studio._written import applied, shown_as, undone, written
from tests.unit.studio.asking import NOW, TEXT, asked, words_of

TEXTS = {f"{e.id}@{e.version}": e.file.read_text("utf-8") for e in shipped()}
SPOTS = [
    (name, spot)
    for name, text in TEXTS.items()
    for spot in every_spot(json.loads(text))
]
WEIGHT = "change./domains/supervision/weight"
VERSION = "change./version"


def changed(
    text: str, fields: dict[str, str], part: str, action: str = "change"
) -> Response:
    """Return what the tab shows after values were written into a part."""
    held = {"ruleset": text, "before": text, "part": part, "shown": part, **fields}
    return respond(Request(tab="change", action=action, now=NOW, fields=held))


def other(spot: Spot, value: Any) -> str:
    """Return another value that may be written there."""
    match spot.kind:
        case "number":
            return "7" if value != 7 else "8"
        case "choice":
            return next(key for key, _ in spot.choices if key != value)
        case "date":
            return "2031-01-01"
        case "version":
            return "9.9.9"
        case _:
            return f'{value} "and more" \\ é'


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_written_there_already_changes_nothing(name: str) -> None:
    text, document = TEXTS[name], json.loads(TEXTS[name])
    every = list(every_spot(document))
    fields = {
        f"change.{at}": shown_as(value) for at, value in written(text, every).items()
    }

    assert len(fields) == len(every)
    assert applied(text, document, every, fields) == (text, [])


@pytest.mark.parametrize("name", TEXTS)
def test_no_two_fields_are_called_the_same(name: str) -> None:
    every = list(every_spot(json.loads(TEXTS[name])))
    called = [(each.head, each.label) for each in every]

    assert len(set(called)) == len(called)


@given(st.sampled_from(SPOTS))
@settings(max_examples=12)
def test_another_value_changes_that_one_only_and_is_undone_to_the_letter(
    drawn: tuple[str, Spot],
) -> None:
    name, spot = drawn
    text, document = TEXTS[name], json.loads(TEXTS[name])
    wanted = other(spot, spot.at.resolve(document))

    new, problems = applied(text, document, [spot], {spot.name: wanted})

    expected = json.loads(text)
    *holder, key = spot.at.parts
    value = json.loads(wanted) if spot.kind == "number" else wanted
    Pointer(tuple(holder)).resolve(expected)[key] = value
    assert problems == []
    assert json.loads(new) == expected
    assert undone(new, expected, text, document, str(spot.at)) == text


def test_every_rule_and_every_weight_of_the_example_can_be_changed() -> None:
    document = json.loads(TEXT)
    found = {str(each.at) for each in every_spot(document)}

    assert {"/version", "/effective/from", "/parameters/several/number"} <= found
    assert {f"/domains/{id_}/weight" for id_ in document["domains"]} <= found
    assert {f"/indicators/{id_}/label" for id_ in document["indicators"]} <= found
    assert {f"/thresholds/{n}/because" for n in range(len(document["thresholds"]))} <= (
        found
    )


def test_what_changed_is_listed_and_undone_together() -> None:
    first = changed(TEXT, {WEIGHT: "2"}, "weights").fields["ruleset"]
    both = changed(first, {VERSION: "1.3.0", "before": TEXT}, "dates")

    assert both.said == "2 values changed since you opened it."
    assert "from “1.5” to “2”" in words_of(both.html)
    assert "from “1.2.0” to “1.3.0”" in words_of(both.html)

    new = both.fields["ruleset"]
    undone = changed(new, {"before": TEXT}, "dates", "undo")

    assert undone.fields["ruleset"] == TEXT


@pytest.mark.parametrize(
    ("part", "name", "value", "said"),
    [
        ("weights", WEIGHT, "heavy", "Write a number, such as 3 or 1.5."),
        ("weights", WEIGHT, "1,5", "Write a number, such as 3 or 1.5."),
        ("weights", WEIGHT, "", "Write a number, such as 3 or 1.5."),
        ("dates", VERSION, "1.3", "Write three numbers, such as 1.3.0."),
        ("dates", "change./effective/from", "soon", "Write a date"),
        ("words", "change./title", "", "Write a text of one line"),
    ],
)
def test_what_cannot_stand_there_is_refused_and_kept_in_its_field(
    part: str, name: str, value: str, said: str
) -> None:
    done = changed(TEXT, {name: value, "part": "words"}, part)

    assert done.fields["ruleset"] == TEXT
    assert said in words_of(done.html)
    assert f'href="#{name}"' in done.html
    # What is to be put right stays in sight.
    assert done.fields["part"] == part


def test_what_makes_a_ruleset_unusable_is_kept_and_leads_to_check() -> None:
    done = changed(
        TEXT, {"change./effective/from": "2026-04-01", VERSION: "0.0.0"}, "dates"
    )

    assert json.loads(done.fields["ruleset"])["version"] == "0.0.0"


def test_what_the_ruleset_could_not_be_used_with_is_refused_and_the_rest_taken() -> (
    None
):
    health = "change./domains/health/weight"
    done = changed(TEXT, {WEIGHT: "-1", health: "7"}, "weights")
    domains = json.loads(done.fields["ruleset"])["domains"]

    assert domains["supervision"]["weight"] == 1.5
    assert domains["health"]["weight"] == 7
    assert "The ruleset could not be used with this." in words_of(done.html)
    assert f'href="#{WEIGHT}"' in done.html
    assert f'href="#{health}"' not in done.html
    assert 'value="-1"' in done.html


def test_a_ruleset_with_problems_is_mended_in_check_first() -> None:
    assert 'href="#/check"' in asked("change", ruleset="{}").html
