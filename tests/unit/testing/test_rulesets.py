"""The rulesets that tests draw: all of the language occurs, and what is drawn links."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from neglect_rules.errors import RulesetError
from neglect_rules.linking import link
from neglect_rules.loading._parameters import put_in_place
from neglect_rules.loading._structure import structured
from neglect_rules.loading._values import from_values
from neglect_rules.model import Ruleset
from neglect_rules.testing import Document, Shape, make_ruleset, rulesets, settle
from tests.unit.testing.schema_use import everything, used, validator

SEEDS = range(100)
TO_SETTLE = range(25)
SHAPES: tuple[Shape, ...] = ("any", "monotone")


@cache
def drawn(shape: Shape, seed: int) -> Document:
    return make_ruleset(Random(seed), shape=shape)


def link_document(document: Document) -> None:
    """Link without asking the schema, which another test does and which takes long."""
    value = from_values(document, "drawn", RulesetError).value
    placed = {k: v for k, v in put_in_place(value).items() if k != "$schema"}
    link(attrs.evolve(structured(placed, Ruleset), document=value))


@cache
def settled(seed: int) -> Document | None:
    return settle(drawn("any", seed), link_document)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_ruleset_drawn_is_valid_by_its_schema(shape: Shape) -> None:
    wrong = [
        (seed, error.json_path, error.message)
        for seed in SEEDS[:25]
        for error in validator("ruleset-1").iter_errors(drawn(shape, seed))
    ]

    assert wrong == []


def test_every_construct_of_the_language_is_drawn() -> None:
    occurring = set().union(*(used("ruleset-1", drawn("any", s)) for s in SEEDS))
    missing = everything("ruleset-1") - occurring

    # Which construct needs an exception is known only once the ruleset is linked.
    assert {(where, key) for where, key in missing if key != "exception"} == set()


def test_exceptions_are_declared_wherever_a_law_may_be_broken() -> None:
    drawn_here = (settled(seed) or drawn("any", seed) for seed in TO_SETTLE)
    uses = set().union(*(used("ruleset-1", document) for document in drawn_here))

    assert {where for where, key in uses if key == "exception"} >= {
        "condition_indicator",
        "condition_measure",
        "guard",
        "indicator",
        "rating",
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_seed_gives_the_same_ruleset(shape: Shape) -> None:
    again = [make_ruleset(Random(seed), shape=shape) for seed in SEEDS[:20]]

    assert again == [drawn(shape, seed) for seed in SEEDS[:20]]


def test_nine_of_ten_rulesets_link_once_their_exceptions_are_declared() -> None:
    lost = [seed for seed in TO_SETTLE if settled(seed) is None]

    assert len(lost) <= len(TO_SETTLE) // 10, lost


def test_monotone_rulesets_link_without_an_exception() -> None:
    for seed in SEEDS[:25]:
        link_document(drawn("monotone", seed))


def test_monotone_rulesets_order_answers_by_concern_alone() -> None:
    for seed in SEEDS:
        scales = drawn("monotone", seed)["scales"]
        kinds = {name: scale["kind"] for name, scale in scales.items()}

        assert {k for name, k in kinds.items() if name != "S_choice"} == {"concern"}


def test_some_rulesets_are_refused_until_their_exceptions_are_declared() -> None:
    needed = [
        seed for seed in TO_SETTLE if settled(seed) not in (None, drawn("any", seed))
    ]

    assert len(needed) > len(TO_SETTLE) // 10


def test_settle_leaves_the_document_that_it_was_given_alone() -> None:
    before = make_ruleset(Random(1))
    document = make_ruleset(Random(1))

    settle(document, link_document)

    assert document == before


def test_settle_gives_up_on_what_no_exception_can_mend() -> None:
    document = make_ruleset(Random(0))
    document["indicators"]["I1"]["scale"] = "no_such_scale"

    assert settle(document, link_document) is None


@given(rulesets())
@settings(max_examples=10)
def test_the_strategy_gives_rulesets_that_are_valid_too(document: Any) -> None:
    assert validator("ruleset-1").is_valid(document)
