"""What holds of every adoption, whatever the ruleset and the case."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.adoption import adopted, faults, load_adoption, stands
from neglect_rules.audit import capsule, load_capsule, replay
from neglect_rules.canonical import canonical_bytes
from neglect_rules.evaluation import evaluate
from neglect_rules.model import OVER
from neglect_rules.program import Program
from tests.differential.comparison import read
from tests.differential.stranger import load_checker
from tests.property.drawn import Drawn, one_drawn
from tests.unit.adoption.records import a_record_of

pytestmark = pytest.mark.property

EARLY = {"/on": "2020-01-01", "/next_review": "2020-06-01"}
"""Before every moment that is drawn."""

ROUNDS = 20

stranger: Any = load_checker()


def drawn_from(pool: int) -> pytest.MarkDecorator:
    """Return a mark that runs a test for the rulesets of a small pool."""
    return pytest.mark.parametrize("seed", range(pool))


def _adopted(drawn: Drawn) -> Program | None:
    """Return a drawn Program with a record; of what is over there is none."""
    ruleset = drawn.program.ruleset
    if ruleset.status in OVER:
        return None
    return adopted(drawn.program, load_adoption(a_record_of(ruleset, EARLY)))


def _leaves(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each object or list with a key of it under which a plain value stands."""
    keys = node if isinstance(node, dict) else range(len(node))
    for key in keys:
        if isinstance(node[key], dict | list):
            yield from _leaves(node[key])
        else:
            yield node, key


def _other(value: Any) -> Any:
    """Return another value: of a text, one letter longer."""
    if isinstance(value, bool):
        return not value
    return f"{value}." if isinstance(value, str) else value + 1


@drawn_from(4)
def test_any_change_of_a_meaning_or_a_word_makes_the_record_fall(seed: int) -> None:
    random = Random(seed)
    drawn = one_drawn(seed, random)
    record = load_adoption(a_record_of(drawn.program.ruleset))
    for _ in range(ROUNDS):
        document = copy.deepcopy(drawn.document)
        holder, key = random.choice(list(_leaves(document)))
        holder[key] = _other(holder[key])
        # Not linked, not checked: what is no ruleset any more falls all the sooner.
        changed = evolve(drawn.program.ruleset, document=document)

        assert "NR163" in {d.code for d in faults(record, changed)}, (holder, key)


@drawn_from(4)
def test_a_new_order_of_keys_and_another_layout_leave_the_record_standing(
    seed: int,
) -> None:
    random = Random(seed)
    drawn = one_drawn(seed, random)
    ruleset = drawn.program.ruleset
    record = load_adoption(a_record_of(ruleset))
    again = read(_shuffled(drawn.document, random))

    assert stands(record, again) == (ruleset.status not in OVER)


def _shuffled(node: Any, random: Random) -> Any:
    if isinstance(node, list):
        return [_shuffled(each, random) for each in node]
    if not isinstance(node, dict):
        return node
    keys = random.sample(list(node), len(node))
    return {key: _shuffled(node[key], random) for key in keys}


@drawn_from(4)
def test_an_adoption_changes_nothing_but_the_status_and_its_warning(seed: int) -> None:
    random = Random(seed)
    drawn = one_drawn(seed, random)
    program = _adopted(drawn)
    if program is None:
        return
    before = copy.deepcopy(dict(drawn.decide().trace.document))
    after = copy.deepcopy(
        dict(evaluate(program, drawn.read_case(), at=drawn.at).trace.document)
    )
    status, named = before["ruleset"]["status"], after["ruleset"]

    assert (named.pop("status"), set(named.pop("adoption"))) == (
        "adopted",
        {"body", "on", "digest"},
    )
    before["ruleset"].pop("status")
    if status != "adopted":
        assert before["warnings"].pop(0) == {"kind": "not_adopted", "about": [status]}
    assert canonical_bytes(after) == canonical_bytes(before)


@drawn_from(2)
def test_a_capsule_with_an_adoption_replays_exactly(seed: int) -> None:
    random = Random(seed)
    drawn = one_drawn(seed, random)
    program = _adopted(drawn)
    if program is None:
        return
    decision = evaluate(program, drawn.read_case(), at=drawn.at)
    stored = capsule(decision).to_json()

    assert "adoption" in json.loads(stored)
    assert replay(load_capsule(stored)).verdict == "exact"
    assert "PASS" not in stranger.check(stored)
