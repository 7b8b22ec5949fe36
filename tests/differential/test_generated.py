"""What was generated for a Program and what interprets it say the same, to the byte."""

from __future__ import annotations

import io
import re
import token
import tokenize
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from random import Random
from typing import Any

import pytest
from attrs import evolve

from neglect_rules.evaluation import Decision, evaluate, generated, interpreted
from neglect_rules.evaluation import _generated as compiling
from neglect_rules.evaluation import _runner as runner
from neglect_rules.evaluation import _source as writing
from neglect_rules.facts import Leaves
from neglect_rules.program import Amount, Answer, Program, Value
from neglect_rules.testing import make_case, make_ruleset, read_form
from neglect_rules.truth import Truth
from tests.builders import a_program
from tests.differential.comparison import decision_on, linked
from tests.shipped import CASES, the_program, the_test

pytestmark = pytest.mark.differential

RULESETS = 60
CASES_OF_EACH = 5
SHAKEN = 3
"""How often the leaves of a case are filled in anew with whatever they may hold."""


@cache
def drawn(seed: int) -> tuple[Program, tuple[Decision, ...]] | None:
    """Return a ruleset with decisions on some cases; nothing if it does not link."""
    random = Random(seed)
    document = make_ruleset(random)
    program = linked(document)
    if program is None:
        return None
    form = read_form(document)
    cases = (make_case(random, form) for _ in range(CASES_OF_EACH))
    return program, tuple(decision_on(program, case) for case in cases)


def some() -> Iterator[tuple[Program, tuple[Decision, ...]]]:
    """Yield the rulesets that link."""
    yield from filter(None, map(drawn, range(RULESETS)))


def shaken(program: Program, leaves: Leaves, random: Random) -> Leaves:
    """Return leaves that hold something else, wider or narrower, with no case to it."""
    found = dict(leaves)
    for index, step in program.leaves:
        if random.random() < 0.5:
            found[index] = _anything(step, random)
    return found


def _anything(step: object, random: Random) -> Value:
    if isinstance(step, Answer):
        held = [n for n in range(step.open.bit_length()) if step.open >> n & 1]
        return sum(1 << n for n in random.sample(held, random.randint(1, len(held))))
    if isinstance(step, Amount):
        low, high = step.open
        least = low + random.randint(0, 60)
        most = least + random.randint(0, 60)
        return least, random.choice([most, high if high is None else max(most, high)])
    return random.choice(list(Truth))


def leaves_of(program: Program, decisions: tuple[Decision, ...]) -> Iterator[Leaves]:
    """Yield leaf values: those of cases, each set of ages, and others."""
    random = Random(1)
    for decision in decisions:
        for world in decision._facts.worlds:
            yield world
            for _ in range(SHAKEN):
                yield shaken(program, world, random)


def apart(program: Program, decisions: tuple[Decision, ...]) -> bool:
    """Return whether anything that is judged in the two ways is not the same."""
    roots = runner.results_of(program)
    for held in (False, True):
        every = generated(program, held=held)
        some = generated(program, roots, held=held)
        for leaves in leaves_of(program, decisions):
            right = interpreted(program.steps, leaves, held=held)
            if every(leaves) != right or some(leaves) != tuple(right[r] for r in roots):
                return True
    return False


def test_every_step_of_drawn_rulesets_comes_to_the_same() -> None:
    compared = [(program, apart(program, decisions)) for program, decisions in some()]

    assert len(compared) >= RULESETS * 9 // 10
    assert not [program.ruleset.id for program, differs in compared if differs]


def test_decisions_and_traces_are_the_same_to_the_byte() -> None:
    for program, decisions in some():
        for one in decisions:
            said = [
                _told(program, one, left, one.at) for left in (runner.PAYS + 10**6, 0)
            ]
            assert said[0] == said[1]


def test_worked_cases_are_decided_the_same_to_the_byte() -> None:
    program = the_program()
    for file in CASES:
        test = the_test(file.name)
        if test.at.date() >= program.ruleset.effective.from_:
            said = [_told(program, test, left, test.at) for left in (10**6, 0)]
            assert said[0] == said[1]


def _told(program: Program, of: Any, left: int, at: Any) -> tuple[Any, str]:
    runs = runner._runs(program)
    runs.left = left
    runs.made.clear()
    decision = evaluate(program, of.case, at=at)
    told = decision.to_dict(), decision.trace.to_json()
    assert bool(runs.made) is (left == 0)
    return told


def test_a_program_is_generated_once_it_has_run_often_enough() -> None:
    program = a_program()
    leaves = {index: _anything(step, Random(1)) for index, step in program.leaves}
    runs = runner._runs(program)

    for _ in range(runner.PAYS):
        runner.run(program, leaves)
    before = dict(runs.made)
    runner.run(program, leaves)

    assert not before
    assert runs.made


def test_a_program_that_is_too_large_is_only_interpreted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiling, "TOO_LARGE", 3)
    program = a_program()
    leaves = {index: _anything(step, Random(1)) for index, step in program.leaves}
    runs = runner._runs(program)
    runs.left = 0

    found = runner.run(program, leaves)

    assert not runs.made
    assert found == interpreted(program.steps, leaves)


OURS = re.compile(r"([vabk]\d+|def|judge|leaf|t|u|if|else|or|and|not|is|return|None)$")


def test_no_name_or_text_of_a_ruleset_reaches_the_source() -> None:
    programs = [the_program(), *(program for program, _ in some())]
    for program in programs:
        text = writing.source(program.steps).text
        for each in tokenize.generate_tokens(io.StringIO(text).readline):
            assert each.type != token.STRING
            if each.type == token.NAME:
                assert OURS.match(each.string) or each.string in ALLOWED, each.string
            if each.type == token.NUMBER:
                assert int(each.string) < len(program.steps)


ALLOWED = {*writing._FIXED, "True", "False", "greatest", "max", "min"}


def lowers(lines: Callable[..., None], **changes: Any) -> Callable[..., None]:
    """Return the lines of a kind of step, written for one that is not the same."""

    def wrong(writer: Any, index: int, step: Any) -> None:
        told = {name: change(step) for name, change in changes.items()}
        lines(writer, index, evolve(step, **told))

    return wrong


WRONG: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "Compare": {"at_least": lambda step: step.at_least + 1},
    "Member": {"among": lambda step: step.among & step.among - 1},
    "Quorum": {"need": lambda step: min(step.need, 1)},
    "Sum": {"constant": lambda step: step.constant + 1},
    "Clamp": {"high": lambda _: None},
    "Extreme": {"greatest": lambda step: not step.greatest},
    "Map": {"table": lambda step: (*step.table[1:], step.table[0])},
    "Band": {"edges": lambda step: tuple(edge + 1 for edge in step.edges)},
    "Reach": {"base": lambda step: len(step.grades)},
    "Shift": {"by": lambda step: tuple(-by for by in step.by)},
    "Count": {"of": lambda step: step.of[1:]},
    "Not": {},
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_line_that_is_not_quite_right_is_noticed(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = next(each for each in writing._LINES if each.__name__ == kind)
    wrong = lowers(writing._LINES[of], **WRONG[kind])
    if kind == "Not":
        wrong = lambda writer, index, step: writer.same(index, step.of)  # noqa: E731
    monkeypatch.setitem(vars(writing)["_LINES"], of, wrong)

    assert any(apart(program, decisions) for program, decisions in some())
